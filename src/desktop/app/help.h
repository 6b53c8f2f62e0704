// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QString>

#include <vector>

class QWidget;

namespace fisherlens::desktop {

struct Shortcut {
    QKeySequence key;
    QString what;
};

/// A list of these keys and of those that belong to no menu.
void showShortcuts(QWidget* window, const std::vector<Shortcut>& shortcuts);
void showAbout(QWidget* window);

}  // namespace fisherlens::desktop
