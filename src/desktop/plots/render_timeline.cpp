// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/plots/render.h"

#include "desktop/plots/render_places.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace fisherlens::desktop {
namespace {

constexpr int kBarColumn = 1;

QCPAxis* xOf(QCPAxisRect& rect)
{
    return rect.axis(QCPAxis::atBottom);
}

QCPAxis* yOf(QCPAxisRect& rect)
{
    return rect.axis(QCPAxis::atLeft);
}

/// The group that gives all rectangles of a plot the same left margin; one per plot.
QCPMarginGroup* marginGroup(QCustomPlot& plot)
{
    if (auto* group = plot.findChild<QCPMarginGroup*>("timeline"))
        return group;
    auto* group = new QCPMarginGroup(&plot);
    group->setObjectName("timeline");
    return group;
}

void addVertical(QCustomPlot& plot, QCPAxisRect& rect, double x, const QPen& pen)
{
    auto* line = new QCPItemStraightLine(&plot);
    line->setClipAxisRect(&rect);
    for (QCPItemPosition* point : {line->point1, line->point2}) {
        point->setTypeX(QCPItemPosition::ptPlotCoords);
        point->setTypeY(QCPItemPosition::ptAxisRectRatio);
        point->setAxisRect(&rect);
        point->setAxes(xOf(rect), yOf(rect));
    }
    line->point1->setCoords(x, 0);
    line->point2->setCoords(x, 1);
    line->setPen(pen);
}

void addNote(QCustomPlot& plot, QCPAxisRect& rect, const QString& text, const QColor& colour, double x, double y,
             Qt::Alignment alignment)
{
    if (text.isEmpty())
        return;
    auto* item = new QCPItemText(&plot);
    item->setClipToAxisRect(false);
    item->position->setType(QCPItemPosition::ptAxisRectRatio);
    item->position->setAxisRect(&rect);
    item->position->setCoords(x, y);
    item->setPositionAlignment(alignment);
    item->setText(text);
    item->setFont(plot.font());
    item->setColor(colour);
}

void fillPanel(QCustomPlot& plot, QCPAxisRect& rect, const TimelineSpec::Panel& panel, const Theme& theme)
{
    styleAxis(*yOf(rect), panel.y, theme);
    if (panel.weight < 3)
        yOf(rect)->ticker()->setTickCount(2);
    std::vector<const std::vector<double>*> values;
    for (const SeriesSpec& series : panel.series) {
        values.push_back(&series.y);
        values.push_back(&series.lower);
        addSeries(plot, rect, series, theme);
    }
    const ValueRange range = rangeOfSeries(panel.y, values, 0.05);
    yOf(rect)->setRange(range.low, range.high);
    addNote(plot, rect, panel.note, theme.muted, 1, -0.01, Qt::AlignBottom | Qt::AlignRight);
    const int above = panel.note.isEmpty() ? 4 : QFontMetrics(plot.font()).height() + 4;
    rect.setMinimumMargins(QMargins(0, above, 0, 0));
}

constexpr int kSmallestFont = 9, kSmallestRow = 11;  ///< pixels of a row's name and of the row

/// Names of the rows, in a smaller font where rows are low, and as many as do not lie on each other. The layout must be
/// known.
void nameRows(const QCustomPlot& plot, QCPAxisRect& rect, const QStringList& rows)
{
    const auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    const auto row = rect.height() / std::max<int>(static_cast<int>(rows.size()), 1);
    QFont font = plot.font();
    if (QFontMetrics(font).height() > row)
        font.setPixelSize(std::max(kSmallestFont, row - 2));
    yOf(rect)->setTickLabelFont(font);
    const int line = std::min(QFontMetrics(font).height(), std::max(kSmallestRow, font.pixelSize() + 2));
    const auto step = std::max<qsizetype>(1, (rows.size() * line + rect.height() - 1) / std::max(rect.height(), 1));
    for (qsizetype i = 0; i < rows.size(); i += step)
        ticker->addTick(static_cast<double>(rows.size() - 1 - i), rows[i]);
    yOf(rect)->setTicker(ticker);
}

void fillStrip(QCustomPlot& plot, QCPAxisRect& rect, const TimelineSpec::Strip& strip, const Theme& theme)
{
    styleAxis(*yOf(rect), {}, theme);
    const auto rows = static_cast<std::size_t>(strip.rows.size());
    const std::size_t columns = strip.edges.size() > 1 ? strip.edges.size() - 1 : 0;
    yOf(rect)->setRange(-0.5, static_cast<double>(std::max<std::size_t>(rows, 1)) - 0.5);
    for (QCPAxis* axis : {xOf(rect), yOf(rect)}) {
        axis->grid()->setVisible(false);
        axis->setBasePen(Qt::NoPen);
        axis->setTickPen(Qt::NoPen);
    }
    xOf(rect)->setTickLabels(false);
    const QPen gap(theme.base, 1);
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t column = 0; column < columns; ++column) {
            const double value = strip.values[row * columns + column];
            auto* cell = new QCPItemRect(&plot);
            cell->setClipAxisRect(&rect);
            for (QCPItemPosition* corner : {cell->topLeft, cell->bottomRight}) {
                corner->setType(QCPItemPosition::ptPlotCoords);
                corner->setAxes(xOf(rect), yOf(rect));
            }
            const double y = static_cast<double>(rows - 1 - row);
            cell->topLeft->setCoords(strip.edges[column], y + 0.5);
            cell->bottomRight->setCoords(strip.edges[column + 1], y - 0.5);
            const double share = std::clamp((value - strip.low) / (strip.high - strip.low), 0.0, 1.0);
            cell->setBrush(std::isnan(value) ? theme.nan : mapColour(ColourMap::Viridis, share));
            cell->setPen(gap);
        }
    if (strip.selected >= 0 && columns > 0) {
        auto* frame = new QCPItemRect(&plot);
        frame->setClipAxisRect(&rect);
        for (QCPItemPosition* corner : {frame->topLeft, frame->bottomRight}) {
            corner->setType(QCPItemPosition::ptPlotCoords);
            corner->setAxes(xOf(rect), yOf(rect));
        }
        const double y = static_cast<double>(rows) - 1 - strip.selected;
        frame->topLeft->setCoords(strip.edges.front(), y + 0.5);
        frame->bottomRight->setCoords(strip.edges.back(), y - 0.5);
        frame->setPen(QPen(theme.text, 1.5));
    }
    // A line of text for every row, as long as the plots above and below keep the larger part.
    rect.setMinimumSize(0, std::min(static_cast<int>(rows) * kSmallestRow, plot.height() / 4));
    addNote(plot, rect, strip.title, theme.muted, 0, -0.02, Qt::AlignBottom | Qt::AlignLeft);
}

