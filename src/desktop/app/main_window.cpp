// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/app/main_window.h"

#include "desktop/app/preferences.h"
#include "desktop/document/edit_analyses.h"
#include "desktop/document/plan.h"
#include "desktop/itemmodels/jobs_model.h"
#include "desktop/views/heatmap_view.h"
#include "desktop/views/inspector.h"
#include "desktop/views/outliers_dialog.h"
#include "desktop/views/overview_view.h"
#include "desktop/views/panels.h"
#include "desktop/views/style.h"
#include "desktop/views/words.h"
#include "operations/info.h"

#include <QAction>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMessageBox>
#include <QMimeData>
#include <QProgressBar>
#include <QSettings>
#include <QStatusBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace fisherlens::desktop {
namespace {

constexpr int kLayoutVersion = 1;

}  // namespace

MainWindow::MainWindow(Preferences& preferences) : preferences_(preferences), analyses_(document_, runner_)
{
    setObjectName("MainWindow");
    setWindowIcon(QIcon(":/icons/fisherlens.svg"));
    setAcceptDrops(true);
    setDockNestingEnabled(true);
    commands_ = new Commands(analyses_, this);
    makePages();
    makeDocks();
    makeMenus();
    makeToolBar();
    makeStatusBar();
    retranslate();
    resize(1600, 960);
    defaultLayout_ = saveState(kLayoutVersion);
    QSettings settings;
    restoreGeometry(settings.value("window/geometry").toByteArray());

    connect(commands_, &Commands::said, this,
            [this](const QString& sentence) { statusBar()->showMessage(sentence, 8000); });
    connect(commands_, &Commands::failed, this, [this](const QString& sentence) {
        auto* box = new QMessageBox(QMessageBox::Warning, "FisherLens", sentence, QMessageBox::Ok, this);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
    connect(commands_, &Commands::answered, this, [this](const QString& sentence) {
        auto* box = new QMessageBox(QMessageBox::Information, "FisherLens", sentence, QMessageBox::Ok, this);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
    connect(commands_, &Commands::recentFilesChanged, this, &MainWindow::updateRecent);
    connect(&document_, &Document::settingsChanged, this, &MainWindow::updateStatus);
    connect(&document_, &Document::selectionChanged, this, &MainWindow::updateStatus);
    connect(&analyses_, &Analyses::sourceChanged, this, &MainWindow::updateStatus);
    connect(&runner_, &JobRunner::changed, this, &MainWindow::updateStatus);
    connect(&analyses_.edits(), &EditAnalyses::mergePreviewChanged, this, &MainWindow::updateWriting);
    connect(&analyses_.edits(), &EditAnalyses::prunePreviewChanged, this, &MainWindow::updateWriting);
    connect(&document_.undoStack(), &QUndoStack::cleanChanged, this, [this](bool clean) { setWindowModified(!clean); });
    connect(&preferences_, &Preferences::themeChanged, this, &MainWindow::updateIcons);
    updateStatus();
}

MainWindow::~MainWindow()
{
    // Views and models hang on the analyses and the runner, which are members: they go first.
    disconnect(&runner_, nullptr, this, nullptr);
    disconnect(&document_.undoStack(), nullptr, this, nullptr);
    delete takeCentralWidget();
    for (QDockWidget* dock : docks_)
        delete dock;
}

/// Beside the window, so that its rows and the heatmap can be looked at together.
void MainWindow::showOutliers()
{
    auto* dialog = new OutliersDialog(analyses_, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &OutliersDialog::entryRequested, this, [this](const QString& tensor, qint64 index) {
        document_.change(tr("Select source"), [](Settings& settings) {
            if (settings.agreement.recycled)
                settings.heatmap.source = settings.agreement.recycled;
        });
        tabs_->setCurrentIndex(HeatmapPage);
        heatmap()->showEntry(tensor, index);
    });
    dialog->show();
}

void MainWindow::makeDocks()
{
    sources_ = new SourcesPanel(analyses_, this);
    layers_ = new LayersPanel(analyses_, this);
    inspector_ = new Inspector(analyses_, this);
    findings_ = new FindingsPanel(analyses_, this);
    jobs_ = new JobsPanel(runner_, this);
    bottom_ = new QTabWidget(this);
    bottom_->setDocumentMode(true);
    bottom_->addTab(findings_, {});
    bottom_->addTab(jobs_, {});
    const auto dock = [this](const char* name, QWidget* content, Qt::DockWidgetArea area) {
        auto* widget = new QDockWidget(this);
        widget->setObjectName(name);
        widget->setWidget(content);
        addDockWidget(area, widget);
        docks_.push_back(widget);
        return widget;
    };
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    dock("sources", sources_, Qt::LeftDockWidgetArea);
    dock("layers", layers_, Qt::LeftDockWidgetArea);
    dock("inspector", inspector_, Qt::RightDockWidgetArea);
    QDockWidget* bottom = dock("bottom", bottom_, Qt::BottomDockWidgetArea);
    // The tabs of Findings and Jobs are title enough.
    bottom->setTitleBarWidget(new QWidget(bottom));
    sources_->setMinimumWidth(180);
    inspector_->setMinimumWidth(220);
    bottom_->setMinimumHeight(96);
    connect(sources_, &SourcesPanel::addRequested, commands_, &Commands::openWithDialog);
    connect(sources_, &SourcesPanel::recycleRequested, commands_, &Commands::recycle);
    connect(sources_, &SourcesPanel::referenceRequested, commands_, &Commands::reference);
    connect(sources_, &SourcesPanel::evaluationRequested, commands_, &Commands::evaluationData);
    connect(findings_, &FindingsPanel::countChanged, this, &MainWindow::retranslate);
    connect(findings_, &FindingsPanel::mappingRequested, commands_, &Commands::mapping);
    connect(findings_, &FindingsPanel::tensorRequested, this, [this](int source, const QString& tensor) {
        document_.change(tr("Select source"),
                         [source](Settings& settings) { settings.current = settings.heatmap.source = source; });
        document_.selectTensor(tensor);
        tabs_->setCurrentIndex(HeatmapPage);
    });
}

/// Sizes of UI.md 1, less in a narrow window, so that the views keep two thirds of it. Docks take them only once the
/// window has its own size.
void MainWindow::arrangeDocks()
{
    const int sources = std::clamp(width() * 248 / 1600, 214, 248),
              inspector = std::clamp(width() * 292 / 1600, 250, 292);
    resizeDocks({docks_[0], docks_[2]}, {sources, inspector}, Qt::Horizontal);
    resizeDocks({docks_[0], docks_[1]}, {270, 400}, Qt::Vertical);
    resizeDocks({docks_[3]}, {126}, Qt::Vertical);
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    if (std::exchange(shown_, true))
        return;
    if (!restoreState(QSettings().value("window/layout").toByteArray(), kLayoutVersion))
        QTimer::singleShot(0, this, &MainWindow::arrangeDocks);
}

void MainWindow::paintEvent(QPaintEvent* event)
{
    QMainWindow::paintEvent(event);
    if (!std::exchange(painted_, true))
        QTimer::singleShot(0, this, [this] {
            if (const auto work = std::exchange(afterPaint_, nullptr))
                work();
            makeNextPage();
        });
}

void MainWindow::makeStatusBar()
{
    counts_ = new QLabel(this);
    scale_ = new QLabel(this);
    job_ = new QLabel(this);
    jobProgress_ = new QProgressBar(this);
    jobProgress_->setFixedWidth(120);
    jobProgress_->setTextVisible(false);
    jobProgress_->setRange(0, 1000);
    statusBar()->addWidget(counts_);
    statusBar()->addWidget(scale_);
    statusBar()->addPermanentWidget(job_);
    statusBar()->addPermanentWidget(jobProgress_);
    statusBar()->setSizeGripEnabled(false);
    for (QLabel* label : {counts_, scale_, job_}) {
        label->setProperty("muted", true);
        label->setFont(secondaryFont(label->font()));
        label->setContentsMargins(6, 0, 10, 0);
    }
}

void MainWindow::updateStatus()
{
    if (!counts_)
        return;
    const QLocale locale;
    const auto& data = analyses_.source(document_.settings().current).value;
    if (data && data->tensors()) {
        const Catalogue& tensors = *data->tensors();
        QString text = tr("%1 parameters · %n tensor(s)", nullptr, static_cast<int>(tensors.size()))
                           .arg(locale.toString(static_cast<qlonglong>(countParameters(tensors))));
        if (!document_.selectedTensor().isEmpty())
            text += QStringLiteral(" \u00b7 ") + tr("selected: %1").arg(document_.selectedTensor());
        counts_->setText(text);
        scale_->setText(data->fisher ? tr("scale: %1").arg(scaleWords(data->fisher->attributes)) : QString());
    } else {
        counts_->setText(tr("Nothing is open."));
        scale_->clear();
    }
    const JobStatus* running = nullptr;
    for (const JobStatus& job : runner_.jobs())
        if (job.state == JobState::Running)
            running = &job;
    // A job that is shorter than 200 ms is not shown.
    if (running && shownJob_ != running->id && job_->isHidden()) {
        const JobId id = running->id;
        if (waitingJob_ != id) {
            waitingJob_ = id;
            QTimer::singleShot(200, this, [this, id] {
                shownJob_ = id;
                updateStatus();
            });
        }
        running = nullptr;
    }
    job_->setVisible(running);
    jobProgress_->setVisible(running);
    if (running) {
        QString text = running->name + ' ' + locale.toString(100 * running->share, 'f', 0) + " %";
        if (running->secondsLeft)
            text += QStringLiteral(" \u00b7 ") + tr("%1 left").arg(durationText(*running->secondsLeft));
        job_->setText(text);
        jobProgress_->setValue(static_cast<int>(1000 * running->share));
    }
    recycle_->setEnabled(data && data->opened->checkpoint);
    reference_->setEnabled(!document_.settings().sources.empty());
    updateWriting();
}

/// Writing is offered where it can work; where it cannot, the tool tip says why.
void MainWindow::updateWriting()
{
    const auto set = [](QAction* action, const QString& obstacle, const QString& words) {
        action->setEnabled(obstacle.isEmpty());
        action->setToolTip(obstacle.isEmpty() ? words : obstacle);
        action->setStatusTip(action->toolTip());
    };
    set(writeMerge_, mergeObstacle(analyses_), tr("Writes the merge that is previewed, with its recipe beside it"));
    set(writePrune_, pruneObstacle(analyses_), tr("Writes the pruned model that is previewed, with its recipe"));
}

void MainWindow::resetLayout()
{
    restoreState(defaultLayout_, kLayoutVersion);
    for (QDockWidget* dock : docks_)
        dock->show();
    arrangeDocks();
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && counts_) {
        retranslate();
        updateStatus();
    }
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    QSettings settings;
    settings.setValue("window/geometry", saveGeometry());
    settings.setValue("window/layout", saveState(kLayoutVersion));
    runner_.cancelAll();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    event->acceptProposedAction();
    commands_->open(paths);
}

}  // namespace fisherlens::desktop
