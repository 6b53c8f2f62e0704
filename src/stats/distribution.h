// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace fisherlens {

/// Counts of the positive entries of one array in equal bins of log10, over its own range. Values as float32.
struct LogHistogram {
    std::int64_t count = 0;  ///< all entries
    std::int64_t zeros = 0, negative = 0, nonfinite = 0;
    double low = 0, high = 0;        ///< log10 of the smallest and largest positive entry; 0 when there is none
    std::vector<std::int64_t> bins;  ///< bin k covers low + (high − low)·[k, k + 1)/size; the last one includes `high`
};

/// Two passes over the array. `bins` ≥ 1. Errors: those of reading, Cancelled.
Result<LogHistogram> logHistogram(const Tensor& tensor, std::size_t bins, const JobContext& context);

/// Quantiles (0 ≤ q ≤ 1) of the finite entries as float32, interpolated linearly between order statistics as NumPy
/// does; exact for any size, three passes. nullopt where no entry is finite. Errors: those of reading, Cancelled.
Result<std::vector<std::optional<double>>> quantiles(const Tensor& tensor, std::span<const double> shares,
                                                     const JobContext& context);

}  // namespace fisherlens
