// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of render: where words stand so that no line runs through them.

#include "desktop/plots/figure.h"

#include <QMargins>
#include <QPointF>
#include <QRectF>
#include <QSizeF>

class QCustomPlot;

namespace fisherlens::desktop {

/// Lays the plot out, so that the pixels of coordinates are known before it is drawn.
void updateLayout(QCustomPlot& plot);

/// How many segments of the lines of a figure run through a rectangle in pixels.
[[nodiscard]] int crossings(const QCustomPlot& plot, const CurveSpec& spec, const QRectF& area);

/// A place and how many segments run through it.
struct Place {
    Qt::Alignment alignment;
    int crossed = 0;
};
/// For a legend of this size inside the axes: one of the corners, or the middle above or below.
[[nodiscard]] Place legendPlace(const QCustomPlot& plot, const CurveSpec& spec, const QSizeF& size,
                                const QMargins& margins);
/// Beside a point: the side of a text of this size that is turned to it, and how far away it is, so that it lies clear of
/// lines, edges and the rectangle `taken`.
struct Beside {
    Qt::Alignment alignment;
    int distance = 0;
};
[[nodiscard]] Beside besidePoint(const QCustomPlot& plot, const CurveSpec& spec, const QPointF& point,
                                 const QSizeF& size, const QRectF& taken);
[[nodiscard]] QRectF placed(const QRectF& area, const QSizeF& size, Qt::Alignment alignment);

}  // namespace fisherlens::desktop
