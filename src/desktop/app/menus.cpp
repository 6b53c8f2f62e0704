// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/app/menus.h"

#include "desktop/app/help.h"
#include "desktop/app/main_window.h"
#include "desktop/app/pages.h"
#include "desktop/app/preferences.h"
#include "desktop/app/tool_bar.h"
#include "desktop/app/writing.h"
#include "desktop/document/edit_analyses.h"
#include "desktop/document/plan.h"
#include "desktop/views/figure_menu.h"
#include "desktop/views/merge_view.h"
#include "desktop/views/overview_view.h"
#include "desktop/views/table_actions.h"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QFileInfo>
#include <QLineEdit>
#include <QMenuBar>
#include <QUndoStack>

namespace fisherlens::desktop {

Menus::Menus(MainWindow& window, Preferences& preferences)
    : QObject(&window), window_(window), preferences_(preferences), commands_(window.commands()),
      analyses_(window.analyses()), pages_(window.pages())
{
    makeFileMenu();
    makeEditMenu();
    makeViewMenu();
    makeComputeMenu();
    makeHelpMenu();
    connect(&commands_, &Commands::recentFilesChanged, this, &Menus::updateRecent);
    connect(&analyses_, &Analyses::sourceChanged, this, &Menus::updateAvailable);
    connect(&analyses_.edits(), &EditAnalyses::mergePreviewChanged, this, &Menus::updateAvailable);
    connect(&analyses_.edits(), &EditAnalyses::prunePreviewChanged, this, &Menus::updateAvailable);
    connect(&analyses_.document(), &Document::settingsChanged, this, &Menus::updateAvailable);
    connect(&preferences_, &Preferences::themeChanged, this, &Menus::updateIcons);
}

SourceId Menus::current() const
{
    return analyses_.document().settings().current;
}

QMenu* Menus::menu(std::function<QString()> title)
{
    QMenu* menu = window_.menuBar()->addMenu(QString());
    menus_.emplace_back(menu, std::move(title));
    return menu;
}

QAction* Menus::add(QMenu* menu, std::function<QString()> text, const QKeySequence& shortcut, std::function<void()> run,
                    const QString& icon, std::function<QString()> toolTip)
{
    auto* action = new QAction(&window_);
    action->setShortcut(shortcut);
    connect(action, &QAction::triggered, this, std::move(run));
    menu->addAction(action);
    labelled_.push_back({action, std::move(text), std::move(toolTip), icon});
    return action;
}

void Menus::makeFileMenu()
{
    QMenu* file = menu([] { return tr("&File"); });
    file->setToolTipsVisible(true);
    actions_.open = add(
        file, [] { return tr("Open…"); }, QKeySequence::Open, [this] { commands_.openWithDialog(); }, "open",
        [] { return tr("Opens checkpoints, Fisher files or a session; nothing in them is run"); });
    add(
        file, [] { return tr("Open folder…"); }, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O),
        [this] { commands_.openFolderWithDialog(); }, {},
        [] { return tr("Opens an optimizer log, or another folder that is one source"); });
    recent_ = file->addMenu(QString());
    menus_.emplace_back(recent_, [] { return tr("Open recent"); });
    add(
        file, [] { return tr("Open the example"); }, {}, [this] { commands_.openExample(); });
    file->addSeparator();
    add(
        file, [] { return tr("Save session"); }, QKeySequence::Save, [this] { commands_.saveSession(); });
    add(
        file, [] { return tr("Save session as…"); }, QKeySequence::SaveAs, [this] { commands_.saveSessionAs(); });
    file->addSeparator();
    writeMerge_ = add(
        file, [] { return tr("Write merged model…"); }, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M),
        [this] { commands_.writing().merge(); });
    writePrune_ = add(
        file, [] { return tr("Write pruned model…"); }, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P),
        [this] { commands_.writing().prune(); });
    file->addSeparator();
    actions_.exportFigure = add(
        file, [] { return tr("Export figure…"); }, QKeySequence(Qt::CTRL | Qt::Key_E),
        [this] {
            if (const auto figure = pages_.figure())
                exportFigureWithDialog(&window_, *figure);
        });
    actions_.exportAll = add(
        file, [] { return tr("Export all figures…"); }, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E),
        [this] { commands_.exportAll(); });
    actions_.exportTable = add(
        file, [] { return tr("Export table…"); }, QKeySequence(Qt::CTRL | Qt::Key_T),
        [this] { tableInUse().exportWhole(); }, {},
        [] { return tr("The table that has the focus, else that of the Overview: all rows as filtered and sorted"); });
    file->addSeparator();
    add(
        file, [] { return tr("Quit"); }, QKeySequence::Quit, [this] { window_.close(); });
    updateRecent();
}

