// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"
#include "desktop/plots/figure.h"

#include <QStringList>

#include <memory>
#include <optional>
#include <utility>

namespace fisherlens::desktop {

/// The matrix of a summary: one row per tensor and one column per quantile, or one row per numbered layer and one column
/// per place inside it, holding the median. Empty cells are infinite.
struct HeatmapPicture {
    MatrixSpec matrix;
    CurveSpec profile;        ///< median and the band from the 10th to the 90th percentile, by row
    QStringList cellTensors;  ///< tensor of each cell, row-major; "" for none
};
/// Ends of the colours: as chosen, else colourRange(). {0, 0} without positive entries.
[[nodiscard]] std::pair<double, double> heatmapRange(const DiagonalSummary& summary, const HeatmapChoice& choice);
[[nodiscard]] HeatmapPicture heatmapPicture(const DiagonalSummary& summary, const HeatmapChoice& choice, int colour);

/// The tensors that pass the filter of the toolbar.
[[nodiscard]] DiagonalSummary filteredSummary(DiagonalSummary summary, const QString& filter);

/// A ÷ B: the summary of A with each quantile divided by that of B, for the tensors of the same shape in both. 0 where
/// that of A is 0, unset where only that of B is.
[[nodiscard]] DiagonalSummary ratioSummary(const SourceData& a, const SourceData& b);
/// The colours of A ÷ B reach from 10^-span to 10^span: as chosen, else so that the 10th to the 90th percentile fit.
[[nodiscard]] double ratioSpan(const DiagonalSummary& ratios, const HeatmapChoice& choice);

[[nodiscard]] HeatmapPicture ratioPicture(const DiagonalSummary& ratios, const HeatmapChoice& choice);
using SourcePair = std::pair<std::shared_ptr<const SourceData>, std::shared_ptr<const SourceData>>;
/// A and B of the merge, when both have a diagonal.
[[nodiscard]] std::optional<SourcePair> ratioPair(const Analyses& analyses);
/// Whether the heatmap shows A ÷ B: it is chosen, and there are both.
[[nodiscard]] bool showsRatio(const Analyses& analyses);

}  // namespace fisherlens::desktop
