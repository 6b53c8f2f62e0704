// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "reference/losses.h"

#include <cstdint>
#include <span>
#include <vector>

namespace fisherlens {

/// The losses of language models (DESIGN.md 3, "Losses"): outputs [T, V] of one example, targets [T]; −log p = Σ over the
/// predicted positions of −log softmax(f_t)_y. causal-lm: the logits at t predict token t + 1; masked-lm: those at t
/// predict the target at t. A target of kIgnoredToken is not predicted. Called by the functions of losses.h.

/// Errors: Incompatible (the output does not hold V logits for every target, a token out of range).
Result<double> tokenLoss(const LossSettings& settings, const LossExample& example);

/// empirical: one term for unit sequence, one per predicted position for unit token. sampled: labels are drawn at each
/// position given the data's context, (seed, example, draw·T + position); unit sequence has one term per draw, unit token
/// one per position and distinct draw. exact: one per position and token with weight p for both units, since positions
/// are independent given the context and E ∇ log p = 0, so that the mixed terms of a sequence vanish.
Result<std::vector<Direction>> tokenDirections(const LossSettings& settings, const LabelSettings& labels,
                                               const LossExample& example);

/// How many positions are predicted.
[[nodiscard]] std::int64_t predictedTokens(Loss loss, std::span<const double> target);

/// At how many predicted positions the largest logit is the target's. Errors: as tokenLoss.
Result<std::int64_t> rightTokens(const LossSettings& settings, const LossExample& example);

}  // namespace fisherlens
