// SPDX-License-Identifier: GPL-3.0-or-later
#include "fisher/ladder.h"

#include "stats/ranks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <numeric>
#include <random>

namespace fisherlens {
namespace {

using Arrays = std::vector<std::vector<float>>;

constexpr double kBatch = 16;

FisherFile fileOf(FisherKind kind, const Arrays& arrays, const std::string& prefix = "")
{
    FisherFile file;
    file.path = std::string(name(kind)) + ".fisher.h5";
    file.attributes.kind = kind;
    file.attributes.batchSize = kind == FisherKind::Recycled ? kBatch : 0;
    for (std::size_t i = 0; i < arrays.size(); ++i)
        EXPECT_TRUE(file.diagonal.add(
            memoryTensor(prefix + "w" + std::to_string(i), {static_cast<std::int64_t>(arrays[i].size())}, arrays[i])));
    return file;
}

struct Example {
    Arrays exact, empirical, mean, recycled;
    FisherFile exactFile, empiricalFile, recycledFile;

    Example()
    {
        std::mt19937 random(4);
        std::lognormal_distribution<float> positive(-3, 2);
        std::normal_distribution<float> normal(0, 0.1F);
        for (const std::size_t n : {40U, 7U, 200U}) {
            for (Arrays* arrays : {&exact, &empirical, &mean, &recycled}) {
                arrays->emplace_back(n);
                for (float& value : arrays->back())
                    value = arrays == &mean ? normal(random) : positive(random);
            }
        }
        exactFile = fileOf(FisherKind::Exact, exact);
        empiricalFile = fileOf(FisherKind::Empirical, empirical);
        recycledFile = fileOf(FisherKind::Recycled, recycled, "module.");
        for (std::size_t i = 0; i < mean.size(); ++i)
            EXPECT_TRUE(empiricalFile.meanGradient.add(
                memoryTensor("w" + std::to_string(i), {static_cast<std::int64_t>(mean[i].size())}, mean[i])));
    }

