// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/agreement.h"

#include "unit/stats/agreement_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <oneapi/tbb/global_control.h>

#include <fstream>
#include <random>
#include <set>

namespace fisherlens {
namespace {

using Json = nlohmann::json;
using test::agreementCase;
using test::pairOf;
using test::threeTensors;

const JobContext kContext;
const std::vector<std::string> kCases{"broad", "narrow", "ties", "zeros", "nonfinite", "signed", "zero-one"};

Json expectedOf(const std::string& name)
{
    return Json::parse(std::ifstream(FL_TEST_DATA "/agreement.json"))[name];
}

void expectNear(std::optional<double> actual, const Json& expected, double tolerance, const char* what)
{
    if (expected.is_null()) {
        EXPECT_FALSE(actual) << what;
        return;
    }
    ASSERT_TRUE(actual) << what;
    EXPECT_NEAR(*actual, expected.get<double>(), tolerance * std::max(1.0, std::abs(expected.get<double>()))) << what;
}

void expectAgreement(const Agreement& actual, const Json& expected, double rankTolerance)
{
    EXPECT_EQ(actual.n, expected["n"]);
    EXPECT_EQ(actual.nonfinite, expected["nonfinite"]);
    EXPECT_EQ(actual.zerosA, expected["zeros_a"]);
    EXPECT_EQ(actual.zerosB, expected["zeros_b"]);
    EXPECT_EQ(actual.positive, expected["positive"]);
    expectNear(actual.spearman, expected["spearman"], rankTolerance, "spearman");
    // The logarithms of neighbouring floats ("narrow") differ by 1e-8 of their size: the oracle has no more digits.
    const double logTolerance = *actual.upperQuartileLog10Ratio < 1e-6 ? 1e-8 : 1e-10;
    expectNear(actual.pearsonLog, expected["pearson_log"], logTolerance, "pearson_log");
    expectNear(actual.logLogSlope, expected["slope"], logTolerance, "slope");
    expectNear(actual.cosine, expected["cosine"], 1e-12, "cosine");
    expectNear(actual.fit, expected["fit"], 1e-12, "fit");
    expectNear(actual.traceRatio, expected["trace_ratio"], 1e-10, "trace_ratio");
    expectNear(actual.lowerQuartileLog10Ratio, expected["quartiles"][0], 3e-9, "lower quartile");
    expectNear(actual.medianLog10Ratio, expected["quartiles"][1], 3e-9, "median");
    expectNear(actual.upperQuartileLog10Ratio, expected["quartiles"][2], 3e-9, "upper quartile");
    for (std::size_t q = 0; q < kTopShares.size(); ++q)
        expectNear(actual.topOverlap[q], expected["top_overlap"][q], 1e-15, "top_overlap");
}

class AgreementCases : public testing::TestWithParam<std::string> {};

TEST_P(AgreementCases, InMemoryEqualSciPy)
{
    const Json expected = expectedOf(GetParam());
    const auto report = measureAgreement(threeTensors(agreementCase(GetParam())), {}, kContext);
    ASSERT_TRUE(report);
    expectAgreement(report->global, expected["global"], 1e-12);
    expectNear(report->global.kendall, expected["global"]["kendall"], 1e-12, "kendall");
    EXPECT_FALSE(report->global.kendallSampled);
    EXPECT_EQ(report->global.kendallError, 0.0);
    expectNear(report->withinSpearman, expected["within"], 1e-12, "within");
    ASSERT_EQ(report->tensors.size(), 3U);
    for (const TensorAgreement& tensor : report->tensors) {
        expectAgreement(tensor.agreement, expected["tensors"][tensor.name], 1e-12);
        expectNear(tensor.agreement.kendall, expected["tensors"][tensor.name]["kendall"], 1e-12, "kendall");
    }
}

TEST_P(AgreementCases, StreamedEqualSciPy)
{
    const Json expected = expectedOf(GetParam());
    AgreementOptions options;
    options.exactLimit = 0;
    options.kendallSample = 8192;
    const auto report = measureAgreement(threeTensors(agreementCase(GetParam())), options, kContext);
    ASSERT_TRUE(report);
    expectAgreement(report->global, expected["global"], 1e-6);
    EXPECT_TRUE(report->global.kendallSampled);
    ASSERT_TRUE(report->global.kendallError);
    EXPECT_GT(*report->global.kendallError, 0);
    EXPECT_LT(*report->global.kendallError, 0.02);
    EXPECT_NEAR(report->global.kendall.value(), expected["global"]["kendall"], 4 * *report->global.kendallError);
    expectNear(report->withinSpearman, expected["within"], 1e-6, "within");
    for (const TensorAgreement& tensor : report->tensors)
        expectAgreement(tensor.agreement, expected["tensors"][tensor.name], 1e-6);

    const auto ranks = measureTraceAndRank(threeTensors(agreementCase(GetParam())), options, kContext);
    ASSERT_TRUE(ranks);
    EXPECT_EQ(ranks->n, report->global.n);
    expectNear(ranks->spearman, expected["global"]["spearman"], 1e-6, "spearman");
    expectNear(ranks->traceRatio, expected["global"]["trace_ratio"], 1e-10, "trace_ratio");
}

INSTANTIATE_TEST_SUITE_P(Agreement, AgreementCases, testing::ValuesIn(kCases), [](const auto& info) {
    std::string name = info.param;
    std::erase(name, '-');
    return name;
});

TEST(StreamedAgreement, MatchesTheExactRanksAboveTheLimit)
{
    constexpr std::size_t n = 1'500'000;
    for (const char* name : {"broad", "narrow", "zeros"}) {
        const auto arrays = agreementCase(name, n);
        const auto exact = spearman(std::span(arrays.a), std::span(arrays.b));
        const auto pair = pairOf("w", arrays.a, arrays.b);
        const auto streamed = spearman(std::span(&pair, 1), kContext);
        ASSERT_TRUE(streamed);
        EXPECT_NEAR(streamed->value(), exact.value(), 1e-6) << name;
    }
}

TEST(StreamedAgreement, IsBitForBitTheSameForEveryNumberOfThreads)
{
    AgreementOptions options;
    options.exactLimit = 64;
    const auto measured = [&](const std::vector<TensorPair>& pairs, std::size_t threads) {
        const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
        return measureAgreement(pairs, options, kContext);
    };
    for (const std::string& name : kCases) {
        SCOPED_TRACE(name);
        const auto arrays = agreementCase(name, 300'000);
        const std::vector<TensorPair> pairs{pairOf("w", arrays.a, arrays.b)};
        const auto one = measured(pairs, 1), many = measured(pairs, 4);
        ASSERT_TRUE(one && many);
        const Agreement &a = one->global, &b = many->global;
        const auto numbers = [](const Agreement& agreement) {
            return std::vector{agreement.spearman,       agreement.kendall,
                               agreement.pearsonLog,     agreement.cosine,
                               agreement.fit,            agreement.traceRatio,
                               agreement.logLogSlope,    agreement.lowerQuartileLog10Ratio,
                               agreement.medianLog10Ratio, agreement.upperQuartileLog10Ratio};
        };
        EXPECT_EQ(numbers(a), numbers(b));
        EXPECT_EQ(a.topOverlap, b.topOverlap);
        EXPECT_EQ(a.n, b.n);
        EXPECT_EQ(one->withinSpearman, many->withinSpearman);
    }
}

TEST(StreamedAgreement, IsTheSameForEveryCut)
{
    // One tensor and the same entries as many small ones: the same pool in another partition.
    const auto arrays = agreementCase("zeros");
    std::vector<TensorPair> pieces;
    for (std::size_t first = 0; first < test::kEntries; first += 37) {
        const auto end = std::min(first + 37, test::kEntries);
        char name[8];
        std::snprintf(name, sizeof name, "t%05zu", first);
        pieces.push_back(pairOf(name,
                                {arrays.a.begin() + static_cast<std::ptrdiff_t>(first),
                                 arrays.a.begin() + static_cast<std::ptrdiff_t>(end)},
                                {arrays.b.begin() + static_cast<std::ptrdiff_t>(first),
                                 arrays.b.begin() + static_cast<std::ptrdiff_t>(end)}));
    }
    AgreementOptions options;
    options.exactLimit = 64;
    const auto whole = pairOf("whole", arrays.a, arrays.b);
    const auto one = measureAgreement(std::span(&whole, 1), options, kContext);
    const auto many = measureAgreement(pieces, options, kContext);
    ASSERT_TRUE(one && many);
    EXPECT_EQ(one->global.topOverlap, many->global.topOverlap);
    EXPECT_EQ(one->global.medianLog10Ratio, many->global.medianLog10Ratio);
    EXPECT_NEAR(one->global.spearman.value(), many->global.spearman.value(), 1e-14);
}

TEST(TopOverlap, BreaksTiesByNameAndIndexAsSetsDo)
{
    std::mt19937 random(7);
    for (int round = 0; round < 40; ++round) {
        std::vector<TensorPair> pairs;
        std::vector<std::tuple<float, std::string, std::size_t>> entriesA, entriesB;
        for (const char* name : {"z", "a.10", "a.9", "\xC3\xA4"}) {
            std::vector<float> a, b;
            for (std::size_t i = 0; i < 3 + random() % 40; ++i) {
                a.push_back(static_cast<float>(random() % 3));
                b.push_back(static_cast<float>(random() % 4));
                entriesA.emplace_back(-a.back(), name, i);
                entriesB.emplace_back(-b.back(), name, i);
            }
            pairs.push_back(pairOf(name, a, b));
        }
        std::sort(entriesA.begin(), entriesA.end());
        std::sort(entriesB.begin(), entriesB.end());
        for (const std::int64_t limit : {std::int64_t{0}, std::int64_t{1} << 20}) {
            AgreementOptions options;
            options.exactLimit = limit;
            const auto report = measureAgreement(pairs, options, kContext);
            ASSERT_TRUE(report);
            for (std::size_t q = 0; q < kTopShares.size(); ++q) {
                const auto k = std::max<std::size_t>(
                    1, static_cast<std::size_t>(kTopShares[q] * static_cast<double>(entriesA.size())));
                std::set<std::pair<std::string, std::size_t>> either;
                for (std::size_t i = 0; i < k; ++i) {
                    either.emplace(std::get<1>(entriesA[i]), std::get<2>(entriesA[i]));
                    either.emplace(std::get<1>(entriesB[i]), std::get<2>(entriesB[i]));
                }
                EXPECT_DOUBLE_EQ(report->global.topOverlap[q].value(),
                                 static_cast<double>(2 * k - either.size()) / static_cast<double>(either.size()));
            }
        }
    }
}

TEST(Agreement, IsUndefinedRatherThanZeroOrOne)
{
    for (const std::int64_t limit : {std::int64_t{0}, std::int64_t{1} << 20}) {
        AgreementOptions options;
        options.exactLimit = limit;
        const auto measure = [&](std::vector<float> a, std::vector<float> b) {
            const auto pair = pairOf("w", a, b);
            const auto report = measureAgreement(std::span(&pair, 1), options, kContext);
            EXPECT_TRUE(report);
            return report->global;
        };
        const auto undefinedRanks = [](const Agreement& agreement) {
            return !agreement.spearman && !agreement.kendall && !agreement.kendallError && !agreement.topOverlap[0]
                   && !agreement.pearsonLog && !agreement.logLogSlope;
        };
        EXPECT_TRUE(undefinedRanks(measure({1, 2}, {2, 3})));
        EXPECT_FALSE(measure({1, 2}, {2, 3}).cosine);
        EXPECT_DOUBLE_EQ(measure({1, 2}, {2, 4}).traceRatio.value(), 0.5);
        EXPECT_TRUE(undefinedRanks(measure({0.1F, 0.1F, 0.1F, 0.1F, 0.1F, 0.1F}, {1, 2, 3, 4, 5, 6})));
        EXPECT_TRUE(undefinedRanks(measure({1, 2, 3}, {0, 0, 0})));
        const auto zero = measure({1, 2, 3}, {0, 0, 0});
        EXPECT_FALSE(zero.fit || zero.traceRatio || zero.cosine || zero.medianLog10Ratio);
        EXPECT_EQ(zero.zerosB, 3);
        const auto disjoint = measure({1, 0, 2, 0}, {0, 1, 0, 3});
        EXPECT_FALSE(disjoint.pearsonLog || disjoint.medianLog10Ratio || disjoint.logLogSlope);
        EXPECT_TRUE(disjoint.spearman);
        const float nan = std::numeric_limits<float>::quiet_NaN();
        const auto lost = measure({nan, 1, nan, 2}, {1, nan, nan, 4});
        EXPECT_EQ(lost.n, 1);
        EXPECT_EQ(lost.nonfinite, 3);
        EXPECT_TRUE(undefinedRanks(lost));
        EXPECT_EQ(measure({}, {}).n, 0);
    }
    const auto none = measureAgreement({}, {}, kContext);
    ASSERT_TRUE(none);
    EXPECT_EQ(none->global.n, 0);
    EXPECT_FALSE(none->withinSpearman);
}

TEST(Agreement, OfExtremeFloatsStaysFinite)
{
    const std::vector<float> a{3e38F, 1e-45F, 1.0F, 2e-40F}, b{1e-45F, 3e38F, 1e-45F, 3e-40F};
    for (const std::int64_t limit : {std::int64_t{0}, std::int64_t{1} << 20}) {
        AgreementOptions options;
        options.exactLimit = limit;
        const auto pair = pairOf("w", a, b);
        const auto report = measureAgreement(std::span(&pair, 1), options, kContext);
        ASSERT_TRUE(report);
        // log10 of the ratios: 83.3, -83.3, 44.85, -0.176; numpy.quantile
        EXPECT_NEAR(report->global.medianLog10Ratio.value(),
                    (std::log10(1.0 / static_cast<double>(b[2]))
                     + std::log10(static_cast<double>(a[3]) / static_cast<double>(b[3])))
                        / 2,
                    1e-7);
        EXPECT_TRUE(std::isfinite(report->global.cosine.value()));
    }
}

TEST(SampledKendall, ReportsTheSpreadThatItHas)
{
    const auto arrays = agreementCase("zeros");
    const auto exact = kendallTauB(arrays.a, arrays.b).value();
    const auto pair = pairOf("w", arrays.a, arrays.b);
    double squares = 0, reported = 0;
    constexpr int seeds = 60;
    for (int seed = 0; seed < seeds; ++seed) {
        AgreementOptions options;
        options.exactLimit = 0;
        options.kendallSample = 2048;
        options.seed = static_cast<std::uint64_t>(seed);
        const auto report = measureAgreement(std::span(&pair, 1), options, kContext);
        ASSERT_TRUE(report);
        squares += (report->global.kendall.value() - exact) * (report->global.kendall.value() - exact);
        reported += report->global.kendallError.value() * report->global.kendallError.value();
    }
    // The ratio of two variances from 60 draws: within a factor of 1.6 with probability > 0.99.
    EXPECT_GT(squares / reported, 1 / 1.6);
    EXPECT_LT(squares / reported, 1.6);
}

TEST(Agreement, RefusesTensorsOfDifferentSizeAndStopsOnRequest)
{
    const TensorPair uneven{"w", memoryTensor("w", {2}, {1, 2}), memoryTensor("w", {3}, {1, 2, 3})};
    const auto refused = measureAgreement(std::span(&uneven, 1), {}, kContext);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Incompatible);
    JobContext stopped;
    stopped.cancel.request();
    const auto pair = pairOf("w", {1, 2, 3}, {1, 2, 3});
    const auto cancelled = measureAgreement(std::span(&pair, 1), {}, stopped);
    ASSERT_FALSE(cancelled);
    EXPECT_EQ(cancelled.error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace fisherlens
