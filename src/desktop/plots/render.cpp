// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/plots/render.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace fisherlens::desktop {
namespace {

/// Lowest and highest finite (and, on logarithmic axes, positive) values of both members of all series.
struct Extent {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void add(const std::vector<double>& values, bool logarithmic)
    {
        for (const double value : values)
            if (std::isfinite(value) && (!logarithmic || value > 0)) {
                low = std::min(low, value);
                high = std::max(high, value);
            }
    }
};

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

void addSeries(QCustomPlot& plot, QCPAxisRect& rect, const SeriesSpec& series, const Theme& theme)
{
    QColor colour = series.ink.in(theme);
    QCPAxis *x = rect.axis(QCPAxis::atBottom), *y = rect.axis(QCPAxis::atLeft);
    QCPGraph* graph = plot.addGraph(x, y);
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
        QCPGraph* floor = plot.addGraph(x, y);
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

void addText(QCustomPlot& plot, const QString& text, const QColor& colour, double x, double y, Qt::Alignment alignment,
             QCPItemPosition::PositionType type)
{
    if (text.isEmpty())
        return;
    auto* item = new QCPItemText(&plot);
    item->position->setType(type);
    item->position->setCoords(x, y);
    item->setPositionAlignment(alignment);
    item->setText(text);
    item->setFont(plot.font());
    item->setColor(colour);
    item->setClipToAxisRect(false);
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

namespace {

void addLine(QCustomPlot& plot, double fromX, double fromY, double toX, double toY, const QPen& pen)
{
    auto* line = new QCPItemStraightLine(&plot);
    line->point1->setCoords(fromX, fromY);
    line->point2->setCoords(toX, toY);
    line->setPen(pen);
}

/// The corner of the axis rectangle in which the fewest points lie: where the legend hides nothing.
Qt::Alignment emptiestCorner(const QCustomPlot& plot, const CurveSpec& spec)
{
    const Qt::Alignment corners[] = {Qt::AlignLeft | Qt::AlignTop, Qt::AlignLeft | Qt::AlignBottom,
                                     Qt::AlignRight | Qt::AlignTop, Qt::AlignRight | Qt::AlignBottom};
    const QRect area = plot.axisRect()->rect();
    Qt::Alignment best = corners[0];
    int fewest = std::numeric_limits<int>::max();
    for (const Qt::Alignment corner : corners) {
        int points = 0;
        for (const SeriesSpec& series : spec.series)
            for (std::size_t i = 0; i < series.x.size(); ++i) {
                const double x = (plot.xAxis->coordToPixel(series.x[i]) - area.left()) / std::max(area.width(), 1);
                const double y = (plot.yAxis->coordToPixel(series.y[i]) - area.top()) / std::max(area.height(), 1);
                const bool across = corner & Qt::AlignLeft ? x < 0.35 : x > 0.65,
                           along = corner & Qt::AlignTop ? y < 0.45 : y > 0.55;
                points += across && along;
            }
        if (points < fewest) {
            fewest = points;
            best = corner;
        }
    }
    return best;
}

/// A logarithmic value range whose zero, NaN and empty cells stay transparent: they are drawn beneath, as rectangles.
void addCell(QCustomPlot& plot, int column, int row, const QBrush& brush, const QPen& pen)
{
    auto* cell = new QCPItemRect(&plot);
    cell->topLeft->setCoords(column - 0.5, row + 0.5);
    cell->bottomRight->setCoords(column + 0.5, row - 0.5);
    cell->setBrush(brush);
    cell->setPen(pen);
}

QSharedPointer<QCPAxisTicker> names(const QStringList& labels, bool reversed)
{
    const auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    const qsizetype step = std::max<qsizetype>(1, labels.size() / 40);
    for (qsizetype i = 0; i < labels.size(); i += step)
        ticker->addTick(static_cast<double>(reversed ? labels.size() - 1 - i : i), labels[i]);
    return ticker;
}

}  // namespace

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
    plot.legend->setBrush(Qt::NoBrush);
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
    axis.setVisible(true);
    if (spec.logarithmic) {
        axis.setScaleType(QCPAxis::stLogarithmic);
        axis.setTicker(QSharedPointer<QCPAxisTickerLog>::create());
        axis.setNumberFormat("eb");
        axis.setNumberPrecision(0);
    } else {
        axis.setScaleType(QCPAxis::stLinear);
        const auto ticker = QSharedPointer<QCPAxisTicker>::create();
        ticker->setTickCount(5);
        axis.setTicker(ticker);
        axis.setNumberFormat("gb");
        axis.setNumberPrecision(4);
    }
}

void renderFigure(QCustomPlot& plot, const CurveSpec& spec, const Theme& theme)
{
    clearPlot(plot);
    styleAxes(plot, theme);
    styleAxis(*plot.xAxis, spec.x, theme);
    styleAxis(*plot.yAxis, spec.y, theme);
    Extent x, y;
    for (const SeriesSpec& series : spec.series) {
        x.add(series.x, spec.x.logarithmic);
        y.add(series.y, spec.y.logarithmic);
        y.add(series.lower, spec.y.logarithmic);
        addSeries(plot, *plot.axisRect(), series, theme);
    }
    plot.xAxis->setRange(rangeOf(spec.x, x, 0));
    plot.yAxis->setRange(rangeOf(spec.y, y, 0.05));
    if (!std::isnan(spec.cursor))
        addLine(plot, spec.cursor, plot.yAxis->range().lower, spec.cursor, plot.yAxis->range().upper,
                QPen(theme.accent, 1.5));
    if (!std::isnan(spec.pointX) && !std::isnan(spec.pointY)) {
        auto* point = new QCPItemTracer(&plot);
        point->position->setType(QCPItemPosition::ptPlotCoords);
        point->position->setCoords(spec.pointX, spec.pointY);
        point->setStyle(QCPItemTracer::tsCircle);
        point->setSize(11);
        point->setPen(QPen(theme.accent, 2));
        point->setBrush(theme.base);
        QFont bold = plot.font();
        bold.setWeight(QFont::DemiBold);
        auto* text = new QCPItemText(&plot);
        text->position->setCoords(spec.pointX, spec.pointY);
        const bool right =
            plot.xAxis->range().size() > 0
            && plot.xAxis->coordToPixel(spec.pointX) > plot.axisRect()->left() + 0.7 * plot.axisRect()->width();
        const bool high =
            plot.yAxis->coordToPixel(spec.pointY) < plot.axisRect()->top() + 0.3 * plot.axisRect()->height();
        text->setPositionAlignment((high ? Qt::AlignTop : Qt::AlignBottom) | (right ? Qt::AlignRight : Qt::AlignLeft));
        text->setPadding(QMargins(8, 8, 8, 8));
        text->setText(spec.pointText);
        text->setFont(bold);
        text->setColor(theme.text);
    }
    addText(plot, spec.note, theme.muted, 0.02, 0.01, Qt::AlignTop | Qt::AlignLeft, QCPItemPosition::ptAxisRectRatio);
    if (spec.legend && spec.series.size() > 1) {
        plot.legend->setVisible(true);
        plot.axisRect()->insetLayout()->setInsetAlignment(0, emptiestCorner(plot, spec));
        plot.axisRect()->insetLayout()->setMargins(QMargins(12, spec.note.isEmpty() ? 6 : 22, 12, 12));
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

void renderFigure(QCustomPlot& plot, const MatrixSpec& spec, const Theme& theme)
{
    clearPlot(plot);
    styleAxes(plot, theme);
    const int rows = static_cast<int>(spec.rows.size()), columns = static_cast<int>(spec.columns.size());
    styleAxis(*plot.xAxis2, {}, theme);
    styleAxis(*plot.yAxis, {}, theme);
    plot.xAxis->setVisible(false);
    plot.xAxis2->setTicker(names(spec.columns, false));
    plot.yAxis->setTicker(names(spec.rows, true));
    for (QCPAxis* axis : {plot.xAxis, plot.xAxis2, plot.yAxis}) {
        axis->grid()->setVisible(false);
        axis->setBasePen(Qt::NoPen);
        axis->setTickPen(Qt::NoPen);
    }
    plot.xAxis->setRange(-0.5, columns - 0.5);
    plot.xAxis2->setRange(-0.5, columns - 0.5);
    plot.yAxis->setRange(-0.5, std::max(rows, 1) - 0.5);
    if (rows == 0 || columns == 0)
        return;
    Extent extent;
    extent.add(spec.values, spec.logarithmic);
    const double low = std::isnan(spec.low) ? extent.low : spec.low,
                 high = std::isnan(spec.high) ? extent.high : spec.high;
    const auto scale = [&](double value) { return spec.logarithmic ? std::log10(value) : value; };
    const QPen gap(theme.base, 1);
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            const double value = spec.values[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns)
                                             + static_cast<std::size_t>(column)];
            if (std::isinf(value))
                continue;
            QColor colour = theme.nan;
            if (value == 0 && spec.logarithmic)
                colour = theme.exactZero;
            else if (!std::isnan(value) && (value > 0 || !spec.logarithmic))
                colour = mapColour(spec.map, scale(high) > scale(low)
                                                 ? (scale(value) - scale(low)) / (scale(high) - scale(low))
                                                 : 0.5);
            addCell(plot, column, rows - 1 - row, colour, columns * rows > 4000 ? QPen(colour, 0) : gap);
        }
    if (spec.selectedRow >= 0 && spec.selectedColumn >= 0)
        addCell(plot, spec.selectedColumn, rows - 1 - spec.selectedRow, Qt::NoBrush, QPen(theme.text, 2));
    if (!(extent.low <= extent.high))
        return;
    auto* bar = new QCPColorScale(&plot);
    plot.plotLayout()->addElement(0, 1, bar);
    bar->setType(QCPAxis::atRight);
    QCPColorGradient gradient;
    for (int i = 0; i <= 16; ++i)
        gradient.setColorStopAt(i / 16.0, mapColour(spec.map, i / 16.0));
    bar->setGradient(gradient);
    bar->setDataScaleType(spec.logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    bar->setDataRange({low, high > low ? high : low * 1.0001 + 1e-300});
    bar->setBarWidth(12);
    styleAxis(*bar->axis(), {spec.barLabel, spec.logarithmic, kUnset, kUnset}, theme);
    bar->axis()->setTickLabelColor(theme.muted);
    bar->axis()->setTickLabelFont(plot.font());
    bar->axis()->setLabelFont(plot.font());
    bar->axis()->setBasePen(Qt::NoPen);
    bar->axis()->setTickPen(QPen(theme.line, 1));
    bar->axis()->setSubTickPen(Qt::NoPen);
    for (const auto side : {QCPAxis::atLeft, QCPAxis::atRight, QCPAxis::atTop, QCPAxis::atBottom})
        if (QCPAxisRect* rect = qobject_cast<QCPAxisRect*>(bar->elements(false).value(0)))
            rect->axis(side)->setBasePen(Qt::NoPen);
}

}  // namespace fisherlens::desktop
