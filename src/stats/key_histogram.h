// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace fisherlens {

/// Counts of 64-bit keys in 2^16 buckets of their leading bits, where chosen buckets are split by their next 4 or 8
/// bits, and those again: order statistics and mid-ranks of any number of values in a few passes and a few megabytes
/// (DESIGN.md 5, "Ranks"). One pass over the values per generation:
///
///     KeyHistogram histogram(32);
///     do {
///         // per thread: std::vector<uint64_t> tally(histogram.generationSize());
///         //             for each key: histogram.count(key, tally);   then histogram.add(tally)
///     } while (histogram.refine(targets, ranks));
///
/// Error of a Spearman correlation of n entries from taking buckets with shares s of the entries as tied on both sides,
/// e = Σs³: what is lost inside the buckets, about e and at most 2e, and their random order against the other side with
/// the standard deviation √(2e/n). Refining stops where e + 4√(2e/n) ≤ 6e-7, or every bucket is split until its share
/// meets that bound (e ≤ s²) or all its bits are used. For n = 2^20 that is s ≤ 0.01 %: DESIGN.md's 0.1 % is enough
/// only for n much larger.
class KeyHistogram {
public:
    /// `bits`: how many leading bits of a key count, 16 to 48. Keys of 32 bits are shifted up by the caller.
    explicit KeyHistogram(int bits);

    /// Before the first pass: splits the buckets that will be too heavy for ranks, judged by a sample of the n keys to
    /// come. A fair sample saves a pass over the values; an unfair one costs nothing but that pass, since refine judges
    /// by the counts.
    void splitBySample(std::vector<std::uint64_t> sample, std::uint64_t n);

    [[nodiscard]] std::size_t generationSize() const { return count_.size() - generation_; }

    /// Adds one to the key's slot of the newest generation; nothing when its bucket was not split.
    void count(std::uint64_t key, std::span<std::uint64_t> tally) const
    {
        std::size_t slot = leads_[key >> 48U].slotOf(key);
        if (generation_ > 0) {
            while (child_[slot] >= 0)
                slot = nodes_[static_cast<std::size_t>(child_[slot])].slotOf(key);
            if (slot < generation_)
                return;
        }
        ++tally[slot - generation_];
    }
    /// count() for the keys of 0..n − 1.
    template <class KeyOf>
    void countEach(std::size_t n, KeyOf keyOf, std::span<std::uint64_t> tally) const
    {
        if (generation_ > 0) {
            for (std::size_t i = 0; i < n; ++i)
                count(keyOf(i), tally);
            return;
        }
        // Out of the loop, for the compiler cannot know that the counts are none of them.
        const Lead* const leads = leads_.data();
        std::uint64_t* const slots = tally.data();
        for (std::size_t i = 0; i < n; ++i) {
            const std::uint64_t key = keyOf(i);
            ++slots[leads[key >> 48U].slotOf(key)];
        }
    }
    /// Takes over one thread's counts of the newest generation.
    void add(std::span<const std::uint64_t> tally);

    [[nodiscard]] std::uint64_t total() const { return total_; }

    /// Says that `count` entries have exactly this key, whose unresolved bits are zero: a bucket that holds no others
    /// is not split. For the mass of zeros.
    void markTied(std::uint64_t key, std::uint64_t count);

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
        double value = rank_[leads_[key >> 48U].slotOf(key)];
        while (value <= 0)
            value = rank_[nodes_[static_cast<std::size_t>(-value)].slotOf(key)];
        return value;
    }
    /// Σ (rank − (n + 1)/2)² over all entries.
    [[nodiscard]] double rankSquares() const { return rankSquares_; }

private:
    /// A split bucket: which slots its parts have.
    struct Node {
        std::uint32_t base = 0;   ///< first slot
        std::uint32_t shift = 0;  ///< of the bits that choose the part
        std::uint32_t mask = 0;   ///< parts − 1
        std::uint32_t from = 0;   ///< the slot that was split
        [[nodiscard]] std::size_t slotOf(std::uint64_t key) const
        {
            return base + (static_cast<std::uint32_t>(key >> shift) & mask);
        }
    };

    /// Where the keys with the same leading 16 bits go: to one slot, or to the parts of a bucket that a sample split.
    /// One small load without a branch in the inner loops.
    struct Lead {
        std::uint32_t base = 0;
        std::uint8_t shift = 0, mask = 0;
        [[nodiscard]] std::size_t slotOf(std::uint64_t key) const { return base + (key >> shift & mask); }
    };

    template <class Visit>
    void forEachLeaf(const Node& node, Visit& visit) const;
    void split(std::size_t slot, unsigned shift, unsigned bits);
    std::size_t leafOf(std::uint64_t ordinal, Bucket& bucket) const;
    /// Nothing is gained by splitting it: all bits used, or known to be one key.
    [[nodiscard]] bool isResolved(std::size_t slot, unsigned shift) const;

    unsigned lowest_;             ///< shift at which all bits that count are resolved
    std::size_t generation_ = 0;  ///< first slot of the newest generation
    Node root_{0, 48, 0xFFFF, 0};
    std::vector<Lead> leads_;           ///< by leading 16 bits
    std::vector<Node> nodes_;           ///< split buckets
    std::vector<std::uint64_t> count_;  ///< slots: 2^16, then those of each node
    std::vector<std::int32_t> child_;   ///< node of a split bucket, or -1
    std::vector<double> rank_;          ///< mid-rank of a leaf, or −(its node)
    std::uint64_t total_ = 0;
    std::uint64_t tiedKey_ = 0, tiedCount_ = 0;
    double rankSquares_ = 0;
};

}  // namespace fisherlens
