// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"
#include "desktop/plots/figure.h"
#include "desktop/views/view_frame.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace fisherlens::desktop {

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

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void showTensor();
    void retranslate();
    void cellClicked(int row, int column);

    Analyses& analyses_;
    QComboBox *source_, *map_;
    QPushButton *byQuantile_, *byRole_;
    QLabel *tensorName_, *tensorText_;
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
[[nodiscard]] HeatmapPicture heatmapPicture(const DiagonalSummary& summary, const HeatmapChoice& choice, int colour);

}  // namespace fisherlens::desktop
