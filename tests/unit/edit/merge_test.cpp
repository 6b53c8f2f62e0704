// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/merge.h"

#include "unit/edit/model_data.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace fisherlens {
namespace {

using test::bytesOf;
using test::catalogue;
using test::fisherFile;
using test::Job;
using test::randomFisher;
using test::randomWeights;
using test::typedTensor;
using test::valuesOf;
using test::vectorTensor;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInf = std::numeric_limits<float>::infinity();

using Values = std::map<std::string, std::vector<double>>;

struct Made {
    Values values;
    MergeOutcome outcome;
};

Result<Made> make(std::span<const MergeModel> models, const Catalogue* base, const MergeSettings& settings,
                  const JobContext& context, std::int64_t block = kBlockElements)
{
    FL_TRY(const auto merge, ModelMerge::prepare(models, base, settings, context));
    FL_TRY(Values values, valuesOf(merge->outputs(), block));
    return Made{std::move(values), merge->outcome()};
}

MergeSettings settings(const char* method, std::vector<double> coefficients)
{
    MergeSettings result;
    result.method = findMergeMethod(method);
    result.coefficients = std::move(coefficients);
    return result;
}

double asFloat(double value)
{
    return static_cast<double>(static_cast<float>(value));
}

/// Three models of two tensors with Fishers, and the plain formula evaluated by loops.
struct Three : testing::Test {
    std::vector<std::vector<float>> w, f, b, fb;
    std::vector<Catalogue> models;
    std::vector<FisherFile> fishers;
    std::vector<MergeModel> inputs;

    void SetUp() override
    {
        for (std::uint64_t m = 0; m < 3; ++m) {
            w.push_back(randomWeights(70001, 10 + m));
            f.push_back(randomFisher(70001, 20 + m));
            b.push_back(randomWeights(5, 30 + m));
            fb.push_back(randomFisher(5, 40 + m));
            f.back()[3] = 0;  // below every floor
            models.push_back(catalogue({vectorTensor("w", w.back()), vectorTensor("b", b.back())}));
            fishers.push_back(fisherFile({vectorTensor("w", f.back()), vectorTensor("b", fb.back())}));
        }
        for (std::size_t m = 0; m < 3; ++m)
            inputs.push_back({"task" + std::to_string(m), &models[m], &fishers[m], nullptr});
    }

