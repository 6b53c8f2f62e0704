// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"
#include "desktop/plots/export.h"

#include <functional>
#include <optional>
#include <vector>

namespace fisherlens::desktop {

/// A figure that is made when its turn comes, on any thread: tensors are read only then.
struct PendingFigure {
    QString name;  ///< of its file, without extension
    std::function<Result<NamedFigure>(const JobContext&)> make;
};

/// Every figure that the present results allow: overview, treemap, heatmap and profile per diagonal, the ratio of A and
/// B, the selected tensor (where none is, the largest) as tiles with its distribution and its mask, agreement with bars
/// and ladder, timeline, merge, prune. Names are unique and fit for files.
[[nodiscard]] std::vector<PendingFigure> allFigures(const Analyses& analyses);

/// What the Overview shows now; unset without a diagonal.
[[nodiscard]] std::optional<NamedFigure> overviewFigure(const Analyses& analyses);

/// Writes all of them into a folder, which is made when it is not there. Returns the paths. Error NotWritten.
Result<QStringList> exportAllFigures(const Analyses& analyses, const QString& folder, const ExportOptions& options);

/// The same as a job, beside long computations: figures are read, painted and compressed on the worker thread; what
/// QCustomPlot paints is painted one after the other in turns of the event loop.
JobId startExport(const Analyses& analyses, const QString& folder, const ExportOptions& options,
                  std::function<void(Result<QStringList>)> done);

}  // namespace fisherlens::desktop
