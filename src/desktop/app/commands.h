// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"

#include <QObject>
#include <QStringList>

#include <functional>

class QWidget;

namespace fisherlens {
struct ReferenceRequest;
}

namespace fisherlens::desktop {

class Writing;

/// What the actions of the window do: dialogs in front of operations. Owns no state but the path of the session.
class Commands : public QObject {
    Q_OBJECT
public:
    Commands(Analyses& analyses, QWidget* window);

    void open(const QStringList& paths);
    void openWithDialog();
    /// An optimizer log, or another folder that is one source.
    void openFolderWithDialog();
    void openExample();
    void openSession(const QString& path);
    void saveSession();
    void saveSessionAs();
    void recycle(SourceId source);
    /// The table of parameters and optimizer states, to look at or to assign by hand.
    void mapping(SourceId source);
    void reference(SourceId model);
    /// A reference that goes on until the regret of pruning with what is compared is known well enough.
    void checkDecision();
    void evaluationData(SourceId model);
    void exportAll();
    /// Writes merged and pruned models; what it says comes out here.
    [[nodiscard]] Writing& writing() { return *writing_; }
    [[nodiscard]] const QString& sessionPath() const { return sessionPath_; }
    [[nodiscard]] static QStringList recentFiles();

    void writeSessionTo(const QString& path);

signals:
    void recentFilesChanged();
    void said(const QString& sentence);  ///< for the status bar
    void failed(const QString& sentence);
    void answered(const QString& sentence);  ///< what was asked for is known: to be read, not only noticed

private:
    void estimate(const ReferenceRequest& request, SourceId model);
    void report(const Error& error);
    void remember(const QString& path);

    Analyses& analyses_;
    QWidget* window_;
    Writing* writing_;
    QString sessionPath_;
};

}  // namespace fisherlens::desktop
