// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/app/main_window.h"

#include "desktop/app/figures.h"
#include "desktop/app/preferences.h"
#include "desktop/views/agreement_view.h"
#include "desktop/views/figure_menu.h"
#include "desktop/views/heatmap_view.h"
#include "desktop/views/merge_view.h"
#include "desktop/views/overview_view.h"
#include "desktop/views/panels.h"
#include "desktop/views/plot_view.h"
#include "desktop/views/prune_view.h"
#include "desktop/views/table_actions.h"
#include "desktop/views/timeline_view.h"
#include "report/provenance.h"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QFileInfo>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>

namespace fisherlens::desktop {

QMenu* MainWindow::menu(std::function<QString()> title)
{
    QMenu* menu = menuBar()->addMenu(QString());
    menus_.emplace_back(menu, std::move(title));
    return menu;
}

QAction* MainWindow::add(QMenu* menu, std::function<QString()> text, const QKeySequence& shortcut,
                         std::function<void()> run, const QString& icon, std::function<QString()> toolTip)
{
    auto* action = new QAction(this);
    action->setShortcut(shortcut);
    connect(action, &QAction::triggered, this, std::move(run));
    menu->addAction(action);
    labelled_.push_back({action, std::move(text), std::move(toolTip), icon});
    return action;
}

void MainWindow::makeMenus()
{
    makeFileMenu();
    makeEditMenu();
    makeViewMenu();
    makeComputeMenu();
    makeHelpMenu();
}

void MainWindow::makeFileMenu()
{
    QMenu* file = menu([] { return tr("&File"); });
    file->setToolTipsVisible(true);
    open_ = add(
        file, [] { return tr("Open…"); }, QKeySequence::Open, [this] { commands_->openWithDialog(); }, "open",
        [] { return tr("Opens checkpoints, Fisher files or a session; nothing in them is run"); });
    add(
        file, [] { return tr("Open folder…"); }, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O),
        [this] { commands_->openFolderWithDialog(); }, {},
        [] { return tr("Opens an optimizer log, or another folder that is one source"); });
    recent_ = file->addMenu(QString());
    menus_.emplace_back(recent_, [] { return tr("Open recent"); });
    add(
        file, [] { return tr("Open the example"); }, {}, [this] { commands_->openExample(); });
    file->addSeparator();
    add(
        file, [] { return tr("Save session"); }, QKeySequence::Save, [this] { commands_->saveSession(); });
    add(
        file, [] { return tr("Save session as…"); }, QKeySequence::SaveAs, [this] { commands_->saveSessionAs(); });
    file->addSeparator();
    writeMerge_ = add(
        file, [] { return tr("Write merged model…"); }, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M),
        [this] { commands_->writeMerge(); });
    writePrune_ = add(
        file, [] { return tr("Write pruned model…"); }, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P),
        [this] { commands_->writePrune(); });
    file->addSeparator();
    exportFigure_ = add(
        file, [] { return tr("Export figure…"); }, QKeySequence(Qt::CTRL | Qt::Key_E),
        [this] {
            const PlotView* plot = nullptr;
            switch (tabs_->currentIndex()) {
            case HeatmapPage: plot = heatmap()->matrix(); break;
            case AgreementPage: plot = agreement()->density(); break;
            case TimelinePage: plot = timeline()->plot(); break;
            case MergePage: plot = merge()->curve(); break;
            case PrunePage: plot = prune()->curve(); break;
            default:
                if (const auto figure = overviewFigure(analyses_))
                    exportFigureWithDialog(this, *figure);
                return;
            }
            exportFigureWithDialog(this, plot->figure());
        });
    exportAll_ = add(
        file, [] { return tr("Export all figures…"); }, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E),
        [this] { commands_->exportAll(); });
    exportTable_ = add(
        file, [] { return tr("Export table…"); }, QKeySequence(Qt::CTRL | Qt::Key_T),
        [this] { tableInUse().exportWhole(); }, {},
        [] { return tr("The table that has the focus, else that of the Overview: all rows as filtered and sorted"); });
    file->addSeparator();
    add(
        file, [] { return tr("Quit"); }, QKeySequence::Quit, [this] { close(); });
    updateRecent();
}

