// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/plots/render.h"

#include "desktop/plots/render_parts.h"
#include "desktop/plots/render_places.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace fisherlens::desktop {
namespace {

QCPRange rangeOf(const AxisSpec& spec, Extent extent, double margin)
{
    if (!(extent.low <= extent.high))
        extent = spec.logarithmic ? Extent{0.1, 10} : Extent{0, 1};
    double low = extent.low, high = extent.high;
    if (spec.logarithmic) {
        const double span = std::max(std::log10(high / low), 0.2) * margin;
        low /= std::pow(10, span);
        high *= std::pow(10, span);
    } else {
        const double span = std::max(high - low, std::abs(high) * 1e-6 + 1e-12) * margin;
        low -= span;
        high += span;
    }
    return {std::isnan(spec.low) ? low : spec.low, std::isnan(spec.high) ? high : spec.high};
}

QVector<double> vector(const std::vector<double>& values)
{
    return {values.begin(), values.end()};
}

}  // namespace

void addSeries(QCustomPlot& plot, QCPAxisRect& rect, const SeriesSpec& series, const Theme& theme, bool sideways)
{
    QColor colour = series.ink.in(theme);
    QCPAxis* key = rect.axis(sideways ? QCPAxis::atLeft : QCPAxis::atBottom);
    QCPAxis* value = rect.axis(sideways ? QCPAxis::atBottom : QCPAxis::atLeft);
    QCPGraph* graph = plot.addGraph(key, value);
    graph->setName(series.name);
    graph->setData(vector(series.x), vector(series.y), true);
    graph->setAdaptiveSampling(true);
    if (series.steps)
        graph->setLineStyle(QCPGraph::lsStepCenter);
    QPen pen(colour, series.style == Qt::DotLine ? 1.5 : 2, series.style);
    pen.setCapStyle(Qt::FlatCap);
    graph->setPen(pen);
    if (series.filled || series.lower.size() == series.y.size()) {
        QColor soft = colour;
        soft.setAlphaF(series.filled ? 0.55F : 0.18F);
        graph->setBrush(soft);
    }
    if (!series.lower.empty() && series.lower.size() == series.y.size()) {
        graph->setPen(Qt::NoPen);
        QCPGraph* floor = plot.addGraph(key, value);
        floor->setData(vector(series.x), vector(series.lower), true);
        floor->setPen(Qt::NoPen);
        floor->removeFromLegend();
        graph->setChannelFillGraph(floor);
    }
}

ValueRange rangeOfSeries(const AxisSpec& spec, const std::vector<const std::vector<double>*>& values, double margin)
{
    Extent extent;
    for (const std::vector<double>* column : values)
        extent.add(*column, spec.logarithmic);
    const QCPRange range = rangeOf(spec, extent, margin);
    return {range.lower, range.upper};
}

