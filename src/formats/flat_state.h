// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "formats/layouts/layout.h"
#include "formats/optimizers.h"

#include <string>

namespace fisherlens {

/// fairseq trains with --fp16 one flat vector that holds all parameters one after the other, so the optimizer's state
/// has one entry with averages as long as the whole model (facts/formats-trainers.md 2). Cuts such a record into the
/// parameters, in the order of the state dict without buffers and tied copies, where these have exactly as many elements
/// together; OptimizerRecord::unusable where they do not. Any other record is left alone. Finding: flat-state-cut.
void cutFlatState(OptimizerRecord& record, const StateDict& model, const std::string& file, const JobContext& context);

}  // namespace fisherlens
