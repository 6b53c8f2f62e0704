// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/checkpoint.h"
#include "formats/layouts/layout.h"
#include "formats/optimizers.h"

#include <string>

namespace fisherlens {

/// Brings optimizer states and parameters together (facts/formats-pytorch.md 6), or says why not in
/// Optimizer::unusable; nothing is guessed.
///  1. Names that the file records (param_names, or states keyed by name), ignoring distribution prefixes. A subset of
///     the model is fine.
///  2. Else the order of the state dict without buffers, integer tensors and tied copies, when the number of parameters
///     agrees and every state has exactly the shape of its parameter. With several groups the order runs through the
///     groups as they are, or through the usual splits into decayed and not decayed parameters; if these give
///     different maps that all fit, none is used.
///  3. In a file without order (safetensors) only when all shapes differ.
/// Tied names get the same state. Findings: foreign-optimizer-state, mapping-ambiguous, parameter-without-state,
/// state-without-parameter.
Optimizer mapOptimizer(const OptimizerRecord& record, OptimizerReading reading, const StateDict& model,
                       const std::string& file, const JobContext& context);

}  // namespace fisherlens
