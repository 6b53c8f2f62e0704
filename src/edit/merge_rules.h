// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edit/merge.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace fisherlens {

/// Coefficients of some tensors as a merge uses them.
struct MergeLambda {
    std::vector<double> used;  ///< λ as the method takes them (Σ = 1 where it normalises)
    std::vector<double> mean;  ///< Σ = 1, for weighted means and the regret; equal where Σλ = 0
};

[[nodiscard]] MergeLambda mergeLambda(const MergeMethod& method, std::span<const double> coefficients);

/// The last rule whose pattern matches the name; unset when none does.
[[nodiscard]] std::optional<std::size_t> ruleFor(std::span<const MergeRule> rules, std::string_view name);

/// Every rule has a pattern and coefficients that the method can use. Error Usage naming the pattern.
Result<void> checkRules(const MergeMethod& method, std::span<const MergeRule> rules, std::size_t models);

}  // namespace fisherlens
