// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/heatmap_range.h"

#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/colour_bar.h"
#include "desktop/views/style.h"
#include "desktop/views/words.h"

#include <QLabel>

#include <algorithm>
#include <cmath>

namespace fisherlens::desktop {
namespace {

constexpr int kRangeKey = 4, kSpanKey = 5;  ///< merge keys of the undo steps

}  // namespace

HeatmapRange::HeatmapRange(Analyses& analyses, QWidget* parent)
    : QObject(parent), analyses_(analyses), bar_(new ColourBar(parent)), chip_(chipLabel(parent))
{
    connect(bar_, &ColourBar::rangeChanged, this, &HeatmapRange::drag);
    connect(bar_, &ColourBar::cancelled, this, &HeatmapRange::giveBack);
}

void HeatmapRange::retranslate()
{
    bar_->setAccessibleName(tr("Colour range"));
    bar_->setToolTip(tr("Drag an end to spread the colours over other values; the right button resets"));
}

void HeatmapRange::showDiagonal(const DiagonalSummary& summary, const QString& label)
{
    const HeatmapChoice& choice = analyses_.document().settings().heatmap;
    const auto [low, high] = heatmapRange(summary, choice);
    const auto usual = colourRange(summary);
    const bool own = std::pair(low, high) != usual;
    chip_->setVisible(low > 0);
    if (!(low > 0))
        return bar_->setScale({0, 0}, {0, 0}, colourMapFromName(choice.map), label);
    chip_->setText(own ? tr("range %1 – %2").arg(shortNumber(low), shortNumber(high)) : tr("range 1 % – 99 %"));
    chip_->setToolTip(own ? tr("The colours are spread over the range chosen on the colour bar")
                          : tr("From the 1st to the 99th percentile of the positive entries, which count by F^¼: "
                               "%1 to %2")
                                .arg(shortNumber(low), shortNumber(high)));
    // A power of ten beyond the range at both ends, so that a handle can always be drawn further out.
    const ColourBar::Range range{std::log10(low), std::log10(std::max(high, low * 1.3))};
    const ColourBar::Range scale{std::floor(std::min(range.low, std::log10(usual.first))) - 1,
                                 std::ceil(std::max(range.high, std::log10(usual.second))) + 1};
    bar_->setScale(scale, range, colourMapFromName(choice.map), label);
}

void HeatmapRange::showRatio(const MatrixSpec& picture, double span)
{
    chip_->setVisible(true);
    chip_->setText(tr("range %1 – %2").arg(shortNumber(picture.low), shortNumber(picture.high)));
    chip_->setToolTip(tr("White is one: A and B are equal. Blue: A is smaller; orange: A is larger."));
    const double end = std::max(std::ceil(span), 1.0);
    bar_->setScale({-end, end}, {-span, span}, ColourMap::Diverging, picture.barLabel);
}

void HeatmapRange::drag(double low, double high, bool finished)
{
    if (!showsRatio(analyses_))
        return setRange(std::pow(10, low), std::pow(10, high), finished);
    // One end was moved; the other follows, so that the middle stays at one.
    const double span = bar_->range().high;
    setSpan(std::abs(low + span) > std::abs(high - span) ? -low : high, finished);
}

void HeatmapRange::giveBack()
{
    if (const auto span = std::exchange(spanBeforeDrag_, std::nullopt))
        setSpan(*span, true);
    if (const auto before = std::exchange(beforeDrag_, std::nullopt))
        setRange(before->first, before->second, true);
}

void HeatmapRange::reset()
{
    if (showsRatio(analyses_))
        return setSpan(std::nullopt, true);
    setRange(std::nullopt, std::nullopt, true);
}

void HeatmapRange::setRange(std::optional<double> low, std::optional<double> high, bool ended)
{
    Document& document = analyses_.document();
    if (!beforeDrag_)
        beforeDrag_.emplace(document.settings().heatmap.low, document.settings().heatmap.high);
    document.change(
        tr("Colour range"),
        [&](Settings& settings) {
            settings.heatmap.low = low;
            settings.heatmap.high = high;
        },
        kRangeKey);
    if (!ended)
        return;
    document.endGesture();
    beforeDrag_.reset();
    emit finished();
}

void HeatmapRange::setSpan(std::optional<double> span, bool ended)
{
    Document& document = analyses_.document();
    if (!spanBeforeDrag_)
        spanBeforeDrag_.emplace(document.settings().heatmap.span);
    if (span)
        span = std::clamp(*span, kLeastRatioSpan, kLargestRatioSpan);
    document.change(
        tr("Colour range"), [&](Settings& settings) { settings.heatmap.span = span; }, kSpanKey);
    if (!ended)
        return;
    document.endGesture();
    spanBeforeDrag_.reset();
    emit finished();
}

}  // namespace fisherlens::desktop