namespace {

QCPItemText* addText(QCustomPlot& plot, const QString& text, const QColor& colour, double x, double y,
                     Qt::Alignment alignment, QCPItemPosition::PositionType type)
{
    if (text.isEmpty())
        return nullptr;
    auto* item = new QCPItemText(&plot);
    item->position->setType(type);
    item->position->setCoords(x, y);
    item->setPositionAlignment(alignment);
    item->setText(text);
    item->setFont(plot.font());
    item->setColor(colour);
    if (type == QCPItemPosition::ptPlotCoords)
        item->setPadding(QMargins(6, 6, 6, 6));
    item->setClipToAxisRect(false);
    return item;
}

void addPoint(QCustomPlot& plot, double x, double y, double size, const QPen& pen, const QColor& fill)
{
    auto* point = new QCPItemTracer(&plot);
    point->position->setType(QCPItemPosition::ptPlotCoords);
    point->position->setCoords(x, y);
    point->setStyle(QCPItemTracer::tsCircle);
    point->setSize(size);
    point->setPen(pen);
    point->setBrush(fill);
}

void addLine(QCustomPlot& plot, double fromX, double fromY, double toX, double toY, const QPen& pen)
{
    auto* line = new QCPItemStraightLine(&plot);
    line->point1->setCoords(fromX, fromY);
    line->point2->setCoords(toX, toY);
    line->setPen(pen);
}

/// Where the legend hides no line; where there is no such place, the axis gets room for it above the lines. Returns what
/// it covers.
QRectF placeLegend(QCustomPlot& plot, const CurveSpec& spec)
{
    if (!spec.legend || spec.series.size() < 2)
        return {};
    plot.legend->setVisible(true);
    updateLayout(plot);
    const QMargins margins(12, spec.note.isEmpty() ? 6 : 22, 12, 12);
    const QSizeF size = plot.legend->minimumOuterSizeHint();
    Place place = legendPlace(plot, spec, size, margins);
    const double share = (size.height() + margins.top() + 4) / std::max(plot.axisRect()->height(), 1);
    if (place.crossed > 0 && !spec.y.logarithmic && std::isnan(spec.y.high) && share < 0.5) {
        const QCPRange range = plot.yAxis->range();
        plot.yAxis->setRangeUpper(range.upper + range.size() * share / (1 - share));
        place = legendPlace(plot, spec, size, margins);
    }
    plot.axisRect()->insetLayout()->setInsetAlignment(0, place.alignment);
    plot.axisRect()->insetLayout()->setMargins(margins);
    return placed(QRectF(plot.axisRect()->rect().marginsRemoved(margins)), size, place.alignment);
}

}  // namespace

void clearPlot(QCustomPlot& plot)
{
    plot.clearItems();
    plot.clearPlottables();
    plot.legend->setVisible(false);
    // Colour scales and other elements beside the axis rect belong to the figure that is replaced.
    for (int i = plot.plotLayout()->elementCount() - 1; i >= 0; --i)
        if (QCPLayoutElement* element = plot.plotLayout()->elementAt(i); element && element != plot.axisRect())
            plot.plotLayout()->remove(element);
    plot.plotLayout()->simplify();
}

void styleRect(QCPAxisRect& rect, const QFont& font, const Theme& theme)
{
    rect.setBackground(Qt::NoBrush);
    rect.setupFullAxesBox(false);
    for (QCPAxis* axis : rect.axes()) {
        axis->setBasePen(QPen(theme.line, 1));
        axis->setTickPen(QPen(theme.line, 1));
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelColor(theme.muted);
        axis->setLabelColor(theme.muted);
        axis->setTickLabelFont(font);
        axis->setLabelFont(font);
        axis->setTickLength(0, 4);
        axis->setLabelPadding(4);
        axis->grid()->setPen(QPen(theme.grid, 1));
        axis->grid()->setZeroLinePen(QPen(theme.grid, 1));
        axis->grid()->setSubGridVisible(false);
    }
    rect.axis(QCPAxis::atTop)->setVisible(false);
    rect.axis(QCPAxis::atRight)->setVisible(false);
}

void styleAxes(QCustomPlot& plot, const Theme& theme)
{
    // The beautiful powers of QCustomPlot look for the "e" of the C locale.
    plot.setLocale(QLocale::c());
    plot.setBackground(theme.base);
    styleRect(*plot.axisRect(), plot.font(), theme);
    QColor behind = theme.base;  // a line that runs below the words must not be read with them
    behind.setAlphaF(0.85F);
    plot.legend->setBrush(behind);
    plot.legend->setBorderPen(Qt::NoPen);
    plot.legend->setFont(plot.font());
    plot.legend->setTextColor(theme.text);
    plot.legend->setIconSize(16, 8);
    plot.legend->setRowSpacing(0);
}

void styleAxis(QCPAxis& axis, const AxisSpec& spec, const Theme& theme)
{
    axis.setLabel(spec.label);
    axis.setLabelColor(theme.muted);
    axis.setVisible(!spec.hidden);
    if (spec.logarithmic) {
        axis.setScaleType(QCPAxis::stLogarithmic);
        axis.setTicker(QSharedPointer<QCPAxisTickerLog>::create());
        axis.setNumberFormat("eb");
        axis.setNumberPrecision(0);
    } else {
        axis.setScaleType(QCPAxis::stLinear);
        const auto ticker = QSharedPointer<QCPAxisTicker>::create();
        axis.setTicker(ticker);
        axis.setNumberFormat("gb");
        axis.setNumberPrecision(4);
    }
    axis.ticker()->setTickCount(spec.ticks);
}

