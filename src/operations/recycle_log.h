// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operations/recycle.h"

namespace fisherlens {

/// recycleCheckpoint for an optimizer log: the snapshots of the request, or the last one. Of several snapshots the mean
/// is written, with standard_error = standard deviation between them / √K (finding snapshots-correlated: they share the
/// memory of one moving average). The log's own batch size and reduction are used where the request has none (finding
/// batch-size-recorded). Errors: those of openOptimizerLog, checkpointOfSnapshot, recycle and writeFisherFile,
/// Incompatible (the snapshots hold different tensors).
Result<RecycleResult> recycleLog(const RecycleRequest& request, const JobContext& context);

/// The recycled Fisher of one snapshot, or the mean of several. `settings` as completed with what the log records.
struct RecycledLog {
    FisherFile file;
    RecycleSettings settings;
    Checkpoint last;  ///< the latest of the snapshots
};
Result<RecycledLog> recycleSnapshots(const std::string& path, std::vector<std::int64_t> steps, RecycleSettings settings,
                                     const JobContext& context);

}  // namespace fisherlens
