// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/plots/render.h"

#include "desktop/plots/render_parts.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace fisherlens::desktop {
namespace {

/// All cells as one item: a thousand rectangles of their own take ten times as long to make and to draw.
class Cells : public QCPAbstractItem {
public:
    explicit Cells(QCustomPlot* plot) : QCPAbstractItem(plot) {}
    void add(int column, int row, const QBrush& brush, const QPen& pen) { cells_.push_back({column, row, brush, pen}); }
    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }

protected:
    void draw(QCPPainter* painter) override
    {
        const auto at = [this](double column, double row) {
            return QPointF(mParentPlot->xAxis->coordToPixel(column), mParentPlot->yAxis->coordToPixel(row));
        };
        for (const Cell& cell : cells_) {
            painter->setBrush(cell.brush);
            painter->setPen(cell.pen);
            painter->drawRect(QRectF(at(cell.column - 0.5, cell.row + 0.5), at(cell.column + 0.5, cell.row - 0.5)));
        }
    }

private:
    struct Cell {
        int column, row;
        QBrush brush;
        QPen pen;
    };
    std::vector<Cell> cells_;
};

QSharedPointer<QCPAxisTicker> names(const QStringList& labels, bool reversed)
{
    const auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    const qsizetype step = std::max<qsizetype>(1, labels.size() / 40);
    for (qsizetype i = 0; i < labels.size(); i += step)
        ticker->addTick(static_cast<double>(reversed ? labels.size() - 1 - i : i), labels[i]);
    return ticker;
}

/// Labels over columns of a width: cut in the middle where a few letters fit, else only every second, third, ... whole.
QStringList fitted(const QStringList& labels, int width, const QFont& font)
{
    constexpr int fewLetters = 44, gap = 6;
    const QFontMetrics metrics(font);
    int widest = 0;
    for (const QString& label : labels)
        widest = std::max(widest, metrics.horizontalAdvance(label));
    const int stride = width >= std::min(fewLetters, widest) ? 1 : (widest + 2 * gap + width) / (width + gap);
    QStringList result;
    for (qsizetype i = 0; i < labels.size(); ++i)
        result << (i % stride != 0 ? QString()
                   : stride > 1    ? labels[i]
                                   : metrics.elidedText(labels[i], Qt::ElideMiddle, width));
    return result;
}

}  // namespace

void renderFigure(QCustomPlot& plot, const MatrixSpec& spec, const Theme& theme)
{
    clearPlot(plot);
    styleAxes(plot, theme);
    const int rows = static_cast<int>(spec.rows.size()), columns = static_cast<int>(spec.columns.size());
    styleAxis(*plot.xAxis2, {}, theme);
    styleAxis(*plot.yAxis, {}, theme);
    plot.xAxis->setVisible(false);
    const int width = std::max(plot.width() - 150, 40) / std::max(columns, 1);
    plot.xAxis2->setTicker(names(fitted(spec.columns, std::max(width - 6, 1), plot.font()), false));
    plot.xAxis2->setTickLabels(true);
    plot.axisRect()->setMinimumMargins(kBesideMatrix);
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
    auto* cells = new Cells(&plot);
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
            cells->add(column, rows - 1 - row, colour, columns * rows > 4000 ? QPen(colour, 0) : gap);
        }
    if (spec.selectedRow >= 0 && spec.selectedColumn >= 0)
        cells->add(spec.selectedColumn, rows - 1 - spec.selectedRow, Qt::NoBrush, QPen(theme.text, 2));
    if (!(extent.low <= extent.high) || !spec.bar)
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
