// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/layouts/layout.h"

#include <memory>

namespace fisherlens {

/// A file of flax.serialization: parameters, or a train state with the state of an optax optimizer
/// (facts/formats-trainers.md 7). Errors: those of readMsgpack; Unsupported (no arrays in it; placeholders of Orbax).
Result<std::unique_ptr<ModelFile>> openFlaxFile(const std::shared_ptr<const ByteSource>& file,
                                                const JobContext& context);

}  // namespace fisherlens
