// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/prune_view.h"

#include "desktop/itemmodels/overview_model.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace fisherlens::desktop {
namespace {

SeriesSpec seriesOf(const PruneCurveChoice& choice, int colour)
{
    SeriesSpec series;
    if (choice.criterion == PruneCriterion::Fisher && choice.useReference) {
        series.name = QCoreApplication::translate("PruneView", "Fisher, reference");
        series.ink = {Ink::Source, 2};
        series.style = Qt::DashLine;
    } else if (choice.criterion == PruneCriterion::Fisher) {
        series.name = QCoreApplication::translate("PruneView", "Fisher, recycled");
        series.ink = {Ink::Source, colour};
    } else if (choice.criterion == PruneCriterion::Magnitude) {
        series.name = QCoreApplication::translate("PruneView", "magnitude");
        series.ink = {Ink::Source, 1};
        series.style = Qt::DotLine;
    } else if (choice.criterion == PruneCriterion::FisherOnly) {
        series.name = QCoreApplication::translate("PruneView", "Fisher alone");
        series.ink = {Ink::Source, 3};
    } else {
        series.name = QCoreApplication::translate("PruneView", "random");
        series.ink = {Ink::Neutral, 0};
        series.style = Qt::DotLine;
    }
    return series;
}

bool hasAccuracy(const PruneCurves& curves)
{
    return curves.unpruned.accuracy.has_value();
}

/// Without evaluation: the predicted cost.
CurveSpec predictedPicture(const PrunePictureInput& input)
{
    CurveSpec spec;
    spec.x = {QCoreApplication::translate("PruneView", "sparsity"), false, 0, 1};
    spec.y = {QCoreApplication::translate("PruneView", "predicted cost ½ΣFθ²"), true, kUnset, kUnset};
    for (const PredictedPruning::Line& line : input.predicted->lines) {
        SeriesSpec series = seriesOf({line.criterion, false}, input.colour);
        series.x = line.sparsity;
        series.y = line.cost;
        spec.series.push_back(std::move(series));
    }
    spec.cursor = input.choice.sparsity;
    return spec;
}

}  // namespace

PredictedPruning predictedPruning(const PrunePreview& preview, const PruneChoice& choice)
{
    PredictedPruning result;
    for (const PruneCriterion criterion :
         {PruneCriterion::Fisher, PruneCriterion::Magnitude, PruneCriterion::FisherOnly, PruneCriterion::Random}) {
        if (!preview.has(criterion))
            continue;
        PredictedPruning::Line line;
        line.criterion = criterion;
        for (int i = 1; i <= 100; ++i) {
            const PrunePrediction at = preview.evaluate(criterion, i / 100.0, choice.perTensor, choice.keepZeroFisher);
            if (at.total.cost && *at.total.cost > 0) {
                line.sparsity.push_back(i / 100.0);
                line.cost.push_back(*at.total.cost);
            }
        }
        if (!line.sparsity.empty())
            result.lines.push_back(std::move(line));
    }
    return result;
}

QString maskTitle(const Settings& settings)
{
    const SourceSettings* model = settings.source(settings.prune.model);
    return QCoreApplication::translate("PruneView", "Mask of %1 at %2 % sparsity")
        .arg(model ? model->name : QString(), QLocale().toString(100 * settings.prune.sparsity, 'f', 1));
}

PruneCriterion criterionOf(const PruneChoice& choice, const PrunePreview& preview)
{
    const PruneCriterion chosen =
        pruneCriterionFromName(choice.criterion.toStdString()).value_or(PruneCriterion::Fisher);
    return preview.has(chosen) ? chosen : PruneCriterion::Magnitude;
}

