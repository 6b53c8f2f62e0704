// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolBar>

class QLineEdit;
class QToolButton;

namespace fisherlens::desktop {

class Document;
class Menus;

/// What is used daily, with words beside icons, and at the right the filter of tensors.
class ToolBar : public QToolBar {
    Q_OBJECT
public:
    ToolBar(const Menus& menus, Document& document, QWidget* parent = nullptr);

    [[nodiscard]] QLineEdit* filter() const { return filter_; }
    void retranslate();

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateFilter();
    void updateIcon();

    Document& document_;
    QToolButton* export_;
    QLineEdit* filter_;
};

/// Where the icons of the present theme are, with a slash at the end.
[[nodiscard]] QString iconFolder();

}  // namespace fisherlens::desktop
