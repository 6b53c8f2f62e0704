// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/estimate.h"

#include "base/philox.h"
#include "unit/reference/cases.h"

#include <gmock/gmock.h>
#include <oneapi/tbb/global_control.h>

#include <cmath>

namespace fisherlens {
namespace {

using cases::Case;

/// (Σ of both halves)/N of one parameter.
std::vector<double> diagonal(const Estimate& estimate, std::size_t parameter)
{
    std::vector<double> values = estimate.halves[0].squares[parameter];
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = (values[i] + estimate.halves[1].squares[parameter][i]) / static_cast<double>(estimate.examples);
    return values;
}

Estimate run(const Case& test, LabelSettings labels, std::int64_t examples = 0, unsigned threads = 0)
{
    auto result = estimate(*test.model, test.data, {test.loss, labels, examples, threads}, {});
    EXPECT_TRUE(result) << describe(result.error());
    return result ? std::move(*result) : Estimate{};
}

class AgainstPyTorch : public testing::TestWithParam<const char*> {};

TEST_P(AgainstPyTorch, EmpiricalExactAndMeanGradientAreThoseOfTheSingleExampleLoop)
{
    const Case test(GetParam());
    ASSERT_TRUE(test.model);
    const Estimate empirical = run(test, {FisherKind::Empirical, 1, 0});
    const Estimate exact = run(test, {FisherKind::Exact, 1, 0});
    ASSERT_EQ(empirical.halves[0].squares.size(), test.json["empirical"].size());
    EXPECT_EQ(empirical.examples, test.data.examples);
    EXPECT_TRUE(exact.gradient.empty());
    for (std::size_t p = 0; p < test.model->parameters().size(); ++p) {
        const ReferenceParameter& parameter = test.model->parameters()[p];
        const auto expected = [&](const char* what) {
            return test.json[what].at(parameter.name).get<std::vector<double>>();
        };
        EXPECT_LT(cases::relativeDifference(diagonal(empirical, p), expected("empirical")), 1e-5) << parameter.name;
        EXPECT_LT(cases::relativeDifference(diagonal(exact, p), expected("exact")), 1e-5) << parameter.name;
        std::vector<double> mean = empirical.gradient[p];
        for (double& value : mean)
            value /= static_cast<double>(empirical.examples);
        EXPECT_LT(cases::relativeDifference(mean, expected("mean_gradient")), 1e-5) << parameter.name;
        EXPECT_EQ(parameter.shape, test.json["parameters"].at(parameter.name).at("shape").get<Shape>());
    }
}

INSTANTIATE_TEST_SUITE_P(Models, AgainstPyTorch,
                         testing::Values("mlp", "cnn", "tied", "dict", "tuple", "binary", "two", "nll", "softmax",
                                         "gaussian"),
                         [](const auto& parameter) { return std::string(parameter.param); });

TEST(Estimates, SoftmaxRegressionHasItsClosedForm)
{
    const Case test("softmax");
    const auto x = *readAll(test.data.inputs[0]);
    const auto y = *readAll(test.data.targets);
    const auto w = test.json["parameters"]["weight"]["values"].get<std::vector<double>>();
    std::vector<double> exact(12), empirical(12);
    for (std::size_t n = 0; n < y.size(); ++n) {
        double p[4], sum = 0;
        for (std::size_t c = 0; c < 4; ++c)
            sum += p[c] = std::exp(w[c * 3] * x[n * 3] + w[c * 3 + 1] * x[n * 3 + 1] + w[c * 3 + 2] * x[n * 3 + 2]);
        for (std::size_t c = 0; c < 4; ++c) {
            p[c] /= sum;
            for (std::size_t d = 0; d < 3; ++d) {
                const double square = x[n * 3 + d] * x[n * 3 + d] / static_cast<double>(y.size());
                exact[c * 3 + d] += p[c] * (1 - p[c]) * square;
                empirical[c * 3 + d] += std::pow(p[c] - (y[n] == static_cast<double>(c)), 2) * square;
            }
        }
    }
    EXPECT_LT(cases::relativeDifference(diagonal(run(test, {FisherKind::Exact, 1, 0}), 0), exact), 1e-6);
    EXPECT_LT(cases::relativeDifference(diagonal(run(test, {FisherKind::Empirical, 1, 0}), 0), empirical), 1e-6);
}

TEST(Estimates, LinearGaussianIsTheMeanSquareOfTheInputsOverTheVariance)
{
    const Case test("gaussian");
    const auto x = *readAll(test.data.inputs[0]);
    std::vector<double> expected(3);
    for (std::size_t i = 0; i < x.size(); ++i)
        expected[i % 3] += x[i] * x[i] / static_cast<double>(test.data.examples) / (0.7 * 0.7);
    EXPECT_LT(cases::relativeDifference(diagonal(run(test, {FisherKind::Exact, 1, 0}), 0), expected), 1e-6);
}

/// Sampled labels estimate the exact diagonal without bias. For softmax regression the squares of one draw at (c, d)
/// are x_d²(p_c−1[ŷ=c])², a two-valued variable whose variance is known: the deviation in standard errors must look normal.
TEST(Estimates, SampledLabelsConvergeToTheExactDiagonalAsOneOverTheRootOfTheDraws)
{
    const Case test("softmax");
    const auto x = *readAll(test.data.inputs[0]);
    const auto w = test.json["parameters"]["weight"]["values"].get<std::vector<double>>();
    const std::size_t examples = x.size() / 3;
    const std::vector<double> exact = diagonal(run(test, {FisherKind::Exact, 1, 0}), 0);
    for (const std::int64_t draws : {10, 1000}) {
        std::vector<double> variance(12);
        for (std::size_t n = 0; n < examples; ++n) {
            double p[4], sum = 0;
            for (std::size_t c = 0; c < 4; ++c)
                sum += p[c] = std::exp(w[c * 3] * x[n * 3] + w[c * 3 + 1] * x[n * 3 + 1] + w[c * 3 + 2] * x[n * 3 + 2]);
            for (std::size_t c = 0; c < 4; ++c) {
                p[c] /= sum;
                const double spread = (1 - p[c]) * (1 - p[c]) - p[c] * p[c];
                for (std::size_t d = 0; d < 3; ++d)
                    variance[c * 3 + d] += p[c] * (1 - p[c]) * std::pow(x[n * 3 + d] * x[n * 3 + d] * spread, 2)
                                           / (static_cast<double>(draws) * std::pow(static_cast<double>(examples), 2));
            }
        }
        const std::vector<double> sampled = diagonal(run(test, {FisherKind::Sampled, draws, 7}), 0);
        double squares = 0;
        for (std::size_t i = 0; i < 12; ++i) {
            const double deviations = (sampled[i] - exact[i]) / std::sqrt(variance[i]);
            EXPECT_LT(std::abs(deviations), 4) << draws << " draws, entry " << i;
            squares += deviations * deviations / 12;
        }
        EXPECT_GT(squares, 0.1) << "the draws vary less than independent ones";
        EXPECT_LT(squares, 3) << "the draws vary more than independent ones";
    }
}

TEST(Estimates, SampledGaussianLabelsConvergeToTheExactDiagonal)
{
    const Case test("gaussian");
    const auto x = *readAll(test.data.inputs[0]);
    constexpr std::int64_t draws = 400;
    const std::vector<double> exact = diagonal(run(test, {FisherKind::Exact, 1, 0}), 0);
    const std::vector<double> sampled = diagonal(run(test, {FisherKind::Sampled, draws, 3}), 0);
    for (std::size_t d = 0; d < 3; ++d) {
        // (x_d ε/σ)² has mean x_d²/σ² and variance 2 x_d⁴/σ⁴.
        double variance = 0;
        for (std::size_t n = 0; n < x.size() / 3; ++n)
            variance += 2 * std::pow(x[n * 3 + d] / 0.7, 4) / (draws * std::pow(static_cast<double>(x.size() / 3), 2));
        EXPECT_LT(std::abs(sampled[d] - exact[d]), 4 * std::sqrt(variance));
        EXPECT_NE(sampled[d], exact[d]);
    }
}

/// Perturb one coordinate by h: 2·KL/h² → F_ii (mean KL over the examples; no labels needed).
TEST(Estimates, ExactDiagonalIsTheCurvatureOfTheKullbackLeiblerDivergence)
{
    const Case test("mlp");
    const Estimate exact = run(test, {FisherKind::Exact, 1, 0});
    std::vector<Batch> inputs(1);
    inputs[0] = {DType::F32, test.data.inputs[0].info.shape, std::vector<std::byte>(test.data.inputs[0].info.bytes())};
    ASSERT_TRUE(test.data.inputs[0].source->readBytes(0, inputs[0].bytes));
    const auto logProbabilities = [&](ReferenceModel& model) {
        const auto pass = *model.forward(inputs, false);
        std::vector<double> values = pass->values();
        for (std::size_t n = 0; n < values.size(); n += 3) {
            const double norm = std::log(std::exp(values[n]) + std::exp(values[n + 1]) + std::exp(values[n + 2]));
            for (std::size_t c = 0; c < 3; ++c)
                values[n + c] -= norm;
        }
        return values;
    };
    const std::vector<double> at = logProbabilities(*test.model);
    constexpr float h = 0.02F;
    for (std::size_t p = 0; p < test.model->parameters().size(); ++p) {
        const ReferenceParameter& parameter = test.model->parameters()[p];
        for (const std::size_t i : {std::size_t{0}, static_cast<std::size_t>(parameter.count) - 1}) {
            double both = 0;
            for (const float step : {h, -h}) {  // the average of both sides cancels the third derivative
                const auto moved = cases::model("mlp.ts");
                Catalogue weights;
                for (const auto& [name, value] : test.json["parameters"].items()) {
                    auto values = value["values"].get<std::vector<float>>();
                    if (name == parameter.name)
                        values[i] += step;
                    ASSERT_TRUE(weights.add(memoryTensor(name, value["shape"].get<Shape>(), values)));
                }
                ASSERT_TRUE(moved->replaceWeights(weights, {}));
                const std::vector<double> there = logProbabilities(*moved);
                for (std::size_t k = 0; k < at.size(); ++k)
                    both += std::exp(at[k]) * (at[k] - there[k]) / static_cast<double>(test.data.examples) / 2;
            }
            const double expected = diagonal(exact, p)[i];
            EXPECT_NEAR(2 * both / (h * h) / expected, 1, 5e-3) << parameter.name << "[" << i << "]";
        }
    }
}

TEST(Estimates, AreBitForBitTheSameForEveryNumberOfThreads)
{
    const tbb::global_control moreThanTheMachineHas(tbb::global_control::max_allowed_parallelism, 5);
    const Case test("mlp");
    for (const FisherKind kind : {FisherKind::Empirical, FisherKind::Sampled, FisherKind::Exact}) {
        const Estimate one = run(test, {kind, 2, 5}, 0, 1);
        for (const unsigned threads : {2U, 5U}) {
            const Estimate many = run(test, {kind, 2, 5}, 0, threads);
            for (const std::size_t half : {0U, 1U})
                EXPECT_EQ(one.halves[half].squares, many.halves[half].squares);
            EXPECT_EQ(one.gradient, many.gradient);
        }
    }
}

TEST(Estimates, DrawTheSameLabelsForAnExampleWhateverElseIsInTheFile)
{
    const Case test("mlp");
    const LabelSettings labels{FisherKind::Sampled, 3, 11};
    const Estimate some = run(test, labels, 40), all = run(test, labels);
    // Squares only add up: the first 40 examples contribute the same to both runs, or some sum would be smaller.
    EXPECT_NE(run(test, {FisherKind::Sampled, 3, 12}).halves[0].squares, all.halves[0].squares)
        << "the seed has no effect";
    for (std::size_t half : {0U, 1U}) {
        std::int64_t expected = 0;
        for (std::uint64_t n = 0; n < 40; ++n)
            expected += halfOfExample(11, n) == half;
        EXPECT_EQ(some.halves[half].units, expected);
        for (std::size_t p = 0; p < some.halves[half].squares.size(); ++p)
            for (std::size_t i = 0; i < some.halves[half].squares[p].size(); ++i)
                EXPECT_LE(some.halves[half].squares[p][i], all.halves[half].squares[p][i] * (1 + 1e-12));
    }
}

TEST(Estimates, CompareSingleExamplesWithABatch)
{
    const Case test("cnn");
    const Estimate result = run(test, {FisherKind::Empirical, 1, 0});
    ASSERT_TRUE(result.selfCheck);
    EXPECT_LT(*result.selfCheck, 1e-5);
    EXPECT_GT(result.seconds, 0);
}

TEST(Estimates, RefuseModelsThatMixExamples)
{
    const Case test("mlp");
    const auto mixes = cases::model("mixes.ts");
    const auto result = estimate(*mixes, test.data, {test.loss, {}, 0, 0}, {});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Unsupported);
    EXPECT_THAT(result.error().detail, testing::HasSubstr("mixes examples"));
}

TEST(Estimates, StopWithinTheExamplesWhenAsked)
{
    const Case test("mlp");
    JobContext context;
    Progress progress([&](const ProgressReport&) { context.cancel.request(); });
    context.progress = &progress;
    const auto result = estimate(*test.model, test.data, {test.loss, {}, 0, 1}, context);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Cancelled);
}

