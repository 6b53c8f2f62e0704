// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/plots/figure.h"

#include <QWidget>

class QCustomPlot;

namespace fisherlens::desktop {

/// A live plot of a CurveSpec, DensitySpec, MatrixSpec or TimelineSpec. Restyles when the palette changes. With a cursor
/// it can be dragged with the left button or moved with the arrow keys; Escape gives the value before the drag back. In a
/// matrix the arrow keys go from cell to cell, in the strip of a timeline from row to row. The plot is a
/// child that takes no mouse or key: everything is done here, and nobody who includes this reads QCustomPlot's header.
class PlotView : public QWidget {
    Q_OBJECT
public:
    explicit PlotView(QWidget* parent = nullptr);

    void setFigure(NamedFigure figure);
    [[nodiscard]] const NamedFigure& figure() const { return figure_; }
    void setDraggable(bool draggable) { draggable_ = draggable; }
    /// What the mouse can do, after the note of a curve; exports do not have it.
    void setHint(const QString& hint) { hint_ = hint; }
    /// A matrix is shown without its colour scale, because another widget has it; exports keep it.
    void setBarShown(bool shown) { barShown_ = shown; }
    /// The point of the curve is dragged in both directions instead of the cursor.
    void setPointDraggable(bool draggable) { pointDraggable_ = draggable; }
    /// Where a point of the first axes lies, in pixels of the widget.
    [[nodiscard]] QPointF pixelOf(double x, double y) const;
    /// The same in the middle of the first axes' height.
    [[nodiscard]] QPoint pixelAt(double x) const;
    /// Draws at once what is otherwise drawn when the event loop gets to it.
    void replot();
    /// What a cell of a matrix says: its row, its column, its value.
    [[nodiscard]] QString cellText(int row, int column) const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QCustomPlot& plot() const { return *plot_; }

signals:
    /// While dragging; `finished` with the release, or when Escape returned to the start.
    void dragged(double x, bool finished);
    /// The same for a draggable point: where the pointer is, in pixels of the widget; cancelled by Escape.
    void pointDragged(const QPointF& position, bool finished);
    void pointDragCancelled();
    /// An arrow key asks the draggable point to move along its curve: ±1, with Shift ±0.1.
    void pointStepped(double steps);
    /// A cell of a matrix, or of the strip of a timeline, was clicked.
    void cellClicked(int row, int column);
    void doubleClicked();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    void draw();
    [[nodiscard]] double clamped(double x) const;
    [[nodiscard]] double cursor() const;
    [[nodiscard]] bool overRect(const QPoint& point) const;
    /// Row and column of a matrix at a point; {-1, -1} outside.
    [[nodiscard]] QPoint cellAt(const QPointF& point) const;
    /// Arrow keys in a matrix: the next cell that is not empty in this direction.
    bool stepCell(int key);

    QCustomPlot* plot_;
    QWidget* focus_;  ///< the frame around the plot while it has the focus by key
    NamedFigure figure_;
    QString hint_;
    bool barShown_ = true, draggable_ = false, pointDraggable_ = false, dragging_ = false;
    double before_ = 0;
};

}  // namespace fisherlens::desktop
