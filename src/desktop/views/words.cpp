// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/words.h"

#include "desktop/itemmodels/overview_model.h"
#include "report/provenance.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace fisherlens::desktop {
namespace {

QString whole(double value)
{
    return QLocale().toString(static_cast<qlonglong>(std::llround(value)));
}

/// The step that weighs most: the ratio furthest from one.
const Rung* heaviest(const Ladder& ladder)
{
    const Rung* found = nullptr;
    for (const Rung& rung : ladder.global)
        if (rung.traceRatio && *rung.traceRatio > 0
            && (!found || std::abs(std::log(*rung.traceRatio)) > std::abs(std::log(*found->traceRatio))))
            found = &rung;
    return found;
}

}  // namespace

QString errorText(const Error& error)
{
    const auto headline = [&] {
        switch (error.code) {
        case ErrorCode::Usage: return QCoreApplication::translate("Words", "These choices do not go together.");
        case ErrorCode::Missing: return QCoreApplication::translate("Words", "Something is missing.");
        case ErrorCode::Damaged: return QCoreApplication::translate("Words", "The file is damaged.");
        case ErrorCode::Unsupported: return QCoreApplication::translate("Words", "This cannot be used.");
        case ErrorCode::Unsafe:
            return QCoreApplication::translate("Words", "The file asks for code to be run. Nothing of it was run.");
        case ErrorCode::Incompatible:
            return QCoreApplication::translate("Words", "These files do not belong together.");
        case ErrorCode::NonFinite: return QCoreApplication::translate("Words", "There are values that are not finite.");
        case ErrorCode::Changed: return QCoreApplication::translate("Words", "The file changed while it was read.");
        case ErrorCode::Environment: return QCoreApplication::translate("Words", "The installation is incomplete.");
        case ErrorCode::NotWritten: return QCoreApplication::translate("Words", "The file was not written.");
        case ErrorCode::Cancelled: return QCoreApplication::translate("Words", "Stopped.");
        }
        return QString();
    };
    const auto advice = [&] {
        switch (error.code) {
        case ErrorCode::Usage: return QCoreApplication::translate("Words", "Change one of the settings.");
        case ErrorCode::Missing:
            return QCoreApplication::translate("Words",
                                               "Check that the file exists and may be read, or choose another.");
        case ErrorCode::Damaged:
            return QCoreApplication::translate("Words", "Copy or save the file again, and open the new one.");
        case ErrorCode::Unsupported:
            return QCoreApplication::translate("Words", "Save it in a form that this program reads.");
        case ErrorCode::Unsafe:
            return QCoreApplication::translate("Words",
                                               "Use a file from a source that you trust, saved as weights only.");
        case ErrorCode::Incompatible:
            return QCoreApplication::translate("Words", "Choose files of the same model and the same training run.");
        case ErrorCode::NonFinite:
            return QCoreApplication::translate("Words", "Check the training run, or let such entries be replaced.");
        case ErrorCode::Changed:
            return QCoreApplication::translate("Words",
                                               "Wait until the program that writes it is done; read it again.");
        case ErrorCode::Environment:
            return QCoreApplication::translate("Words", "Install the missing package, or install the program again.");
        case ErrorCode::NotWritten:
            return QCoreApplication::translate("Words", "Check the free space and the rights of the folder.");
        case ErrorCode::Cancelled: return QCoreApplication::translate("Words", "Start it again when it is wanted.");
        }
        return QString();
    };
    const QString line = errorLine(error);
    return headline() + '\n' + (error.hint.empty() ? joinedSentences(line, advice()) : line);
}

QString errorLine(const Error& error)
{
    QString place = QString::fromStdString(error.where.file);
    const auto add = [&place](const QString& part) { place += (place.isEmpty() ? "" : ", ") + part; };
    if (!error.where.tensor.empty())
        add(QCoreApplication::translate("Words", "tensor %1").arg(coreSentence(error.where.tensor)));
    if (error.where.offset)
        add(QCoreApplication::translate("Words", "byte %1").arg(*error.where.offset));
    // The hints of the core name options of the command line.
    const auto names = [&error](const char* option) { return error.hint.find(option) != std::string::npos; };
    const QString hint =
        names("--nonfinite") ? QCoreApplication::translate("Words", "Let such entries be averaged or kept: Options… "
                                                                    "in the view Merge or Prune.")
        : names("--optimizer") ? QCoreApplication::translate("Words", "Open the checkpoint that has it.")
                               : coreSentence(error.hint);
    const QString text = joinedSentences(coreSentence(error.detail), hint);
    return place.isEmpty() ? text : place + ": " + text;
}

ColourMap colourMapFromName(const QString& name)
{
    if (name == "cividis")
        return ColourMap::Cividis;
    if (name == "magma")
        return ColourMap::Magma;
    return ColourMap::Viridis;
}

