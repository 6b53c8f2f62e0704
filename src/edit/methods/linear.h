// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edit/methods/method.h"

namespace fisherlens {

/// θ* = Σλ_iθ_i / Σλ_i (isotropic merging, Wortsman et al., arXiv 2203.05482). Coefficients default 1/K, negative ones
/// are allowed (extrapolation).
extern const MergeMethod kLinearMerge;

/// Σw_iv_i with Σw_i = 1, computed as min + Σw_i(v_i − min): equal inputs give their value exactly, the order of the
/// inputs does not matter, and weights ≥ 0 give a result inside [min, max]. `terms` is scratch of v's size.
[[nodiscard]] double affineMean(std::span<const double> values, std::span<const double> weights, std::span<double> terms);

}  // namespace fisherlens
