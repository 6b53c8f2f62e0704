// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "edit/prune.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fisherlens {

/// Either `recipe` and outputs, or everything else without `recipe`.
struct PruneRequest {
    std::string model;  ///< checkpoint
    std::string
        fisher;  ///< Fisher file; "" recycles the model's own optimizer state where the criterion needs a Fisher
    PruneSettings settings;
    std::string output;  ///< safetensors file; replaced when it exists
    std::string mask;    ///< safetensors file of U8, 1 = kept; "" for none
    std::string recipe;  ///< OUT.recipe.json or a model that holds a recipe
};

struct PruneResult {
    std::string output;
    std::string sha256;
    std::string recipe;           ///< path of the recipe beside the output
    std::string mask;             ///< "" for none
    std::int64_t parameters = 0;  ///< scalars of the output, without buffers, tied tensors once
    PruneSettings settings;
    PruneOutcome outcome;
    std::vector<Finding> findings;
};

/// Prunes, writes the model with its recipe in the metadata and beside it, and the mask. Errors: Usage, those of opening,
/// ModelPrune and writing.
Result<PruneResult> pruneModel(const PruneRequest& request, const JobContext& context);

}  // namespace fisherlens
