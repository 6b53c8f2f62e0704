// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/merge_rules.h"

#include "unit/edit/model_data.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace fisherlens {
namespace {

using test::catalogue;
using test::fisherFile;
using test::Job;
using test::randomFisher;
using test::randomWeights;
using test::valuesOf;
using test::vectorTensor;

const std::array<const char*, 4> kNames{"conv1.weight", "conv2.weight", "fc1.weight", "fc1.bias"};

/// Two models of four tensors with Fishers.
struct Rules : testing::Test {
    std::array<std::array<std::vector<float>, 4>, 2> values, weights;
    std::vector<Catalogue> catalogues;
    std::vector<FisherFile> fishers;
    std::vector<MergeModel> models;

    void SetUp() override
    {
        for (std::size_t m = 0; m < 2; ++m) {
            std::vector<Tensor> tensors, diagonal;
            for (std::size_t t = 0; t < 4; ++t) {
                values[m][t] = randomWeights(50 + 40000 * (t == 2), 10 * m + t);
                weights[m][t] = randomFisher(values[m][t].size(), 100 + 10 * m + t);
                tensors.push_back(vectorTensor(kNames[t], values[m][t]));
                diagonal.push_back(vectorTensor(kNames[t], weights[m][t]));
            }
            catalogues.push_back(catalogue(std::move(tensors)));
            fishers.push_back(fisherFile(std::move(diagonal)));
        }
        for (std::size_t m = 0; m < 2; ++m)
            models.push_back({"task" + std::to_string(m), &catalogues[m], &fishers[m], nullptr});
    }

    [[nodiscard]] MergeSettings settings(const char* method, std::vector<MergeRule> rules) const
    {
        MergeSettings result;
        result.method = findMergeMethod(method);
        result.coefficients = {0.5, 0.5};
        result.rules = std::move(rules);
        result.floor = 0;
        return result;
    }

    /// Entry i of tensor t at the coefficients (a, b), by the formula.
    [[nodiscard]] double merged(bool fisher, std::size_t t, std::size_t i, double a, double b) const
    {
        const double pullA = a * (fisher ? static_cast<double>(weights[0][t][i]) : 1.0),
                     pullB = b * (fisher ? static_cast<double>(weights[1][t][i]) : 1.0);
        return (pullA * static_cast<double>(values[0][t][i]) + pullB * static_cast<double>(values[1][t][i]))
               / (pullA + pullB);
    }

