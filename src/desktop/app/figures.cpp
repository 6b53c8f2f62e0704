// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/app/figures.h"

#include "desktop/document/plan.h"
#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/agreement_view.h"
#include "desktop/views/heatmap_view.h"
#include "desktop/views/merge_view.h"
#include "desktop/views/overview_view.h"
#include "desktop/views/prune_view.h"
#include "desktop/views/timeline_view.h"
#include "desktop/views/words.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <cmath>

namespace fisherlens::desktop {
namespace {

/// The Overview on paper: medians of all tensors as bars on a common logarithmic scale.
BarsSpec overviewBars(const DiagonalSummary& summary, int colour)
{
    BarsSpec spec;
    spec.title = QCoreApplication::translate("Figures", "median, logarithmic");
    spec.textTitle = QCoreApplication::translate("Figures", "median");
    const auto [first, last] = colourRange(summary);
    const double low = std::log10(first > 0 ? first : 1), high = std::log10(last > 0 ? last : 1);
    for (const TensorSummary& tensor : summary.tensors) {
        BarRow row;
        row.label = QString::fromStdString(tensor.name);
        row.ink = {Ink::Source, colour};
        const std::optional<double> median = tensor.median();
        row.value = median && *median > 0 && high > low ? (std::log10(*median) - low) / (high - low) : 0;
        row.text = shortNumber(median);
        spec.rows.push_back(row);
    }
    return spec;
}

void addDiagonals(std::vector<NamedFigure>& figures, const Analyses& analyses)
{
    int number = 0;
    for (const SourceSettings& source : analyses.document().settings().sources) {
        const auto& data = analyses.source(source.id).value;
        if (!data || !data->summary)
            continue;
        const QString suffix = number++ == 0 ? QString() : "-" + QString::number(number);
        const QString provenance =
            provenanceLine(source.name + QStringLiteral(" \u00b7 ") + fisherWords(data->fisher->attributes));
        HeatmapChoice choice = analyses.document().settings().heatmap;
        choice.low.reset();
        choice.high.reset();
        HeatmapPicture picture = heatmapPicture(*data->summary, choice, source.colour);
        picture.matrix.barLabel = scaleWords(data->fisher->attributes);
        figures.push_back({"overview" + suffix,
                           QCoreApplication::translate("Figures", "Overview of %1").arg(source.name),
                           overviewBars(*data->summary, std::max(source.colour, 0)), provenance});
        const OverviewChoice& overview = analyses.document().settings().overview;
        const auto [low, high] = colourRange(*data->summary);
        if (low > 0)
            figures.push_back({"treemap" + suffix,
                               QCoreApplication::translate("Figures", "Treemap of %1").arg(source.name),
                               overviewTreemap(overviewRows(*data, nullptr, analyses.agreement().value.get()),
                                               {std::log10(low), std::log10(high)}, overview, choice.map, {}, {}),
                               provenance});
        figures.push_back({"heatmap" + suffix,
                           QCoreApplication::translate("Figures", "Fisher diagonal of %1").arg(source.name),
                           picture.matrix, provenance});
    }
}

void addAgreement(std::vector<NamedFigure>& figures, const Analyses& analyses)
{
    const auto& data = analyses.agreement().value;
    if (!data)
        return;
    const SourceSettings* source =
        analyses.document().settings().source(analyses.document().settings().agreement.recycled);
    const int colour = source ? std::max(source->colour, 0) : 0;
    const QString provenance = provenanceLine(fisherWords(data->recycled->attributes) + QStringLiteral(" \u00b7 ")
                                              + fisherWords(data->reference->attributes));
    if (const auto& density = analyses.density().value)
        figures.push_back({"agreement", QCoreApplication::translate("Figures", "Recycled against reference"),
                           densityPicture(*density, *data, colour), provenance});
    figures.push_back({"agreement-by-tensor", QCoreApplication::translate("Figures", "Rank correlation by tensor"),
                       agreementBars(*data, colour, {}), provenance});
    if (data->ladder)
        figures.push_back({"ladder", QCoreApplication::translate("Figures", "Where the difference comes from"),
                           ladderPicture(*data->ladder), provenance});
}

void addDecisions(std::vector<NamedFigure>& figures, const Analyses& analyses)
{
    const Settings& settings = analyses.document().settings();
    const auto name = [&](SourceId id) { return settings.source(id) ? settings.source(id)->name : QString(); };
    const auto colour = [&](SourceId id) { return settings.source(id) ? std::max(settings.source(id)->colour, 0) : 0; };
    if (const auto& preview = analyses.mergePreview().value) {
        const MergeChoice choice = effectiveMerge(analyses);
        const PredictedCurves predicted = predictedCurves(*preview, choice, analyses.normalization());
        const MergePictureInput input{preview.get(),
                                      analyses.mergeCurves().value.get(),
                                      &predicted,
                                      choice,
                                      analyses.normalization(),
                                      colour(settings.merge.a),
                                      colour(settings.merge.b),
                                      {}};
        const QString provenance = provenanceLine(name(settings.merge.a) + " + " + name(settings.merge.b));
        figures.push_back({"merge",
                           QCoreApplication::translate("Figures", "Merge of %1 and %2")
                               .arg(name(settings.merge.a), name(settings.merge.b)),
                           mergeCurvePicture(input), provenance});
        figures.push_back({"merge-front", QCoreApplication::translate("Figures", "What A and B lose"),
                           mergeFrontPicture(input), provenance});
        figures.push_back({"merge-distance",
                           QCoreApplication::translate("Figures", "Distance from each parent, by tensor"),
                           mergeDistancePicture(input), provenance});
    }
    if (const auto& preview = analyses.prunePreview().value) {
        const PruneChoice choice = effectivePrune(analyses);
        const PredictedPruning predicted = predictedPruning(*preview, choice);
        const PrunePictureInput input{
            preview.get(), analyses.pruneCurves().value.get(), &predicted, choice, colour(choice.model), {}};
        const QString provenance = provenanceLine(name(settings.prune.model));
        figures.push_back({"prune",
                           QCoreApplication::translate("Figures", "Pruning of %1").arg(name(settings.prune.model)),
                           pruneCurvePicture(input), provenance});
        figures.push_back({"prune-by-tensor", QCoreApplication::translate("Figures", "Pruned share by tensor"),
                           pruneSharePicture(input), provenance});
    }
}

void addTimeline(std::vector<NamedFigure>& figures, const Analyses& analyses)
{
    const auto& timeline = analyses.timeline().timeline().value;
    const TimelineChoice& choice = analyses.document().settings().timeline;
    const SourceSettings* source = analyses.document().settings().source(choice.source);
    if (!timeline || !source || (timeline->step.empty() && timeline->snapshots.size() < 2))
        return;
    const TimelineInput input{timeline.get(), analyses.document().selectedTensor(),
                              choice.byTime && hasTimes(*timeline), std::nullopt, std::max(source->colour, 0)};
    figures.push_back({"timeline", QCoreApplication::translate("Figures", "Timeline of %1").arg(source->name),
                       timelinePicture(input), provenanceLine(source->name)});
}

}  // namespace

std::optional<NamedFigure> overviewFigure(const Analyses& analyses)
{
    const Settings& settings = analyses.document().settings();
    const SourceSettings* source = settings.source(settings.current);
    std::vector<NamedFigure> figures;
    addDiagonals(figures, analyses);
    const QString kind = settings.overview.treemap ? "treemap" : "overview";
    const QString title = settings.overview.treemap ? QCoreApplication::translate("Figures", "Treemap of %1")
                                                    : QCoreApplication::translate("Figures", "Overview of %1");
    for (NamedFigure& figure : figures)
        if (source && figure.name.startsWith(kind) && figure.title == title.arg(source->name))
            return std::move(figure);
    return std::nullopt;
}

std::vector<NamedFigure> allFigures(const Analyses& analyses)
{
    std::vector<NamedFigure> figures;
    addDiagonals(figures, analyses);
    addAgreement(figures, analyses);
    addTimeline(figures, analyses);
    addDecisions(figures, analyses);
    return figures;
}

Result<QStringList> exportAllFigures(const Analyses& analyses, const QString& folder, const ExportOptions& options)
{
    if (!QDir().mkpath(folder))
        return fail(ErrorCode::NotWritten, "The folder cannot be made.", {folder.toStdString(), {}, {}},
                    "Choose another folder.");
    const QString suffix = options.format == ExportFormat::Pdf   ? "pdf"
                           : options.format == ExportFormat::Svg ? "svg"
                                                                 : "png";
    QStringList written;
    for (const NamedFigure& figure : allFigures(analyses)) {
        const QString path = QDir(folder).filePath(figure.name + "." + suffix);
        ExportOptions own = options;
        if (const auto* bars = std::get_if<BarsSpec>(&figure.spec))
            own.heightMm = std::max(own.heightMm * 0.4, barsHeight(*bars) / 96 * 25.4 + 20);
        if (std::holds_alternative<LadderSpec>(figure.spec))
            own.heightMm = 38;
        FL_CHECK(exportFigure(figure, path, own));
        written << path;
    }
    return written;
}

}  // namespace fisherlens::desktop