void renderFigure(QCustomPlot& plot, const CurveSpec& spec, const Theme& theme)
{
    clearPlot(plot);
    styleAxes(plot, theme);
    QCPAxis* key = spec.sideways ? plot.yAxis : plot.xAxis;
    QCPAxis* value = spec.sideways ? plot.xAxis : plot.yAxis;
    styleAxis(*key, spec.x, theme);
    styleAxis(*value, spec.y, theme);
    Extent x, y;
    for (const SeriesSpec& series : spec.series) {
        x.add(series.x, spec.x.logarithmic);
        y.add(series.y, spec.y.logarithmic);
        y.add(series.lower, spec.y.logarithmic);
        addSeries(plot, *plot.axisRect(), series, theme, spec.sideways);
    }
    key->setRange(rangeOf(spec.x, x, 0));
    value->setRange(rangeOf(spec.y, y, 0.05));
    key->setRangeReversed(spec.sideways);
    for (QCPAxis* axis : {key, value})
        if (axis->scaleType() == QCPAxis::stLogarithmic && axis->range().upper < 30 * axis->range().lower) {
            axis->setNumberFormat("gb");  // powers would round what lies between them
            axis->setNumberPrecision(3);
        }
    if (spec.sideways) {
        const auto names = QSharedPointer<QCPAxisTickerText>::create();
        const qsizetype step = std::max<qsizetype>(1, spec.rowNames.size() / 40);
        for (qsizetype i = 0; i < spec.rowNames.size(); i += step)
            names->addTick(static_cast<double>(i), spec.rowNames[i]);
        key->setTicker(names);
        key->setTickLabels(!spec.rowNames.isEmpty());
        key->setTicks(!spec.rowNames.isEmpty());
        key->grid()->setVisible(false);
        plot.axisRect()->setMinimumMargins(kBesideMatrix);
        addText(plot, spec.note, theme.muted, 0, 0, Qt::AlignBottom | Qt::AlignLeft, QCPItemPosition::ptAxisRectRatio);
        return;
    }
    updateLayout(plot);
    const QRectF legend = placeLegend(plot, spec);
    if (!std::isnan(spec.cursor))
        addLine(plot, spec.cursor, plot.yAxis->range().lower, spec.cursor, plot.yAxis->range().upper,
                QPen(theme.accent, 1.5));
    for (const MarkSpec& mark : spec.marks) {
        addPoint(plot, mark.x, mark.y, 8, QPen(theme.muted, 1.5), theme.base);
        addText(plot, mark.text, theme.muted, mark.x, mark.y, Qt::AlignTop | Qt::AlignHCenter,
                QCPItemPosition::ptPlotCoords);
    }
    if (!std::isnan(spec.pointX) && !std::isnan(spec.pointY)) {
        addPoint(plot, spec.pointX, spec.pointY, 11, QPen(theme.accent, 2), theme.base);
        QFont bold = plot.font();
        bold.setWeight(QFont::DemiBold);
        auto* text = new QCPItemText(&plot);
        text->position->setCoords(spec.pointX, spec.pointY);
        text->setText(spec.pointText);
        text->setFont(bold);
        text->setColor(theme.text);
        const QPointF point(plot.xAxis->coordToPixel(spec.pointX), plot.yAxis->coordToPixel(spec.pointY));
        const Beside place = besidePoint(plot, spec, point, QFontMetricsF(bold).size(0, spec.pointText), legend);
        text->setPositionAlignment(place.alignment);
        text->setPadding(QMargins(place.distance, place.distance, place.distance, place.distance));
    }
    if (auto* note = addText(plot, spec.note, theme.muted, 0.02, 0.01, Qt::AlignTop | Qt::AlignLeft,
                             QCPItemPosition::ptAxisRectRatio)) {
        if (!plot.legend->visible()) {
            const Place place = legendPlace(plot, spec, QFontMetricsF(plot.font()).size(0, spec.note), {8, 4, 8, 4});
            const bool right = place.alignment & Qt::AlignRight, low = place.alignment & Qt::AlignBottom,
                       centre = place.alignment & Qt::AlignHCenter;
            note->position->setCoords(right ? 0.98 : centre ? 0.5 : 0.02, low ? 0.99 : 0.01);
            note->setPositionAlignment(place.alignment);
        }
        note->setBrush(plot.legend->brush());
        note->setPadding(QMargins(3, 0, 3, 0));
    }
}

