// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"
#include "desktop/plots/figure.h"
#include "desktop/views/view_frame.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace fisherlens::desktop {

class ColourBar;
class ElidedLabel;
class PlotView;
class TileView;

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

/// Layers × quantiles or depth × role with a profile beside it, and below the selected tensor as tiles.
class HeatmapView : public ViewFrame {
    Q_OBJECT
public:
    explicit HeatmapView(Analyses& analyses, QWidget* parent = nullptr);

    [[nodiscard]] PlotView* matrix() const { return matrix_; }
    [[nodiscard]] PlotView* profile() const { return profile_; }
    [[nodiscard]] TileView* tiles() const { return tiles_; }
    [[nodiscard]] ColourBar* colourBar() const { return colourBar_; }
    [[nodiscard]] QString rangeText() const;
    /// Shows the default colour range again.
    void resetRange();
    /// Shows a tensor of the heatmap's source around one of its entries.
    void showEntry(const QString& tensor, std::int64_t index);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void showTensor();
    void retranslate();
    void cellClicked(int row, int column);
    void setRange(std::optional<double> low, std::optional<double> high, bool finished);
    void showRange(const DiagonalSummary& summary, const QString& label);
    void showRatio(const SourceData& a, const SourceData& b);
    void showNoTensor();
    void showTensorRatio();
    void setSpan(std::optional<double> span, bool finished);
    void setFigures(HeatmapPicture picture, const QString& title, const QString& profile, const QString& provenance);
    /// A and B of the merge, when both have a diagonal.
    [[nodiscard]] std::optional<SourcePair> pair() const { return ratioPair(analyses_); }
    [[nodiscard]] bool showsRatio() const { return analyses_.document().settings().heatmap.ratio && pair(); }

    Analyses& analyses_;
    QComboBox *source_, *map_;
    QPushButton *byQuantile_, *byRole_, *a_, *b_, *ratio_;
    QLabel *tensorName_, *rowMeansTitle_, *rangeChip_;
    ElidedLabel* tensorText_;
    ColourBar* colourBar_;
    std::optional<std::pair<std::optional<double>, std::optional<double>>> beforeDrag_;  ///< range when it began
    std::optional<std::optional<double>> spanBeforeDrag_;
    PlotView *matrix_, *profile_;
    TileView* tiles_;
    QStringList cellTensors_;  ///< tensor of each cell of the matrix
};

}  // namespace fisherlens::desktop