TEST(Estimates, RefuseTargetsThatAreNoClassNamingTheExample)
{
    Case test("mlp");
    nlohmann::json targets = test.json["targets"];
    targets["values"][41] = 3;
    test.data.targets = cases::tensor(targets, "targets");
    const auto result = estimate(*test.model, test.data, {test.loss, {}, 0, 0}, {});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Incompatible);
    EXPECT_THAT(result.error().detail, testing::HasSubstr("example 41"));
}

TEST(Estimates, RefuseDataOfTheWrongShapeWithTheModelsOwnSentence)
{
    Case test("mlp");
    test.data.inputs = {memoryTensor("inputs", {70, 5}, std::vector<float>(350))};
    const auto result = estimate(*test.model, test.data, {test.loss, {}, 0, 0}, {});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Incompatible);
    EXPECT_THAT(result.error().detail, testing::HasSubstr("mat1 and mat2 shapes cannot be multiplied"));
    EXPECT_EQ(result.error().detail.find('\n'), std::string::npos);
}

TEST(Estimates, RefuseOutputsThatAreNotFinite)
{
    Case test("mlp");
    std::vector<float> values(280, 0.5F);
    values[4 * 33] = std::numeric_limits<float>::quiet_NaN();
    test.data.inputs = {memoryTensor("inputs", {70, 4}, values)};
    const auto result = estimate(*test.model, test.data, {test.loss, {}, 0, 0}, {});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::NonFinite);
    EXPECT_THAT(result.error().detail, testing::HasSubstr("example 33"));
}

