// SPDX-License-Identifier: GPL-3.0-or-later
// A ÷ B in the heatmap: the same pictures with a scale of their own, blue below one and orange above.
#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/colour_bar.h"
#include "desktop/views/heatmap_view.h"
#include "desktop/views/plot_view.h"
#include "desktop/views/style.h"
#include "desktop/views/tile_readers.h"
#include "desktop/views/tile_view.h"
#include "desktop/views/words.h"

#include <QLabel>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fisherlens::desktop {
namespace {

constexpr int kSpanKey = 5;  ///< merge key of the undo steps of the span

/// 0 where A is zero, also where both are: neither has a gradient there.
std::optional<double> ratio(const std::optional<double>& a, const std::optional<double>& b)
{
    if (a && b && *a == 0)
        return 0;
    return a && b && *b != 0 ? std::optional(*a / *b) : std::nullopt;
}

/// Name and ratio of the medians of every tensor that has one.
std::vector<std::pair<double, QString>> medians(const DiagonalSummary& ratios)
{
    std::vector<std::pair<double, QString>> result;
    for (const TensorSummary& tensor : ratios.tensors)
        if (const auto median = tensor.median(); median && *median > 0)
            result.emplace_back(*median, QString::fromStdString(tensor.name));
    std::sort(result.begin(), result.end());
    return result;
}

}  // namespace

DiagonalSummary ratioSummary(const SourceData& a, const SourceData& b)
{
    DiagonalSummary result;
    for (const TensorSummary& tensor : a.summary->tensors) {
        const Tensor* other = b.fisher->diagonal.findMatching(tensor.name);
        if (!other || other->info.shape != tensor.shape)
            continue;
        const auto& those = b.summary->tensors;
        const auto match = std::find_if(those.begin(), those.end(), [&](const TensorSummary& candidate) {
            return candidate.name == other->info.name;
        });
        if (match == those.end())
            continue;
        TensorSummary& made = result.tensors.emplace_back(tensor);
        for (std::size_t i = 0; i < kSummaryQuantiles; ++i)
            made.quantiles[i] = ratio(tensor.quantiles[i], match->quantiles[i]);
        made.mean = ratio(tensor.mean, match->mean);
    }
    return result;
}

double ratioSpan(const DiagonalSummary& ratios, const HeatmapChoice& choice)
{
    if (choice.span)
        return *choice.span;
    double span = 0.1;  // 10^0.1: a quarter more or less
    for (const TensorSummary& tensor : ratios.tensors)
        for (std::size_t i = 2; i + 2 < kSummaryQuantiles; ++i)
            if (const auto& value = tensor.quantiles[i]; value && *value > 0)
                span = std::max(span, std::abs(std::log10(*value)));
    return std::min(span, kLargestRatioSpan);
}

HeatmapPicture ratioPicture(const DiagonalSummary& ratios, const HeatmapChoice& choice)
{
    const double span = ratioSpan(ratios, choice);
    HeatmapPicture picture = heatmapPicture(ratios, choice, -1);
    picture.matrix.map = ColourMap::Diverging;
    picture.matrix.low = std::pow(10, -span);
    picture.matrix.high = std::pow(10, span);
    picture.matrix.barLabel = HeatmapView::tr("A ÷ B");
    for (double& value : picture.matrix.values)
        if (value < 0)
            value = kUnset;  // a quantile of only one of them is negative: no ratio of sizes
    picture.profile.series.erase(picture.profile.series.begin());  // quotients of quantiles are no band
    picture.profile.series.front().ink = {Ink::Text, 0};
    picture.profile.note = HeatmapView::tr("median of A ÷ median of B");
    return picture;
}

std::optional<SourcePair> ratioPair(const Analyses& analyses)
{
    const MergeChoice& merge = analyses.document().settings().merge;
    const auto a = analyses.source(merge.a).value, b = analyses.source(merge.b).value;
    if (merge.a == merge.b || !a || !b || !a->summary || !b->summary)
        return std::nullopt;
    return std::pair(a, b);
}

