// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "edit/criterion.h"
#include "edit/merge.h"
#include "edit/prune.h"
#include "edit/weighting.h"
#include "formats/fisher_file.h"
#include "reference/losses.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

/// How a model is judged: its exported TorchScript module and examples of its task.
struct CurveTask {
    std::string name;
    std::string module, data;  ///< paths
    LossSettings loss;
};

struct EvaluatedTask {
    double loss = 0;                 ///< mean −log p, nats
    std::optional<double> accuracy;  ///< class losses only
    std::optional<double>
        predicted;  ///< ½ΣFδ² of the model of the same index under the Fisher that judges (see the curve)
};

// Fit -----------------------------------------------------------------------------------------------------------------

/// Least squares loss ≈ intercept + slope·predicted over the evaluated points of one task, and how well the prediction
/// itself (parent's loss + predicted cost) does: R² = 1 − Σ(loss − prediction)²/Σ(loss − mean)².
struct CostFit {
    double intercept = 0, slope = 0;
    std::optional<double> fitR2;         ///< of the line; unset where all losses are equal
    std::optional<double> predictionR2;  ///< at most 0: worse than the mean, the prediction is to be greyed
    std::size_t points = 0;
};

/// `parentLoss`: loss of the task's own model. Unset with fewer than four points. Spans of equal length.
[[nodiscard]] std::optional<CostFit> fitPredictedCost(std::span<const double> predicted, std::span<const double> loss,
                                                      double parentLoss);

// Merge ---------------------------------------------------------------------------------------------------------------

enum class CurveMethod {
    FisherRecycled,
    FisherReference,  ///< needs a reference of both models
    Linear,
    TaskArithmetic,  ///< needs the base model
};
/// "fisher-recycled", "fisher-reference", "linear", "task-arithmetic".
[[nodiscard]] std::string_view name(CurveMethod method);

/// Task i of the request is that of model i; more tasks may follow. Pointers outlive the call.
struct CurveModel {
    std::string name;
    const Catalogue* tensors = nullptr;
    const FisherFile* recycled = nullptr;   ///< may be null where no method needs it
    const FisherFile* reference = nullptr;  ///< may be null where no method needs it
};

struct MergeCurveRequest {
    CurveModel a, b;
    std::vector<CurveTask> tasks;  ///< of a, of b, further ones
    std::vector<CurveMethod> methods;
    std::vector<double> shares;                  ///< λ, share of B, each in [0, 1]
    std::vector<MergeRule> rules;                ///< tensors that they match keep these coefficients at every λ
    std::optional<Normalization> normalization;  ///< unset: DESIGN.md 3's default for each pair of Fishers
    double floor = 1e-6;
    const Catalogue* base = nullptr;  ///< of task arithmetic; may be null where no method needs it
    double scale = 2;  ///< of task arithmetic: coefficients scale·(1 − λ), scale·λ, and scale times those of the rules
    bool fallback = false;          ///< weighted mean where a value is not finite, instead of refusing
    std::uint64_t memoryLimit = 0;  ///< bytes that an output model may take; 0: half of what is free
};

struct MergeCurvePoint {
    double share = 0;
    std::vector<EvaluatedTask> tasks;  ///< in the order of the request
    std::optional<double> regret;      ///< edit/merge.h; with references of both models
};

/// `predicted` of the tasks 0 and 1 is under the recycled Fishers for FisherRecycled and Linear (reference ones where
/// there are no recycled), under the references for FisherReference.
struct MergeCurve {
    CurveMethod method = CurveMethod::Linear;
    std::vector<MergeCurvePoint> points;       ///< in the order of the shares
    std::vector<std::optional<CostFit>> fits;  ///< of the tasks 0 and 1; unset with fewer than four points or no Fisher
};

struct MergeCurves {
    std::vector<MergeCurve> curves;               ///< in the order of the methods
    std::vector<EvaluatedTask> parentA, parentB;  ///< the unmerged models on every task
};

/// Merges in memory and evaluates each point: modules are opened once (tasks with the same path share one), and the
/// models are put into them. Needs memory for one output model; refused when that is more than the limit. Points at
/// λ = 0 and 1 are merges like the others. Progress per point; findings come from the unmerged models and the first point
/// of each method. Errors: Usage (fewer than two tasks, no method, shares outside [0, 1], a method without its Fishers),
/// Unsupported (memory), those of ModelMerge, openReferenceModel, evaluateModel, Cancelled.
Result<MergeCurves> evaluatedMergeCurves(const MergeCurveRequest& request, const JobContext& context);

// Prune ---------------------------------------------------------------------------------------------------------------

/// One line of the picture: a criterion, with the reference instead of the recycled Fisher where asked.
struct PruneCurveChoice {
    PruneCriterion criterion = PruneCriterion::Fisher;
    bool useReference = false;
};

struct PruneCurveRequest {
    const Catalogue* tensors = nullptr;
    const FisherFile* recycled = nullptr;   ///< may be null where no choice needs it; also the Fisher of `predicted`
    const FisherFile* reference = nullptr;  ///< may be null
    CurveTask task;
    std::vector<PruneCurveChoice> choices;
    std::vector<double> sparsities;  ///< each in [0, 1]
    PruneSettings settings;          ///< scope (perTensor, include, exclude), zero Fisher, fallback, seed
    std::uint64_t memoryLimit = 0;   ///< as for merges
};

struct PruneCurvePoint {
    double sparsity = 0;
    std::int64_t prunable = 0, pruned = 0;
    EvaluatedTask task;  ///< `predicted`: ½ΣFθ² over the removed entries under the choice's Fisher
};

struct PruneCurve {
    PruneCurveChoice choice;
    std::vector<PruneCurvePoint> points;  ///< in the order of the sparsities
    std::optional<CostFit> fit;
};

struct PruneCurves {
    std::vector<PruneCurve> curves;  ///< in the order of the choices
    EvaluatedTask unpruned;
};

/// As for merges. Criteria without a Fisher of their own take `predicted` from the recycled one (else the reference).
Result<PruneCurves> evaluatedPruneCurves(const PruneCurveRequest& request, const JobContext& context);

}  // namespace fisherlens
