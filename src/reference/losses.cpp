// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/losses.h"

#include "base/philox.h"
#include "reference/class_distribution.h"
#include "reference/token_losses.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>

namespace fisherlens {
namespace {

double logistic(double f)
{
    if (f >= 0)
        return 1 / (1 + std::exp(-f));
    const double e = std::exp(f);
    return e / (1 + e);
}

Failure wrongTarget(const LossExample& example, std::string_view reason)
{
    return fail(ErrorCode::Incompatible, fmt::format("The target of example {} {}.", example.index, reason), {},
                "Check that this data file belongs to this model and that --loss is right.");
}

Result<void> checkOutput(const LossExample& example)
{
    if (!std::all_of(example.output.begin(), example.output.end(), [](double f) { return std::isfinite(f); }))
        return fail(ErrorCode::NonFinite,
                    fmt::format("The model's output for example {} is not finite.", example.index), {},
                    "Check the weights and the inputs for NaN, infinity or a missing normalisation.");
    return {};
}

Result<std::size_t> classOf(const LossExample& example)
{
    if (example.target.size() != 1)
        return wrongTarget(example, fmt::format("has {} values where one class is expected", example.target.size()));
    const double value = example.target[0];
    if (!(value >= 0 && value < static_cast<double>(example.output.size())))
        return wrongTarget(example, fmt::format("is class {}, but the model has the classes 0 to {}", value,
                                                example.output.size() - 1));
    if (value != std::floor(value))
        return wrongTarget(example, fmt::format("is {}, which is no class", value));
    return static_cast<std::size_t>(value);
}

Result<void> checkValues(Loss loss, const LossExample& example)
{
    if (example.target.size() != example.output.size())
        return wrongTarget(example, fmt::format("has {} values where the model gives {}", example.target.size(),
                                                example.output.size()));
    for (const double y : example.target) {
        if (loss == Loss::Bce && !(y >= 0 && y <= 1))
            return wrongTarget(example, fmt::format("holds {}, but labels of bce lie between 0 and 1", y));
        if (!std::isfinite(y))
            return wrongTarget(example, "is not finite");
    }
    return {};
}

/// The derivative of −log p(c) with respect to the output: p − e_c, or −e_c for log-probabilities.
std::vector<double> classGradient(Loss loss, const std::vector<double>& p, std::size_t c)
{
    std::vector<double> gradient = loss == Loss::CrossEntropy ? p : std::vector<double>(p.size(), 0.0);
    gradient[c] -= 1;
    return gradient;
}

/// Probabilities of the classes. The outputs of nll are taken as they are, but must be log-probabilities.
Result<std::vector<double>> probabilities(Loss loss, const LossExample& example)
{
    if (loss == Loss::CrossEntropy)
        return softmax(example.output);
    std::vector<double> p(example.output.size());
    std::transform(example.output.begin(), example.output.end(), p.begin(), [](double f) { return std::exp(f); });
    const double sum = std::accumulate(p.begin(), p.end(), 0.0);
    if (std::abs(sum - 1) > 1e-3)
        return fail(
            ErrorCode::Incompatible,
            fmt::format("The outputs for example {} are no log-probabilities: their exponentials sum to {:.4g}.",
                        example.index, sum),
            {}, "Use --loss cross-entropy for a model that returns logits.");
    return p;
}

/// A standard normal number from two uniform ones of 32 bits each way (Box and Muller 1958); the address decides it.
double normalAt(const RandomField& random, std::uint64_t a, std::uint64_t b)
{
    const auto w = random.words(a, b);
    const auto unit = [](std::uint32_t high, std::uint32_t low) {
        return static_cast<double>((std::uint64_t{high} << 32U | low) >> 11U) * 0x1p-53;
    };
    const double radius = std::sqrt(-2 * std::log1p(-unit(w[1], w[0])));
    return radius * std::cos(2 * std::numbers::pi * unit(w[3], w[2]));
}

Result<std::vector<Direction>> classDirections(Loss loss, const LabelSettings& labels, const LossExample& example)
{
    FL_TRY(const std::size_t label, classOf(example));
    FL_TRY(const std::vector<double> p, probabilities(loss, example));
    if (labels.kind == FisherKind::Empirical)
        return std::vector<Direction>{{1.0, classGradient(loss, p, label), 0}};
    std::map<std::size_t, double> weights;
    if (labels.kind == FisherKind::Exact) {
        for (std::size_t c = 0; c < p.size(); ++c)
            weights[c] = p[c];
    } else {
        const RandomField random(labels.seed, kLabelStream);
        for (std::int64_t k = 0; k < labels.samples; ++k)
            weights[drawClass(p, random.uniform(example.index, static_cast<std::uint64_t>(k)))] += 1;
        for (auto& [c, weight] : weights)
            weight /= static_cast<double>(labels.samples);
    }
    std::vector<Direction> directions;
    for (const auto& [c, weight] : weights)
        if (weight > 0)
            directions.push_back({weight, classGradient(loss, p, c), 0});
    return directions;
}

std::vector<Direction> exactValueDirections(const LossSettings& settings, const LossExample& example)
{
    std::vector<Direction> directions;
    for (std::size_t d = 0; d < example.output.size(); ++d) {
        double weight = 1 / (settings.sigma * settings.sigma);
        if (settings.loss == Loss::Bce) {
            // s(f)·s(−f) keeps its precision where 1 − s(f) would not.
            weight = logistic(example.output[d]) * logistic(-example.output[d]);
        }
        if (weight <= 0)
            continue;
        directions.push_back({weight, {1.0}, d});
    }
    return directions;
}

std::vector<double> valueGradient(const LossSettings& settings, std::span<const double> output,
                                  std::span<const double> target)
{
    std::vector<double> gradient(output.size());
    for (std::size_t d = 0; d < output.size(); ++d)
        gradient[d] = settings.loss == Loss::Bce ? logistic(output[d]) - target[d]
                                                 : (output[d] - target[d]) / (settings.sigma * settings.sigma);
    return gradient;
}

std::vector<Direction> valueDirections(const LossSettings& settings, const LabelSettings& labels,
                                       const LossExample& example)
{
    if (labels.kind == FisherKind::Exact)
        return exactValueDirections(settings, example);
    if (labels.kind == FisherKind::Empirical)
        return {{1.0, valueGradient(settings, example.output, example.target), 0}};
    const RandomField random(labels.seed, kLabelStream);
    const std::size_t n = example.output.size();
    const double share = 1 / static_cast<double>(labels.samples);
    std::vector<Direction> directions;
    std::map<std::vector<double>, double> binaryDraws;  // few labels repeat: one backward pass per distinct draw
    std::vector<double> drawn(n);
    for (std::int64_t k = 0; k < labels.samples; ++k) {
        for (std::size_t d = 0; d < n; ++d) {
            const std::uint64_t address = static_cast<std::uint64_t>(k) * n + d;
            drawn[d] = settings.loss == Loss::Bce
                           ? static_cast<double>(random.uniform(example.index, address) < logistic(example.output[d]))
                           : example.output[d] + settings.sigma * normalAt(random, example.index, address);
        }
        if (settings.loss == Loss::Bce)
            binaryDraws[drawn] += share;
        else
            directions.push_back({share, valueGradient(settings, example.output, drawn), 0});
    }
    for (const auto& [labelsDrawn, weight] : binaryDraws)
        directions.push_back({weight, valueGradient(settings, example.output, labelsDrawn), 0});
    return directions;
}

}  // namespace

std::string_view name(Loss loss)
{
    switch (loss) {
    case Loss::CrossEntropy: return "cross-entropy";
    case Loss::Nll: return "nll";
    case Loss::Mse: return "mse";
    case Loss::Bce: return "bce";
    case Loss::PerExample: return "per-example";
    case Loss::CausalLm: return "causal-lm";
    case Loss::MaskedLm: return "masked-lm";
    }
    return "cross-entropy";
}

Result<Loss> lossFromName(std::string_view text)
{
    for (const Loss loss :
         {Loss::CrossEntropy, Loss::Nll, Loss::Mse, Loss::Bce, Loss::PerExample, Loss::CausalLm, Loss::MaskedLm})
        if (name(loss) == text)
            return loss;
    return fail(ErrorCode::Usage, fmt::format("There is no loss '{}'.", text), {},
                "Use cross-entropy, nll, mse, bce, per-example, causal-lm or masked-lm.");
}

std::string_view name(FisherUnit unit)
{
    switch (unit) {
    case FisherUnit::Example: return "example";
    case FisherUnit::Sequence: return "sequence";
    case FisherUnit::Token: return "token";
    }
    return "example";
}

Result<FisherUnit> unitFor(Loss loss, std::string_view text)
{
    if (text.empty())
        return isTokenLoss(loss) ? FisherUnit::Sequence : FisherUnit::Example;
    for (const FisherUnit unit : {FisherUnit::Example, FisherUnit::Sequence, FisherUnit::Token})
        if (name(unit) == text) {
            if ((unit == FisherUnit::Example) != isTokenLoss(loss))
                return unit;
            return fail(ErrorCode::Usage, fmt::format("The unit of the loss {} cannot be '{}'.", name(loss), text), {},
                        isTokenLoss(loss) ? "Use --unit sequence or --unit token." : "Use --unit example.");
        }
    return fail(ErrorCode::Usage, fmt::format("There is no unit '{}'.", text), {}, "Use example, sequence or token.");
}

std::int64_t unitsOf(const LossSettings& settings, std::span<const double> target)
{
    return settings.unit == FisherUnit::Token ? predictedTokens(settings.loss, target) : 1;
}

std::vector<double> summedGradient(std::span<const Direction> terms, std::size_t outputs)
{
    std::vector<double> sum(outputs);
    for (const Direction& term : terms)
        for (std::size_t i = 0; i < term.gradient.size(); ++i)
            sum[term.first + i] += term.gradient[i];
    return sum;
}

Result<double> lossOf(const LossSettings& settings, const LossExample& example)
{
    FL_CHECK(checkOutput(example));
    if (isTokenLoss(settings.loss))
        return tokenLoss(settings, example);
    if (settings.loss == Loss::PerExample)
        return example.output[0];
    double loss = 0;
    if (isClassLoss(settings.loss)) {
        FL_TRY(const std::size_t label, classOf(example));
        if (settings.loss == Loss::CrossEntropy)
            loss = logSumExp(example.output);
        return loss - example.output[label];
    }
    FL_CHECK(checkValues(settings.loss, example));
    for (std::size_t d = 0; d < example.output.size(); ++d) {
        const double f = example.output[d], y = example.target[d];
        if (settings.loss == Loss::Bce)
            loss += std::max(f, 0.0) - f * y + std::log1p(std::exp(-std::abs(f)));
        else
            loss += (f - y) * (f - y) / (2 * settings.sigma * settings.sigma);
    }
    return loss;
}

Result<std::vector<Direction>> directionsOf(const LossSettings& settings, const LabelSettings& labels,
                                            const LossExample& example)
{
    FL_CHECK(checkOutput(example));
    if (isTokenLoss(settings.loss))
        return tokenDirections(settings, labels, example);
    if (settings.loss == Loss::PerExample) {
        if (labels.kind != FisherKind::Empirical)
            return fail(ErrorCode::Usage,
                        "A module that returns its own loss has no distribution to take other labels from.", {},
                        "Use --kind empirical, or export the module with its logits as output.");
        return std::vector<Direction>{{1.0, {1.0}, 0}};
    }
    if (labels.kind == FisherKind::Exact && std::ssize(example.output) > kExactLimit)
        return fail(
            ErrorCode::Unsupported,
            fmt::format(
                "An exact reference over {} {} needs as many backward passes for every example; the limit is {}.",
                example.output.size(), isClassLoss(settings.loss) ? "classes" : "outputs", kExactLimit),
            {}, "Use --kind sampled.");
    if (isClassLoss(settings.loss))
        return classDirections(settings.loss, labels, example);
    FL_CHECK(checkValues(settings.loss, example));
    return valueDirections(settings, labels, example);
}

void expand(const Direction& direction, std::span<double> out)
{
    std::fill(out.begin(), out.end(), 0.0);
    std::copy(direction.gradient.begin(), direction.gradient.end(),
              out.begin() + static_cast<std::ptrdiff_t>(direction.first));
}

std::size_t predictedClass(std::span<const double> output)
{
    return static_cast<std::size_t>(std::max_element(output.begin(), output.end()) - output.begin());
}

}  // namespace fisherlens
