// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/dock_title.h"

#include "desktop/views/style.h"

#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace fisherlens::desktop {

QToolButton* dockButton(const QString& sign, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setProperty("dock", true);
    button->setText(sign);
    button->setAutoRaise(true);
    button->setFixedSize(20, 20);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void setDockButtonWords(QToolButton& button, const QString& words)
{
    button.setToolTip(words);
    button.setAccessibleName(words);
}

DockTitle::DockTitle(QDockWidget& dock)
    : QWidget(&dock), dock_(dock), title_(headingLabel({}, this)), add_(dockButton("+", this)),
      close_(dockButton(QStringLiteral("\u00d7"), this))
{
    add_->hide();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 3, 4, 3);
    layout->setSpacing(2);
    layout->addWidget(title_, 1);
    layout->addWidget(add_);
    layout->addWidget(close_);
    dock.setTitleBarWidget(this);
    connect(close_, &QToolButton::clicked, &dock, &QDockWidget::close);
    connect(&dock, &QDockWidget::windowTitleChanged, title_, &QLabel::setText);
}

void DockTitle::offerAdding(const QString& words)
{
    setDockButtonWords(*add_, words);
    add_->show();
}

void DockTitle::retranslate()
{
    setDockButtonWords(*close_, tr("Close %1").arg(dock_.windowTitle()));
}

}  // namespace fisherlens::desktop
