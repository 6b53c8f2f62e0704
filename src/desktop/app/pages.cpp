// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/app/pages.h"

#include "desktop/app/commands.h"
#include "desktop/app/figures.h"
#include "desktop/app/writing.h"
#include "desktop/views/agreement_view.h"
#include "desktop/views/heatmap_view.h"
#include "desktop/views/merge_view.h"
#include "desktop/views/overview_view.h"
#include "desktop/views/plot_view.h"
#include "desktop/views/prune_view.h"
#include "desktop/views/timeline_view.h"

#include <QSignalBlocker>
#include <QTimer>

namespace fisherlens::desktop {

Pages::Pages(Analyses& analyses, Commands& commands, QWidget* parent)
    : QTabWidget(parent), analyses_(analyses), commands_(commands), overview_(new OverviewView(analyses, this))
{
    setDocumentMode(true);
    for (int page = 0; page < PageCount; ++page)
        addTab(new QWidget(this), {});
    put(OverviewPage, overview_);
    connect(this, &QTabWidget::currentChanged, this, &Pages::make);
}

void Pages::retranslate()
{
    const QString names[] = {tr("Overview"), tr("Heatmap"), tr("Agreement"), tr("Timeline"), tr("Merge"), tr("Prune")};
    for (int page = 0; page < PageCount; ++page)
        setTabText(page, names[page]);
}

/// In place of the empty widget that keeps the tab.
void Pages::put(Page page, ViewFrame* view)
{
    {
        const QSignalBlocker quiet(this);
        const QString text = tabText(page);
        const int current = currentIndex();
        delete widget(page);
        insertTab(page, view, text);
        setCurrentIndex(current);
    }
    connect(view, &ViewFrame::secondActionRequested, &commands_, &Commands::openExample);
    connect(view, &ViewFrame::actionRequested, this, [this, page] {
        const bool nothingOpen = analyses_.document().settings().sources.empty();
        if (page == TimelinePage && !nothingOpen)
            commands_.openFolderWithDialog();
        else if (page != AgreementPage || nothingOpen)
            commands_.openWithDialog();
    });
}

void Pages::make(int page)
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

void Pages::makeNext()
{
    const bool made[] = {
        true, heatmap_ != nullptr, agreement_ != nullptr, timeline_ != nullptr, merge_ != nullptr, prune_ != nullptr};
    for (int page = 0; page < PageCount; ++page) {
        if (made[page])
            continue;
        make(page);
        QTimer::singleShot(0, this, &Pages::makeNext);
        return;
    }
}

HeatmapView* Pages::heatmap()
{
    if (!heatmap_)
        put(HeatmapPage, heatmap_ = new HeatmapView(analyses_, this));
    return heatmap_;
}

AgreementView* Pages::agreement()
{
    if (agreement_)
        return agreement_;
    put(AgreementPage, agreement_ = new AgreementView(analyses_, this));
    connect(agreement_, &AgreementView::referenceRequested, this, [this] {
        const Settings& settings = analyses_.document().settings();
        commands_.reference(settings.agreement.recycled ? settings.agreement.recycled : settings.current);
    });
    connect(agreement_, &AgreementView::openRequested, &commands_, &Commands::openWithDialog);
    connect(agreement_, &AgreementView::decisionCheckRequested, &commands_, &Commands::checkDecision);
    connect(agreement_, &AgreementView::outliersRequested, this, &Pages::outliersRequested);
    return agreement_;
}

TimelineView* Pages::timeline()
{
    if (!timeline_)
        put(TimelinePage, timeline_ = new TimelineView(analyses_, this));
    return timeline_;
}

MergeView* Pages::merge()
{
    if (merge_)
        return merge_;
    put(MergePage, merge_ = new MergeView(analyses_, this));
    connect(merge_, &MergeView::writeRequested, &commands_.writing(), &Writing::merge);
    connect(merge_, &MergeView::evaluationDataRequested, this, [this] {
        const Settings& settings = analyses_.document().settings();
        const SourceSettings* a = settings.source(settings.merge.a);
        commands_.evaluationData(a && a->task.complete() ? settings.merge.b : settings.merge.a);
    });
    return merge_;
}

PruneView* Pages::prune()
{
    if (prune_)
        return prune_;
    put(PrunePage, prune_ = new PruneView(analyses_, this));
    connect(prune_, &PruneView::writeRequested, &commands_.writing(), &Writing::prune);
    connect(prune_, &PruneView::evaluationDataRequested, this,
            [this] { commands_.evaluationData(analyses_.document().settings().prune.model); });
    return prune_;
}

std::optional<NamedFigure> Pages::figure()
{
    switch (currentIndex()) {
    case HeatmapPage: return heatmap()->matrix()->figure();
    case AgreementPage: return agreement()->density()->figure();
    case TimelinePage: return timeline()->plot()->figure();
    case MergePage: return merge()->curve()->figure();
    case PrunePage: return prune()->curve()->figure();
    default: return overviewFigure(analyses_);
    }
}

void Pages::showEntry(SourceId source, const QString& tensor, qint64 index)
{
    analyses_.document().change(tr("Select source"), [source](Settings& settings) {
        if (source)
            settings.heatmap.source = source;
    });
    setCurrentIndex(HeatmapPage);
    heatmap()->showEntry(tensor, index);
}

}  // namespace fisherlens::desktop
