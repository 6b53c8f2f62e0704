// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"

#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace fisherlens {

/// Scores of one tensor, computed on demand. `fill` writes score and magnitude (|θ|) of the elements from flat index
/// `first`; both are ≥ 0, and a score of NaN says that the element may not be selected.
struct ScoredTensor {
    std::int64_t count = 0;
    std::function<Result<void>(std::int64_t first, std::span<double> score, std::span<double> magnitude)> fill;
};

/// Place of one element in the order of DESIGN.md 3: score, then |θ|, then position of the tensor in the list (which the
/// caller sorts by name bytes), then flat index. Non-negative doubles compare like their bit patterns.
struct RankKey {
    std::uint64_t score = 0;
    std::uint64_t magnitude = 0;
    std::size_t tensor = 0;
    std::int64_t index = 0;

    static RankKey of(double score, double magnitude, std::size_t tensor, std::int64_t index)
    {
        return {std::bit_cast<std::uint64_t>(score), std::bit_cast<std::uint64_t>(magnitude), tensor, index};
    }
    auto operator<=>(const RankKey&) const = default;
};

/// The last element of a selection; without a value nothing is selected.
using Cut = std::optional<RankKey>;

[[nodiscard]] inline bool selects(const Cut& cut, const RankKey& key)
{
    return cut && key <= *cut;
}

/// Number of elements that may be selected (score not NaN).
Result<std::int64_t> countCandidates(std::span<const ScoredTensor> tensors, const JobContext& context);

/// For every k of `counts` the cut that selects exactly the k lowest elements in the order of RankKey. Exact without
/// holding the scores: each pass counts 16 more bits of the order, and a range that has become small is collected (at
/// most `collect` keys in memory at once). Errors: those of `fill`, Cancelled; Usage when k exceeds the candidates.
Result<std::vector<Cut>> selectLowest(std::span<const ScoredTensor> tensors, std::span<const std::int64_t> counts,
                                      const JobContext& context, std::string_view stage,
                                      std::int64_t collect = std::int64_t{1} << 20);

}  // namespace fisherlens
