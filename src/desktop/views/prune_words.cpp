// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/prune_words.h"

#include "desktop/document/plan.h"
#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/prune_view.h"
#include "desktop/views/words.h"

#include <QCoreApplication>
#include <QLocale>

namespace fisherlens::desktop {

QString pruneChip(const Analyses& analyses)
{
    const auto& curves = analyses.edits().pruneCurves();
    if (curves.value)
        return QCoreApplication::translate("PruneView", "evaluated at %1 sparsities")
            .arg(curves.value->curves.front().points.size());
    return curves.state == Analysis<PruneCurves>::Computing
               ? QCoreApplication::translate("PruneView", "predicted from all entries; evaluating…")
               : QCoreApplication::translate("PruneView", "predicted from all entries");
}

Verdict pruneVerdict(const Analyses& analyses, PruneCriterion criterion)
{
    Verdict verdict;
    const auto say = [&verdict](const QString& conclusion, const QString& reason) {
        verdict.conclusion = conclusion;
        verdict.reason = reason;
        return verdict;
    };
    const Settings& settings = analyses.document().settings();
    const auto curves = analyses.edits().pruneCurves().value;
    const auto& error = analyses.edits().pruneCurves().error;
    const bool refused = nonfiniteInPrune(analyses) > 0;
    // The Fisher of a curve may have such entries where the criterion in effect has none.
    if (!settings.prune.fallback && (refused || (error && error->code == ErrorCode::NonFinite))) {
        verdict.action = QCoreApplication::translate("PruneView", "Keep them");
        verdict.actionToolTip = QCoreApplication::translate(
            "PruneView", "Entries that are not finite are never removed, in preview and written model alike");
    }
    if (!settings.prune.fallback && refused)
        return say(QCoreApplication::translate("PruneView", "Pruning would be refused."), pruneObstacle(analyses));
    if (!curves) {
        const bool computing = analyses.edits().pruneCurves().state == Analysis<PruneCurves>::Computing;
        return say(QCoreApplication::translate("PruneView", "Pruning cannot be judged yet."),
                   computing ? QCoreApplication::translate("PruneView", "Pruned models are being evaluated.")
                   : error   ? coreSentence(error->detail)
                             : QString());
    }
    const bool accuracy = curves->unpruned.accuracy.has_value();
    const double own = evaluatedAt(*curves, criterion, settings.prune.sparsity, accuracy);
    const double magnitude = evaluatedAt(*curves, PruneCriterion::Magnitude, settings.prune.sparsity, accuracy);
    const double dense = accuracy ? *curves->unpruned.accuracy : curves->unpruned.loss;
    const double gain = accuracy ? own - magnitude : magnitude - own;
    const QString numbers =
        QCoreApplication::translate("PruneView", "At %1 %: %2 by this criterion, %3 by magnitude, %4 before pruning.")
            .arg(QLocale().toString(100 * settings.prune.sparsity, 'f', 1), fixedNumber(own, 3),
                 fixedNumber(magnitude, 3), fixedNumber(dense, 3));
    if (criterion == PruneCriterion::Magnitude)
        return say(QCoreApplication::translate("PruneView", "Magnitude is the baseline."), numbers);
    return say(gain > 0   ? QCoreApplication::translate("PruneView", "Better than magnitude here.")
               : gain < 0 ? QCoreApplication::translate("PruneView", "Magnitude is better here.")
                          : QCoreApplication::translate("PruneView", "Equal to magnitude here."),
               numbers);
}

}  // namespace fisherlens::desktop
