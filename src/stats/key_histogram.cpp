// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/key_histogram.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace fisherlens {
namespace {

constexpr std::size_t kRoot = std::size_t{1} << 16U;
constexpr double kTieError = 6e-7;

/// e + 4√(2e/n) ≤ kTieError, for e = Σs³ of the buckets taken as tied.
bool isSmall(double e, double n)
{
    return e + 4 * std::sqrt(2 * e / n) <= kTieError;
}

/// The share s with s² + 4√(2/n)·s = kTieError.
double heavyShare(double n)
{
    const double half = 2 * std::sqrt(2 / n);
    return std::sqrt(half * half + kTieError) - half;
}

/// A bucket to be split by so many bits.
struct Split {
    std::size_t slot = 0;
    unsigned shift = 0;  ///< bits of the key below its resolved ones
    unsigned bits = 0;
    bool operator<(const Split& other) const { return slot != other.slot ? slot < other.slot : bits > other.bits; }
};

}  // namespace

KeyHistogram::KeyHistogram(int bits)
    : lowest_(static_cast<unsigned>(64 - bits)), leads_(kRoot), count_(kRoot), child_(kRoot, -1)
{
    for (std::size_t slot = 0; slot < kRoot; ++slot)
        leads_[slot].base = static_cast<std::uint32_t>(slot);
    nodes_.push_back(root_);  // so that a node's number is never 0 and −(number) is below every rank
}

void KeyHistogram::add(std::span<const std::uint64_t> tally)
{
    for (std::size_t i = 0; i < tally.size(); ++i)
        count_[generation_ + i] += tally[i];
    if (generation_ > 0)
        return;
    for (const std::uint64_t n : tally)
        total_ += n;
    // Buckets that a sample split beforehand hold what their parts hold.
    for (std::size_t node = nodes_.size() - 1; node > 0; --node) {
        const auto parts = std::span(count_).subspan(nodes_[node].base, nodes_[node].mask + std::size_t{1});
        count_[nodes_[node].from] = std::accumulate(parts.begin(), parts.end(), std::uint64_t{0});
    }
}

void KeyHistogram::splitBySample(std::vector<std::uint64_t> sample, std::uint64_t n)
{
    std::sort(sample.begin(), sample.end());
    const double heavy = heavyShare(static_cast<double>(n)) * static_cast<double>(sample.size());
    for (auto first = sample.begin(); first != sample.end();) {
        const std::size_t slot = root_.slotOf(*first);
        const auto last =
            std::find_if(first, sample.end(), [&](std::uint64_t key) { return root_.slotOf(key) != slot; });
        const auto held = static_cast<double>(last - first);
        // Half of what is allowed, since the sample is small; one key in all of it is a tie that no split resolves. As
        // few parts as that takes keep the tables in the cache.
        if (held > heavy / 2 && *first != *(last - 1)) {
            split(slot, root_.shift, std::clamp(static_cast<unsigned>(std::ceil(std::log2(2 * held / heavy))), 1U, 8U));
            const Node& node = nodes_.back();
            leads_[slot] = {node.base, static_cast<std::uint8_t>(node.shift), static_cast<std::uint8_t>(node.mask)};
        }
        first = last;
    }
}

void KeyHistogram::split(std::size_t slot, unsigned shift, unsigned bits)
{
    const unsigned lower = shift - std::min(bits, shift - lowest_);
    const Node node{static_cast<std::uint32_t>(count_.size()), lower, (1U << (shift - lower)) - 1,
                    static_cast<std::uint32_t>(slot)};
    child_[slot] = static_cast<std::int32_t>(nodes_.size());
    nodes_.push_back(node);
    count_.resize(count_.size() + node.mask + 1);
    child_.resize(count_.size(), -1);
}

void KeyHistogram::markTied(std::uint64_t key, std::uint64_t count)
{
    tiedKey_ = key;
    tiedCount_ = count;
}

