// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"
#include "desktop/plots/figure.h"

#include <QTabWidget>

#include <optional>

namespace fisherlens::desktop {

class AgreementView;
class Commands;
class HeatmapView;
class MergeView;
class OverviewView;
class PruneView;
class TimelineView;
class ViewFrame;

/// The views behind the tabs of the window. Those behind the first one are made when they are asked for: first shown,
/// named here, or one a turn of the event loop by makeNext().
class Pages : public QTabWidget {
    Q_OBJECT
public:
    /// The tabs from left to right.
    enum Page { OverviewPage, HeatmapPage, AgreementPage, TimelinePage, MergePage, PrunePage, PageCount };

    Pages(Analyses& analyses, Commands& commands, QWidget* parent = nullptr);

    [[nodiscard]] OverviewView* overview() const { return overview_; }
    [[nodiscard]] HeatmapView* heatmap();
    [[nodiscard]] AgreementView* agreement();
    [[nodiscard]] TimelineView* timeline();
    [[nodiscard]] MergeView* merge();
    [[nodiscard]] PruneView* prune();

    /// Makes the views that are missing, one a turn of the event loop, so that no turn takes long.
    void makeNext();
    /// The main picture of the view in front; unset where it shows none.
    [[nodiscard]] std::optional<NamedFigure> figure();
    /// Shows an entry of a tensor of this source in the heatmap.
    void showEntry(SourceId source, const QString& tensor, qint64 index);
    void retranslate();

signals:
    void outliersRequested();

private:
    void make(int page);
    void put(Page page, ViewFrame* view);

    Analyses& analyses_;
    Commands& commands_;
    OverviewView* overview_;
    HeatmapView* heatmap_ = nullptr;
    AgreementView* agreement_ = nullptr;
    TimelineView* timeline_ = nullptr;
    MergeView* merge_ = nullptr;
    PruneView* prune_ = nullptr;
};

}  // namespace fisherlens::desktop
