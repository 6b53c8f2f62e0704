// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the Prune view says in words, as functions of the results.

#include "desktop/document/edit_analyses.h"
#include "desktop/views/view_frame.h"

namespace fisherlens::desktop {

/// What the drawn curve rests on (UI.md 3).
[[nodiscard]] QString pruneChip(const Analyses& analyses);
/// `criterion`: the one in effect.
[[nodiscard]] Verdict pruneVerdict(const Analyses& analyses, PruneCriterion criterion);

}  // namespace fisherlens::desktop
