// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/plots/legend_line.h"

#include <QFontMetricsF>
#include <QLinearGradient>

namespace fisherlens::desktop {
namespace {

constexpr double kBox = 10, kBar = 120, kGap = 8;

}  // namespace

void LegendLine::text(const QString& words)
{
    painter_.setPen(theme_.muted);
    painter_.drawText(QRectF(x_, area_.top(), area_.right() - x_, area_.height()), Qt::AlignLeft | Qt::AlignVCenter,
                      words);
    x_ += QFontMetricsF(painter_.font()).horizontalAdvance(words) + kGap;
}

void LegendLine::box(const QColor& colour, const QString& words)
{
    const QRectF square(x_, area_.center().y() - kBox / 2, kBox, kBox);
    painter_.fillRect(square, colour);
    painter_.setPen(QPen(theme_.line, 1));
    painter_.setBrush(Qt::NoBrush);
    painter_.drawRect(square);
    x_ += kBox + 6;
    text(words);
}

void LegendLine::bar(ColourMap map, const QString& low, const QString& high)
{
    text(low);
    QLinearGradient gradient(x_, 0, x_ + kBar, 0);
    for (int i = 0; i <= 16; ++i)
        gradient.setColorAt(i / 16.0, mapColour(map, i / 16.0));
    painter_.fillRect(QRectF(x_, area_.center().y() - kBox / 2, kBar, kBox), gradient);
    x_ += kBar + kGap;
    text(high);
}

}  // namespace fisherlens::desktop
