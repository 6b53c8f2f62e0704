// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/plots/figure.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace fisherlens::desktop {
namespace {

constexpr double kRow = 22, kHeader = 24;

QString exact(double value)
{
    return exactNumber(value);
}

double cellValue(const MatrixSpec& spec, qsizetype row, qsizetype column)
{
    return spec.values[static_cast<std::size_t>(row * spec.columns.size() + column)];
}

FigureTable tableOf(const CurveSpec& spec)
{
    FigureTable table{{"series", spec.x.label, spec.y.label}, {}};
    for (const SeriesSpec& series : spec.series)
        for (std::size_t i = 0; i < series.x.size(); ++i)
            table.rows.push_back({series.name, exact(series.x[i]), exact(series.y[i])});
    return table;
}

FigureTable tableOf(const DensitySpec& spec)
{
    FigureTable table{{spec.x.label, spec.y.label, "count"}, {}};
    const auto centre = [](const AxisSpec& axis, double low, double high, int n, int i) {
        const double position = low + (high - low) * (i + 0.5) / n;
        return exact(axis.logarithmic ? std::pow(10, position) : position);
    };
    for (int row = 0; row < spec.ny; ++row)
        for (int column = 0; column < spec.nx; ++column) {
            const double count = spec.counts[static_cast<std::size_t>(row * spec.nx + column)];
            if (count > 0)
                table.rows.push_back({centre(spec.x, spec.xLow, spec.xHigh, spec.nx, column),
                                      centre(spec.y, spec.yLow, spec.yHigh, spec.ny, row), exact(count)});
        }
    return table;
}

FigureTable tableOf(const MatrixSpec& spec)
{
    FigureTable table{QStringList("row") + spec.columns, {}};
    for (qsizetype row = 0; row < spec.rows.size(); ++row) {
        QStringList cells(spec.rows[row]);
        for (qsizetype column = 0; column < spec.columns.size(); ++column)
            cells << exact(cellValue(spec, row, column));
        table.rows.push_back(cells);
    }
    return table;
}

FigureTable tableOf(const BarsSpec& spec)
{
    FigureTable table{{"tensor", spec.title, spec.mirrored ? "other side" : "tick", "text"}, {}};
    for (const BarRow& row : spec.rows)
        table.rows.push_back({row.label, exact(row.value), exact(spec.mirrored ? row.other : row.tick), row.text});
    return table;
}

FigureTable tableOf(const LadderSpec& spec)
{
    FigureTable table{{"from", "to", "ratio", "cause"}, {}};
    for (std::size_t i = 0; i < spec.arrows.size(); ++i)
        table.rows.push_back(
            {spec.boxes[i].title, spec.boxes[i + 1].title, spec.arrows[i].above, spec.arrows[i].below});
    return table;
}

FigureTable tableOf(const TimelineSpec& spec)
{
    FigureTable table{{"series", spec.x.label, "low", "value"}, {}};
    for (const TimelineSpec::Panel& panel : spec.panels)
        for (const SeriesSpec& series : panel.series)
            for (std::size_t i = 0; i < series.x.size(); ++i)
                table.rows.push_back({series.name, exact(series.x[i]),
                                      series.lower.size() == series.y.size() ? exact(series.lower[i]) : QString(),
                                      exact(series.y[i])});
    if (!spec.strip || spec.strip->edges.empty())
        return table;
    const std::size_t columns = spec.strip->edges.size() - 1;
    for (std::size_t i = 0; i < spec.strip->values.size(); ++i)
        table.rows.push_back({spec.strip->title + ' ' + spec.strip->rows[static_cast<qsizetype>(i / columns)],
                              exact(spec.strip->edges[i % columns + 1]), QString(), exact(spec.strip->values[i])});
    return table;
}

FigureTable tableOf(const TreemapSpec& spec)
{
    FigureTable table{{"layer", "tensor", "parameters", spec.valueLabel}, {}};
    for (const TreemapGroup& group : spec.groups)
        for (const TreemapCell& cell : group.cells)
            table.rows.push_back({group.label, cell.tensor, exact(cell.size), exact(cell.value)});
    return table;
}

/// Where the parts of a bar row lie, the same for painting and for the mouse.
struct BarColumns {
    double labels, bars, texts;
    double barStart, barEnd;
};

BarColumns columnsOf(const QPainter* painter, const QRectF& area, const BarsSpec& spec)
{
    const QFontMetricsF metrics(painter ? painter->font() : QFont());
    double labels = 40, texts = 40;
    for (const BarRow& row : spec.rows) {
        labels = std::max(labels, metrics.horizontalAdvance(row.label));
        texts = std::max(texts, metrics.horizontalAdvance(row.text));
    }
    texts = std::max(texts, metrics.horizontalAdvance(spec.textTitle));
    labels = std::min(labels, area.width() * 0.4);
    texts = std::min(texts, area.width() * 0.3);
    const double barStart = area.left() + labels + 12, barEnd = area.right() - texts - 12;
    return {labels, std::max(barEnd - barStart, 10.0), texts, barStart, std::max(barEnd, barStart + 10)};
}

/// A line of text in which "_" lowers the next letter and makes it smaller: θ_A.
void drawFormula(QPainter& painter, const QRectF& area, const QString& text)
{
    const QFont plain = painter.font();
    QFont small = plain;
    if (plain.pixelSize() > 0)
        small.setPixelSize(std::max(7, plain.pixelSize() * 3 / 4));
    else
        small.setPointSizeF(plain.pointSizeF() * 0.75);
    double x = area.left();
    const QStringList parts = text.split('_');
    for (qsizetype i = 0; i < parts.size(); ++i) {
        QString rest = parts[i];
        if (i > 0) {
            painter.setFont(small);
            painter.drawText(QRectF(x, area.top() + QFontMetricsF(plain).descent(), area.width(), area.height()),
                             Qt::AlignLeft | Qt::AlignVCenter, rest.left(1));
            x += QFontMetricsF(small).horizontalAdvance(rest.left(1));
            rest.remove(0, 1);
        }
        painter.setFont(plain);
        painter.drawText(QRectF(x, area.top(), area.width(), area.height()), Qt::AlignLeft | Qt::AlignVCenter, rest);
        x += QFontMetricsF(plain).horizontalAdvance(rest);
    }
}

void drawTick(QPainter& painter, double x, double y, const QColor& colour)
{
    painter.fillRect(QRectF(x - 1, y, 2, kRow - 8), colour);
}

}  // namespace

