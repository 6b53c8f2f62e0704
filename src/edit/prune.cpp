// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/prune.h"

#include "edit/prune_scope.h"
#include "edit/sum.h"
#include "edit/ties.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace fisherlens {
namespace {

constexpr std::int64_t kChunk = std::int64_t{1} << 16;

/// Values of one range of a prunable tensor and what the criterion says of them.
struct Scores {
    std::vector<double> weights, fisher, score;  ///< score NaN: not a candidate

    /// What was met while scoring.
    struct Census {
        std::int64_t candidates = 0, zeroFisher = 0, nonfinite = 0;
    };

    Result<void> read(const Prunable& prunable, const PruneSettings& settings, const std::string& fisherPath, std::int64_t first,
                      std::size_t n, Census* census);
};

Result<void> Scores::read(const Prunable& prunable, const PruneSettings& settings, const std::string& fisherPath, std::int64_t first,
                          std::size_t n, Census* census)
{
    weights.resize(n);
    score.resize(n);
    FL_CHECK(prunable.weights->source->read(first, std::span(weights)));
    const bool weighed = usesFisher(settings.criterion);
    fisher.resize(prunable.fisher ? n : 0);
    if (prunable.fisher)
        FL_CHECK(prunable.fisher->source->read(first, std::span(fisher)));
    fisherlens::score(settings.criterion, weights, fisher, prunable.weights->info.name, first, settings.seed, score);
    constexpr double never = std::numeric_limits<double>::quiet_NaN();
    const std::string& name = prunable.weights->info.name;
    Census seen;
    for (std::size_t i = 0; i < n; ++i) {
        const bool badWeight = !std::isfinite(weights[i]);
        const bool badFisher = weighed && !std::isfinite(fisher[i]);
        if (badWeight || badFisher) {
            if (!settings.fallback)
                return fail(ErrorCode::NonFinite, badWeight ? "The tensor has NaN or infinite entries." : "The Fisher has NaN or infinite entries.",
                            {badWeight ? prunable.weights->info.file : fisherPath, name, {}}, "Prune with --nonfinite fallback to keep them.");
            ++seen.nonfinite;
            score[i] = never;
            continue;
        }
        if (weighed && fisher[i] < 0)
            return fail(ErrorCode::Damaged, "The Fisher has negative entries, which no square has.", {fisherPath, name, {}},
                        "Check what this file holds.");
        if (weighed && fisher[i] == 0) {
            ++seen.zeroFisher;
            if (settings.keepZeroFisher) {
                score[i] = never;
                continue;
            }
        }
        ++seen.candidates;
    }
    if (census) {
        census->candidates += seen.candidates;
        census->zeroFisher += seen.zeroFisher;
        census->nonfinite += seen.nonfinite;
    }
    return {};
}

}  // namespace

struct ModelPrune::Impl {
    const Catalogue* tensors = nullptr;
    PruneSettings settings;
    std::string fisherPath;
    std::vector<Prunable> scope;
    PruneOutcome outcome;
    JobContext context;

    /// Scores of a range and, per entry, whether it is removed.
    Result<void> decide(const Prunable& prunable, std::int64_t first, std::size_t n, Scores& scores, std::vector<bool>& removed) const
    {
        FL_CHECK(scores.read(prunable, settings, fisherPath, first, n, nullptr));
        removed.assign(n, false);
        for (std::size_t i = 0; i < n; ++i) {
            const RankKey key = RankKey::of(scores.score[i], std::fabs(scores.weights[i]), prunable.position, first + static_cast<std::int64_t>(i));
            removed[i] = !std::isnan(scores.score[i]) && selects(prunable.cut, key);
        }
        return {};
    }

    Result<std::vector<Scores::Census>> count() const;
    Result<void> select(const std::vector<Scores::Census>& census);
    Result<void> measure(const FisherFile* fisher, const std::string& task);
    void report(const std::vector<Scores::Census>& census) const;
    [[nodiscard]] std::vector<ScoredTensor> scored(std::span<const Prunable* const> prunables) const;
};

/// First pass: what the entries are, tensor by tensor.
Result<std::vector<Scores::Census>> ModelPrune::Impl::count() const
{
    std::vector<Scores::Census> census(scope.size());
    Scores scores;
    for (std::size_t p = 0; p < scope.size(); ++p) {
        FL_CHECK(forEachBlock(scope[p].weights->info.count, context.cancel, [&](std::int64_t first, std::int64_t n) {
            return scores.read(scope[p], settings, fisherPath, first, static_cast<std::size_t>(n), &census[p]);
        }, kChunk));
        context.report("read the scores", static_cast<double>(p + 1) / static_cast<double>(scope.size()));
    }
    return census;
}

