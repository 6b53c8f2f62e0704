// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/key_histogram.h"

#include <algorithm>
#include <cmath>

namespace fisherlens {
namespace {

/// Bound of the error of ρ for e = Σs³ over the buckets taken as tied: what is lost inside them, and four standard
/// deviations of what their random order against the other side adds.
double tieError(double e, double n)
{
    return 2 * e + 4 * std::sqrt(e / n);
}

constexpr double kTieError = 4e-7;

/// Buckets above this share are split when the error is too large; e ≤ s² then.
double heavyShare(double n)
{
    return std::min(4e-4, 6e-8 * std::sqrt(n));
}

}  // namespace

KeyHistogram::KeyHistogram(int bits) : bits_(bits), generations_{0}, count_(kRoot), child_(kRoot, -1) {}

void KeyHistogram::add(std::span<const std::uint64_t> tally)
{
    for (std::size_t i = 0; i < tally.size(); ++i)
        count_[generation_ + i] += tally[i];
    if (depth_ == 0)
        for (const std::uint64_t n : tally)
            total_ += n;
}

int KeyHistogram::resolved(std::size_t slot) const
{
    const auto next = std::upper_bound(generations_.begin(), generations_.end(), slot);
    return 16 + 8 * (static_cast<int>(next - generations_.begin()) - 1);
}

template <class Visit>
void KeyHistogram::forEachLeaf(std::size_t base, std::size_t width, Visit& visit) const
{
    for (std::size_t slot = base; slot < base + width; ++slot) {
        if (child_[slot] >= 0)
            forEachLeaf(static_cast<std::size_t>(child_[slot]), 256, visit);
        else if (count_[slot] > 0)
            visit(slot);
    }
}

std::size_t KeyHistogram::leafOf(std::uint64_t ordinal, Bucket& bucket) const
{
    bucket = {};
    std::size_t base = 0;
    std::size_t width = kRoot;
    for (unsigned shift = 48;; shift -= 8) {
        std::size_t slot = base;
        while (slot + 1 < base + width && ordinal - bucket.below >= count_[slot])
            bucket.below += count_[slot++];
        bucket.key |= static_cast<std::uint64_t>(slot - base) << shift;
        bucket.bits = static_cast<int>(64 - shift);
        bucket.count = count_[slot];
        if (child_[slot] < 0)
            return slot;
        base = static_cast<std::size_t>(child_[slot]);
        width = 256;
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
    if (16 + 8 * depth_ >= bits_ || total_ == 0)
        return false;
    std::vector<std::size_t> split;
    for (const std::uint64_t target : targets) {
        Bucket bucket;
        const std::size_t slot = leafOf(target, bucket);
        if (slot >= generation_)
            split.push_back(slot);
    }
    if (ranks) {
        const auto n = static_cast<double>(total_);
        double cubes = 0;
        std::vector<std::size_t> heavy;
        const auto visit = [&](std::size_t slot) {
            const double share = static_cast<double>(count_[slot]) / n;
            if (count_[slot] == 1 || resolved(slot) >= bits_)
                return;
            cubes += share * share * share;
            if (share > heavyShare(n) && slot >= generation_)
                heavy.push_back(slot);
        };
        forEachLeaf(0, kRoot, visit);
        if (tieError(cubes, n) > kTieError)
            split.insert(split.end(), heavy.begin(), heavy.end());
    }
    std::sort(split.begin(), split.end());
    split.erase(std::unique(split.begin(), split.end()), split.end());
    if (split.empty())
        return false;
    generation_ = count_.size();
    generations_.push_back(generation_);
    ++depth_;
    for (const std::size_t slot : split) {
        child_[slot] = static_cast<std::int32_t>(count_.size());
        count_.resize(count_.size() + 256);
        child_.resize(count_.size(), -1);
    }
    return true;
}

void KeyHistogram::finishRanks()
{
    rank_.assign(count_.size(), 0);
    for (std::size_t slot = 0; slot < child_.size(); ++slot)
        if (child_[slot] >= 0)
            rank_[slot] = -static_cast<double>(child_[slot]);
    const double middle = (static_cast<double>(total_) + 1) / 2;
    std::uint64_t below = 0;
    rankSquares_ = 0;
    const auto visit = [&](std::size_t slot) {
        const auto n = static_cast<double>(count_[slot]);
        rank_[slot] = static_cast<double>(below) + (n + 1) / 2;
        rankSquares_ += n * (rank_[slot] - middle) * (rank_[slot] - middle);
        below += count_[slot];
    };
    forEachLeaf(0, kRoot, visit);
}

}  // namespace fisherlens
