// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "edit/merge.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fisherlens {

/// Either `recipe` and `output`, or everything else without `recipe`. Unset settings get the defaults of DESIGN.md 3, 6.
struct MergeRequest {
    std::vector<std::string> models;  ///< checkpoints, at least two
    std::string method;
    std::string output;                ///< safetensors file; replaced when it exists
    std::vector<std::string> fishers;  ///< none, or one per model
    std::vector<double> coefficients;  ///< none, or one per model
    std::vector<MergeRule> rules;      ///< other coefficients for some tensors; the last one that matches wins
    std::string base;                  ///< "" for none
    std::optional<Normalization> normalization;
    std::optional<double> floor;
    std::vector<std::string> references;  ///< none, or one Fisher file per model: adds the regret
    bool fallback = false;                ///< --nonfinite fallback
    std::string recipe;                   ///< OUT.recipe.json or a model that holds a recipe
};

struct MergeResult {
    std::string output;
    std::string sha256;
    std::string recipe;           ///< path of the recipe beside the output
    std::int64_t parameters = 0;  ///< scalars of the output, without buffers, tied tensors once
    std::int64_t merged = 0;      ///< scalars computed from all models; the others are copies
    std::string method;
    std::vector<std::string> tasks;
    std::vector<double> coefficients;            ///< before normalisation, in the order of `tasks`
    std::optional<Normalization> normalization;  ///< unset where no Fisher weighs
    std::optional<double> floor;
    std::vector<RuleUse> rules;
    std::vector<FloorShare> floorShare;
    std::vector<PredictedCost> costs;
    std::optional<double> regret;
    std::vector<Finding> findings;
};

/// Merges, writes the model with its recipe in the metadata and beside it. Errors: Usage, Missing, those of opening,
/// ModelMerge and writing; nothing is left behind but for a recipe that could not be written beside a finished model.
Result<MergeResult> mergeModels(const MergeRequest& request, const JobContext& context);

}  // namespace fisherlens
