// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/containers/torch_container.h"
#include "formats/layouts/layout.h"
#include "formats/layouts/torch_search.h"
#include "formats/optimizers.h"

namespace fisherlens {

// What lies in a file of torch.save or torch.jit.save, in either format, once it is known where.

/// All tensors below `root` (a dictionary, a pickled module, an object of TorchScript), names joined by dots; a
/// dictionary's own tensors come before those of its children. Finding: tensor-not-readable. Errors: Unsupported (too
/// deep, too many; a FlatParameter of FSDP), Damaged, Cancelled.
Result<void> collectTensors(TorchContainer& archive, const pickle::Document& document, pickle::NodeId root,
                            StateDict& dict, const JobContext& context);

/// The optimizer's state_dict() at a place. Errors: Unsupported (more than 4 million values), Damaged, Cancelled.
Result<OptimizerRecord> readTorchOptimizer(TorchContainer& archive, const pickle::Document& document,
                                           const Place& place, const JobContext& context);

}  // namespace fisherlens
