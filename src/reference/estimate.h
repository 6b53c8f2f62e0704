// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/data_file.h"
#include "reference/losses.h"
#include "reference/reference.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace fisherlens {

struct EstimateSettings {
    LossSettings loss;
    LabelSettings labels;
    std::int64_t examples = 0;  ///< the first so many; 0: all
    unsigned threads = 0;       ///< 0: as many as the machine has; the result does not depend on it
};

/// Sums over the examples of one half (halfOfExample of the seed and the example's number): Σ_n F_n per parameter.
struct HalfSums {
    std::int64_t examples = 0;
    std::vector<std::vector<double>> squares;
};

struct Estimate {
    std::int64_t examples = 0;
    HalfSums halves[2];
    /// Σ_n ∇(−log p(y_n|x_n)), data labels: only for kind empirical (for the others the expectation is 0), else empty.
    std::vector<std::vector<double>> gradient;
    /// Largest over parameters of max|Σ_n g_n − g(batch)| / max|Σ_n g_n|, g(batch) the gradient of the summed loss of
    /// the first examples in one batched pass, Σ_n g_n that of the same examples one by one (data labels). Unset when
    /// the module does not take several examples at once.
    std::optional<double> selfCheck;
    double seconds = 0;  ///< the loop over the examples, without the check
};

/// The Fisher diagonal by the exact loop over single examples: one forward pass and one backward pass per Direction of
/// each example, squares summed in float64. Examples are worked on in blocks of 32 by several threads; a block is
/// summed in order and blocks are added in order, so the result is the same for every number of threads.
/// Errors: Usage (samples, sigma, examples out of range), Incompatible, Unsupported (see losses.h; a module that gives
/// different outputs for the same input), NonFinite, Cancelled. Finding `examples-interact` when the check differs by
/// more than 1e-3.
Result<Estimate> estimate(const ReferenceModel& model, const DataFile& data, const EstimateSettings& settings,
                          const JobContext& context);

}  // namespace fisherlens
