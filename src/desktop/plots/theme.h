// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

#include <array>

namespace fisherlens::desktop {

/// Every colour of the program, in one place (UI.md 2). Paper is used by every export.
struct Theme {
    bool dark = false;
    QColor window, base, alternate, text, muted, line, grid, accent, selection;
    std::array<QColor, 5> sources;
    QColor neutral, warning, error, good, exactZero, nan;

    static const Theme& light();
    static const Theme& darkTheme();
    static const Theme& paper();
    /// The theme that a palette was made from: what a widget paints with.
    static const Theme& of(const QPalette& palette);

    /// Colour of the n-th source; they repeat after five.
    [[nodiscard]] QColor source(int index) const
    {
        return sources[static_cast<std::size_t>(index < 0 ? 0 : index) % sources.size()];
    }
    [[nodiscard]] QPalette palette() const;
};

/// Sequential colour maps; diverging is blue–white–orange.
enum class ColourMap { Viridis, Cividis, Magma, Diverging };

/// Colour at t in 0..1 (clamped), interpolated between published anchor colours in sRGB.
[[nodiscard]] QColor mapColour(ColourMap map, double t);

}  // namespace fisherlens::desktop