TableActions& MainWindow::tableInUse()
{
    TableActions* focused = TableActions::of(focusWidget());
    return focused ? *focused : overview_->tableActions();
}

void MainWindow::makeEditMenu()
{
    QMenu* edit = menu([] { return tr("&Edit"); });
    QUndoStack& stack = document_.undoStack();
    undo_ = new QAction(this);
    redo_ = new QAction(this);
    connect(undo_, &QAction::triggered, &stack, &QUndoStack::undo);
    connect(redo_, &QAction::triggered, &stack, &QUndoStack::redo);
    connect(&stack, &QUndoStack::indexChanged, this, &MainWindow::updateUndo);
    connect(&stack, &QUndoStack::cleanChanged, this, &MainWindow::updateUndo);
    connect(&stack, &QUndoStack::undoTextChanged, this, &MainWindow::updateUndo);
    connect(&stack, &QUndoStack::redoTextChanged, this, &MainWindow::updateUndo);
    undo_->setShortcut(QKeySequence::Undo);
    redo_->setShortcut(QKeySequence::Redo);
    edit->addAction(undo_);
    edit->addAction(redo_);
    edit->addSeparator();
    add(
        edit, [] { return tr("Show the other merge setting"); }, QKeySequence(Qt::CTRL | Qt::Key_B),
        [this] {
            tabs_->setCurrentIndex(MergePage);
            merge()->flip();
        });
    edit->addSeparator();
    add(
        edit, [] { return tr("Copy table"); }, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
        [this] { tableInUse().copyWhole(); }, {},
        [] { return tr("The table that has the focus, else that of the Overview: all rows as filtered and sorted"); });
    add(
        edit, [] { return tr("Filter tensors"); }, QKeySequence::Find,
        [this] {
            filter_->setFocus();
            filter_->selectAll();
        });
    add(
        edit, [] { return tr("Close source"); }, QKeySequence::Close,
        [this] { document_.removeSource(document_.settings().current); });
}

void MainWindow::makeViewMenu()
{
    QMenu* view = menu([] { return tr("&View"); });
    const std::pair<Page, std::function<QString()>> views[] = {
        {OverviewPage, [] { return tr("Overview"); }},   {HeatmapPage, [] { return tr("Heatmap"); }},
        {AgreementPage, [] { return tr("Agreement"); }}, {TimelinePage, [] { return tr("Timeline"); }},
        {MergePage, [] { return tr("Merge"); }},         {PrunePage, [] { return tr("Prune"); }}};
    int key = Qt::Key_1;
    for (const auto& [page, text] : views)
        add(view, text, QKeySequence(Qt::CTRL | static_cast<Qt::Key>(key++)),
            [this, page = page] { tabs_->setCurrentIndex(page); });
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
    for (QDockWidget* dock : docks_)
        view->addAction(dock->toggleViewAction());
    add(
        view, [] { return tr("Reset layout"); }, {}, [this] { resetLayout(); });
    add(
        view, [] { return tr("Full screen"); }, QKeySequence::FullScreen,
        [this] { isFullScreen() ? showNormal() : showFullScreen(); });
}

