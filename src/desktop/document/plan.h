// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What is drawn, evaluated and written: the settings of the document where they can be followed, and the reasons where
// they cannot. One place, so that preview and writing agree.

#include "desktop/document/analyses.h"
#include "edit/criterion.h"

namespace fisherlens::desktop {

/// The methods of a merge of two models in the window, in the order of the box.
inline constexpr const char* kMergeMethods[] = {"fisher", "linear", "task-arithmetic"};

/// Why a method cannot merge what is open; "" when it can, or when nothing is known yet.
[[nodiscard]] QString methodProblem(const Analyses& analyses, const QString& method);
/// Why a criterion cannot score the model; "" when it can, or when nothing is known yet.
[[nodiscard]] QString criterionProblem(const Analyses& analyses, PruneCriterion criterion);

/// The choices as they are followed: a method that cannot be used is linear, a criterion that cannot is magnitude.
[[nodiscard]] MergeChoice effectiveMerge(const Analyses& analyses);
[[nodiscard]] PruneChoice effectivePrune(const Analyses& analyses);

/// Entries because of which the method or the criterion in effect is refused, unless its choice has a fallback.
[[nodiscard]] std::int64_t nonfiniteInMerge(const Analyses& analyses);
[[nodiscard]] std::int64_t nonfiniteInPrune(const Analyses& analyses);

/// Why the merged or pruned model cannot be written; "" when it can.
[[nodiscard]] QString mergeObstacle(const Analyses& analyses);
[[nodiscard]] QString pruneObstacle(const Analyses& analyses);

}  // namespace fisherlens::desktop
