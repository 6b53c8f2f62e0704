// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "reference/reference.h"

#include <memory>
#include <string>

namespace fisherlens {

/// A TorchScript module, with the parameters of the checkpoint `weights` unless that is "". Errors: those of
/// openReferenceModel, openCheckpoint and replaceWeights.
Result<std::unique_ptr<ReferenceModel>> loadModel(const std::string& module, const std::string& weights,
                                                  const JobContext& context);

}  // namespace fisherlens
