// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/curves.h"

#include "edit/merge.h"
#include "edit/methods/fisher.h"
#include "edit/methods/linear.h"
#include "edit/methods/task_arithmetic.h"
#include "operations/curve_evaluator.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fisherlens {
namespace {

using detail::CurveEvaluator;
using detail::PointCounter;
using detail::quiet;

constexpr std::array<std::string_view, 4> kMethodNames{"fisher-recycled", "fisher-reference", "linear",
                                                       "task-arithmetic"};

Result<void> checkGrid(std::span<const double> grid, std::string_view what)
{
    for (const double value : grid)
        if (!(value >= 0 && value <= 1))
            return fail(ErrorCode::Usage, "Every " + std::string(what) + " of a curve lies between 0 and 1.");
    return {};
}

// Merge ---------------------------------------------------------------------------------------------------------------

bool weighs(CurveMethod method)
{
    return method == CurveMethod::FisherRecycled || method == CurveMethod::FisherReference;
}

const MergeMethod& methodOf(CurveMethod method)
{
    return weighs(method) ? kFisherMerge : method == CurveMethod::Linear ? kLinearMerge : kTaskArithmetic;
}

/// What λ and the coefficients of rules are multiplied by: methods that normalise them need no scale.
double scaleOf(const MergeCurveRequest& request, CurveMethod method)
{
    return method == CurveMethod::TaskArithmetic ? request.scale : 1;
}

std::vector<MergeRule> rulesOf(const MergeCurveRequest& request, CurveMethod method)
{
    std::vector<MergeRule> rules = request.rules;
    for (MergeRule& rule : rules)
        for (double& coefficient : rule.coefficients)
            coefficient *= scaleOf(request, method);
    return rules;
}

/// The Fisher that weighs, or that judges a merge without one; null when there is none.
const FisherFile* fisherOf(const CurveModel& model, CurveMethod method)
{
    switch (method) {
    case CurveMethod::FisherRecycled: return model.recycled;
    case CurveMethod::FisherReference: return model.reference;
    case CurveMethod::Linear:
    case CurveMethod::TaskArithmetic: break;
    }
    return model.recycled ? model.recycled : model.reference;
}

Result<void> check(const MergeCurveRequest& request)
{
    if (request.tasks.size() < 2)
        return fail(ErrorCode::Usage, "A merge is evaluated on a task of each of its two models.", {},
                    "Say which module and which data belong to each.");
    if (request.methods.empty())
        return fail(ErrorCode::Usage, "No method was chosen for the curves.");
    FL_CHECK(checkGrid(request.shares, "share"));
    for (const CurveMethod method : request.methods)
        if (weighs(method) && (!fisherOf(request.a, method) || !fisherOf(request.b, method)))
            return fail(ErrorCode::Usage, "The curve " + std::string(name(method)) + " needs a Fisher of both models.");
    FL_CHECK(detail::checkMemory(*request.a.tensors, request.memoryLimit));
    return {};
}

/// The merge of one method; its points differ in λ only, so the Fishers are measured once.
Result<std::unique_ptr<ModelMerge>> prepareMerge(const MergeCurveRequest& request, CurveMethod method,
                                                 const JobContext& context)
{
    const bool judged = request.a.reference && request.b.reference;
    const std::array models{
        MergeModel{"0", request.a.tensors, fisherOf(request.a, method), judged ? request.a.reference : nullptr},
        MergeModel{"1", request.b.tensors, fisherOf(request.b, method), judged ? request.b.reference : nullptr}};
    MergeSettings settings;
    settings.method = &methodOf(method);
    settings.coefficients = {0.5, 0.5};
    settings.rules = rulesOf(request, method);
    settings.floor = request.floor;
    settings.fallback = request.fallback;
    if (weighs(method) || judged) {
        const std::array deciding{weighs(method) ? models[0].fisher : models[0].reference,
                                  weighs(method) ? models[1].fisher : models[1].reference};
        const std::array attributes{deciding[0]->attributes, deciding[1]->attributes};
        settings.normalization = request.normalization.value_or(defaultNormalization(attributes));
    }
    return ModelMerge::prepare(models, request.base, settings, context);
}

Result<MergeCurvePoint> evaluateMerge(const MergeCurveRequest& request, CurveMethod method, const ModelMerge& prepared,
                                      double share, CurveEvaluator& evaluator, const JobContext& context)
{
    const double scale = scaleOf(request, method);
    FL_TRY(const auto merge, prepared.withCoefficients({scale * (1 - share), scale * share}, rulesOf(request, method)));
    FL_TRY(const Catalogue merged, detail::inMemory(merge->outputs(), context));
    MergeCurvePoint point;
    point.share = share;
    FL_TRY(point.tasks, evaluator.evaluate(merged, quiet(context)));
    for (const PredictedCost& cost : merge->outcome().costs)
        point.tasks[cost.task == "0" ? 0 : 1].predicted = cost.value;
    point.regret = merge->outcome().regret;
    return point;
}

/// The fit of one task over the points of a curve that have a prediction.
template <class Points, class Task>
std::optional<CostFit> fitOf(const Points& points, double parentLoss, Task&& task)
{
    std::vector<double> predicted, loss;
    for (const auto& point : points) {
        const EvaluatedTask& evaluated = task(point);
        if (!evaluated.predicted)
            continue;
        predicted.push_back(*evaluated.predicted);
        loss.push_back(evaluated.loss);
    }
    return fitPredictedCost(predicted, loss, parentLoss);
}

// Prune ---------------------------------------------------------------------------------------------------------------

/// The Fisher that decides, or that judges a criterion without one; null when there is none.
const FisherFile* fisherOf(const PruneCurveRequest& request, const PruneCurveChoice& choice)
{
    if (choice.useReference)
        return request.reference;
    return request.recycled || usesFisher(choice.criterion) ? request.recycled : request.reference;
}

Result<void> check(const PruneCurveRequest& request)
{
    if (request.choices.empty())
        return fail(ErrorCode::Usage, "No criterion was chosen for the curves.");
    FL_CHECK(checkGrid(request.sparsities, "sparsity"));
    for (const PruneCurveChoice& choice : request.choices)
        if ((usesFisher(choice.criterion) || choice.useReference) && !fisherOf(request, choice))
            return fail(ErrorCode::Usage, "The curve of criterion " + std::string(name(choice.criterion)) + " needs a "
                                              + (choice.useReference ? "reference" : "recycled") + " Fisher.");
    return detail::checkMemory(*request.tensors, request.memoryLimit);
}

Result<PruneCurvePoint> evaluatePruned(const PruneCurveRequest& request, const PruneCurveChoice& choice,
                                       double sparsity, CurveEvaluator& evaluator, const JobContext& context)
{
    PruneSettings settings = request.settings;
    settings.criterion = choice.criterion;
    settings.sparsity = sparsity;
    FL_TRY(const auto prune,
           ModelPrune::prepare(*request.tensors, fisherOf(request, choice), request.task.name, settings, context));
    FL_TRY(const Catalogue pruned, detail::inMemory(prune->outputs(), context));
    FL_TRY(const std::vector<EvaluatedTask> evaluated, evaluator.evaluate(pruned, quiet(context)));
    const PruneOutcome& outcome = prune->outcome();
    PruneCurvePoint point{sparsity, outcome.prunable, outcome.pruned, evaluated.front()};
    if (!outcome.costs.empty())
        point.task.predicted = outcome.costs.front().value;
    return point;
}

}  // namespace

