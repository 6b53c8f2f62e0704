// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/app/figures.h"

#include "desktop/document/edit_analyses.h"
#include "desktop/document/plan.h"
#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/agreement_view.h"
#include "desktop/views/heatmap_view.h"
#include "desktop/views/inspector.h"
#include "desktop/views/merge_view.h"
#include "desktop/views/overview_view.h"
#include "desktop/views/prune_view.h"
#include "desktop/views/tile_readers.h"
#include "desktop/views/timeline_view.h"
#include "desktop/views/words.h"

#include <QCoreApplication>

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

/// The profile without its matrix: with the names of the rows and what the values are.
CurveSpec aloneProfile(const HeatmapPicture& picture)
{
    CurveSpec profile = picture.profile;
    profile.rowNames = picture.matrix.rows;
    profile.y.label = picture.matrix.barLabel;
    return profile;
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
        figures.push_back({"profile" + suffix, QCoreApplication::translate("Figures", "Profile of %1").arg(source.name),
                           aloneProfile(picture), provenance});
    }
}

void addRatio(std::vector<NamedFigure>& figures, const Analyses& analyses)
{
    const Settings& settings = analyses.document().settings();
    const auto both = ratioPair(analyses);
    const SourceSettings *a = settings.source(settings.merge.a), *b = settings.source(settings.merge.b);
    if (!both || !a || !b)
        return;
    const DiagonalSummary ratios = ratioSummary(*both->first, *both->second);
    if (ratios.tensors.empty())
        return;
    const HeatmapPicture picture = ratioPicture(ratios, settings.heatmap);
    const QString provenance = provenanceLine(a->name + QStringLiteral(" \u00f7 ") + b->name);
    figures.push_back({"heatmap-ratio",
                       QCoreApplication::translate("Figures", "Fisher diagonal: %1 ÷ %2").arg(a->name, b->name),
                       picture.matrix, provenance});
    figures.push_back({"profile-ratio",
                       QCoreApplication::translate("Figures", "Profile: %1 ÷ %2").arg(a->name, b->name),
                       aloneProfile(picture), provenance});
}

/// The selected tensor; where none is, the one with most parameters.
QString shownTensor(const Analyses& analyses)
{
    const Document& document = analyses.document();
    if (!document.selectedTensor().isEmpty())
        return document.selectedTensor();
    const auto& data = analyses.source(document.settings().heatmap.source).value;
    QString largest;
    std::int64_t most = 0;
    if (data && data->summary)
        for (const TensorSummary& tensor : data->summary->tensors)
            if (tensor.count() > most) {
                most = tensor.count();
                largest = QString::fromStdString(tensor.name);
            }
    return largest;
}

void addDistribution(std::vector<NamedFigure>& figures, const Analyses& analyses)
{
    auto figure = distributionFigure(analyses, shownTensor(analyses));
    if (!figure)
        return;
    const auto& data = analyses.source(analyses.document().settings().current).value;
    std::get<CurveSpec>(figure->spec).x.label = scaleWords(data->fisher->attributes);
    figures.push_back(std::move(*figure));
}

/// A whole tensor as cells, read when its turn comes.
PendingFigure tilesFigure(NamedFigure frame, TilesSpec scale, const TileReader& read, const Shape& shape)
{
    constexpr std::int64_t most = 512;
    const MatrixView view = matrixView(shape);
    return {frame.name, [=](const JobContext& context) -> Result<NamedFigure> {
                FL_TRY(const auto picture, read({0, 0, view.rows, view.columns}, most, most, context));
                TilesSpec spec = tilesSpec(*picture);
                spec.map = scale.map;
                spec.low = scale.low;
                spec.high = scale.high;
                spec.barLabel = scale.barLabel;
                spec.rowMeans = scale.rowMeans;
                NamedFigure figure = frame;
                figure.spec = std::move(spec);
                return figure;
            }};
}

TilesSpec tilesScale(ColourMap map, std::pair<double, double> range, const QString& label)
{
    TilesSpec scale;
    scale.map = map;
    scale.low = range.first;
    scale.high = range.second;
    scale.barLabel = label;
    return scale;
}

