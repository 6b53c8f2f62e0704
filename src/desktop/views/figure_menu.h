// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/plots/figure.h"

#include <functional>
#include <vector>

class QWidget;

namespace fisherlens::desktop {

class JobRunner;

/// An entry that one picture has above the common ones.
struct FigureAction {
    std::function<QString()> text;
    std::function<void()> run;
};

/// Right button on any picture: copy as picture, export, copy data. `figure` is asked when an entry is chosen.
void installFigureMenu(QWidget* picture, std::function<NamedFigure()> figure, std::vector<FigureAction> own = {});

/// Tab-separated text of a figure's numbers.
[[nodiscard]] QString tabSeparated(const FigureTable& table);

/// The jobs of a window, where the figure menus in it find them.
void setFigureJobs(QWidget& window, JobRunner& runner);

/// Asks for file, format and size, and exports as a job of the window; the dialog says what fails.
void exportFigureWithDialog(QWidget* parent, const NamedFigure& figure);

}  // namespace fisherlens::desktop
