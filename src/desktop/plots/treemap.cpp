// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/plots/treemap.h"

#include "desktop/plots/legend_line.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fisherlens::desktop {
namespace {

constexpr double kGroupGap = 2;

/// The worst ratio of sides in a row of rectangles of these areas along a side of this length.
double worstRatio(double sum, double smallest, double largest, double side)
{
    const double squared = sum * sum, sides = side * side;
    return std::max(sides * largest / squared, squared / (sides * smallest));
}

bool counts(double size)
{
    return size > 0 && std::isfinite(size);
}

QColor colourOf(const TreemapSpec& spec, double value, const Theme& theme)
{
    if (std::isnan(value))
        return theme.nan;
    if (spec.logarithmic && value <= 0)
        return theme.exactZero;
    const auto scale = [&](double v) { return spec.logarithmic ? std::log10(v) : v; };
    const double low = scale(spec.low), high = scale(spec.high);
    return mapColour(spec.map, high > low ? (scale(value) - low) / (high - low) : 0.5);
}

/// Black or white, whichever stands out more.
QColor textOn(const QColor& colour)
{
    const double light = 0.299 * colour.redF() + 0.587 * colour.greenF() + 0.114 * colour.blueF();
    return light > 0.55 ? QColor(0x1B, 0x1F, 0x24) : QColor(Qt::white);
}

void paintLegend(QPainter& painter, const QRectF& area, const TreemapSpec& spec, const Theme& theme)
{
    LegendLine line(painter, area, theme);
    line.text(spec.valueLabel);
    line.bar(spec.map, spec.lowText, spec.highText);
    if (spec.logarithmic)
        line.box(theme.exactZero, QStringLiteral("0"));
    line.box(theme.nan, spec.missingText);
}

}  // namespace

std::vector<QRectF> squarify(std::span<const double> sizes, const QRectF& area)
{
    std::vector<QRectF> rectangles(sizes.size());
    std::vector<std::size_t> order;
    double sum = 0;
    for (std::size_t i = 0; i < sizes.size(); ++i)
        if (counts(sizes[i])) {
            order.push_back(i);
            sum += sizes[i];
        }
    if (order.empty() || area.width() <= 0 || area.height() <= 0)
        return rectangles;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return sizes[a] > sizes[b]; });
    const double scale = area.width() * area.height() / sum;
    QRectF rest = area;
    for (std::size_t begin = 0; begin < order.size();) {
        const double side = std::max(std::min(rest.width(), rest.height()), 1e-9);
        double row = sizes[order[begin]] * scale;
        const double largest = row;
        std::size_t end = begin + 1;
        // The row grows while its worst rectangle gets no longer.
        for (double worst = worstRatio(row, largest, largest, side); end < order.size(); ++end) {
            const double next = sizes[order[end]] * scale;
            const double ratio = worstRatio(row + next, next, largest, side);
            if (ratio > worst)
                break;
            worst = ratio;
            row += next;
        }
        const bool standing = rest.width() >= rest.height();  // a column at the left, else a line at the top
        const double thickness = end == order.size() ? (standing ? rest.width() : rest.height()) : row / side;
        double at = standing ? rest.top() : rest.left();
        for (std::size_t i = begin; i < end; ++i) {
            const double length = sizes[order[i]] * scale / row * side;
            rectangles[order[i]] =
                standing ? QRectF(rest.left(), at, thickness, length) : QRectF(at, rest.top(), length, thickness);
            at += length;
        }
        standing ? rest.setLeft(rest.left() + thickness) : rest.setTop(rest.top() + thickness);
        begin = end;
    }
    return rectangles;
}

