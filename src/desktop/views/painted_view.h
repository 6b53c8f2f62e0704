// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"
#include "desktop/plots/figure.h"

#include <QWidget>

namespace fisherlens::desktop {

/// A live picture of a BarsSpec: one row per tensor. A click selects its tensor.
class BarsView : public QWidget {
    Q_OBJECT
public:
    explicit BarsView(QWidget* parent = nullptr);
    void setFigure(NamedFigure figure);
    [[nodiscard]] const NamedFigure& figure() const { return figure_; }
    [[nodiscard]] const BarsSpec& bars() const { return std::get<BarsSpec>(figure_.spec); }

signals:
    void rowClicked(int row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QRectF area() const;
    NamedFigure figure_;
};

/// The bars of those tensors of a source that the window's filter lets through.
[[nodiscard]] BarsSpec shownBars(BarsSpec bars, const Analyses& analyses, SourceId source);

/// A live picture of a LadderSpec.
class LadderView : public QWidget {
    Q_OBJECT
public:
    explicit LadderView(QWidget* parent = nullptr);
    void setFigure(NamedFigure figure);
    [[nodiscard]] const NamedFigure& figure() const { return figure_; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    NamedFigure figure_;
};

}  // namespace fisherlens::desktop
