// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edit/methods/method.h"

namespace fisherlens {

/// θ* = θ_0 + Σλ_i(θ_i − θ_0) (Ilharco et al., arXiv 2212.04089). Coefficients default 1 and are not normalised; negative
/// ones forget a task.
extern const MergeMethod kTaskArithmetic;

}  // namespace fisherlens
