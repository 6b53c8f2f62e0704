// SPDX-License-Identifier: GPL-3.0-or-later
// The views behind the tabs of the main window, and when they are made.
#include "desktop/app/main_window.h"

#include "desktop/views/agreement_view.h"
#include "desktop/views/heatmap_view.h"
#include "desktop/views/merge_view.h"
#include "desktop/views/overview_view.h"
#include "desktop/views/prune_view.h"
#include "desktop/views/timeline_view.h"

#include <QSignalBlocker>
#include <QTabWidget>
#include <QTimer>

namespace fisherlens::desktop {

void MainWindow::makePages()
{
    tabs_ = new QTabWidget(this);
    tabs_->setDocumentMode(true);
    for (int page = 0; page < PageCount; ++page)
        tabs_->addTab(new QWidget(tabs_), {});
    overview_ = new OverviewView(analyses_, tabs_);
    putPage(OverviewPage, overview_);
    connect(tabs_, &QTabWidget::currentChanged, this, &MainWindow::makePage);
    setCentralWidget(tabs_);
}

/// In place of the empty widget that keeps the tab.
void MainWindow::putPage(Page page, ViewFrame* view)
{
    {
        const QSignalBlocker quiet(tabs_);
        const QString text = tabs_->tabText(page);
        const int current = tabs_->currentIndex();
        delete tabs_->widget(page);
        tabs_->insertTab(page, view, text);
        tabs_->setCurrentIndex(current);
    }
    connect(view, &ViewFrame::secondActionRequested, commands_, &Commands::openExample);
    connect(view, &ViewFrame::actionRequested, this, [this, page] {
        if (page == TimelinePage && !document_.settings().sources.empty())
            commands_->openFolderWithDialog();
        else if (page != AgreementPage || document_.settings().sources.empty())
            commands_->openWithDialog();
    });
}

void MainWindow::makePage(int page)
{
    switch (page) {
    case HeatmapPage: (void)heatmap(); break;
    case AgreementPage: (void)agreement(); break;
    case TimelinePage: (void)timeline(); break;
    case MergePage: (void)merge(); break;
    case PrunePage: (void)prune(); break;
    default: break;
    }
}

/// One a turn of the event loop, so that no turn takes long.
void MainWindow::makeNextPage()
{
    const bool made[] = {
        true, heatmap_ != nullptr, agreement_ != nullptr, timeline_ != nullptr, merge_ != nullptr, prune_ != nullptr};
    for (int page = 0; page < PageCount; ++page) {
        if (made[page])
            continue;
        makePage(page);
        QTimer::singleShot(0, this, &MainWindow::makeNextPage);
        return;
    }
}

HeatmapView* MainWindow::heatmap()
{
    if (!heatmap_)
        putPage(HeatmapPage, heatmap_ = new HeatmapView(analyses_, tabs_));
    return heatmap_;
}

AgreementView* MainWindow::agreement()
{
    if (agreement_)
        return agreement_;
    putPage(AgreementPage, agreement_ = new AgreementView(analyses_, tabs_));
    connect(agreement_, &AgreementView::referenceRequested, this, [this] {
        const Settings& settings = document_.settings();
        commands_->reference(settings.agreement.recycled ? settings.agreement.recycled : settings.current);
    });
    connect(agreement_, &AgreementView::openRequested, commands_, &Commands::openWithDialog);
    connect(agreement_, &AgreementView::decisionCheckRequested, commands_, &Commands::checkDecision);
    connect(agreement_, &AgreementView::outliersRequested, this, &MainWindow::showOutliers);
    return agreement_;
}

TimelineView* MainWindow::timeline()
{
    if (!timeline_)
        putPage(TimelinePage, timeline_ = new TimelineView(analyses_, tabs_));
    return timeline_;
}

MergeView* MainWindow::merge()
{
    if (merge_)
        return merge_;
    putPage(MergePage, merge_ = new MergeView(analyses_, tabs_));
    connect(merge_, &MergeView::writeRequested, commands_, &Commands::writeMerge);
    connect(merge_, &MergeView::evaluationDataRequested, this, [this] {
        const MergeChoice choice = document_.settings().merge;
        const SourceSettings* a = document_.settings().source(choice.a);
        commands_->evaluationData(a && a->task.complete() ? choice.b : choice.a);
    });
    return merge_;
}

PruneView* MainWindow::prune()
{
    if (prune_)
        return prune_;
    putPage(PrunePage, prune_ = new PruneView(analyses_, tabs_));
    connect(prune_, &PruneView::writeRequested, commands_, &Commands::writePrune);
    connect(prune_, &PruneView::evaluationDataRequested, this,
            [this] { commands_->evaluationData(document_.settings().prune.model); });
    return prune_;
}

}  // namespace fisherlens::desktop
