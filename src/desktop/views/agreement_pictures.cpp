// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/agreement_view.h"
#include "desktop/views/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace fisherlens::desktop {
namespace {

const QString kTimes = QStringLiteral(" \u00d7");

}  // namespace

DensitySpec densityPicture(const DensityData& data, const AgreementData& agreement, int recycledColour)
{
    const Density& density = data.density;
    DensitySpec spec;
    const bool logarithmic = !density.ranks;
    const QString reference = fisherWords(agreement.reference->attributes);
    spec.x.logarithmic = spec.y.logarithmic = logarithmic;
    spec.x.label = logarithmic
                       ? QCoreApplication::translate("AgreementView", "Reference, %1")
                             .arg(scaleWords(agreement.reference->attributes))
                       : QCoreApplication::translate("AgreementView", "Rank in the reference (%1)").arg(reference);
    spec.y.label = logarithmic ? QCoreApplication::translate("AgreementView", "Recycled, %1")
                                     .arg(scaleWords(agreement.recycled->attributes))
                               : QCoreApplication::translate("AgreementView", "Rank in the recycled estimate");
    spec.nx = static_cast<int>(density.columns);
    spec.ny = static_cast<int>(density.rows);
    spec.xLow = density.xLow;
    spec.xHigh = density.xHigh;
    spec.yLow = density.yLow;
    spec.yHigh = density.yHigh;
    spec.counts.assign(density.counts.begin(), density.counts.end());
    spec.fitInk = {Ink::Source, recycledColour == 1 ? 0 : 1};
    std::optional<double> fit = agreement.report.global.fit;
    for (const TensorAgreement& tensor : agreement.report.tensors)
        if (QString::fromStdString(tensor.name) == data.tensor)
            fit = tensor.agreement.fit;
    if (logarithmic && fit && *fit > 0) {
        spec.fit = *fit;
        spec.fitText = QCoreApplication::translate("AgreementView", "fitted scale %1 ×").arg(shortNumber(fit));
    }
    if (logarithmic)
        spec.identityText = QCoreApplication::translate("AgreementView", "identity");
    return spec;
}

BarsSpec agreementBars(const AgreementData& data, int colour, const QString& selected)
{
    BarsSpec spec;
    spec.title = QCoreApplication::translate("AgreementView", "Spearman ρ by tensor");
    spec.tickTitle = QCoreApplication::translate("AgreementView", "attainable");
    for (std::size_t i = 0; i < data.report.tensors.size(); ++i) {
        const TensorAgreement& tensor = data.report.tensors[i];
        BarRow row;
        row.label = QString::fromStdString(tensor.name);
        row.value = tensor.agreement.spearman.value_or(kUnset);
        row.tick = data.attainable[i].value_or(kUnset);
        row.text = fixedNumber(tensor.agreement.spearman, 3);
        row.ink = {Ink::Source, colour};
        if (row.label == selected)
            spec.selected = static_cast<int>(i);
        spec.rows.push_back(row);
    }
    return spec;
}

LadderSpec ladderPicture(const Ladder& ladder)
{
    LadderSpec spec;
    spec.title = QCoreApplication::translate("AgreementView", "Where the difference comes from");
    const auto box = [](const std::string& rung) {
        LadderSpec::Box box{rungWords(rung), {}, rung == "recycled"};
        if (rung == "exact" || rung == "sampled")
            box.text = QCoreApplication::translate("AgreementView", "model's labels");
        else if (rung == "empirical")
            box.text = QCoreApplication::translate("AgreementView", "data's labels");
        else if (rung == "joint")
            box.text = QCoreApplication::translate("AgreementView", "squares of batches");
        else
            box.text = QCoreApplication::translate("AgreementView", "average over steps");
        return box;
    };
    std::size_t heaviest = 0;
    double most = -1;
    for (std::size_t i = 0; i < ladder.global.size(); ++i) {
        const Rung& rung = ladder.global[i];
        const double weight = rung.traceRatio && *rung.traceRatio > 0 ? std::abs(std::log(*rung.traceRatio)) : -1;
        if (weight > most) {
            most = weight;
            heaviest = i;
        }
        if (i == 0)
            spec.boxes.push_back(box(rung.from));
        spec.boxes.push_back(box(rung.to));
        spec.arrows.push_back(
            {shortNumber(rung.traceRatio, 3) + kTimes,
             causeWords(rung.cause) + QStringLiteral(" \u00b7 \u03c1 ") + fixedNumber(rung.spearman, 3), false});
    }
    if (most > 0)
        spec.arrows[heaviest].strong = true;
    return spec;
}