TableActions& Menus::tableInUse()
{
    TableActions* focused = TableActions::of(window_.focusWidget());
    return focused ? *focused : pages_.overview()->tableActions();
}

void Menus::makeEditMenu()
{
    QMenu* edit = menu([] { return tr("&Edit"); });
    QUndoStack& stack = analyses_.document().undoStack();
    actions_.undo = new QAction(&window_);
    actions_.redo = new QAction(&window_);
    connect(actions_.undo, &QAction::triggered, &stack, &QUndoStack::undo);
    connect(actions_.redo, &QAction::triggered, &stack, &QUndoStack::redo);
    connect(&stack, &QUndoStack::indexChanged, this, &Menus::updateUndo);
    connect(&stack, &QUndoStack::cleanChanged, this, &Menus::updateUndo);
    connect(&stack, &QUndoStack::undoTextChanged, this, &Menus::updateUndo);
    connect(&stack, &QUndoStack::redoTextChanged, this, &Menus::updateUndo);
    actions_.undo->setShortcut(QKeySequence::Undo);
    actions_.redo->setShortcut(QKeySequence::Redo);
    edit->addAction(actions_.undo);
    edit->addAction(actions_.redo);
    edit->addSeparator();
    add(
        edit, [] { return tr("Show the other merge setting"); }, QKeySequence(Qt::CTRL | Qt::Key_B),
        [this] {
            pages_.setCurrentIndex(Pages::MergePage);
            pages_.merge()->flip();
        });
    edit->addSeparator();
    add(
        edit, [] { return tr("Copy table"); }, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
        [this] { tableInUse().copyWhole(); }, {},
        [] { return tr("The table that has the focus, else that of the Overview: all rows as filtered and sorted"); });
    add(
        edit, [] { return tr("Filter tensors"); }, QKeySequence::Find,
        [this] {
            window_.filter()->setFocus();
            window_.filter()->selectAll();
        });
    add(
        edit, [] { return tr("Close source"); }, QKeySequence::Close,
        [this] { analyses_.document().removeSource(current()); });
}

void Menus::makeViewMenu()
{
    QMenu* view = menu([] { return tr("&View"); });
    const std::pair<Pages::Page, std::function<QString()>> views[] = {
        {Pages::OverviewPage, [] { return tr("Overview"); }},   {Pages::HeatmapPage, [] { return tr("Heatmap"); }},
        {Pages::AgreementPage, [] { return tr("Agreement"); }}, {Pages::TimelinePage, [] { return tr("Timeline"); }},
        {Pages::MergePage, [] { return tr("Merge"); }},         {Pages::PrunePage, [] { return tr("Prune"); }}};
    int key = Qt::Key_1;
    for (const auto& [page, text] : views)
        add(view, text, QKeySequence(Qt::CTRL | static_cast<Qt::Key>(key++)),
            [this, page = page] { pages_.setCurrentIndex(page); });
    view->addSeparator();
    const auto choices = [this](QMenu* parent, const std::vector<std::pair<QString, std::function<QString()>>>& entries,
                                const QString& current, std::function<void(const QString&)> choose) {
        auto* group = new QActionGroup(this);
        for (const auto& [value, text] : entries) {
            QAction* action = add(parent, text, {}, [choose, value = value] { choose(value); });
            action->setCheckable(true);
            action->setChecked(value == current);
            group->addAction(action);
        }
    };
    QMenu* theme = view->addMenu(QString());
    menus_.emplace_back(theme, [] { return tr("Theme"); });
    choices(theme,
            {{"", [] { return tr("As the system"); }},
             {"light", [] { return tr("Light"); }},
             {"dark", [] { return tr("Dark"); }}},
            preferences_.theme(), [this](const QString& value) { preferences_.setTheme(value); });
    QMenu* language = view->addMenu(QString());
    menus_.emplace_back(language, [] { return tr("Language"); });
    choices(language,
            {{"", [] { return tr("As the system"); }},
             {"en", [] { return QStringLiteral("English"); }},
             {"ja", [] { return QStringLiteral("\u65e5\u672c\u8a9e"); }}},
            preferences_.language(), [this](const QString& value) { preferences_.setLanguage(value); });
    view->addSeparator();
    for (QDockWidget* dock : window_.docks().widgets())
        view->addAction(dock->toggleViewAction());
    add(
        view, [] { return tr("Reset layout"); }, {}, [this] { window_.resetLayout(); });
    add(
        view, [] { return tr("Full screen"); }, QKeySequence::FullScreen,
        [this] { window_.isFullScreen() ? window_.showNormal() : window_.showFullScreen(); });
}

