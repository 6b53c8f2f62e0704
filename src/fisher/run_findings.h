// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the fisher room: what the training run means for its accumulator (facts/method.md 5, F1 to F14).

#include "base/job.h"
#include "fisher/recycle_plan.h"

#include <optional>

namespace fisherlens::detail {

/// What the settings beside the checkpoint say. Findings: optimizer-restarted, optimizer-ahead and
/// constant-schedule (F4), clipped-gradients and clipped-entries (F5),
/// well-fitted (F2), training-objective (F12), warm-up (F13).
void findRun(const Checkpoint& checkpoint, const RecyclePlan& plan, const JobContext& context);

/// What the values say. `norm` is Σ v̂ over all entries, the average of ‖g‖²; `share` that of the squared mean
/// gradient. Findings: clipping-always-on (F5), loss-scale-in-squares (F8), large-batch (F1).
void findFromValues(const Checkpoint& checkpoint, std::optional<double> norm, std::optional<double> share,
                    const JobContext& context);

}  // namespace fisherlens::detail