    [[nodiscard]] Arrays joint() const
    {
        Arrays result = empirical;
        for (std::size_t t = 0; t < result.size(); ++t)
            for (std::size_t i = 0; i < result[t].size(); ++i)
                result[t][i] = static_cast<float>(static_cast<double>(empirical[t][i])
                                                  + (kBatch - 1) * static_cast<double>(mean[t][i])
                                                        * static_cast<double>(mean[t][i]));
        return result;
    }
};

std::vector<float> flat(const Arrays& arrays)
{
    std::vector<float> all;
    for (const auto& array : arrays)
        all.insert(all.end(), array.begin(), array.end());
    return all;
}

void expectRung(const Rung& rung, const std::string& from, const std::string& to, const std::string& cause,
                const std::vector<float>& fromValues, const std::vector<float>& toValues)
{
    EXPECT_EQ(rung.from, from);
    EXPECT_EQ(rung.to, to);
    EXPECT_EQ(rung.cause, cause);
    const double ratio = std::accumulate(toValues.begin(), toValues.end(), 0.0)
                         / std::accumulate(fromValues.begin(), fromValues.end(), 0.0);
    EXPECT_NEAR(rung.traceRatio.value(), ratio, 1e-6 * ratio);
    EXPECT_NEAR(rung.spearman.value(), spearman(fromValues, toValues).value(), 1e-12);
}

TEST(LadderOfThreeFiles, EqualsDirectSums)
{
    const Example example;
    const auto ladder = measureLadder(example.recycledFile, example.empiricalFile, &example.exactFile, {});
    ASSERT_TRUE(ladder) << describe(ladder.error());
    const Arrays joint = example.joint();
    ASSERT_EQ(ladder->global.size(), 3U);
    expectRung(ladder->global[0], "exact", "empirical", "labels", flat(example.exact), flat(example.empirical));
    expectRung(ladder->global[1], "empirical", "joint", "batch", flat(example.empirical), flat(joint));
    expectRung(ladder->global[2], "joint", "recycled", "history", flat(joint), flat(example.recycled));
    ASSERT_EQ(ladder->tensors.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(ladder->tensors[i].name, "module.w" + std::to_string(i));
        expectRung(ladder->tensors[i].rungs[0], "exact", "empirical", "labels", example.exact[i], example.empirical[i]);
        expectRung(ladder->tensors[i].rungs[1], "empirical", "joint", "batch", example.empirical[i], joint[i]);
        expectRung(ladder->tensors[i].rungs[2], "joint", "recycled", "history", joint[i], example.recycled[i]);
    }
}

TEST(LadderWithoutExact, LeavesOutTheFirstRung)
{
    const Example example;
    const auto ladder = measureLadder(example.recycledFile, example.empiricalFile, nullptr, {});
    ASSERT_TRUE(ladder);
    ASSERT_EQ(ladder->global.size(), 2U);
    EXPECT_EQ(ladder->global[0].cause, "batch");
}

TEST(LadderWithSingleExamples, HasNoBatchEffect)
{
    Example example;
    example.recycledFile.attributes.batchSize = 1;
    const auto ladder = measureLadder(example.recycledFile, example.empiricalFile, nullptr, {});
    ASSERT_TRUE(ladder);
    EXPECT_DOUBLE_EQ(ladder->global[0].traceRatio.value(), 1);
    EXPECT_DOUBLE_EQ(ladder->global[0].spearman.value(), 1);
}

TEST(LadderOfTensorsThatAreNotInAllFiles, SaysSo)
{
    Example example;
    EXPECT_TRUE(example.recycledFile.diagonal.add(memoryTensor("module.extra", {2}, {1, 2})));
    Findings findings;
    JobContext context;
    context.findings = &findings;
    const auto ladder = measureLadder(example.recycledFile, example.empiricalFile, nullptr, context);
    ASSERT_TRUE(ladder);
    EXPECT_EQ(ladder->tensors.size(), 3U);
    EXPECT_TRUE(findings.has("unmatched"));
}

TEST(LadderOfFilesThatDoNotBelongTogether, IsRefused)
{
    const auto codeAfter = [](const std::function<void(Example&)>& change) {
        Example example;
        change(example);
        const auto ladder = measureLadder(example.recycledFile, example.empiricalFile, &example.exactFile, {});
        return ladder ? std::optional<ErrorCode>() : ladder.error().code;
    };
    EXPECT_EQ(codeAfter([](Example& e) { e.recycledFile.attributes.batchSize = 0; }), ErrorCode::Usage);
    EXPECT_EQ(codeAfter([](Example& e) { e.recycledFile.attributes.scale = FisherScale::Accumulator; }),
              ErrorCode::Usage);
    EXPECT_EQ(codeAfter([](Example& e) { e.recycledFile.attributes.unit = "token"; }), ErrorCode::Usage);
    EXPECT_EQ(codeAfter([](Example& e) { e.exactFile.attributes.unit = "token"; }), ErrorCode::Usage);
    EXPECT_EQ(codeAfter([](Example& e) { e.exactFile.attributes.kind = FisherKind::Empirical; }), ErrorCode::Usage);
    EXPECT_EQ(codeAfter([](Example& e) { std::swap(e.recycledFile, e.empiricalFile); }), ErrorCode::Usage);
    EXPECT_EQ(codeAfter([](Example& e) { e.empiricalFile.meanGradient = {}; }), ErrorCode::Unsupported);
    EXPECT_EQ(codeAfter([](Example& e) {
                  e.exactFile = fileOf(FisherKind::Exact, {{1, 2, 3}});
              }),
              ErrorCode::Incompatible);
    EXPECT_EQ(codeAfter([](Example& e) { e.recycledFile = fileOf(FisherKind::Recycled, e.recycled, "other."); }),
              ErrorCode::Incompatible);
}

}  // namespace
}  // namespace fisherlens
