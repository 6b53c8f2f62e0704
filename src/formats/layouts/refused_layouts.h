// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/layouts/layout.h"

#include <string>

namespace fisherlens {

/// Layouts that are recognised by the names of their files and not read (facts/formats-trainers.md 10): TensorFlow,
/// Orbax, W&B's offline log, Megatron's distributed optimizer, shards of single FSDP ranks.
bool isRefusedFolder(const Folder& folder);
/// Unsupported, with the sentence that says what to do.
Result<std::unique_ptr<ModelFile>> openRefusedFolder(const Folder& folder, const JobContext& context);

/// The same for a file that is given alone; no error when its name is none of these.
Result<void> checkRefusedFile(const std::string& path);

/// Why a file that holds one rank's shards is not read.
Failure refusedRankShard(const std::string& path);

/// Why a checkpoint of Orbax is not read. The hint says what the `_METADATA` in the folder, or in a folder directly
/// below, names: how many arrays, and which of them are the squares.
Failure refusedOrbax(const std::string& folder);

}  // namespace fisherlens
