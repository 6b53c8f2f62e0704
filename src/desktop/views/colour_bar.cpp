// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/colour_bar.h"

#include "desktop/views/legend_bar.h"
#include "desktop/views/style.h"

#include <QKeyEvent>
#include <QLinearGradient>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fisherlens::desktop {
namespace {

constexpr double kWidth = 12, kTop = 26, kLegend = 46;
constexpr double kApart = 0.1;  ///< handles stay a tenth of a power of ten apart
constexpr double kStep = 0.1;   ///< of an arrow key

}  // namespace

ColourBar::ColourBar(QWidget* parent) : QWidget(parent)
{
    setFont(secondaryFont(font()));
    setFixedWidth(sizeHint().width());
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::SizeVerCursor);
}

void ColourBar::setScale(const Range& scale, const Range& range, ColourMap map, const QString& label)
{
    if (!dragging_)
        scale_ = scale;  // a bar that grows under the pointer cannot be aimed at
    range_ = range;
    map_ = map;
    label_ = label;
    setEnabled(scale.high > scale.low);
    update();
}

QRectF ColourBar::axis() const
{
    return {8, kTop, kWidth, std::max(height() - kTop - kLegend, 20.0)};
}

double ColourBar::pixelOf(double value) const
{
    const QRectF area = axis();
    const double share = (value - scale_.low) / std::max(scale_.high - scale_.low, 1e-9);
    return area.bottom() - std::clamp(share, 0.0, 1.0) * area.height();
}

double ColourBar::valueAt(double y) const
{
    const QRectF area = axis();
    return scale_.low + std::clamp((area.bottom() - y) / area.height(), 0.0, 1.0) * (scale_.high - scale_.low);
}

ColourBar::Range ColourBar::moved(double value) const
{
    Range range = range_;
    if (upper_)
        range.high = std::max(std::min(value, scale_.high), range.low + kApart);
    else
        range.low = std::min(std::max(value, scale_.low), range.high - kApart);
    return range;
}

void ColourBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = Theme::of(palette());
    painter.fillRect(rect(), theme.base);
    const QRectF area = axis();
    const QFontMetricsF metrics(font());
    painter.setPen(theme.muted);
    painter.drawText(QRectF(4, 2, width() - 4, kTop - 6), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(label_, Qt::ElideRight, width() - 6));
    if (isEnabled()) {
        QLinearGradient gradient(0, pixelOf(range_.low), 0, pixelOf(range_.high));
        for (int i = 0; i <= 16; ++i)
            gradient.setColorAt(i / 16.0, mapColour(map_, i / 16.0));
        painter.fillRect(area, gradient);
        const int from = static_cast<int>(std::ceil(scale_.low - 1e-9)),
                  to = static_cast<int>(std::floor(scale_.high + 1e-9));
        const int step = std::max(1, static_cast<int>(std::ceil((to - from) * (metrics.height() + 4) / area.height())));
        for (int power = from; power <= to; power += step) {
            const double y = pixelOf(power);
            painter.fillRect(QRectF(area.right() + 2, y - 0.5, 4, 1), theme.line);
            painter.drawText(QRectF(area.right() + 10, y - 9, width() - area.right() - 10, 18),
                             Qt::AlignLeft | Qt::AlignVCenter, powerOfTen(power));
        }
        for (const bool upper : {false, true}) {
            const double y = pixelOf(upper ? range_.high : range_.low);
            const bool chosen = hasFocus() && upper == upper_;
            painter.fillRect(QRectF(area.left() - 4, y - 1.5, area.width() + 8, 3), chosen ? theme.accent : theme.text);
        }
    }
    drawLegend(painter, theme);
}

/// What does not lie on the scale has colours of its own.
void ColourBar::drawLegend(QPainter& painter, const Theme& theme) const
{
    const QRectF area = axis();
    double y = area.bottom() + 10;
    for (const auto& [colour, text] :
         {std::pair(theme.exactZero, QStringLiteral("0")), std::pair(theme.nan, QStringLiteral("NaN"))}) {
        painter.fillRect(QRectF(area.left(), y, kWidth, 10), colour);
        painter.setPen(theme.muted);
        painter.drawText(QRectF(area.right() + 10, y - 4, width() - area.right() - 10, 18),
                         Qt::AlignLeft | Qt::AlignVCenter, text);
        y += 18;
    }
}

void ColourBar::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const double y = event->position().y();
    const double toHigh = std::abs(y - pixelOf(range_.high)), toLow = std::abs(y - pixelOf(range_.low));
    upper_ = toHigh < toLow || (toHigh == toLow && y < pixelOf(range_.low));
    before_ = range_;
    dragging_ = true;
    update();
}

void ColourBar::mouseMoveEvent(QMouseEvent* event)
{
    if (!dragging_)
        return;
    const Range next = moved(valueAt(event->position().y()));
    if (!(next == range_))
        emit rangeChanged(next.low, next.high, false);
}

void ColourBar::mouseReleaseEvent(QMouseEvent* event)
{
    if (!dragging_ || event->button() != Qt::LeftButton)
        return;
    dragging_ = false;
    if (!(range_ == before_))
        emit rangeChanged(range_.low, range_.high, true);
}

void ColourBar::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (!dragging_)
            break;
        dragging_ = false;
        emit cancelled();
        return;
    case Qt::Key_Left:
    case Qt::Key_Right:
        upper_ = event->key() == Qt::Key_Right;
        update();
        return;
    case Qt::Key_Up:
    case Qt::Key_Down: {
        const double value = upper_ ? range_.high : range_.low;
        const Range next = moved(value + (event->key() == Qt::Key_Up ? kStep : -kStep));
        if (!(next == range_))
            emit rangeChanged(next.low, next.high, true);
        return;
    }
    default: break;
    }
    QWidget::keyPressEvent(event);
}

void ColourBar::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void ColourBar::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

}  // namespace fisherlens::desktop