double evaluatedAt(const PruneCurves& curves, PruneCriterion criterion, double sparsity, bool accuracy)
{
    const auto value = [accuracy](const PruneCurvePoint& point) {
        return accuracy ? point.task.accuracy.value_or(kUnset) : point.task.loss;
    };
    for (const PruneCurve& curve : curves.curves) {
        if (curve.choice.criterion != criterion || curve.choice.useReference)
            continue;
        for (std::size_t i = 0; i < curve.points.size(); ++i) {
            const PruneCurvePoint& right = curve.points[i];
            if (std::abs(right.sparsity - sparsity) < 1e-9)
                return value(right);
            if (right.sparsity > sparsity && i > 0) {
                const PruneCurvePoint& left = curve.points[i - 1];
                const double t = (sparsity - left.sparsity) / (right.sparsity - left.sparsity);
                return value(left) + t * (value(right) - value(left));
            }
        }
    }
    return kUnset;
}

CurveSpec pruneCurvePicture(const PrunePictureInput& input)
{
    if (!input.curves)
        return predictedPicture(input);
    CurveSpec spec;
    const bool accuracy = hasAccuracy(*input.curves);
    spec.x = {QCoreApplication::translate("PruneView", "sparsity"), false, 0, 1};
    spec.y.label = accuracy ? QCoreApplication::translate("PruneView", "accuracy, evaluated")
                            : QCoreApplication::translate("PruneView", "loss (nats), evaluated");
    if (accuracy)
        spec.y.low = 0;
    for (const PruneCurve& curve : input.curves->curves) {
        SeriesSpec series = seriesOf(curve.choice, input.colour);
        for (const PruneCurvePoint& point : curve.points) {
            series.x.push_back(point.sparsity);
            series.y.push_back(accuracy ? point.task.accuracy.value_or(kUnset) : point.task.loss);
        }
        spec.series.push_back(std::move(series));
    }
    spec.cursor = input.choice.sparsity;
    const double value =
        evaluatedAt(*input.curves, criterionOf(input.choice, *input.preview), input.choice.sparsity, accuracy);
    if (!std::isnan(value)) {
        spec.pointX = input.choice.sparsity;
        spec.pointY = value;
        const double dense = accuracy ? input.curves->unpruned.accuracy.value_or(kUnset) : input.curves->unpruned.loss;
        spec.pointText =
            QCoreApplication::translate("PruneView", "%1 (dense %2)").arg(fixedNumber(value, 3), fixedNumber(dense, 3));
    }
    return spec;
}

BarsSpec pruneSharePicture(const PrunePictureInput& input)
{
    BarsSpec spec;
    const PruneCriterion criterion = criterionOf(input.choice, *input.preview);
    const PruneCriterion other = criterion == PruneCriterion::Magnitude && input.preview->has(PruneCriterion::Fisher)
                                     ? PruneCriterion::Fisher
                                     : PruneCriterion::Magnitude;
    spec.title = QCoreApplication::translate("PruneView", "pruned share");
    spec.tickTitle = other == PruneCriterion::Magnitude ? QCoreApplication::translate("PruneView", "magnitude")
                                                        : QCoreApplication::translate("PruneView", "Fisher");
    const PrunePrediction own =
        input.preview->evaluate(criterion, input.choice.sparsity, input.choice.perTensor, input.choice.keepZeroFisher);
    const PrunePrediction beside =
        input.preview->evaluate(other, input.choice.sparsity, input.choice.perTensor, input.choice.keepZeroFisher);
    const auto share = [](const PruneCount& count) {
        return count.entries ? static_cast<double>(count.pruned) / static_cast<double>(count.entries) : kUnset;
    };
    for (std::size_t i = 0; i < own.tensors.size(); ++i) {
        BarRow row;
        row.label = QString::fromStdString(input.preview->names()[i]);
        row.value = share(own.tensors[i]);
        row.tick = share(beside.tensors[i]);
        row.ink = {Ink::Source, input.colour};
        row.warn = own.tensors[i].entries > 0 && own.tensors[i].pruned == own.tensors[i].entries;
        row.text = std::isnan(row.value) ? QCoreApplication::translate("PruneView", "left out")
                                         : QLocale().toString(100 * row.value, 'f', 1) + " %";
        if (row.warn)
            row.text += ' ' + QCoreApplication::translate("PruneView", "all pruned");
        if (row.label == input.selected)
            spec.selected = static_cast<int>(i);
        spec.rows.push_back(row);
    }
    return spec;
}

}  // namespace fisherlens::desktop
