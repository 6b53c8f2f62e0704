// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/layouts/layout.h"

namespace fisherlens {

// The folder layouts, each in its own file: whether the names say so, and opening.

/// torch.distributed.checkpoint: `.metadata` and `__RANK_N.distcp` (facts/formats-trainers.md 3).
bool isDistributedCheckpoint(const Folder& folder);
Result<std::unique_ptr<ModelFile>> openDistributedCheckpoint(const Folder& folder, const JobContext& context);

/// Distributed checkpoints of model and optimizer in sub-folders: `pytorch_model_fsdp_0` and `optimizer_0` (Accelerate,
/// Hugging Face Trainer), `model_and_optim` (OLMo-core).
bool isDistributedPair(const Folder& folder);
Result<std::unique_ptr<ModelFile>> openDistributedPair(const Folder& folder, const JobContext& context);

/// A DeepSpeed save with ZeRO 1, 2 or 3, or the folder above it (facts/formats-trainers.md 5).
bool isDeepSpeed(const Folder& folder);
Result<std::unique_ptr<ModelFile>> openDeepSpeed(const Folder& folder, const JobContext& context);

/// A folder of Megatron-LM with `iter_0000100` and so on, or one of these with `mp_rank_00` in it; torch_dist saves are
/// torch.distributed.checkpoint (facts/formats-trainers.md 2b).
bool isMegatron(const Folder& folder);
Result<std::unique_ptr<ModelFile>> openMegatron(const Folder& folder, const JobContext& context);

/// What ds_to_universal.py makes of a DeepSpeed save: `zero/NAME/exp_avg_sq.pt`.
bool isUniversal(const Folder& folder);
Result<std::unique_ptr<ModelFile>> openUniversal(const Folder& folder, const JobContext& context);

/// A model with `exp_avg_sq.safetensors` beside it (OTA merging), or OLMo's unsharded `model.safetensors` and
/// `optim.safetensors` (facts/formats-trainers.md 6).
bool isAccumulatorFolder(const Folder& folder);
Result<std::unique_ptr<ModelFile>> openAccumulatorFolder(const Folder& folder, const JobContext& context);

/// Safetensors that torch.distributed.checkpoint cut: `shard-00001-model-00001-of-00002.safetensors` of each rank.
bool isPiecesFolder(const Folder& folder);
Result<std::unique_ptr<ModelFile>> openPiecesFolder(const Folder& folder, const JobContext& context);
/// True for one of these files: the others of its folder belong to it.
bool isPieces(const std::string& path);

/// A .keras file as a folder (`config.json`, `model.weights.h5`), or weights of Keras in shards (`NAME.weights.json`).
bool isKerasFolder(const Folder& folder);
Result<std::unique_ptr<ModelFile>> openKerasFolder(const Folder& folder, const JobContext& context);

/// Files of flax.training.checkpoints: `checkpoint_STEP`, or one named `checkpoint`.
bool isFlaxFolder(const Folder& folder);
Result<std::unique_ptr<ModelFile>> openFlaxFolder(const Folder& folder, const JobContext& context);

/// Any other folder: of the Hugging Face Trainer, Accelerate, PEFT, torchtune, or just with a model and an optimizer in
/// it; single files or shards.
bool isTrainerFolder(const Folder& folder);
/// Unsupported, with what is in the folder instead, when it holds neither.
Result<std::unique_ptr<ModelFile>> openTrainerFolder(const Folder& folder, const JobContext& context);

}  // namespace fisherlens
