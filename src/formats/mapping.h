// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/checkpoint.h"
#include "formats/layouts/layout.h"
#include "formats/mapping_file.h"
#include "formats/optimizers.h"

#include <optional>
#include <string>

namespace fisherlens {

/// What is known besides the two things that are brought together.
struct MappingContext {
    MappingHints hints;
    std::optional<HandMapping> byHand;  ///< the user's assignment; then nothing else is tried
};

/// Brings optimizer states and parameters together (facts/formats-pytorch.md 6), or says why not in
/// Optimizer::unusable; nothing is guessed.
///  1. The user's mapping file, every shape verified.
///  2. Names that the file records (param_names, or states keyed by name), ignoring distribution prefixes. A subset of
///     the model is fine.
///  3. Else the order of the state dict, or where the file sorts its names the order in which the architecture defines
///     its modules; without buffers, integer tensors and tied copies, when the number of parameters agrees and every
///     state has exactly the shape of its parameter. With several groups the order runs through the groups as they
///     are, or through the usual splits into decayed and not decayed parameters (of the Hugging Face Trainer those of
///     the version that wrote the file, where it is known); if these give different maps that all fit, none is used.
///     Fewer parameters in the optimizer than in the model are taken in the model's order, without those that are
///     frozen, where the shapes leave exactly one way (finding mapping-subset).
///  4. In a file without order and of no known architecture only when all shapes differ.
/// Tied names get the same state. What is left is in Optimizer::unassigned, to be assigned by hand. Findings:
/// foreign-optimizer-state, mapping-ambiguous, mapping-by-rule (equal shapes that only the rule tells apart),
/// parameter-without-state, state-without-parameter, tied-parameters.
Optimizer mapOptimizer(const OptimizerRecord& record, OptimizerReading reading, const StateDict& model,
                       const MappingContext& known, const std::string& file, const JobContext& context);

}  // namespace fisherlens
