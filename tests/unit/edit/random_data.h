// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/philox.h"
#include "base/tensor.h"

#include <cmath>
#include <string>
#include <vector>

namespace fisherlens::test {

/// n reproducible floats: `make(u)` of uniform numbers on [0, 1).
template <class Make>
std::vector<float> randomFloats(std::size_t n, std::uint64_t seed, Make&& make)
{
    const RandomField field(seed, 7);
    std::vector<float> values(n);
    for (std::size_t i = 0; i < n; ++i)
        values[i] = static_cast<float>(make(field.uniform(0, i)));
    return values;
}

/// Weights on (−1, 1) and Fishers over many orders of magnitude.
inline std::vector<float> randomWeights(std::size_t n, std::uint64_t seed)
{
    return randomFloats(n, seed, [](double u) { return 2 * u - 1; });
}
inline std::vector<float> randomFisher(std::size_t n, std::uint64_t seed)
{
    return randomFloats(n, seed, [](double u) { return std::pow(10.0, -12 + 8 * u); });
}

inline Tensor vectorTensor(std::string name, std::vector<float> values)
{
    const auto n = static_cast<std::int64_t>(values.size());
    return memoryTensor(std::move(name), {n}, std::move(values));
}

}  // namespace fisherlens::test
