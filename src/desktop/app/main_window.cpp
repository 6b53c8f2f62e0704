// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/app/main_window.h"

#include "desktop/app/menus.h"
#include "desktop/app/status_line.h"
#include "desktop/app/tool_bar.h"
#include "desktop/views/outliers_dialog.h"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QIcon>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QStatusBar>
#include <QTimer>

#include <utility>

namespace fisherlens::desktop {
namespace {

constexpr int kLayoutVersion = 1;

}  // namespace

MainWindow::MainWindow(Preferences& preferences) : analyses_(document_, runner_)
{
    setObjectName("MainWindow");
    setWindowIcon(QIcon(":/icons/fisherlens.svg"));
    setAcceptDrops(true);
    setDockNestingEnabled(true);
    commands_ = new Commands(analyses_, this);
    pages_ = new Pages(analyses_, *commands_, this);
    setCentralWidget(pages_);
    docks_ = new Docks(analyses_, *commands_, *this);
    menus_ = new Menus(*this, preferences);
    toolBar_ = new ToolBar(*menus_, document_, this);
    addToolBar(toolBar_);
    status_ = new StatusLine(analyses_, *statusBar());
    retranslate();
    resize(1600, 960);
    defaultLayout_ = saveState(kLayoutVersion);
    QSettings settings;
    restoreGeometry(settings.value("window/geometry").toByteArray());

    connect(commands_, &Commands::said, this,
            [this](const QString& sentence) { statusBar()->showMessage(sentence, 8000); });
    connect(commands_, &Commands::failed, this, [this](const QString& sentence) { say(sentence, true); });
    connect(commands_, &Commands::answered, this, [this](const QString& sentence) { say(sentence, false); });
    connect(pages_, &Pages::outliersRequested, this, &MainWindow::showOutliers);
    connect(docks_, &Docks::tensorRequested, this, [this](int source, const QString& tensor) {
        document_.change(tr("Select source"),
                         [source](Settings& settings) { settings.current = settings.heatmap.source = source; });
        document_.selectTensor(tensor);
        pages_->setCurrentIndex(Pages::HeatmapPage);
    });
    connect(&document_.undoStack(), &QUndoStack::cleanChanged, this, [this](bool clean) { setWindowModified(!clean); });
}

MainWindow::~MainWindow()
{
    // What hangs on the analyses, the document and the runner, which are members, goes first.
    disconnect(&document_.undoStack(), nullptr, this, nullptr);
    delete menus_;
    delete status_;
    docks_->clear();
    delete takeCentralWidget();
}

QLineEdit* MainWindow::filter() const
{
    return toolBar_->filter();
}

void MainWindow::say(const QString& sentence, bool problem)
{
    auto* box = new QMessageBox(problem ? QMessageBox::Warning : QMessageBox::Information, "FisherLens", sentence,
                                QMessageBox::Ok, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::showOutliers()
{
    auto* dialog = new OutliersDialog(analyses_, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &OutliersDialog::entryRequested, this, [this](const QString& tensor, qint64 index) {
        pages_->showEntry(document_.settings().agreement.recycled, tensor, index);
    });
    dialog->show();
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    if (std::exchange(shown_, true))
        return;
    if (!restoreState(QSettings().value("window/layout").toByteArray(), kLayoutVersion))
        QTimer::singleShot(0, docks_, &Docks::arrange);
}

void MainWindow::paintEvent(QPaintEvent* event)
{
    QMainWindow::paintEvent(event);
    if (!std::exchange(painted_, true))
        QTimer::singleShot(0, this, [this] {
            if (const auto work = std::exchange(afterPaint_, nullptr))
                work();
            pages_->makeNext();
        });
}

void MainWindow::resetLayout()
{
    restoreState(defaultLayout_, kLayoutVersion);
    docks_->showAll();
    docks_->arrange();
}

void MainWindow::retranslate()
{
    setWindowTitle("FisherLens[*]");
    menus_->retranslate();
    pages_->retranslate();
    docks_->retranslate();
    toolBar_->retranslate();
    status_->update();
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
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