std::vector<ScoredTensor> ModelPrune::Impl::scored(std::span<const Prunable* const> prunables) const
{
    std::vector<ScoredTensor> list;
    for (const Prunable* prunable : prunables) {
        list.push_back({prunable->weights->info.count,
                        [this, prunable, scores = Scores{}](std::int64_t first, std::span<double> score,
                                                            std::span<double> magnitude) mutable -> Result<void> {
                            FL_CHECK(scores.read(*prunable, settings, fisherPath, first, score.size(), nullptr));
                            std::copy(scores.score.begin(), scores.score.end(), score.begin());
                            std::transform(scores.weights.begin(), scores.weights.end(), magnitude.begin(),
                                           [](double value) { return std::fabs(value); });
                            return {};
                        }});
    }
    return list;
}

/// Finds the cuts. Within tensors every list has one member, whose position in it is 0.
Result<void> ModelPrune::Impl::select(const std::vector<Scores::Census>& census)
{
    std::vector<const Prunable*> ordered(scope.size());
    std::int64_t candidates = 0, wanted = 0, possible = 0;
    for (std::size_t p = 0; p < scope.size(); ++p) {
        Prunable& prunable = scope[p];
        outcome.prunable += prunable.weights->info.count;
        candidates += census[p].candidates;
        if (!settings.perTensor) {
            ordered[prunable.position] = &prunable;
            continue;
        }
        prunable.position = 0;
        const std::int64_t k = entriesToPrune(settings.sparsity, prunable.weights->info.count);
        const std::vector<std::int64_t> counts{std::min(k, census[p].candidates)};
        const std::vector<const Prunable*> alone{&prunable};
        FL_TRY(const std::vector<Cut> cuts, selectLowest(scored(alone), counts, context, "rank the entries"));
        prunable.cut = cuts.front();
        wanted += k;
        possible += counts.front();
    }
    if (!settings.perTensor) {
        wanted = entriesToPrune(settings.sparsity, outcome.prunable);
        possible = std::min(wanted, candidates);
        FL_TRY(const std::vector<Cut> cuts,
               selectLowest(scored(ordered), std::vector<std::int64_t>{possible}, context, "rank the entries"));
        for (Prunable& prunable : scope)
            prunable.cut = cuts.front();
    }
    if (possible < wanted)
        context.find({Severity::Warning, "sparsity-not-reached", {},
                      "Only " + std::to_string(possible) + " of the " + std::to_string(wanted)
                          + " entries asked for may be removed; the others are kept as asked.",
                      ""});
    return {};
}

/// Counts what is removed and what that costs.
Result<void> ModelPrune::Impl::measure(const FisherFile* fisher, const std::string& task)
{
    CompensatedSum cost;
    std::int64_t uncounted = 0;
    Scores scores;
    std::vector<bool> removed;
    for (Prunable& prunable : scope) {
        FL_CHECK(forEachBlock(prunable.weights->info.count, context.cancel, [&](std::int64_t first, std::int64_t n) -> Result<void> {
            FL_CHECK(decide(prunable, first, static_cast<std::size_t>(n), scores, removed));
            double sum = 0;
            for (std::size_t i = 0; i < removed.size(); ++i) {
                if (!removed[i])
                    continue;
                ++prunable.pruned;
                if (!prunable.fisher)
                    continue;
                if (std::isfinite(scores.fisher[i]))
                    sum += scores.fisher[i] * scores.weights[i] * scores.weights[i];
                else
                    ++uncounted;
            }
            cost.add(sum);
            return {};
        }, kChunk));
        outcome.pruned += prunable.pruned;
        outcome.tensors.push_back({prunable.weights->info.name, prunable.weights->info.count, prunable.pruned});
    }
    if (uncounted > 0)
        context.find({Severity::Warning, "nonfinite", {fisherPath, {}, {}},
                      std::to_string(uncounted) + " removed entries have a Fisher of NaN or infinity and are missing from the predicted cost.",
                      ""});
    if (outcome.prunable > 0)
        outcome.sparsity = static_cast<double>(outcome.pruned) / static_cast<double>(outcome.prunable);
    if (fisher)
        outcome.costs.push_back({task, 0.5 * cost.value(), costUnit(fisher->attributes)});
    return {};
}

