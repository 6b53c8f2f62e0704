// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "stats/pair_stream.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace fisherlens {

/// One entry at which two diagonals differ much.
struct Outlier {
    std::size_t pair = 0;    ///< index into the pairs
    std::int64_t index = 0;  ///< flat, row-major
    double a = 0, b = 0;     ///< the values, as float32
    double logRatio = 0;     ///< log10(a/b)
};

struct OutlierReport {
    std::vector<Outlier> outliers;      ///< largest |log10(a/b)| first
    std::int64_t compared = 0;          ///< entries positive in both
    std::int64_t onlyA = 0, onlyB = 0;  ///< positive in one and zero in the other: no ratio
};

/// The `count` entries with the largest |log10(a/b)| among those positive and finite in both; of equal ones the smaller
/// (name bytes, flat index). One pass in which a bounded heap is kept, whatever the number of entries; the same for every
/// number of threads. Errors: Usage (more than 1,000,000), those of reading, Cancelled.
Result<OutlierReport> findOutliers(std::span<const TensorPair> pairs, std::size_t count, const JobContext& context);

/// "[3, 17]": the place of a flat row-major index in a shape; "" for a scalar.
[[nodiscard]] std::string indexText(const Shape& shape, std::int64_t index);

}  // namespace fisherlens
