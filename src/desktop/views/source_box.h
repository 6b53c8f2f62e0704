// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"

#include <functional>

class QComboBox;
class QPixmap;

namespace fisherlens::desktop {

/// Fills a box with the opened sources that qualify, each with its colour, and selects one; quiet.
void fillSources(QComboBox& box, const Analyses& analyses, SourceId selected,
                 const std::function<bool(const SourceData&)>& qualifies);

/// Greys an entry of a box and says why in its tool tip; an empty problem offers it again.
void setEntryProblem(QComboBox& box, int index, const QString& problem);

/// A square in the colour of a source.
[[nodiscard]] QPixmap swatch(const QColor& colour, double devicePixelRatio);

}  // namespace fisherlens::desktop
