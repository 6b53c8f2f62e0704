// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/agreement_parts.h"

#include <tbb/parallel_invoke.h>

#include <algorithm>
#include <cmath>

namespace fisherlens::detail {
namespace {

/// Sets `bit` for the k largest values; ties by position. `order` is ascending.
void markTop(std::span<const float> values, std::span<const std::uint32_t> order, std::int64_t k, std::uint8_t bit,
             std::span<std::uint8_t> marks)
{
    const auto n = order.size();
    const std::size_t boundary = n - static_cast<std::size_t>(k);
    const float threshold = values[order[boundary]];
    std::size_t end = boundary;
    while (end < n && values[order[end]] == threshold)
        marks[order[end++]] &= static_cast<std::uint8_t>(~bit);
    for (std::size_t i = end; i < n; ++i)
        marks[order[i]] |= bit;
    std::size_t begin = boundary;
    while (begin > 0 && values[order[begin - 1]] == threshold)
        --begin;
    // Equal values are in the order of their positions, so the first of the run come first.
    for (std::size_t i = begin; i < begin + (end - boundary); ++i)
        marks[order[i]] |= bit;
}

void fillOverlap(std::span<const float> a, std::span<const float> b, std::span<const std::uint32_t> orderA,
                 std::span<const std::uint32_t> orderB, Agreement& agreement)
{
    for (std::size_t q = 0; q < kTopShares.size(); ++q) {
        const std::int64_t k = topCount(kTopShares[q], agreement.n);
        std::vector<std::uint8_t> marks(a.size());
        markTop(a, orderA, k, 1, marks);
        markTop(b, orderB, k, 2, marks);
        const auto both = std::count(marks.begin(), marks.end(), std::uint8_t{3});
        agreement.topOverlap[q] = static_cast<double>(both) / static_cast<double>(2 * k - both);
    }
}

void fillQuartiles(std::span<const float> a, std::span<const float> b, Agreement& agreement)
{
    std::vector<double> logs;
    logs.reserve(static_cast<std::size_t>(agreement.positive));
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] > 0 && b[i] > 0)
            logs.push_back(std::log10(static_cast<double>(a[i]) / static_cast<double>(b[i])));
    if (logs.empty())
        return;
    for (std::size_t i = 0; i < kQuartiles.size(); ++i) {
        const auto [lower, upper, weight] = quantilePosition(kQuartiles[i], agreement.positive);
        const auto at = logs.begin() + static_cast<std::ptrdiff_t>(lower);
        std::nth_element(logs.begin(), at, logs.end());
        const double low = *at;
        const double high = upper == lower ? low : *std::min_element(at + 1, logs.end());
        setQuartile(agreement, i, low + weight * (high - low));
    }
}

}  // namespace

Result<Measured> measureInMemory(const Task& task)
{
    const auto total = static_cast<std::size_t>(elementCount(task.pairs));
    std::vector<float> a, b;
    a.reserve(total);
    b.reserve(total);
    PairSums sums;
    FL_CHECK(forEachWave(task.pairs, task.context, task.stage, task.from, task.to, [&](Wave wave) -> Result<void> {
        addSums(wave, task.full, sums);
        for (const PairChunk& chunk : wave) {
            a.insert(a.end(), chunk.a.begin(), chunk.a.end());
            b.insert(b.end(), chunk.b.begin(), chunk.b.end());
        }
        return {};
    }));
    Measured result;
    Agreement& agreement = result.agreement;
    fillFromSums(sums, agreement);
    result.ranks.n = sums.n;
    if (task.full)
        fillQuartiles(a, b, agreement);
    if (sums.n < 3)
        return result;
    if (task.context.cancel.requested())
        return cancelled();

    std::vector<std::uint32_t> orderA, orderB;
    std::vector<double> ranksA, ranksB;
    const auto rankA = [&] { ranksA = midRanks(a, orderA = sortedOrder(a)); };
    const auto rankB = [&] { ranksB = midRanks(b, orderB = sortedOrder(b)); };
    const auto kendall = [&] {
        if (task.full)
            agreement.kendall = kendallTauB(a, b);
    };
    if (sums.n < 4096) {
        rankA();
        rankB();
        kendall();
    } else {
        tbb::parallel_invoke(rankA, rankB, kendall);
    }
    result.ranks = RankProducts::of(ranksA, ranksB);
    agreement.spearman = result.ranks.correlation();
    if (task.full && agreement.kendall)
        agreement.kendallError = 0;
    if (task.full && !sums.constant())
        fillOverlap(a, b, orderA, orderB, agreement);
    return result;
}

}  // namespace fisherlens::detail
