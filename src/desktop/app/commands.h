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
    void writeMerge();
    void writePrune();
    void exportAll();
    [[nodiscard]] const QString& sessionPath() const { return sessionPath_; }
    [[nodiscard]] static QStringList recentFiles();

    /// Writes what the Merge view shows: the two recycled diagonals beside the output, then the model with its recipe.
    /// Where that cannot be done, failed() says why.
    void writeMergeTo(const QString& path);
    void writePruneTo(const QString& path);
    void writeSessionTo(const QString& path);

signals:
    void recentFilesChanged();
    void said(const QString& sentence);  ///< for the status bar
    void failed(const QString& sentence);
    void answered(const QString& sentence);  ///< what was asked for is known: to be read, not only noticed

private:
    void estimate(const ReferenceRequest& request, SourceId model);
    /// Writes a model with its recipe on a worker thread.
    void write(const QString& path, std::function<Result<std::string>(const JobContext&)> work);
    void report(const Error& error);
    void remember(const QString& path);

    Analyses& analyses_;
    QWidget* window_;
    QString sessionPath_;
};

/// A merge as the window has it: the settings that are followed (plan.h), and what they refer to.
struct MergeWriting {
    MergeChoice choice;
    Normalization normalization = Normalization::None;
    std::shared_ptr<const SourceData> a, b, base;  ///< base: null unless the method needs it
};
/// As an operation: both Fishers are written first, so that the recipe refers to them.
Result<std::string> writePreviewedMerge(const MergeWriting& merge, const std::string& output,
                                        const JobContext& context);
Result<std::string> writePreviewedPrune(const PruneChoice& choice, std::shared_ptr<const SourceData> model,
                                        const std::string& output, const JobContext& context);

}  // namespace fisherlens::desktop
