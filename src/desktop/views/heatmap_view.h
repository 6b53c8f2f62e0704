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
class PlotView;
class TileView;

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

    Analyses& analyses_;
    QComboBox *source_, *map_;
    QPushButton *byQuantile_, *byRole_;
    QLabel *tensorName_, *tensorText_, *rowMeansTitle_, *rangeChip_;
    ColourBar* colourBar_;
    std::optional<std::pair<std::optional<double>, std::optional<double>>> beforeDrag_;  ///< range when it began
    PlotView *matrix_, *profile_;
    TileView* tiles_;
};

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

}  // namespace fisherlens::desktop
