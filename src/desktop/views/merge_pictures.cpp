// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/merge_view.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace fisherlens::desktop {
namespace {

constexpr int kPredictedPoints = 101;

/// Line style says the estimator: recycled solid, reference dashed, baseline dotted.
SeriesSpec seriesOf(CurveMethod method, int colourA)
{
    SeriesSpec series;
    switch (method) {
    case CurveMethod::FisherRecycled:
        series.name = QCoreApplication::translate("MergeView", "Fisher, recycled");
        series.ink = {Ink::Source, colourA};
        break;
    case CurveMethod::FisherReference:
        series.name = QCoreApplication::translate("MergeView", "Fisher, reference");
        series.ink = {Ink::Source, 2};
        series.style = Qt::DashLine;
        break;
    case CurveMethod::Linear:
        series.name = QCoreApplication::translate("MergeView", "linear");
        series.ink = {Ink::Neutral, 0};
        series.style = Qt::DotLine;
        break;
    }
    return series;
}

bool hasAccuracy(const MergeCurves& curves)
{
    return !curves.curves.empty() && !curves.curves.front().points.empty()
           && std::all_of(curves.curves.front().points.front().tasks.begin(),
                          curves.curves.front().points.front().tasks.end(),
                          [](const EvaluatedTask& task) { return task.accuracy.has_value(); });
}

double meanOf(const MergeCurvePoint& point, bool accuracy)
{
    double sum = 0;
    for (std::size_t i = 0; i < 2; ++i)
        sum += accuracy ? point.tasks[i].accuracy.value_or(kUnset) : point.tasks[i].loss;
    return sum / 2;
}

CurveSpec evaluatedPicture(const MergePictureInput& input)
{
    CurveSpec spec;
    const bool accuracy = hasAccuracy(*input.curves);
    spec.x = {QCoreApplication::translate("MergeView", "λ (share of B)"), false, 0, 1};
    spec.y.label = accuracy ? QCoreApplication::translate("MergeView", "mean accuracy, evaluated")
                            : QCoreApplication::translate("MergeView", "mean loss (nats), evaluated");
    for (const MergeCurve& curve : input.curves->curves) {
        SeriesSpec series = seriesOf(curve.method, input.colourA);
        for (const MergeCurvePoint& point : curve.points) {
            series.x.push_back(point.share);
            series.y.push_back(meanOf(point, accuracy));
        }
        spec.series.push_back(std::move(series));
    }
    spec.cursor = input.choice.share;
    if (const auto at = evaluatedAt(*input.curves, curveMethod(input.choice), input.choice.share)) {
        spec.pointX = input.choice.share;
        spec.pointY = accuracy ? at->accuracy : (at->lossA + at->lossB) / 2;
        spec.pointText = (at->exact ? QString() : QStringLiteral("\u2248 ")) + fixedNumber(spec.pointY, 3);
    }
    return spec;
}

CurveSpec predictedPicture(const MergePictureInput& input)
{
    CurveSpec spec;
    spec.x = {QCoreApplication::translate("MergeView", "λ (share of B)"), false, 0, 1};
    spec.y = {QCoreApplication::translate("MergeView", "predicted cost ½ΣFδ², A + B"), false, 0, kUnset};
    for (const auto& [rule, method] : {std::pair{PreviewRule::Fisher, CurveMethod::FisherRecycled},
                                       std::pair{PreviewRule::Linear, CurveMethod::Linear}}) {
        if (rule == PreviewRule::Fisher && !input.preview->weighs())
            continue;
        SeriesSpec series = seriesOf(method, input.colourA);
        for (int i = 0; i < kPredictedPoints; ++i) {
            const double share = static_cast<double>(i) / (kPredictedPoints - 1);
            const MergePrediction at = input.preview->evaluateTotal({&share, 1}, rule, input.normalization);
            if (!at.costA || !at.costB)
                break;
            series.x.push_back(share);
            series.y.push_back(*at.costA + *at.costB);
        }
        if (!series.x.empty())
            spec.series.push_back(std::move(series));
    }
    spec.cursor = input.choice.share;
    return spec;
}

}  // namespace

CurveMethod curveMethod(const MergeChoice& choice)
{
    return choice.method == "linear" ? CurveMethod::Linear : CurveMethod::FisherRecycled;
}

