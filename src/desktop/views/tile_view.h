// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/jobs/runner.h"
#include "desktop/plots/figure.h"
#include "desktop/views/tile_readers.h"

#include <QImage>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

namespace fisherlens::desktop {

/// A tensor as a picture of cells, from the whole matrix down to single entries. The wheel zooms at the pointer, the left
/// button drags, a double click shows all again; the tooltip says value and index. Rectangles are read by an interactive
/// job; the old picture stays meanwhile.
class TileView : public QWidget {
    Q_OBJECT
public:
    TileView(JobRunner& runner, const QString& key, QWidget* parent = nullptr);

    /// Shows a tensor of this size; `read` is called on a worker thread. The zoom is kept when name and size stay.
    void setTensor(const QString& name, const MatrixView& view, TileReader read, ColourMap map, double low,
                   double high);
    /// Bars of the mean of each row of cells at the right, on the scale of the colours, in the colour of this source.
    /// Unset: no bars.
    void setRowMeans(std::optional<int> source) { rowMeans_ = source; }
    void clear();
    [[nodiscard]] MatrixRectangle rectangle() const { return shown_; }
    /// "rows 0–63, columns 0–127 · one cell = one entry".
    [[nodiscard]] QString description() const;
    /// Zooms to an entry by its flat index and marks it until the picture is moved to another tensor.
    void showEntry(std::int64_t index);
    [[nodiscard]] std::optional<std::int64_t> markedEntry() const { return marked_; }
    /// What the tensor's figure is called: its file, the title before the tensor's name, what the
    /// colours mean, and where the numbers come from.
    void setFigureWords(const QString& file, const QString& title, const QString& barLabel, const QString& provenance);
    /// What is shown, mask and row means included.
    [[nodiscard]] NamedFigure figure() const;

signals:
    void rectangleChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] TilesSpec spec() const;
    void request();
    void compose();
    void show(MatrixRectangle rectangle);
    void zoom(double factor, const QPointF& at);
    [[nodiscard]] QRectF area() const;

    JobRunner& runner_;
    QString key_, name_;
    MatrixView view_;
    TileReader read_;
    ColourMap map_ = ColourMap::Viridis;
    double low_ = 0, high_ = 0;
    MatrixRectangle shown_;
    std::shared_ptr<const TilePicture> picture_;
    QImage image_;
    QPointF grabbed_;
    MatrixRectangle grabbedRectangle_;
    std::optional<std::int64_t> marked_;
    std::optional<int> rowMeans_;
    TilesSpec painted_;
    QString file_, title_, barLabel_, provenance_;
};

}  // namespace fisherlens::desktop
