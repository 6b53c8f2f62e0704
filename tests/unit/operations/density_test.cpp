// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/density.h"
#include "stats/agreement.h"

#include "unit/edit/random_data.h"

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace fisherlens {
namespace {

/// Pairs that agree roughly, with zeros on either side, negatives and NaN.
std::vector<TensorPair> pairsOf(const std::vector<std::size_t>& sizes)
{
    std::vector<TensorPair> pairs;
    for (std::size_t t = 0; t < sizes.size(); ++t) {
        auto x = test::randomFisher(sizes[t], t + 1);
        const auto noise = test::randomFloats(sizes[t], t + 50, [](double u) { return std::pow(10.0, u - 0.5); });
        const auto pick = test::randomFloats(sizes[t], t + 90, [](double u) { return u; });
        auto y = x;
        for (std::size_t i = 0; i < sizes[t]; ++i) {
            y[i] *= noise[i];
            if (pick[i] < 0.1F)
                x[i] = 0;
            if (pick[i] > 0.05F && pick[i] < 0.2F)
                y[i] = 0;
            if (pick[i] > 0.99F)
                y[i] = -1;
            if (pick[i] > 0.995F)
                x[i] = std::numeric_limits<float>::quiet_NaN();
        }
        const std::string name = "t" + std::to_string(t);
        pairs.push_back({name, test::vectorTensor(name, x), test::vectorTensor(name, y)});
    }
    return pairs;
}

struct Entry {
    double x, y;
};
std::vector<Entry> entriesOf(const std::vector<TensorPair>& pairs)
{
    std::vector<Entry> entries;
    for (const TensorPair& pair : pairs) {
        const auto x = readAll(pair.a), y = readAll(pair.b);
        EXPECT_TRUE(x && y);
        for (std::size_t i = 0; i < x->size(); ++i)
            entries.push_back({(*x)[i], (*y)[i]});
    }
    return entries;
}

TEST(LogDensity, AgreesWithALoop)
{
    const auto pairs = pairsOf({1000, 90'000, 70'001});
    const auto density = logDensity(pairs, {.columns = 40, .rows = 25}, {});
    ASSERT_TRUE(density);
    std::vector<Entry> drawn;
    std::int64_t zerosX = 0, zerosY = 0, both = 0, negative = 0, nonfinite = 0;
    for (const Entry& entry : entriesOf(pairs)) {
        if (!std::isfinite(entry.x) || !std::isfinite(entry.y))
            ++nonfinite;
        else if (entry.x < 0 || entry.y < 0)
            ++negative;
        else if (entry.x == 0 && entry.y == 0)
            ++both;
        else if (entry.x == 0)
            ++zerosX;
        else if (entry.y == 0)
            ++zerosY;
        else
            drawn.push_back({std::log10(entry.x), std::log10(entry.y)});
    }
    EXPECT_EQ(density->zerosX, zerosX);
    EXPECT_EQ(density->zerosY, zerosY);
    EXPECT_EQ(density->zerosBoth, both);
    EXPECT_EQ(density->negative, negative);
    EXPECT_EQ(density->nonfinite, nonfinite);
    EXPECT_EQ(density->drawn, std::ssize(drawn));
    EXPECT_EQ(density->entries, 161'001);
    EXPECT_FALSE(density->sampled);
    const auto [lowX, highX] =
        std::minmax_element(drawn.begin(), drawn.end(), [](auto& a, auto& b) { return a.x < b.x; });
    const auto [lowY, highY] =
        std::minmax_element(drawn.begin(), drawn.end(), [](auto& a, auto& b) { return a.y < b.y; });
    EXPECT_EQ(density->xLow, lowX->x);
    EXPECT_EQ(density->xHigh, highX->x);
    EXPECT_EQ(density->yLow, lowY->y);
    EXPECT_EQ(density->yHigh, highY->y);
    std::vector<std::int64_t> counts(40 * 25);
    for (const Entry& entry : drawn) {
        const auto column = std::min(39, static_cast<int>((entry.x - lowX->x) / (highX->x - lowX->x) * 40));
        const auto row = std::min(24, static_cast<int>((entry.y - lowY->y) / (highY->y - lowY->y) * 25));
        ++counts[static_cast<std::size_t>(row * 40 + column)];
    }
    EXPECT_EQ(density->counts, counts);
}

TEST(LogDensity, GivesARangeOfNoWidthOneDecade)
{
    const std::vector<TensorPair> pairs{
        {"t", test::vectorTensor("t", {0.01F, 0.01F}), test::vectorTensor("t", {1, 10})}};
    const auto density = logDensity(pairs, {.columns = 4, .rows = 2}, {});
    ASSERT_TRUE(density);
    EXPECT_NEAR(density->xLow, -2.5, 1e-6);
    EXPECT_NEAR(density->xHigh, -1.5, 1e-6);
    EXPECT_EQ(density->drawn, 2);
    EXPECT_EQ(std::accumulate(density->counts.begin(), density->counts.begin() + 4, 0), 1);  // y = 1
}

/// Relative mid-rank by counting: (entries below + (ties − 1)/2 + ½)/n.
double relativeRank(const std::vector<double>& sorted, double value)
{
    const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), value);
    return (static_cast<double>(first - sorted.begin()) + static_cast<double>(last - first) / 2)
           / static_cast<double>(sorted.size());
}

TEST(RankDensity, AgreesWithALoop)
{
    const auto pairs = pairsOf({500, 30'000});
    const auto density = rankDensity(pairs, {.columns = 20, .rows = 30}, {});
    ASSERT_TRUE(density);
    std::vector<Entry> finite;
    std::vector<double> x, y;
    for (const Entry& entry : entriesOf(pairs)) {
        if (!std::isfinite(entry.x) || !std::isfinite(entry.y))
            continue;
        finite.push_back(entry);
        x.push_back(entry.x);
        y.push_back(entry.y);
    }
    std::sort(x.begin(), x.end());
    std::sort(y.begin(), y.end());
    std::vector<std::int64_t> counts(600);
    for (const Entry& entry : finite)
        ++counts[static_cast<std::size_t>(relativeRank(y, entry.y) * 30) * 20
                 + static_cast<std::size_t>(relativeRank(x, entry.x) * 20)];
    // A rank on an edge between cells may fall to either side by rounding.
    std::int64_t moved = 0;
    for (std::size_t i = 0; i < counts.size(); ++i)
        moved += std::abs(counts[i] - density->counts[i]);
    EXPECT_LE(moved, 4);
    EXPECT_EQ(density->drawn, std::ssize(finite));
    EXPECT_FALSE(density->sampled);
    EXPECT_TRUE(density->ranks);
}

TEST(RankDensity, SamplesOneEntryOfEachRunAndSaysSo)
{
    const auto pairs = pairsOf({40'000, 33'333});
    const DensityOptions options{.columns = 8, .rows = 8, .rankLimit = 10'000, .seed = 5};
    const auto sampled = rankDensity(pairs, options, {});
    const auto whole = rankDensity(pairs, {.columns = 8, .rows = 8}, {});
    ASSERT_TRUE(sampled && whole);
    EXPECT_TRUE(sampled->sampled);
    EXPECT_EQ(sampled->entries, 73'333);
    EXPECT_LE(sampled->drawn, 10'000);
    EXPECT_GT(sampled->drawn, 9'900);  // 0.5 % are NaN
    EXPECT_EQ(sampled->nonfinite, whole->nonfinite);
    for (std::size_t i = 0; i < 64; ++i) {
        const double expected = static_cast<double>(whole->counts[i]) / static_cast<double>(whole->drawn);
        const double deviation = std::sqrt(std::max(expected, 1e-4) / 10'000);
        EXPECT_NEAR(static_cast<double>(sampled->counts[i]) / static_cast<double>(sampled->drawn), expected,
                    6 * deviation)
            << i;
    }
    const auto again = rankDensity(pairs, options, {});
    ASSERT_TRUE(again);
    EXPECT_EQ(again->counts, sampled->counts);
}

TEST(LogDensity, IsCountedByThePassesOfAComparison)
{
    const auto pairs = pairsOf({1000, 90'000, 70'001});
    auto swapped = pairs;
    for (TensorPair& pair : swapped)
        std::swap(pair.a, pair.b);
    const DensityOptions grid{.columns = 40, .rows = 25};
    const auto alone = logDensity(pairs, grid, {}), mirrored = logDensity(swapped, grid, {});
    ASSERT_TRUE(alone && mirrored);
    for (const std::int64_t exactLimit : {std::int64_t{1} << 20, std::int64_t{1000}})  // in memory, and streamed
        for (const bool swap : {false, true}) {
            auto counter = LogDensityCounter::of(pairs, grid, swap);
            ASSERT_TRUE(counter);
            AgreementOptions options;
            options.exactLimit = exactLimit;
            options.visitor = &*counter;
            const auto report = measureAgreement(pairs, options, {});
            ASSERT_TRUE(report);
            const Density density = counter->density();
            const Density& expected = swap ? *mirrored : *alone;
            EXPECT_EQ(density.counts, expected.counts);
            EXPECT_EQ(density.drawn, report->global.positive);
            EXPECT_EQ(density.nonfinite, report->global.nonfinite);
            EXPECT_EQ(density.negative, expected.negative);
            EXPECT_EQ(density.zerosX, expected.zerosX);
            EXPECT_DOUBLE_EQ(density.xLow, expected.xLow);
            EXPECT_DOUBLE_EQ(density.yHigh, expected.yHigh);
        }
    const std::span one(pairs.data() + 1, 1);
    auto counter = LogDensityCounter::of(one, grid);
    AgreementOptions options;
    options.exactLimit = 1000;
    options.visitor = &*counter;
    ASSERT_TRUE(measureTraceAndRank(one, options, {}));
    EXPECT_EQ(counter->density().counts, logDensity(one, grid, {})->counts);
}

TEST(Density, IsTheSameOnOneThread)
{
    const auto pairs = pairsOf({200'000});
    const auto many = logDensity(pairs, {}, {});
    const auto ranks = rankDensity(pairs, {.rankLimit = 1000}, {});
    const tbb::global_control one(tbb::global_control::max_allowed_parallelism, 1);
    const auto single = logDensity(pairs, {}, {});
    const auto singleRanks = rankDensity(pairs, {.rankLimit = 1000}, {});
    ASSERT_TRUE(many && ranks && single && singleRanks);
    EXPECT_EQ(many->counts, single->counts);
    EXPECT_EQ(ranks->counts, singleRanks->counts);
}

TEST(Density, RefusesWhatItCannotDraw)
{
    const auto pairs = pairsOf({10});
    EXPECT_EQ(logDensity(pairs, {.columns = 0}, {}).error().code, ErrorCode::Usage);
    EXPECT_EQ(rankDensity(pairs, {.columns = 1U << 20U, .rows = 1U << 20U}, {}).error().code, ErrorCode::Usage);
    JobContext context;
    context.cancel.request();
    EXPECT_EQ(logDensity(pairs, {}, context).error().code, ErrorCode::Cancelled);
    EXPECT_EQ(rankDensity(pairs, {}, context).error().code, ErrorCode::Cancelled);
    const auto nothing = rankDensity({}, {}, {});
    ASSERT_TRUE(nothing);
    EXPECT_EQ(nothing->drawn, 0);
}

TEST(PairDiagonals, MatchesNamesWithoutPrefixes)
{
    Catalogue x, y;
    ASSERT_TRUE(x.add(test::vectorTensor("module.a", {1, 2})));
    ASSERT_TRUE(x.add(test::vectorTensor("only x", {1})));
    ASSERT_TRUE(y.add(test::vectorTensor("only y", {1})));
    ASSERT_TRUE(y.add(test::vectorTensor("a", {3, 4})));
    const auto pairs = pairDiagonals(x, y);
    ASSERT_TRUE(pairs);
    ASSERT_EQ(pairs->size(), 1U);
    EXPECT_EQ(pairs->front().name, "module.a");
    EXPECT_EQ(pairs->front().b.info.name, "a");
    EXPECT_TRUE(pairDiagonals(x, y, "module.a"));
    EXPECT_EQ(pairDiagonals(x, y, "only x").error().code, ErrorCode::Incompatible);
    Catalogue other;
    ASSERT_TRUE(other.add(test::vectorTensor("a", {1, 2, 3})));
    EXPECT_EQ(pairDiagonals(x, other).error().code, ErrorCode::Incompatible);
}

}  // namespace
}  // namespace fisherlens
