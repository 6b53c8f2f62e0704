// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/plots/theme.h"

#include <QPainter>
#include <QRectF>

namespace fisherlens::desktop {

/// A legend in one line, painted from left to right into an area.
class LegendLine {
public:
    LegendLine(QPainter& painter, const QRectF& area, const Theme& theme)
        : painter_(painter), area_(area), theme_(theme), x_(area.left())
    {}

    void text(const QString& words);
    /// A square of a colour with an outline, and what it means.
    void box(const QColor& colour, const QString& words);
    /// The colours of a map between the words of its ends.
    void bar(ColourMap map, const QString& low, const QString& high);

private:
    QPainter& painter_;
    QRectF area_;
    const Theme& theme_;
    double x_;
};

}  // namespace fisherlens::desktop