    /// Σλ max(F/d, ε mean(F/d)) θ / Σ..., rounded to float, with d by `normalization`.
    [[nodiscard]] std::vector<double> expected(const std::vector<double>& lambda, Normalization normalization,
                                               double epsilon) const
    {
        std::vector<double> divisor(3, 1.0), floor(3);
        for (std::size_t m = 0; m < 3; ++m) {
            double sum = 0, squares = 0;
            for (const auto* part : {&f[m], &fb[m]})
                for (const double value : *part) {
                    sum += value;
                    squares += value * value;
                }
            const double mean = sum / 70006;
            if (normalization == Normalization::Mean)
                divisor[m] = mean;
            if (normalization == Normalization::L2)
                divisor[m] = std::sqrt(squares);
            floor[m] = epsilon * mean / divisor[m];
        }
        std::vector<double> result;
        for (std::size_t i = 0; i < w[0].size(); ++i) {
            double top = 0, bottom = 0;
            for (std::size_t m = 0; m < 3; ++m) {
                const double weight = lambda[m] * std::max(static_cast<double>(f[m][i]) / divisor[m], floor[m]);
                top += weight * static_cast<double>(w[m][i]);
                bottom += weight;
            }
            result.push_back(top / bottom);
        }
        return result;
    }
};

TEST_F(Three, FisherIsTheFormulaForEveryNormalization)
{
    for (const Normalization normalization : {Normalization::None, Normalization::Mean, Normalization::L2}) {
        MergeSettings how = settings("fisher", {0.2, 0.5, 0.3});
        how.normalization = normalization;
        how.floor = 1e-3;
        const auto made = make(inputs, nullptr, how, {});
        ASSERT_TRUE(made);
        const auto wanted = expected(how.coefficients, normalization, 1e-3);
        for (std::size_t i = 0; i < wanted.size(); ++i)
            ASSERT_NEAR(made->values.at("w")[i], wanted[i], 6e-8 * std::max(1e-3, std::fabs(wanted[i]))) << i;
    }
}

TEST_F(Three, FloorSharesAreCounted)
{
    MergeSettings how = settings("fisher", {1, 1, 1});
    how.floor = 0.1;
    const auto made = make(inputs, nullptr, how, {});
    ASSERT_TRUE(made);
    for (std::size_t m = 0; m < 3; ++m) {
        double sum = 0;
        for (const auto* part : {&f[m], &fb[m]})
            for (const double value : *part)
                sum += value;
        std::int64_t below = 0;
        for (const auto* part : {&f[m], &fb[m]})
            for (const double value : *part)
                below += value < 0.1 * sum / 70006;
        EXPECT_GT(below, 1000);
        EXPECT_EQ(made->outcome.floorShare[m].task, inputs[m].task);
        EXPECT_DOUBLE_EQ(made->outcome.floorShare[m].share, static_cast<double>(below) / 70006);
    }
}

TEST_F(Three, PredictedCostUsesTheFisherOfTheFileAndWhatWasWritten)
{
    for (const char* method : {"fisher", "linear"}) {
        MergeSettings how = settings(method, {0.2, 0.5, 0.3});
        how.normalization = Normalization::Mean;  // must not show in the cost
        const auto made = make(inputs, nullptr, how, {});
        ASSERT_TRUE(made);
        ASSERT_EQ(made->outcome.costs.size(), 3U);
        for (std::size_t m = 0; m < 3; ++m) {
            double cost = 0;
            for (std::size_t i = 0; i < w[m].size(); ++i)
                cost += 0.5 * static_cast<double>(f[m][i])
                        * std::pow(made->values.at("w")[i] - static_cast<double>(w[m][i]), 2);
            for (std::size_t i = 0; i < b[m].size(); ++i)
                cost += 0.5 * static_cast<double>(fb[m][i])
                        * std::pow(made->values.at("b")[i] - static_cast<double>(b[m][i]), 2);
            EXPECT_NEAR(made->outcome.costs[m].value / cost, 1, 1e-10) << method;
            EXPECT_EQ(made->outcome.costs[m].task, inputs[m].task);
            EXPECT_EQ(made->outcome.costs[m].unit, "nats per unit, diagonal, second order");
        }
    }
}

TEST_F(Three, CostsOfRecycledAndEmpiricalFishersAreRelative)
{
    fishers[0].attributes.kind = FisherKind::Recycled;
    fishers[1].attributes.kind = FisherKind::Empirical;
    fishers[2].attributes.scale = FisherScale::Accumulator;
    const auto made = make(inputs, nullptr, settings("linear", {1, 1, 1}), {});
    ASSERT_TRUE(made);
    for (const PredictedCost& cost : made->outcome.costs)
        EXPECT_EQ(cost.unit, "relative");
}

TEST_F(Three, RegretComparesWithTheMergeOfTheReferences)
{
    std::vector<FisherFile> references;
    std::vector<std::vector<float>> r;
    for (std::uint64_t m = 0; m < 3; ++m) {
        r.push_back(randomFisher(70001, 90 + m));
        references.push_back(fisherFile({vectorTensor("w", r.back()), vectorTensor("b", fb[m])}));
    }
    const MergeSettings how = settings("fisher", {0.2, 0.5, 0.3});
    std::vector<MergeModel> judged = inputs, own = inputs;
    for (std::size_t m = 0; m < 3; ++m) {
        judged[m].reference = own[m].reference = &references[m];
        own[m].fisher = &references[m];
    }
    const auto made = make(judged, nullptr, how, {});
    const auto ideal = make(own, nullptr, how, {});
    ASSERT_TRUE(made && ideal);
    EXPECT_EQ(ideal->outcome.regret, 1.0);
    double top = 0, bottom = 0;
    for (std::size_t m = 0; m < 3; ++m) {
        for (const auto& [name, fisher, weights] : {std::tuple("w", &r[m], &w[m]), std::tuple("b", &fb[m], &b[m])}) {
            for (std::size_t i = 0; i < weights->size(); ++i) {
                const double weight = how.coefficients[m] * static_cast<double>((*fisher)[i]);
                top += weight * std::pow(made->values.at(name)[i] - static_cast<double>((*weights)[i]), 2);
                bottom += weight * std::pow(ideal->values.at(name)[i] - static_cast<double>((*weights)[i]), 2);
            }
        }
    }
    ASSERT_TRUE(made->outcome.regret);
    EXPECT_NEAR(*made->outcome.regret / (top / bottom), 1, 1e-10);
    EXPECT_GT(*made->outcome.regret, 1.1);
}

TEST_F(Three, TheResultDoesNotDependOnTheBlocksOfTheWriter)
{
    const MergeSettings how = settings("fisher", {1, 2, 3});
    const auto whole = make(inputs, nullptr, how, {});
    const auto parts = make(inputs, nullptr, how, {}, 999);
    ASSERT_TRUE(whole && parts);
    EXPECT_EQ(whole->values, parts->values);
}

TEST_F(Three, LinearNormalizesAndTaskArithmeticDoesNot)
{
    const auto linear = make(inputs, nullptr, settings("linear", {2, -1, 3}), {});
    const Catalogue base =
        catalogue({vectorTensor("b", {1, 2, 3, 4, 5}), vectorTensor("module.w", randomWeights(70001, 77))});
    const auto task = make(inputs, &base, settings("task-arithmetic", {2, -1, 3}), {});
    ASSERT_TRUE(linear && task);
    for (std::size_t i = 0; i < 5; ++i) {
        const auto v = [&](std::size_t m) { return static_cast<double>(b[m][i]); };
        const double zero = static_cast<double>(i + 1);
        EXPECT_NEAR(linear->values.at("b")[i], (2 * v(0) - v(1) + 3 * v(2)) / 4, 2e-7);
        EXPECT_NEAR(task->values.at("b")[i], zero + 2 * (v(0) - zero) - (v(1) - zero) + 3 * (v(2) - zero), 1e-6);
    }
    EXPECT_EQ(make(inputs, nullptr, settings("task-arithmetic", {1, 1, 1}), {}).error().code, ErrorCode::Usage);
}

TEST_F(Three, CoefficientsThatHaveNoMeaningAreRefused)
{
    EXPECT_EQ(make(inputs, nullptr, settings("fisher", {1, -0.1, 1}), {}).error().code, ErrorCode::Usage);
    EXPECT_EQ(make(inputs, nullptr, settings("linear", {1, -1, 0}), {}).error().code, ErrorCode::Usage);
    EXPECT_EQ(make(inputs, nullptr, settings("fisher", {0, 0, 0}), {}).error().code, ErrorCode::Usage);
    EXPECT_EQ(make(inputs, nullptr, settings("linear", {1, 1}), {}).error().code, ErrorCode::Usage);
    EXPECT_EQ(make(inputs, nullptr, settings("linear", {1, 1, NAN}), {}).error().code, ErrorCode::Usage);
    EXPECT_TRUE(make(inputs, nullptr, settings("linear", {2, -1, 0}), {}));
    EXPECT_TRUE(make(inputs, &models[0], settings("task-arithmetic", {1, -1, 0}), {}));
    inputs[1].fisher = nullptr;
    EXPECT_EQ(make(inputs, nullptr, settings("fisher", {1, 1, 1}), {}).error().code, ErrorCode::Usage);
}

TEST(Merge, TensorsThatCannotBeMergedComeFromTheFirstModel)
{
    const Catalogue a = catalogue(
        {vectorTensor("module.w", {1, 2}), vectorTensor("only.a", {7}), typedTensor("steps", DType::I64, {41})});
    const Catalogue b =
        catalogue({typedTensor("steps", DType::I64, {999}), vectorTensor("w", {3, 6}), vectorTensor("only.b", {9})});
    const std::vector<MergeModel> models{{"a", &a, nullptr, nullptr}, {"b", &b, nullptr, nullptr}};
    Job job;
    const auto made = make(models, nullptr, settings("linear", {0.5, 0.5}), job.context);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->values, (Values{{"module.w", {2, 4}}, {"only.a", {7}}, {"steps", {41}}}));
    EXPECT_EQ(made->outcome.merged, 2);
    EXPECT_NE(job.textOf("copied-from-first").find("only.a"), std::string::npos);
    EXPECT_NE(job.textOf("copied-from-first").find("steps"), std::string::npos);
    EXPECT_NE(job.textOf("not-in-first").find("only.b"), std::string::npos);
}

