// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "reference/evaluate.h"

#include <string>
#include <vector>

namespace fisherlens {

struct EvaluateRequest {
    std::string model;    ///< TorchScript module
    std::string data;     ///< data file
    std::string weights;  ///< checkpoint whose parameters replace the module's, or ""
    LossSettings loss;
};

struct EvaluateResult {
    Evaluation evaluation;
    std::vector<Finding> findings;
};

/// Loss and accuracy of a model on a data file. Errors: those of openReferenceModel, openDataFile, openCheckpoint and
/// evaluateModel.
Result<EvaluateResult> evaluateFiles(const EvaluateRequest& request, const JobContext& context);

}  // namespace fisherlens