void MainWindow::makeComputeMenu()
{
    QMenu* compute = menu([] { return tr("&Compute"); });
    recycle_ = add(
        compute, [] { return tr("Recycle"); }, QKeySequence(Qt::CTRL | Qt::Key_R),
        [this] { commands_->recycle(document_.settings().current); }, "recycle",
        [] { return tr("Batch size, reduction and step of the selected checkpoint: F ≈ B·v/(1−β₂^t)/c²"); });
    reference_ = add(
        compute, [] { return tr("Reference…"); }, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R),
        [this] { commands_->reference(document_.settings().current); }, "reference",
        [] { return tr("Fisher diagonal from per-example gradients, to check the recycled one"); });
    add(
        compute, [] { return tr("Optimizer states…"); }, QKeySequence(Qt::CTRL | Qt::Key_M),
        [this] { commands_->mapping(document_.settings().current); }, {},
        [] { return tr("Which state belongs to which parameter, how that was decided, and assigning it by hand"); });
    add(
        compute, [] { return tr("Check the decision…"); }, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D),
        [this] { commands_->checkDecision(); });
    add(
        compute, [] { return tr("Evaluation data…"); }, QKeySequence(Qt::CTRL | Qt::Key_D),
        [this] { commands_->evaluationData(document_.settings().current); });
    add(
        compute, [] { return tr("Outliers…"); }, QKeySequence(Qt::CTRL | Qt::Key_L), [this] { showOutliers(); });
    compute->addSeparator();
    add(
        compute, [] { return tr("Read again"); }, QKeySequence::Refresh,
        [this] { analyses_.reload(document_.settings().current); });
    add(
        compute, [] { return tr("Stop all jobs"); }, QKeySequence(Qt::CTRL | Qt::Key_Period),
        [this] { runner_.cancelAll(); });
}

void MainWindow::makeHelpMenu()
{
    QMenu* help = menu([] { return tr("&Help"); });
    add(
        help, [] { return tr("Keyboard shortcuts"); }, QKeySequence::HelpContents, [this] { showShortcuts(); });
    add(
        help, [] { return tr("About FisherLens"); }, {}, [this] { showAbout(); });
}

void MainWindow::makeToolBar()
{
    toolBar_ = addToolBar(QString());
    toolBar_->setObjectName("toolbar");
    toolBar_->setMovable(false);
    toolBar_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    toolBar_->setIconSize({16, 16});
    toolBar_->addAction(open_);
    toolBar_->addAction(recycle_);
    toolBar_->addAction(reference_);
    toolBar_->addSeparator();
    toolBar_->addAction(undo_);
    toolBar_->addAction(redo_);
    for (QAction* action : {undo_, redo_})
        qobject_cast<QToolButton*>(toolBar_->widgetForAction(action))->setToolButtonStyle(Qt::ToolButtonIconOnly);
    toolBar_->addSeparator();
    exportButton_ = new QToolButton(toolBar_);
    exportButton_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    exportButton_->setPopupMode(QToolButton::InstantPopup);
    auto* exports = new QMenu(exportButton_);
    exports->addActions({exportFigure_, exportAll_, exportTable_});
    exportButton_->setMenu(exports);
    toolBar_->addWidget(exportButton_);
    auto* stretch = new QWidget(toolBar_);
    stretch->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    toolBar_->addWidget(stretch);
    filter_ = new QLineEdit(toolBar_);
    filter_->setFixedWidth(280);
    filter_->setClearButtonEnabled(true);
    toolBar_->addWidget(filter_);
    connect(filter_, &QLineEdit::textChanged, &document_, &Document::setFilter);
    connect(&document_, &Document::filterChanged, this, [this] {
        if (filter_->text() != document_.filter())
            filter_->setText(document_.filter());
        updateFilterToolTip();
    });
}

void MainWindow::updateUndo()
{
    const QUndoStack& stack = document_.undoStack();
    undo_->setText(stack.canUndo() ? tr("Undo %1").arg(stack.undoText()) : tr("Undo"));
    redo_->setText(stack.canRedo() ? tr("Redo %1").arg(stack.redoText()) : tr("Redo"));
    undo_->setEnabled(stack.canUndo());
    redo_->setEnabled(stack.canRedo());
}

void MainWindow::updateFilterToolTip()
{
    const TensorFilter filter(document_.filter());
    filter_->setToolTip(filter.problem().isEmpty()
                            ? tr("Substring, /pattern/, >1M, <10k, f16, role:norm; all words must hold")
                            : filter.problem());
}

