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
    for (const Loss loss :
         {Loss::CrossEntropy, Loss::Nll, Loss::Mse, Loss::Bce, Loss::PerExample, Loss::CausalLm, Loss::MaskedLm})
        EXPECT_EQ(*lossFromName(name(loss)), loss);
    const auto other = lossFromName("hinge");
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
        std::vector<double> gradient(3);
        for (const Direction& direction : terms) {
            expand(direction, gradient);
            for (std::size_t i = 0; i < 3; ++i)
                sum[i] += direction.weight * gradient[i] * gradient[i];
        }
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

/// A sequence of four tokens of a vocabulary of three; the second target is not predicted.
const std::vector<double> kSequence{0.3, -1.2, 2.0, 0.1, 0.7, -0.5, 1.5, 0.2, 0.4, -0.3, 0.9, 0.0};
const std::vector<double> kTokens{2, -100, 0, 1};

/// The rows whose logits predict a token, and that token.
std::vector<std::pair<std::size_t, std::size_t>> predicted(Loss loss)
{
    return loss == Loss::CausalLm ? std::vector<std::pair<std::size_t, std::size_t>>{{1, 0}, {2, 1}}
                                  : std::vector<std::pair<std::size_t, std::size_t>>{{0, 2}, {2, 0}, {3, 1}};
}

double probability(std::size_t row, std::size_t token)
{
    double sum = 0;
    for (std::size_t v = 0; v < 3; ++v)
        sum += std::exp(kSequence[3 * row + v]);
    return std::exp(kSequence[3 * row + token]) / sum;
}

/// Jᵀ·g for a Jacobian of two parameters without structure, squared: sees the mixed terms of a sequence.
std::vector<double> projectedSquares(const std::vector<double>& gradient)
{
    std::vector<double> squares;
    for (const double frequency : {1.0, 2.3}) {
        double sum = 0;
        for (std::size_t i = 0; i < gradient.size(); ++i)
            sum += gradient[i] * std::sin(frequency * static_cast<double>(i + 1));
        squares.push_back(sum * sum);
    }
    return squares;
}

std::vector<double> fisherOf(const std::vector<Direction>& terms)
{
    std::vector<double> sum(2), gradient(kSequence.size());
    for (const Direction& term : terms) {
        expand(term, gradient);
        const auto squares = projectedSquares(gradient);
        for (std::size_t i = 0; i < 2; ++i)
            sum[i] += term.weight * squares[i];
    }
    return sum;
}

/// ∂(−Σ_t log p(token_t))/∂f of the given rows.
std::vector<double> gradientOf(const std::vector<std::pair<std::size_t, std::size_t>>& labels)
{
    std::vector<double> gradient(kSequence.size());
    for (const auto& [row, token] : labels)
        for (std::size_t v = 0; v < 3; ++v)
            gradient[3 * row + v] = probability(row, v) - (v == token ? 1 : 0);
    return gradient;
}

TEST(TokenLosses, AreTheSumOverPredictedPositions)
{
    for (const Loss loss : {Loss::CausalLm, Loss::MaskedLm}) {
        double expected = 0;
        for (const auto& [row, token] : predicted(loss))
            expected -= std::log(probability(row, token));
        const LossSettings sequence{loss, 1, FisherUnit::Sequence}, token{loss, 1, FisherUnit::Token};
        EXPECT_NEAR(*lossOf(sequence, {kSequence, kTokens, 0}), expected, 1e-14);
        EXPECT_EQ(unitsOf(sequence, kTokens), 1);
        EXPECT_EQ(unitsOf(token, kTokens), std::ssize(predicted(loss)));
        std::vector<double> gradient(kSequence.size());
        const auto terms = directions(sequence, {}, {kSequence, kTokens, 0});
        ASSERT_EQ(terms.size(), 1U);
        expand(terms[0], gradient);
        EXPECT_THAT(gradient, testing::Pointwise(testing::DoubleNear(1e-8), differences(sequence, kSequence, kTokens)));
    }
}

TEST(TokenLosses, SquareEachTokensOwnGradientForUnitToken)
{
    for (const Loss loss : {Loss::CausalLm, Loss::MaskedLm}) {
        std::vector<double> expected(2);
        for (const auto& position : predicted(loss)) {
            const auto squares = projectedSquares(gradientOf({position}));
            for (std::size_t i = 0; i < 2; ++i)
                expected[i] += squares[i];
        }
        const auto terms = directions({loss, 1, FisherUnit::Token}, {}, {kSequence, kTokens, 0});
        EXPECT_EQ(terms.size(), predicted(loss).size());
        EXPECT_THAT(fisherOf(terms), testing::Pointwise(testing::DoubleNear(1e-12), expected));
    }
}

