// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/merge_view.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>

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
    case CurveMethod::TaskArithmetic:
        series.name = QCoreApplication::translate("MergeView", "task arithmetic");
        series.ink = {Ink::Source, 4};
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

/// What a setting predicts at its λ.
MergePrediction predictionOf(const MergePictureInput& input, const MergeTuning& tuning)
{
    TensorShares shares(tuning, input.preview->tensors());
    return input.preview->evaluateTotal(shares.at(tuning.share), previewRule(tuning), input.normalization);
}

/// The name of the other setting when it can stand in the same picture: with the same options, and on evaluated curves
/// with the same rules.
QString otherName(const MergePictureInput& input)
{
    const auto& other = input.choice.other;
    if (!other || other->normalization != input.choice.normalization || other->floor != input.choice.floor
        || other->scale != input.choice.scale || (input.curves && !(other->rules == input.choice.rules)))
        return {};
    return input.choice.second ? QStringLiteral("A") : QStringLiteral("B");
}

QString notPredicted()
{
    return QCoreApplication::translate("MergeView",
                                       "task arithmetic has no prediction; evaluation data draw its curve");
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
    if (const QString name = otherName(input); !name.isEmpty())
        if (const auto at = evaluatedAt(*input.curves, curveMethod(*input.choice.other), input.choice.other->share))
            spec.marks.push_back(
                {input.choice.other->share, accuracy ? at->accuracy : (at->lossA + at->lossB) / 2, name});
    return spec;
}

CurveSpec predictedPicture(const MergePictureInput& input)
{
    CurveSpec spec;
    spec.x = {QCoreApplication::translate("MergeView", "λ (share of B)"), false, 0, 1};
    spec.y = {QCoreApplication::translate("MergeView", "predicted cost ½ΣFδ², A + B"), false, 0, kUnset};
    for (const PredictedCurves::Line& line : input.predicted->lines) {
        SeriesSpec series = seriesOf(line.method, input.colourA);
        series.x = line.share;
        for (std::size_t i = 0; i < line.share.size(); ++i)
            series.y.push_back(line.costA[i] + line.costB[i]);
        spec.series.push_back(std::move(series));
    }
    spec.cursor = input.choice.share;
    if (!isPredicted(input.choice))
        spec.note = notPredicted();
    if (const QString name = otherName(input); !name.isEmpty() && isPredicted(*input.choice.other)) {
        const MergePrediction at = predictionOf(input, *input.choice.other);
        if (at.costA && at.costB)
            spec.marks.push_back({input.choice.other->share, *at.costA + *at.costB, name});
    }
    return spec;
}

}  // namespace

PreviewRule previewRule(const MergeTuning& tuning)
{
    return curveMethod(tuning) == CurveMethod::Linear ? PreviewRule::Linear : PreviewRule::Fisher;
}

bool isPredicted(const MergeTuning& tuning)
{
    return curveMethod(tuning) != CurveMethod::TaskArithmetic;
}

QString methodWords(const QString& method)
{
    if (method == "task-arithmetic")
        return QCoreApplication::translate("MergeView", "Task arithmetic");
    return method == "linear" ? QCoreApplication::translate("MergeView", "Linear")
                              : QCoreApplication::translate("MergeView", "Fisher");
}

PredictedCurves predictedCurves(const MergePreview& preview, const MergeTuning& tuning, Normalization normalization)
{
    PredictedCurves result;
    TensorShares shares(tuning, preview.tensors());
    for (const auto& [rule, method] : {std::pair{PreviewRule::Fisher, CurveMethod::FisherRecycled},
                                       std::pair{PreviewRule::Linear, CurveMethod::Linear}}) {
        if (rule == PreviewRule::Fisher && !preview.weighs())
            continue;
        PredictedCurves::Line line;
        line.method = method;
        for (int i = 0; i < kPredictedPoints; ++i) {
            const double share = static_cast<double>(i) / (kPredictedPoints - 1);
            const MergePrediction at = preview.evaluateTotal(shares.at(share), rule, normalization);
            if (!at.costA || !at.costB)
                break;
            line.share.push_back(share);
            line.costA.push_back(*at.costA);
            line.costB.push_back(*at.costB);
        }
        if (!line.share.empty())
            result.lines.push_back(std::move(line));
    }
    return result;
}

