// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"
#include "desktop/plots/export.h"

#include <optional>
#include <vector>

namespace fisherlens::desktop {

/// Every figure that the present results allow: overview, treemap and heatmap per diagonal, agreement with bars and ladder, merge,
/// prune. Names are unique and fit for files.
[[nodiscard]] std::vector<NamedFigure> allFigures(const Analyses& analyses);

/// What the Overview shows now; unset without a diagonal.
[[nodiscard]] std::optional<NamedFigure> overviewFigure(const Analyses& analyses);

/// Writes all of them into a folder, which is made when it is not there. Returns the paths. Error NotWritten.
Result<QStringList> exportAllFigures(const Analyses& analyses, const QString& folder, const ExportOptions& options);

}  // namespace fisherlens::desktop