/// The expectation over all sequences of labels, enumerated: positions are independent given the data's context.
TEST(TokenLosses, AreExactOverAllSequencesOfLabels)
{
    const auto positions = predicted(Loss::MaskedLm);
    std::vector<double> sequence(2), token(2);
    for (std::size_t code = 0; code < 27; ++code) {
        const std::size_t labels[3] = {code % 3, code / 3 % 3, code / 9};
        std::vector<std::pair<std::size_t, std::size_t>> drawn;
        double p = 1;
        for (std::size_t i = 0; i < 3; ++i) {
            drawn.emplace_back(positions[i].first, labels[i]);
            p *= probability(positions[i].first, labels[i]);
        }
        const auto whole = projectedSquares(gradientOf(drawn));
        for (std::size_t k = 0; k < 2; ++k)
            sequence[k] += p * whole[k];
        for (const auto& position : drawn)
            for (std::size_t k = 0; k < 2; ++k)
                token[k] += p * projectedSquares(gradientOf({position}))[k];
    }
    const LabelSettings exact{FisherKind::Exact, 1, 0};
    const LossExample example{kSequence, kTokens, 0};
    EXPECT_THAT(fisherOf(directions({Loss::MaskedLm, 1, FisherUnit::Sequence}, exact, example)),
                testing::Pointwise(testing::DoubleNear(1e-12), sequence));
    EXPECT_THAT(fisherOf(directions({Loss::MaskedLm, 1, FisherUnit::Token}, exact, example)),
                testing::Pointwise(testing::DoubleNear(1e-12), token));
}

TEST(TokenLosses, ApproachTheExactFisherWithManyDraws)
{
    constexpr std::int64_t draws = 40000;
    const LossExample example{kSequence, kTokens, 5};
    for (const FisherUnit unit : {FisherUnit::Sequence, FisherUnit::Token}) {
        const LossSettings settings{Loss::CausalLm, 1, unit};
        const auto exact = fisherOf(directions(settings, {FisherKind::Exact, 1, 0}, example));
        const auto sampled = fisherOf(directions(settings, {FisherKind::Sampled, draws, 3}, example));
        for (std::size_t i = 0; i < 2; ++i)
            EXPECT_NEAR(sampled[i], exact[i], 0.03 * exact[i]) << "four standard errors of 40,000 draws are about 2 %";
    }
}

TEST(TokenLosses, RefuseTargetsThatDoNotFit)
{
    const LossSettings settings{Loss::CausalLm, 1, FisherUnit::Sequence};
    const std::vector<double> wrongLength{0, 1, 2, 0, 1}, outside{0, 3, 1, 1}, fraction{0, 0.5, 1, 1}, none(4, -100);
    for (const auto& tokens : {wrongLength, outside, fraction}) {
        const auto result = lossOf(settings, {kSequence, tokens, 23});
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, ErrorCode::Incompatible);
        EXPECT_THAT(result.error().detail, testing::HasSubstr("example 23"));
    }
    EXPECT_EQ(*lossOf(settings, {kSequence, none, 0}), 0);
    EXPECT_TRUE(directions(settings, {}, {kSequence, none, 0}).empty());
    const std::vector<double> wide(2 * 1001), two{0, 1};
    EXPECT_EQ(directionsOf(settings, {FisherKind::Exact, 1, 0}, {wide, two, 0}).error().code, ErrorCode::Unsupported);
}

TEST(PerExampleLosses, AreTheOutputAndHaveNoOtherLabels)
{
    const std::vector<double> output{1.25}, target{0};
    const LossSettings settings{Loss::PerExample, 1};
    EXPECT_EQ(*lossOf(settings, {output, target, 0}), 1.25);
    const auto terms = directions(settings, {}, {output, target, 0});
    ASSERT_EQ(terms.size(), 1U);
    EXPECT_THAT(terms[0].gradient, testing::ElementsAre(1.0));
    EXPECT_EQ(directionsOf(settings, {FisherKind::Sampled, 1, 0}, {output, target, 0}).error().code, ErrorCode::Usage);
}

TEST(Units, FollowTheLoss)
{
    EXPECT_EQ(*unitFor(Loss::CrossEntropy, ""), FisherUnit::Example);
    EXPECT_EQ(*unitFor(Loss::CausalLm, ""), FisherUnit::Sequence);
    EXPECT_EQ(*unitFor(Loss::MaskedLm, "token"), FisherUnit::Token);
    for (const auto& [loss, unit] : std::vector<std::pair<Loss, std::string>>{
             {Loss::CrossEntropy, "token"}, {Loss::CausalLm, "example"}, {Loss::Mse, "batch"}})
        EXPECT_EQ(unitFor(loss, unit).error().code, ErrorCode::Usage);
}

}  // namespace
}  // namespace fisherlens
