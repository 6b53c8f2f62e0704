// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/containers/safetensors.h"
#include "formats/layouts/layout.h"

#include <memory>
#include <string>

namespace fisherlens {

// Safetensors files that are more than a model (facts/formats-trainers.md 6).

/// OLMo's way of writing any dictionary: every name is the urlsafe base64 of a pickled (path, value_is_pickled).
bool isOlmo(const SafetensorsFile& file);
/// Parameters, or an optimizer's state by names. The pickles in names and values are walked, never run. Errors: Damaged,
/// Unsafe, Unsupported, Cancelled.
Result<std::unique_ptr<ModelFile>> openOlmo(const std::string& path, SafetensorsFile file, const JobContext& context);

/// Accumulators alone, named like the parameters: a file named `exp_avg_sq.safetensors` (OTA merging).
bool isAccumulatorFile(const std::string& path);
/// The tensors are also an optimizer state that names its parameters; step, betas and everything else are unknown.
Result<std::unique_ptr<ModelFile>> openAccumulatorFile(const std::string& path, SafetensorsFile file,
                                                       const JobContext& context);

}  // namespace fisherlens
