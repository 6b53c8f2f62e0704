// SPDX-License-Identifier: GPL-3.0-or-later
#include "fisher/corrections.h"

#include <algorithm>
#include <cmath>

namespace fisherlens {
namespace {

/// 1 − β^t without the loss of digits near β^t = 1.
double oneMinusPower(double beta, double t)
{
    return beta > 0 ? -std::expm1(t * std::log(beta)) : 1;
}

}  // namespace

double biasCorrection(double beta2, double t)
{
    return 1 / oneMinusPower(beta2, t);
}

double scaleFactor(Reduction reduction, double batchSize, double lossFactor)
{
    const double squared = lossFactor * lossFactor;
    return reduction == Reduction::Mean ? batchSize / squared : 1 / (batchSize * squared);
}

std::optional<double> momentumNoise(double beta1, double t)
{
    if (!(beta1 > 0 && beta1 < 1) || !(t > 1))
        return std::nullopt;
    const double rest = oneMinusPower(beta1, t);
    const double rho = (1 - beta1) * (2 - rest) / ((1 + beta1) * rest);
    return rho < 1 ? std::optional(rho) : std::nullopt;
}

std::optional<double> meanGradientShare(double sumFirstSquared, double sumSecond, std::optional<double> rho,
                                        std::optional<double> batchSize)
{
    if (!rho || !batchSize || !(*batchSize >= 1) || !(sumSecond > 0) || !std::isfinite(sumFirstSquared)
        || !std::isfinite(sumSecond))
        return std::nullopt;
    const double s = std::max(0.0, (sumFirstSquared - *rho * sumSecond) / (1 - *rho));
    return (*batchSize - 1) * s / (*batchSize * sumSecond);
}

}  // namespace fisherlens
