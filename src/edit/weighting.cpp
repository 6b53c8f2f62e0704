// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/weighting.h"

#include "edit/sum.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fisherlens {
namespace {

constexpr std::array<std::string_view, 3> kNames{"none", "mean", "l2"};
constexpr std::int64_t kChunk = std::int64_t{1} << 16;

}  // namespace

std::string_view name(Normalization normalization)
{
    return kNames[static_cast<std::size_t>(normalization)];
}

std::optional<Normalization> normalizationFromName(std::string_view name)
{
    const auto at = std::find(kNames.begin(), kNames.end(), name);
    if (at == kNames.end())
        return std::nullopt;
    return static_cast<Normalization>(at - kNames.begin());
}

Normalization defaultNormalization(std::span<const FisherAttributes> fishers)
{
    const bool comparable = std::all_of(fishers.begin(), fishers.end(), [&](const FisherAttributes& fisher) {
        return fisher.scale == FisherScale::MeanPerUnit && fisher.unit == fishers.front().unit;
    });
    return comparable ? Normalization::None : Normalization::Mean;
}

Result<FisherStatistics> measureFisher(std::span<const Tensor* const> tensors, const std::string& path, bool allowNonfinite,
                                       const JobContext& context)
{
    FisherStatistics statistics;
    CompensatedSum sum, squares;
    std::vector<double> values;
    std::int64_t total = 0, done = 0;
    for (const Tensor* tensor : tensors)
        total += tensor->info.count;
    for (const Tensor* tensor : tensors) {
        const TensorInfo& info = tensor->info;
        FL_CHECK(forEachBlock(info.count, context.cancel, [&](std::int64_t first, std::int64_t n) -> Result<void> {
            values.resize(static_cast<std::size_t>(n));
            FL_CHECK(tensor->source->read(first, std::span(values)));
            double blockSum = 0, blockSquares = 0;
            for (const double value : values) {
                if (!std::isfinite(value)) {
                    if (!allowNonfinite)
                        return fail(ErrorCode::NonFinite, "The Fisher has NaN or infinite entries.", {path, info.name, {}},
                                    "Merge with --nonfinite fallback to take the weighted mean there.");
                    ++statistics.nonfinite;
                    continue;
                }
                if (value < 0)
                    return fail(ErrorCode::Damaged, "The Fisher has negative entries, which no square has.",
                                {path, info.name, {}}, "Check what this file holds.");
                ++statistics.entries;
                statistics.zeros += value == 0;
                blockSum += value;
                blockSquares += value * value;
            }
            sum.add(blockSum);
            squares.add(blockSquares);
            done += n;
            context.report("measure the Fishers", static_cast<double>(done) / static_cast<double>(total));
            return {};
        }, kChunk));
    }
    statistics.mean = statistics.entries ? sum.value() / static_cast<double>(statistics.entries) : 0;
    statistics.l2 = std::sqrt(squares.value());
    return statistics;
}

std::int64_t Weighting::apply(std::span<double> fisher) const
{
    std::int64_t raised = 0;
    for (double& value : fisher) {
        if (!(value >= 0) || std::isinf(value)) {
            value = 0;
            continue;
        }
        value /= divisor;
        if (value < floor) {
            value = floor;
            ++raised;
        }
    }
    return raised;
}

Weighting weightingOf(const FisherStatistics& statistics, Normalization normalization, double epsilon)
{
    Weighting weighting;
    const double divisor = normalization == Normalization::Mean ? statistics.mean
                           : normalization == Normalization::L2 ? statistics.l2
                                                                : 1;
    if (divisor > 0 && std::isfinite(divisor))
        weighting.divisor = divisor;
    const double floor = epsilon * (statistics.mean / weighting.divisor);
    if (std::isfinite(floor))
        weighting.floor = floor;
    return weighting;
}

}  // namespace fisherlens
