// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/merge_preview_bins.h"

#include <algorithm>
#include <cmath>

namespace fisherlens::detail {
namespace {

bool isFisher(double value)
{
    return value >= 0 && std::isfinite(value);
}

void addTo(Masses& masses, const Masses& other)
{
    for (std::size_t q = 0; q < kMasses; ++q)
        masses[q] += other[q];
}

}  // namespace

void PreviewSums::add(const PreviewSums& other)
{
    for (std::size_t k = 0; k < bins.size(); ++k)
        for (std::size_t q = 0; q < kMasses; ++q)
            for (std::size_t power = 0; power < 3; ++power)
                bins[k][q][power] += other.bins[k][q][power];
    addTo(zero, other.zero);
    addTo(infinite, other.infinite);
    addTo(linear, other.linear);
    unratioed += other.unratioed;
    nonfinite += other.nonfinite;
}

Result<void> PreviewBlock::read(const MergedTensor& tensor, const std::array<Weighting, 2>& floors, std::int64_t first,
                                std::size_t n)
{
    const auto readInto = [&](const Tensor* source, std::vector<double>& values) -> Result<void> {
        values.resize(source ? n : 0);
        return source ? source->source->read(first, std::span(values)) : Result<void>();
    };
    FL_CHECK(readInto(tensor.values[0], a));
    FL_CHECK(readInto(tensor.values[1], b));
    FL_CHECK(readInto(tensor.fishers[0], fisherA));
    FL_CHECK(readInto(tensor.fishers[1], fisherB));
    weightA.clear();
    weightB.clear();
    if (tensor.weighted) {
        weightA = fisherA;
        weightB = fisherB;
        floors[0].apply(weightA);
        floors[1].apply(weightB);
    }
    return {};
}

bool PreviewBlock::unratioed(std::size_t i) const
{
    return !isFisher(fisherA[i]) || !isFisher(fisherB[i]) || (weightA[i] == 0 && weightB[i] == 0);
}

RatioRange PreviewBlock::range() const
{
    RatioRange range;
    for (std::size_t i = 0; i < weightA.size(); ++i) {
        const double ratio = weightB[i] / weightA[i];
        if (!unratioed(i) && ratio > 0 && std::isfinite(ratio))
            range.add(ratio);
    }
    return range;
}

void PreviewBlock::fill(bool weighed, const RatioRange& range, PreviewSums& sums) const
{
    const double low = range.empty() ? 0 : std::log(range.low);
    const double width = range.empty() ? 0 : std::log(range.high) - low;
    const auto count = static_cast<double>(sums.bins.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double d = b[i] - a[i];
        if (!std::isfinite(d)) {
            sums.nonfinite += a[i] != b[i];  // the same infinity merges to itself
            continue;
        }
        const double square = d * d;
        const Masses masses{fisherA.empty() || !isFisher(fisherA[i]) ? 0 : fisherA[i] * square,
                            fisherB.empty() || !isFisher(fisherB[i]) ? 0 : fisherB[i] * square, square};
        if (!weighed || unratioed(i)) {
            sums.unratioed += weighed;
            addTo(sums.linear, masses);
            continue;
        }
        const double ratio = weightB[i] / weightA[i];
        if (!(ratio > 0) || std::isinf(ratio)) {
            addTo(ratio > 0 ? sums.infinite : sums.zero, masses);
            continue;
        }
        const double at = width > 0 ? std::clamp((std::log(ratio) - low) / width, 0.0, 1.0) * count : 0;
        const double bin = std::min(std::floor(at), count - 1);
        const double place = at - bin;
        auto& slot = sums.bins[static_cast<std::size_t>(bin)];
        for (std::size_t q = 0; q < kMasses; ++q) {
            const double moment = masses[q] * place;
            slot[q][0] += masses[q];
            slot[q][1] += moment;
            slot[q][2] += moment * place;
        }
    }
}

PreviewBins PreviewBins::of(const PreviewSums& sums, const RatioRange& range)
{
    PreviewBins result;
    result.zero = sums.zero;
    result.infinite = sums.infinite;
    result.linear = sums.linear;
    for (const Masses& apart : {sums.zero, sums.infinite, sums.linear})
        addTo(result.total, apart);
    const double low = range.empty() ? 0 : std::log(range.low);
    const double width = range.empty() ? 0 : (std::log(range.high) - low) / static_cast<double>(sums.bins.size());
    for (std::size_t k = 0; k < sums.bins.size(); ++k) {
        std::array<Mass, kMasses> masses;
        bool any = false;
        for (std::size_t q = 0; q < kMasses; ++q) {
            const auto& [sum, first, second] = sums.bins[k][q];
            if (!(sum > 0))
                continue;
            any = true;
            const double place = first / sum;
            const double spread = std::max(second / sum - place * place, 0.0);
            masses[q] = {sum, std::exp(low + (static_cast<double>(k) + place) * width), spread * width * width};
            result.total[q] += sum;
        }
        if (any)
            result.bins.push_back(masses);
    }
    return result;
}

}  // namespace fisherlens::detail
