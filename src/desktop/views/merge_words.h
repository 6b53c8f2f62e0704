// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the Merge view says in words, as functions of the results.

#include "desktop/document/edit_analyses.h"
#include "desktop/views/view_frame.h"

namespace fisherlens::desktop {

/// The button that flips between two settings: which one is shown, and what both are.
[[nodiscard]] QString flipText(const MergeChoice& choice);
[[nodiscard]] QString flipToolTip(const MergeChoice& choice);
/// What the drawn curve rests on (UI.md 3).
[[nodiscard]] QString mergeChip(const Analyses& analyses);
/// `choice`: as it is followed (plan.h).
[[nodiscard]] Verdict mergeVerdict(const Analyses& analyses, const MergeChoice& choice);

}  // namespace fisherlens::desktop
