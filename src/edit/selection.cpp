// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/selection.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fisherlens {
namespace {

constexpr std::int64_t kChunk = std::int64_t{1} << 16;
/// Words of 16 bits in score and magnitude; elements that agree in all of them are told apart by their position.
constexpr unsigned kWords = 8;

/// Word `depth` of (score, magnitude), most significant first.
std::size_t word(std::uint64_t score, std::uint64_t magnitude, unsigned depth)
{
    const std::uint64_t bits = depth < 4 ? score : magnitude;
    return bits >> (48U - 16U * (depth % 4U)) & 0xFFFFU;
}

struct Wanted {
    std::size_t output = 0;  ///< index into the result
    std::int64_t rank = 0;   ///< 0-based rank inside the group
};

/// Elements that share the first `depth` words, and the ranks wanted among them.
struct Group {
    unsigned depth = 0;
    std::uint64_t score = 0, scoreMask = 0;
    std::uint64_t magnitude = 0, magnitudeMask = 0;
    std::vector<Wanted> wanted;  ///< ascending by rank

    enum class Work { Histogram, Collect, Count } work = Work::Histogram;
    std::vector<std::int64_t> histogram;
    std::vector<RankKey> keys;
    std::int64_t seen = 0;

    [[nodiscard]] bool holds(std::uint64_t s, std::uint64_t m) const
    {
        return (s & scoreMask) == score && (m & magnitudeMask) == magnitude;
    }
};

template <class Visit>
Result<void> forEachCandidate(std::span<const ScoredTensor> tensors, const JobContext& context, std::string_view stage, Visit&& visit)
{
    std::int64_t total = 0, done = 0;
    for (const ScoredTensor& tensor : tensors)
        total += tensor.count;
    std::vector<double> scores, magnitudes;
    for (std::size_t t = 0; t < tensors.size(); ++t) {
        for (std::int64_t first = 0; first < tensors[t].count; first += kChunk) {
            if (context.cancel.requested())
                return cancelled();
            const auto n = static_cast<std::size_t>(std::min(kChunk, tensors[t].count - first));
            scores.resize(n);
            magnitudes.resize(n);
            FL_CHECK(tensors[t].fill(first, scores, magnitudes));
            for (std::size_t i = 0; i < n; ++i)
                if (!std::isnan(scores[i]))
                    visit(RankKey::of(scores[i], magnitudes[i], t, first + static_cast<std::int64_t>(i)));
            done += static_cast<std::int64_t>(n);
            context.report(stage, static_cast<double>(done) / static_cast<double>(total));
        }
    }
    return {};
}

/// One element seen by one group.
void take(Group& group, const RankKey& key, std::vector<Cut>& cuts)
{
    switch (group.work) {
    case Group::Work::Histogram: ++group.histogram[word(key.score, key.magnitude, group.depth)]; return;
    case Group::Work::Collect: group.keys.push_back(key); return;
    case Group::Work::Count:
        for (const Wanted& wanted : group.wanted)
            if (wanted.rank == group.seen)
                cuts[wanted.output] = key;
        ++group.seen;
    }
}

/// The groups one level deeper that still hold wanted ranks.
void split(const Group& group, std::int64_t collect, std::vector<Group>& next)
{
    std::int64_t below = 0;
    auto wanted = group.wanted.begin();
    for (std::size_t bucket = 0; bucket < group.histogram.size() && wanted != group.wanted.end(); ++bucket) {
        const std::int64_t count = group.histogram[bucket];
        if (wanted->rank < below + count) {
            Group child{group.depth + 1, group.score, group.scoreMask, group.magnitude, group.magnitudeMask, {}, {}, {}, {}, 0};
            const unsigned shift = 48U - 16U * (group.depth % 4U);
            std::uint64_t& bits = group.depth < 4 ? child.score : child.magnitude;
            std::uint64_t& mask = group.depth < 4 ? child.scoreMask : child.magnitudeMask;
            bits |= static_cast<std::uint64_t>(bucket) << shift;
            mask |= std::uint64_t{0xFFFF} << shift;
            for (; wanted != group.wanted.end() && wanted->rank < below + count; ++wanted)
                child.wanted.push_back({wanted->output, wanted->rank - below});
            child.work = child.depth == kWords ? Group::Work::Count
                         : count <= collect    ? Group::Work::Collect
                                               : Group::Work::Histogram;
            if (child.work == Group::Work::Collect)
                child.keys.reserve(static_cast<std::size_t>(count));
            next.push_back(std::move(child));
        }
        below += count;
    }
}

void resolve(Group& group, std::vector<Cut>& cuts)
{
    auto begin = group.keys.begin();
    for (const Wanted& wanted : group.wanted) {
        const auto at = group.keys.begin() + wanted.rank;
        if (at >= begin)
            std::nth_element(begin, at, group.keys.end());
        cuts[wanted.output] = *at;
        begin = at;
    }
}

}  // namespace

Result<std::int64_t> countCandidates(std::span<const ScoredTensor> tensors, const JobContext& context)
{
    std::int64_t count = 0;
    FL_CHECK(forEachCandidate(tensors, context, "count the candidates", [&](const RankKey&) { ++count; }));
    return count;
}

Result<std::vector<Cut>> selectLowest(std::span<const ScoredTensor> tensors, std::span<const std::int64_t> counts,
                                      const JobContext& context, std::string_view stage, std::int64_t collect)
{
    std::vector<Cut> cuts(counts.size());
    std::int64_t total = 0;
    for (const ScoredTensor& tensor : tensors)
        total += tensor.count;
    Group all;
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] > 0)
            all.wanted.push_back({i, counts[i] - 1});
    if (all.wanted.empty())
        return cuts;
    std::sort(all.wanted.begin(), all.wanted.end(), [](const Wanted& a, const Wanted& b) { return a.rank < b.rank; });
    all.work = total <= collect ? Group::Work::Collect : Group::Work::Histogram;

    std::int64_t candidates = -1;  // known after the first pass
    std::vector<Group> groups;
    groups.push_back(std::move(all));
    while (!groups.empty()) {
        for (Group& group : groups)
            if (group.work == Group::Work::Histogram)
                group.histogram.assign(std::size_t{1} << 16U, 0);
        std::int64_t seen = 0;
        FL_CHECK(forEachCandidate(tensors, context, stage, [&](const RankKey& key) {
            ++seen;
            for (Group& group : groups)
                if (group.holds(key.score, key.magnitude))
                    take(group, key, cuts);
        }));
        if (candidates < 0) {
            candidates = seen;
            if (groups.front().wanted.back().rank >= candidates)
                return fail(ErrorCode::Usage, "More entries are to be selected than there are candidates.");
        } else if (candidates != seen) {
            return fail(ErrorCode::Changed, "An input changed while it was read.", {},
                        "Wait until the program that writes it is done, then try again.");
        }
        std::vector<Group> next;
        for (Group& group : groups) {
            if (group.work == Group::Work::Histogram)
                split(group, collect / static_cast<std::int64_t>(counts.size()), next);
            else if (group.work == Group::Work::Collect)
                resolve(group, cuts);
        }
        groups = std::move(next);
    }
    return cuts;
}

}  // namespace fisherlens
