// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/legend_bar.h"

#include "desktop/views/style.h"

#include <QLinearGradient>
#include <QPainter>

#include <cmath>

namespace fisherlens::desktop {

QString powerOfTen(int exponent)
{
    static const QString digits = QStringLiteral("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079");
    QString text = "10";
    if (exponent < 0)
        text += QChar(0x207B);
    for (const QChar c : QString::number(std::abs(exponent)))
        text += digits[c.digitValue()];
    return text;
}

LegendBar::LegendBar(QWidget* parent) : QWidget(parent)
{
    setFont(secondaryFont(font()));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
}

void LegendBar::setRange(double low, double high, ColourMap map)
{
    low_ = low;
    high_ = high;
    map_ = map;
    setAccessibleName(
        tr("Colours from %1 to %2")
            .arg(powerOfTen(static_cast<int>(std::floor(low))), powerOfTen(static_cast<int>(std::ceil(high)))));
    update();
}

void LegendBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = Theme::of(palette());
    const QFontMetrics metrics(font());
    const int middle = height() / 2;
    int x = 0;
    const auto text = [&](const QString& words) {
        painter.setPen(theme.muted);
        painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignLeft | Qt::AlignVCenter, words);
        x += metrics.horizontalAdvance(words) + 6;
    };
    text(powerOfTen(static_cast<int>(std::floor(low_))));
    QLinearGradient gradient(x, 0, x + 120, 0);
    for (int i = 0; i <= 16; ++i)
        gradient.setColorAt(i / 16.0, mapColour(map_, i / 16.0));
    painter.fillRect(QRect(x, middle - 5, 120, 10), gradient);
    x += 126;
    text(powerOfTen(static_cast<int>(std::ceil(high_))));
    x += 6;
    painter.fillRect(QRect(x, middle - 5, 10, 10), theme.exactZero);
    x += 14;
    text("0");
    x += 2;
    painter.fillRect(QRect(x, middle - 5, 10, 10), theme.nan);
    x += 14;
    text("NaN");
}

}  // namespace fisherlens::desktop
