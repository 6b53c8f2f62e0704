// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/plots/treemap.h"

#include <QWidget>

namespace fisherlens::desktop {

/// A live picture of a TreemapSpec. A click, or an arrow key, selects a tensor; the tool tip says what it is.
class TreemapView : public QWidget {
    Q_OBJECT
public:
    explicit TreemapView(QWidget* parent = nullptr);

    void setFigure(NamedFigure figure);
    [[nodiscard]] const NamedFigure& figure() const { return figure_; }
    [[nodiscard]] const TreemapSpec& spec() const { return std::get<TreemapSpec>(figure_.spec); }
    /// The middle of a tensor's cell; null when it has none.
    [[nodiscard]] QPointF centreOf(const QString& tensor) const;

signals:
    void tensorClicked(const QString& tensor);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QRectF area() const;
    NamedFigure figure_;
};

}  // namespace fisherlens::desktop
