// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "fisher/ladder.h"

#include <string>
#include <vector>

namespace fisherlens {

struct LadderRequest {
    std::string recycled, empirical;  ///< Fisher files
    std::string exact;                ///< Fisher file of kind exact or sampled; "": the first rung is left out
};

struct LadderResult {
    Ladder ladder;
    double batchSize = 0;  ///< B of the recycled file
    std::vector<Finding> findings;
};

/// Opens the files and splits the difference between them into its causes. Errors: those of openFisherFile and
/// measureLadder.
Result<LadderResult> ladderOfFiles(const LadderRequest& request, const JobContext& context);

}  // namespace fisherlens
