// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/plots/figure.h"

#include <QRectF>

#include <span>
#include <vector>

namespace fisherlens::desktop {

/// Rectangles of the given sizes that fill `area`, in the order of the sizes, as close to squares as rows along the
/// shorter side can make them (squarified treemap: Bruls, Huizing, van Wijk 2000). Each has the share of the area that
/// its size has of the sum; sizes that are not positive and finite get empty rectangles.
[[nodiscard]] std::vector<QRectF> squarify(std::span<const double> sizes, const QRectF& area);

/// The line of the legend under a painted treemap.
inline constexpr double kTreemapLegend = 26;

/// Where a cell of a treemap lies, and where its group does.
struct TreemapLayout {
    std::vector<QRectF> groups;              ///< with the line of text at the top of each
    std::vector<std::vector<QRectF>> cells;  ///< by group
};
/// `line`: height of the text over a group; groups too small for it have none.
[[nodiscard]] TreemapLayout layoutTreemap(const TreemapSpec& spec, const QRectF& area, double line);

/// Draws the map with its legend below, with the painter's font.
void paintTreemap(QPainter& painter, const QRectF& area, const TreemapSpec& spec, const Theme& theme);
/// The cell at a point of a treemap painted into `area` with this font; nullptr for none.
[[nodiscard]] const TreemapCell* treemapAt(const TreemapSpec& spec, const QRectF& area, const QFont& font,
                                           const QPointF& point);

}  // namespace fisherlens::desktop
