// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "formats/fisher_file.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

/// −log p(y|x) as a function of the model output f of one example (DESIGN.md 3, "Losses"), without constants in f:
/// cross-entropy: −log softmax(f)_y; nll: −f_y (f holds log-probabilities); mse: Σ_d (f_d−y_d)²/(2σ²);
/// bce: Σ_l −y_l log s(f_l) − (1−y_l) log(1−s(f_l)), s the logistic function; per-example: f, a loss that the module
/// returns itself; causal-lm, masked-lm: sums over the tokens of a sequence (reference/token_losses.h).
enum class Loss { CrossEntropy, Nll, Mse, Bce, PerExample, CausalLm, MaskedLm };

[[nodiscard]] std::string_view name(Loss loss);
/// Error Usage for an unknown name; the sentence lists those that there are.
Result<Loss> lossFromName(std::string_view name);

/// True for the losses whose target is a class.
[[nodiscard]] constexpr bool isClassLoss(Loss loss)
{
    return loss == Loss::CrossEntropy || loss == Loss::Nll;
}

/// True for the losses of language models: outputs [T, V] and targets [T] of an example.
[[nodiscard]] constexpr bool isTokenLoss(Loss loss)
{
    return loss == Loss::CausalLm || loss == Loss::MaskedLm;
}

/// The target of a position that is not predicted.
inline constexpr std::int64_t kIgnoredToken = -100;

/// What the mean of a diagonal is over. A sequence is one example with log p = Σ_t; a token's own gradient is squared.
enum class FisherUnit { Example, Sequence, Token };

[[nodiscard]] std::string_view name(FisherUnit unit);
/// The unit of a loss by name; "" gives sequence for token losses and example for the others. Error Usage for another
/// word or one that does not fit the loss.
Result<FisherUnit> unitFor(Loss loss, std::string_view name);

/// Largest number of classes (outputs for mse and bce) for an exact expectation.
inline constexpr std::int64_t kExactLimit = 1000;

struct LossSettings {
    Loss loss = Loss::CrossEntropy;
    double sigma = 1;                       ///< standard deviation of mse's Gaussian
    FisherUnit unit = FisherUnit::Example;  ///< Token: the terms of the tokens of an example are squared one by one
};

/// Where the labels of a kind come from.
struct LabelSettings {
    FisherKind kind = FisherKind::Empirical;  ///< Empirical, Sampled or Exact
    std::int64_t samples = 1;                 ///< K of sampled
    std::uint64_t seed = 0;
};

/// An example as the losses see it. `target` holds the class in its only element, one value per output, or the tokens.
struct LossExample {
    std::span<const double> output;
    std::span<const double> target;
    std::uint64_t index = 0;  ///< its number in the data file: names it in errors and addresses its random numbers
};

/// −log p in nats. Errors: Incompatible (target out of range or not a possible label), NonFinite.
Result<double> lossOf(const LossSettings& settings, const LossExample& example);

/// weight·(Jᵀ·gradient)² is one term of the Fisher diagonal of an example; `gradient` is a derivative with respect to
/// the output, in its order, from its element `first` on; it is 0 elsewhere.
struct Direction {
    double weight = 1;
    std::vector<double> gradient;
    std::size_t first = 0;
};

/// The derivative with respect to the whole output.
void expand(const Direction& direction, std::span<double> out);

/// The derivative of the summed loss of an example: the sum of the gradients of `terms`, of data labels.
[[nodiscard]] std::vector<double> summedGradient(std::span<const Direction> terms, std::size_t outputs);

/// How many units an example is: 1, for unit token its predicted tokens.
[[nodiscard]] std::int64_t unitsOf(const LossSettings& settings, std::span<const double> target);

/// The terms of one example, F_n = Σ weight·(Jᵀ·gradient)². empirical: one, ∂(−log p(y))/∂f. sampled: one per distinct
/// draw for classes, else per draw; weight = share of the draws; draws come from Philox addressed by (seed, example,
/// draw). exact: one per class with weight p_c; for bce one per label, p_l(1−p_l) and e_l; for mse 1/σ² and e_d (closed
/// forms of the expectation). Terms of weight 0 are left out. Errors: those of lossOf, Unsupported (kExactLimit).
Result<std::vector<Direction>> directionsOf(const LossSettings& settings, const LabelSettings& labels,
                                            const LossExample& example);

/// Index of the largest output, the first of equal ones.
[[nodiscard]] std::size_t predictedClass(std::span<const double> output);

}  // namespace fisherlens