CurveMethod curveMethod(const MergeTuning& tuning)
{
    if (tuning.method == "task-arithmetic")
        return CurveMethod::TaskArithmetic;
    return tuning.method == "linear" ? CurveMethod::Linear : CurveMethod::FisherRecycled;
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
    at.regret = mix(left->regret.value_or(kUnset), right->regret.value_or(kUnset));
    at.accuracy = mix(meanOf(*left, true), meanOf(*right, true));
    const auto predicted = [&](std::size_t task) {
        return mix(left->tasks[task].predicted.value_or(kUnset), right->tasks[task].predicted.value_or(kUnset));
    };
    at.predictedA = predicted(0);
    at.predictedB = predicted(1);
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
    const QString other = otherName(input);
    if (!evaluated && !isPredicted(input.choice)) {
        spec.note = notPredicted();
        return spec;
    }
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
        if (!other.isEmpty())
            if (const auto at = evaluatedAt(*input.curves, curveMethod(*input.choice.other), input.choice.other->share))
                spec.marks.push_back({at->lossA, at->lossB, other});
    } else {
        const FrontTrack track = frontTrack(input);
        SeriesSpec series = seriesOf(curveMethod(input.choice), input.colourA);
        series.x = track.x;
        series.y = track.y;
        spec.series.push_back(std::move(series));
        const auto place = [&](MergeTuning tuning, double& x, double& y) {
            tuning.share = std::clamp(tuning.share, 0.01, 0.99);  // at the ends a cost is 0, which has no logarithm
            const MergePrediction at = predictionOf(input, tuning);
            x = at.costA.value_or(kUnset);
            y = at.costB.value_or(kUnset);
        };
        place(input.choice, spec.pointX, spec.pointY);
        if (!other.isEmpty() && isPredicted(*input.choice.other)) {
            MarkSpec mark;
            mark.text = other;
            place(*input.choice.other, mark.x, mark.y);
            spec.marks.push_back(mark);
        }
    }
    spec.pointText = QCoreApplication::translate("MergeView", "here");
    return spec;
}

FrontTrack frontTrack(const MergePictureInput& input)
{
    FrontTrack track;
    const auto add = [&](double share, double x, double y) {
        if (!(x > 0 && y > 0))
            return;  // not on logarithmic axes
        track.share.push_back(share);
        track.x.push_back(x);
        track.y.push_back(y);
    };
    if (input.curves) {
        for (const MergeCurve& curve : input.curves->curves)
            if (curve.method == curveMethod(input.choice))
                for (const MergeCurvePoint& point : curve.points)
                    add(point.share, point.tasks[0].loss, point.tasks[1].loss);
        return track;
    }
    for (const PredictedCurves::Line& line : input.predicted->lines)
        if (line.method == curveMethod(input.choice))
            for (std::size_t i = 0; i < line.share.size(); ++i)
                add(line.share[i], line.costA[i], line.costB[i]);
    return track;
}

double nearestShare(const std::vector<QPointF>& points, const std::vector<double>& shares, const QPointF& position)
{
    double nearest = std::numeric_limits<double>::infinity(), share = shares.front();
    for (std::size_t i = 0; i < points.size(); ++i) {
        const std::size_t next = std::min(i + 1, points.size() - 1);
        const QPointF step = points[next] - points[i], away = position - points[i];
        const double length = QPointF::dotProduct(step, step);
        const double t = length > 0 ? std::clamp(QPointF::dotProduct(away, step) / length, 0.0, 1.0) : 0;
        const QPointF miss = away - t * step;
        if (const double distance = QPointF::dotProduct(miss, miss); distance < nearest) {
            nearest = distance;
            share = shares[i] + t * (shares[next] - shares[i]);
        }
    }
    return share;
}

BarsSpec mergeDistancePicture(const MergePictureInput& input)
{
    BarsSpec spec;
    spec.mirrored = true;
    spec.title = QStringLiteral(
        "\u2016\u03b8*\u2212\u03b8_A\u2016 | \u2016\u03b8*\u2212\u03b8_B\u2016, / \u2016\u03b8_B\u2212\u03b8_A\u2016");
    spec.textTitle = QCoreApplication::translate("MergeView", "effective share");
    spec.otherInk = {Ink::Source, input.colourB};
    const bool predicted = isPredicted(input.choice);
    if (!predicted)
        spec.title = QCoreApplication::translate("MergeView", "distances are not predicted for task arithmetic");
    TensorShares shares(input.choice, input.preview->tensors());
    const MergePredictions all =
        input.preview->evaluate(shares.at(input.choice.share), previewRule(input.choice), input.normalization);
    for (std::size_t i = 0; i < all.tensors.size(); ++i) {
        BarRow row;
        row.label = QString::fromStdString(input.preview->tensors()[i].name);
        row.value = predicted ? all.tensors[i].distanceA.value_or(kUnset) : kUnset;
        row.other = predicted ? all.tensors[i].distanceB.value_or(kUnset) : kUnset;
        row.ink = {Ink::Source, input.colourA};
        row.text = !predicted ? fixedNumber({}, 0)
                   : all.tensors[i].effectiveShare
                       ? QCoreApplication::translate("MergeView", "%1 % B")
                             .arg(QLocale().toString(100 * *all.tensors[i].effectiveShare, 'f', 0))
                       : QCoreApplication::translate("MergeView", "equal");
        const auto rule = shares.rule(i);
        row.note = QCoreApplication::translate("MergeView", "λ %1 by %2")
                       .arg(fixedNumber(rule ? input.choice.rules[*rule].share : input.choice.share, 3),
                            rule ? input.choice.rules[*rule].pattern : QCoreApplication::translate("MergeView", "all"));
        if (row.label == input.selected)
            spec.selected = static_cast<int>(i);
        spec.rows.push_back(row);
    }
    return spec;
}

}  // namespace fisherlens::desktop