void MainWindow::retranslate()
{
    if (!toolBar_)
        return;
    setWindowTitle("FisherLens[*]");
    for (const auto& [menu, title] : menus_)
        menu->setTitle(title());
    for (const Labelled& entry : labelled_) {
        entry.action->setText(entry.text());
        if (entry.toolTip)
            entry.action->setToolTip(entry.toolTip());
    }
    const QString names[] = {tr("Overview"), tr("Heatmap"), tr("Agreement"), tr("Timeline"), tr("Merge"), tr("Prune")};
    for (int i = 0; i < tabs_->count(); ++i)
        tabs_->setTabText(i, names[i]);
    const QString docks[] = {tr("Sources"), tr("Layers"), tr("Inspector"), tr("Findings and jobs")};
    for (std::size_t i = 0; i < docks_.size(); ++i)
        docks_[i]->setWindowTitle(docks[i]);
    bottom_->setTabText(0, tr("Findings · %1").arg(findings_->model().rowCount()));
    bottom_->setTabText(1, tr("Jobs"));
    exportButton_->setText(tr("Export"));
    filter_->setPlaceholderText(tr("Filter tensors: name, /regex/, >1M, f16"));
    filter_->setAccessibleName(tr("Filter tensors"));
    updateFilterToolTip();
    updateUndo();
    toolBar_->setWindowTitle(tr("Toolbar"));
    updateIcons();
}

void MainWindow::updateIcons()
{
    const QString folder = Theme::of(qApp->palette()).dark ? ":/icons/dark/" : ":/icons/light/";
    for (const Labelled& entry : labelled_)
        if (!entry.icon.isEmpty())
            entry.action->setIcon(QIcon(folder + entry.icon + ".svg"));
    undo_->setIcon(QIcon(folder + "undo.svg"));
    redo_->setIcon(QIcon(folder + "redo.svg"));
    if (exportButton_)
        exportButton_->setIcon(QIcon(folder + "export.svg"));
}

void MainWindow::updateRecent()
{
    recent_->clear();
    for (const QString& path : Commands::recentFiles()) {
        QAction* action = recent_->addAction(QFileInfo(path).fileName());
        action->setToolTip(path);
        connect(action, &QAction::triggered, this, [this, path] { commands_->open({path}); });
    }
    recent_->setEnabled(!recent_->isEmpty());
}

void MainWindow::showShortcuts()
{
    QString text = "<table cellspacing='4'>";
    for (const Labelled& entry : labelled_)
        if (!entry.action->shortcut().isEmpty())
            text += QString("<tr><td><b>%1</b>&nbsp;&nbsp;</td><td>%2</td></tr>")
                        .arg(entry.action->shortcut().toString(QKeySequence::NativeText), entry.text().remove('&'));
    for (const auto& [key, what] :
         {std::pair(QString("← →"), tr("Move λ or the sparsity while its curve has the focus; with Shift in tenths")),
          std::pair(QString("+ −"), tr("Zoom the tiles; Home shows the whole tensor")),
          std::pair(tr("Esc"), tr("Give a drag back, or stop the selected job"))})
        text += QString("<tr><td><b>%1</b>&nbsp;&nbsp;</td><td>%2</td></tr>").arg(key, what);
    QMessageBox::information(this, tr("Keyboard shortcuts"), text + "</table>");
}

void MainWindow::showAbout()
{
    QMessageBox::about(this, tr("About FisherLens"),
                       tr("<b>%1</b><p>Reads the squared-gradient accumulator of a checkpoint as a Fisher diagonal, "
                          "checks it against a reference, merges and prunes.</p>"
                          "<p>Method: Li, Dangel, Tam, Raffel, “Fishers for Free?”, ICML 2025, arXiv "
                          "2507.18807.</p><p>Licence: GPL-3.0-or-later. Data stay on this machine.</p>")
                           .arg(QString::fromStdString(programVersion())));
}

}  // namespace fisherlens::desktop
