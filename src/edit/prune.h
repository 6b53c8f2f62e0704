// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "edit/cost.h"
#include "edit/criterion.h"
#include "formats/checkpoint.h"
#include "formats/fisher_file.h"
#include "formats/safetensors_writer.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fisherlens {

struct PruneSettings {
    PruneCriterion criterion = PruneCriterion::Fisher;
    double sparsity = 0;                         ///< S in [0, 1], of the prunable entries
    bool perTensor = false;                      ///< S within every tensor instead of over all
    std::vector<std::string> include, exclude;   ///< globs over names; no `include` means all
    bool keepZeroFisher = false;                 ///< entries whose Fisher is exactly 0 are not removed
    bool fallback = false;                       ///< keep entries with NaN or infinity instead of refusing
    std::uint64_t seed = 0;                      ///< of the criterion random
};

struct PrunedTensor {
    std::string name;
    std::int64_t count = 0;
    std::int64_t pruned = 0;
};

struct PruneOutcome {
    std::int64_t prunable = 0;                 ///< entries that the sparsity refers to; tied names count once
    std::int64_t pruned = 0;
    std::optional<double> sparsity;            ///< pruned/prunable
    std::vector<PredictedCost> costs;          ///< one, ½ΣFθ² over what is removed, when a Fisher is known
    std::vector<PrunedTensor> tensors;         ///< the prunable ones, in the order of the file
};

/// Unstructured pruning (DESIGN.md 3, "Prune"): k = floor(S·n + 1e-9) entries of lowest score become +0, ties by |θ|, name
/// bytes, flat index; every other byte is copied. Prunable are floating tensors that are not buffers and, for criteria
/// that use it, have a Fisher. Names that share storage (tied weights) are one tensor and stay equal.
class ModelPrune {
public:
    /// Finds the entries to remove (about three passes over weights and Fisher). `fisher` may be null where the criterion
    /// does not use it; then no cost is known. Adds findings `pattern-without-match`, `no-fisher`, `zero-fisher`,
    /// `nonfinite`, `sparsity-not-reached`, `layer-collapse`, `tied-tensors`. Errors: Usage, Incompatible (the Fisher of
    /// another model), NonFinite naming the tensor, Damaged (negative Fisher), those of reading, Cancelled.
    static Result<std::unique_ptr<ModelPrune>> prepare(const Catalogue& tensors, const FisherFile* fisher, const std::string& task,
                                                       const PruneSettings& settings, const JobContext& context);
    ~ModelPrune();

    /// All tensors of the model, pruned; they refer to this object. Errors of filling: those of reading.
    std::vector<OutputTensor> outputs();
    /// For every prunable tensor U8 of its shape, 1 = kept.
    std::vector<OutputTensor> masks();
    [[nodiscard]] const PruneOutcome& outcome() const;

private:
    struct Impl;
    explicit ModelPrune(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace fisherlens