TEST(Merge, ShapesThatDifferAreRefusedByName)
{
    const Catalogue a = catalogue({memoryTensor("w", {2, 3}, std::vector<float>(6))});
    const Catalogue b = catalogue({memoryTensor("w", {3, 2}, std::vector<float>(6))});
    const std::vector<MergeModel> models{{"a", &a, nullptr, nullptr}, {"b", &b, nullptr, nullptr}};
    const auto made = make(models, nullptr, settings("linear", {1, 1}), {});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::Incompatible);
    EXPECT_EQ(made.error().where.tensor, "w");
}

TEST(Merge, FloatingTensorsWithoutFisherGetTheMeanAndAFinding)
{
    const Catalogue a = catalogue({vectorTensor("w", {1}), vectorTensor("bn.running_var", {1})});
    const Catalogue b = catalogue({vectorTensor("w", {5}), vectorTensor("bn.running_var", {3})});
    const FisherFile fa = fisherFile({vectorTensor("w", {3})}), fb = fisherFile({vectorTensor("w", {1})});
    const std::vector<MergeModel> models{{"a", &a, &fa, nullptr}, {"b", &b, &fb, nullptr}};
    Job job;
    const auto made = make(models, nullptr, settings("fisher", {3, 1}), job.context);
    ASSERT_TRUE(made);
    EXPECT_DOUBLE_EQ(made->values.at("w")[0], asFloat(1 + 0.1 * 4));
    EXPECT_DOUBLE_EQ(made->values.at("bn.running_var")[0], 1.5);
    EXPECT_NE(job.textOf("no-fisher").find("bn.running_var"), std::string::npos);
}

