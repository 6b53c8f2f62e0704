// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edit/methods/method.h"

#include <cmath>

namespace fisherlens {

/// θ* = Σλ_iθ_i / Σλ_i (isotropic merging, Wortsman et al., arXiv 2203.05482). Coefficients default 1/K, negative ones
/// are allowed (extrapolation).
extern const MergeMethod kLinearMerge;

/// Σw_iv_i with Σw_i = 1, computed as min + Σw_i(v_i − min): equal inputs give their value exactly, the order of the
/// inputs does not matter, and weights ≥ 0 give a result inside [min, max]. `terms` is scratch of v's size.
[[nodiscard]] double affineMean(std::span<const double> values, std::span<const double> weights,
                                std::span<double> terms);

/// The same number for two values, without the loops. Not finite where only affineMean knows the answer.
[[nodiscard]] inline double affineMeanOfTwo(double a, double b, double weightA, double weightB)
{
    if (a == b)
        return a == 0 ? a + b : a;  // −0 only where both are
    const double low = a < b ? a : b;
    const double high = a < b ? b : a;
    const double mean = low + (a < b ? weightB : weightA) * (high - low);
    if (!(weightA >= 0 && weightB >= 0 && std::isfinite(mean)))
        return mean;
    return mean < low ? low : (mean > high ? high : mean);
}

}  // namespace fisherlens
