// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/plots/theme.h"

#include <QString>
#include <QWidget>

namespace fisherlens::desktop {

/// The logarithmic colour scale of a picture with two handles: the ends of the range that the colours are spread over.
/// A drag moves the nearer handle, Escape gives the range before the drag back; with the keyboard left and right choose
/// the handle, up and down move it. All values are log10.
class ColourBar : public QWidget {
    Q_OBJECT
public:
    explicit ColourBar(QWidget* parent = nullptr);

    struct Range {
        double low = 0, high = 0;
        bool operator==(const Range&) const = default;
    };
    /// `scale`: what the bar shows; `range`: where the handles are.
    void setScale(const Range& scale, const Range& range, ColourMap map, const QString& label);
    [[nodiscard]] const Range& range() const { return range_; }
    /// Where the middle of a handle lies, in pixels of the widget.
    [[nodiscard]] QPointF lowHandle() const { return {axis().center().x(), pixelOf(range_.low)}; }
    [[nodiscard]] QPointF highHandle() const { return {axis().center().x(), pixelOf(range_.high)}; }
    QSize sizeHint() const override { return {118, 200}; }

signals:
    /// `finished` with the release.
    void rangeChanged(double low, double high, bool finished);
    void cancelled();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    [[nodiscard]] QRectF axis() const;
    [[nodiscard]] double pixelOf(double value) const;
    [[nodiscard]] double valueAt(double y) const;
    /// The range with the chosen handle at a value; the handles do not cross.
    [[nodiscard]] Range moved(double value) const;
    void drawLegend(QPainter& painter, const Theme& theme) const;

    Range scale_{-1, 0}, range_{-1, 0}, before_;
    ColourMap map_ = ColourMap::Viridis;
    QString label_;
    bool upper_ = true, dragging_ = false;
};

}  // namespace fisherlens::desktop
