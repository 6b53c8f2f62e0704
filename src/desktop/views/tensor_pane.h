// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/heatmap_picture.h"

#include <QWidget>

class QLabel;

namespace fisherlens::desktop {

class ElidedLabel;
class TileView;

/// The selected tensor as tiles, of the source of the heatmap or as A ÷ B, with its name and what is seen of it.
class TensorPane : public QWidget {
    Q_OBJECT
public:
    explicit TensorPane(Analyses& analyses, QWidget* parent = nullptr);

    [[nodiscard]] TileView* tiles() const { return tiles_; }
    /// `matrix`: the figure above, whose words and colours A ÷ B shares.
    void showTensor(const NamedFigure& matrix);

private:
    void showDiagonal();
    void showRatio(const NamedFigure& matrix);
    void showNone();
    void showWords(const Tensor& tensor, const QString& rowMeans);

    Analyses& analyses_;
    QLabel *name_, *rowMeansTitle_;
    ElidedLabel* text_;
    TileView* tiles_;
};

}  // namespace fisherlens::desktop
