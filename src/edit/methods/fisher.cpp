// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/methods/fisher.h"

#include "edit/methods/linear.h"

#include <algorithm>
#include <cmath>

namespace fisherlens {
namespace {

std::int64_t mergeFisher(const MergeBlock& block, std::span<double> out)
{
    const std::size_t models = block.values.size();
    std::vector<double> values(models), weights(models), terms(models);
    std::int64_t unweighted = 0;
    const bool two = models == 2;
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (two) {
            const double a = block.coefficients[0] * block.importance[0][i];
            const double b = block.coefficients[1] * block.importance[1][i];
            const double sum = a + b;
            out[i] = affineMeanOfTwo(block.values[0][i], block.values[1][i], a / sum, b / sum);
            if (sum > 0 && std::isfinite(sum) && std::isfinite(out[i]))
                continue;
        }
        for (std::size_t m = 0; m < models; ++m) {
            values[m] = block.values[m][i];
            weights[m] = block.coefficients[m] * block.importance[m][i];
        }
        std::copy(weights.begin(), weights.end(), terms.begin());
        double sum = orderlessSum(terms);
        if (!(sum > 0)) {
            ++unweighted;
            out[i] = affineMean(values, block.coefficients, terms);
            continue;
        }
        if (!std::isfinite(sum)) {  // float64 Fishers near the end of the range
            const double largest = *std::max_element(weights.begin(), weights.end());
            for (double& weight : weights)
                weight = std::isinf(largest) ? (std::isinf(weight) ? 1.0 : 0.0) : weight / largest;
            std::copy(weights.begin(), weights.end(), terms.begin());
            sum = orderlessSum(terms);
        }
        for (double& weight : weights)
            weight /= sum;
        out[i] = affineMean(values, weights, terms);
    }
    return unweighted;
}

}  // namespace

const MergeMethod kFisherMerge{
    .name = "fisher",
    .needsFisher = true,
    .needsBase = false,
    .normalizesCoefficients = true,
    .allowsNegative = false,
    .defaultCoefficient = [](std::size_t models) { return 1.0 / static_cast<double>(models); },
    .merge = mergeFisher,
};

}  // namespace fisherlens
