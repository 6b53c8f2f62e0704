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
/// bce: Σ_l −y_l log s(f_l) − (1−y_l) log(1−s(f_l)), s the logistic function.
enum class Loss { CrossEntropy, Nll, Mse, Bce };

[[nodiscard]] std::string_view name(Loss loss);
/// Error Usage for a name that is unknown or not built yet; the sentence lists those that are.
Result<Loss> lossFromName(std::string_view name);

/// True for the losses whose target is a class.
[[nodiscard]] constexpr bool isClassLoss(Loss loss)
{
    return loss == Loss::CrossEntropy || loss == Loss::Nll;
}

/// Largest number of classes (outputs for mse and bce) for an exact expectation.
inline constexpr std::int64_t kExactLimit = 1000;

struct LossSettings {
    Loss loss = Loss::CrossEntropy;
    double sigma = 1;  ///< standard deviation of mse's Gaussian
};

/// Where the labels of a kind come from.
struct LabelSettings {
    FisherKind kind = FisherKind::Empirical;  ///< Empirical, Sampled or Exact
    std::int64_t samples = 1;                 ///< K of sampled
    std::uint64_t seed = 0;
};

/// An example as the losses see it. `target` holds the class in its only element, or one value per output.
struct LossExample {
    std::span<const double> output;
    std::span<const double> target;
    std::uint64_t index = 0;  ///< its number in the data file: names it in errors and addresses its random numbers
};

/// −log p in nats. Errors: Incompatible (target out of range or not a possible label), NonFinite.
Result<double> lossOf(const LossSettings& settings, const LossExample& example);

/// weight·(Jᵀ·gradient)² is one term of the Fisher diagonal of an example; `gradient` is a derivative with respect to
/// the output, in its order.
struct Direction {
    double weight = 1;
    std::vector<double> gradient;
};

/// The terms of one example, F_n = Σ weight·(Jᵀ·gradient)². empirical: one, ∂(−log p(y))/∂f. sampled: one per distinct
/// draw for classes, else per draw; weight = share of the draws; draws come from Philox addressed by (seed, example,
/// draw). exact: one per class with weight p_c; for bce one per label, p_l(1−p_l) and e_l; for mse 1/σ² and e_d (closed
/// forms of the expectation). Terms of weight 0 are left out. Errors: those of lossOf, Unsupported (kExactLimit).
Result<std::vector<Direction>> directionsOf(const LossSettings& settings, const LabelSettings& labels,
                                            const LossExample& example);

/// Index of the largest output, the first of equal ones.
[[nodiscard]] std::size_t predictedClass(std::span<const double> output);

}  // namespace fisherlens
