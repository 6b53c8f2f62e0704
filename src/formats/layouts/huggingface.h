// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/layouts/folder_table.h"
#include "formats/layouts/layout.h"

#include <string>

namespace fisherlens {

/// What the files beside a model of the Hugging Face Trainer, of Accelerate or of PEFT say.
struct HuggingFaceFolder {
    std::string layout;  ///< "huggingface-trainer", "accelerate", "huggingface-model", "peft-adapter"; "" for none
    TrainingRun run;
    MappingHints hints;
};

/// Reads trainer_state.json, training_args.bin (as records, never executed), config.json, adapter_config.json and the
/// names of the per-process files (facts/formats-trainers.md 1, 2). Files that are missing say nothing. Findings:
/// peft-adapter, scale-uncertain, settings-not-read (a file that is there and cannot be read). Error: Unsafe.
Result<HuggingFaceFolder> readHuggingFace(const Folder& folder, const JobContext& context);

/// The scale of the loss in scaler.pt: the state of a GradScaler.
Result<void> readScaler(const std::string& path, TrainingRun& run, const JobContext& context);
/// trainer_state.json, config.json, training_args.bin, one function each; internal to huggingface*.cpp and tests.
Result<void> readTrainingArguments(const std::string& path, TrainingRun& run, const JobContext& context);
Result<void> readTrainerState(const std::string& path, TrainingRun& run);
Result<void> readModelConfig(const std::string& path, TrainingRun& run, MappingHints& hints);

/// Settings that cannot be read become a finding, unless they ask for code: error Unsafe (and Cancelled).
Result<void> settingsNotRead(const std::string& path, const Error& error, const JobContext& context);

}  // namespace fisherlens