std::pair<double, double> colourRange(const DiagonalSummary& summary)
{
    std::vector<std::pair<double, double>> counts;  // log10 of a bin's centre, weight of its entries
    double total = 0;
    for (const TensorSummary& tensor : summary.tensors) {
        const LogHistogram& histogram = tensor.histogram;
        const double width =
            (histogram.high - histogram.low) / static_cast<double>(std::max<std::size_t>(histogram.bins.size(), 1));
        for (std::size_t i = 0; i < histogram.bins.size(); ++i)
            if (histogram.bins[i] > 0) {
                const double centre = histogram.low + width * (static_cast<double>(i) + 0.5);
                counts.emplace_back(centre, static_cast<double>(histogram.bins[i]) * std::pow(10, centre / 4));
                total += counts.back().second;
            }
    }
    if (counts.empty())
        return {0, 0};
    std::sort(counts.begin(), counts.end());
    const auto percentile = [&](double share) {
        double seen = 0;
        for (const auto& [position, count] : counts)
            if ((seen += count) >= share * total)
                return std::pow(10, position);
        return std::pow(10, counts.back().first);
    };
    return {percentile(0.01), percentile(0.99)};
}

AgreementVerdict judge(const AgreementData& data)
{
    const Agreement& global = data.report.global;
    if (!global.spearman)
        return AgreementVerdict::Undefined;
    if (*global.spearman <= 0)
        return AgreementVerdict::Neither;
    if (!data.halves || !data.halves->global.spearman)
        return AgreementVerdict::NoCeiling;
    if (*global.spearman < *data.halves->global.spearman)
        return AgreementVerdict::BeyondNoise;
    const bool values =
        global.lowerQuartileLog10Ratio && *global.lowerQuartileLog10Ratio <= 0 && *global.upperQuartileLog10Ratio >= 0;
    return values ? AgreementVerdict::RanksAndValues : AgreementVerdict::RanksOnly;
}

QString overviewConclusion(const AgreementData& data)
{
    switch (judge(data)) {
    case AgreementVerdict::Undefined: return QCoreApplication::translate("Words", "Agreement cannot be judged.");
    case AgreementVerdict::RanksAndValues: return QCoreApplication::translate("Words", "Ranks and values can be used.");
    case AgreementVerdict::RanksOnly: return QCoreApplication::translate("Words", "Ranks can be used, values cannot.");
    case AgreementVerdict::BeyondNoise: return QCoreApplication::translate("Words", "Ranks differ by more than noise.");
    case AgreementVerdict::Neither: return QCoreApplication::translate("Words", "Neither ranks nor values agree.");
    case AgreementVerdict::NoCeiling:
        return QCoreApplication::translate("Words", "Agreement is known, its limit is not.");
    }
    return {};
}

QString overviewReason(const AgreementData& data)
{
    const Agreement& global = data.report.global;
    if (!global.spearman)
        return QCoreApplication::translate(
            "Words",
            "The rank correlation is undefined: one of the diagonals is constant or has fewer than three entries.");
    QString text = data.attainableAll
                       ? QCoreApplication::translate("Words", "ρ is %1; %2 is attainable with this reference.")
                             .arg(fixedNumber(global.spearman, 3), fixedNumber(data.attainableAll, 3))
                       : QCoreApplication::translate(
                             "Words", "ρ is %1; the reference has no halves, so the attainable value is undefined.")
                             .arg(fixedNumber(global.spearman, 3));
    if (global.traceRatio)
        text += ' '
                + QCoreApplication::translate("Words", "Values are %1 times the reference.")
                      .arg(shortNumber(global.traceRatio));
    if (data.ladder)
        if (const Rung* rung = heaviest(*data.ladder))
            text += ' '
                    + QCoreApplication::translate("Words", "The largest step is %1 (%2 ×).")
                          .arg(causeWords(rung->cause), shortNumber(rung->traceRatio));
    for (const PruneRegret& regret : data.regret)
        if (regret.sparsity == 0.75 && regret.regret)
            text += ' '
                    + QCoreApplication::translate(
                          "Words", "Pruning to 75 % by it costs %1 times what the reference's own choice costs.")
                          .arg(shortNumber(regret.regret, 3));
    if (judge(data) == AgreementVerdict::RanksOnly)
        text += ' '
                + QCoreApplication::translate(
                    "Words", "Pruning and merging on one common scale are not affected; EWC and Laplace are.");
    return text;
}

