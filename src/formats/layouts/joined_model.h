// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/layouts/layout.h"

#include <memory>
#include <string>
#include <vector>

namespace fisherlens {

/// One file of several that make a checkpoint.
struct ModelPart {
    std::string name;  ///< as it is shown: "optimizer.pt"
    std::unique_ptr<ModelFile> file;
};

/// What a folder, or the shards of one model, are put together from.
struct JoinedParts {
    std::string path;                   ///< what the user gave
    std::vector<ModelPart> models;      ///< the parts of one model, in order
    std::vector<ModelPart> optimizers;  ///< files that are looked at for optimizer states only
    std::string layout;
    TrainingRun run;
    MappingHints hints;
};

/// A checkpoint of several files. With one model part, its state dicts are those of the file; several parts are one
/// state dict, "" (error Unsupported where a part holds more than one). Optimizer states of model parts count too.
Result<std::unique_ptr<ModelFile>> joinModel(JoinedParts parts);

}  // namespace fisherlens
