// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference/batch_sums.h"

#include <optional>

namespace fisherlens {

/// A difference above this is not rounding.
inline constexpr double kSelfCheckLimit = 1e-3;

/// Batched against single: up to three examples of `ordered`, spread over it, with data labels. Largest over the
/// parameters of max|F_batch − F_loop| / max F_loop, F the summed squares of those examples. Parameters whose gradient
/// is nothing but rounding (below 1e-5 of the largest gradient) count by their absolute difference. Unset: the engine
/// could not do the batch. Errors: those of the loop, Cancelled.
Result<std::optional<double>> checkEngine(const ReferenceModel& model, const BatchEngine& engine, const DataFile& data,
                                          const EstimateSettings& settings, const OrderedBlock& ordered,
                                          const CancelToken& cancel);

/// For models without an engine: the gradient of the summed loss of the first examples, in one plain batched pass,
/// against the sum of the gradients of the same examples one by one. Unset when the model does not take several
/// examples at once.
Result<std::optional<double>> checkPlainBatch(const ReferenceModel& model, const DataFile& data,
                                              const EstimateSettings& settings, std::int64_t examples);

}  // namespace fisherlens
