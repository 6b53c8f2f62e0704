// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/overview_delegate.h"

#include "desktop/views/style.h"

#include <QPainter>
#include <QPainterPath>
#include <QSortFilterProxyModel>

#include <algorithm>
#include <cmath>

namespace fisherlens::desktop {
namespace {

/// Below this share of the attainable value the bar turns amber: the tick shows the difference, the colour only points
/// to it.
constexpr double kFarBelow = 0.8;

QModelIndex sourceIndex(const QModelIndex& index)
{
    const auto* proxy = qobject_cast<const QAbstractProxyModel*>(index.model());
    return proxy ? proxy->mapToSource(index) : index;
}

QPainterPath outline(const QRect& area, const std::vector<double>& bins, double most, bool closed)
{
    QPainterPath path;
    const double width = static_cast<double>(area.width()) / static_cast<double>(bins.size());
    const double bottom = area.bottom() + 0.5;
    path.moveTo(area.left(), bottom);
    for (std::size_t i = 0; i < bins.size(); ++i) {
        const double y = bottom - bins[i] / most * (area.height() - 2);
        path.lineTo(area.left() + width * static_cast<double>(i), y);
        path.lineTo(area.left() + width * static_cast<double>(i + 1), y);
    }
    path.lineTo(area.right() + 1, bottom);
    if (closed)
        path.closeSubpath();
    return path;
}

}  // namespace

QSize OverviewDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(kRowHeight);
    return size;
}

void OverviewDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QModelIndex source = sourceIndex(index);
    const auto* model = qobject_cast<const OverviewModel*>(source.model());
    const OverviewRow* row = model ? model->row(source) : nullptr;
    const Theme& theme = Theme::of(option.palette);
    QStyleOptionViewItem plain = option;
    initStyleOption(&plain, index);
    if (!row) {
        plain.font = headingFont(plain.font);
        plain.palette.setColor(QPalette::Text, theme.muted);
    } else if (index.column() == OverviewModel::ShapeColumn || index.column() == OverviewModel::Zeros) {
        plain.palette.setColor(QPalette::Text, theme.muted);
        plain.palette.setColor(QPalette::HighlightedText, theme.muted);
    }
    const bool drawn = row
                       && (index.column() == OverviewModel::Quantiles || index.column() == OverviewModel::Distribution
                           || index.column() == OverviewModel::Spearman);
    if (drawn)
        plain.text.clear();
    const QWidget* widget = option.widget;
    (widget ? widget->style() : nullptr)->drawControl(QStyle::CE_ItemViewItem, &plain, painter, widget);
    painter->save();
    if (drawn) {
        painter->setRenderHint(QPainter::Antialiasing, index.column() != OverviewModel::Quantiles);
        const QRect area = option.rect.adjusted(6, 0, -6, 0);
        if (index.column() == OverviewModel::Quantiles)
            paintQuantiles(*painter, area, *row, model->range(), theme);
        else if (index.column() == OverviewModel::Distribution)
            paintHistogram(*painter, area, *row, theme);
        else
            paintSpearman(*painter, area, *row, theme);
        painter->setRenderHint(QPainter::Antialiasing, false);
    }
    painter->setPen(theme.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    painter->restore();
}

void OverviewDelegate::paintQuantiles(QPainter& painter, const QRect& area, const OverviewRow& row,
                                      std::pair<double, double> range, const Theme& theme) const
{
    const QRect strip(area.left(), area.top() + 5, area.width(), area.height() - 10);
    const auto cells = static_cast<int>(row.quantiles.size());
    for (int i = 0; i < cells; ++i) {
        const double value = row.quantiles[static_cast<std::size_t>(i)];
        QColor colour = theme.nan;
        if (value == 0)
            colour = theme.exactZero;
        else if (value > 0 && range.second > range.first)
            colour = mapColour(map_, (std::log10(value) - range.first) / (range.second - range.first));
        else if (value > 0)
            colour = mapColour(map_, 0.5);
        const int left = strip.left() + strip.width() * i / cells,
                  right = strip.left() + strip.width() * (i + 1) / cells;
        painter.fillRect(QRect(left, strip.top(), right - left, strip.height()), colour);
    }
}

void OverviewDelegate::paintHistogram(QPainter& painter, const QRect& area, const OverviewRow& row,
                                      const Theme& theme) const
{
    const QRect picture(area.left(), area.top() + 3, std::min(area.width(), 96), area.height() - 7);
    const auto most = [](const std::vector<double>& bins) {
        return bins.empty() ? 0.0 : *std::max_element(bins.begin(), bins.end());
    };
    if (const double high = most(row.histogram); high > 0) {
        QColor colour = theme.source(source_);
        colour.setAlphaF(0.6F);
        painter.fillPath(outline(picture, row.histogram, high, true), colour);
    }
    if (const double high = most(row.referenceHistogram); high > 0) {
        painter.setPen(QPen(theme.text, 1));
        painter.drawPath(outline(picture, row.referenceHistogram, high, false));
    }
}

void OverviewDelegate::paintSpearman(QPainter& painter, const QRect& area, const OverviewRow& row,
                                     const Theme& theme) const
{
    const int text = 40;
    const QRect track(area.left(), area.center().y() - 1, std::max(area.width() - text, 10), 4);
    if (row.spearman) {
        painter.fillRect(track, theme.grid);
        const bool far = row.attainable && *row.spearman < kFarBelow * *row.attainable;
        painter.fillRect(
            QRectF(track.left(), track.top(), track.width() * std::clamp(*row.spearman, 0.0, 1.0), track.height()),
            far ? theme.warning : theme.source(source_));
    }
    if (row.attainable)
        painter.fillRect(QRectF(track.left() + track.width() * std::clamp(*row.attainable, 0.0, 1.0) - 1,
                                track.center().y() - 5, 2, 11),
                         theme.text);
    painter.setPen(theme.text);
    painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, fixedNumber(row.spearman, 2));
}

}  // namespace fisherlens::desktop
