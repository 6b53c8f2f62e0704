// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace fisherlens {

/// What a weight is worth when it is to be removed (DESIGN.md 3, "Prune").
enum class PruneCriterion {
    Fisher,      ///< ½Fθ²: Theis et al., arXiv 1801.05787; OBD with the Fisher diagonal as curvature
    Magnitude,   ///< |θ|
    FisherOnly,  ///< F alone: FISH mask, Sung et al., arXiv 2111.09839
    Random,      ///< uniform, from the seed, the tensor's name and the flat index
};

/// "fisher", "magnitude", "fisher-only", "random".
[[nodiscard]] std::string_view name(PruneCriterion criterion);
[[nodiscard]] std::optional<PruneCriterion> pruneCriterionFromName(std::string_view name);
[[nodiscard]] bool usesFisher(PruneCriterion criterion);

/// k = floor(S·n + 1e-9): how many of n entries are removed at sparsity S in [0, 1].
[[nodiscard]] std::int64_t entriesToPrune(double sparsity, std::int64_t entries);

/// Scores of the elements `first`, `first` + 1, ... of the tensor `name`, float64. `fisher` may be empty where the
/// criterion does not use it; `weights` gives the number of elements.
void score(PruneCriterion criterion, std::span<const double> weights, std::span<const double> fisher, std::string_view name,
           std::int64_t first, std::uint64_t seed, std::span<double> out);

}  // namespace fisherlens
