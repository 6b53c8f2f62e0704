// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/plots/figure.h"

#include "desktop/plots/legend_line.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QImage>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fisherlens::desktop {
namespace {

constexpr double kLargestCell = 28, kRowMeans = 64, kLegend = 24;

double scaled(const TilesSpec& spec, double value)
{
    const double low = std::log10(spec.low), high = std::log10(spec.high);
    return high > low ? (std::log10(value) - low) / (high - low) : 0.5;
}

QColor colourOf(const TilesSpec& spec, std::size_t cell, const Theme& theme)
{
    const TilesSpec::State state = spec.states.empty() ? TilesSpec::Kept : spec.states[cell];
    if (state == TilesSpec::Removed)
        return theme.base;
    const double value = spec.values[cell];
    if (state == TilesSpec::AlreadyZero || value <= 0)
        return theme.exactZero;
    return std::isnan(value) ? theme.nan : mapColour(spec.map, scaled(spec, value));
}

QString whole(double value)
{
    return QLocale().toString(static_cast<qlonglong>(value));
}

QString scientific(double value)
{
    return QLocale().toString(value, 'g', 2).replace('-', QChar(0x2212));
}

/// First and last index beside the cells, at the left and above.
void paintEnds(QPainter& painter, const QRectF& cells, const TilesSpec& spec, const Theme& theme)
{
    painter.setPen(theme.muted);
    const double line = QFontMetricsF(painter.font()).height();
    const auto rows = [&](double top, double index) {
        painter.drawText(QRectF(cells.left() - 100, top, 94, line), Qt::AlignRight | Qt::AlignVCenter, whole(index));
    };
    const double cell = cells.height() / spec.rows;
    rows(cells.top() + (cell - line) / 2, spec.firstRow.front());
    if (cells.height() > 2.5 * line)
        rows(cells.bottom() - (cell + line) / 2, spec.firstRow.back());
    const QRectF above(cells.left(), cells.top() - line - 2, cells.width(), line);
    painter.drawText(above, Qt::AlignLeft | Qt::AlignVCenter, whole(spec.firstColumn.front()));
    if (cells.width() > 120)
        painter.drawText(above, Qt::AlignRight | Qt::AlignVCenter, whole(spec.firstColumn.back()));
}

void paintLegend(QPainter& painter, const QRectF& area, const TilesSpec& spec, const Theme& theme)
{
    LegendLine line(painter, area, theme);
    line.text(spec.barLabel);
    line.bar(spec.map, scientific(spec.low), scientific(spec.high));
    if (!spec.states.empty())
        line.box(theme.base, QCoreApplication::translate("Figures", "removed"));
    line.box(theme.exactZero, spec.states.empty() ? QString("0") : QCoreApplication::translate("Figures", "already zero"));
    if (std::any_of(spec.values.begin(), spec.values.end(), [](double value) { return std::isnan(value); }))
        line.box(theme.nan, QStringLiteral("NaN"));
    if (spec.rowMeans)
        line.box(spec.rowMeans->in(theme), QCoreApplication::translate("Figures", "row mean"));
}

}  // namespace

QImage tilesImage(const TilesSpec& spec, const Theme& theme)
{
    QImage image(spec.columns, spec.rows, QImage::Format_RGB32);
    for (int row = 0; row < spec.rows; ++row) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(row));
        for (int column = 0; column < spec.columns; ++column)
            line[column] = colourOf(spec,
                                    static_cast<std::size_t>(row) * static_cast<std::size_t>(spec.columns)
                                        + static_cast<std::size_t>(column),
                                    theme)
                               .rgb();
    }
    return image;
}

void paintRowMeans(QPainter& painter, const QRectF& target, const TilesSpec& spec, const Theme& theme)
{
    if (!spec.rowMeans || !(spec.high > spec.low))
        return;
    const double height = target.height() / spec.rows;
    for (int row = 0; row < spec.rows; ++row) {
        double sum = 0;
        int finite = 0;
        for (int column = 0; column < spec.columns; ++column)
            if (const double value = spec.values[static_cast<std::size_t>(row) * static_cast<std::size_t>(spec.columns)
                                                 + static_cast<std::size_t>(column)];
                std::isfinite(value)) {
                sum += value;
                ++finite;
            }
        if (!(sum > 0))
            continue;
        const double share = std::clamp(scaled(spec, sum / finite), 0.0, 1.0);
        painter.fillRect(QRectF(target.right() + 8, target.top() + height * row, std::max(share * kRowMeans, 1.0),
                                height > 3 ? height - 1 : height),
                         spec.rowMeans->in(theme));
    }
}

void paintTiles(QPainter& painter, const QRectF& area, const TilesSpec& spec, const Theme& theme)
{
    if (spec.rows <= 0 || spec.columns <= 0)
        return;
    const QFontMetricsF metrics(painter.font());
    const double labels = metrics.horizontalAdvance(whole(spec.firstRow.back())) + 8;
    QRectF cells = area.adjusted(labels, metrics.height() + 4, spec.rowMeans ? -kRowMeans - 8 : 0, -kLegend - 4);
    cells.setHeight(std::min(cells.height(), kLargestCell * spec.rows));
    cells.setWidth(std::min(cells.width(), kLargestCell * spec.columns));
    // Enlarged before it is drawn: a device that smooths what it scales leaves the edges of the cells sharp.
    const QImage image = tilesImage(spec, theme);
    const int larger = std::max(1, 2048 / std::max(image.width(), image.height()));
    painter.drawImage(cells, image.scaled(image.size() * larger, Qt::IgnoreAspectRatio, Qt::FastTransformation));
    painter.setPen(QPen(theme.line, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(cells);
    paintRowMeans(painter, cells, spec, theme);
    paintEnds(painter, cells, spec, theme);
    paintLegend(painter, QRectF(area.left(), area.bottom() - kLegend, area.width(), kLegend), spec, theme);
}

/// A matrix; with a mask one row per cell.
FigureTable tableOf(const TilesSpec& spec)
{
    FigureTable table{{"row"}, {}};
    if (!spec.states.empty())
        table.header << "column"
                     << "value"
                     << "mask";
    else
        for (const double column : spec.firstColumn)
            table.header << exactNumber(column);
    const QString states[] = {"kept", "removed", "already zero"};
    std::size_t cell = 0;
    for (const double row : spec.firstRow) {
        QStringList cells(exactNumber(row));
        for (const double column : spec.firstColumn) {
            if (spec.states.empty())
                cells << exactNumber(spec.values[cell]);
            else
                table.rows.push_back(
                    {exactNumber(row), exactNumber(column), exactNumber(spec.values[cell]), states[spec.states[cell]]});
            ++cell;
        }
        if (spec.states.empty())
            table.rows.push_back(cells);
    }
    return table;
}

}  // namespace fisherlens::desktop
