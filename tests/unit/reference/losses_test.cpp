// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/losses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

namespace fisherlens {
namespace {

const std::vector<double> kLogits{0.3, -1.2, 2.0};

std::vector<Direction> directions(const LossSettings& settings, const LabelSettings& labels, const LossExample& example)
{
    auto result = directionsOf(settings, labels, example);
    EXPECT_TRUE(result) << describe(result.error());
    return result ? std::move(*result) : std::vector<Direction>{};
}

/// ∂loss/∂f by central differences.
std::vector<double> differences(const LossSettings& settings, std::vector<double> output,
                                const std::vector<double>& target)
{
    std::vector<double> gradient;
    for (double& f : output) {
        const double at = f, h = 1e-5;
        f = at + h;
        const double up = *lossOf(settings, {output, target, 0});
        f = at - h;
        const double down = *lossOf(settings, {output, target, 0});
        f = at;
        gradient.push_back((up - down) / (2 * h));
    }
    return gradient;
}

TEST(Losses, HaveTheDerivativesOfTheirDirections)
{
    const std::vector<double> classTarget{1}, values{1, 0, 0.25},
        logProbabilities{std::log(0.2), std::log(0.5), std::log(0.3)};
    for (const auto& [loss, output, target] : std::vector<std::tuple<Loss, std::vector<double>, std::vector<double>>>{
             {Loss::CrossEntropy, kLogits, classTarget},
             {Loss::Nll, logProbabilities, classTarget},
             {Loss::Mse, kLogits, values},
             {Loss::Bce, kLogits, values}}) {
        const LossSettings settings{loss, 0.6};
        const auto terms = directions(settings, {}, {output, target, 0});
        ASSERT_EQ(terms.size(), 1U);
        EXPECT_THAT(terms[0].gradient,
                    testing::Pointwise(testing::DoubleNear(1e-8), differences(settings, output, target)));
    }
}

TEST(Losses, StayFiniteForExtremeLogits)
{
    const std::vector<double> output{900, -900}, target{1}, labels{0, 1};
    EXPECT_DOUBLE_EQ(*lossOf({Loss::CrossEntropy, 1}, {output, target, 0}), 1800);
    EXPECT_DOUBLE_EQ(*lossOf({Loss::Bce, 1}, {output, labels, 0}), 1800);
}

TEST(Losses, AreKnownByNameAndOthersAreAUsageError)
{
    for (const Loss loss : {Loss::CrossEntropy, Loss::Nll, Loss::Mse, Loss::Bce})
        EXPECT_EQ(*lossFromName(name(loss)), loss);
    const auto other = lossFromName("causal-lm");
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, ErrorCode::Usage);
    EXPECT_THAT(other.error().hint, testing::HasSubstr("cross-entropy"));
}

/// E_y (∂/∂f)² of the terms equals the enumeration over all labels.
TEST(ExactDirections, SumToTheExpectationOverLabels)
{
    const std::vector<double> target{0, 0, 0}, classTarget{0};
    const auto second = [](const std::vector<Direction>& terms) {
        std::vector<double> sum(3);
        for (const Direction& direction : terms)
            for (std::size_t i = 0; i < 3; ++i)
                sum[i] += direction.weight * direction.gradient[i] * direction.gradient[i];
        return sum;
    };
    std::vector<double> p;
    for (const double f : kLogits)
        p.push_back(std::exp(f) / (std::exp(kLogits[0]) + std::exp(kLogits[1]) + std::exp(kLogits[2])));
    const auto classes =
        second(directions({Loss::CrossEntropy, 1}, {FisherKind::Exact, 1, 0}, {kLogits, classTarget, 0}));
    const auto labels = second(directions({Loss::Bce, 1}, {FisherKind::Exact, 1, 0}, {kLogits, target, 0}));
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_NEAR(classes[i], p[i] * (1 - p[i]), 1e-14);
        const double s = 1 / (1 + std::exp(-kLogits[i]));
        EXPECT_NEAR(labels[i], s * (1 - s), 1e-14);
    }
}

