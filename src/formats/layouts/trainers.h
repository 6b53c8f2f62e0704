// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/layouts/torch_search.h"
#include "formats/pickle/document.h"
#include "formats/training_run.h"

#include <string>

namespace fisherlens {

/// Which trainer wrote a torch.save file, by its top-level keys: "lightning", "nanogpt", "timm", "torchvision",
/// "fairseq", "mmengine", "mmcv", "composer", "torchtune", "detectron2", "ultralytics"; "" for none of them
/// (facts/formats-trainers.md 2).
[[nodiscard]] std::string recogniseTrainer(const pickle::Document& document);

/// What the settings beside the state say of the run, with their places in the file. `values` are the numbers and
/// short texts that the search found, by path.
[[nodiscard]] TrainingRun runOf(const pickle::Document& document, const std::string& layout,
                                const std::map<std::string, std::string>& values);

}  // namespace fisherlens