void addBar(QCustomPlot& plot, int row, const TimelineSpec::Strip& strip, const Theme& theme)
{
    auto* bar = new QCPColorScale(&plot);
    plot.plotLayout()->addElement(row, kBarColumn, bar);
    bar->setType(QCPAxis::atRight);
    QCPColorGradient gradient;
    for (int i = 0; i <= 16; ++i)
        gradient.setColorStopAt(i / 16.0, mapColour(ColourMap::Viridis, i / 16.0));
    bar->setGradient(gradient);
    bar->setDataRange({strip.low, strip.high});
    bar->setBarWidth(12);
    styleAxis(*bar->axis(), {}, theme);
    bar->axis()->setTickLabelColor(theme.muted);
    bar->axis()->setTickLabelFont(plot.font());
    bar->axis()->setBasePen(Qt::NoPen);
    bar->axis()->setTickPen(QPen(theme.line, 1));
    bar->axis()->setSubTickPen(Qt::NoPen);
    if (auto* rect = qobject_cast<QCPAxisRect*>(bar->elements(false).value(0)))
        for (const auto side : {QCPAxis::atLeft, QCPAxis::atRight, QCPAxis::atTop, QCPAxis::atBottom})
            rect->axis(side)->setBasePen(Qt::NoPen);
}

}  // namespace

