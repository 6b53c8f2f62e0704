// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/elided_combo_box.h"

#include <QStyleOptionComboBox>
#include <QStylePainter>

namespace fisherlens::desktop {

ElidedComboBox::ElidedComboBox(QWidget* parent) : QComboBox(parent)
{
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(9);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMaximumWidth(200);
}

QSize ElidedComboBox::minimumSizeHint() const
{
    return {56, QComboBox::minimumSizeHint().height()};
}

void ElidedComboBox::paintEvent(QPaintEvent*)
{
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    const QRect field = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    const int icon = option.currentIcon.isNull() ? 0 : option.iconSize.width() + 4;
    option.currentText = fontMetrics().elidedText(option.currentText, Qt::ElideRight, field.width() - icon - 2);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

}  // namespace fisherlens::desktop