TEST(Estimates, RefuseFloatTargetsAndSequencesForClassLosses)
{
    Case test("mlp");
    test.data.targets = memoryTensor("targets", {70}, std::vector<float>(70));
    EXPECT_EQ(estimate(*test.model, test.data, {test.loss, {}, 0, 0}, {}).error().code, ErrorCode::Incompatible);
    test.data.targets =
        cases::tensor({{"dtype", "I64"}, {"shape", {70, 2}}, {"values", std::vector<int>(140)}}, "targets");
    const auto sequences = estimate(*test.model, test.data, {test.loss, {}, 0, 0}, {});
    ASSERT_FALSE(sequences);
    EXPECT_THAT(sequences.error().detail, testing::HasSubstr("one class per example"));
}

TEST(Estimates, GiveDoubleInputsTheTypeOfTheModel)
{
    Case test("mlp");
    const auto values = *readAll(test.data.inputs[0]);
    std::vector<std::byte> bytes(values.size() * 8);
    std::memcpy(bytes.data(), values.data(), bytes.size());
    const Estimate expected = run(test, {});
    test.data.inputs = {*memoryTensor("inputs", DType::F64, {70, 4}, bytes)};
    EXPECT_EQ(run(test, {}).halves[0].squares, expected.halves[0].squares);
}

}  // namespace
}  // namespace fisherlens
