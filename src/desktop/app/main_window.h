// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/app/commands.h"
#include "desktop/document/analyses.h"

#include <QMainWindow>

#include <functional>
#include <vector>

class QLabel;
class QLineEdit;
class QMenu;
class QProgressBar;
class QTabWidget;
class QToolBar;
class QToolButton;

namespace fisherlens::desktop {

class AgreementView;
class FindingsPanel;
class HeatmapView;
class Inspector;
class JobsPanel;
class LayersPanel;
class MergeView;
class OverviewView;
class Preferences;
class PruneView;
class SourcesPanel;
class TableActions;
class TimelineView;
class ViewFrame;

/// Composes the window: menus, toolbar, docks, views. Holds no state of the work; that is the document's.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(Preferences& preferences);
    ~MainWindow() override;

    [[nodiscard]] Document& document() { return document_; }
    [[nodiscard]] Analyses& analyses() { return analyses_; }
    [[nodiscard]] JobRunner& runner() { return runner_; }
    [[nodiscard]] Commands& commands() { return *commands_; }
    [[nodiscard]] QTabWidget* tabs() const { return tabs_; }
    [[nodiscard]] OverviewView* overview() const { return overview_; }
    /// The views behind the first tab are made when they are asked for: first shown, named here, or, one a turn of the
    /// event loop, after the first paint.
    [[nodiscard]] HeatmapView* heatmap();
    [[nodiscard]] AgreementView* agreement();
    [[nodiscard]] TimelineView* timeline();
    [[nodiscard]] MergeView* merge();
    [[nodiscard]] PruneView* prune();
    [[nodiscard]] SourcesPanel* sources() const { return sources_; }
    [[nodiscard]] LayersPanel* layers() const { return layers_; }
    [[nodiscard]] Inspector* inspector() const { return inspector_; }
    [[nodiscard]] FindingsPanel* findings() const { return findings_; }
    [[nodiscard]] QLineEdit* filter() const { return filter_; }
    void resetLayout();
    /// Runs `work` once the window has been painted: what would only delay its first picture.
    void afterFirstPaint(std::function<void()> work) { afterPaint_ = std::move(work); }

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    /// The tabs from left to right.
    enum Page { OverviewPage, HeatmapPage, AgreementPage, TimelinePage, MergePage, PrunePage, PageCount };

    /// An action whose text, tool tip and icon follow language and theme.
    struct Labelled {
        QAction* action;
        std::function<QString()> text, toolTip;
        QString icon;
    };
    QAction* add(QMenu* menu, std::function<QString()> text, const QKeySequence& shortcut, std::function<void()> run,
                 const QString& icon = {}, std::function<QString()> toolTip = {});
    void makePages();
    void makePage(int page);
    void makeNextPage();
    void putPage(Page page, ViewFrame* view);
    void makeDocks();
    void makeMenus();
    void makeFileMenu();
    void makeEditMenu();
    void makeViewMenu();
    void makeComputeMenu();
    void makeHelpMenu();
    void makeToolBar();
    void makeStatusBar();
    void arrangeDocks();
    void retranslate();
    void updateIcons();
    void updateFilterToolTip();
    void updateUndo();
    void updateStatus();
    void updateWriting();
    void updateRecent();
    void showOutliers();
    void showShortcuts();
    void showAbout();
    [[nodiscard]] QMenu* menu(std::function<QString()> title);
    /// Of the table that has the focus, else of the Overview.
    [[nodiscard]] TableActions& tableInUse();

    Preferences& preferences_;
    JobRunner runner_;
    Document document_;
    Analyses analyses_;
    Commands* commands_;
    QTabWidget* tabs_;
    OverviewView* overview_;
    HeatmapView* heatmap_ = nullptr;
    AgreementView* agreement_ = nullptr;
    TimelineView* timeline_ = nullptr;
    MergeView* merge_ = nullptr;
    PruneView* prune_ = nullptr;
    SourcesPanel* sources_;
    LayersPanel* layers_;
    Inspector* inspector_;
    FindingsPanel* findings_;
    JobsPanel* jobs_;
    QTabWidget* bottom_;
    std::vector<QDockWidget*> docks_;
    std::vector<std::pair<QMenu*, std::function<QString()>>> menus_;
    std::vector<Labelled> labelled_;
    QMenu* recent_ = nullptr;
    QToolBar* toolBar_ = nullptr;
    QToolButton* exportButton_ = nullptr;
    QLineEdit* filter_ = nullptr;
    QAction *open_ = nullptr, *recycle_ = nullptr, *reference_ = nullptr, *undo_ = nullptr, *redo_ = nullptr,
            *writeMerge_ = nullptr, *writePrune_ = nullptr, *exportFigure_ = nullptr, *exportAll_ = nullptr,
            *exportTable_ = nullptr;
    QLabel *counts_ = nullptr, *scale_ = nullptr, *job_ = nullptr;
    QProgressBar* jobProgress_ = nullptr;
    JobId waitingJob_ = 0, shownJob_ = 0;  ///< which becomes visible after 200 ms, and which did
    QByteArray defaultLayout_;
    bool shown_ = false, painted_ = false;
    std::function<void()> afterPaint_;
};

}  // namespace fisherlens::desktop
