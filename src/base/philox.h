// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace fisherlens {

/// Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as
/// 1, 2, 3" (SC 2011): four 32-bit words for a 128-bit counter and a 64-bit key. Tested against the Random123 vectors.
[[nodiscard]] constexpr std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                                            std::array<std::uint32_t, 2> key)
{
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t p0 = std::uint64_t{0xD2511F53U} * counter[0];
        const std::uint64_t p1 = std::uint64_t{0xCD9E8D57U} * counter[2];
        counter = {static_cast<std::uint32_t>(p1 >> 32U) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(p1),
                   static_cast<std::uint32_t>(p0 >> 32U) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(p0)};
        key[0] += 0x9E3779B9U;
        key[1] += 0xBB67AE85U;
    }
    return counter;
}

/// 64-bit FNV-1a of the bytes of a name.
[[nodiscard]] constexpr std::uint64_t fnv1a64(std::string_view text)
{
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return hash;
}

/// A reproducible random stream that is addressed, not advanced: the same for every thread count, block size and
/// platform. `seed` and `stream` (a model's index, or the number of a use) form the key.
class RandomField {
public:
    constexpr RandomField(std::uint64_t seed, std::uint32_t stream)
        : key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U) + stream * 0x9E3779B9U}
    {}

    /// Four words at the address (a, b): for tensors a = fnv1a64(name), b = flat index.
    [[nodiscard]] constexpr std::array<std::uint32_t, 4> words(std::uint64_t a, std::uint64_t b) const
    {
        return philox({static_cast<std::uint32_t>(b), static_cast<std::uint32_t>(b >> 32U),
                       static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(a >> 32U)},
                      key_);
    }
    /// 64 random bits at the address.
    [[nodiscard]] constexpr std::uint64_t bits(std::uint64_t a, std::uint64_t b) const
    {
        const auto w = words(a, b);
        return std::uint64_t{w[1]} << 32U | w[0];
    }
    /// Uniform on [0, 1) with 53 bits.
    [[nodiscard]] constexpr double uniform(std::uint64_t a, std::uint64_t b) const
    {
        return static_cast<double>(bits(a, b) >> 11U) * 0x1p-53;
    }

private:
    std::array<std::uint32_t, 2> key_;
};

/// Which half of a reference an example belongs to (DESIGN.md 3, attainable agreement): bit 0 of Philox(seed, index).
[[nodiscard]] constexpr unsigned halfOfExample(std::uint64_t seed, std::uint64_t example)
{
    return RandomField(seed, 0).words(0, example)[0] & 1U;
}

}  // namespace fisherlens