TreemapLayout layoutTreemap(const TreemapSpec& spec, const QRectF& area, double line)
{
    TreemapLayout layout;
    std::vector<double> sizes;
    for (const TreemapGroup& group : spec.groups) {
        double sum = 0;
        for (const TreemapCell& cell : group.cells)
            sum += counts(cell.size) ? cell.size : 0;
        sizes.push_back(sum);
    }
    layout.groups = squarify(sizes, area);
    for (std::size_t g = 0; g < spec.groups.size(); ++g) {
        QRectF inside = layout.groups[g].adjusted(0, 0, -kGroupGap, -kGroupGap);
        if (inside.height() > 3 * line && inside.width() > 3 * line)
            inside.setTop(inside.top() + line);
        std::vector<double> own;
        for (const TreemapCell& cell : spec.groups[g].cells)
            own.push_back(cell.size);
        layout.cells.push_back(squarify(own, inside));
    }
    return layout;
}

void paintTreemap(QPainter& painter, const QRectF& area, const TreemapSpec& spec, const Theme& theme)
{
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height() + 3;
    const QRectF map = area.adjusted(0, 0, 0, -kTreemapLegend);
    const TreemapLayout layout = layoutTreemap(spec, map, line);
    const QFont plain = painter.font();
    QFont bold = plain;
    bold.setWeight(QFont::DemiBold);
    QRectF selected;
    for (std::size_t g = 0; g < spec.groups.size(); ++g) {
        const QRectF& frame = layout.groups[g];
        if (layout.cells[g].empty())
            continue;
        double top = frame.bottom();
        for (const QRectF& cell : layout.cells[g])
            top = cell.isEmpty() ? top : std::min(top, cell.top());
        if (top > frame.top() + 1) {
            painter.setFont(bold);
            painter.setPen(theme.muted);
            painter.drawText(QRectF(frame.left() + 2, frame.top(), frame.width() - 6, line),
                             Qt::AlignLeft | Qt::AlignVCenter,
                             QFontMetricsF(bold).elidedText(spec.groups[g].label, Qt::ElideRight, frame.width() - 6));
            painter.setFont(plain);
        }
        for (std::size_t c = 0; c < layout.cells[g].size(); ++c) {
            const TreemapCell& cell = spec.groups[g].cells[c];
            const QRectF rect = layout.cells[g][c].adjusted(0, 0, -1, -1);
            if (rect.width() <= 0 || rect.height() <= 0)
                continue;
            const QColor colour = colourOf(spec, cell.value, theme);
            painter.fillRect(rect, colour);
            if (cell.tensor == spec.selected)
                selected = rect;
            if (rect.width() < 30 || rect.height() < line)
                continue;
            painter.setPen(textOn(colour));
            painter.drawText(rect.adjusted(4, 1, -3, 0), Qt::AlignLeft | Qt::AlignTop,
                             metrics.elidedText(cell.label, Qt::ElideMiddle, rect.width() - 7));
            if (rect.height() > 2 * line)
                painter.drawText(rect.adjusted(4, line, -3, 0), Qt::AlignLeft | Qt::AlignTop,
                                 metrics.elidedText(cell.text, Qt::ElideRight, rect.width() - 7));
        }
    }
    if (!selected.isEmpty()) {
        painter.setPen(QPen(theme.text, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(selected.adjusted(1, 1, -1, -1));
    }
    paintLegend(painter, QRectF(area.left(), area.bottom() - kTreemapLegend + 4, area.width(), kTreemapLegend - 4),
                spec, theme);
}

const TreemapCell* treemapAt(const TreemapSpec& spec, const QRectF& area, const QFont& font, const QPointF& point)
{
    const TreemapLayout layout =
        layoutTreemap(spec, area.adjusted(0, 0, 0, -kTreemapLegend), QFontMetricsF(font).height() + 3);
    for (std::size_t g = 0; g < layout.cells.size(); ++g)
        for (std::size_t c = 0; c < layout.cells[g].size(); ++c)
            if (layout.cells[g][c].contains(point))
                return &spec.groups[g].cells[c];
    return nullptr;
}

}  // namespace fisherlens::desktop
