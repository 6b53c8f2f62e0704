// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/plots/theme.h"

#include <QWidget>

namespace fisherlens::desktop {

/// The colour scale of a table: low end, gradient, high end, and the colours of exact zero and NaN.
class LegendBar : public QWidget {
    Q_OBJECT
public:
    explicit LegendBar(QWidget* parent = nullptr);
    /// log10 of the ends.
    void setRange(double low, double high, ColourMap map);
    QSize sizeHint() const override { return {320, 24}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double low_ = 0, high_ = 0;
    ColourMap map_ = ColourMap::Viridis;
};

/// "10⁻¹¹".
[[nodiscard]] QString powerOfTen(int exponent);

}  // namespace fisherlens::desktop
