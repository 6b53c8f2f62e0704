// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace fisherlens {

/// Counts of 64-bit keys in 2^16 buckets of their leading bits, where chosen buckets are split by their next 8 bits, and
/// those again: order statistics and mid-ranks of any number of values in a few passes and a few megabytes
/// (DESIGN.md 5, "Ranks"). One pass over the values per generation:
///
///     KeyHistogram histogram(32);
///     do {
///         // per thread: std::vector<uint64_t> tally(histogram.generationSize());
///         //             for each key: histogram.count(key, tally);   then histogram.add(tally)
///     } while (histogram.refine(targets, ranks));
///
/// Error of a Spearman correlation of n entries from taking buckets with shares s of the entries as tied, e = Σs³: at most
/// 2e is lost inside the buckets, and their random order against the other side has the standard deviation √(e/n).
/// Refining stops where 2e + 4√(e/n) ≤ 4e-7, or every bucket with s > min(4e-4, 6e-8·√n) is split to the last bit
/// (e ≤ s²): below DESIGN.md's 0.1 %, which is only enough for n much larger than 2^20.
class KeyHistogram {
public:
    /// `bits`: how many leading bits of a key count, 16 + a multiple of 8. Keys of 32 bits are shifted up by the caller.
    explicit KeyHistogram(int bits);

    [[nodiscard]] std::size_t generationSize() const { return count_.size() - generation_; }

    /// Adds one to the key's slot of the newest generation; nothing when its bucket was not split.
    void count(std::uint64_t key, std::span<std::uint64_t> tally) const
    {
        std::size_t slot = key >> 48U;
        unsigned shift = 48;
        for (int depth = 0; depth < depth_; ++depth) {
            const std::int32_t child = child_[slot];
            if (child < 0)
                return;
            shift -= 8;
            slot = static_cast<std::size_t>(child) + ((key >> shift) & 255U);
        }
        ++tally[slot - generation_];
    }
    /// Takes over one thread's counts of the newest generation.
    void add(std::span<const std::uint64_t> tally);

    [[nodiscard]] std::uint64_t total() const { return total_; }

    /// Splits the buckets that hold an order statistic of `targets` (0-based, ascending), and the heavy ones when
    /// `ranks` are wanted. False when there is nothing left to split: no further pass is needed.
    bool refine(std::span<const std::uint64_t> targets, bool ranks);

    struct Bucket {
        std::uint64_t key = 0;    ///< leading bits; the unresolved ones are zero
        int bits = 0;             ///< how many leading bits are resolved
        std::uint64_t below = 0;  ///< entries in smaller buckets
        std::uint64_t count = 0;
    };
    /// The smallest bucket that holds the order statistic `ordinal` (0-based, ascending, < total()).
    [[nodiscard]] Bucket bucketOf(std::uint64_t ordinal) const;

    /// Prepares rankOf; call once after the last pass.
    void finishRanks();
    /// Mid-rank (1-based) of the key's bucket.
    [[nodiscard]] double rankOf(std::uint64_t key) const
    {
        double value = rank_[key >> 48U];
        for (unsigned shift = 40; value < 0; shift -= 8)
            value = rank_[static_cast<std::size_t>(-value) + ((key >> shift) & 255U)];
        return value;
    }
    /// Σ (rank − (n + 1)/2)² over all entries.
    [[nodiscard]] double rankSquares() const { return rankSquares_; }

private:
    template <class Visit>
    void forEachLeaf(std::size_t base, std::size_t width, Visit& visit) const;
    std::size_t leafOf(std::uint64_t ordinal, Bucket& bucket) const;
    [[nodiscard]] int resolved(std::size_t slot) const;

    static constexpr std::size_t kRoot = std::size_t{1} << 16U;
    int bits_;
    int depth_ = 0;                         ///< of the newest generation; 0 is the root
    std::size_t generation_ = 0;            ///< its first slot
    std::vector<std::size_t> generations_;  ///< first slot of each generation
    std::vector<std::uint64_t> count_;      ///< kRoot slots, then 256 for each split bucket
    std::vector<std::int32_t> child_;       ///< first slot of the split bucket's own 256, or -1
    std::vector<double> rank_;              ///< mid-rank of a leaf, or −(first slot of its children)
    std::uint64_t total_ = 0;
    double rankSquares_ = 0;
};

}  // namespace fisherlens
