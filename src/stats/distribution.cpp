// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/distribution.h"

#include "stats/agreement_parts.h"
#include "stats/key_histogram.h"
#include "stats/ordered_key.h"

#include <algorithm>
#include <cmath>

namespace fisherlens {
namespace {

/// Calls visit(value) for every entry, in order.
template <class Visit>
Result<void> forEachValue(const Tensor& tensor, const JobContext& context, Visit&& visit)
{
    std::vector<float> values(static_cast<std::size_t>(std::min(tensor.info.count, kBlockElements)));
    return forEachBlock(tensor.info.count, context.cancel, [&](std::int64_t first, std::int64_t n) -> Result<void> {
        const auto block = std::span(values).first(static_cast<std::size_t>(n));
        FL_CHECK(tensor.source->read(first, block));
        for (const float value : block)
            visit(value);
        return {};
    });
}

}  // namespace

Result<LogHistogram> logHistogram(const Tensor& tensor, std::size_t bins, const JobContext& context)
{
    LogHistogram histogram;
    histogram.count = tensor.info.count;
    histogram.bins.resize(bins);
    float smallest = 0, largest = 0;
    FL_CHECK(forEachValue(tensor, context, [&](float value) {
        if (!isFiniteBits(value)) {
            ++histogram.nonfinite;
        } else if (value > 0) {
            smallest = smallest > 0 ? std::min(smallest, value) : value;
            largest = std::max(largest, value);
        } else {
            ++(value < 0 ? histogram.negative : histogram.zeros);
        }
    }));
    if (!(smallest > 0))
        return histogram;
    histogram.low = std::log10(static_cast<double>(smallest));
    histogram.high = std::log10(static_cast<double>(largest));
    const double width = histogram.high - histogram.low;
    FL_CHECK(forEachValue(tensor, context, [&](float value) {
        if (!isFiniteBits(value) || !(value > 0))
            return;
        const double at = width > 0 ? (std::log10(static_cast<double>(value)) - histogram.low) / width : 0;
        const auto bin = static_cast<std::size_t>(std::max(at, 0.0) * static_cast<double>(bins));
        ++histogram.bins[std::min(bin, bins - 1)];
    }));
    return histogram;
}

Result<std::vector<std::optional<double>>> quantiles(const Tensor& tensor, std::span<const double> shares,
                                                     const JobContext& context)
{
    KeyHistogram histogram(32);
    std::vector<std::uint64_t> targets;
    do {
        std::vector<std::uint64_t> tally(histogram.generationSize());
        FL_CHECK(forEachValue(tensor, context, [&](float value) {
            if (isFiniteBits(value))
                histogram.count(std::uint64_t{orderedKey(value)} << 32U, tally);
        }));
        histogram.add(tally);
        if (targets.empty() && histogram.total() > 0) {
            for (const double share : shares) {
                const auto position = detail::quantilePosition(share, static_cast<std::int64_t>(histogram.total()));
                targets.insert(targets.end(), {position.lower, position.upper});
            }
        }
    } while (histogram.refine(targets, false));

    std::vector<std::optional<double>> result(shares.size());
    if (histogram.total() == 0)
        return result;
    const auto valueAt = [&](std::uint64_t ordinal) {
        return static_cast<double>(keyValue(static_cast<std::uint32_t>(histogram.bucketOf(ordinal).key >> 32U)));
    };
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const auto position = detail::quantilePosition(shares[i], static_cast<std::int64_t>(histogram.total()));
        const double low = valueAt(position.lower);
        result[i] = low + position.weight * (valueAt(position.upper) - low);
    }
    return result;
}

}  // namespace fisherlens
