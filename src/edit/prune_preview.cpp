// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/prune_preview.h"

#include "edit/prune_preview_bins.h"
#include "edit/prune_scope.h"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <functional>

namespace fisherlens {
namespace {

using detail::kNoCode;
using detail::Ladder;
using detail::LadderCounter;
using detail::Threshold;

constexpr std::array kCriteria{PruneCriterion::Fisher, PruneCriterion::Magnitude, PruneCriterion::FisherOnly,
                               PruneCriterion::Random};
constexpr std::int64_t kChunk = std::int64_t{1} << 15;

std::size_t indexOf(PruneCriterion criterion)
{
    return static_cast<std::size_t>(criterion);
}

struct TensorLadders {
    std::int64_t entries = 0, zeroFisher = 0;
    std::size_t position = 0;  ///< in the order of names that breaks ties
    bool hasFisher = false;
    std::array<std::int64_t, kCriteria.size()> nonfinite{};
    std::array<Ladder, kCriteria.size()> ladders;
    std::array<Ladder, kCriteria.size()> kept;  ///< without the entries of F = 0; criteria that use the Fisher only

    [[nodiscard]] bool prunable(PruneCriterion criterion) const { return hasFisher || !usesFisher(criterion); }
};

/// What one block of a tensor says, entry by entry.
struct Codes {
    std::array<std::vector<std::uint32_t>, kCriteria.size()> codes;
    std::vector<double> costs;  ///< ½Fθ²; empty without a Fisher
};

/// What a chunk counts besides.
struct Census {
    std::array<std::int64_t, kCriteria.size()> nonfinite{};
    std::int64_t zeroFisher = 0;
    bool negativeFisher = false;
};

struct Scratch {
    std::vector<double> weights, fisher, score;
};

Result<Census> encode(const Prunable& prunable, std::uint64_t seed, std::int64_t first, std::size_t begin,
                      std::size_t n, Scratch& s, Codes& out)
{
    Census census;
    s.weights.resize(n);
    s.score.resize(n);
    s.fisher.resize(prunable.fisher ? n : 0);
    FL_CHECK(prunable.weights->source->read(first, std::span(s.weights)));
    if (prunable.fisher) {
        FL_CHECK(prunable.fisher->source->read(first, std::span(s.fisher)));
        score(PruneCriterion::Fisher, s.weights, s.fisher, prunable.weights->info.name, first, seed, s.score);
        for (std::size_t i = 0; i < n; ++i) {
            census.zeroFisher += s.fisher[i] == 0 && std::isfinite(s.weights[i]);
            census.negativeFisher = census.negativeFisher || s.fisher[i] < 0;
            out.costs[begin + i] = std::isfinite(s.score[i]) ? s.score[i] : 0;
        }
    }
    for (const PruneCriterion criterion : kCriteria) {
        const bool weighed = usesFisher(criterion);
        if (weighed && !prunable.fisher)
            continue;
        score(criterion, s.weights, s.fisher, prunable.weights->info.name, first, seed, s.score);
        std::uint32_t* codes = out.codes[indexOf(criterion)].data() + begin;
        for (std::size_t i = 0; i < n; ++i) {
            const bool usable = std::isfinite(s.weights[i]) && (!weighed || std::isfinite(s.fisher[i]));
            census.nonfinite[indexOf(criterion)] += !usable;
            codes[i] = usable ? detail::codeOf(s.score[i], std::fabs(s.weights[i])) : kNoCode;
        }
    }
    return census;
}

}  // namespace

struct PrunePreview::Impl {
    std::vector<std::string> names;
    std::string unit, fisherPath;
    std::vector<TensorLadders> tensors;
    std::vector<std::size_t> byName;  ///< indices of the tensors in the order that breaks ties
    std::array<Ladder, kCriteria.size()> all, allKept;

