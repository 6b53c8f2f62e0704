// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/estimate.h"
#include "unit/reference/cases.h"

#include <gmock/gmock.h>
#include <oneapi/tbb/global_control.h>

#include <algorithm>
#include <cmath>

// The batched engine against tests/data/make_engine.py: one module per rule, scripted and traced, float64 loops over
// single examples.

namespace fisherlens {
namespace {

struct EngineCase {
    std::string folder;
    nlohmann::json json;
    DataFile data;
    LossSettings loss;

    explicit EngineCase(const std::string& name, std::string from = "engine")
        : folder(std::move(from)), json(cases::read(folder).at(name)), data(cases::data(json)), loss(cases::loss(json))
    {}
    std::unique_ptr<ReferenceModel> model(const std::string& file) const { return cases::model(file, {}, folder); }
};

std::vector<double> diagonal(const Estimate& estimate, std::size_t parameter)
{
    std::vector<double> values = estimate.halves[0].squares[parameter];
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = (values[i] + estimate.halves[1].squares[parameter][i]) / static_cast<double>(estimate.examples);
    return values;
}

Estimate run(const ReferenceModel& model, const EngineCase& test, const EstimateSettings& settings)
{
    auto result = estimate(model, test.data, settings, {});
    EXPECT_TRUE(result) << describe(result.error());
    return result ? std::move(*result) : Estimate{};
}

double largest(const std::vector<double>& values)
{
    double size = 0;
    for (const double value : values)
        size = std::max(size, std::abs(value));
    return size;
}

/// Largest difference over what float32 explains: 2e-5 of the tensor's largest entry, and `rounding` of the model's.
double excess(const std::vector<double>& actual, const std::vector<double>& expected, double rounding)
{
    EXPECT_EQ(actual.size(), expected.size());
    double worst = 0;
    for (std::size_t i = 0; i < std::min(actual.size(), expected.size()); ++i)
        worst = std::max(worst, std::abs(actual[i] - expected[i]));
    return worst / (2e-5 * largest(expected) + rounding);
}

class Engine : public testing::TestWithParam<const char*> {};

void expectTheLoopInDoublePrecision(const EngineCase& test)
{
    const auto top = [&](const char* what) {
        double size = 0;
        for (const auto& values : test.json[what])
            size = std::max(size, largest(values.get<std::vector<double>>()));
        return size;
    };
    for (const std::string file : test.json["models"]) {
        const auto model = test.model(file);
        ASSERT_TRUE(model);
        for (const std::int64_t batch : {0, 1, 3, 5}) {
            SCOPED_TRACE(file + ", batches of " + std::to_string(batch));
            const Estimate result = run(*model, test, {test.loss, {}, 0, 0, batch});
            ASSERT_EQ(result.halves[0].squares.size(), model->parameters().size());
            ASSERT_TRUE(result.selfCheck);
            EXPECT_LT(*result.selfCheck, 1e-4);
            std::vector<std::string> looped;
            for (const Estimate::Looped& other : result.looped) {
                looped.push_back(model->parameters()[other.parameter].name);
                EXPECT_NE(other.reason, "");
            }
            EXPECT_THAT(looped,
                        testing::UnorderedElementsAreArray(test.json["fallback"].get<std::vector<std::string>>()))
                << (result.looped.empty() ? "" : result.looped.front().reason);
            for (std::size_t p = 0; p < model->parameters().size(); ++p) {
                const std::string& name = model->parameters()[p].name;
                const auto expected = [&](const char* what) {
                    return test.json[what].at(name).get<std::vector<double>>();
                };
                EXPECT_LT(excess(diagonal(result, p), expected("empirical"), 1e-13 * top("empirical")), 1) << name;
                std::vector<double> mean = result.gradient[p];
                for (double& value : mean)
                    value /= static_cast<double>(result.examples);
                EXPECT_LT(excess(mean, expected("mean_gradient"), 1e-7 * top("mean_gradient")), 1) << name;
            }
        }
    }
}

TEST_P(Engine, FindsWhatTheLoopInDoublePrecisionFindsForEveryBatchSize)
{
    expectTheLoopInDoublePrecision(EngineCase(GetParam()));
}

/// Operators that LibTorch 1.13 does not know: there the sentence names them.
TEST(EngineOfNewerExports, FindsWhatTheLoopFindsOrNamesTheOperator)
{
#ifdef FL_TORCH_KNOWS_RMS_NORM
    for (const char* name : {"rms-norm", "dot-product"})
        expectTheLoopInDoublePrecision(EngineCase(name, "engine-modern"));
#else
    const auto model = openReferenceModel(cases::path("rms-norm.ts", "engine-modern"), {});
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().code, ErrorCode::Unsupported);
    EXPECT_THAT(model.error().detail, testing::AllOf(testing::HasSubstr("aten::rms_norm"), testing::HasSubstr("yet")));
#endif
}

INSTANTIATE_TEST_SUITE_P(Rules, Engine,
                         testing::Values("linear", "products", "cnn", "conv", "transposed", "channel-norms",
                                         "layer-norms", "positions", "position-table", "tied", "hand-attention",
                                         "attention", "attention-of-sizes", "encoder", "recurrent", "branches",
                                         "time-first", "uncovered", "conv-spread", "single"),
                         [](const auto& parameter) {
                             std::string name = parameter.param;
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

/// Against the definition: the variance of group means, groups as 1 example each.
TEST(StandardErrors, AreThoseOfTheMeansOfDisjointGroups)
{
    const cases::Case test("softmax");
    EstimateSettings settings{test.loss, {}, 16, 0, 0};
    settings.standardError = true;
    const auto result = estimate(*test.model, test.data, settings, {});
    ASSERT_TRUE(result) << describe(result.error());
    // Sixteen examples make sixteen groups of one: their squares one by one, from runs over prefixes.
    std::vector<std::vector<double>> squares;
    std::vector<double> before(12, 0.0);
    for (std::int64_t n = 1; n <= 16; ++n) {
        const auto some = estimate(*test.model, test.data, {test.loss, {}, n, 0, 0, false}, {});
        ASSERT_TRUE(some);
        std::vector<double> one(12);
        for (std::size_t i = 0; i < 12; ++i) {
            const double sum = some->halves[0].squares[0][i] + some->halves[1].squares[0][i];
            one[i] = sum - before[i];
            before[i] = sum;
        }
        squares.push_back(one);
    }
    ASSERT_EQ(result->standardError.size(), 1U);
    for (std::size_t i = 0; i < 12; ++i) {
        double variance = 0;
        for (const auto& one : squares)
            variance += std::pow(one[i] - before[i] / 16, 2) / (16.0 * 15.0);
        EXPECT_NEAR(result->standardError[0][i] / std::sqrt(variance), 1, 1e-5);
    }
}

/// Standard errors of independent sets of examples of one distribution must explain how much their means differ.
TEST(StandardErrors, ExplainTheSpreadBetweenSetsOfExamples)
{
    const cases::Case test("mlp");
    EstimateSettings settings{test.loss, {}, 64, 0, 0};
    settings.standardError = true;
    const auto result = estimate(*test.model, test.data, settings, {});
    ASSERT_TRUE(result) << describe(result.error());
    // The two halves are such sets: (m_0 - m_1)² has the expectation s²·N/n_0 + s²·N/n_1.
    double squares = 0, count = 0;
    for (std::size_t p = 0; p < result->standardError.size(); ++p) {
        for (std::size_t i = 0; i < result->standardError[p].size(); ++i) {
            const double s = result->standardError[p][i];
            const auto n0 = static_cast<double>(result->halves[0].units);
            const auto n1 = static_cast<double>(result->halves[1].units);
            const double gap = result->halves[0].squares[p][i] / n0 - result->halves[1].squares[p][i] / n1;
            squares += gap * gap / (s * s * 64 * (1 / n0 + 1 / n1));
            count += 1;
        }
    }
    EXPECT_GT(squares / count, 0.2);
    EXPECT_LT(squares / count, 5);
}

TEST(StandardErrors, NeedSixteenExamples)
{
    const cases::Case test("softmax");
    EstimateSettings settings{test.loss, {}, 15, 0, 0};
    settings.standardError = true;
    const auto result = estimate(*test.model, test.data, settings, {});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Usage);
}

TEST(EngineInvariance, SumsAreBitForBitTheSameForEveryNumberOfThreads)
{
    const tbb::global_control moreThanTheMachineHas(tbb::global_control::max_allowed_parallelism, 4);
    for (const char* name : {"encoder", "uncovered"}) {
        const EngineCase test(name);
        const auto model = test.model(std::string(name) + ".ts");
        ASSERT_TRUE(model);
        for (const FisherKind kind : {FisherKind::Empirical, FisherKind::Sampled, FisherKind::Exact}) {
            const Estimate one = run(*model, test, {test.loss, {kind, 3, 5}, 0, 1, 2});
            const Estimate many = run(*model, test, {test.loss, {kind, 3, 5}, 0, 4, 2});
            for (const std::size_t half : {0U, 1U})
                EXPECT_EQ(one.halves[half].squares, many.halves[half].squares) << name;
            EXPECT_EQ(one.gradient, many.gradient) << name;
        }
    }
}

TEST(EngineInvariance, SampledAndExactDoNotDependOnTheBatchSizeOrOnTheEngine)
{
    for (const char* name : {"cnn", "recurrent", "tied"}) {
        const EngineCase test(name);
        const auto model = test.model(std::string(name) + ".ts");
        ASSERT_TRUE(model);
        for (const FisherKind kind : {FisherKind::Sampled, FisherKind::Exact}) {
            const Estimate loop = run(*model, test, {test.loss, {kind, 4, 9}, 0, 0, 0, false});
            EXPECT_EQ(loop.looped.size(), model->parameters().size());
            for (const std::int64_t batch : {1, 4, 7}) {
                const Estimate batched = run(*model, test, {test.loss, {kind, 4, 9}, 0, 0, batch});
                EXPECT_TRUE(batched.looped.empty());
                double top = 0;
                for (std::size_t p = 0; p < model->parameters().size(); ++p)
                    top = std::max(top, largest(diagonal(loop, p)));
                for (std::size_t p = 0; p < model->parameters().size(); ++p)
                    EXPECT_LT(excess(diagonal(batched, p), diagonal(loop, p), 1e-13 * top), 1)
                        << name << ", " << model->parameters()[p].name << ", batches of " << batch;
            }
        }
    }
}

TEST(EngineRefusals, ModelsTracedWithTheFusedEncoderSaySo)
{
    const auto model = openReferenceModel(cases::path("fused-traced.ts", "engine"), {});
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().code, ErrorCode::Unsupported);
    EXPECT_THAT(model.error().detail, testing::HasSubstr("_transformer_encoder_layer_fwd"));
}

TEST(EngineRefusals, ModelsTracedWithBatchNormInTrainingSaySo)
{
    const auto model = openReferenceModel(cases::path("norm-in-training-traced.ts", "engine"), {});
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().code, ErrorCode::Unsupported);
    EXPECT_THAT(model.error().detail, testing::HasSubstr("training mode: its aten::batch_norm"));
}

