// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The arrays of tests/data/make_agreement.py, made by the same exact arithmetic.

#include "stats/pair_stream.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace fisherlens::test {

inline constexpr std::size_t kEntries = 20011;

inline std::uint64_t bits(std::uint64_t seed, std::uint64_t i)
{
    std::uint64_t z = ((seed << 32U) + i) * 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
}

inline float unit(std::uint64_t seed, std::uint64_t i)
{
    return static_cast<float>(bits(seed, i) >> 40U) * 0x1p-24F;
}

inline float ulps(float k)
{
    return std::bit_cast<float>(0x2F000000U + static_cast<std::uint32_t>(k));
}

struct Arrays {
    std::vector<float> a, b;
};

inline Arrays agreementCase(const std::string& name, std::size_t entries = kEntries)
{
    Arrays arrays;
    for (std::size_t i = 0; i < entries; ++i) {
        float a = std::ldexp(1.0F + unit(1, i), static_cast<int>(bits(1, i) & 31U) - 45);
        float b = a * (unit(2, i) * unit(102, i) + 0x1p-12F);
        const float u = unit(3, i);
        const float w = unit(4, i);
        if (name == "narrow") {
            const float k = std::floor(u * 5.0F);
            a = ulps(k);
            b = ulps(std::floor((k + 3.0F * w) * 0.75F));
        } else if (name == "ties") {
            a = std::floor(u * 8.0F);
            b = std::floor(u * 3.0F + w * 5.0F);
        } else if (name == "zeros") {
            a = u < 0.3F ? 0.0F : a;
            b = u < 0.15F || w < 0.1F ? 0.0F : b;
        } else if (name == "nonfinite") {
            a = u < 0.01F ? std::numeric_limits<float>::quiet_NaN() : a;
            b = w < 0.01F ? std::numeric_limits<float>::infinity() : b;
        } else if (name == "signed") {
            a = u - 0.5F;
            b = (u - 0.5F) * w - 0.125F;
        } else if (name == "zero-one") {
            a = u < 0.0625F ? 1.0F : 0.0F;
            b = u * w < 0.015625F ? 1.0F : 0.0F;
        }
        arrays.a.push_back(a);
        arrays.b.push_back(b);
    }
    return arrays;
}

inline TensorPair pairOf(const std::string& name, const std::vector<float>& a, const std::vector<float>& b)
{
    const auto n = static_cast<std::int64_t>(a.size());
    return {name, memoryTensor(name, {n}, a), memoryTensor(name, {n}, b)};
}

/// The case as three tensors whose order is not that of their names.
inline std::vector<TensorPair> threeTensors(const Arrays& arrays)
{
    std::vector<TensorPair> pairs;
    std::ptrdiff_t begin = 0;
    const auto part = [&](const std::vector<float>& values, std::ptrdiff_t size) {
        return std::vector<float>(values.begin() + begin, values.begin() + begin + size);
    };
    for (const auto& [name, size] : {std::pair{"layer.b", 10000}, {"layer.a", 6670}, {"layer.c", 3341}}) {
        pairs.push_back(pairOf(name, part(arrays.a, size), part(arrays.b, size)));
        begin += size;
    }
    return pairs;
}

}  // namespace fisherlens::test