TEST(Merge, FishersOfAnotherModelAreRefused)
{
    const Catalogue a = catalogue({vectorTensor("w", {1})});
    const FisherFile other = fisherFile({vectorTensor("x", {3})}), wide = fisherFile({vectorTensor("w", {3, 4})});
    const std::vector<MergeModel> unknown{{"a", &a, &other, nullptr}, {"b", &a, &other, nullptr}};
    EXPECT_EQ(make(unknown, nullptr, settings("fisher", {1, 1}), {}).error().code, ErrorCode::Incompatible);
    const std::vector<MergeModel> shaped{{"a", &a, &wide, nullptr}, {"b", &a, &wide, nullptr}};
    EXPECT_EQ(make(shaped, nullptr, settings("fisher", {1, 1}), {}).error().code, ErrorCode::Incompatible);
}

TEST(Merge, WithoutAnyWeightTheMeanIsTakenAndCounted)
{
    const Catalogue a = catalogue({vectorTensor("w", {1, 1})}), b = catalogue({vectorTensor("w", {5, 5})});
    const FisherFile fa = fisherFile({vectorTensor("w", {0, 2})}), fb = fisherFile({vectorTensor("w", {0, 0})});
    const std::vector<MergeModel> models{{"a", &a, &fa, nullptr}, {"b", &b, &fb, nullptr}};
    MergeSettings how = settings("fisher", {3, 1});
    how.floor = 0;
    Job job;
    const auto made = make(models, nullptr, how, job.context);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->values.at("w"), (std::vector<double>{2, 1}));
    EXPECT_NE(job.textOf("zero-weight").find("1 entries"), std::string::npos);
    EXPECT_TRUE(job.findings.has("zero-fisher"));
}

TEST(Merge, NonfiniteEntriesAreRefusedOrReplacedAndCounted)
{
    const Catalogue a = catalogue({vectorTensor("w", {1, kNan, 1, kInf})}),
                    b = catalogue({vectorTensor("w", {5, 5, 5, kInf})});
    const FisherFile fine = fisherFile({vectorTensor("w", {1, 1, 1, 1})}),
                     bad = fisherFile({vectorTensor("w", {1, 1, kInf, 1})});
    for (const char* method : {"linear", "fisher", "task-arithmetic"}) {
        const std::vector<MergeModel> models{{"a", &a, &fine, nullptr}, {"b", &b, &bad, nullptr}};
        MergeSettings how = settings(method, {3, 1});
        const auto refused = make(models, &b, how, {});
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::NonFinite);
        EXPECT_EQ(refused.error().where.tensor, "w");
        how.fallback = true;
        Job job;
        const auto made = make(models, &b, how, job.context);
        ASSERT_TRUE(made) << method;
        EXPECT_EQ(made->values.at("w")[1], 5) << method;   // the finite value
        EXPECT_TRUE(std::isinf(made->values.at("w")[3]));  // the same everywhere: no question
        if (std::string(method) == "fisher") {
            EXPECT_EQ(made->values.at("w")[2], 2);
            EXPECT_NE(job.textOf("nonfinite").find("2 entries"), std::string::npos);
        }
        EXPECT_TRUE(job.findings.has("nonfinite"));
    }
}

TEST(Merge, NegativeFishersAreDamage)
{
    const Catalogue a = catalogue({vectorTensor("w", {1})});
    const FisherFile bad = fisherFile({vectorTensor("w", {-1})});
    const std::vector<MergeModel> models{{"a", &a, &bad, nullptr}, {"b", &a, &bad, nullptr}};
    EXPECT_EQ(make(models, nullptr, settings("fisher", {1, 1}), {}).error().code, ErrorCode::Damaged);
}

