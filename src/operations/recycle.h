// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "fisher/accumulator_scan.h"
#include "fisher/recycle.h"
#include "formats/checkpoint.h"
#include "formats/fisher_file.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fisherlens {

struct RecycleRequest {
    OpenOptions open;
    RecycleSettings settings;
    std::string output;                        ///< path of the Fisher file; replaced when it exists
    std::vector<std::int64_t> snapshots = {};  ///< steps of an optimizer log; empty: its last snapshot
};

struct RecycleResult {
    std::string output;
    std::int64_t tensors = 0;
    std::int64_t parameters = 0;  ///< scalars with an estimate
    FisherAttributes attributes;
    std::string batchOrigin;      ///< "given", where B was read, or "" when it is unknown or not applied
    std::string reductionOrigin;  ///< the same of the reduction; "" when it is assumed
    AccumulatorScan scan;
    std::vector<Finding> findings;
};

/// Opens a checkpoint or optimizer log, recycles its accumulator, writes the Fisher file. Errors: Usage (the output is
/// an input, snapshots of a checkpoint), those of openCheckpoint or recycleLog, recycle and writeFisherFile.
Result<RecycleResult> recycleCheckpoint(const RecycleRequest& request, const JobContext& context);

}  // namespace fisherlens
