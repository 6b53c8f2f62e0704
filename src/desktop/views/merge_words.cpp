// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/merge_words.h"

#include "desktop/document/plan.h"
#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/merge_view.h"
#include "desktop/views/words.h"

#include <QCoreApplication>
#include <QKeySequence>

#include <algorithm>
#include <cmath>

namespace fisherlens::desktop {
namespace {

QString words(const MergeTuning& tuning)
{
    return QCoreApplication::translate("MergeView", "%1, λ %2, %n rule(s)", nullptr,
                                       static_cast<int>(tuning.rules.size()))
        .arg(methodWords(tuning.method), fixedNumber(tuning.share, 3));
}

}  // namespace

QString flipText(const MergeChoice& choice)
{
    return !choice.other   ? QCoreApplication::translate("MergeView", "A/B")
           : choice.second ? QCoreApplication::translate("MergeView", "A/B · B")
                           : QCoreApplication::translate("MergeView", "A/B · A");
}

QString flipToolTip(const MergeChoice& choice)
{
    QString toolTip = QCoreApplication::translate(
                          "MergeView", "Keeps two settings of the merge, A and B, and flips between them (%1)")
                          .arg(QKeySequence(Qt::CTRL | Qt::Key_B).toString(QKeySequence::NativeText));
    if (!choice.other)
        return toolTip;
    const MergeTuning& shown = choice;
    return toolTip + '\n'
           + QCoreApplication::translate("MergeView", "A: %1").arg(words(choice.second ? *choice.other : shown)) + '\n'
           + QCoreApplication::translate("MergeView", "B: %1").arg(words(choice.second ? shown : *choice.other));
}

QString mergeChip(const Analyses& analyses)
{
    const auto& curves = analyses.edits().mergeCurves();
    const bool computing = curves.state == Analysis<MergeCurves>::Computing;
    if (curves.value)
        return QCoreApplication::translate("MergeView", "evaluated at %1 shares")
            .arg(curves.value->curves.front().points.size());
    if (!isPredicted(effectiveMerge(analyses)))
        return computing ? QCoreApplication::translate("MergeView", "evaluating…")
                         : QCoreApplication::translate("MergeView", "not predicted");
    return computing ? QCoreApplication::translate("MergeView", "predicted from all entries; evaluating…")
                     : QCoreApplication::translate("MergeView", "predicted from all entries");
}

Verdict mergeVerdict(const Analyses& analyses, const MergeChoice& choice)
{
    Verdict verdict;
    const auto say = [&verdict](const QString& conclusion, const QString& reason) {
        verdict.conclusion = conclusion;
        verdict.reason = reason;
        return verdict;
    };
    const auto& curves = analyses.edits().mergeCurves().value;
    const auto& error = analyses.edits().mergeCurves().error;
    const bool refused = nonfiniteInMerge(analyses) > 0;
    // The Fishers of a curve may have such entries where the method in effect uses none.
    if (!choice.fallback && (refused || (error && error->code == ErrorCode::NonFinite))) {
        verdict.action = QCoreApplication::translate("MergeView", "Average them");
        verdict.actionToolTip = QCoreApplication::translate(
            "MergeView", "Entries that are not finite become the weighted mean of the finite values, in "
                         "preview and written model alike");
    }
    if (!choice.fallback && refused)
        return say(QCoreApplication::translate("MergeView", "This merge would be refused."), mergeObstacle(analyses));
    if (!curves) {
        const bool computing = analyses.edits().mergeCurves().state == Analysis<MergeCurves>::Computing;
        return say(QCoreApplication::translate("MergeView", "The merge cannot be judged yet."),
                   computing
                       ? QCoreApplication::translate("MergeView", "Merged models are being evaluated.")
                       : QCoreApplication::translate(
                             "MergeView",
                             "Predicted costs cannot rank methods, and steps as long as a merge leave their range. %1")
                             .arg(error ? coreSentence(error->detail) : QString()));
    }
    const auto at = evaluatedAt(*curves, curveMethod(choice), choice.share);
    if (!at)
        return say(QCoreApplication::translate("MergeView", "The merge cannot be judged."),
                   QCoreApplication::translate("MergeView", "This method was not evaluated."));
    const double riseA = at->lossA - curves->parentA[0].loss, riseB = at->lossB - curves->parentB[1].loss;
    std::optional<double> costA = at->predictedA, costB = at->predictedB;
    if (isPredicted(choice)) {
        const auto& preview = analyses.edits().mergePreview().value;
        TensorShares shares(choice, preview->tensors());
        const MergePrediction predicted =
            preview->evaluateTotal(shares.at(choice.share), previewRule(choice), analyses.edits().normalization());
        costA = predicted.costA;
        costB = predicted.costB;
    }
    const auto fit = std::find_if(curves->curves.begin(), curves->curves.end(),
                                  [&](const MergeCurve& curve) { return curve.method == curveMethod(choice); });
    bool trusted = false;
    QString r2;
    if (fit != curves->curves.end() && fit->fits.size() >= 2 && fit->fits[0] && fit->fits[1]) {
        const auto& first = fit->fits[0]->predictionR2;
        const auto& second = fit->fits[1]->predictionR2;
        trusted = first && second && *first > 0 && *second > 0;
        r2 = QCoreApplication::translate("MergeView", "R² of prediction against evaluation: %1 on A, %2 on B.")
                 .arg(fixedNumber(first, 2), fixedNumber(second, 2));
    }
    QString reason =
        QCoreApplication::translate(
            "MergeView", "½ΣFδ² predicts %1 on A and %2 on B; evaluation finds loss rises of %3 and %4 nats.")
            .arg(shortNumber(costA), shortNumber(costB), shortNumber(riseA), shortNumber(riseB));
    reason +=
        ' '
        + (trusted ? r2
                   : QCoreApplication::translate(
                         "MergeView",
                         "The step between A and B is too long for a quadratic; decide by the evaluated curves. %1")
                         .arg(r2));
    if (std::isfinite(at->regret)) {
        const auto linear = evaluatedAt(*curves, CurveMethod::Linear, choice.share);
        const QString about = at->exact ? QString() : QStringLiteral("\u2248 ");
        reason += ' '
                  + QCoreApplication::translate(
                        "MergeView", "Under the references it costs %1 × what their own Fisher merge costs (linear: %2 ×).")
                        .arg(about + shortNumber(at->regret, 3),
                             about + shortNumber(linear ? linear->regret : std::optional<double>(), 3));
    }
    return say(trusted ? QCoreApplication::translate("MergeView", "Prediction and evaluation agree.")
                       : QCoreApplication::translate("MergeView", "Prediction is not trusted here."),
               reason);
}

}  // namespace fisherlens::desktop
