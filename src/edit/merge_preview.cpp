// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/merge_preview.h"

#include "edit/merge_preview_bins.h"
#include "edit/methods/fisher.h"
#include "edit/methods/linear.h"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace fisherlens {
namespace {

using detail::PreviewBins;
using detail::PreviewBlock;
using detail::PreviewSums;
using detail::RatioRange;

/// Elements that one task reads. The partition, and with it every sum, is the same for every number of threads.
constexpr std::int64_t kChunk = std::int64_t{1} << 15;
constexpr std::size_t kMostBins = 4096;

/// What a λ adds up to over one tensor.
struct Effect {
    double costA = 0, costB = 0;      ///< Σ F_A(θ* − θ_A)², Σ F_B(θ* − θ_B)²
    double squareA = 0, squareB = 0;  ///< ‖θ* − θ_A‖², ‖θ* − θ_B‖²
    double moved = 0, whole = 0;      ///< Σ w d², Σ d²
    bool hasA = false, hasB = false;

    void add(const Effect& other)
    {
        costA += other.costA;
        costB += other.costB;
        squareA += other.squareA;
        squareB += other.squareB;
        moved += other.moved;
        whole += other.whole;
        hasA = hasA || other.hasA;
        hasB = hasB || other.hasB;
    }
    void addShare(double w, double u, const detail::Masses& masses)
    {
        costA += w * w * masses[0];
        costB += u * u * masses[1];
        squareA += w * w * masses[2];
        squareB += u * u * masses[2];
        moved += w * masses[2];
    }
    [[nodiscard]] MergePrediction prediction() const
    {
        MergePrediction result;
        if (hasA)
            result.costA = 0.5 * costA;
        if (hasB)
            result.costB = 0.5 * costB;
        if (whole > 0) {
            result.distanceA = std::sqrt(squareA / whole);
            result.distanceB = std::sqrt(squareB / whole);
            result.effectiveShare = moved / whole;
        }
        return result;
    }
};

Effect linearEffect(const PreviewBins& tensor, double share)
{
    Effect effect;
    effect.hasA = tensor.hasA;
    effect.hasB = tensor.hasB;
    effect.whole = tensor.total[2];
    effect.addShare(share, 1 - share, tensor.total);
    return effect;
}

/// With x = log r: dw/dx = w(1 − w), so (w²)″ = w²(1 − w)(4 − 6w), the same for u = 1 − w, and w″ = w(1 − w)(1 − 2w).
Effect fisherEffect(const PreviewBins& tensor, double share, double scale)
{
    const double lambda = std::clamp(share, 0.0, 1.0), rest = 1 - lambda;
    Effect effect;
    effect.hasA = tensor.hasA;
    effect.hasB = tensor.hasB;
    effect.whole = tensor.total[2];
    effect.addShare(lambda, rest, tensor.linear);
    const double ofZero = rest > 0 ? 0 : 1, ofInfinite = lambda > 0 ? 1 : 0;
    effect.addShare(ofZero, 1 - ofZero, tensor.zero);
    effect.addShare(ofInfinite, 1 - ofInfinite, tensor.infinite);
    for (const auto& [a, b, d] : tensor.bins) {
        const double pullA = lambda * (a.ratio * scale), pullB = lambda * (b.ratio * scale),
                     pullD = lambda * (d.ratio * scale);
        const double wA = pullA / (rest + pullA), uA = rest / (rest + pullA);
        const double wB = pullB / (rest + pullB), uB = rest / (rest + pullB);
        const double wD = pullD / (rest + pullD), uD = rest / (rest + pullD);
        effect.costA += a.sum * wA * wA * (1 + a.variance * uA * (2 - 3 * wA));
        effect.costB += b.sum * uB * uB * (1 + b.variance * wB * (2 - 3 * uB));
        effect.squareA += d.sum * wD * wD * (1 + d.variance * uD * (2 - 3 * wD));
        effect.squareB += d.sum * uD * uD * (1 + d.variance * wD * (2 - 3 * uD));
        effect.moved += d.sum * wD * (1 + 0.5 * d.variance * uD * (uD - wD));
    }
    return effect;
}

}  // namespace