TEST(EngineRefusals, ModelsThatDependOnTheNumberOfExamplesTakeTheLoop)
{
    const EngineCase test("scaled-by-batch");
    const auto model = test.model("scaled-by-batch.ts");
    ASSERT_TRUE(model);
    Findings findings;
    JobContext context;
    context.findings = &findings;
    const auto result = estimate(*model, test.data, {test.loss, {}, 0, 0, 0}, context);
    ASSERT_TRUE(result) << describe(result.error());
    EXPECT_EQ(result->looped.size(), model->parameters().size());
    EXPECT_TRUE(findings.has("examples-interact"));
    for (std::size_t p = 0; p < model->parameters().size(); ++p) {
        const auto expected = test.json["empirical"].at(model->parameters()[p].name).get<std::vector<double>>();
        EXPECT_LT(excess(diagonal(*result, p), expected, 0), 1);
    }
}

TEST(EngineRefusals, ExamplesThatTakeAnotherWayThroughTheModelAreDoneOneByOne)
{
    const EngineCase test("data-branch");
    const auto model = test.model("data-branch.ts");
    ASSERT_TRUE(model);
    for (const std::int64_t batch : {1, 2}) {
        const Estimate result = run(*model, test, {test.loss, {}, 0, 0, batch});
        for (std::size_t p = 0; p < model->parameters().size(); ++p) {
            const auto expected = test.json["empirical"].at(model->parameters()[p].name).get<std::vector<double>>();
            EXPECT_LT(excess(diagonal(result, p), expected, 0), 1) << "batches of " << batch;
        }
    }
}

}  // namespace
}  // namespace fisherlens
