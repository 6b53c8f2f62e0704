// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"
#include "formats/fisher_file.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

/// How the Fishers of different models are made comparable before they weigh against each other.
enum class Normalization {
    None,
    Mean,  ///< F/mean(F), mean over the finite entries of all merged tensors
    L2,    ///< F/‖F‖₂, one norm over all merged tensors (Matena and Raffel's code, `normalize_fishers`)
};

[[nodiscard]] std::string_view name(Normalization normalization);
[[nodiscard]] std::optional<Normalization> normalizationFromName(std::string_view name);

/// None where all are mean-per-unit of one unit, else Mean (DESIGN.md 3).
[[nodiscard]] Normalization defaultNormalization(std::span<const FisherAttributes> fishers);

/// Of one model's Fisher over all merged tensors, before normalisation and floor.
struct FisherStatistics {
    std::int64_t entries = 0;    ///< finite ones
    std::int64_t nonfinite = 0;
    std::int64_t zeros = 0;
    double mean = 0;             ///< over the finite entries; 0 when there are none
    double l2 = 0;
};

/// One pass, compensated sums. Errors: NonFinite naming the tensor unless `allowNonfinite`; Damaged for negative entries.
Result<FisherStatistics> measureFisher(std::span<const Tensor* const> tensors, const std::string& path, bool allowNonfinite,
                                       const JobContext& context);

/// F → max(F/divisor, floor).
struct Weighting {
    double divisor = 1;
    double floor = 0;

    /// In place. NaN, infinite and negative entries become 0. Returns how many finite entries were raised to the floor.
    std::int64_t apply(std::span<double> fisher) const;
};

/// The floor is ε times the mean after normalisation. A Fisher that is zero everywhere keeps divisor 1 and floor 0.
[[nodiscard]] Weighting weightingOf(const FisherStatistics& statistics, Normalization normalization, double epsilon);

}  // namespace fisherlens
