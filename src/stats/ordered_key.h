// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>

namespace fisherlens {

/// Unsigned integers in the order of the numbers they stand for: a < b exactly when orderedKey(a) < orderedKey(b), and
/// −0 has the key of +0. NaN has no place in the order; callers leave it out.
[[nodiscard]] constexpr std::uint32_t orderedKey(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value + 0.0F);
    return bits & 0x80000000U ? ~bits : bits | 0x80000000U;
}

/// The number whose key it is.
[[nodiscard]] constexpr float keyValue(std::uint32_t key)
{
    return std::bit_cast<float>(key & 0x80000000U ? key & 0x7FFFFFFFU : ~key);
}

/// True for everything but NaN and the infinities; a form that compilers vectorise.
[[nodiscard]] constexpr bool isFiniteBits(float value)
{
    return (std::bit_cast<std::uint32_t>(value) & 0x7F800000U) != 0x7F800000U;
}

}  // namespace fisherlens
