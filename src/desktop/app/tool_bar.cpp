// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/app/tool_bar.h"

#include "desktop/app/menus.h"
#include "desktop/document/document.h"
#include "desktop/document/tensor_filter.h"
#include "desktop/plots/theme.h"

#include <QApplication>
#include <QEvent>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

namespace fisherlens::desktop {

QString iconFolder()
{
    return Theme::of(QApplication::palette()).dark ? ":/icons/dark/" : ":/icons/light/";
}

ToolBar::ToolBar(const Menus& menus, Document& document, QWidget* parent)
    : QToolBar(parent), document_(document), export_(new QToolButton(this)), filter_(new QLineEdit(this))
{
    setObjectName("toolbar");
    setMovable(false);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIconSize({16, 16});
    const Menus::Actions& actions = menus.actions();
    addAction(actions.open);
    addAction(actions.recycle);
    addAction(actions.reference);
    addSeparator();
    for (QAction* action : {actions.undo, actions.redo}) {
        addAction(action);
        qobject_cast<QToolButton*>(widgetForAction(action))->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }
    addSeparator();
    export_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    export_->setPopupMode(QToolButton::InstantPopup);
    auto* exports = new QMenu(export_);
    exports->addActions({actions.exportFigure, actions.exportAll, actions.exportTable});
    export_->setMenu(exports);
    addWidget(export_);
    auto* stretch = new QWidget(this);
    stretch->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(stretch);
    filter_->setFixedWidth(280);
    filter_->setClearButtonEnabled(true);
    addWidget(filter_);
    connect(filter_, &QLineEdit::textChanged, &document_, &Document::setFilter);
    connect(&document_, &Document::filterChanged, this, &ToolBar::updateFilter);
}

void ToolBar::updateFilter()
{
    if (filter_->text() != document_.filter())
        filter_->setText(document_.filter());
    const TensorFilter filter(document_.filter());
    filter_->setToolTip(filter.problem().isEmpty()
                            ? tr("Substring, /pattern/, >1M, <10k, f16, role:norm; all words must hold")
                            : filter.problem());
}

void ToolBar::retranslate()
{
    setWindowTitle(tr("Toolbar"));
    export_->setText(tr("Export"));
    export_->setToolTip(tr("Exports the figure or table in view, or all figures"));
    filter_->setPlaceholderText(tr("Filter tensors: name, /regex/, >1M, f16"));
    filter_->setAccessibleName(tr("Filter tensors"));
    updateFilter();
    updateIcon();
}

void ToolBar::updateIcon()
{
    export_->setIcon(QIcon(iconFolder() + "export.svg"));
}

void ToolBar::changeEvent(QEvent* event)
{
    QToolBar::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateIcon();
}

}  // namespace fisherlens::desktop
