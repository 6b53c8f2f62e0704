// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/dtype.h"
#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"
#include "formats/fisher_file.h"
#include "stats/distribution.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fisherlens {

/// Quantiles at 0, 0.05, ..., 1.
inline constexpr std::size_t kSummaryQuantiles = 21;
/// Bins of the histogram of log10.
inline constexpr std::size_t kSummaryBins = 96;

/// What the overview and the heatmap show of one tensor. Values are taken as float32, as Fisher files store them.
struct TensorSummary {
    std::string name;
    Shape shape;
    DType dtype = DType::F32;
    std::array<std::optional<double>, kSummaryQuantiles>
        quantiles;                                   ///< of the finite entries, interpolated as NumPy does
    std::optional<double> mean;                      ///< of the finite entries; unset when there are none
    std::optional<double> minPositive, maxPositive;  ///< unset without positive entries
    /// Counts (all, zero, negative, not finite) and the positive entries in equal bins of log10 over their own range.
    LogHistogram histogram;

    [[nodiscard]] std::int64_t count() const { return histogram.count; }
    [[nodiscard]] std::optional<double> median() const { return quantiles[kSummaryQuantiles / 2]; }
};

/// All entries; exact, not sampled.
struct DiagonalSummary {
    std::vector<TensorSummary> tensors;  ///< in the order of the catalogue
    std::int64_t entries = 0, zeros = 0, negative = 0, nonfinite = 0;
    std::optional<double> mean;                      ///< of all finite entries: trace ÷ their number
    std::optional<double> minPositive, maxPositive;  ///< over all tensors: the common range of colours and axes
};

/// Two or three passes over each tensor (order statistics are exact, stats/key_histogram.h); the same result for every
/// number of threads. Errors: those of reading, Cancelled.
Result<DiagonalSummary> summarise(const Catalogue& tensors, const JobContext& context);
Result<DiagonalSummary> summarise(const FisherFile& file, const JobContext& context);

}  // namespace fisherlens
