// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/app/docks.h"

#include "desktop/app/commands.h"
#include "desktop/views/dock_title.h"
#include "desktop/views/inspector.h"
#include "desktop/views/panels.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QTabWidget>
#include <QToolButton>

#include <algorithm>

namespace fisherlens::desktop {

Docks::Docks(Analyses& analyses, Commands& commands, QMainWindow& window)
    : QObject(&window), window_(window), sources_(new SourcesPanel(analyses, &window)),
      layers_(new LayersPanel(analyses, &window)), inspector_(new Inspector(analyses, &window)),
      findings_(new FindingsPanel(analyses, &window)), jobs_(new JobsPanel(analyses.runner(), &window)),
      bottom_(new QTabWidget(&window))
{
    bottom_->setDocumentMode(true);
    bottom_->addTab(findings_, {});
    bottom_->addTab(jobs_, {});
    window.setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    window.setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    DockTitle* sources = addTitle(*add("sources", sources_, Qt::LeftDockWidgetArea));
    addTitle(*add("layers", layers_, Qt::LeftDockWidgetArea));
    addTitle(*add("inspector", inspector_, Qt::RightDockWidgetArea));
    QDockWidget* bottom = add("bottom", bottom_, Qt::BottomDockWidgetArea);
    // The tabs of Findings and Jobs are title enough.
    bottom->setTitleBarWidget(new QWidget(bottom));
    closeBottom_ = dockButton(QStringLiteral("\u00d7"), bottom_);
    bottom_->setAttribute(Qt::WA_StyledBackground);
    closeBottom_->setFixedSize(28, 29);  // as high as the tabs
    bottom_->setCornerWidget(closeBottom_);
    connect(closeBottom_, &QToolButton::clicked, bottom, &QDockWidget::close);
    sources_->setMinimumWidth(180);
    inspector_->setMinimumWidth(220);
    bottom_->setMinimumHeight(96);
    connect(sources->addButton(), &QToolButton::clicked, &commands, &Commands::openWithDialog);
    connect(sources_, &SourcesPanel::addRequested, &commands, &Commands::openWithDialog);
    connect(sources_, &SourcesPanel::recycleRequested, &commands, &Commands::recycle);
    connect(sources_, &SourcesPanel::referenceRequested, &commands, &Commands::reference);
    connect(sources_, &SourcesPanel::evaluationRequested, &commands, &Commands::evaluationData);
    connect(findings_, &FindingsPanel::countChanged, this, &Docks::retranslate);
    connect(findings_, &FindingsPanel::mappingRequested, &commands, &Commands::mapping);
    connect(findings_, &FindingsPanel::tensorRequested, this, &Docks::tensorRequested);
}

QDockWidget* Docks::add(const char* name, QWidget* content, Qt::DockWidgetArea area)
{
    auto* dock = new QDockWidget(&window_);
    dock->setObjectName(name);
    dock->setWidget(content);
    window_.addDockWidget(area, dock);
    docks_.push_back(dock);
    return dock;
}

DockTitle* Docks::addTitle(QDockWidget& dock)
{
    titles_.push_back(new DockTitle(dock));
    return titles_.back();
}

void Docks::arrange()
{
    const int sources = std::clamp(window_.width() * 248 / 1600, 214, 248),
              inspector = std::clamp(window_.width() * 292 / 1600, 250, 292);
    window_.resizeDocks({docks_[0], docks_[2]}, {sources, inspector}, Qt::Horizontal);
    window_.resizeDocks({docks_[0], docks_[1]}, {270, 400}, Qt::Vertical);
    window_.resizeDocks({docks_[3]}, {126}, Qt::Vertical);
}

void Docks::showAll()
{
    for (QDockWidget* dock : docks_)
        dock->show();
}

void Docks::retranslate()
{
    const QString names[] = {tr("Sources"), tr("Layers"), tr("Inspector"), tr("Findings and jobs")};
    for (std::size_t i = 0; i < docks_.size(); ++i)
        docks_[i]->setWindowTitle(names[i]);
    for (DockTitle* title : titles_)
        title->retranslate();
    titles_.front()->offerAdding(tr("Opens a checkpoint or a Fisher file as a source"));
    setDockButtonWords(*closeBottom_, tr("Close %1").arg(names[3]));
    bottom_->setTabText(0, tr("Findings · %1").arg(findings_->model().rowCount()));
    bottom_->setTabText(1, tr("Jobs"));
}

void Docks::clear()
{
    titles_.clear();
    for (QDockWidget* dock : docks_)
        delete dock;
    docks_.clear();
}

}  // namespace fisherlens::desktop