QColor Ink::in(const Theme& theme) const
{
    switch (role) {
    case Source: return theme.source(index);
    case Neutral: return theme.neutral;
    case Accent: return theme.accent;
    case Text: return theme.text;
    case Muted: return theme.muted;
    case Warning: return theme.warning;
    case Good: return theme.good;
    }
    return theme.text;
}

double barsHeight(const BarsSpec& spec)
{
    return kHeader + kRow * static_cast<double>(spec.rows.size()) + 4;
}

int barAt(const BarsSpec& spec, const QRectF& area, const QPointF& point)
{
    const double row = (point.y() - area.top() - kHeader) / kRow;
    if (!area.contains(point) || row < 0 || row >= static_cast<double>(spec.rows.size()))
        return -1;
    return static_cast<int>(row);
}

void paintBars(QPainter& painter, const QRectF& area, const BarsSpec& spec, const Theme& theme)
{
    const QFontMetricsF metrics(painter.font());
    const BarColumns columns = columnsOf(&painter, area, spec);
    painter.setPen(theme.muted);
    const QRectF header(columns.barStart, area.top(), columns.bars, kHeader);
    const QString title = spec.title;
    // A title that is wider than the bars begins further left, over the names, rather than run into the next heading.
    const double over = std::max(0.0, metrics.horizontalAdvance(title) - columns.bars);
    drawFormula(painter, header.adjusted(-std::min(over, columns.barStart - area.left()), 0, 0, 0), title);
    if (!spec.tickTitle.isEmpty()) {
        const double x = columns.barStart + metrics.horizontalAdvance(title) + 14;
        drawTick(painter, x, area.top() + 5, spec.mirrored ? theme.muted : theme.text);
        painter.setPen(theme.muted);
        painter.drawText(QRectF(x + 6, area.top(), columns.bars, kHeader), Qt::AlignLeft | Qt::AlignVCenter,
                         spec.tickTitle);
    }
    painter.drawText(QRectF(columns.barEnd + 12, area.top(), columns.texts, kHeader), Qt::AlignLeft | Qt::AlignVCenter,
                     spec.textTitle);
    const double centre = (columns.barStart + columns.barEnd) / 2;
    for (std::size_t i = 0; i < spec.rows.size(); ++i) {
        const BarRow& row = spec.rows[i];
        const double y = area.top() + kHeader + kRow * static_cast<double>(i);
        if (static_cast<int>(i) == spec.selected)
            painter.fillRect(QRectF(area.left(), y, area.width(), kRow), theme.selection);
        painter.setPen(theme.text);
        painter.drawText(QRectF(area.left(), y, columns.labels, kRow), Qt::AlignRight | Qt::AlignVCenter,
                         metrics.elidedText(row.label, Qt::ElideLeft, columns.labels));
        const QRectF track(columns.barStart, y + 6, columns.bars, kRow - 12);
        const QColor ink = row.warn ? theme.warning : row.ink.in(theme);
        if (spec.mirrored) {
            const double half = columns.bars / 2;
            if (std::isfinite(row.value))
                painter.fillRect(QRectF(centre - half * std::clamp(row.value, 0.0, 1.0), track.top(),
                                        half * std::clamp(row.value, 0.0, 1.0), track.height()),
                                 ink);
            if (std::isfinite(row.other))
                painter.fillRect(QRectF(centre, track.top(), half * std::clamp(row.other, 0.0, 1.0), track.height()),
                                 spec.otherInk.in(theme));
        } else {
            painter.fillRect(track, theme.grid);
            if (std::isfinite(row.value))
                painter.fillRect(
                    QRectF(track.left(), track.top(), track.width() * std::clamp(row.value, 0.0, 1.0), track.height()),
                    ink);
            if (std::isfinite(row.tick))
                drawTick(painter, track.left() + track.width() * std::clamp(row.tick, 0.0, 1.0), y + 4, theme.text);
        }
        painter.setPen(row.warn ? theme.warning : theme.text);
        painter.drawText(QRectF(columns.barEnd + 12, y, area.right() - columns.barEnd - 12, kRow),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(row.text, Qt::ElideRight, area.right() - columns.barEnd - 12));
    }
    if (spec.mirrored && !spec.rows.empty())
        painter.fillRect(QRectF(centre - 0.5, area.top() + kHeader, 1, kRow * static_cast<double>(spec.rows.size())),
                         theme.text);
}