void renderFigure(QCustomPlot& plot, const DensitySpec& spec, const Theme& theme)
{
    clearPlot(plot);
    styleAxes(plot, theme);
    styleAxis(*plot.xAxis, spec.x, theme);
    styleAxis(*plot.yAxis, spec.y, theme);
    const auto value = [](const AxisSpec& axis, double position) {
        return axis.logarithmic ? std::pow(10, position) : position;
    };
    plot.xAxis->setRange(value(spec.x, spec.xLow), value(spec.x, spec.xHigh));
    plot.yAxis->setRange(value(spec.y, spec.yLow), value(spec.y, spec.yHigh));
    if (spec.nx > 0 && spec.ny > 0) {
        // A colour map lives on linear axes: its own hidden pair, in log10 units, behind the labelled axes.
        auto* map = new QCPColorMap(plot.xAxis2, plot.yAxis2);
        plot.xAxis2->setRange(spec.xLow, spec.xHigh);
        plot.yAxis2->setRange(spec.yLow, spec.yHigh);
        const double dx = (spec.xHigh - spec.xLow) / spec.nx, dy = (spec.yHigh - spec.yLow) / spec.ny;
        map->data()->setSize(spec.nx, spec.ny);
        map->data()->setRange({spec.xLow + dx / 2, spec.xHigh - dx / 2}, {spec.yLow + dy / 2, spec.yHigh - dy / 2});
        double most = 1;
        for (int row = 0; row < spec.ny; ++row)
            for (int column = 0; column < spec.nx; ++column) {
                const double count = spec.counts[static_cast<std::size_t>(row) * static_cast<std::size_t>(spec.nx)
                                                 + static_cast<std::size_t>(column)];
                most = std::max(most, count);
                map->data()->setCell(column, row,
                                     count > 0 ? std::log(count) : std::numeric_limits<double>::quiet_NaN());
            }
        QCPColorGradient gradient;
        gradient.setNanHandling(QCPColorGradient::nhTransparent);
        for (int i = 0; i <= 16; ++i)
            gradient.setColorStopAt(i / 16.0, mapColour(ColourMap::Viridis, i / 16.0));
        map->setGradient(gradient);
        map->setDataRange({0, std::max(std::log(most), 1e-9)});
        map->setInterpolate(false);
        map->setTightBoundary(false);
    }
    if (spec.identity && spec.x.logarithmic) {
        const QCPRange range = plot.xAxis->range();
        QCPGraph* identity = plot.addGraph();
        identity->setData({range.lower, range.upper}, {range.lower, range.upper}, true);
        identity->setPen(QPen(theme.text, 1.25));
        if (!std::isnan(spec.fit) && spec.fit > 0) {
            QCPGraph* fit = plot.addGraph();
            fit->setData({range.lower, range.upper}, {range.lower * spec.fit, range.upper * spec.fit}, true);
            fit->setPen(QPen(spec.fitInk.in(theme), 1.25, Qt::DashLine));
        }
        addText(plot, spec.fitText, spec.fitInk.in(theme), 0.03, 0.02, Qt::AlignTop | Qt::AlignLeft,
                QCPItemPosition::ptAxisRectRatio);
        addText(plot, spec.identityText, theme.muted, 0.98, 0.98, Qt::AlignBottom | Qt::AlignRight,
                QCPItemPosition::ptAxisRectRatio);
    }
}

}  // namespace fisherlens::desktop
