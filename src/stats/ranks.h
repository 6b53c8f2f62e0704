// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace fisherlens {

/// Positions of the values in ascending order; equal values keep their order. Values are finite; at most 2^32 − 1.
[[nodiscard]] std::vector<std::uint32_t> sortedOrder(std::span<const float> values);

/// Ranks 1..n in the order of the values, equal values sharing the mean of theirs. `order` is sortedOrder(values).
[[nodiscard]] std::vector<double> midRanks(std::span<const float> values, std::span<const std::uint32_t> order);
[[nodiscard]] std::vector<double> midRanks(std::span<const float> values);

/// Sums of products of two rank vectors about their common mean (n + 1)/2.
struct RankProducts {
    std::int64_t n = 0;
    double ab = 0, aa = 0, bb = 0;

    static RankProducts of(std::span<const double> ranksA, std::span<const double> ranksB);
    /// The same for rank/(n + 1), to be added over tensors ("within" of DESIGN.md 3: their mean is 1/2 in each).
    [[nodiscard]] RankProducts scaled() const;
    void merge(const RankProducts& other);
    /// Pearson correlation of the ranks; nullopt for n < 3 or where one side is constant.
    [[nodiscard]] std::optional<double> correlation() const;
};

/// Spearman's rank correlation with mid-ranks of finite values; spans of equal length.
[[nodiscard]] std::optional<double> spearman(std::span<const float> a, std::span<const float> b);

/// Kendall's τ-b, exact in O(n log n): W. R. Knight, "A computer method for calculating Kendall's tau with ungrouped
/// data", JASA 61 (1966). Finite values, spans of equal length. nullopt for n < 3 or where one side is constant.
[[nodiscard]] std::optional<double> kendallTauB(std::span<const float> a, std::span<const float> b);

/// √(2r/(1+r)): what a noise-free approximation can be expected to reach when two disjoint halves of the reference
/// agree by r (DESIGN.md 3, "Attainable agreement": Spearman-Brown R = 2r/(1+r) and its root). nullopt for r ≤ 0.
[[nodiscard]] std::optional<double> attainable(std::optional<double> r);

}  // namespace fisherlens