/// The selected tensor in the source of the heatmap, and A ÷ B of it.
void addTiles(std::vector<PendingFigure>& figures, const Analyses& analyses)
{
    const Settings& settings = analyses.document().settings();
    const QString name = shownTensor(analyses);
    const auto data = analyses.source(settings.heatmap.source).value;
    const SourceSettings* source = settings.source(settings.heatmap.source);
    const Tensor* tensor =
        data && data->summary && source ? data->fisher->diagonal.findMatching(name.toStdString()) : nullptr;
    if (tensor) {
        TilesSpec scale =
            tilesScale(colourMapFromName(settings.heatmap.map), heatmapRange(*data->summary, settings.heatmap),
                       scaleWords(data->fisher->attributes));
        scale.rowMeans = Ink{Ink::Source, std::max(source->colour, 0)};
        figures.push_back(tilesFigure(
            {"tiles", QCoreApplication::translate("Figures", "Fisher diagonal of %1").arg(source->name) + ": " + name,
             TilesSpec(),
             provenanceLine(source->name + QStringLiteral(" \u00b7 ") + fisherWords(data->fisher->attributes))},
            scale, fisherTiles(data, *tensor), tensor->info.shape));
    }
    const auto both = ratioPair(analyses);
    const Tensor* a = both ? both->first->fisher->diagonal.findMatching(name.toStdString()) : nullptr;
    const Tensor* b = both ? both->second->fisher->diagonal.findMatching(name.toStdString()) : nullptr;
    if (!a || !b || a->info.shape != b->info.shape)
        return;
    const double span = ratioSpan(ratioSummary(*both->first, *both->second), settings.heatmap);
    const QString nameA = settings.source(settings.merge.a)->name, nameB = settings.source(settings.merge.b)->name;
    figures.push_back(
        tilesFigure({"ratio-tiles",
                     QCoreApplication::translate("Figures", "Fisher diagonal: %1 ÷ %2").arg(nameA, nameB) + ": " + name,
                     TilesSpec(), provenanceLine(nameA + QStringLiteral(" \u00f7 ") + nameB)},
                    tilesScale(ColourMap::Diverging, {std::pow(10, -span), std::pow(10, span)},
                               QCoreApplication::translate("HeatmapView", "A ÷ B")),
                    ratioTiles(both->first, *a, both->second, *b), a->info.shape));
}

/// What pruning removes of the selected tensor.
void addMask(std::vector<PendingFigure>& figures, const Analyses& analyses)
{
    const Settings& settings = analyses.document().settings();
    const auto data = analyses.source(settings.prune.model).value;
    const auto& preview = analyses.edits().prunePreview().value;
    const SourceSettings* model = settings.source(settings.prune.model);
    if (!preview || !data || !data->opened->checkpoint || !model || !pruneObstacle(analyses).isEmpty())
        return;
    const QString name = shownTensor(analyses);
    const auto& names = preview->names();
    const Tensor* weights = data->opened->checkpoint->tensors.findMatching(name.toStdString());
    if (!weights || std::find(names.begin(), names.end(), weights->info.name) == names.end())
        return;
    const PruneChoice choice = effectivePrune(analyses);
    figures.push_back(tilesFigure({"mask", maskTitle(settings) + ": " + name, TilesSpec(), provenanceLine(model->name)},
                                  tilesScale(colourMapFromName(settings.heatmap.map),
                                             data->summary ? colourRange(*data->summary) : std::pair(1e-6, 1.0),
                                             data->fisher ? scaleWords(data->fisher->attributes) : QString()),
                                  maskTiles(data, choice, *weights), weights->info.shape));
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
    if (const auto& preview = analyses.edits().mergePreview().value) {
        const MergeChoice choice = effectiveMerge(analyses);
        const PredictedCurves predicted = predictedCurves(*preview, choice, analyses.edits().normalization());
        const MergePictureInput input{preview.get(),
                                      analyses.edits().mergeCurves().value.get(),
                                      &predicted,
                                      choice,
                                      analyses.edits().normalization(),
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
    if (const auto& preview = analyses.edits().prunePreview().value) {
        const PruneChoice choice = effectivePrune(analyses);
        const PredictedPruning predicted = predictedPruning(*preview, choice);
        const PrunePictureInput input{
            preview.get(), analyses.edits().pruneCurves().value.get(), &predicted, choice, colour(choice.model), {}};
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

std::vector<PendingFigure> allFigures(const Analyses& analyses)
{
    std::vector<NamedFigure> ready;
    addDiagonals(ready, analyses);
    addRatio(ready, analyses);
    addDistribution(ready, analyses);
    addAgreement(ready, analyses);
    addTimeline(ready, analyses);
    addDecisions(ready, analyses);
    std::vector<PendingFigure> figures;
    for (NamedFigure& figure : ready) {
        const QString name = figure.name;
        figures.push_back(
            {name, [figure = std::move(figure)](const JobContext&) -> Result<NamedFigure> { return figure; }});
    }
    addTiles(figures, analyses);
    addMask(figures, analyses);
    return figures;
}

}  // namespace fisherlens::desktop
