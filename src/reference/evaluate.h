// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/data_file.h"
#include "reference/losses.h"
#include "reference/reference.h"

#include <cstdint>
#include <optional>

namespace fisherlens {

struct Evaluation {
    double loss = 0;  ///< mean over the examples of −log p, nats; of a sequence the sum over its tokens
    std::optional<double> accuracy;  ///< share of right classes or, for token losses, of right predicted tokens
    std::optional<double> mse;       ///< mean of (f−y)² over all outputs; loss mse only
    std::int64_t examples = 0;
};

/// Loss of a model on a data file, in batches of 64 on several threads (single examples where the module does not take
/// batches); the result does not depend on the number of threads. Errors: Incompatible, Unsupported, NonFinite,
/// Cancelled.
Result<Evaluation> evaluateModel(const ReferenceModel& model, const DataFile& data, const LossSettings& settings,
                                 const JobContext& context, unsigned threads = 0);

}  // namespace fisherlens
