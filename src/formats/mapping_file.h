// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "formats/checkpoint.h"

#include <string>
#include <utility>
#include <vector>

namespace fisherlens {

/// A user's assignment of optimizer states to parameters:
///   {"format": "fisherlens.mapping", "version": 1, "parameters": {"layer.weight": "0", "layer.bias": null},
///    "states": {"0": [4, 3], ...}}
/// `parameters` gives for each parameter the key of its state; null, or leaving it out, says that it has none. `states`
/// only shows what there is to choose from and is not read.
struct HandMapping {
    std::vector<std::pair<std::string, std::string>> parameters;  ///< parameter, state key
};

/// Errors: Missing, Damaged (not such a file), Unsupported (another version, too large).
Result<HandMapping> readMappingFile(const std::string& path);

/// Writes the mapping of an opened checkpoint, as far as it has one, to be completed by hand. Errors: NotWritten,
/// Unsupported (the checkpoint has no optimizer state).
Result<void> writeMappingFile(const Checkpoint& checkpoint, const std::string& path);
/// Writes another mapping of the same states. Errors: the same.
Result<void> writeMappingFile(const Checkpoint& checkpoint, const HandMapping& mapping, const std::string& path);
/// What a checkpoint is mapped to, however that was decided.
[[nodiscard]] HandMapping mappingOf(const Optimizer& optimizer);

}  // namespace fisherlens
