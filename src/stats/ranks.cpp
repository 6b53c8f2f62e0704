// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/ranks.h"

#include "stats/ordered_key.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace fisherlens {
namespace {

using Items = std::vector<std::uint64_t>;  ///< key in the upper half, position in the lower

/// Stable radix sort by the upper 32 bits, 11 bits at a time; a digit that all share is skipped.
void sortByKey(Items& items)
{
    constexpr unsigned digitBits = 11;
    constexpr std::size_t digits = std::size_t{1} << digitBits;
    if (items.size() < 2048) {
        std::stable_sort(items.begin(), items.end(), [](auto left, auto right) { return left >> 32U < right >> 32U; });
        return;
    }
    Items scratch(items.size());
    for (unsigned shift = 32; shift < 64; shift += digitBits) {
        std::array<std::size_t, digits> start{};
        for (const std::uint64_t item : items)
            ++start[(item >> shift) & (digits - 1)];
        if (start[(items.front() >> shift) & (digits - 1)] == items.size())
            continue;
        std::size_t sum = 0;
        for (std::size_t& s : start)
            sum += std::exchange(s, sum);
        for (const std::uint64_t item : items)
            scratch[start[(item >> shift) & (digits - 1)]++] = item;
        items.swap(scratch);
    }
}

Items itemsOf(std::span<const float> values)
{
    Items items(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        items[i] = std::uint64_t{orderedKey(values[i])} << 32U | i;
    sortByKey(items);
    return items;
}

constexpr std::size_t position(std::uint64_t item)
{
    return item & 0xFFFFFFFFU;
}

std::uint64_t pairsOf(std::uint64_t n)
{
    return n % 2 ? n * ((n - 1) / 2) : n / 2 * (n - 1);
}

/// Σ over runs of equal elements of the pairs inside the run.
template <class Equal>
std::uint64_t tiedPairs(std::size_t n, Equal equal)
{
    std::uint64_t pairs = 0;
    for (std::size_t i = 0; i < n;) {
        std::size_t end = i + 1;
        while (end < n && equal(i, end))
            ++end;
        pairs += pairsOf(end - i);
        i = end;
    }
    return pairs;
}

/// Sorts and returns the number of pairs that were in descending order.
std::uint64_t inversions(std::vector<std::uint32_t>& keys)
{
    std::uint64_t swaps = 0;
    constexpr std::size_t run = 16;
    for (std::size_t start = 0; start < keys.size(); start += run) {
        const std::size_t end = std::min(start + run, keys.size());
        for (std::size_t i = start + 1; i < end; ++i) {
            const std::uint32_t key = keys[i];
            std::size_t at = i;
            for (; at > start && keys[at - 1] > key; --at)
                keys[at] = keys[at - 1];
            keys[at] = key;
            swaps += i - at;
        }
    }
    std::vector<std::uint32_t> merged(keys.size());
    for (std::size_t width = run; width < keys.size(); width *= 2) {
        for (std::size_t start = 0; start < keys.size(); start += 2 * width) {
            const std::size_t middle = std::min(start + width, keys.size());
            const std::size_t end = std::min(start + 2 * width, keys.size());
            std::size_t left = start, right = middle;
            for (std::size_t out = start; out < end; ++out) {
                if (left < middle && (right == end || keys[left] <= keys[right])) {
                    merged[out] = keys[left++];
                } else {
                    merged[out] = keys[right++];
                    swaps += middle - left;
                }
            }
        }
        keys.swap(merged);
    }
    return swaps;
}

}  // namespace

std::vector<std::uint32_t> sortedOrder(std::span<const float> values)
{
    const Items items = itemsOf(values);
    std::vector<std::uint32_t> order(items.size());
    std::transform(items.begin(), items.end(), order.begin(),
                   [](auto item) { return static_cast<std::uint32_t>(item); });
    return order;
}

std::vector<double> midRanks(std::span<const float> values, std::span<const std::uint32_t> order)
{
    std::vector<double> ranks(values.size());
    for (std::size_t i = 0; i < order.size();) {
        std::size_t end = i + 1;
        while (end < order.size() && values[order[end]] == values[order[i]])
            ++end;
        const double rank = (static_cast<double>(i + 1) + static_cast<double>(end)) / 2;
        for (; i < end; ++i)
            ranks[order[i]] = rank;
    }
    return ranks;
}

std::vector<double> midRanks(std::span<const float> values)
{
    return midRanks(values, sortedOrder(values));
}

RankProducts RankProducts::of(std::span<const double> ranksA, std::span<const double> ranksB)
{
    RankProducts sums;
    sums.n = static_cast<std::int64_t>(ranksA.size());
    const double middle = (static_cast<double>(sums.n) + 1) / 2;
    for (std::size_t i = 0; i < ranksA.size(); ++i) {
        const double a = ranksA[i] - middle;
        const double b = ranksB[i] - middle;
        sums.ab += a * b;
        sums.aa += a * a;
        sums.bb += b * b;
    }
    return sums;
}

RankProducts RankProducts::scaled() const
{
    const double weight = 1 / ((static_cast<double>(n) + 1) * (static_cast<double>(n) + 1));
    return {n, ab * weight, aa * weight, bb * weight};
}

void RankProducts::merge(const RankProducts& other)
{
    n += other.n;
    ab += other.ab;
    aa += other.aa;
    bb += other.bb;
}

std::optional<double> RankProducts::correlation() const
{
    if (n < 3 || !(aa > 0) || !(bb > 0))
        return std::nullopt;
    return std::clamp(ab / (std::sqrt(aa) * std::sqrt(bb)), -1.0, 1.0);
}

std::optional<double> spearman(std::span<const float> a, std::span<const float> b)
{
    return RankProducts::of(midRanks(a), midRanks(b)).correlation();
}

std::optional<double> kendallTauB(std::span<const float> a, std::span<const float> b)
{
    const std::size_t n = a.size();
    if (n < 3)
        return std::nullopt;
    // Sorted by b first and then, stably, by a: pairs tied in a are in ascending order of b and count no inversion.
    Items items = itemsOf(b);
    const std::uint64_t tiedB =
        tiedPairs(n, [&](std::size_t i, std::size_t k) { return items[i] >> 32U == items[k] >> 32U; });
    for (std::uint64_t& item : items)
        item = std::uint64_t{orderedKey(a[position(item)])} << 32U | position(item);
    sortByKey(items);
    std::vector<std::uint32_t> keys(n);
    std::transform(items.begin(), items.end(), keys.begin(), [&](auto item) { return orderedKey(b[position(item)]); });
    const auto sameA = [&](std::size_t i, std::size_t k) { return items[i] >> 32U == items[k] >> 32U; };
    const std::uint64_t tiedA = tiedPairs(n, sameA);
    const std::uint64_t tiedBoth =
        tiedPairs(n, [&](std::size_t i, std::size_t k) { return sameA(i, k) && keys[i] == keys[k]; });
    const std::uint64_t all = pairsOf(n);
    if (tiedA == all || tiedB == all)
        return std::nullopt;
    const std::uint64_t discordant = inversions(keys);
    const auto concordant = static_cast<double>(all - tiedA - tiedB + tiedBoth - discordant);
    const double value = (concordant - static_cast<double>(discordant))
                         / (std::sqrt(static_cast<double>(all - tiedA)) * std::sqrt(static_cast<double>(all - tiedB)));
    return std::clamp(value, -1.0, 1.0);
}

std::optional<double> attainable(std::optional<double> r)
{
    if (!r || !(*r > 0))
        return std::nullopt;
    return std::sqrt(2 * *r / (1 + *r));
}

}  // namespace fisherlens
