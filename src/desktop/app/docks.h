// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"

#include <QObject>

#include <vector>

class QDockWidget;
class QMainWindow;
class QTabWidget;
class QToolButton;

namespace fisherlens::desktop {

class Commands;
class DockTitle;
class FindingsPanel;
class Inspector;
class JobsPanel;
class LayersPanel;
class SourcesPanel;

/// The panels around the views: Sources and Layers at the left, the Inspector at the right, Findings and Jobs below.
class Docks : public QObject {
    Q_OBJECT
public:
    Docks(Analyses& analyses, Commands& commands, QMainWindow& window);

    [[nodiscard]] SourcesPanel* sources() const { return sources_; }
    [[nodiscard]] LayersPanel* layers() const { return layers_; }
    [[nodiscard]] Inspector* inspector() const { return inspector_; }
    [[nodiscard]] FindingsPanel* findings() const { return findings_; }
    [[nodiscard]] const std::vector<QDockWidget*>& widgets() const { return docks_; }

    /// Sizes of UI.md 1, less in a narrow window, so that the views keep two thirds of it. Docks take them only once the
    /// window has its own size.
    void arrange();
    void showAll();
    void retranslate();
    /// Deletes the panels, before what they show goes.
    void clear();

signals:
    /// A finding wants its tensor seen.
    void tensorRequested(int source, const QString& tensor);

private:
    QDockWidget* add(const char* name, QWidget* content, Qt::DockWidgetArea area);
    DockTitle* addTitle(QDockWidget& dock);

    QMainWindow& window_;
    SourcesPanel* sources_;
    LayersPanel* layers_;
    Inspector* inspector_;
    FindingsPanel* findings_;
    JobsPanel* jobs_;
    QTabWidget* bottom_;
    QToolButton* closeBottom_;
    std::vector<QDockWidget*> docks_;
    std::vector<DockTitle*> titles_;
};

}  // namespace fisherlens::desktop
