// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace fisherlens {

/// Stream of the label draws; stream 0 divides the examples into halves (base/philox.h).
inline constexpr std::uint32_t kLabelStream = 1;

/// exp(f_c)/Σ exp(f), without overflow. `logits` is not empty.
[[nodiscard]] std::vector<double> softmax(std::span<const double> logits);

/// log Σ exp(f), without overflow.
[[nodiscard]] double logSumExp(std::span<const double> logits);

/// The class whose interval of the cumulative distribution holds u in [0, 1); one of positive probability.
[[nodiscard]] std::size_t drawClass(const std::vector<double>& p, double u);

}  // namespace fisherlens
