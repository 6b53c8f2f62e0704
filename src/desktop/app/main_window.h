// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/app/commands.h"
#include "desktop/app/docks.h"
#include "desktop/app/pages.h"
#include "desktop/document/analyses.h"

#include <QMainWindow>

#include <functional>

class QLineEdit;

namespace fisherlens::desktop {

class Menus;
class Preferences;
class StatusLine;
class ToolBar;

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
    [[nodiscard]] Pages& pages() { return *pages_; }
    [[nodiscard]] const Docks& docks() const { return *docks_; }
    [[nodiscard]] QTabWidget* tabs() const { return pages_; }
    [[nodiscard]] OverviewView* overview() const { return pages_->overview(); }
    [[nodiscard]] HeatmapView* heatmap() { return pages_->heatmap(); }
    [[nodiscard]] AgreementView* agreement() { return pages_->agreement(); }
    [[nodiscard]] TimelineView* timeline() { return pages_->timeline(); }
    [[nodiscard]] MergeView* merge() { return pages_->merge(); }
    [[nodiscard]] PruneView* prune() { return pages_->prune(); }
    [[nodiscard]] SourcesPanel* sources() const { return docks_->sources(); }
    [[nodiscard]] LayersPanel* layers() const { return docks_->layers(); }
    [[nodiscard]] Inspector* inspector() const { return docks_->inspector(); }
    [[nodiscard]] FindingsPanel* findings() const { return docks_->findings(); }
    [[nodiscard]] QLineEdit* filter() const;
    void resetLayout();
    /// Beside the window, so that its rows and the heatmap can be looked at together.
    void showOutliers();
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
    void retranslate();
    void say(const QString& sentence, bool problem);

    JobRunner runner_;
    Document document_;
    Analyses analyses_;
    Commands* commands_;
    Pages* pages_;
    Docks* docks_;
    Menus* menus_;
    ToolBar* toolBar_;
    StatusLine* status_;
    QByteArray defaultLayout_;
    bool shown_ = false, painted_ = false;
    std::function<void()> afterPaint_;
};

}  // namespace fisherlens::desktop
