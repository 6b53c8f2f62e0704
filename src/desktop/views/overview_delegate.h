// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/itemmodels/overview_model.h"
#include "desktop/plots/theme.h"

#include <QStyledItemDelegate>

namespace fisherlens::desktop {

/// Paints the rows of the Overview: the strip of quantiles on the common scale, the small histogram (recycled filled,
/// reference as outline), and the bar of Spearman with a tick at the attainable value.
class OverviewDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void setColourMap(ColourMap map) { map_ = map; }
    void setSourceColour(int index) { source_ = index; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintQuantiles(QPainter& painter, const QRect& area, const OverviewRow& row, std::pair<double, double> range,
                        const Theme& theme) const;
    void paintHistogram(QPainter& painter, const QRect& area, const OverviewRow& row, const Theme& theme) const;
    void paintSpearman(QPainter& painter, const QRect& area, const OverviewRow& row, const Theme& theme) const;

    ColourMap map_ = ColourMap::Viridis;
    int source_ = 0;
};

}  // namespace fisherlens::desktop
