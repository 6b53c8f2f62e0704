// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/plots/figure.h"

class QCPAxis;
class QCPAxisRect;
class QCPColorMap;
class QCustomPlot;

namespace fisherlens::desktop {

/// Replaces what a plot shows by the figure. Interactions and tracers of the owner are set up again by the owner.
void renderFigure(QCustomPlot& plot, const CurveSpec& spec, const Theme& theme);
void renderFigure(QCustomPlot& plot, const DensitySpec& spec, const Theme& theme);
void renderFigure(QCustomPlot& plot, const MatrixSpec& spec, const Theme& theme);
void renderFigure(QCustomPlot& plot, const TimelineSpec& spec, const Theme& theme);

/// Removes everything but the first axis rectangle.
void clearPlot(QCustomPlot& plot);
/// A series on the axes of one rectangle; sideways: x runs along the vertical axis.
void addSeries(QCustomPlot& plot, QCPAxisRect& rect, const SeriesSpec& series, const Theme& theme,
               bool sideways = false);
/// Range of an axis as its specification says, else of the finite values (the positive ones of a logarithmic axis).
struct ValueRange {
    double low = 0, high = 1;
};
[[nodiscard]] ValueRange rangeOfSeries(const AxisSpec& spec, const std::vector<const std::vector<double>*>& values,
                                       double margin);

/// Axes, grid and fonts of UI.md 2 for one rectangle.
void styleRect(QCPAxisRect& rect, const QFont& font, const Theme& theme);
/// The same with the background, for the whole plot.
void styleAxes(QCustomPlot& plot, const Theme& theme);
/// Label, scale type and ticks. The range is set by the caller.
void styleAxis(QCPAxis& axis, const AxisSpec& spec, const Theme& theme);

}  // namespace fisherlens::desktop
