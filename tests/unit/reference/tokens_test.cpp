// SPDX-License-Identifier: GPL-3.0-or-later
// Losses of language models and losses that a module returns itself, against tests/data/make_tokens.py.
#include "reference/estimate.h"
#include "reference/evaluate.h"

#include "unit/reference/cases.h"

namespace fisherlens {
namespace {

constexpr const char* kFolder = "tokens";

struct Choice {
    const char* loss;
    FisherUnit unit;
};

EstimateSettings settings(const Choice& choice, FisherKind kind)
{
    EstimateSettings result;
    result.loss = {*lossFromName(choice.loss), 1, choice.unit};
    result.labels = {kind, 1, 0};
    return result;
}

void expectDiagonal(const Estimate& estimate, const ReferenceModel& model, const nlohmann::json& expected)
{
    for (std::size_t p = 0; p < model.parameters().size(); ++p) {
        std::vector<double> actual = estimate.halves[0].squares[p];
        for (std::size_t i = 0; i < actual.size(); ++i)
            actual[i] = (actual[i] + estimate.halves[1].squares[p][i]) / static_cast<double>(estimate.units);
        const auto values = expected.at(model.parameters()[p].name).get<std::vector<double>>();
        EXPECT_LT(cases::relativeDifference(actual, values), 1e-5) << model.parameters()[p].name;
    }
}

TEST(TokenFishers, AreThoseOfPyTorchForEveryUnitAndKind)
{
    const nlohmann::json json = cases::read(kFolder);
    const auto model = cases::model("language.ts", {}, kFolder);
    ASSERT_TRUE(model);
    const DataFile data = cases::data(json);
    for (const Choice choice : {Choice{"causal-lm", FisherUnit::Sequence}, Choice{"causal-lm", FisherUnit::Token},
                                Choice{"masked-lm", FisherUnit::Sequence}, Choice{"masked-lm", FisherUnit::Token}}) {
        const std::string unit(name(choice.unit));
        const nlohmann::json expected = json.at(choice.loss);
        for (const bool batched : {true, false}) {
            SCOPED_TRACE(std::string(choice.loss) + " per " + unit + (batched ? " in batches" : " one by one"));
            EstimateSettings empirical = settings(choice, FisherKind::Empirical);
            EstimateSettings exact = settings(choice, FisherKind::Exact);
            empirical.batched = exact.batched = batched;
            const auto data1 = estimate(*model, data, empirical, {});
            const auto labels = estimate(*model, data, exact, {});
            ASSERT_TRUE(data1) << describe(data1.error());
            ASSERT_TRUE(labels) << describe(labels.error());
            EXPECT_EQ(data1->units, expected.at("units").at(unit).get<std::int64_t>());
            EXPECT_EQ(data1->examples, 12);
            expectDiagonal(*data1, *model, expected.at(unit).at("empirical"));
            expectDiagonal(*labels, *model, expected.at(unit).at("exact"));
            for (std::size_t p = 0; p < model->parameters().size(); ++p) {
                std::vector<double> mean = data1->gradient[p];
                for (double& value : mean)
                    value /= static_cast<double>(data1->units);
                const auto values =
                    expected.at(unit).at("mean_gradient").at(model->parameters()[p].name).get<std::vector<double>>();
                EXPECT_LT(cases::relativeDifference(mean, values), 1e-5);
            }
        }
    }
}

TEST(TokenFishers, OfPartsAddUpToTheWhole)
{
    const auto model = cases::model("language.ts", {}, kFolder);
    ASSERT_TRUE(model);
    const DataFile data = cases::data(cases::read(kFolder));
    EstimateSettings whole = settings({"causal-lm", FisherUnit::Token}, FisherKind::Sampled);
    EstimateSettings left = whole, right = whole;
    left.examples = 5;
    right.first = 5;
    const auto all = estimate(*model, data, whole, {}), a = estimate(*model, data, left, {}),
               b = estimate(*model, data, right, {});
    ASSERT_TRUE(all && a && b);
    EXPECT_EQ(b->examples, 7);
    for (const std::size_t half : {0U, 1U}) {
        EXPECT_EQ(a->halves[half].units + b->halves[half].units, all->halves[half].units);
        for (std::size_t p = 0; p < model->parameters().size(); ++p) {
            std::vector<double> sum = a->halves[half].squares[p];
            for (std::size_t i = 0; i < sum.size(); ++i)
                sum[i] += b->halves[half].squares[p][i];
            EXPECT_LT(cases::relativeDifference(sum, all->halves[half].squares[p]), 1e-5);
        }
    }
    right.examples = 8;
    EXPECT_EQ(estimate(*model, data, right, {}).error().code, ErrorCode::Usage) << "12 examples, 13 asked for";
}

TEST(TokenFishers, NeedATokenToPredict)
{
    const auto model = cases::model("language.ts", {}, kFolder);
    ASSERT_TRUE(model);
    DataFile data = cases::data(cases::read(kFolder));
    data.targets =
        cases::tensor({{"dtype", "I64"}, {"shape", {12, 4}}, {"values", std::vector<int>(48, -100)}}, "targets");
    const auto token = estimate(*model, data, settings({"masked-lm", FisherUnit::Token}, FisherKind::Empirical), {});
    ASSERT_FALSE(token);
    EXPECT_EQ(token.error().code, ErrorCode::Incompatible);
    EstimateSettings part = settings({"masked-lm", FisherUnit::Token}, FisherKind::Empirical);
    part.mayBeEmpty = true;
    const auto empty = estimate(*model, data, part, {});
    ASSERT_TRUE(empty) << describe(empty.error());
    EXPECT_EQ(empty->units, 0);
}

TEST(TokenEvaluation, CountsSequencesAndTokens)
{
    const nlohmann::json json = cases::read(kFolder);
    const auto model = cases::model("language.ts", {}, kFolder);
    ASSERT_TRUE(model);
    for (const char* loss : {"causal-lm", "masked-lm"}) {
        const auto result = evaluateModel(*model, cases::data(json), {*lossFromName(loss), 1}, {});
        ASSERT_TRUE(result) << describe(result.error());
        EXPECT_NEAR(result->loss, json.at(loss).at("evaluated_loss").get<double>(), 1e-5);
        EXPECT_NEAR(result->accuracy.value(), json.at(loss).at("accuracy").get<double>(), 1e-12);
        EXPECT_EQ(result->examples, 12);
    }
}

TEST(OwnLosses, AreThoseOfPyTorch)
{
    const nlohmann::json json = cases::read(kFolder).at("own-loss");
    const auto model = cases::model("own-loss.ts", {}, kFolder);
    ASSERT_TRUE(model);
    const DataFile data = cases::data(json);
    EstimateSettings own;
    own.loss.loss = Loss::PerExample;
    const auto result = estimate(*model, data, own, {});
    ASSERT_TRUE(result) << describe(result.error());
    expectDiagonal(*result, *model, json.at("empirical"));
    const auto evaluation = evaluateModel(*model, data, own.loss, {});
    ASSERT_TRUE(evaluation);
    EXPECT_NEAR(evaluation->loss, json.at("evaluated_loss").get<double>(), 1e-5);
    EXPECT_FALSE(evaluation->accuracy);
}

}  // namespace
}  // namespace fisherlens
