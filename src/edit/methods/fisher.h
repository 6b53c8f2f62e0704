// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edit/methods/method.h"

namespace fisherlens {

/// θ* = Σλ_iF_iθ_i / Σλ_iF_i elementwise (Matena and Raffel, arXiv 2111.09832). Coefficients default 1/K; a negative
/// one makes poles and is refused. Where all λ_iF_i are 0 the mean weighted by λ is taken and counted.
extern const MergeMethod kFisherMerge;

}  // namespace fisherlens