    Result<void> measure(const std::vector<Prunable>& scope, std::uint64_t seed, const JobContext& context);
    Result<TensorLadders> measureTensor(const Prunable& prunable, std::uint64_t seed,
                                        std::array<LadderCounter, kCriteria.size()>& counters,
                                        const JobContext& context,
                                        const std::function<void(std::int64_t)>& report) const;
    [[nodiscard]] const Ladder& ladder(const TensorLadders& tensor, PruneCriterion criterion, bool keepZeroFisher) const
    {
        return (keepZeroFisher && usesFisher(criterion) ? tensor.kept : tensor.ladders)[indexOf(criterion)];
    }
    void evaluateTogether(PruneCriterion criterion, double sparsity, bool keepZeroFisher,
                          PrunePrediction& result) const;
    void evaluateApart(PruneCriterion criterion, double sparsity, bool keepZeroFisher, PrunePrediction& result) const;
};

Result<TensorLadders> PrunePreview::Impl::measureTensor(const Prunable& prunable, std::uint64_t seed,
                                                        std::array<LadderCounter, kCriteria.size()>& counters,
                                                        const JobContext& context,
                                                        const std::function<void(std::int64_t)>& report) const
{
    TensorLadders tensor;
    tensor.entries = prunable.weights->info.count;
    tensor.position = prunable.position;
    tensor.hasFisher = prunable.fisher != nullptr;
    Codes block;
    tbb::enumerable_thread_specific<Scratch> scratch;
    FL_CHECK(forEachBlock(tensor.entries, context.cancel, [&](std::int64_t first, std::int64_t n) -> Result<void> {
        for (const PruneCriterion criterion : kCriteria)
            block.codes[indexOf(criterion)].resize(tensor.prunable(criterion) ? static_cast<std::size_t>(n) : 0);
        block.costs.resize(tensor.hasFisher ? static_cast<std::size_t>(n) : 0);
        const auto chunks = static_cast<std::size_t>((n + kChunk - 1) / kChunk);
        std::vector<Result<Census>> found(chunks);
        tbb::parallel_for(std::size_t{0}, chunks, [&](std::size_t c) {
            const std::int64_t begin = static_cast<std::int64_t>(c) * kChunk;
            found[c] = encode(prunable, seed, first + begin, static_cast<std::size_t>(begin),
                              static_cast<std::size_t>(std::min(kChunk, n - begin)), scratch.local(), block);
        });
        for (const Result<Census>& census : found) {
            if (!census)
                return fail(census.error());
            if (census->negativeFisher)
                return fail(ErrorCode::Damaged, "The Fisher has negative entries, which no square has.",
                            {fisherPath, prunable.weights->info.name, {}}, "Check what this file holds.");
            tensor.zeroFisher += census->zeroFisher;
            for (std::size_t c = 0; c < kCriteria.size(); ++c)
                tensor.nonfinite[c] += census->nonfinite[c];
        }
        // Each counter adds the entries in their order, so its costs do not depend on the number of threads.
        tbb::parallel_for(std::size_t{0}, kCriteria.size(),
                          [&](std::size_t c) { counters[c].add(block.codes[c], block.costs); });
        report(n);
        return {};
    }));
    for (std::size_t c = 0; c < kCriteria.size(); ++c) {
        tensor.ladders[c] = counters[c].take();
        if (usesFisher(kCriteria[c]))
            tensor.kept[c] = tensor.ladders[c].withoutZeros(tensor.zeroFisher);
    }
    return tensor;
}

Result<void> PrunePreview::Impl::measure(const std::vector<Prunable>& scope, std::uint64_t seed,
                                         const JobContext& context)
{
    double total = 0, done = 0;
    for (const Prunable& prunable : scope)
        total += static_cast<double>(prunable.weights->info.count);
    std::array<LadderCounter, kCriteria.size()> counters;
    for (const Prunable& prunable : scope) {
        FL_TRY(TensorLadders tensor, measureTensor(prunable, seed, counters, context, [&](std::int64_t n) {
                   done += static_cast<double>(n);
                   context.report("read the scores", done / total);
               }));
        names.push_back(prunable.weights->info.name);
        tensors.push_back(std::move(tensor));
    }
    byName.resize(tensors.size());
    for (std::size_t t = 0; t < tensors.size(); ++t)
        byName[tensors[t].position] = t;
    for (std::size_t c = 0; c < kCriteria.size(); ++c) {
        std::vector<const Ladder*> ladders, kept;
        for (const TensorLadders& tensor : tensors) {
            ladders.push_back(&tensor.ladders[c]);
            kept.push_back(&tensor.kept[c]);
        }
        all[c] = Ladder::merged(ladders);
        allKept[c] = Ladder::merged(kept);
    }
    return {};
}

/// One threshold for all tensors. The entries of its bin are shared out so that the counts add up: evenly, or, where all
/// are 0 and so tied, in the order of the names.
void PrunePreview::Impl::evaluateTogether(PruneCriterion criterion, double sparsity, bool keepZeroFisher,
                                          PrunePrediction& result) const
{
    const Ladder& whole = (keepZeroFisher && usesFisher(criterion) ? allKept : all)[indexOf(criterion)];
    const std::int64_t k = std::min(entriesToPrune(sparsity, result.total.entries), whole.total());
    result.total.pruned = k;
    if (k == 0)
        return;
    const Threshold threshold = whole.at(k);
    result.total.threshold = threshold.score();
    const bool tied = threshold.code == 0;
    std::int64_t left = k, inBin = 0;
    std::size_t cut = 0;
    for (const std::size_t t : byName) {
        PruneCount& count = result.tensors[t];
        if (count.entries == 0)
            continue;
        const Ladder::Removed removed = ladder(tensors[t], criterion, keepZeroFisher).removed(threshold);
        const auto before = std::llround(static_cast<double>(inBin) * threshold.share);
        inBin += removed.inBin;
        cut += removed.inBin > 0;
        const std::int64_t evenly = std::llround(static_cast<double>(inBin) * threshold.share) - before;
        count.pruned = removed.below + (tied ? std::min(removed.inBin, left) : evenly);
        left -= count.pruned;
        if (count.cost)
            count.cost = removed.cost;
        if (count.pruned > 0)
            count.threshold = result.total.threshold;
    }
    result.unresolved = cut > 1 && threshold.share < 1 && !tied ? inBin : 0;
}

void PrunePreview::Impl::evaluateApart(PruneCriterion criterion, double sparsity, bool keepZeroFisher,
                                       PrunePrediction& result) const
{
    for (std::size_t t = 0; t < tensors.size(); ++t) {
        PruneCount& count = result.tensors[t];
        const Ladder& own = ladder(tensors[t], criterion, keepZeroFisher);
        count.pruned = std::min(entriesToPrune(sparsity, count.entries), own.total());
        if (count.pruned == 0)
            continue;
        const Threshold threshold = own.at(count.pruned);
        count.threshold = threshold.score();
        if (count.cost)
            count.cost = own.removed(threshold).cost;
        result.total.pruned += count.pruned;
    }
}

Result<std::shared_ptr<const PrunePreview>> PrunePreview::measure(const Catalogue& tensors, const FisherFile* fisher,
                                                                  const PruneSettings& settings,
                                                                  const JobContext& context)
{
    PruneSettings scopeSettings = settings;
    scopeSettings.criterion = PruneCriterion::Magnitude;  // with and without a Fisher
    FL_TRY(const std::vector<Prunable> scope, pruneScope(tensors, fisher, scopeSettings, context));
    auto impl = std::make_unique<Impl>();
    if (fisher) {
        impl->unit = fisherlens::costUnit(fisher->attributes);
        impl->fisherPath = fisher->path;
    }
    FL_CHECK(impl->measure(scope, settings.seed, context));
    return std::shared_ptr<const PrunePreview>(new PrunePreview(std::move(impl)));
}

PrunePreview::PrunePreview(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
PrunePreview::~PrunePreview() = default;

const std::vector<std::string>& PrunePreview::names() const
{
    return impl_->names;
}

std::string_view PrunePreview::costUnit() const
{
    return impl_->unit;
}

bool PrunePreview::has(PruneCriterion criterion) const
{
    return std::any_of(impl_->tensors.begin(), impl_->tensors.end(),
                       [&](const TensorLadders& tensor) { return tensor.prunable(criterion); });
}

std::int64_t PrunePreview::zeroFisher() const
{
    std::int64_t sum = 0;
    for (const TensorLadders& tensor : impl_->tensors)
        sum += tensor.zeroFisher;
    return sum;
}

std::int64_t PrunePreview::nonfinite(PruneCriterion criterion) const
{
    std::int64_t sum = 0;
    for (const TensorLadders& tensor : impl_->tensors)
        sum += tensor.nonfinite[indexOf(criterion)];
    return sum;
}

PrunePrediction PrunePreview::evaluate(PruneCriterion criterion, double sparsity, bool perTensor,
                                       bool keepZeroFisher) const
{
    const double share = sparsity > 0 ? std::min(sparsity, 1.0) : 0;
    PrunePrediction result;
    for (const TensorLadders& tensor : impl_->tensors) {
        PruneCount& count = result.tensors.emplace_back();
        if (!tensor.prunable(criterion))
            continue;
        count.entries = tensor.entries;
        if (tensor.hasFisher)
            count.cost = 0;
        result.total.entries += tensor.entries;
    }
    if (perTensor)
        impl_->evaluateApart(criterion, share, keepZeroFisher, result);
    else
        impl_->evaluateTogether(criterion, share, keepZeroFisher, result);
    for (const PruneCount& count : result.tensors)
        if (count.cost)
            result.total.cost = result.total.cost.value_or(0) + *count.cost;
    return result;
}

std::vector<PrunePreview::ScoreBin> PrunePreview::scores(PruneCriterion criterion) const
{
    const Ladder& whole = impl_->all[indexOf(criterion)];
    std::vector<ScoreBin> bins;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (whole.code(i) < detail::kScoreBins)
            continue;
        const std::uint32_t bin = whole.code(i) - detail::kScoreBins;
        bins.push_back({detail::binLow(bin), detail::binLow(bin + 1), whole.count(i)});
    }
    return bins;
}

std::vector<std::string> smallAndEmbeddings(const Catalogue& tensors)
{
    std::vector<std::string> names;
    for (const Tensor& tensor : tensors.tensors()) {
        std::string lower = tensor.info.name;
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        const std::string dotted = "." + lower + ".";
        const bool embedding = lower.find("embed") != std::string::npos || dotted.find(".wte.") != std::string::npos
                               || dotted.find(".wpe.") != std::string::npos;
        if (tensor.info.shape.size() < 2 || embedding)
            names.push_back(tensor.info.name);
    }
    return names;
}

}  // namespace fisherlens