void paintLadder(QPainter& painter, const QRectF& area, const LadderSpec& spec, const Theme& theme)
{
    const QFont plain = painter.font();
    QFont bold = plain;
    bold.setWeight(QFont::DemiBold);
    double top = area.top();
    if (!spec.title.isEmpty()) {
        painter.setFont(bold);
        painter.setPen(theme.muted);
        painter.drawText(QRectF(area.left(), top, area.width(), 20), Qt::AlignLeft | Qt::AlignVCenter, spec.title);
        top += 24;
    }
    const auto boxes = static_cast<double>(spec.boxes.size());
    if (spec.boxes.empty())
        return;
    const double box = std::min(132.0, area.width() / (boxes * 2 - 1)),
                 arrow = std::min(132.0, (area.width() - boxes * box) / std::max(boxes - 1, 1.0));
    const double height = 40;
    for (std::size_t i = 0; i < spec.boxes.size(); ++i) {
        const double x = area.left() + static_cast<double>(i) * (box + arrow);
        const QRectF frame(x + 0.5, top + 0.5, box - 1, height);
        painter.setPen(QPen(theme.line, 1));
        painter.setBrush(spec.boxes[i].strong ? theme.selection : theme.base);
        painter.drawRoundedRect(frame, 4, 4);
        painter.setFont(bold);
        painter.setPen(theme.text);
        painter.drawText(frame.adjusted(2, 2, -2, -height / 2), Qt::AlignCenter, spec.boxes[i].title);
        painter.setFont(plain);
        painter.setPen(theme.muted);
        painter.drawText(frame.adjusted(2, height / 2 - 2, -2, -2), Qt::AlignCenter,
                         QFontMetricsF(plain).elidedText(spec.boxes[i].text, Qt::ElideRight, box - 6));
        if (i >= spec.arrows.size())
            continue;
        const LadderSpec::Arrow& step = spec.arrows[i];
        const double y = top + height / 2, from = x + box + 3, to = x + box + arrow - 3;
        const QColor colour = step.strong ? theme.warning : theme.muted;
        painter.setPen(QPen(colour, step.strong ? 2 : 1));
        painter.drawLine(QPointF(from, y), QPointF(to - 6, y));
        QPainterPath head(QPointF(to, y));
        head.lineTo(to - 7, y - 3.5);
        head.lineTo(to - 7, y + 3.5);
        head.closeSubpath();
        painter.fillPath(head, colour);
        painter.setBrush(Qt::NoBrush);
        painter.setFont(bold);
        painter.setPen(step.strong ? theme.warning : theme.text);
        painter.drawText(QRectF(from, y - 20, to - from, 18), Qt::AlignCenter, step.above);
        painter.setFont(plain);
        painter.setPen(step.strong ? theme.warning : theme.muted);
        painter.drawText(QRectF(from - 3, y + 2, to - from + 6, 18), Qt::AlignCenter, step.below);
    }
    painter.setFont(plain);
}

QString exactNumber(double value)
{
    return std::isfinite(value) ? QString::number(value, 'g', 17) : QString();
}

FigureTable figureTable(const FigureSpec& spec)
{
    return std::visit([](const auto& figure) { return tableOf(figure); }, spec);
}

}  // namespace fisherlens::desktop