std::optional<EvaluatedAt> evaluatedAt(const MergeCurves& curves, CurveMethod method, double share)
{
    const auto curve = std::find_if(curves.curves.begin(), curves.curves.end(),
                                    [method](const MergeCurve& candidate) { return candidate.method == method; });
    if (curve == curves.curves.end() || curve->points.empty())
        return std::nullopt;
    const auto& points = curve->points;
    auto right = std::find_if(points.begin(), points.end(),
                              [share](const MergeCurvePoint& point) { return point.share >= share - 1e-9; });
    if (right == points.end())
        right = points.end() - 1;
    const auto left = right == points.begin() || std::abs(right->share - share) < 1e-9 ? right : right - 1;
    const double t = left == right ? 0 : (share - left->share) / (right->share - left->share);
    const auto mix = [t](double a, double b) { return a + t * (b - a); };
    EvaluatedAt at;
    at.exact = left == right;
    at.lossA = mix(left->tasks[0].loss, right->tasks[0].loss);
    at.lossB = mix(left->tasks[1].loss, right->tasks[1].loss);
    at.accuracy = mix(meanOf(*left, true), meanOf(*right, true));
    return at;
}

CurveSpec mergeCurvePicture(const MergePictureInput& input)
{
    return input.curves ? evaluatedPicture(input) : predictedPicture(input);
}

CurveSpec mergeFrontPicture(const MergePictureInput& input)
{
    CurveSpec spec;
    const bool evaluated = input.curves != nullptr;
    spec.note = evaluated ? QCoreApplication::translate("MergeView", "Pareto front, evaluated")
                          : QCoreApplication::translate("MergeView", "Pareto front, predicted");
    spec.x = {evaluated ? QCoreApplication::translate("MergeView", "loss on A (nats)")
                        : QCoreApplication::translate("MergeView", "predicted cost on A"),
              true, kUnset, kUnset};
    spec.y = {evaluated ? QCoreApplication::translate("MergeView", "loss on B (nats)")
                        : QCoreApplication::translate("MergeView", "predicted cost on B"),
              true, kUnset, kUnset};
    spec.legend = false;
    if (evaluated) {
        for (const MergeCurve& curve : input.curves->curves) {
            SeriesSpec series = seriesOf(curve.method, input.colourA);
            for (const MergeCurvePoint& point : curve.points) {
                series.x.push_back(point.tasks[0].loss);
                series.y.push_back(point.tasks[1].loss);
            }
            spec.series.push_back(std::move(series));
        }
        if (const auto at = evaluatedAt(*input.curves, curveMethod(input.choice), input.choice.share)) {
            spec.pointX = at->lossA;
            spec.pointY = at->lossB;
        }
    } else {
        const PreviewRule rule =
            curveMethod(input.choice) == CurveMethod::Linear ? PreviewRule::Linear : PreviewRule::Fisher;
        SeriesSpec series = seriesOf(curveMethod(input.choice), input.colourA);
        for (int i = 1; i + 1 < kPredictedPoints; ++i) {
            const double share = static_cast<double>(i) / (kPredictedPoints - 1);
            const MergePrediction at = input.preview->evaluateTotal({&share, 1}, rule, input.normalization);
            if (at.costA && at.costB && *at.costA > 0 && *at.costB > 0) {
                series.x.push_back(*at.costA);
                series.y.push_back(*at.costB);
            }
        }
        spec.series.push_back(std::move(series));
        const double share = std::clamp(input.choice.share, 0.01, 0.99);
        const MergePrediction at = input.preview->evaluateTotal({&share, 1}, rule, input.normalization);
        spec.pointX = at.costA.value_or(kUnset);
        spec.pointY = at.costB.value_or(kUnset);
    }
    spec.pointText = QCoreApplication::translate("MergeView", "here");
    return spec;
}

BarsSpec mergeDistancePicture(const MergePictureInput& input)
{
    BarsSpec spec;
    spec.mirrored = true;
    spec.title = QStringLiteral(
        "\u2016\u03b8*\u2212\u03b8_A\u2016 | \u2016\u03b8*\u2212\u03b8_B\u2016, / \u2016\u03b8_B\u2212\u03b8_A\u2016");
    spec.textTitle = QCoreApplication::translate("MergeView", "effective share");
    spec.otherInk = {Ink::Source, input.colourB};
    const PreviewRule rule =
        curveMethod(input.choice) == CurveMethod::Linear ? PreviewRule::Linear : PreviewRule::Fisher;
    const MergePredictions all = input.preview->evaluate({&input.choice.share, 1}, rule, input.normalization);
    for (std::size_t i = 0; i < all.tensors.size(); ++i) {
        BarRow row;
        row.label = QString::fromStdString(input.preview->tensors()[i].name);
        row.value = all.tensors[i].distanceA.value_or(kUnset);
        row.other = all.tensors[i].distanceB.value_or(kUnset);
        row.ink = {Ink::Source, input.colourA};
        row.text = all.tensors[i].effectiveShare
                       ? QCoreApplication::translate("MergeView", "%1 % B")
                             .arg(QLocale().toString(100 * *all.tensors[i].effectiveShare, 'f', 0))
                       : QCoreApplication::translate("MergeView", "equal");
        if (row.label == input.selected)
            spec.selected = static_cast<int>(i);
        spec.rows.push_back(row);
    }
    return spec;
}

}  // namespace fisherlens::desktop