TEST(ExactDirections, RefuseMoreThanAThousandClasses)
{
    const std::vector<double> output(1001), target{0};
    const auto result = directionsOf({Loss::CrossEntropy, 1}, {FisherKind::Exact, 1, 0}, {output, target, 0});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Unsupported);
    EXPECT_TRUE(
        directionsOf({Loss::CrossEntropy, 1}, {FisherKind::Exact, 1, 0}, {std::span(output).first(1000), target, 0}));
}

TEST(SampledDirections, FollowTheProbabilitiesOfTheModel)
{
    const std::vector<double> target{0};
    constexpr std::int64_t draws = 20000;
    const auto terms = directions({Loss::CrossEntropy, 1}, {FisherKind::Sampled, draws, 4}, {kLogits, target, 17});
    ASSERT_EQ(terms.size(), 3U);  // one per distinct class
    double total = 0;
    for (std::size_t c = 0; c < 3; ++c) {
        const double p = std::exp(kLogits[c]) / (std::exp(kLogits[0]) + std::exp(kLogits[1]) + std::exp(kLogits[2]));
        EXPECT_NEAR(terms[c].weight, p, 4 * std::sqrt(p * (1 - p) / draws));
        total += terms[c].weight;
    }
    EXPECT_NEAR(total, 1, 1e-12);
}

TEST(SampledDirections, DependOnSeedExampleAndDrawAndOnNothingElse)
{
    const std::vector<double> output{0.1, -0.4}, target{0, 0};
    const auto draw = [&](std::uint64_t seed, std::uint64_t example, std::int64_t samples) {
        std::vector<std::vector<double>> gradients;
        for (const Direction& direction :
             directions({Loss::Mse, 1}, {FisherKind::Sampled, samples, seed}, {output, target, example}))
            gradients.push_back(direction.gradient);
        return gradients;
    };
    EXPECT_EQ(draw(1, 2, 3), draw(1, 2, 3));
    EXPECT_EQ(draw(1, 2, 3)[1], draw(1, 2, 9)[1]);
    EXPECT_NE(draw(1, 2, 3)[0], draw(1, 2, 3)[1]);
    EXPECT_NE(draw(1, 2, 1), draw(1, 3, 1));
    EXPECT_NE(draw(1, 2, 1), draw(2, 2, 1));
}

TEST(SampledDirections, OfMseAreGaussianWithTheGivenVariance)
{
    const std::vector<double> output{3.0}, target{0};
    constexpr std::int64_t draws = 20000;
    const double sigma = 0.5;
    double sum = 0, squares = 0, fourth = 0;
    for (const Direction& direction :
         directions({Loss::Mse, sigma}, {FisherKind::Sampled, draws, 0}, {output, target, 0})) {
        const double z = direction.gradient[0] * sigma;  // −ε
        sum += z;
        squares += z * z;
        fourth += z * z * z * z;
    }
    EXPECT_LT(std::abs(sum / draws), 4 / std::sqrt(draws));
    EXPECT_NEAR(squares / draws, 1, 4 * std::sqrt(2.0 / draws));
    EXPECT_NEAR(fourth / draws, 3, 4 * std::sqrt(96.0 / draws));
}

TEST(Targets, OutsideTheirRangeNameTheExample)
{
    const std::vector<double> nan{std::numeric_limits<double>::quiet_NaN(), 0, 0};
    for (const auto& [loss, target] : std::vector<std::pair<Loss, std::vector<double>>>{{Loss::CrossEntropy, {3}},
                                                                                        {Loss::CrossEntropy, {-100}},
                                                                                        {Loss::CrossEntropy, {0, 1}},
                                                                                        {Loss::Nll, {0.5}},
                                                                                        {Loss::Bce, {0, 1, 2}},
                                                                                        {Loss::Bce, {0, 1}},
                                                                                        {Loss::Mse, nan}}) {
        const auto result = lossOf({loss, 1}, {kLogits, target, 23});
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, ErrorCode::Incompatible);
        EXPECT_THAT(result.error().detail, testing::HasSubstr("example 23"));
    }
}

TEST(Outputs, ThatAreNoLogProbabilitiesAreRefusedByNll)
{
    const std::vector<double> target{0};
    const auto result = directionsOf({Loss::Nll, 1}, {}, {kLogits, target, 0});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Incompatible);
}

}  // namespace
}  // namespace fisherlens
