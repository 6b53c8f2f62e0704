// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/layouts/torch_search.h"
#include "formats/pickle/document.h"
#include "formats/training_run.h"

#include <map>
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

/// Settings under the names that training scripts use ("batch_size", "max_grad_norm"), wherever they lie among the
/// values; `origin` stands before the name of each.
void addUsualSettings(const std::map<std::string, std::string>& values, const std::string& origin, TrainingRun& run);

/// The rest of a checkpoint that Lightning saved sharded: `meta.pt` beside the pieces. False when it is something else.
/// Errors: those of TorchArchive.
Result<bool> readLightningMeta(const std::string& path, TrainingRun& run, const JobContext& context);

/// What detectron2's config.yaml in the folder of its checkpoints says; nothing when there is none.
void addDetectron2(const std::string& folder, TrainingRun& run);

}  // namespace fisherlens
