// SPDX-License-Identifier: GPL-3.0-or-later
#include "fisher/accumulator_scan.h"
#include "fisher/corrections.h"
#include "fisher/recycle.h"
#include "formats/containers/safetensors.h"
#include "formats/safetensors_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <random>

namespace fisherlens {
namespace {

using testing::ElementsAre;

OptimizerGroup groupOf(double beta1, double beta2)
{
    OptimizerGroup group;
    group.beta1 = beta1;
    group.beta2 = beta2;
    return group;
}

ParameterState stateOf(const std::string& name, std::vector<float> v, std::optional<double> step,
                       std::vector<float> m = {})
{
    const auto n = static_cast<std::int64_t>(v.size());
    ParameterState state;
    state.parameter = name;
    state.state = "0";
    state.accumulator = memoryTensor(name, {n}, std::move(v));
    if (!m.empty())
        state.firstMoment = memoryTensor(name, {n}, std::move(m));
    state.step = step;
    return state;
}

Checkpoint checkpointOf(std::vector<ParameterState> states, std::vector<OptimizerGroup> groups = {groupOf(0.9, 0.999)})
{
    Checkpoint checkpoint;
    checkpoint.path = "model.pt";
    checkpoint.optimizer = Optimizer{"Adam", "exp_avg_sq", std::move(groups), std::move(states), {}, {}};
    return checkpoint;
}

RecycleSettings settingsOf(std::optional<double> batchSize, std::optional<Reduction> reduction = Reduction::Mean)
{
    RecycleSettings settings;
    settings.batchSize = batchSize;
    settings.reduction = reduction;
    return settings;
}

std::vector<double> valuesOf(const FisherFile& file, const std::string& name)
{
    return *readAll(*file.diagonal.find(name));
}

/// exp_avg_sq or exp_avg of Adam after the gradients, by its own loop.
double movingAverage(const std::vector<double>& inputs, double beta)
{
    double average = 0;
    for (const double x : inputs)
        average = beta * average + (1 - beta) * x;
    return average;
}

TEST(Recycle, OfAConstantGradientIsItsSquareForEveryStep)
{
    for (const int t : {1, 2, 10, 1000, 20000}) {
        const double v = movingAverage(std::vector<double>(static_cast<std::size_t>(t), 0.25), 0.999);
        const auto file = recycle(checkpointOf({stateOf("w", {static_cast<float>(v)}, t)}), settingsOf(1), {});
        ASSERT_TRUE(file);
        EXPECT_NEAR(valuesOf(*file, "w")[0], 0.25, 0.25 * 1e-7) << t;
    }
}

TEST(Recycle, OfOneStepWithOneExampleIsTheSquaredGradient)
{
    const auto file = recycle(checkpointOf({stateOf("w", {0.001F * 4.0F, 0.0F}, 1)}), settingsOf(1), {});
    ASSERT_TRUE(file);
    EXPECT_NEAR(valuesOf(*file, "w")[0], 4.0, 1e-6);
    EXPECT_EQ(valuesOf(*file, "w")[1], 0.0);
    EXPECT_EQ(file->attributes.scale, FisherScale::MeanPerUnit);
    EXPECT_TRUE(file->attributes.biasCorrected);
    EXPECT_EQ(file->attributes.batchSize, 1);
}

TEST(Recycle, OfAMeanAndOfASummedLossIsTheSame)
{
    // The same run: gradients of the summed loss are B times those of the mean, so v is B² times as large.
    constexpr double batch = 32;
    const auto mean = recycle(checkpointOf({stateOf("w", {1e-6F}, 100)}), settingsOf(batch), {});
    const auto sum =
        recycle(checkpointOf({stateOf("w", {1e-6F * 1024.0F}, 100)}), settingsOf(batch, Reduction::Sum), {});
    ASSERT_TRUE(mean && sum);
    EXPECT_NEAR(valuesOf(*mean, "w")[0], valuesOf(*sum, "w")[0], 1e-12);
    EXPECT_NEAR(valuesOf(*mean, "w")[0], static_cast<double>(1e-6F) * batch / (1 - std::pow(0.999, 100)), 1e-12);
    EXPECT_EQ(sum->attributes.reduction, "sum");
}

TEST(Recycle, DividesByTheSquareOfTheLossFactor)
{
    RecycleSettings settings = settingsOf(8);
    settings.lossFactor = 0.1;
    const auto file = recycle(checkpointOf({stateOf("w", {2e-3F}, 5000)}), settings, {});
    ASSERT_TRUE(file);
    EXPECT_NEAR(valuesOf(*file, "w")[0], static_cast<double>(2e-3F) * 8 / 0.01 / (1 - std::pow(0.999, 5000)), 1e-9);
    EXPECT_EQ(file->attributes.lossFactor, 0.1);
}

TEST(Recycle, UsesEachParametersOwnStepAndGroup)
{
    auto late = stateOf("late", {1e-4F}, 10);
    auto other = stateOf("other", {1e-4F}, 1000);
    other.group = 1;
    Findings findings;
    JobContext context;
    context.findings = &findings;
    const auto checkpoint =
        checkpointOf({late, other, stateOf("early", {1e-4F}, 1000)}, {groupOf(0.9, 0.999), groupOf(0.9, 0.95)});
    const auto file = recycle(checkpoint, settingsOf(2), context);
    ASSERT_TRUE(file);
    const double v = 1e-4F;
    EXPECT_NEAR(valuesOf(*file, "late")[0], 2 * v / (1 - std::pow(0.999, 10)), 1e-9);
    EXPECT_NEAR(valuesOf(*file, "other")[0], 2 * v / (1 - std::pow(0.95, 1000)), 1e-9);
    EXPECT_NEAR(valuesOf(*file, "early")[0], 2 * v / (1 - std::pow(0.999, 1000)), 1e-9);
    EXPECT_TRUE(findings.has("steps-differ"));
    EXPECT_TRUE(findings.has("short-run"));
    EXPECT_FALSE(findings.has("reduction-assumed"));
    EXPECT_EQ(file->attributes.step, 1000);

    RecycleSettings overridden = settingsOf(2);
    overridden.step = 50;
    const auto forced = recycle(checkpoint, overridden, {});
    ASSERT_TRUE(forced);
    EXPECT_NEAR(valuesOf(*forced, "late")[0], 2 * v / (1 - std::pow(0.999, 50)), 1e-9);
}

TEST(Recycle, WithoutABatchSizeHoldsTheCorrectedAccumulator)
{
    Findings findings;
    JobContext context;
    context.findings = &findings;
    RecycleSettings settings = settingsOf(std::nullopt, std::nullopt);
    settings.lossFactor = 7;
    const auto file = recycle(checkpointOf({stateOf("w", {0.5F}, 6000)}), settings, context);
    ASSERT_TRUE(file);
    EXPECT_NEAR(valuesOf(*file, "w")[0], 0.5 / (1 - std::pow(0.999, 6000)), 1e-12);
    EXPECT_EQ(file->attributes.scale, FisherScale::Accumulator);
    EXPECT_EQ(file->attributes.batchSize, 0);
    EXPECT_TRUE(findings.has("batch-size-unknown"));
    EXPECT_TRUE(findings.has("reduction-assumed"));
    EXPECT_FALSE(findings.has("short-run"));
}

TEST(Recycle, RawIsTheStoredArray)
{
    RecycleSettings settings = settingsOf(64);
    settings.raw = true;
    settings.lossFactor = 3;
    Findings findings;
    JobContext context;
    context.findings = &findings;
    const auto file = recycle(checkpointOf({stateOf("w", {0.5F, 1e-26F}, 3)}), settings, context);
    ASSERT_TRUE(file);
    EXPECT_THAT(valuesOf(*file, "w"), ElementsAre(0.5, static_cast<double>(1e-26F)));
    EXPECT_EQ(file->attributes.scale, FisherScale::Accumulator);
    EXPECT_FALSE(file->attributes.biasCorrected);
    EXPECT_FALSE(findings.has("reduction-assumed"));
}

TEST(Recycle, SaysWhatIsNotCorrected)
{
    Findings findings;
    JobContext context;
    context.findings = &findings;
    const auto file = recycle(checkpointOf({stateOf("known", {1.0F}, 6000), stateOf("unknown", {1.0F}, std::nullopt),
                                            stateOf("never", {0.0F}, 0)}),
                              settingsOf(4), context);
    ASSERT_TRUE(file);
    EXPECT_EQ(valuesOf(*file, "unknown")[0], 4);
    EXPECT_EQ(valuesOf(*file, "never")[0], 0);
    EXPECT_FALSE(file->attributes.biasCorrected);
    EXPECT_TRUE(findings.has("bias-not-corrected"));
}

TEST(Recycle, RefusesWhatHasNoMeaning)
{
    const auto good = checkpointOf({stateOf("w", {1.0F}, 10)});
    const auto codeOf = [](const Checkpoint& checkpoint, RecycleSettings settings) {
        const auto file = recycle(checkpoint, settings, {});
        return file ? std::optional<ErrorCode>() : file.error().code;
    };
    EXPECT_EQ(codeOf(good, settingsOf(0)), ErrorCode::Usage);
    EXPECT_EQ(codeOf(good, settingsOf(std::numeric_limits<double>::quiet_NaN())), ErrorCode::Usage);
    RecycleSettings settings = settingsOf(1);
    settings.lossFactor = 0;
    EXPECT_EQ(codeOf(good, settings), ErrorCode::Usage);
    settings = settingsOf(1);
    settings.step = 0;
    EXPECT_EQ(codeOf(good, settings), ErrorCode::Usage);
    settings = settingsOf(1);
    settings.unit = "word";
    EXPECT_EQ(codeOf(good, settings), ErrorCode::Usage);
    EXPECT_EQ(codeOf(checkpointOf({stateOf("w", {1.0F}, 10)}, {groupOf(0.9, 1.0)}), settingsOf(1)), ErrorCode::Damaged);
    EXPECT_EQ(codeOf(checkpointOf({}), settingsOf(1)), ErrorCode::Unsupported);
    EXPECT_EQ(codeOf(Checkpoint{}, settingsOf(1)), ErrorCode::Unsupported);
    Checkpoint foreign = checkpointOf({});
    foreign.optimizer->unusable =
        Error{ErrorCode::Incompatible, "The state belongs to another model.", {}, "", nullptr};
    EXPECT_EQ(codeOf(foreign, settingsOf(1)), ErrorCode::Incompatible);
}

TEST(Recycle, RecordsWhereItComesFrom)
{
    Checkpoint checkpoint = checkpointOf({stateOf("w", {1.0F}, 10)});
    checkpoint.path = "/data/runs/last.pt";
    checkpoint.key = "model";
    const auto file = recycle(checkpoint, settingsOf(64), {});
    ASSERT_TRUE(file);
    const auto provenance = nlohmann::json::parse(file->attributes.provenance);
    EXPECT_EQ(provenance["source"]["file"], "last.pt");
    EXPECT_EQ(provenance["source"]["key"], "model");
    EXPECT_EQ(provenance["settings"]["batch_size"], 64);
    EXPECT_EQ(provenance["optimizer"]["groups"][0]["beta2"], 0.999);
}

TEST(AccumulatorScan, CountsWhatIsNotAnAverageOfSquares)
{
    const float inf = std::numeric_limits<float>::infinity();
    const auto checkpoint = checkpointOf({stateOf("a", {1, 0, -1, inf, std::numeric_limits<float>::quiet_NaN(), 0}, 10),
                                          stateOf("b", {3e38F, 1, 1e-45F}, 10)});
    Findings findings;
    JobContext context;
    context.findings = &findings;
    const auto scan = scanAccumulators(checkpoint, settingsOf(64), context);
    ASSERT_TRUE(scan);
    EXPECT_EQ(scan->tensors[0].nonfinite, 2);
    EXPECT_EQ(scan->tensors[0].zeros, 2);
    EXPECT_EQ(scan->tensors[0].negative, 1);
    EXPECT_EQ(scan->tensors[1].lost, 1);
    for (const char* id : {"nonfinite", "negative-accumulator", "exact-zeros", "beyond-float32"})
        EXPECT_TRUE(findings.has(id)) << id;
    EXPECT_EQ(findings.list().front().where.tensor, "a");
}

TEST(AccumulatorScan, CountsWhatLeavesFloat32InAStoredFileToo)
{
    // Of floats as they lie in a file only the smallest and the largest of a block are looked at first.
    const std::string path = testing::TempDir() + "fisherlens-beyond-" + std::to_string(::getpid()) + ".safetensors";
    std::vector<float> large(5000, 1e37F), small(5000, 1e-38F), usual(5000, 1e-8F), mixed(5000, 0.25F);
    mixed[0] = 0;
    mixed[2047] = 1e37F;
    mixed[2048] = 1e-45F;
    mixed[4999] = 1e-40F;
    const std::vector<std::pair<std::string, std::vector<float>>> all{
        {"large", large}, {"small", small}, {"usual", usual}, {"mixed", mixed}};
    std::vector<OutputTensor> tensors;
    for (const auto& [name, values] : all)
        tensors.push_back(copyOf(memoryTensor(name, {static_cast<std::int64_t>(values.size())}, values)));
    ASSERT_TRUE(writeSafetensors(path, std::move(tensors), {}, {}));
    const auto file = openSafetensors(*ByteSource::open(path), {});
    ASSERT_TRUE(file);
    std::filesystem::remove(path);
    std::vector<ParameterState> states;
    for (const auto& [name, values] : all)
        states.emplace_back(stateOf(name, values, 1e6)).accumulator = *file->tensors.find(name);
    const auto checkpoint = checkpointOf(states);
    RecycleSettings summed = settingsOf(4096, Reduction::Sum);
    summed.lossFactor = 100;
    for (const RecycleSettings& settings : {settingsOf(64), summed}) {
        Findings findings;
        JobContext context;
        context.findings = &findings;
        const auto scan = scanAccumulators(checkpoint, settings, context);
        ASSERT_TRUE(scan);
        const double factor = settings.reduction == Reduction::Mean ? 64.0 : 1 / (4096.0 * 1e4);
        for (std::size_t t = 0; t < all.size(); ++t) {
            const auto lost = std::count_if(all[t].second.begin(), all[t].second.end(), [factor](float v) {
                const double exact = static_cast<double>(v) * factor;  // 1 − 0.999^1000000 is 1
                return exact > 3.4028236e38 || (v > 0 && exact < 7.0e-46);
            });
            EXPECT_EQ(scan->tensors[t].lost, lost) << all[t].first << factor;
        }
        EXPECT_EQ(scan->tensors[settings.reduction == Reduction::Mean ? 0 : 1].lost, 5000);
        EXPECT_TRUE(findings.has("beyond-float32"));
    }
}

TEST(AccumulatorScan, IsTheSameWhileTheDiagonalIsRead)
{
    constexpr std::size_t n = 150'000;
    std::mt19937 random(5);
    std::lognormal_distribution<float> squares(-20, 3);
    std::normal_distribution<float> gradients(0, 1e-4F);
    std::vector<float> v(n), m(n);
    for (std::size_t i = 0; i < n; ++i) {
        v[i] = i % 11 == 0 ? 0 : squares(random);
        m[i] = i % 97 == 0 ? std::numeric_limits<float>::infinity() : gradients(random);
    }
    v[7] = std::numeric_limits<float>::quiet_NaN();
    v[n - 1] = -1e-12F;
    const auto checkpoint = checkpointOf({stateOf("w", v, 700, m), stateOf("b", {1, 2, 0}, 700)});
    double second = 0, first = 0;
    for (std::size_t i = 0; i < n; ++i)
        if (std::isfinite(v[i]) && std::isfinite(m[i])) {
            second += static_cast<double>(v[i]);
            first += static_cast<double>(m[i]) * static_cast<double>(m[i]);
        }
    const double rho = momentumNoise(0.9, 700).value();
    const double correction = 1 / (1 - std::pow(0.9, 700)), bias = 1 / (1 - std::pow(0.999, 700));
    const double expected = meanGradientShare(first * correction * correction, second * bias, rho, 64).value();

    const auto plain = recycle(checkpoint, settingsOf(64), {});
    const auto scan = scanAccumulators(checkpoint, settingsOf(64), {});
    auto watched = WatchedAccumulators::of(checkpoint, settingsOf(64));
    ASSERT_TRUE(plain && scan && watched);
    const auto diagonal = watched->diagonal();
    ASSERT_TRUE(diagonal);
    std::vector<float> part(60'000), whole(n);
    const Tensor* w = diagonal->find("w");
    ASSERT_TRUE(w->source->read(0, std::span(part)));
    ASSERT_TRUE(w->source->read(0, std::span(part))) << "what is read twice counts once";
    ASSERT_TRUE(plain->diagonal.find("w")->source->read(0, std::span(whole)));
    EXPECT_TRUE(std::equal(part.begin() + 8, part.end(), whole.begin() + 8));
    const auto finished = watched->finish({});
    ASSERT_TRUE(finished);
    for (const AccumulatorScan* one : {&*scan, &*finished}) {
        EXPECT_EQ(one->tensors[0].nonfinite, 1);
        EXPECT_EQ(one->tensors[0].negative, 1);
        EXPECT_EQ(one->tensors[0].zeros, (n + 10) / 11);
        EXPECT_EQ(one->tensors[1].zeros, 1);
        EXPECT_NEAR(one->tensors[0].meanGradientShare.value(), expected, 1e-12);
    }
}

TEST(MomentumNoise, IsTheSumOfSquaredWeightsOfTheAverage)
{
    for (const double beta : {0.5, 0.9, 0.99}) {
        for (const int t : {2, 3, 17, 400}) {
            double weights = 0, squares = 0;
            for (int k = 0; k < t; ++k) {
                weights += std::pow(beta, k);
                squares += std::pow(beta, 2 * k);
            }
            EXPECT_NEAR(momentumNoise(beta, t).value(), squares / (weights * weights), 1e-12);
        }
    }
    EXPECT_FALSE(momentumNoise(0.9, 1));
    EXPECT_FALSE(momentumNoise(0, 10));
}

TEST(MeanGradientShare, FollowsItsFormulaAndKnownGradients)
{
    // Equal gradients: m̂² = v̂, s = Σv̂, share (B−1)/B.
    EXPECT_DOUBLE_EQ(meanGradientShare(2, 2, 0.1, 8).value(), 7.0 / 8);
    EXPECT_DOUBLE_EQ(meanGradientShare(0.1, 2, 0.1, 8).value(), 0);
    EXPECT_DOUBLE_EQ(meanGradientShare(1, 2, 0.25, 4).value(), 3 * (0.5 / 0.75) / (4 * 2));
    EXPECT_FALSE(meanGradientShare(1, 2, std::nullopt, 4));
    EXPECT_FALSE(meanGradientShare(1, 2, 0.1, std::nullopt));
    EXPECT_FALSE(meanGradientShare(1, 0, 0.1, 4));
}

TEST(MeanGradientShare, OfASimulatedRunIsTheShareOfTheSquaredMean)
{
    // Batch gradients N(μ, σ²/B): E v̂ = μ² + σ²/B, share (B−1)μ²/(B(μ² + σ²/B)).
    constexpr double mu = 0.3, sigma = 2, batch = 16;
    constexpr std::size_t n = 4000, steps = 3000;
    std::mt19937 random(2);
    std::normal_distribution<double> normal;
    std::vector<float> v(n), m(n);
    for (std::size_t i = 0; i < n; ++i) {
        double first = 0, second = 0;
        for (std::size_t t = 0; t < steps; ++t) {
            const double g = mu + sigma / std::sqrt(batch) * normal(random);
            first = 0.9 * first + 0.1 * g;
            second = 0.999 * second + 0.001 * g * g;
        }
        v[i] = static_cast<float>(second);
        m[i] = static_cast<float>(first);
    }
    const auto scan = scanAccumulators(checkpointOf({stateOf("w", v, steps, m)}), settingsOf(batch), {});
    ASSERT_TRUE(scan);
    const double expected = (batch - 1) * mu * mu / (batch * (mu * mu + sigma * sigma / batch));
    EXPECT_NEAR(scan->tensors[0].meanGradientShare.value(), expected, 0.02);
    EXPECT_DOUBLE_EQ(scan->meanGradientShare.value(), scan->tensors[0].meanGradientShare.value());
}

}  // namespace
}  // namespace fisherlens
