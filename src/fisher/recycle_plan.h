// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the fisher room: what recycle() and scanAccumulators() do to each accumulator.

#include "base/result.h"
#include "fisher/recycle.h"

#include <optional>
#include <string>
#include <vector>

namespace fisherlens::detail {

struct PlannedTensor {
    const ParameterState* state = nullptr;
    const OptimizerGroup* group = nullptr;  ///< nullptr: the file records none
    std::optional<double> step;             ///< t that is used
    std::optional<double> decay;            ///< β of the moving average of squares, where there is one
    std::optional<double> bias;  ///< 1/(1 − β₂^t), 1/t for a sum, 1 where nothing is missing; unset: unknown
    double start = 0;            ///< what the start value has left in the stored v: β₂^t s₀, or s₀
    double factor = 1;           ///< stored F = factor·(v − start)
};

struct RecyclePlan {
    std::vector<PlannedTensor> tensors;
    bool biasCorrected = false;       ///< all tensors
    bool scaled = false;              ///< B (and c and the reduction) applied: scale mean-per-unit
    std::optional<double> batchSize;  ///< B of the settings, else the one that the checkpoint's files make known
    std::string batchOrigin;          ///< "given", or where it was read; "" when unknown
    Reduction reduction = Reduction::Mean;
    std::string reductionOrigin;  ///< "given", or where it was read; "" when it is assumed
    bool relative = false;        ///< some accumulator has ranks only, so B is not applied
};

/// Errors of recycle().
Result<RecyclePlan> planRecycling(const Checkpoint& checkpoint, const RecycleSettings& settings);

}  // namespace fisherlens::detail
