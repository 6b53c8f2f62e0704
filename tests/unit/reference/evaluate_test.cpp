// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/evaluate.h"

#include "unit/reference/cases.h"

#include <gmock/gmock.h>
#include <oneapi/tbb/global_control.h>

namespace fisherlens {
namespace {

using cases::Case;

class EvaluatedAgainstPyTorch : public testing::TestWithParam<const char*> {};

TEST_P(EvaluatedAgainstPyTorch, LossAccuracyAndErrorAreThoseOfTheLoop)
{
    const Case test(GetParam());
    ASSERT_TRUE(test.model);
    const auto result = evaluateModel(*test.model, test.data, test.loss, {});
    ASSERT_TRUE(result) << describe(result.error());
    EXPECT_EQ(result->examples, test.data.examples);
    EXPECT_NEAR(result->loss, test.json["evaluated_loss"].get<double>(), 1e-6);
    ASSERT_EQ(result->accuracy.has_value(), !test.json["accuracy"].is_null());
    ASSERT_EQ(result->mse.has_value(), !test.json["mse"].is_null());
    if (result->accuracy) {
        EXPECT_DOUBLE_EQ(*result->accuracy, test.json["accuracy"].get<double>());
    }
    if (result->mse) {
        EXPECT_NEAR(*result->mse, test.json["mse"].get<double>(), 1e-6);
    }
}

INSTANTIATE_TEST_SUITE_P(Models, EvaluatedAgainstPyTorch,
                         testing::Values("mlp", "cnn", "tied", "dict", "tuple", "binary", "two", "nll", "softmax",
                                         "gaussian"),
                         [](const auto& parameter) { return std::string(parameter.param); });

TEST(Evaluations, AreBitForBitTheSameForEveryNumberOfThreads)
{
    const tbb::global_control moreThanTheMachineHas(tbb::global_control::max_allowed_parallelism, 4);
    const Case test("mlp");
    EXPECT_EQ(evaluateModel(*test.model, test.data, test.loss, {}, 1)->loss,
              evaluateModel(*test.model, test.data, test.loss, {}, 4)->loss);
}

TEST(Weights, ReplaceTheParametersByNamesWithoutDistributionPrefixes)
{
    const Case test("mlp");
    Catalogue zeros;
    for (const ReferenceParameter& parameter : test.model->parameters())
        ASSERT_TRUE(zeros.add(memoryTensor("module." + parameter.name, parameter.shape,
                                           std::vector<float>(static_cast<std::size_t>(parameter.count)))));
    ASSERT_TRUE(test.model->replaceWeights(zeros, {}));
    EXPECT_NEAR(evaluateModel(*test.model, test.data, test.loss, {})->loss, std::log(3.0), 1e-12);
}

TEST(Weights, RefuseAMissingOrMisshapenParameterAndReportUnusedTensors)
{
    const Case test("mlp");
    Catalogue weights;
    for (const ReferenceParameter& parameter : test.model->parameters()) {
        const std::vector<float> zeros(static_cast<std::size_t>(parameter.count));
        if (parameter.name != "second.bias") {
            ASSERT_TRUE(weights.add(memoryTensor(parameter.name, parameter.shape, zeros)));
        }
    }
    const auto missing = test.model->replaceWeights(weights, {});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::Incompatible);
    EXPECT_EQ(missing.error().where.tensor, "second.bias");

    Catalogue misshapen = weights;
    ASSERT_TRUE(misshapen.add(memoryTensor("second.bias", {4}, std::vector<float>(4))));
    const auto wrong = test.model->replaceWeights(misshapen, {});
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::Incompatible);

    ASSERT_TRUE(weights.add(memoryTensor("second.bias", {3}, std::vector<float>(3))));
    ASSERT_TRUE(weights.add(memoryTensor("elsewhere", {3}, std::vector<float>(3))));
    Findings findings;
    JobContext context;
    context.findings = &findings;
    ASSERT_TRUE(test.model->replaceWeights(weights, context));
    ASSERT_TRUE(findings.has("weights-unused"));
    EXPECT_THAT(findings.list().front().text, testing::HasSubstr("elsewhere"));
}

TEST(Weights, ReplaceBuffersToo)
{
    const Case test("cnn");
    const double before = evaluateModel(*test.model, test.data, test.loss, {})->loss;
    Catalogue weights;
    for (const auto& [name, value] : test.json["parameters"].items())
        ASSERT_TRUE(weights.add(cases::tensor(value, name)));
    ASSERT_TRUE(test.model->replaceWeights(weights, {}));
    EXPECT_EQ(evaluateModel(*test.model, test.data, test.loss, {})->loss, before);
    ASSERT_TRUE(weights.add(memoryTensor("norm.running_mean", {3}, {5, 5, 5})));
    ASSERT_TRUE(test.model->replaceWeights(weights, {}));
    EXPECT_NE(evaluateModel(*test.model, test.data, test.loss, {})->loss, before);
}

TEST(Weights, OfTiedParametersMayCarryEitherName)
{
    const Case test("tied");
    Findings findings;
    JobContext context;
    context.findings = &findings;
    const auto model = cases::model("tied.ts", context);
    EXPECT_TRUE(findings.has("tied-parameters"));
    Catalogue weights;
    ASSERT_TRUE(weights.add(memoryTensor("out.weight", {7, 4}, std::vector<float>(28))));
    ASSERT_TRUE(weights.add(memoryTensor("out.bias", {7}, std::vector<float>(7))));
    ASSERT_TRUE(model->replaceWeights(weights, {}));
    EXPECT_NEAR(evaluateModel(*model, test.data, test.loss, {})->loss, std::log(7.0), 1e-12);
}

}  // namespace
}  // namespace fisherlens
