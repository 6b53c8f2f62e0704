// SPDX-License-Identifier: GPL-3.0-or-later
// What the Prune view says in words: the chip and the verdict.
#include "desktop/document/edit_analyses.h"
#include "desktop/document/plan.h"
#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/prune_view.h"
#include "desktop/views/words.h"

#include <QLabel>
#include <QLocale>

namespace fisherlens::desktop {

QString PruneView::chipText() const
{
    return chip_->text();
}

/// What the picture rests on (UI.md 3).
void PruneView::showChip()
{
    const auto& curves = analyses_.edits().pruneCurves();
    if (curves.value)
        chip_->setText(tr("evaluated at %1 sparsities").arg(curves.value->curves.front().points.size()));
    else
        chip_->setText(curves.state == Analysis<PruneCurves>::Computing ? tr("predicted from all entries; evaluating…")
                                                                        : tr("predicted from all entries"));
    chip_->setToolTip(tr("Counts, shares and predicted costs follow from all entries of the model"));
}

void PruneView::showVerdict(PruneCriterion criterion)
{
    const Settings& settings = analyses_.document().settings();
    const auto curves = analyses_.edits().pruneCurves().value;
    const auto& error = analyses_.edits().pruneCurves().error;
    const bool refused = nonfiniteInPrune(analyses_) > 0;
    // The Fisher of a curve may have such entries where the criterion in effect has none.
    if (!settings.prune.fallback && (refused || (error && error->code == ErrorCode::NonFinite)))
        setVerdictAction(tr("Keep them"),
                         tr("Entries that are not finite are never removed, in preview and written model alike"));
    if (!settings.prune.fallback && refused)
        return setVerdict(tr("Pruning would be refused."), pruneObstacle(analyses_));
    if (!curves) {
        const bool computing = analyses_.edits().pruneCurves().state == Analysis<PruneCurves>::Computing;
        return setVerdict(tr("Pruning cannot be judged yet."), computing ? tr("Pruned models are being evaluated.")
                                                               : error   ? coreSentence(error->detail)
                                                                         : QString());
    }
    const bool accuracy = curves->unpruned.accuracy.has_value();
    const double own = evaluatedAt(*curves, criterion, settings.prune.sparsity, accuracy);
    const double magnitude = evaluatedAt(*curves, PruneCriterion::Magnitude, settings.prune.sparsity, accuracy);
    const double dense = accuracy ? *curves->unpruned.accuracy : curves->unpruned.loss;
    const double gain = accuracy ? own - magnitude : magnitude - own;
    const QString numbers = tr("At %1 %: %2 by this criterion, %3 by magnitude, %4 before pruning.")
                                .arg(QLocale().toString(100 * settings.prune.sparsity, 'f', 1), fixedNumber(own, 3),
                                     fixedNumber(magnitude, 3), fixedNumber(dense, 3));
    if (criterion == PruneCriterion::Magnitude)
        setVerdict(tr("Magnitude is the baseline."), numbers);
    else
        setVerdict(gain > 0   ? tr("Better than magnitude here.")
                   : gain < 0 ? tr("Magnitude is better here.")
                              : tr("Equal to magnitude here."),
                   numbers);
}

}  // namespace fisherlens::desktop
