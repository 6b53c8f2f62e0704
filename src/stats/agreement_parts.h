// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the stats room: the two ways to measure one pool of entries.

#include "stats/agreement.h"
#include "stats/moments.h"

#include <span>
#include <string_view>
#include <vector>

namespace fisherlens::detail {

/// What to measure, and which part of the progress it is.
struct Task {
    std::span<const TensorPair> pairs;  ///< in the order that breaks ties
    const AgreementOptions& options;
    const JobContext& context;
    std::string_view stage;
    double from = 0, to = 1;
    bool full = true;           ///< false: sums and ranks only
    std::uint64_t address = 0;  ///< of the sample of τ-b in the random field
    PairVisitor* visitor = nullptr;
};

struct Measured {
    Agreement agreement;
    RankProducts ranks;
};

Result<Measured> measureInMemory(const Task& task);
Result<Measured> measureStreamed(const Task& task);

/// The measures that follow from sums alone.
void fillFromSums(const PairSums& sums, Agreement& agreement);

/// k of the top-k overlap.
[[nodiscard]] std::int64_t topCount(double share, std::int64_t n);

/// The two order statistics around quantile q of n values, and the weight of the upper one (type 7, as NumPy).
struct QuantilePosition {
    std::uint64_t lower = 0, upper = 0;
    double weight = 0;
};
[[nodiscard]] QuantilePosition quantilePosition(double q, std::int64_t n);

inline constexpr std::array<double, 3> kQuartiles{0.25, 0.5, 0.75};
void setQuartile(Agreement& agreement, std::size_t index, double value);

/// Adds the sums of the chunks, computed in parallel, in their order. Leaves only finite pairs in the chunks.
void addSums(Wave wave, bool full, PairSums& sums);

}  // namespace fisherlens::detail
