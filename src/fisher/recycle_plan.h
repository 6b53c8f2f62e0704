// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the fisher room: what recycle() and scanAccumulators() do to each accumulator.

#include "base/result.h"
#include "fisher/recycle.h"

#include <optional>
#include <vector>

namespace fisherlens::detail {

struct PlannedTensor {
    const ParameterState* state = nullptr;
    const OptimizerGroup* group = nullptr;  ///< nullptr: the file records none
    std::optional<double> step;             ///< t that is used
    std::optional<double> bias;             ///< 1/(1 − β₂^t); unset: not known
    double factor = 1;                      ///< stored F = factor·v
};

struct RecyclePlan {
    std::vector<PlannedTensor> tensors;
    bool biasCorrected = false;  ///< all tensors
    bool scaled = false;         ///< B (and c and the reduction) applied: scale mean-per-unit
};

/// Errors of recycle().
Result<RecyclePlan> planRecycling(const Checkpoint& checkpoint, const RecycleSettings& settings);

}  // namespace fisherlens::detail
