// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/distribution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace fisherlens {
namespace {

using testing::ElementsAre;

TEST(LogHistogram, CountsEveryEntryOnce)
{
    const float inf = std::numeric_limits<float>::infinity();
    const auto histogram = logHistogram(
        memoryTensor("w", {10},
                     {0, 1e-4F, 1e-3F, 2e-3F, 1, -1, inf, std::numeric_limits<float>::quiet_NaN(), -0.0F, 0.5F}),
        4, {});
    ASSERT_TRUE(histogram);
    EXPECT_EQ(histogram->count, 10);
    EXPECT_EQ(histogram->zeros, 2);
    EXPECT_EQ(histogram->negative, 1);
    EXPECT_EQ(histogram->nonfinite, 2);
    EXPECT_NEAR(histogram->low, -4, 1e-6);
    EXPECT_NEAR(histogram->high, 0, 1e-6);
    EXPECT_THAT(histogram->bins, ElementsAre(1, 2, 0, 2));
}

TEST(LogHistogram, OfOneValueOrNoneIsStillValid)
{
    const auto one = logHistogram(memoryTensor("w", {3}, {2, 2, 0}), 5, {});
    ASSERT_TRUE(one);
    EXPECT_THAT(one->bins, ElementsAre(2, 0, 0, 0, 0));
    const auto none = logHistogram(memoryTensor("w", {2}, {0, 0}), 2, {});
    ASSERT_TRUE(none);
    EXPECT_THAT(none->bins, ElementsAre(0, 0));
    EXPECT_EQ(none->zeros, 2);
}

TEST(Quantiles, InterpolateBetweenOrderStatistics)
{
    const std::vector<double> shares{0, 0.1, 0.5, 0.75, 1};
    const auto values =
        quantiles(memoryTensor("w", {5}, {5, std::numeric_limits<float>::quiet_NaN(), -3, 1, 1.5F}), shares, {});
    ASSERT_TRUE(values);
    // numpy.quantile([-3, 1, 1.5, 5], q)
    const std::vector<double> expected{-3, -1.8, 1.25, 2.375, 5};
    for (std::size_t i = 0; i < shares.size(); ++i)
        EXPECT_NEAR((*values)[i].value(), expected[i], 1e-12);
    const auto none = quantiles(memoryTensor("w", {0}, {}), shares, {});
    ASSERT_TRUE(none);
    EXPECT_FALSE((*none)[2]);
}

}  // namespace
}  // namespace fisherlens
