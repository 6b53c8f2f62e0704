// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference/batch_sums.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fisherlens {

/// How the examples of an estimate are worked on.
struct BatchPlan {
    std::unique_ptr<BatchEngine> engine;  ///< null: all parameters by the loop
    std::string reason;                   ///< why there is no engine
    std::vector<std::size_t> loop;        ///< parameters of the loop over single examples
    std::int64_t batch = 1;               ///< examples of one forward pass
    std::int64_t block = 1;               ///< examples that one thread adds up before the total; several batches
    std::int64_t workerBytes = 0;         ///< memory of a thread beside its sums
    std::optional<double> selfCheck;      ///< see self_check.h
};

/// Looks for an engine, checks it, and chooses sizes that keep a thread within its memory. Neither depends on the number
/// of threads. Errors: Unsupported (the model mixes examples), those of reading and of single examples, Cancelled.
/// Findings: `reference-loop` (no engine, or parameters without a rule), `examples-interact` (a batch differs from its
/// examples).
Result<BatchPlan> planBatches(const ReferenceModel& model, const DataFile& data, const EstimateSettings& settings,
                              std::int64_t examples, const JobContext& context);

}  // namespace fisherlens
