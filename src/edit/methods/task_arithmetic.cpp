// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/methods/task_arithmetic.h"

namespace fisherlens {
namespace {

std::int64_t mergeTaskVectors(const MergeBlock& block, std::span<double> out)
{
    const std::size_t models = block.values.size();
    std::vector<double> terms(models);
    for (std::size_t i = 0; i < out.size(); ++i) {
        for (std::size_t m = 0; m < models; ++m) {
            const double value = block.values[m][i];
            // Equal values have no task vector, also where both are the same infinity.
            terms[m] = value == block.base[i] ? 0 : block.coefficients[m] * (value - block.base[i]);
        }
        out[i] = block.base[i] + orderlessSum(terms);
    }
    return 0;
}

}  // namespace

const MergeMethod kTaskArithmetic{
    .name = "task-arithmetic",
    .needsFisher = false,
    .needsBase = true,
    .normalizesCoefficients = false,
    .allowsNegative = true,
    .defaultCoefficient = [](std::size_t) { return 1.0; },
    .merge = mergeTaskVectors,
};

}  // namespace fisherlens
