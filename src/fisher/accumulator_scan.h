// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "fisher/recycle.h"
#include "formats/checkpoint.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fisherlens {

/// What the values of one accumulator say.
struct TensorScan {
    std::string name;
    std::int64_t nonfinite = 0, negative = 0, zeros = 0;
    std::int64_t lost = 0;  ///< finite, but infinite or zero after correction and rounding to float32
    std::optional<double> meanGradientShare;
};

struct AccumulatorScan {
    std::vector<TensorScan> tensors;          ///< in the order of Optimizer::mapped
    std::optional<double> meanGradientShare;  ///< of all tensors for which it is defined
};

/// One pass over the accumulators and first moments of a checkpoint that recycle() accepted with these settings.
/// Findings: nonfinite, negative-accumulator, exact-zeros, beyond-float32. Errors: those of reading, Cancelled.
Result<AccumulatorScan> scanAccumulators(const Checkpoint& checkpoint, const RecycleSettings& settings,
                                         const JobContext& context);

}  // namespace fisherlens