struct MergePreview::Impl {
    std::vector<PreviewTensor> tensors;
    std::vector<PreviewBins> bins;
    std::string unitA, unitB;
    bool weighs = false;
    std::array<FisherStatistics, 2> statistics;

    /// What r of Normalization::None is multiplied by. Weighting's floor is relative to the mean and shifts with it.
    [[nodiscard]] double scale(Normalization normalization) const
    {
        return weightingOf(statistics[0], normalization, 0).divisor
               / weightingOf(statistics[1], normalization, 0).divisor;
    }

    Result<void> measure(const MergePairing& pairing, const MergePreviewSettings& settings, const JobContext& context);
    [[nodiscard]] std::vector<Effect> effects(std::span<const double> shares, PreviewRule rule,
                                              Normalization normalization) const;
};

namespace {

/// Reads a tensor block by block; visit(block, part) runs for the chunks of a block on several threads, then join(parts)
/// for their number. Buffers and parts belong to the chunk, so nothing depends on which thread runs it.
class ChunkReader {
public:
    explicit ChunkReader(const std::array<Weighting, 2>& floors) : floors_(floors) {}

    Result<void> each(const MergedTensor& tensor, const CancelToken& cancel,
                      const std::function<void(const PreviewBlock&, std::size_t)>& visit,
                      const std::function<void(std::size_t parts, std::int64_t n)>& join)
    {
        return forEachBlock(tensor.info.count, cancel, [&](std::int64_t first, std::int64_t n) -> Result<void> {
            const auto chunks = static_cast<std::size_t>((n + kChunk - 1) / kChunk);
            std::vector<Result<void>> read(chunks);
            tbb::parallel_for(std::size_t{0}, chunks, [&](std::size_t c) {
                const std::int64_t begin = static_cast<std::int64_t>(c) * kChunk;
                PreviewBlock& block = blocks_.local();
                read[c] =
                    block.read(tensor, floors_, first + begin, static_cast<std::size_t>(std::min(kChunk, n - begin)));
                if (read[c])
                    visit(block, c);
            });
            for (Result<void>& result : read)
                FL_CHECK(std::move(result));
            join(chunks, n);
            return {};
        });
    }

private:
    const std::array<Weighting, 2>& floors_;
    tbb::enumerable_thread_specific<PreviewBlock> blocks_;
};

}  // namespace

Result<void> MergePreview::Impl::measure(const MergePairing& pairing, const MergePreviewSettings& settings,
                                         const JobContext& context)
{
    const std::array<Weighting, 2> floors{weightingOf(statistics[0], Normalization::None, settings.floor),
                                          weightingOf(statistics[1], Normalization::None, settings.floor)};
    double total = 0, done = 0;
    for (const MergedTensor& merged : pairing.merged)
        total += static_cast<double>(merged.info.count) * (merged.weighted ? 2 : 1);
    ChunkReader reader(floors);
    constexpr std::size_t most = kBlockElements / kChunk;
    std::vector<RatioRange> ranges(most);
    std::vector<PreviewSums> parts(most);
    for (const MergedTensor& merged : pairing.merged) {
        const auto report = [&](std::int64_t n) {
            done += static_cast<double>(n);
            context.report("read the models", done / total);
        };
        RatioRange range;
        if (merged.weighted) {
            FL_CHECK(reader.each(
                merged, context.cancel, [&](const PreviewBlock& block, std::size_t c) { ranges[c] = block.range(); },
                [&](std::size_t chunks, std::int64_t n) {
                    for (std::size_t c = 0; c < chunks; ++c) {
                        if (ranges[c].empty())
                            continue;
                        range.add(ranges[c].low);
                        range.add(ranges[c].high);
                    }
                    report(n);
                }));
        }
        PreviewSums sums;
        sums.bins.resize(range.empty() ? 0 : settings.bins);
        FL_CHECK(reader.each(
            merged, context.cancel,
            [&](const PreviewBlock& block, std::size_t c) {
                parts[c] = {};
                parts[c].bins.resize(sums.bins.size());
                block.fill(merged.weighted, range, parts[c]);
            },
            [&](std::size_t chunks, std::int64_t n) {
                for (std::size_t c = 0; c < chunks; ++c)
                    sums.add(parts[c]);
                report(n);
            }));
        PreviewTensor tensor;
        tensor.name = merged.info.name;
        tensor.shape = merged.info.shape;
        tensor.entries = merged.info.count;
        tensor.weighed = merged.weighted;
        tensor.unratioed = sums.unratioed;
        tensor.nonfinite = sums.nonfinite;
        if (!range.empty()) {
            tensor.lowLogRatio = std::log(range.low);
            tensor.highLogRatio = std::log(range.high);
        }
        weighs = weighs || merged.weighted;
        tensors.push_back(std::move(tensor));
        bins.push_back(PreviewBins::of(sums, range));
        bins.back().hasA = merged.fishers[0] != nullptr;
        bins.back().hasB = merged.fishers[1] != nullptr;
    }
    return {};
}