QString fisherWords(const FisherAttributes& attributes)
{
    switch (attributes.kind) {
    case FisherKind::Recycled:
        return attributes.batchSize > 0
                   ? QCoreApplication::translate("Words", "recycled, B %1").arg(whole(attributes.batchSize))
                   : QCoreApplication::translate("Words", "recycled, B unknown");
    case FisherKind::Empirical:
        return QCoreApplication::translate("Words", "empirical, %1 examples")
            .arg(whole(static_cast<double>(attributes.examples)));
    case FisherKind::Sampled:
        return QCoreApplication::translate("Words", "sampled, %1 examples")
            .arg(whole(static_cast<double>(attributes.examples)));
    case FisherKind::Exact:
        return QCoreApplication::translate("Words", "exact, %1 examples")
            .arg(whole(static_cast<double>(attributes.examples)));
    }
    return {};
}

QString scaleWords(const FisherAttributes& attributes)
{
    if (attributes.scale == FisherScale::Accumulator)
        return QCoreApplication::translate("Words", "accumulator");
    if (attributes.unit == "sequence")
        return QCoreApplication::translate("Words", "mean per sequence");
    if (attributes.unit == "token")
        return QCoreApplication::translate("Words", "mean per token");
    return QCoreApplication::translate("Words", "mean per example");
}

QString sourceWords(const SourceData& data)
{
    if (data.opened->fisher)
        return fisherWords(data.opened->fisher->attributes);
    if (data.opened->training)
        return QCoreApplication::translate("Words", "training log: %1")
            .arg(QString::fromStdString(data.opened->training->format));
    const Optimizer* optimizer = data.optimizer();
    if (!optimizer)
        return QCoreApplication::translate("Words", "no optimizer state");
    if (optimizer->unusable)
        return QCoreApplication::translate("Words", "%1 · not usable").arg(coreSentence(optimizer->kind));
    QStringList parts{coreSentence(optimizer->kind)};
    double step = 0;
    for (const ParameterState& state : optimizer->mapped)
        step = std::max(step, state.step.value_or(0));
    if (step > 0)
        parts << QCoreApplication::translate("Words", "step %1").arg(whole(step));
    if (data.fisher && data.fisher->attributes.batchSize > 0)
        parts << "B " + whole(data.fisher->attributes.batchSize);
    return parts.join(QStringLiteral(" \u00b7 "));
}

QString causeWords(const std::string& cause)
{
    if (cause == "labels")
        return QCoreApplication::translate("Words", "labels");
    if (cause == "batch")
        return QCoreApplication::translate("Words", "batch");
    return QCoreApplication::translate("Words", "history");
}

QString rungWords(const std::string& rung)
{
    if (rung == "exact")
        return QCoreApplication::translate("Words", "Exact");
    if (rung == "sampled")
        return QCoreApplication::translate("Words", "Sampled");
    if (rung == "empirical")
        return QCoreApplication::translate("Words", "Empirical");
    if (rung == "joint")
        return QCoreApplication::translate("Words", "Joint");
    return QCoreApplication::translate("Words", "Recycled");
}

QString budgetWords(const BudgetOutcome& outcome)
{
    const QLocale locale;
    const QString share = locale.toString(100 * outcome.sparsity, 'f', 1) + " %";
    const QString examples = locale.toString(static_cast<qlonglong>(outcome.examples));
    if (!outcome.regret || !outcome.low || !outcome.high)
        return QCoreApplication::translate("Words",
                                           "The regret of pruning %1 cannot be said from %2 examples: what the "
                                           "reference itself would remove costs nothing, or the examples are too few.")
            .arg(share, examples);
    const QString bound = fixedNumber(outcome.until, 3);
    const QString found =
        QCoreApplication::translate(
            "Words", "Pruning %1 with the recycled Fisher costs %3 to %4 times what the reference's own choice "
                     "costs (95 % interval; %2 when the noise of the %5 examples is left in).")
            .arg(share, fixedNumber(*outcome.regret, 3), fixedNumber(*outcome.low, 3), fixedNumber(*outcome.high, 3),
                 examples);
    QString meaning;
    if (outcome.excluded && *outcome.high < outcome.until)
        meaning =
            QCoreApplication::translate("Words", "That is below %1: the recycled Fisher can be used for this decision.")
                .arg(bound);
    else if (outcome.excluded)
        meaning =
            QCoreApplication::translate("Words", "That is above %1: decide with the reference instead.").arg(bound);
    else if (outcome.stopped == "seconds")
        meaning =
            QCoreApplication::translate("Words", "The time was spent before the interval left %1: give it more time.")
                .arg(bound);
    else
        meaning = QCoreApplication::translate(
                      "Words", "All examples are used and the interval still holds %1: these data cannot tell.")
                      .arg(bound);
    return found + ' ' + meaning;
}

QString provenanceLine(const QString& what)
{
    const QString program = QString::fromStdString(programVersion());
    return what.isEmpty() ? program : what + QStringLiteral(" \u00b7 ") + program;
}

}  // namespace fisherlens::desktop
