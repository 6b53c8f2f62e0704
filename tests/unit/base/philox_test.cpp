// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/philox.h"

#include <gtest/gtest.h>

namespace fisherlens {
namespace {

using Words = std::array<std::uint32_t, 4>;

TEST(Philox, MatchesTheKnownAnswersOfRandom123)
{
    EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (Words{0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8}));
    constexpr std::uint32_t ones = 0xFFFFFFFF;
    EXPECT_EQ(philox({ones, ones, ones, ones}, {ones, ones}), (Words{0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD}));
    EXPECT_EQ(philox({0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344}, {0xA4093822, 0x299F31D0}),
              (Words{0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1}));
}

TEST(Fnv, MatchesThePublishedVectors)
{
    EXPECT_EQ(fnv1a64(""), 0xCBF29CE484222325U);
    EXPECT_EQ(fnv1a64("a"), 0xAF63DC4C8601EC8CU);
    EXPECT_EQ(fnv1a64("foobar"), 0x85944171F73967E8U);
}

TEST(RandomField, HalvesAreFairAndUniformNumbersFillTheInterval)
{
    int ones = 0;
    double sum = 0;
    const RandomField field(7, 3);
    for (std::uint64_t i = 0; i < 10000; ++i) {
        ones += static_cast<int>(halfOfExample(0, i));
        const double u = field.uniform(fnv1a64("w"), i);
        ASSERT_GE(u, 0);
        ASSERT_LT(u, 1);
        sum += u;
    }
    EXPECT_NEAR(ones, 5000, 200);           // four standard deviations
    EXPECT_NEAR(sum / 10000, 0.5, 0.0116);  // four standard deviations
    EXPECT_NE(RandomField(7, 3).bits(1, 1), RandomField(7, 4).bits(1, 1));
}

}  // namespace
}  // namespace fisherlens