std::string_view name(CurveMethod method)
{
    return kMethodNames[static_cast<std::size_t>(method)];
}

std::optional<CostFit> fitPredictedCost(std::span<const double> predicted, std::span<const double> loss,
                                        double parentLoss)
{
    if (predicted.size() < 4 || predicted.size() != loss.size())
        return std::nullopt;
    const auto n = static_cast<double>(loss.size());
    double meanX = 0, meanY = 0;
    for (std::size_t i = 0; i < loss.size(); ++i) {
        meanX += predicted[i] / n;
        meanY += loss[i] / n;
    }
    double xx = 0, xy = 0, yy = 0, missed = 0;
    for (std::size_t i = 0; i < loss.size(); ++i) {
        const double x = predicted[i] - meanX, y = loss[i] - meanY, residual = loss[i] - (parentLoss + predicted[i]);
        xx += x * x;
        xy += x * y;
        yy += y * y;
        missed += residual * residual;
    }
    CostFit fit;
    fit.points = loss.size();
    fit.slope = xx > 0 ? xy / xx : 0;
    fit.intercept = meanY - fit.slope * meanX;
    if (yy > 0) {
        fit.fitR2 = xx > 0 ? xy * xy / (xx * yy) : 0;
        fit.predictionR2 = 1 - missed / yy;
    }
    return fit;
}

Result<MergeCurves> evaluatedMergeCurves(const MergeCurveRequest& request, const JobContext& context)
{
    FL_CHECK(check(request));
    JobContext inner = quiet(context);
    inner.findings = context.findings;
    FL_TRY(CurveEvaluator evaluator, CurveEvaluator::open(request.tasks, inner));
    PointCounter counter(context, "evaluate the merges", request.methods.size() * request.shares.size() + 2);
    MergeCurves result;
    FL_TRY(result.parentA, evaluator.evaluate(*request.a.tensors, inner));
    counter.next();
    FL_TRY(result.parentB, evaluator.evaluate(*request.b.tensors, inner));
    counter.next();
    for (const CurveMethod method : request.methods) {
        MergeCurve curve;
        curve.method = method;
        FL_TRY(const auto prepared, prepareMerge(request, method, inner));
        for (const double share : request.shares) {
            FL_TRY(MergeCurvePoint point, evaluateMerge(request, method, *prepared, share, evaluator, quiet(context)));
            curve.points.push_back(std::move(point));
            counter.next();
        }
        const std::array parents{result.parentA[0].loss, result.parentB[1].loss};
        for (std::size_t task = 0; task < 2; ++task)
            curve.fits.push_back(
                fitOf(curve.points, parents[task], [task](const MergeCurvePoint& point) { return point.tasks[task]; }));
        result.curves.push_back(std::move(curve));
    }
    return result;
}

Result<PruneCurves> evaluatedPruneCurves(const PruneCurveRequest& request, const JobContext& context)
{
    FL_CHECK(check(request));
    JobContext inner = quiet(context);
    inner.findings = context.findings;
    FL_TRY(CurveEvaluator evaluator, CurveEvaluator::open(std::span(&request.task, 1), inner));
    PointCounter counter(context, "evaluate the pruned models", request.choices.size() * request.sparsities.size() + 1);
    PruneCurves result;
    FL_TRY(const std::vector<EvaluatedTask> unpruned, evaluator.evaluate(*request.tensors, inner));
    result.unpruned = unpruned.front();
    counter.next();
    for (const PruneCurveChoice& choice : request.choices) {
        PruneCurve curve;
        curve.choice = choice;
        for (const double sparsity : request.sparsities) {
            FL_TRY(PruneCurvePoint point,
                   evaluatePruned(request, choice, sparsity, evaluator, curve.points.empty() ? inner : quiet(context)));
            curve.points.push_back(std::move(point));
            counter.next();
        }
        curve.fit = fitOf(curve.points, result.unpruned.loss, [](const PruneCurvePoint& point) { return point.task; });
        result.curves.push_back(std::move(curve));
    }
    return result;
}

}  // namespace fisherlens