bool KeyHistogram::isResolved(std::size_t slot, unsigned shift) const
{
    if (shift <= lowest_)
        return true;
    return tiedCount_ > 0 && count_[slot] == tiedCount_ && shift == root_.shift && root_.slotOf(tiedKey_) == slot;
}

template <class Visit>
void KeyHistogram::forEachLeaf(const Node& node, Visit& visit) const
{
    for (std::size_t slot = node.base; slot <= node.base + std::size_t{node.mask}; ++slot) {
        if (child_[slot] >= 0)
            forEachLeaf(nodes_[static_cast<std::size_t>(child_[slot])], visit);
        else if (count_[slot] > 0)
            visit(slot, node.shift);
    }
}

std::size_t KeyHistogram::leafOf(std::uint64_t ordinal, Bucket& bucket) const
{
    bucket = {};
    for (Node node = root_;;) {
        std::size_t slot = node.base;
        while (slot < node.base + std::size_t{node.mask} && ordinal - bucket.below >= count_[slot])
            bucket.below += count_[slot++];
        bucket.key |= static_cast<std::uint64_t>(slot - node.base) << node.shift;
        bucket.bits = static_cast<int>(64 - node.shift);
        bucket.count = count_[slot];
        if (child_[slot] < 0)
            return slot;
        node = nodes_[static_cast<std::size_t>(child_[slot])];
    }
}

KeyHistogram::Bucket KeyHistogram::bucketOf(std::uint64_t ordinal) const
{
    Bucket bucket;
    leafOf(ordinal, bucket);
    return bucket;
}

bool KeyHistogram::refine(std::span<const std::uint64_t> targets, bool ranks)
{
    if (total_ == 0)
        return false;
    std::vector<Split> splits;
    for (const std::uint64_t target : targets) {
        Bucket bucket;
        const std::size_t slot = leafOf(target, bucket);
        const auto shift = static_cast<unsigned>(64 - bucket.bits);
        if (!isResolved(slot, shift))
            splits.push_back({slot, shift, 8});
    }
    if (ranks) {
        const auto n = static_cast<double>(total_);
        const double heavy = heavyShare(n);
        double cubes = 0;
        std::vector<Split> found;
        const auto visit = [&](std::size_t slot, unsigned shift) {
            if (count_[slot] == 1 || isResolved(slot, shift))
                return;
            const double share = static_cast<double>(count_[slot]) / n;
            cubes += share * share * share;
            // Few parts keep the table of ranks in the cache; a bucket far above the bound needs many.
            if (share > heavy && slot >= generation_)
                found.push_back({slot, shift, share > 8 * heavy ? 8U : 4U});
        };
        forEachLeaf(root_, visit);
        if (!isSmall(cubes, n))
            splits.insert(splits.end(), found.begin(), found.end());
    }
    // Of two reasons to split a bucket the wider one comes first and stays.
    std::sort(splits.begin(), splits.end());
    splits.erase(
        std::unique(splits.begin(), splits.end(), [](const Split& l, const Split& r) { return l.slot == r.slot; }),
        splits.end());
    if (splits.empty())
        return false;
    generation_ = count_.size();
    for (const Split& part : splits)
        split(part.slot, part.shift, part.bits);
    return true;
}

void KeyHistogram::finishRanks()
{
    rank_.assign(count_.size(), 0.5);
    for (std::size_t slot = 0; slot < child_.size(); ++slot)
        if (child_[slot] >= 0)
            rank_[slot] = -static_cast<double>(child_[slot]);
    const double middle = (static_cast<double>(total_) + 1) / 2;
    std::uint64_t below = 0;
    rankSquares_ = 0;
    const auto visit = [&](std::size_t slot, unsigned) {
        const auto n = static_cast<double>(count_[slot]);
        rank_[slot] = static_cast<double>(below) + (n + 1) / 2;
        rankSquares_ += n * (rank_[slot] - middle) * (rank_[slot] - middle);
        below += count_[slot];
    };
    forEachLeaf(root_, visit);
}

}  // namespace fisherlens
