// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QDockWidget;
class QLabel;
class QToolButton;

namespace fisherlens::desktop {

/// The title of a dock: its name, at the right "+" where something can be added, and "×". A drag still moves the dock.
class DockTitle : public QWidget {
    Q_OBJECT
public:
    /// Installs itself; the text follows the dock's window title.
    explicit DockTitle(QDockWidget& dock);

    [[nodiscard]] QToolButton* addButton() const { return add_; }
    [[nodiscard]] QToolButton* closeButton() const { return close_; }
    /// Shows "+" with these words.
    void offerAdding(const QString& words);
    void retranslate();

private:
    QDockWidget& dock_;
    QLabel* title_;
    QToolButton *add_, *close_;
};

/// A small flat button with a sign.
[[nodiscard]] QToolButton* dockButton(const QString& sign, QWidget* parent);
/// What it does, as tool tip and for screen readers.
void setDockButtonWords(QToolButton& button, const QString& words);

}  // namespace fisherlens::desktop
