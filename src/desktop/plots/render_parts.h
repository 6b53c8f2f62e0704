// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of render: what its files share.

#include <QMargins>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace fisherlens::desktop {

/// A matrix and the profile beside it have the same margins, so that their rows lie at the same height.
inline constexpr QMargins kBesideMatrix(15, 30, 15, 26);

/// Lowest and highest finite (and, on logarithmic axes, positive) values of both members of all series.
struct Extent {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void add(const std::vector<double>& values, bool logarithmic)
    {
        for (const double value : values)
            if (std::isfinite(value) && (!logarithmic || value > 0)) {
                low = std::min(low, value);
                high = std::max(high, value);
            }
    }
};

}  // namespace fisherlens::desktop
