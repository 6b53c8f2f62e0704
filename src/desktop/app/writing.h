// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"

#include <QObject>

#include <functional>
#include <memory>
#include <string>

class QWidget;

namespace fisherlens::desktop {

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

/// Writes what the Merge and the Prune view show, with the recipe beside it, as jobs.
class Writing : public QObject {
    Q_OBJECT
public:
    Writing(Analyses& analyses, QWidget* window);

    /// Both ask for a file.
    void merge();
    void prune();
    /// The two recycled diagonals beside the output, then the model with its recipe. Where that cannot be done, refused()
    /// says why.
    void mergeTo(const QString& path);
    void pruneTo(const QString& path);

signals:
    void said(const QString& sentence);
    void refused(const QString& sentence);
    void failed(const fisherlens::Error& error);

private:
    /// Writes a model with its recipe on a worker thread.
    void start(const QString& path, std::function<Result<std::string>(const JobContext&)> work);

    Analyses& analyses_;
    QWidget* window_;
};

}  // namespace fisherlens::desktop
