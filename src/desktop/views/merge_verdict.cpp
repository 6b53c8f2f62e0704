// SPDX-License-Identifier: GPL-3.0-or-later
// What the Merge view says in words: the two settings, the chip, the verdict.
#include "desktop/document/edit_analyses.h"
#include "desktop/document/plan.h"
#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/merge_view.h"
#include "desktop/views/words.h"

#include <QKeySequence>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace fisherlens::desktop {

void MergeView::showFlip()
{
    const MergeChoice choice = effectiveMerge(analyses_);
    const QSignalBlocker quiet(flip_);
    flip_->setChecked(choice.second);
    flip_->setText(!choice.other ? tr("A/B") : choice.second ? tr("A/B · B") : tr("A/B · A"));
    QString toolTip = tr("Keeps two settings of the merge, A and B, and flips between them (%1)")
                          .arg(QKeySequence(Qt::CTRL | Qt::Key_B).toString(QKeySequence::NativeText));
    const auto words = [](const MergeTuning& tuning) {
        return tr("%1, λ %2, %n rule(s)", nullptr, static_cast<int>(tuning.rules.size()))
            .arg(methodWords(tuning.method), fixedNumber(tuning.share, 3));
    };
    if (choice.other)
        toolTip +=
            '\n' + tr("A: %1").arg(words(choice.second ? *choice.other : static_cast<const MergeTuning&>(choice)))
            + '\n' + tr("B: %1").arg(words(choice.second ? static_cast<const MergeTuning&>(choice) : *choice.other));
    flip_->setToolTip(toolTip);
}

QString MergeView::chipText() const
{
    return curveChip_->text();
}

/// What is drawn rests on (UI.md 3).
void MergeView::showChip()
{
    const auto& curves = analyses_.edits().mergeCurves();
    if (curves.value)
        curveChip_->setText(tr("evaluated at %1 shares").arg(curves.value->curves.front().points.size()));
    else if (!isPredicted(effectiveMerge(analyses_)))
        curveChip_->setText(curves.state == Analysis<MergeCurves>::Computing ? tr("evaluating…") : tr("not predicted"));
    else
        curveChip_->setText(curves.state == Analysis<MergeCurves>::Computing
                                ? tr("predicted from all entries; evaluating…")
                                : tr("predicted from all entries"));
    curveChip_->setToolTip(tr("Distances and predicted costs follow from all entries of both models"));
}

void MergeView::showVerdict(const MergeChoice& choice)
{
    const auto& curves = analyses_.edits().mergeCurves().value;
    const auto& error = analyses_.edits().mergeCurves().error;
    const bool refused = nonfiniteInMerge(analyses_) > 0;
    // The Fishers of a curve may have such entries where the method in effect uses none.
    if (!choice.fallback && (refused || (error && error->code == ErrorCode::NonFinite)))
        setVerdictAction(
            tr("Average them"),
            tr("Entries that are not finite become the weighted mean of the finite values, in preview and written "
               "model alike"));
    if (!choice.fallback && refused)
        return setVerdict(tr("This merge would be refused."), mergeObstacle(analyses_));
    if (!curves) {
        const bool computing = analyses_.edits().mergeCurves().state == Analysis<MergeCurves>::Computing;
        return setVerdict(
            tr("The merge cannot be judged yet."),
            computing ? tr("Merged models are being evaluated.")
                      : tr("Predicted costs cannot rank methods, and steps as long as a merge leave their range. %1")
                            .arg(error ? coreSentence(error->detail) : QString()));
    }
    const auto at = evaluatedAt(*curves, curveMethod(choice), choice.share);
    if (!at)
        return setVerdict(tr("The merge cannot be judged."), tr("This method was not evaluated."));
    const double riseA = at->lossA - curves->parentA[0].loss, riseB = at->lossB - curves->parentB[1].loss;
    std::optional<double> costA = at->predictedA, costB = at->predictedB;
    if (isPredicted(choice)) {
        const auto& preview = analyses_.edits().mergePreview().value;
        TensorShares shares(choice, preview->tensors());
        const MergePrediction predicted =
            preview->evaluateTotal(shares.at(choice.share), previewRule(choice), analyses_.edits().normalization());
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
        r2 = tr("R² of prediction against evaluation: %1 on A, %2 on B.")
                 .arg(fixedNumber(first, 2), fixedNumber(second, 2));
    }
    QString reason = tr("½ΣFδ² predicts %1 on A and %2 on B; evaluation finds loss rises of %3 and %4 nats.")
                         .arg(shortNumber(costA), shortNumber(costB), shortNumber(riseA), shortNumber(riseB));
    reason +=
        ' '
        + (trusted ? r2
                   : tr("The step between A and B is too long for a quadratic; decide by the evaluated curves. %1")
                         .arg(r2));
    setVerdict(trusted ? tr("Prediction and evaluation agree.") : tr("Prediction is not trusted here."), reason);
}

}  // namespace fisherlens::desktop