    void expect(const std::map<std::string, std::vector<double>>& made, bool fisher, std::size_t t, double a,
                double b) const
    {
        for (std::size_t i = 0; i < values[0][t].size(); ++i) {
            const double wanted = merged(fisher, t, i, a, b);
            ASSERT_NEAR(made.at(kNames[t])[i], wanted, 1.2e-7 * std::max(0.01, std::fabs(wanted)))
                << kNames[t] << ' ' << i;
        }
    }
};

TEST_F(Rules, TheLastMatchingRuleSetsTheCoefficientsOfATensor)
{
    const std::vector<MergeRule> rules{{"conv*", {0.2, 0.8}}, {"*.weight", {3, 1}}, {"conv1.*", {0, 1}}};
    for (const bool fisher : {true, false}) {
        const auto merge = ModelMerge::prepare(models, nullptr, settings(fisher ? "fisher" : "linear", rules), {});
        ASSERT_TRUE(merge) << describe(merge.error());
        const auto made = valuesOf((*merge)->outputs());
        ASSERT_TRUE(made);
        expect(*made, fisher, 0, 0, 1);
        expect(*made, fisher, 1, 0.75, 0.25);
        expect(*made, fisher, 2, 0.75, 0.25);
        expect(*made, fisher, 3, 0.5, 0.5);
        const MergeOutcome outcome = (*merge)->outcome();
        ASSERT_EQ(outcome.rules.size(), 3U);
        EXPECT_TRUE(outcome.rules[0].tensors.empty());
        EXPECT_EQ(outcome.rules[1].tensors, (std::vector<std::string>{"conv2.weight", "fc1.weight"}));
        EXPECT_EQ(outcome.rules[2].tensors, (std::vector<std::string>{"conv1.weight"}));
        EXPECT_EQ(outcome.rules[1].coefficients, (std::vector<double>{3, 1}));
    }
}

TEST_F(Rules, ARuleThatSetsNothingIsAFinding)
{
    Job job;
    ASSERT_TRUE(
        ModelMerge::prepare(models, nullptr, settings("fisher", {{"conv?", {1, 1}}, {"fc1.*", {1, 2}}}), job.context));
    EXPECT_NE(job.textOf("rule-without-match").find("'conv?'"), std::string::npos);
    Job fine;
    ASSERT_TRUE(ModelMerge::prepare(models, nullptr, settings("fisher", {{"conv?.*", {1, 1}}}), fine.context));
    EXPECT_FALSE(fine.findings.has("rule-without-match"));
}

TEST_F(Rules, CoefficientsThatHaveNoMeaningAreRefusedByPattern)
{
    for (const std::vector<double>& bad : {std::vector<double>{1}, {1, -1}, {0, 0}, {1, NAN}, {1, 1, 1}}) {
        const auto merge = ModelMerge::prepare(models, nullptr, settings("fisher", {{"conv*", bad}}), {});
        ASSERT_FALSE(merge);
        EXPECT_EQ(merge.error().code, ErrorCode::Usage);
        EXPECT_NE(merge.error().detail.find("'conv*'"), std::string::npos);
    }
    EXPECT_FALSE(ModelMerge::prepare(models, nullptr, settings("fisher", {{"", {1, 1}}}), {}));
}

TEST_F(Rules, OtherCoefficientsGiveTheSameBytesAsANewMerge)
{
    MergeSettings first = settings("fisher", {});
    first.floor = 1e-2;
    first.normalization = Normalization::Mean;
    MergeSettings second = first;
    second.coefficients = {0.1, 0.9};
    second.rules = {{"fc1.*", {0.7, 0.3}}};
    const auto prepared = ModelMerge::prepare(models, nullptr, first, {});
    ASSERT_TRUE(prepared);
    const auto again = (*prepared)->withCoefficients(second.coefficients, second.rules);
    const auto fresh = ModelMerge::prepare(models, nullptr, second, {});
    ASSERT_TRUE(again && fresh);
    EXPECT_EQ(*valuesOf((*again)->outputs()), *valuesOf((*fresh)->outputs()));
    for (const std::size_t m : {0, 1})
        EXPECT_EQ((*again)->outcome().costs[m].value, (*fresh)->outcome().costs[m].value);
    EXPECT_EQ(*valuesOf((*prepared)->outputs()),
              *valuesOf((*ModelMerge::prepare(models, nullptr, first, {}))->outputs()))
        << "the first one keeps its own";
    EXPECT_FALSE((*prepared)->withCoefficients({1, -1}, {}));
    EXPECT_FALSE((*prepared)->withCoefficients({1, 1}, {{"w", {1}}}));
}

TEST_F(Rules, PredictedCostsAreThoseOfWhatWasWritten)
{
    const auto merge = ModelMerge::prepare(models, nullptr, settings("fisher", {{"conv*", {0.9, 0.1}}}), {});
    ASSERT_TRUE(merge);
    const auto made = valuesOf((*merge)->outputs());
    ASSERT_TRUE(made);
    for (std::size_t m = 0; m < 2; ++m) {
        double cost = 0;
        for (std::size_t t = 0; t < 4; ++t)
            for (std::size_t i = 0; i < values[m][t].size(); ++i)
                cost += 0.5 * static_cast<double>(weights[m][t][i])
                        * std::pow(made->at(kNames[t])[i] - static_cast<double>(values[m][t][i]), 2);
        EXPECT_NEAR((*merge)->outcome().costs[m].value / cost, 1, 1e-10);
    }
}

TEST(RuleFor, IsTheLastMatch)
{
    const std::vector<MergeRule> rules{{"*", {1, 1}}, {"a*", {1, 2}}, {"*b", {1, 3}}};
    EXPECT_EQ(ruleFor(rules, "x"), 0U);
    EXPECT_EQ(ruleFor(rules, "ax"), 1U);
    EXPECT_EQ(ruleFor(rules, "ab"), 2U);
    EXPECT_EQ(ruleFor({}, "ab"), std::nullopt);
}

}  // namespace
}  // namespace fisherlens