void HeatmapView::showRatio(const SourceData& a, const SourceData& b)
{
    const Settings& settings = analyses_.document().settings();
    const HeatmapChoice& choice = settings.heatmap;
    const DiagonalSummary ratios = filteredSummary(ratioSummary(a, b), analyses_.document().filter());
    if (ratios.tensors.empty())
        return showState(tr("No tensor to compare."),
                         tr("A and B have no tensor of the same name and shape, or the filter hides all of them."));
    const double span = ratioSpan(ratios, choice);
    HeatmapPicture picture = ratioPicture(ratios, choice);
    rangeChip_->setVisible(true);
    rangeChip_->setText(tr("range %1 – %2").arg(shortNumber(picture.matrix.low), shortNumber(picture.matrix.high)));
    rangeChip_->setToolTip(tr("White is one: A and B are equal. Blue: A is smaller; orange: A is larger."));
    const double end = std::max(std::ceil(span), 1.0);
    colourBar_->setScale({-end, end}, {-span, span}, ColourMap::Diverging, picture.matrix.barLabel);
    setComputing(analyses_.runner(), 0);
    setStale(analyses_.source(settings.merge.a).stale() || analyses_.source(settings.merge.b).stale());
    const QString nameA = settings.source(settings.merge.a)->name, nameB = settings.source(settings.merge.b)->name;
    setFigures(std::move(picture), tr("Fisher diagonal: %1 ÷ %2").arg(nameA, nameB),
               tr("Profile: %1 ÷ %2").arg(nameA, nameB), provenanceLine(nameA + QStringLiteral(" \u00f7 ") + nameB));

    const auto sorted = medians(ratios);
    if (sorted.empty())
        return setVerdict(tr("The ratio cannot be judged."), tr("No tensor has a positive median in both."));
    const auto larger = std::count_if(sorted.begin(), sorted.end(), [](const auto& entry) { return entry.first > 1; });
    QString reason = tr("A ÷ B of the medians lies between %1 (%2) and %3 (%4).")
                         .arg(shortNumber(sorted.front().first), sorted.front().second,
                              shortNumber(sorted.back().first), sorted.back().second);
    if (a.fisher->attributes.scale != b.fisher->attributes.scale)
        reason += ' ' + tr("Their scales differ, so only the pattern can be read, not the size.");
    setVerdict(tr("A is larger in %1 of %2 tensors.").arg(larger).arg(sorted.size()), reason);
}

void HeatmapView::showTensorRatio()
{
    const auto both = pair();
    const std::string name = analyses_.document().selectedTensor().toStdString();
    const Tensor* a = both->first->fisher->diagonal.findMatching(name);
    const Tensor* b = both->second->fisher->diagonal.findMatching(name);
    if (!a || !b || a->info.shape != b->info.shape)
        return showNoTensor();
    const auto& spec = std::get<MatrixSpec>(matrix_->figure().spec);
    tensorName_->setText(QString::fromStdString(a->info.name));
    rowMeansTitle_->setText({});
    tiles_->setRowMeans(std::nullopt);
    tiles_->setFigureWords("ratio-tiles", matrix_->figure().title, spec.barLabel, matrix_->figure().provenance);
    tiles_->setTensor(QString::fromStdString(a->info.name), matrixView(a->info.shape),
                      ratioTiles(both->first, *a, both->second, *b), spec.map, spec.low, spec.high);
    tensorText_->setFullText(shapeLabel(a->info.shape) + QStringLiteral(" \u00b7 ") + tiles_->description());
}

void HeatmapView::setSpan(std::optional<double> span, bool finished)
{
    Document& document = analyses_.document();
    if (!spanBeforeDrag_)
        spanBeforeDrag_.emplace(document.settings().heatmap.span);
    if (span)
        span = std::clamp(*span, kLeastRatioSpan, kLargestRatioSpan);
    document.change(
        tr("Colour range"), [&](Settings& settings) { settings.heatmap.span = span; }, kSpanKey);
    if (!finished)
        return;
    document.endGesture();
    spanBeforeDrag_.reset();
    refresh();  // the scale of the bar follows now
}

}  // namespace fisherlens::desktop
