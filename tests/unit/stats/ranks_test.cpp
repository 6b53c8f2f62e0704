// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/ranks.h"

#include "stats/key_histogram.h"
#include "stats/moments.h"
#include "stats/ordered_key.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace fisherlens {
namespace {

using testing::ElementsAre;

TEST(OrderedKeys, FollowTheOrderOfTheNumbers)
{
    const std::vector<float> ascending{
        -std::numeric_limits<float>::max(), -1.5F, -1e-45F, 0.0F, 1e-45F, 1e-38F, 1.0F, std::nextafter(1.0F, 2.0F),
        std::numeric_limits<float>::max()};
    for (std::size_t i = 1; i < ascending.size(); ++i)
        EXPECT_LT(orderedKey(ascending[i - 1]), orderedKey(ascending[i]));
    EXPECT_EQ(orderedKey(-0.0F), orderedKey(0.0F));
    for (const float value : ascending)
        EXPECT_EQ(keyValue(orderedKey(value)), value);
    EXPECT_FALSE(isFiniteBits(std::numeric_limits<float>::infinity()));
    EXPECT_FALSE(isFiniteBits(std::numeric_limits<float>::quiet_NaN()));
    EXPECT_TRUE(isFiniteBits(-std::numeric_limits<float>::max()));
}

TEST(MidRanks, ShareTheMeanOfTheirPlaces)
{
    EXPECT_THAT(midRanks(std::vector<float>{3, 1, 3, -2, 1, 3}), ElementsAre(5, 2.5, 5, 1, 2.5, 5));
    EXPECT_THAT(midRanks(std::vector<float>{0.0F, -0.0F}), ElementsAre(1.5, 1.5));
}

TEST(SortedOrder, IsStableForManyValues)
{
    std::mt19937 random(3);
    std::vector<float> values(10000);
    for (float& value : values)
        value = static_cast<float>(static_cast<int>(random() % 100) - 50) * 0.125F;
    std::vector<std::uint32_t> expected(values.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        expected[i] = static_cast<std::uint32_t>(i);
    std::stable_sort(expected.begin(), expected.end(), [&](auto l, auto r) { return values[l] < values[r]; });
    EXPECT_EQ(sortedOrder(values), expected);
}

TEST(Kendall, EqualsTheSumOverAllPairs)
{
    std::mt19937 random(11);
    for (const std::size_t n : {3U, 4U, 17U, 100U, 333U}) {
        for (const unsigned levels : {2U, 5U, 1000000U}) {
            std::vector<float> a(n), b(n);
            for (std::size_t i = 0; i < n; ++i) {
                a[i] = static_cast<float>(random() % levels);
                b[i] = static_cast<float>(random() % levels);
            }
            long long s = 0, untiedA = 0, untiedB = 0;
            for (std::size_t i = 0; i < n; ++i) {
                for (std::size_t k = 0; k < i; ++k) {
                    const int x = (a[i] > a[k]) - (a[i] < a[k]);
                    const int y = (b[i] > b[k]) - (b[i] < b[k]);
                    s += x * y;
                    untiedA += x != 0;
                    untiedB += y != 0;
                }
            }
            const auto tau = kendallTauB(a, b);
            if (untiedA == 0 || untiedB == 0)
                EXPECT_FALSE(tau);
            else
                EXPECT_NEAR(tau.value(),
                            static_cast<double>(s)
                                / std::sqrt(static_cast<double>(untiedA) * static_cast<double>(untiedB)),
                            1e-13);
        }
    }
}

TEST(Spearman, IsUndefinedForFewOrConstantValues)
{
    EXPECT_FALSE(spearman(std::vector<float>{1, 2}, std::vector<float>{1, 2}));
    EXPECT_FALSE(spearman(std::vector<float>{1, 2, 3}, std::vector<float>{7, 7, 7}));
    EXPECT_DOUBLE_EQ(spearman(std::vector<float>{1, 2, 3}, std::vector<float>{9, 5, 2}).value(), -1);
}

TEST(Attainable, FollowsTheFormulaAndASimulation)
{
    EXPECT_FALSE(attainable(std::nullopt));
    EXPECT_FALSE(attainable(0.0));
    EXPECT_FALSE(attainable(-0.2));
    EXPECT_DOUBLE_EQ(attainable(1.0).value(), 1);
    EXPECT_NEAR(attainable(0.758).value(), 0.9286, 1e-4);
    // A truth, and a reference whose two halves are the truth with independent noise; their mean is the reference.
    std::mt19937 random(5);
    std::normal_distribution<float> normal;
    constexpr std::size_t n = 40000;
    std::vector<float> truth(n), half0(n), half1(n), reference(n);
    for (std::size_t i = 0; i < n; ++i) {
        truth[i] = normal(random);
        half0[i] = truth[i] + 0.55F * normal(random);
        half1[i] = truth[i] + 0.55F * normal(random);
        reference[i] = (half0[i] + half1[i]) / 2;
    }
    EXPECT_NEAR(attainable(spearman(half0, half1)).value(), spearman(truth, reference).value(), 0.01);
}

TEST(KeyHistogram, FindsOrderStatisticsAndRanksOfSortedKeys)
{
    std::mt19937 random(9);
    std::vector<std::uint64_t> keys;
    for (int i = 0; i < 30000; ++i) {
        const std::uint64_t heavy = 0x80001234'00000000U | std::uint64_t{random() % 8} << 32U;
        keys.push_back(i % 3 == 0 ? std::uint64_t{random()} << 32U : heavy);
    }
    std::vector<std::uint64_t> sorted = keys;
    std::sort(sorted.begin(), sorted.end());
    const std::vector<std::uint64_t> targets{0, 1234, 15000, 29999};
    KeyHistogram histogram(32);
    do {
        std::vector<std::uint64_t> tally(histogram.generationSize());
        for (const std::uint64_t key : keys)
            histogram.count(key, tally);
        histogram.add(tally);
    } while (histogram.refine(targets, true));
    EXPECT_EQ(histogram.total(), keys.size());
    for (const std::uint64_t target : targets) {
        const auto bucket = histogram.bucketOf(target);
        EXPECT_EQ(bucket.key, sorted[target]);
        EXPECT_EQ(bucket.bits, 32);
        EXPECT_EQ(bucket.below, static_cast<std::uint64_t>(
                                    std::lower_bound(sorted.begin(), sorted.end(), sorted[target]) - sorted.begin()));
    }
    histogram.finishRanks();
    const std::uint64_t mass = 0x80001234'00000000U | std::uint64_t{3} << 32U;
    const auto [low, high] = std::equal_range(sorted.begin(), sorted.end(), mass);
    EXPECT_DOUBLE_EQ(histogram.rankOf(mass),
                     (static_cast<double>(low - sorted.begin()) + 1 + static_cast<double>(high - sorted.begin())) / 2);
}

TEST(KeyHistogram, ASampleSavesPassesAndChangesNoRank)
{
    std::mt19937 random(11);
    std::normal_distribution<float> normal;
    std::vector<std::uint64_t> keys;
    for (int i = 0; i < 200000; ++i)
        keys.push_back(std::uint64_t{orderedKey(i % 7 == 0 ? 0.0F : std::exp(normal(random)))} << 32U);
    const auto measure = [&](KeyHistogram& histogram) {
        int passes = 0;
        do {
            // Two threads' counts, as they come.
            for (const std::size_t thread : {0U, 1U}) {
                std::vector<std::uint64_t> tally(histogram.generationSize());
                for (std::size_t i = thread; i < keys.size(); i += 2)
                    histogram.count(keys[i], tally);
                histogram.add(tally);
            }
            if (++passes == 1)
                histogram.markTied(std::uint64_t{orderedKey(0)} << 32U, (keys.size() + 6) / 7);
        } while (histogram.refine({}, true));
        histogram.finishRanks();
        return passes;
    };
    KeyHistogram plain(32), sampled(32);
    sampled.splitBySample({keys.begin(), keys.begin() + 20000}, keys.size());
    const int without = measure(plain);
    EXPECT_LT(measure(sampled), without);
    ASSERT_EQ(sampled.total(), keys.size());

    std::vector<std::uint64_t> sorted = keys;
    std::sort(sorted.begin(), sorted.end());
    double squares = 0;
    for (std::size_t i = 0; i < keys.size(); i += 101) {
        const auto [low, high] = std::equal_range(sorted.begin(), sorted.end(), keys[i]);
        const double exact =
            (static_cast<double>(low - sorted.begin()) + 1 + static_cast<double>(high - sorted.begin())) / 2;
        squares += std::pow((sampled.rankOf(keys[i]) - exact) / static_cast<double>(keys.size()), 2);
    }
    // Refining stops at Σs³ ≤ 2.3e-9 for so few entries: √(Σs³/12) is the root mean square of the ranks lost.
    EXPECT_LT(std::sqrt(squares / 1981), 3e-5);
    for (const std::uint64_t ordinal : {std::uint64_t{0}, std::uint64_t{50000}, std::uint64_t{199999}}) {
        const auto bucket = sampled.bucketOf(ordinal);
        EXPECT_LE(bucket.below, ordinal);
        EXPECT_GT(bucket.below + bucket.count, ordinal);
        const auto shift = static_cast<unsigned>(64 - bucket.bits);
        EXPECT_EQ(bucket.key >> shift, sorted[ordinal] >> shift);
    }
}

TEST(KeyHistogram, AnUnfairSampleCostsOnlyAPass)
{
    std::vector<std::uint64_t> keys, sample(5000, std::uint64_t{0xC0000000} << 32U);
    for (std::uint64_t i = 0; i < 50000; ++i)
        keys.push_back((std::uint64_t{0x80001234} << 32U) + ((i % 1000) << 32U));
    sample[0] += std::uint64_t{1} << 32U;
    KeyHistogram histogram(32);
    histogram.splitBySample(sample, keys.size());
    do {
        std::vector<std::uint64_t> tally(histogram.generationSize());
        for (const std::uint64_t key : keys)
            histogram.count(key, tally);
        histogram.add(tally);
    } while (histogram.refine(std::vector<std::uint64_t>{25000}, true));
    histogram.finishRanks();
    EXPECT_EQ(histogram.total(), keys.size());
    EXPECT_EQ(histogram.bucketOf(25000).key, (std::uint64_t{0x80001234} + 500) << 32U);
    EXPECT_DOUBLE_EQ(histogram.rankOf((std::uint64_t{0x80001234} + 500) << 32U), 500 * 50 + 25.5);
}

TEST(Moments, LoseNothingWhereTheMeanIsLarge)
{
    Moments whole, left, right;
    for (int i = 0; i < 1000; ++i) {
        const double value = 1e9 + i % 10;
        whole.add(value);
        (i < 300 ? left : right).add(value);
    }
    left.merge(right);
    EXPECT_NEAR(whole.squares, 8250, 1e-3);  // 1000 · (100 − 1)/12
    EXPECT_NEAR(left.squares, 8250, 1e-3);
    EXPECT_NEAR(left.mean, 1e9 + 4.5, 1e-6);
    EXPECT_FALSE(Moments{}.variance());
}

}  // namespace
}  // namespace fisherlens