std::vector<Effect> MergePreview::Impl::effects(std::span<const double> shares, PreviewRule rule,
                                                Normalization normalization) const
{
    const double ratio = scale(normalization);
    std::vector<Effect> result(bins.size());
    tbb::parallel_for(std::size_t{0}, bins.size(), [&](std::size_t t) {
        const double share = shares.size() == 1 ? shares.front() : shares[t];
        result[t] = rule == PreviewRule::Linear ? linearEffect(bins[t], share) : fisherEffect(bins[t], share, ratio);
    });
    return result;
}

Result<std::shared_ptr<const MergePreview>> MergePreview::measure(const MergeModel& a, const MergeModel& b,
                                                                  const MergePreviewSettings& settings,
                                                                  const JobContext& context)
{
    if (!(settings.floor >= 0) || !std::isfinite(settings.floor))
        return fail(ErrorCode::Usage, "The floor must be a number of at least 0.");
    if (settings.bins < 1 || settings.bins > kMostBins)
        return fail(ErrorCode::Usage, "A preview has between 1 and 4,096 bins per tensor.");
    const std::array models{a, b};
    const bool weigh = a.fisher && b.fisher;
    FL_TRY(const MergePairing pairing, pairForMerge(models, nullptr, weigh ? kFisherMerge : kLinearMerge, context));
    auto impl = std::make_unique<Impl>();
    for (std::size_t m = 0; m < 2 && weigh; ++m) {
        std::vector<const Tensor*> fishers;
        for (const MergedTensor& merged : pairing.merged)
            if (merged.weighted)
                fishers.push_back(merged.fishers[m]);
        FL_TRY(impl->statistics[m], measureFisher(fishers, models[m].fisher->path, true, context));
    }
    impl->unitA = a.fisher ? costUnit(a.fisher->attributes) : "";
    impl->unitB = b.fisher ? costUnit(b.fisher->attributes) : "";
    FL_CHECK(impl->measure(pairing, settings, context));
    return std::shared_ptr<const MergePreview>(new MergePreview(std::move(impl)));
}

MergePreview::MergePreview(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
MergePreview::~MergePreview() = default;

const std::vector<PreviewTensor>& MergePreview::tensors() const
{
    return impl_->tensors;
}

bool MergePreview::weighs() const
{
    return impl_->weighs;
}

std::int64_t MergePreview::nonfiniteFishers() const
{
    return impl_->statistics[0].nonfinite + impl_->statistics[1].nonfinite;
}

std::string_view MergePreview::unitA() const
{
    return impl_->unitA;
}

std::string_view MergePreview::unitB() const
{
    return impl_->unitB;
}

MergePredictions MergePreview::evaluate(std::span<const double> shares, PreviewRule rule,
                                        Normalization normalization) const
{
    MergePredictions predictions;
    Effect total;
    for (const Effect& effect : impl_->effects(shares, rule, normalization)) {
        total.add(effect);
        predictions.tensors.push_back(effect.prediction());
    }
    predictions.total = total.prediction();
    return predictions;
}

MergePrediction MergePreview::evaluateTotal(std::span<const double> shares, PreviewRule rule,
                                            Normalization normalization) const
{
    Effect total;
    for (const Effect& effect : impl_->effects(shares, rule, normalization))
        total.add(effect);
    return total.prediction();
}

}  // namespace fisherlens