std::vector<CoefficientRow> coefficientRows(const AgreementData& data)
{
    std::vector<CoefficientRow> rows;
    const Agreement& global = data.report.global;
    const Agreement none;
    const Agreement& halves = data.halves ? data.halves->global : none;
    const auto add = [&](const QString& name, const std::optional<double>& value, const std::optional<double>& half,
                         int decimals, const QString& toolTip) {
        rows.push_back({name, fixedNumber(value, decimals), fixedNumber(half, decimals), toolTip, value, half});
    };
    rows.push_back(
        {QCoreApplication::translate("AgreementView", "Spearman ρ (attainable beside it)"),
         fixedNumber(global.spearman, 4), fixedNumber(data.attainableAll, 4),
         QCoreApplication::translate(
             "AgreementView",
             "Pearson correlation of mid-ranks. Attainable: √(2r/(1+r)) with r between two halves of the reference"),
         global.spearman, halves.spearman, data.attainableAll});
    add(QCoreApplication::translate("AgreementView", "Spearman ρ within tensors"), data.report.withinSpearman,
        data.halves ? data.halves->withinSpearman : std::nullopt, 4,
        QCoreApplication::translate("AgreementView",
                                    "Ranks inside each tensor, pooled: differences between layers do not count"));
    QString kendall = QCoreApplication::translate("AgreementView", "Kendall τ-b");
    if (global.kendallSampled)
        kendall += QStringLiteral(" (\u00b1 ") + shortNumber(global.kendallError) + ')';
    add(kendall, global.kendall, halves.kendall, 4,
        QCoreApplication::translate("AgreementView", "Concordant less discordant pairs, corrected for ties"));
    add(QCoreApplication::translate("AgreementView", "Pearson of logarithms"), global.pearsonLog, halves.pearsonLog, 4,
        QCoreApplication::translate("AgreementView", "Of log10, over entries positive in both"));
    add(QCoreApplication::translate("AgreementView", "Cosine"), global.cosine, halves.cosine, 4,
        QCoreApplication::translate("AgreementView", "ΣAB / √(ΣA² ΣB²)"));
    const char* shares[] = {
        QT_TRANSLATE_NOOP("AgreementView", "Top 0.1 % overlap"), QT_TRANSLATE_NOOP("AgreementView", "Top 1 % overlap"),
        QT_TRANSLATE_NOOP("AgreementView", "Top 10 % overlap"), QT_TRANSLATE_NOOP("AgreementView", "Top 50 % overlap")};
    for (std::size_t i = 0; i < kTopShares.size(); ++i)
        add(QCoreApplication::translate("AgreementView", shares[i]), global.topOverlap[i], halves.topOverlap[i], 3,
            QCoreApplication::translate("AgreementView", "|A∩B| / |A∪B| of the largest entries"));
    rows.push_back({QCoreApplication::translate("AgreementView", "Scale (trace ratio)"),
                    global.traceRatio ? shortNumber(global.traceRatio, 3) + kTimes : fixedNumber({}, 0),
                    halves.traceRatio ? shortNumber(halves.traceRatio, 3) + kTimes : fixedNumber({}, 0),
                    QCoreApplication::translate("AgreementView", "ΣA / ΣB"), global.traceRatio, halves.traceRatio});
    for (const PruneRegret& regret : data.regret)
        rows.push_back(
            {QCoreApplication::translate("AgreementView", "Regret of pruning %1 %")
                 .arg(QString::number(100 * regret.sparsity)),
             regret.regret ? shortNumber(regret.regret, 3) + kTimes : fixedNumber({}, 0),
             regret.magnitude
                 ? QCoreApplication::translate("AgreementView", "magnitude %1 ×").arg(shortNumber(regret.magnitude, 3))
                 : QString(),
             QCoreApplication::translate(
                 "AgreementView",
                 "Σ F_ref θ² over what the recycled Fisher removes ÷ over what the reference removes; 1 is best"),
             regret.regret,
             {},
             {},
             regret.magnitude});
    return rows;
}

}  // namespace fisherlens::desktop
