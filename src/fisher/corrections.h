// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fisher/recycle.h"

#include <optional>

namespace fisherlens {

/// 1/(1 − β₂^t): what Adam's moving average, started at zero, has to be multiplied by. Kingma and Ba, "Adam" (ICLR
/// 2015), section 3. 0 ≤ β₂ < 1, t > 0.
[[nodiscard]] double biasCorrection(double beta2, double t);

/// F ÷ v̂: B/c² for a loss averaged over the batch of B, 1/(B·c²) for a summed one. DESIGN.md 3; Li et al., arXiv
/// 2507.18807, equation (12) for c = 1.
[[nodiscard]] double scaleFactor(Reduction reduction, double batchSize, double lossFactor);

/// ρ_t = (1−β₁)(1+β₁^t)/((1+β₁)(1−β₁^t)): the share of v̂ that independent gradients of mean zero leave in m̂² (m̂ is
/// an average of t gradients with weights ∝ β₁^k; ρ_t = Σ of their squares). nullopt where it is 1: β₁ = 0 or t = 1.
[[nodiscard]] std::optional<double> momentumNoise(double beta1, double t);

/// DESIGN.md 3, "Warning number without data": (B−1)·s/(B·Σv̂) with s = max(0, (Σm̂² − ρΣv̂)/(1−ρ)), the part of the
/// recycled Fisher that is the square of the mean gradient, not its variance. Sums over one tensor (clamped once: a
/// clamp per entry would add a floor). nullopt when ρ or B is unknown or Σv̂ is not positive.
[[nodiscard]] std::optional<double> meanGradientShare(double sumFirstSquared, double sumSecond,
                                                      std::optional<double> rho, std::optional<double> batchSize);

}  // namespace fisherlens
