// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/app/help.h"
#include "desktop/document/settings.h"

#include <QObject>

#include <functional>
#include <utility>
#include <vector>

class QAction;
class QMenu;

namespace fisherlens::desktop {

class Analyses;
class Commands;
class MainWindow;
class Pages;
class Preferences;
class TableActions;

/// The menus of the window and their actions: texts, tool tips and icons that follow language and theme, shortcuts, and
/// what is available now.
class Menus : public QObject {
    Q_OBJECT
public:
    Menus(MainWindow& window, Preferences& preferences);

    /// What the toolbar has as well.
    struct Actions {
        QAction *open = nullptr, *recycle = nullptr, *reference = nullptr, *undo = nullptr, *redo = nullptr,
                *exportFigure = nullptr, *exportAll = nullptr, *exportTable = nullptr;
    };
    [[nodiscard]] const Actions& actions() const { return actions_; }
    void retranslate();

private:
    struct Labelled {
        QAction* action;
        std::function<QString()> text, toolTip;
        QString icon;
    };
    QAction* add(QMenu* menu, std::function<QString()> text, const QKeySequence& shortcut, std::function<void()> run,
                 const QString& icon = {}, std::function<QString()> toolTip = {});
    [[nodiscard]] QMenu* menu(std::function<QString()> title);
    void makeFileMenu();
    void makeEditMenu();
    void makeViewMenu();
    void makeComputeMenu();
    void makeHelpMenu();
    void updateIcons();
    void updateUndo();
    void updateRecent();
    void updateAvailable();
    [[nodiscard]] std::vector<Shortcut> shortcuts() const;
    [[nodiscard]] SourceId current() const;
    /// Of the table that has the focus, else of the Overview.
    [[nodiscard]] TableActions& tableInUse();

    MainWindow& window_;
    Preferences& preferences_;
    Commands& commands_;
    Analyses& analyses_;
    Pages& pages_;
    std::vector<std::pair<QMenu*, std::function<QString()>>> menus_;
    std::vector<Labelled> labelled_;
    QMenu* recent_ = nullptr;
    Actions actions_;
    QAction *writeMerge_ = nullptr, *writePrune_ = nullptr;
};

}  // namespace fisherlens::desktop
