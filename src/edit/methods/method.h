// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

/// The same range of one tensor in every model, float64. All spans of elements have the length of the output.
struct MergeBlock {
    std::span<const std::span<const double>> values;      ///< θ_i, one span per model
    std::span<const std::span<const double>> importance;  ///< F_i as merged (normalised, floored), ≥ 0; empty without Fishers
    std::span<const double> base;                         ///< θ_0; empty where the method needs none
    std::span<const double> coefficients;                 ///< λ_i as the method uses them (normalised where it normalises)
};

/// One way to merge, as a pure function with its rules (DESIGN.md 6).
struct MergeMethod {
    std::string_view name;
    bool needsFisher = false;
    bool needsBase = false;
    bool normalizesCoefficients = false;  ///< Σλ = 1
    bool allowsNegative = false;          ///< λ_i < 0 makes no poles
    double (*defaultCoefficient)(std::size_t models) = nullptr;
    /// Fills `out`; returns at how many elements all weights were zero and the weighted mean was taken.
    std::int64_t (*merge)(const MergeBlock& block, std::span<double> out) = nullptr;
};

/// nullptr when the method is not built (or does not exist).
[[nodiscard]] const MergeMethod* findMergeMethod(std::string_view name);
/// "linear, fisher, task-arithmetic".
[[nodiscard]] std::string builtMergeMethods();
/// True for every name of DESIGN.md 6, built or not.
[[nodiscard]] bool isMergeMethodName(std::string_view name);

/// λ_i/Σλ, whatever the order of the models. The sum must not be 0.
[[nodiscard]] std::vector<double> normalizedCoefficients(std::span<const double> coefficients);

/// The sum of the terms, the same for every order of them. Reorders its argument.
[[nodiscard]] double orderlessSum(std::span<double> terms);

}  // namespace fisherlens
