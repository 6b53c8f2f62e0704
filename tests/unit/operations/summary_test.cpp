// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/summary.h"

#include "unit/edit/random_data.h"

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace fisherlens {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

/// Values over 13 orders of magnitude with zeros, negatives and entries that are not finite.
std::vector<float> mixed(std::size_t n, std::uint64_t seed)
{
    const auto pick = test::randomFloats(n, seed + 1000, [](double u) { return u; });
    auto values = test::randomFloats(n, seed, [](double u) { return std::pow(10.0, -14 + 13 * u); });
    for (std::size_t i = 0; i < n; ++i) {
        if (pick[i] < 0.1F)
            values[i] = 0;
        else if (pick[i] < 0.12F)
            values[i] = -values[i];
        else if (pick[i] < 0.13F)
            values[i] = i % 2 ? kNaN : kInfinity;
    }
    return values;
}

Catalogue catalogueOf(const std::vector<std::pair<std::string, std::vector<float>>>& tensors)
{
    Catalogue catalogue;
    for (const auto& [name, values] : tensors)
        EXPECT_TRUE(catalogue.add(test::vectorTensor(name, values)));
    return catalogue;
}

void expectLikeLoop(const TensorSummary& summary, const std::vector<float>& values)
{
    std::vector<double> finite, positive;
    std::int64_t zeros = 0, negative = 0;
    long double sum = 0;
    for (const float value : values) {
        if (!std::isfinite(value))
            continue;
        finite.push_back(static_cast<double>(value));
        sum += static_cast<long double>(value);
        zeros += value == 0;
        negative += value < 0;
        if (value > 0)
            positive.push_back(static_cast<double>(value));
    }
    std::sort(finite.begin(), finite.end());
    std::sort(positive.begin(), positive.end());
    EXPECT_EQ(summary.count(), std::ssize(values));
    EXPECT_EQ(summary.histogram.zeros, zeros);
    EXPECT_EQ(summary.histogram.negative, negative);
    EXPECT_EQ(summary.histogram.nonfinite, std::ssize(values) - std::ssize(finite));
    ASSERT_TRUE(summary.mean);
    const auto mean = static_cast<double>(sum / static_cast<long double>(finite.size()));
    EXPECT_NEAR(*summary.mean, mean, 1e-12 * std::fabs(mean));
    EXPECT_EQ(summary.minPositive, positive.front());
    EXPECT_EQ(summary.maxPositive, positive.back());
    for (std::size_t q = 0; q < kSummaryQuantiles; ++q) {
        const double at = static_cast<double>(q) / 20 * static_cast<double>(finite.size() - 1);
        const auto lower = static_cast<std::size_t>(at);
        const double next = finite[std::min(lower + 1, finite.size() - 1)];
        const double expected = finite[lower] + (at - std::floor(at)) * (next - finite[lower]);
        ASSERT_TRUE(summary.quantiles[q]);
        EXPECT_DOUBLE_EQ(*summary.quantiles[q], expected) << q;
    }
    EXPECT_EQ(summary.median(), summary.quantiles[10]);
    std::vector<std::int64_t> bins(kSummaryBins);
    const double low = std::log10(positive.front()), high = std::log10(positive.back());
    for (const double value : positive)
        ++bins[std::min<std::size_t>(static_cast<std::size_t>((std::log10(value) - low) / (high - low) * kSummaryBins),
                                     kSummaryBins - 1)];
    EXPECT_EQ(summary.histogram.bins, bins);
    EXPECT_EQ(summary.histogram.low, low);
    EXPECT_EQ(summary.histogram.high, high);
}

TEST(Summarise, AgreesWithALoopOnSmallAndOnLargeTensors)
{
    const std::vector<std::pair<std::string, std::vector<float>>> data{
        {"small", mixed(1001, 1)}, {"large", mixed(300'001, 2)}, {"several blocks", mixed((1U << 20U) + 77'777, 3)}};
    const auto summary = summarise(catalogueOf(data), {});
    ASSERT_TRUE(summary);
    ASSERT_EQ(summary->tensors.size(), 3U);
    for (std::size_t t = 0; t < data.size(); ++t) {
        SCOPED_TRACE(data[t].first);
        EXPECT_EQ(summary->tensors[t].name, data[t].first);
        expectLikeLoop(summary->tensors[t], data[t].second);
    }
    std::int64_t entries = 0, zeros = 0, nonfinite = 0, negative = 0;
    double low = 1e300, high = 0, sum = 0;
    for (const TensorSummary& tensor : summary->tensors) {
        entries += tensor.count();
        zeros += tensor.histogram.zeros;
        negative += tensor.histogram.negative;
        nonfinite += tensor.histogram.nonfinite;
        low = std::min(low, *tensor.minPositive);
        high = std::max(high, *tensor.maxPositive);
    }
    for (const auto& [name, values] : data)
        for (const float value : values)
            sum += std::isfinite(value) ? static_cast<double>(value) : 0;
    EXPECT_EQ(summary->entries, entries);
    EXPECT_EQ(summary->zeros, zeros);
    EXPECT_EQ(summary->negative, negative);
    EXPECT_EQ(summary->nonfinite, nonfinite);
    EXPECT_EQ(summary->minPositive, low);
    EXPECT_EQ(summary->maxPositive, high);
    EXPECT_NEAR(*summary->mean, sum / static_cast<double>(entries - nonfinite), 1e-10 * *summary->mean);
}

TEST(Summarise, AgreesWithTheStatsRoom)
{
    const Tensor tensor = test::vectorTensor("t", mixed(200'000, 5));
    Catalogue catalogue;
    ASSERT_TRUE(catalogue.add(tensor));
    std::vector<double> shares;
    for (int q = 0; q <= 20; ++q)
        shares.push_back(q / 20.0);
    const auto summary = summarise(catalogue, {});
    const auto expected = quantiles(tensor, shares, {});
    const auto histogram = logHistogram(tensor, kSummaryBins, {});
    ASSERT_TRUE(summary && expected && histogram);
    for (std::size_t q = 0; q < kSummaryQuantiles; ++q)
        EXPECT_EQ(summary->tensors[0].quantiles[q], (*expected)[q]);
    EXPECT_EQ(summary->tensors[0].histogram.bins, histogram->bins);
}

TEST(Summarise, LeavesUndefinedWhatHasNoValues)
{
    const auto summary = summarise(catalogueOf({{"empty", {}},
                                                {"nan", {kNaN, kNaN}},
                                                {"zero", {0, 0, -0.0F}},
                                                {"many nan", std::vector<float>(70'000, kNaN)}}),
                                   {});
    ASSERT_TRUE(summary);
    for (const std::size_t t : {0, 1, 3}) {
        EXPECT_FALSE(summary->tensors[t].mean);
        EXPECT_FALSE(summary->tensors[t].median());
        EXPECT_FALSE(summary->tensors[t].minPositive);
    }
    EXPECT_EQ(summary->tensors[2].histogram.zeros, 3);
    EXPECT_EQ(summary->tensors[2].median(), 0.0);
    EXPECT_FALSE(summary->tensors[2].maxPositive);
    EXPECT_FALSE(summary->minPositive);
    EXPECT_EQ(summary->mean, 0.0);
}

TEST(Summarise, GivesTheSameOnOneThreadAsOnMany)
{
    const Catalogue catalogue = catalogueOf({{"a", mixed(400'000, 8)}, {"b", mixed(50, 9)}});
    const auto many = summarise(catalogue, {});
    const tbb::global_control one(tbb::global_control::max_allowed_parallelism, 1);
    const auto single = summarise(catalogue, {});
    ASSERT_TRUE(many && single);
    EXPECT_EQ(many->mean, single->mean);
    for (std::size_t t = 0; t < 2; ++t) {
        EXPECT_EQ(many->tensors[t].mean, single->tensors[t].mean);
        EXPECT_EQ(many->tensors[t].quantiles, single->tensors[t].quantiles);
        EXPECT_EQ(many->tensors[t].histogram.bins, single->tensors[t].histogram.bins);
    }
}

TEST(Summarise, StopsOnRequestAndReportsProgressInOrder)
{
    const Catalogue catalogue = catalogueOf({{"a", mixed(200'000, 8)}, {"b", mixed(50, 9)}});
    JobContext context;
    double last = 0;
    bool ordered = true;
    Progress progress([&](const ProgressReport& report) {
        ordered = ordered && report.share >= last;
        last = report.share;
    });
    context.progress = &progress;
    ASSERT_TRUE(summarise(catalogue, context));
    EXPECT_TRUE(ordered);
    EXPECT_EQ(last, 1);
    context.cancel.request();
    const auto stopped = summarise(catalogue, context);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace fisherlens
