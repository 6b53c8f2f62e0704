// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fisherlens {

/// One prunable tensor with the two Fishers that judge it; all three have the same number of elements.
struct RegretTensor {
    std::string name;
    Tensor weights, approximation, reference;
};

/// At one sparsity: Σ F_ref θ² over the entries that a criterion removes ÷ that over the entries which the reference's
/// own ½F_ref θ² removes. At least 1 up to rounding; unset where the divisor is 0.
struct PruneRegret {
    double sparsity = 0;
    std::optional<double> regret;     ///< criterion ½Fθ² with the approximation
    std::optional<double> magnitude;  ///< criterion |θ|
    std::optional<double> random;     ///< criterion random, seed 0
};

/// Decision regret of pruning (DESIGN.md 3), global scope, k = floor(S·n + 1e-9), ties by |θ|, name bytes, flat index.
/// Entries at which one of the three is NaN, infinite or (Fishers) negative take part in nothing. Streaming: about three
/// passes per criterion. Errors: Usage (S outside [0, 1]), Incompatible (sizes), those of reading, Cancelled.
/// Without `baselines`, `magnitude` and `random` stay unset and cost nothing.
Result<std::vector<PruneRegret>> pruneRegret(std::span<const RegretTensor> tensors, std::span<const double> sparsities,
                                             const JobContext& context, bool baselines = true);

}  // namespace fisherlens
