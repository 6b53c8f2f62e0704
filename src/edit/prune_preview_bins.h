// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of prune_preview: order-preserving bins of scores, and counts in them.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace fisherlens::detail {

/// Bins of non-negative doubles: 0 is alone in bin 0, the others go by exponent and the leading 5 bits of the mantissa.
inline constexpr std::uint32_t kScoreBins = std::uint32_t{1} << 16U;

[[nodiscard]] constexpr std::uint32_t binOf(double value)
{
    return value == 0 ? 0 : 1 + static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(value) >> 47U);
}
/// Lower edge of a bin; its upper edge is that of the next one.
[[nodiscard]] constexpr double binLow(std::uint32_t bin)
{
    return bin == 0 ? 0 : std::bit_cast<double>((std::uint64_t{bin} - 1) << 47U);
}

/// Place of an entry in the order of removal: scores of 0 by magnitude first, then the bins of positive scores.
[[nodiscard]] constexpr std::uint32_t codeOf(double score, double magnitude)
{
    return score == 0 ? binOf(magnitude) : kScoreBins + binOf(score);
}
inline constexpr std::uint32_t kNoCode = std::numeric_limits<std::uint32_t>::max();  ///< no candidate

/// A place between two entries of an order: all bins below `code` are removed, and `share` of the bin itself.
struct Threshold {
    std::uint32_t code = 0;
    double share = 0;
    /// The score there; linear inside a bin.
    [[nodiscard]] double score() const;
};

/// Counts and costs by code, cumulative, empty bins left out.
class Ladder {
public:
    Ladder() = default;
    void push(std::uint32_t code, std::int64_t count, double cost);
    /// The ladders of several tensors together.
    static Ladder merged(std::span<const Ladder* const> ladders);
    /// Without `removed` of the entries that score 0; those left are put first.
    [[nodiscard]] Ladder withoutZeros(std::int64_t removed) const;

    [[nodiscard]] std::int64_t total() const { return below_.back(); }
    [[nodiscard]] std::size_t size() const { return codes_.size(); }
    [[nodiscard]] std::uint32_t code(std::size_t i) const { return codes_[i]; }
    [[nodiscard]] std::int64_t count(std::size_t i) const { return below_[i + 1] - below_[i]; }

    /// Where exactly k ≤ total() entries are removed; share > 0 unless k is 0.
    [[nodiscard]] Threshold at(std::int64_t k) const;
    struct Removed {
        std::int64_t below = 0, inBin = 0;  ///< entries under the threshold's bin, and inside it
        double cost = 0;
    };
    [[nodiscard]] Removed removed(const Threshold& threshold) const;

private:
    std::vector<std::uint32_t> codes_;
    std::vector<std::int64_t> below_{0};  ///< one longer than codes_
    std::vector<double> cost_{0};
};

/// Dense counts of one tensor while it is read; reused for the next.
class LadderCounter {
public:
    LadderCounter() : counts_(2 * std::size_t{kScoreBins}), costs_(counts_.size()) {}
    /// Costs may be empty. Entries of kNoCode are left out.
    void add(std::span<const std::uint32_t> codes, std::span<const double> costs);
    /// The ladder; the counter is empty afterwards.
    [[nodiscard]] Ladder take();

private:
    std::vector<std::int64_t> counts_;
    std::vector<double> costs_;
    std::uint32_t low_ = kNoCode, high_ = 0;
};

}  // namespace fisherlens::detail