void renderFigure(QCustomPlot& plot, const TimelineSpec& spec, const Theme& theme)
{
    clearPlot(plot);
    styleAxes(plot, theme);
    if (spec.panels.empty())
        return;
    std::vector<const std::vector<double>*> positions;
    for (const TimelineSpec::Panel& panel : spec.panels)
        for (const SeriesSpec& series : panel.series)
            positions.push_back(&series.x);
    if (spec.strip)
        positions.push_back(&spec.strip->edges);
    const ValueRange range = rangeOfSeries(spec.x, positions, 0);
    QList<double> weights;
    int row = 0;
    const auto place = [&](QCPAxisRect* rect, int weight) {
        if (row > 0) {
            plot.plotLayout()->addElement(row, 0, rect);
            styleRect(*rect, plot.font(), theme);
        }
        rect->setMarginGroup(QCP::msLeft | QCP::msRight, marginGroup(plot));
        xOf(*rect)->setRange(range.low, range.high);
        weights << weight;
        ++row;
        return rect;
    };
    std::vector<QCPAxisRect*> rects;
    QCPAxisRect* stripRect = nullptr;
    for (std::size_t i = 0; i < spec.panels.size(); ++i) {
        QCPAxisRect* rect = place(i == 0 ? plot.axisRect() : new QCPAxisRect(&plot, true), spec.panels[i].weight);
        // The first and the last axis carry their numbers, the last one the label.
        const bool last = i + 1 == spec.panels.size();
        styleAxis(*xOf(*rect), {last ? spec.x.label : QString(), false, kUnset, kUnset}, theme);
        xOf(*rect)->setTickLabels(i == 0 || last);
        fillPanel(plot, *rect, spec.panels[i], theme);
        rects.push_back(rect);
        if (i == 0 && spec.strip) {
            auto* strip = place(new QCPAxisRect(&plot, true), spec.strip->weight);
            styleAxis(*xOf(*strip), {}, theme);
            fillStrip(plot, *strip, *spec.strip, theme);
            stripRect = strip;
            strip->setMinimumMargins(QMargins(0, QFontMetrics(plot.font()).height() + 4, 0, 4));
            addBar(plot, row - 1, *spec.strip, theme);
            rects.push_back(strip);
        }
    }
    plot.plotLayout()->setRowStretchFactors(weights);
    plot.plotLayout()->setRowSpacing(2);
    rects.front()->setMinimumSize(0, plot.height() / 5);
    updateLayout(plot);
    for (std::size_t i = 0; i < rects.size(); ++i)
        if (rects[i] != stripRect)  // numbers that do not lie on each other
            yOf(*rects[i])->ticker()->setTickCount(std::clamp(rects[i]->height() / 28, 2, 5));
    if (stripRect) {
        nameRows(plot, *stripRect, spec.strip->rows);
    }
    if (!std::isnan(spec.mark)) {
        addVertical(plot, *rects.front(), spec.mark, QPen(theme.warning, 1.25, Qt::DashLine));
        const double share = (spec.mark - range.low) / std::max(range.high - range.low, 1e-300);
        addNote(plot, *rects.front(), spec.markText, theme.warning, share + (share > 0.5 ? -0.005 : 0.005), 0.01,
                Qt::AlignTop | (share > 0.5 ? Qt::AlignRight : Qt::AlignLeft));
    }
    if (!std::isnan(spec.cursor))
        for (QCPAxisRect* rect : rects)
            addVertical(plot, *rect, spec.cursor, QPen(theme.accent, 1.5));
}

}  // namespace fisherlens::desktop
