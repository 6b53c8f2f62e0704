// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edit/merge.h"

#include <span>
#include <vector>

namespace fisherlens {

/// One tensor that is computed from all models.
struct MergedTensor {
    TensorInfo info;                        ///< of the output: name, element type and shape of the first model
    std::vector<const Tensor*> values;      ///< one per model
    std::vector<const Tensor*> fishers;     ///< one per model, null where that model's is not known
    std::vector<const Tensor*> references;  ///< one per model; empty unless all are known
    const Tensor* base = nullptr;
    bool weighted = false;   ///< the method weighs by Fishers, and all are known
    bool meanOnly = false;   ///< the method needs Fishers that are not there: weighted mean
    std::size_t lambda = 0;  ///< which coefficients: 0 those of the settings, i + 1 those of rule i
};

struct MergePairing {
    std::vector<MergedTensor> merged;
    std::vector<const Tensor*> copied;  ///< from the first model
};

/// Which tensor belongs to which, and what becomes of it; adds the findings `copied-from-first`, `not-in-first`,
/// `no-fisher`, `buffers-extrapolated`, `no-reference`. Errors: Incompatible (shapes; a method that needs Fishers and
/// finds none).
Result<MergePairing> pairForMerge(std::span<const MergeModel> models, const Catalogue* base, const MergeMethod& method,
                                  const JobContext& context);

}  // namespace fisherlens
