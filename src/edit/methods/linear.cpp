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
    const bool two = models == 2;
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (two) {
            out[i] =
                affineMeanOfTwo(block.values[0][i], block.values[1][i], block.coefficients[0], block.coefficients[1]);
            if (std::isfinite(out[i]))
                continue;
        }
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
    if (low == high) {  // also where all are the same infinity
        if (low != 0)
            return low;
        double zero = values[0];  // −0 only where all are, whatever their order
        for (const double value : values)
            zero += value;
        return zero;
    }
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
