// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/layouts/layout.h"

#include <memory>
#include <string>

namespace fisherlens {

/// True for the name of an index of shards, of one shard, or of a model as Hugging Face's libraries name it: the files
/// beside it belong to it.
[[nodiscard]] bool hasCompany(const std::string& path);

/// Such a file with its other shards and with what the settings beside it say; without the optimizer state beside it.
/// Errors: Missing and Damaged (a shard is not there), those of openModelFile.
Result<std::unique_ptr<ModelFile>> openWithCompany(const std::string& path, const JobContext& context);

/// An opened folder of any layout with what the settings of Hugging Face's libraries beside it say. Error: Unsafe.
Result<std::unique_ptr<ModelFile>> withSurroundings(std::unique_ptr<ModelFile> file, const Folder& folder,
                                                    const JobContext& context);

/// A file that is no part of a folder, with the settings that its trainer keeps beside it (detectron2).
Result<std::unique_ptr<ModelFile>> openAlone(const std::string& path, const JobContext& context);

/// One file by its content, whatever lies beside it.
Result<std::unique_ptr<ModelFile>> openSingleFile(const std::string& path, const JobContext& context);

}  // namespace fisherlens