void ModelPrune::Impl::report(const std::vector<Scores::Census>& census) const
{
    std::int64_t zeroFisher = 0, nonfinite = 0;
    for (const Scores::Census& tensor : census) {
        zeroFisher += tensor.zeroFisher;
        nonfinite += tensor.nonfinite;
    }
    if (zeroFisher > 0)
        context.find({Severity::Warning, "zero-fisher", {fisherPath, {}, {}},
                      std::to_string(zeroFisher) + " prunable entries have a Fisher of exactly 0: no evidence, which is not unimportance. "
                          + (settings.keepZeroFisher ? "They are kept." : "They are removed first."),
                      settings.keepZeroFisher ? "" : "Use --zero-fisher keep to keep them."});
    if (nonfinite > 0)
        context.find({Severity::Warning, "nonfinite", {},
                      std::to_string(nonfinite) + " prunable entries with NaN or infinity in weight or Fisher are kept.", ""});
    std::vector<std::string> empty;
    for (const Prunable& prunable : scope)
        if (prunable.pruned > 0 && prunable.pruned == prunable.weights->info.count && settings.sparsity < 1)
            empty.push_back(prunable.weights->info.name);
    if (!empty.empty())
        context.find({Severity::Warning, "layer-collapse", {},
                      std::to_string(empty.size()) + " tensors (" + nameList(empty) + ") lost all their entries.",
                      "Use --scope tensor, a lower sparsity, or --exclude."});
}

Result<std::unique_ptr<ModelPrune>> ModelPrune::prepare(const Catalogue& tensors, const FisherFile* fisher, const std::string& task,
                                                        const PruneSettings& settings, const JobContext& context)
{
    if (!(settings.sparsity >= 0 && settings.sparsity <= 1))
        return fail(ErrorCode::Usage, "The sparsity must lie between 0 and 1.", {}, "Give for example --sparsity 0.5.");
    if (usesFisher(settings.criterion) && !fisher)
        return fail(ErrorCode::Usage, "The criterion " + std::string(name(settings.criterion)) + " needs a Fisher.", {},
                    "Give it with --fisher.");
    auto impl = std::make_unique<Impl>();
    impl->tensors = &tensors;
    impl->settings = settings;
    impl->fisherPath = fisher ? fisher->path : "";
    impl->context = context;
    FL_TRY(impl->scope, pruneScope(tensors, fisher, settings, context));
    FL_TRY(const auto census, impl->count());
    FL_CHECK(impl->select(census));
    FL_CHECK(impl->measure(fisher, task));
    impl->report(census);
    return std::unique_ptr<ModelPrune>(new ModelPrune(std::move(impl)));
}

ModelPrune::ModelPrune(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ModelPrune::~ModelPrune() = default;

const PruneOutcome& ModelPrune::outcome() const
{
    return impl_->outcome;
}

std::vector<OutputTensor> ModelPrune::outputs()
{
    std::vector<const Prunable*> prunableOf(impl_->tensors->size());
    for (const Prunable& prunable : impl_->scope)
        for (const std::size_t index : prunable.names)
            prunableOf[index] = &prunable;
    std::vector<OutputTensor> outputs;
    for (std::size_t t = 0; t < impl_->tensors->size(); ++t) {
        const Tensor& tensor = impl_->tensors->tensors()[t];
        const Prunable* prunable = prunableOf[t];
        if (!prunable) {
            outputs.push_back(copyOf(tensor));
            continue;
        }
        const auto fill = [impl = impl_.get(), source = tensor.source, prunable, item = byteSize(tensor.info.dtype)](
                              std::int64_t first, std::span<std::byte> out) -> Result<void> {
            FL_CHECK(source->readBytes(first, out));
            Scores scores;
            std::vector<bool> removed;
            FL_CHECK(impl->decide(*prunable, first, out.size() / item, scores, removed));
            for (std::size_t i = 0; i < removed.size(); ++i)
                if (removed[i])
                    std::memset(out.data() + i * item, 0, item);  // +0 in every floating type
            return {};
        };
        outputs.push_back({tensor.info, fill});
    }
    return outputs;
}

std::vector<OutputTensor> ModelPrune::masks()
{
    std::vector<OutputTensor> masks;
    for (const Prunable& prunable : impl_->scope) {
        for (const std::size_t index : prunable.names) {
            TensorInfo info = impl_->tensors->tensors()[index].info;
            info.dtype = DType::U8;
            masks.push_back({info, [impl = impl_.get(), &prunable](std::int64_t first, std::span<std::byte> out) -> Result<void> {
                                 Scores scores;
                                 std::vector<bool> removed;
                                 FL_CHECK(impl->decide(prunable, first, out.size(), scores, removed));
                                 for (std::size_t i = 0; i < out.size(); ++i)
                                     out[i] = removed[i] ? std::byte{0} : std::byte{1};
                                 return {};
                             }});
        }
    }
    return masks;
}

}  // namespace fisherlens
