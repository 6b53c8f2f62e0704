// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/outliers.h"

#include "unit/edit/random_data.h"

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace fisherlens {
namespace {

/// Pairs with zeros on either side, negatives, NaN, and ratios that repeat, so that ties are decided.
std::vector<TensorPair> pairsOf(const std::vector<std::size_t>& sizes)
{
    std::vector<TensorPair> pairs;
    for (std::size_t t = 0; t < sizes.size(); ++t) {
        auto a = test::randomFisher(sizes[t], t + 1);
        const auto pick = test::randomFloats(sizes[t], t + 90, [](double u) { return u; });
        auto b = a;
        for (std::size_t i = 0; i < sizes[t]; ++i) {
            b[i] *= std::ldexp(1.0F, static_cast<int>(pick[i] * 9) - 4);
            if (pick[i] < 0.05F)
                a[i] = 0;
            if (pick[i] > 0.03F && pick[i] < 0.1F)
                b[i] = 0;
            if (pick[i] > 0.99F)
                b[i] = -1;
            if (pick[i] > 0.995F)
                a[i] = std::numeric_limits<float>::quiet_NaN();
        }
        const std::string name = "t" + std::to_string(sizes.size() - t);  // the order of names is not that of the pairs
        pairs.push_back({name, test::vectorTensor(name, a), test::vectorTensor(name, b)});
    }
    return pairs;
}

OutlierReport bruteForce(const std::vector<TensorPair>& pairs, std::size_t count)
{
    OutlierReport report;
    for (std::size_t p = 0; p < pairs.size(); ++p) {
        const auto a = readAll(pairs[p].a), b = readAll(pairs[p].b);
        for (std::size_t i = 0; i < a->size(); ++i) {
            if (!std::isfinite((*a)[i]) || !std::isfinite((*b)[i]))
                continue;
            report.onlyA += (*a)[i] > 0 && (*b)[i] == 0;
            report.onlyB += (*b)[i] > 0 && (*a)[i] == 0;
            if ((*a)[i] > 0 && (*b)[i] > 0)
                report.outliers.push_back(
                    {p, static_cast<std::int64_t>(i), (*a)[i], (*b)[i], std::log10((*a)[i] / (*b)[i])});
        }
    }
    report.compared = static_cast<std::int64_t>(report.outliers.size());
    // Names sort backwards in pairsOf(), so the last pair comes first among equal ratios.
    std::sort(report.outliers.begin(), report.outliers.end(), [](const Outlier& x, const Outlier& y) {
        const double left = std::fabs(x.logRatio), right = std::fabs(y.logRatio);
        if (left != right)
            return left > right;
        return x.pair != y.pair ? x.pair > y.pair : x.index < y.index;
    });
    report.outliers.resize(std::min(report.outliers.size(), count));
    return report;
}

void expectEqual(const OutlierReport& found, const OutlierReport& wanted)
{
    EXPECT_EQ(found.compared, wanted.compared);
    EXPECT_EQ(found.onlyA, wanted.onlyA);
    EXPECT_EQ(found.onlyB, wanted.onlyB);
    ASSERT_EQ(found.outliers.size(), wanted.outliers.size());
    for (std::size_t i = 0; i < wanted.outliers.size(); ++i) {
        const Outlier &one = found.outliers[i], &other = wanted.outliers[i];
        ASSERT_EQ(one.pair, other.pair) << i;
        ASSERT_EQ(one.index, other.index) << i;
        ASSERT_EQ(one.a, other.a);
        ASSERT_EQ(one.b, other.b);
        ASSERT_EQ(one.logRatio, other.logRatio);
    }
}

TEST(Outliers, AreThoseOfSortingEverything)
{
    const auto pairs = pairsOf({1000, 70'001, 5, 20'000});
    for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{300}, std::size_t{1'000'000}}) {
        const auto found = findOutliers(pairs, count, {});
        ASSERT_TRUE(found);
        expectEqual(*found, bruteForce(pairs, count));
    }
}

TEST(Outliers, DoNotDependOnTheNumberOfThreads)
{
    const auto pairs = pairsOf({200'000, 200'000});
    const auto many = findOutliers(pairs, 50, {});
    const tbb::global_control one(tbb::global_control::max_allowed_parallelism, 1);
    const auto single = findOutliers(pairs, 50, {});
    ASSERT_TRUE(many && single);
    expectEqual(*many, *single);
}

TEST(Outliers, StopOnRequestAndRefuseTooMany)
{
    const auto pairs = pairsOf({200'000});
    JobContext context;
    context.cancel.request();
    const auto stopped = findOutliers(pairs, 10, context);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(findOutliers(pairs, 1'000'001, {}).error().code, ErrorCode::Usage);
}

TEST(IndexText, IsRowMajor)
{
    EXPECT_EQ(indexText({}, 0), "");
    EXPECT_EQ(indexText({7}, 6), "[6]");
    EXPECT_EQ(indexText({64, 512}, 31 * 512 + 44), "[31, 44]");
    EXPECT_EQ(indexText({2, 3, 4}, 23), "[1, 2, 3]");
}

}  // namespace
}  // namespace fisherlens