void Menus::makeComputeMenu()
{
    QMenu* compute = menu([] { return tr("&Compute"); });
    actions_.recycle = add(
        compute, [] { return tr("Recycle"); }, QKeySequence(Qt::CTRL | Qt::Key_R),
        [this] { commands_.recycle(current()); }, "recycle",
        [] { return tr("Batch size, reduction and step of the selected checkpoint: F ≈ B·v/(1−β₂^t)/c²"); });
    actions_.reference = add(
        compute, [] { return tr("Reference…"); }, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R),
        [this] { commands_.reference(current()); }, "reference",
        [] { return tr("Fisher diagonal from per-example gradients, to check the recycled one"); });
    add(
        compute, [] { return tr("Optimizer states…"); }, QKeySequence(Qt::CTRL | Qt::Key_M),
        [this] { commands_.mapping(current()); }, {},
        [] { return tr("Which state belongs to which parameter, how that was decided, and assigning it by hand"); });
    add(
        compute, [] { return tr("Check the decision…"); }, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D),
        [this] { commands_.checkDecision(); });
    add(
        compute, [] { return tr("Evaluation data…"); }, QKeySequence(Qt::CTRL | Qt::Key_D),
        [this] { commands_.evaluationData(current()); });
    add(
        compute, [] { return tr("Outliers…"); }, QKeySequence(Qt::CTRL | Qt::Key_L),
        [this] { window_.showOutliers(); });
    compute->addSeparator();
    add(
        compute, [] { return tr("Read again"); }, QKeySequence::Refresh, [this] { analyses_.reload(current()); });
    add(
        compute, [] { return tr("Stop all jobs"); }, QKeySequence(Qt::CTRL | Qt::Key_Period),
        [this] { analyses_.runner().cancelAll(); });
}

void Menus::makeHelpMenu()
{
    QMenu* help = menu([] { return tr("&Help"); });
    add(
        help, [] { return tr("Keyboard shortcuts"); }, QKeySequence::HelpContents,
        [this] { showShortcuts(&window_, shortcuts()); });
    add(
        help, [] { return tr("About FisherLens"); }, {}, [this] { showAbout(&window_); });
}

void Menus::updateUndo()
{
    const QUndoStack& stack = analyses_.document().undoStack();
    actions_.undo->setText(stack.canUndo() ? tr("Undo %1").arg(stack.undoText()) : tr("Undo"));
    actions_.redo->setText(stack.canRedo() ? tr("Redo %1").arg(stack.redoText()) : tr("Redo"));
    actions_.undo->setEnabled(stack.canUndo());
    actions_.redo->setEnabled(stack.canRedo());
}

void Menus::updateRecent()
{
    recent_->clear();
    for (const QString& path : Commands::recentFiles()) {
        QAction* action = recent_->addAction(QFileInfo(path).fileName());
        action->setToolTip(path);
        connect(action, &QAction::triggered, this, [this, path] { commands_.open({path}); });
    }
    recent_->setEnabled(!recent_->isEmpty());
}

std::vector<Shortcut> Menus::shortcuts() const
{
    std::vector<Shortcut> result;
    for (const Labelled& entry : labelled_)
        if (!entry.action->shortcut().isEmpty())
            result.push_back({entry.action->shortcut(), entry.text().remove('&')});
    return result;
}

void Menus::retranslate()
{
    for (const auto& [menu, title] : menus_)
        menu->setTitle(title());
    for (const Labelled& entry : labelled_) {
        entry.action->setText(entry.text());
        if (entry.toolTip)
            entry.action->setToolTip(entry.toolTip());
    }
    updateUndo();
    updateIcons();
    updateAvailable();
}

void Menus::updateIcons()
{
    const QString folder = iconFolder();
    for (const Labelled& entry : labelled_)
        if (!entry.icon.isEmpty())
            entry.action->setIcon(QIcon(folder + entry.icon + ".svg"));
    actions_.undo->setIcon(QIcon(folder + "undo.svg"));
    actions_.redo->setIcon(QIcon(folder + "redo.svg"));
}

/// Writing is offered where it can work; where it cannot, the tool tip says why.
void Menus::updateAvailable()
{
    const auto set = [](QAction* action, const QString& obstacle, const QString& words) {
        action->setEnabled(obstacle.isEmpty());
        action->setToolTip(obstacle.isEmpty() ? words : obstacle);
        action->setStatusTip(action->toolTip());
    };
    set(writeMerge_, mergeObstacle(analyses_), tr("Writes the merge that is previewed, with its recipe beside it"));
    set(writePrune_, pruneObstacle(analyses_), tr("Writes the pruned model that is previewed, with its recipe"));
    const auto& data = analyses_.source(current()).value;
    actions_.recycle->setEnabled(data && (data->opened->checkpoint || data->opened->log));
    actions_.reference->setEnabled(!analyses_.document().settings().sources.empty());
}

}  // namespace fisherlens::desktop
