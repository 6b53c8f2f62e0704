// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/heatmap_picture.h"
#include "desktop/views/view_frame.h"

class QComboBox;
class QPushButton;

namespace fisherlens::desktop {

class ColourBar;
class HeatmapRange;
class PlotView;
class TensorPane;
class TileView;

/// Layers × quantiles or depth × role with a profile beside it, and below the selected tensor as tiles.
class HeatmapView : public ViewFrame {
    Q_OBJECT
public:
    explicit HeatmapView(Analyses& analyses, QWidget* parent = nullptr);

    [[nodiscard]] PlotView* matrix() const { return matrix_; }
    [[nodiscard]] PlotView* profile() const { return profile_; }
    [[nodiscard]] TileView* tiles() const;
    [[nodiscard]] ColourBar* colourBar() const;
    [[nodiscard]] QString rangeText() const;
    /// Shows the default colour range again.
    void resetRange();
    /// Shows a tensor of the heatmap's source around one of its entries.
    void showEntry(const QString& tensor, std::int64_t index);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void retranslate();
    void cellClicked(int row, int column);
    void showDiagonal();
    void showRatio(const SourceData& a, const SourceData& b);
    void setFigures(HeatmapPicture picture, const QString& title, const QString& profile, const QString& provenance);

    Analyses& analyses_;
    QComboBox *source_, *map_;
    QPushButton *byQuantile_, *byRole_, *a_, *b_, *ratio_;
    HeatmapRange* range_;
    PlotView *matrix_, *profile_;
    TensorPane* tensor_;
    QStringList cellTensors_;  ///< tensor of each cell of the matrix
    int quantile_ = 5;         ///< column of the selected cell where a row is one tensor
};

}  // namespace fisherlens::desktop
