// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"
#include "desktop/plots/theme.h"
#include "desktop/views/core_words.h"
#include "operations/regret_budget.h"

#include <QString>

namespace fisherlens::desktop {

/// The sentence for an error in the user's language: what kind of problem, the detail, and what to do.
[[nodiscard]] QString errorText(const Error& error);
/// One line in the user's language: place, detail, hint.
[[nodiscard]] QString errorLine(const Error& error);

[[nodiscard]] ColourMap colourMapFromName(const QString& name);

/// Ends of the colour scale of a diagonal: the 1st and 99th percentile of all positive entries, from the histograms of
/// the summary, each entry with the weight F^¼. So the few per cent that decayed by ten powers and more since they last
/// had a gradient do not stretch the scale, and layers that lie a few powers apart all count. {0, 0} without positive
/// entries.
[[nodiscard]] std::pair<double, double> colourRange(const DiagonalSummary& summary);

/// Verdict of a comparison, from its own noise instead of thresholds. Ranks can be used when the recycled estimate agrees
/// with the reference at least as well as one half of the reference agrees with the other; values when the identity lies
/// between the quartiles of the ratios.
enum class AgreementVerdict {
    Undefined,  ///< the rank correlation is undefined
    NoCeiling,  ///< ρ is known, the agreement between halves is not
    RanksAndValues,
    RanksOnly,
    BeyondNoise,  ///< ρ > 0, but the halves agree better
    Neither,      ///< ρ ≤ 0
};
[[nodiscard]] AgreementVerdict judge(const AgreementData& data);

/// Bold conclusion and reason, from the numbers of the comparison.
[[nodiscard]] QString overviewConclusion(const AgreementData& data);
[[nodiscard]] QString overviewReason(const AgreementData& data);

/// "recycled, B 32" · "empirical reference, 1,200 examples".
[[nodiscard]] QString fisherWords(const FisherAttributes& attributes);
/// "mean per example", "accumulator".
[[nodiscard]] QString scaleWords(const FisherAttributes& attributes);
/// "AdamW · step 400 · B 32", "empirical · 1,200 examples", "no optimizer state".
[[nodiscard]] QString sourceWords(const SourceData& data);
[[nodiscard]] QString causeWords(const std::string& cause);
[[nodiscard]] QString rungWords(const std::string& rung);

/// What a budgeted check has found: the regret with its interval, and what it means for the decision.
[[nodiscard]] QString budgetWords(const BudgetOutcome& outcome);

/// The program and its version, for the provenance line under exported figures.
[[nodiscard]] QString provenanceLine(const QString& what);

}  // namespace fisherlens::desktop
