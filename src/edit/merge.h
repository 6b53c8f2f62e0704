// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "edit/cost.h"
#include "edit/methods/method.h"
#include "edit/weighting.h"
#include "formats/checkpoint.h"
#include "formats/fisher_file.h"
#include "formats/safetensors_writer.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fisherlens {

/// One input of a merge. The pointers outlive the ModelMerge.
struct MergeModel {
    std::string task;  ///< what its costs are called; unique
    const Catalogue* tensors = nullptr;
    const FisherFile* fisher = nullptr;     ///< may be null: no cost is reported, and methods that need it refuse
    const FisherFile* reference = nullptr;  ///< judges the merge (regret); may be null
};

/// Other coefficients for the tensors whose name matches a pattern.
struct MergeRule {
    std::string pattern;               ///< glob over the whole name in the first model (base/names.h)
    std::vector<double> coefficients;  ///< as those of MergeSettings
};

struct MergeSettings {
    const MergeMethod* method = nullptr;
    std::vector<double> coefficients;  ///< λ_i before normalisation, one per model
    Normalization normalization = Normalization::None;
    double floor = 1e-6;           ///< ε of DESIGN.md 3
    bool fallback = false;         ///< take the weighted mean where a value is NaN or infinite, instead of refusing
    std::vector<MergeRule> rules;  ///< of those that match a tensor, the last one sets its coefficients
};

struct FloorShare {
    std::string task;
    double share = 0;  ///< of the entries weighed by Fishers
};

/// The tensors whose coefficients a rule set, in the order of the first model.
struct RuleUse {
    std::string pattern;
    std::vector<double> coefficients;
    std::vector<std::string> tensors;
};

/// What is known once every tensor was written.
struct MergeOutcome {
    std::int64_t merged = 0;           ///< scalars computed from all models; the others are copies
    std::vector<PredictedCost> costs;  ///< of the models with a Fisher, over the merged tensors
    std::optional<double> regret;  ///< Σλ_i·½ΣF_ref δ² of this merge ÷ of the Fisher merge made with the references
    std::vector<FloorShare> floorShare;  ///< empty where no Fisher weighs
    std::vector<RuleUse> rules;          ///< in the order of the settings
};

/// A merge of DESIGN.md 3 and 6, streaming: float64 inside, one rounding to the element type of the first model.
/// Tensors are matched by name without distribution prefixes. Tensors that are not floating or not in every model (or
/// the base) are copied from the first; floating ones without a Fisher in every model get the weighted mean; both with a
/// finding. Chunks of a block are merged in parallel, with the same result for every number of threads.
class ModelMerge {
public:
    /// Checks the inputs, pairs the tensors and measures the Fishers (one pass over them). `base` may be null. Adds the
    /// finding `rule-without-match`. Errors: Usage (coefficients, rules, missing Fisher or base), Incompatible (shapes; no tensor with Fishers), NonFinite,
    /// Damaged, those of reading.
    static Result<std::unique_ptr<ModelMerge>> prepare(std::span<const MergeModel> models, const Catalogue* base,
                                                       const MergeSettings& settings, const JobContext& context);
    ~ModelMerge();

    /// The same merge with other coefficients and rules; nothing is paired or measured again, and only findings of the
    /// rules are added. Error Usage (coefficients, rules).
    [[nodiscard]] Result<std::unique_ptr<ModelMerge>> withCoefficients(std::vector<double> coefficients,
                                                                       std::vector<MergeRule> rules) const;

    /// The tensors to write, in the order of the first model; they refer to this object. Filling them (each block once)
    /// also accumulates the outcome. Errors of filling: NonFinite naming the tensor, those of reading, Cancelled.
    std::vector<OutputTensor> outputs();

    /// After all outputs were filled; adds the counted findings.
    MergeOutcome outcome();

private:
    struct Impl;
    explicit ModelMerge(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// Checks λ for a method: one per model, finite, not negative where that makes poles, Σλ ≠ 0 where it is a divisor.
Result<void> checkCoefficients(const MergeMethod& method, std::span<const double> coefficients, std::size_t models);

}  // namespace fisherlens