TEST(Merge, ZerosKeepTheSignThatAllShare)
{
    const Catalogue minus = catalogue({vectorTensor("w", {-0.0F, -0.0F})}),
                    mixed = catalogue({vectorTensor("w", {-0.0F, 0.0F})});
    for (const std::size_t count : {2U, 3U}) {
        for (const bool turned : {false, true}) {
            std::vector<MergeModel> models(count, MergeModel{"m", &minus, nullptr, nullptr});
            (turned ? models.front() : models.back()).tensors = &mixed;
            const auto made = make(models, nullptr, settings("linear", std::vector<double>(count, 1)), {});
            ASSERT_TRUE(made);
            EXPECT_TRUE(std::signbit(made->values.at("w")[0]));
            EXPECT_FALSE(std::signbit(made->values.at("w")[1]));
        }
    }
}

TEST(Merge, TwoFloat64ModelsAtTheEndOfTheRangeHaveAMean)
{
    const Catalogue a = catalogue({typedTensor("w", DType::F64, {1.5e308})}),
                    b = catalogue({typedTensor("w", DType::F64, {-1.5e308})});
    const std::vector<MergeModel> models{{"a", &a, nullptr, nullptr}, {"b", &b, nullptr, nullptr}};
    const auto made = make(models, nullptr, settings("linear", {1, 1}), {});
    ASSERT_TRUE(made);
    EXPECT_EQ(made->values.at("w")[0], 0);
}

TEST(Merge, RoundsOnceToTheTypeOfTheFirstModel)
{
    // 1 + 2⁻⁸ is the midpoint between two bfloat16; a little more must round up, although float32 would lose the excess.
    const double above = 1 + 0x1p-8 + 0x1p-40;
    const Catalogue a = catalogue({typedTensor("w", DType::BF16, {1}), typedTensor("h", DType::F16, {1})});
    const Catalogue b = catalogue(
        {typedTensor("w", DType::F64, {2 * above - 1}), typedTensor("h", DType::F64, {1 + 0x1p-10 + 0x1p-40})});
    const std::vector<MergeModel> models{{"a", &a, nullptr, nullptr}, {"b", &b, nullptr, nullptr}};
    const auto made = make(models, nullptr, settings("linear", {1, 1}), {});
    ASSERT_TRUE(made);
    EXPECT_EQ(made->values.at("w")[0], 1 + 0x1p-7);
    EXPECT_EQ(made->values.at("h")[0], 1 + 0x1p-10);
}

TEST(Merge, ResultsBeyondTheTypeAreReported)
{
    const Catalogue base = catalogue({typedTensor("w", DType::F16, {0})});
    const Catalogue a = catalogue({typedTensor("w", DType::F16, {60000})});
    const std::vector<MergeModel> models{{"a", &a, nullptr, nullptr}, {"b", &a, nullptr, nullptr}};
    Job job;
    const auto made = make(models, &base, settings("task-arithmetic", {1, 1}), job.context);
    ASSERT_TRUE(made);
    EXPECT_TRUE(job.findings.has("overflow"));
}

TEST(Merge, StopsOnRequest)
{
    const Catalogue a = catalogue({vectorTensor("w", {1, 2})});
    const std::vector<MergeModel> models{{"a", &a, nullptr, nullptr}, {"b", &a, nullptr, nullptr}};
    JobContext context;
    const auto merge = ModelMerge::prepare(models, nullptr, settings("linear", {1, 1}), context);
    ASSERT_TRUE(merge);
    context.cancel.request();
    EXPECT_EQ(bytesOf((*merge)->outputs().front()).error().code, ErrorCode::Cancelled);
}

TEST(Normalization, DefaultsToNoneForComparableFishersOnly)
{
    FisherAttributes mean, token, accumulator;
    token.unit = "token";
    accumulator.scale = FisherScale::Accumulator;
    EXPECT_EQ(defaultNormalization(std::vector{mean, mean}), Normalization::None);
    EXPECT_EQ(defaultNormalization(std::vector{token, token}), Normalization::None);
    EXPECT_EQ(defaultNormalization(std::vector{mean, token}), Normalization::Mean);
    EXPECT_EQ(defaultNormalization(std::vector{accumulator, accumulator}), Normalization::Mean);
}

TEST(MergeMethods, UnbuiltNamesAreKnown)
{
    EXPECT_EQ(builtMergeMethods(), "linear, fisher, task-arithmetic");
    EXPECT_FALSE(findMergeMethod("ties"));
    EXPECT_TRUE(isMergeMethodName("ties"));
    EXPECT_FALSE(isMergeMethodName("tie"));
}

}  // namespace
}  // namespace fisherlens
