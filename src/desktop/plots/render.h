// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/plots/figure.h"

class QCPAxis;
class QCPColorMap;
class QCustomPlot;

namespace fisherlens::desktop {

/// Replaces what a plot shows by the figure. Interactions and tracers of the owner are set up again by the owner.
void renderFigure(QCustomPlot& plot, const CurveSpec& spec, const Theme& theme);
void renderFigure(QCustomPlot& plot, const DensitySpec& spec, const Theme& theme);
void renderFigure(QCustomPlot& plot, const MatrixSpec& spec, const Theme& theme);

/// Axes, grid, background and fonts of UI.md 2, without data.
void styleAxes(QCustomPlot& plot, const Theme& theme);
/// Label, scale type and ticks. The range is set by the caller.
void styleAxis(QCPAxis& axis, const AxisSpec& spec, const Theme& theme);

}  // namespace fisherlens::desktop
