// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/methods/linear.h"

#include <algorithm>
#include <cmath>

namespace fisherlens {
namespace {

std::int64_t mergeLinear(const MergeBlock& block, std::span<double> out)
{
    const std::size_t models = block.values.size();
    std::vector<double> values(models), terms(models);
    for (std::size_t i = 0; i < out.size(); ++i) {
        for (std::size_t m = 0; m < models; ++m)
            values[m] = block.values[m][i];
        out[i] = affineMean(values, block.coefficients, terms);
    }
    return 0;
}

}  // namespace

const MergeMethod kLinearMerge{
    .name = "linear",
    .needsFisher = false,
    .needsBase = false,
    .normalizesCoefficients = true,
    .allowsNegative = true,
    .defaultCoefficient = [](std::size_t models) { return 1.0 / static_cast<double>(models); },
    .merge = mergeLinear,
};

double affineMean(std::span<const double> values, std::span<const double> weights, std::span<double> terms)
{
    double low = values[0], high = values[0];
    for (const double value : values) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    if (low == high)
        return low;  // also where all are the same infinity
    bool convex = true;
    for (std::size_t m = 0; m < values.size(); ++m) {
        terms[m] = weights[m] * (values[m] - low);
        convex = convex && weights[m] >= 0;
    }
    double mean = low + orderlessSum(terms);
    if (!std::isfinite(mean)) {  // the difference overflowed: sum the products instead
        for (std::size_t m = 0; m < values.size(); ++m)
            terms[m] = weights[m] * values[m];
        mean = orderlessSum(terms);
    }
    return convex ? std::clamp(mean, low, high) : mean;
}

}  // namespace fisherlens
