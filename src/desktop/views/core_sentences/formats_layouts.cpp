// SPDX-License-Identifier: GPL-3.0-or-later
// Made by translations/core_sentences.py from the sources of the core; run it again when a sentence there changes.
#include "desktop/views/core_sentences/all.h"

#include <QtGlobal>

namespace fisherlens::desktop::core_sentences {
namespace {

// clang-format off
constexpr const char* kTemplates[] = {
    // src/formats/layouts/accumulator_file.cpp
    QT_TRANSLATE_NOOP("Core", "Ranks are right; give --step, --batch-size and the rest where they are known."),
    QT_TRANSLATE_NOOP("Core", "The file holds averages of squared gradients by the names of the parameters, and "
        "nothing about the run: step, betas and batch size are unknown."),
    // src/formats/layouts/array_model.cpp
    QT_TRANSLATE_NOOP("Core", "A file of plain arrays holds no optimizer state."),
    QT_TRANSLATE_NOOP("Core", "Give a group of the file by --key, or leave it out."),
    QT_TRANSLATE_NOOP("Core", "Give it as the data of reference or evaluate (--data)."),
    QT_TRANSLATE_NOOP("Core", "Give the checkpoint itself."),
    QT_TRANSLATE_NOOP("Core", "It is left out."),
    QT_TRANSLATE_NOOP("Core", "The file has no group \"%1\" with arrays."),
    QT_TRANSLATE_NOOP("Core", "The file holds no floating-point arrays, so no parameters."),
    QT_TRANSLATE_NOOP("Core", "This is a data file (inputs and targets), not a model."),
    QT_TRANSLATE_NOOP("Core", "This is a file of FisherLens, but not a model."),
    // src/formats/layouts/dcp_metadata.cpp
    QT_TRANSLATE_NOOP("Core", "A piece of \"%1\" is described wrongly."),
    QT_TRANSLATE_NOOP("Core", "Save it again without extensions."),
    QT_TRANSLATE_NOOP("Core", "The checkpoint has more or longer names than this program reads."),
    QT_TRANSLATE_NOOP("Core", "The checkpoint is damaged; copy or save it again."),
    QT_TRANSLATE_NOOP("Core", "The checkpoint was written through an extension (such as compression), which is "
        "not read."),
    QT_TRANSLATE_NOOP("Core", "The file .metadata does not describe a distributed checkpoint."),
    QT_TRANSLATE_NOOP("Core", "The file .metadata does not say how \"%1\" is stored."),
    QT_TRANSLATE_NOOP("Core", "The file .metadata does not say where a piece of \"%1\" lies."),
    QT_TRANSLATE_NOOP("Core", "The file .metadata does not say where a value lies."),
    QT_TRANSLATE_NOOP("Core", "The file .metadata has a value without a name."),
    QT_TRANSLATE_NOOP("Core", "The file .metadata names \"%1\" twice."),
    QT_TRANSLATE_NOOP("Core", "The file .metadata names a file outside of its folder: \"%1\"."),
    QT_TRANSLATE_NOOP("Core", "The file holds an object of class %1, which is not used."),
    QT_TRANSLATE_NOOP("Core", "The shape of \"%1\" is impossible."),
    // src/formats/layouts/deepspeed.cpp
    QT_TRANSLATE_NOOP("Core", "It has one model; leave out --key."),
    QT_TRANSLATE_NOOP("Core", "The save has no tensors at \"%1\"."),
    // src/formats/layouts/deepspeed_files.cpp
    QT_TRANSLATE_NOOP("Core", "Copy the whole folder."),
    QT_TRANSLATE_NOOP("Core", "Give the folder of one save itself."),
    QT_TRANSLATE_NOOP("Core", "Tensor- or expert-parallel DeepSpeed state; convert with ds_to_universal.py and "
        "open the universal folder."),
    QT_TRANSLATE_NOOP("Core", "The DeepSpeed save has no mp_rank_00_model_states.pt."),
    QT_TRANSLATE_NOOP("Core", "The file names the folder \"%1\", which is not beside it."),
    QT_TRANSLATE_NOOP("Core", "The folder holds no DeepSpeed save: *_model_states.pt is missing."),
    QT_TRANSLATE_NOOP("Core", "The program lies in deepspeed/checkpoint."),
    // src/formats/layouts/deepspeed_frozen.cpp
    QT_TRANSLATE_NOOP("Core", "Copy or save the checkpoint again."),
    QT_TRANSLATE_NOOP("Core", "Not every rank has the frozen parameter \"%1\"."),
    QT_TRANSLATE_NOOP("Core", "The file does not list the shapes of its frozen parameters."),
    QT_TRANSLATE_NOOP("Core", "The frozen parameter \"%1\" is no tensor that can be read."),
    QT_TRANSLATE_NOOP("Core", "The frozen parameters are described wrongly."),
    QT_TRANSLATE_NOOP("Core", "The shapes of the frozen parameters are described wrongly."),
    QT_TRANSLATE_NOOP("Core", "The slices of the frozen parameter \"%1\" do not fit its shape %2."),
    // src/formats/layouts/deepspeed_partition.cpp
    QT_TRANSLATE_NOOP("Core", "DeepSpeed before 0.6, ZeRO stage 1 with several communication intervals: not "
        "supported yet."),
    QT_TRANSLATE_NOOP("Core", "Load it with DeepSpeed and save it with a current version."),
    QT_TRANSLATE_NOOP("Core", "The file holds no optimizer state of DeepSpeed."),
    QT_TRANSLATE_NOOP("Core", "The file holds no partition of an optimizer state."),
    QT_TRANSLATE_NOOP("Core", "The optimizer state of DeepSpeed has a group without a number."),
    // src/formats/layouts/deepspeed_run.cpp
    QT_TRANSLATE_NOOP("Core", "DeepSpeed's default"),
    QT_TRANSLATE_NOOP("Core", "DeepSpeed's model states: %1"),
    QT_TRANSLATE_NOOP("Core", "DeepSpeed's model states: global_samples ÷ global_steps"),
    // src/formats/layouts/deepspeed_state.cpp
    QT_TRANSLATE_NOOP("Core", "A partition of group %1 has %2 elements, but its parameters take %3."),
    QT_TRANSLATE_NOOP("Core", "Copy the *_optim_states.pt files of all ranks."),
    QT_TRANSLATE_NOOP("Core", "The DeepSpeed save has %1 groups of parameters, but its partitions have %2."),
    QT_TRANSLATE_NOOP("Core", "The file does not list the shapes of its parameters."),
    QT_TRANSLATE_NOOP("Core", "The parameter \"%1\" is listed twice."),
    QT_TRANSLATE_NOOP("Core", "The partitions of group %1 are too short for its parameters."),
    QT_TRANSLATE_NOOP("Core", "The partitions of group %1 have %2 elements, but its parameters only %3."),
    QT_TRANSLATE_NOOP("Core", "The partitions of the DeepSpeed save do not belong together."),
    QT_TRANSLATE_NOOP("Core", "The save has more than 1,000,000 parameters."),
    QT_TRANSLATE_NOOP("Core", "The shapes of the parameters are described wrongly."),
    QT_TRANSLATE_NOOP("Core", "This DeepSpeed save is incomplete: %1 of %2 partitions found."),
    QT_TRANSLATE_NOOP("Core", "This save of DeepSpeed before 0.5 does not say which parameters are in which group."),
    // src/formats/layouts/deepspeed_universal.cpp
    QT_TRANSLATE_NOOP("Core", "Convert the checkpoint again."),
    QT_TRANSLATE_NOOP("Core", "The file holds a tensor of shape %1, but the parameter has shape %2."),
    QT_TRANSLATE_NOOP("Core", "The file holds no tensor."),
    QT_TRANSLATE_NOOP("Core", "The universal checkpoint has no folder zero."),
    QT_TRANSLATE_NOOP("Core", "The universal checkpoint holds no parameters."),
    // src/formats/layouts/distributed.cpp
    QT_TRANSLATE_NOOP("Core", "Copy .metadata too, or use an earlier checkpoint: .metadata is written last."),
    QT_TRANSLATE_NOOP("Core", "Copy the whole folder, with the files of all ranks."),
    QT_TRANSLATE_NOOP("Core", "It is truncated: copy or save it again."),
    QT_TRANSLATE_NOOP("Core", "Leave out --key to see which models it has."),
    QT_TRANSLATE_NOOP("Core", "The checkpoint has no tensors at \"%1\"."),
    QT_TRANSLATE_NOOP("Core", "The distributed checkpoint holds no model and no optimizer state."),
    QT_TRANSLATE_NOOP("Core", "The distributed checkpoint is incomplete: its file \"%1\" is not there."),
    QT_TRANSLATE_NOOP("Core", "The file .metadata is larger than 1 GiB."),
    QT_TRANSLATE_NOOP("Core", "The file ends at byte %1, but the checkpoint has %2 bytes here."),
    QT_TRANSLATE_NOOP("Core", "The tensor cannot be read: its type %1 is not read."),
    QT_TRANSLATE_NOOP("Core", "The value \"%1\" is not stored as expected."),
    QT_TRANSLATE_NOOP("Core", "Unfinished distributed checkpoint: .metadata is missing, so tensor positions are "
        "unknown."),
    // src/formats/layouts/file_pool.cpp
    QT_TRANSLATE_NOOP("Core", "Save the checkpoint again: PyTorch does not compress."),
    QT_TRANSLATE_NOOP("Core", "The checkpoint is damaged; save it again."),
    QT_TRANSLATE_NOOP("Core", "The checkpoint is incomplete; copy or save it again."),
    QT_TRANSLATE_NOOP("Core", "The tensor in the file is %1 %2, but the checkpoint says %3 %4."),
    QT_TRANSLATE_NOOP("Core", "The tensor is stored compressed."),
    QT_TRANSLATE_NOOP("Core", "There is no tensor in its place in the file."),
    // src/formats/layouts/flax_file.cpp
    QT_TRANSLATE_NOOP("Core", "An array cannot be read: %1."),
    QT_TRANSLATE_NOOP("Core", "Give a file of flax.serialization.to_bytes or flax.training.checkpoints."),
    QT_TRANSLATE_NOOP("Core", "Give one of these files."),
    QT_TRANSLATE_NOOP("Core", "Names of nested maps are joined by \"/\": params, ema/params."),
    QT_TRANSLATE_NOOP("Core", "The MessagePack file holds no arrays of Flax."),
    QT_TRANSLATE_NOOP("Core", "The file has no arrays at \"%1\"."),
    QT_TRANSLATE_NOOP("Core", "The folder holds several checkpoints of Flax: %1."),
    // src/formats/layouts/folder.cpp
    QT_TRANSLATE_NOOP("Core", "%1 and %2 more"),
    QT_TRANSLATE_NOOP("Core", "A file that the index names is not here: %1."),
    QT_TRANSLATE_NOOP("Core", "Copy it beside the index."),
    QT_TRANSLATE_NOOP("Core", "Copy the file itself into the folder."),
    QT_TRANSLATE_NOOP("Core", "Copy the missing files beside the others."),
    QT_TRANSLATE_NOOP("Core", "Give a folder with model.safetensors or a file of torch.save in it."),
    QT_TRANSLATE_NOOP("Core", "Give one of these folders."),
    QT_TRANSLATE_NOOP("Core", "Put all files of the model into one folder."),
    QT_TRANSLATE_NOOP("Core", "Save the model again."),
    QT_TRANSLATE_NOOP("Core", "The folder holds checkpoints: %1."),
    QT_TRANSLATE_NOOP("Core", "The folder holds no model and no optimizer state that this program reads."),
    QT_TRANSLATE_NOOP("Core", "The folder holds several models: %1."),
    QT_TRANSLATE_NOOP("Core", "The index does not name the file of every tensor."),
    QT_TRANSLATE_NOOP("Core", "The index has no weight_map."),
    QT_TRANSLATE_NOOP("Core", "The index names a file outside of its folder."),
    QT_TRANSLATE_NOOP("Core", "The model \"%1\" has %2 files, of which %3 are here."),
    QT_TRANSLATE_NOOP("Core", "This is a link to a file that is not there, so the file is not read."),
    // src/formats/layouts/folder_table.cpp
    QT_TRANSLATE_NOOP("Core", "Give the folder of one checkpoint."),
    // src/formats/layouts/huggingface.cpp
    QT_TRANSLATE_NOOP("Core", "%1 files of random states, one per process"),
    QT_TRANSLATE_NOOP("Core", "Estimates and merges concern the adapter's parameters."),
    QT_TRANSLATE_NOOP("Core", "Ranks are not affected; check the scale with a reference Fisher."),
    QT_TRANSLATE_NOOP("Core", "The batch size and other settings that it holds are unknown."),
    QT_TRANSLATE_NOOP("Core", "The file holds no JSON object."),
    QT_TRANSLATE_NOOP("Core", "The settings of the training run in this file cannot be read: %1"),
    QT_TRANSLATE_NOOP("Core", "This is a PEFT adapter (%1 for %2): its tensors are the adapter's, not the model's."),
    QT_TRANSLATE_NOOP("Core", "This is a PEFT adapter (%1): its tensors are the adapter's, not the model's."),
    QT_TRANSLATE_NOOP("Core", "This is a PEFT adapter (unknown type for %1): its tensors are the adapter's, not "
        "the model's."),
    QT_TRANSLATE_NOOP("Core", "This is a PEFT adapter (unknown type): its tensors are the adapter's, not the "
        "model's."),
    QT_TRANSLATE_NOOP("Core", "estimate from trainer_state.json: global_step ÷ epoch × batch, up to one batch "
        "more or less"),
    QT_TRANSLATE_NOOP("Core", "estimate from trainer_state.json: train_samples_per_second × train_runtime ÷ "
        "num_train_epochs"),
    QT_TRANSLATE_NOOP("Core", "one file of random states, thus one process"),
    QT_TRANSLATE_NOOP("Core", "scaler.pt is there, which only fp16 needs"),
    QT_TRANSLATE_NOOP("Core", "trainer_state.json: last loss of log_history"),
    QT_TRANSLATE_NOOP("Core", "transformers %1 scaled the loss wrongly with gradient accumulation for some "
        "models: the values may be off by the square of the accumulation steps."),
    // src/formats/layouts/joined_model.cpp
    QT_TRANSLATE_NOOP("Core", "A part of the model holds %1 state dicts, not one."),
    QT_TRANSLATE_NOOP("Core", "Its files hold one set of tensors; leave out --key."),
    QT_TRANSLATE_NOOP("Core", "The checkpoint has no state dict at \"%1\"."),
    QT_TRANSLATE_NOOP("Core", "There is no model and no optimizer state here."),
    // src/formats/layouts/json_file.cpp
    QT_TRANSLATE_NOOP("Core", "Save the checkpoint again."),
    QT_TRANSLATE_NOOP("Core", "The JSON file has too many values, or is nested too deeply."),
    QT_TRANSLATE_NOOP("Core", "The JSON file is larger than this program reads."),
    QT_TRANSLATE_NOOP("Core", "The file is not valid JSON."),
    // src/formats/layouts/keras_config.cpp
    QT_TRANSLATE_NOOP("Core", "The Keras model has too many layers."),
    QT_TRANSLATE_NOOP("Core", "The configuration of the Keras model is nested too deeply."),
    QT_TRANSLATE_NOOP("Core", "The configuration of the Keras model is not JSON."),
    // src/formats/layouts/keras_file.cpp
    QT_TRANSLATE_NOOP("Core", "A Keras file has no model at \"%1\"."),
    QT_TRANSLATE_NOOP("Core", "It holds one model; leave out --key."),
    QT_TRANSLATE_NOOP("Core", "Load it with Keras and save it again as .keras or .h5."),
    QT_TRANSLATE_NOOP("Core", "The weights in this .keras file are compressed, which Keras does not do."),
    QT_TRANSLATE_NOOP("Core", "The weights in this .keras file are not stored as HDF5."),
    QT_TRANSLATE_NOOP("Core", "configuration of the Keras model: loss"),
    QT_TRANSLATE_NOOP("Core", "configuration of the Keras model: loss.reduction"),
    QT_TRANSLATE_NOOP("Core", "configuration of the Keras optimizer: %1"),
    QT_TRANSLATE_NOOP("Core", "the framework's default: Keras, for a loss that is given by name"),
    // src/formats/layouts/keras_folder.cpp
    QT_TRANSLATE_NOOP("Core", "A part of the weights is no HDF5 file."),
    QT_TRANSLATE_NOOP("Core", "Put all files of the weights into one folder."),
    QT_TRANSLATE_NOOP("Core", "Save the weights again."),
    QT_TRANSLATE_NOOP("Core", "The configuration is larger than this program reads."),
    QT_TRANSLATE_NOOP("Core", "The index names a file outside of its folder, or none."),
    QT_TRANSLATE_NOOP("Core", "The index names more than 100,000 files."),
    // src/formats/layouts/keras_model.cpp
    QT_TRANSLATE_NOOP("Core", "Save the model with its training configuration."),
    QT_TRANSLATE_NOOP("Core", "The Keras model in this file has no weights."),
    QT_TRANSLATE_NOOP("Core", "The file does not say which optimizer its variables are of."),
    QT_TRANSLATE_NOOP("Core", "The file is incomplete; save the model again."),
    QT_TRANSLATE_NOOP("Core", "The optimizer's variable \"%1\" is not in the file."),
    QT_TRANSLATE_NOOP("Core", "The weight \"%1\" is not in the file."),
    // src/formats/layouts/keras_state.cpp
    QT_TRANSLATE_NOOP("Core", "Give the .keras file, whose configuration says it."),
    QT_TRANSLATE_NOOP("Core", "Layers that were frozen or exchanged after compiling do this; save as .h5, which "
        "keeps names."),
    QT_TRANSLATE_NOOP("Core", "Save the model as .h5, which keeps the names."),
    QT_TRANSLATE_NOOP("Core", "The optimizer has %1 variables after its step, which do not fit the %2 trainable "
        "variables of the model in the order of Keras."),
    QT_TRANSLATE_NOOP("Core", "The optimizer's variables cannot be told apart: %1."),
    // src/formats/layouts/keras_weights.cpp
    QT_TRANSLATE_NOOP("Core", "the file is compressed, so that the order of its layers is lost"),
    QT_TRANSLATE_NOOP("Core", "the layer \"%1\" has several parts, and the file does not say in which order"),
    QT_TRANSLATE_NOOP("Core", "the variable \"%1\" belongs to no layer of the configuration"),
    // src/formats/layouts/kohya_run.cpp
    QT_TRANSLATE_NOOP("Core", "metadata of the file: %1"),
    QT_TRANSLATE_NOOP("Core", "metadata of the file: %1, repeats counted"),
    // src/formats/layouts/megatron.cpp
    QT_TRANSLATE_NOOP("Core", "Give the folder of one iteration itself."),
    QT_TRANSLATE_NOOP("Core", "Megatron cut the model into %1 parts (tensor or pipeline parallel), one for every "
        "folder mp_rank_…; re-save as torch_dist."),
    QT_TRANSLATE_NOOP("Core", "Megatron writes it with --ckpt-format torch_dist."),
    QT_TRANSLATE_NOOP("Core", "The file names the iteration \"%1\", whose folder is not beside it."),
    // src/formats/layouts/olmo_safetensors.cpp
    QT_TRANSLATE_NOOP("Core", "A value that should be pickled is a tensor of numbers."),
    QT_TRANSLATE_NOOP("Core", "Leave out --key."),
    QT_TRANSLATE_NOOP("Core", "The file has no state dict at \"%1\"."),
    QT_TRANSLATE_NOOP("Core", "The file is damaged; copy or save it again."),
    QT_TRANSLATE_NOOP("Core", "The name \"%1\" is not one that OLMo writes."),
    // src/formats/layouts/optax_state.cpp
    QT_TRANSLATE_NOOP("Core", "Recycle it only if the run used one of the former."),
    QT_TRANSLATE_NOOP("Core", "The state has the fields count, mu and nu of optax.adam, adamw and lamb; those of "
        "optax.adabelief, adamax and yogi have the same names and other meanings."),
    // src/formats/layouts/orbax_names.cpp
    QT_TRANSLATE_NOOP("Core", "%1 Restore it with Orbax and write the tree nu of the optimizer state with "
        "safetensors.numpy.save_file, named like the parameters, as exp_avg_sq.safetensors."),
    QT_TRANSLATE_NOOP("Core", "It names %1 values, and none of them are squares of gradients (nu)."),
    QT_TRANSLATE_NOOP("Core", "It names %1 values, of which %2 are squares of gradients: %3 and %4 more."),
    QT_TRANSLATE_NOOP("Core", "It names %1 values, of which %2 are squares of gradients: %3."),
    QT_TRANSLATE_NOOP("Core", "Orbax/TensorStore checkpoint; export nu as safetensors (a short Python script can "
        "be offered)."),
    QT_TRANSLATE_NOOP("Core", "Restore it with Orbax and write the tree nu of the optimizer state with "
        "safetensors.numpy.save_file, named like the parameters, as exp_avg_sq.safetensors."),
    QT_TRANSLATE_NOOP("Core", "The file names no values of an Orbax checkpoint."),
    // src/formats/layouts/refused_layouts.cpp
    QT_TRANSLATE_NOOP("Core", "Load the model with Keras, then model.save(\"model.keras\")."),
    QT_TRANSLATE_NOOP("Core", "Megatron's distributed optimizer keeps one flat buffer without parameter names; "
        "re-save as torch_dist with --dist-ckpt-optim-fully-reshardable."),
    QT_TRANSLATE_NOOP("Core", "Save with FULL_STATE_DICT, or with torch.distributed.checkpoint."),
    QT_TRANSLATE_NOOP("Core", "TensorFlow checkpoint; re-save as .keras or .h5."),
    QT_TRANSLATE_NOOP("Core", "The log holds no parameters; give the checkpoint of the run."),
    QT_TRANSLATE_NOOP("Core", "The shards of single ranks do not say which parameters they hold."),
    QT_TRANSLATE_NOOP("Core", "The weights in model_optim_rng.pt can be opened as a file."),
    QT_TRANSLATE_NOOP("Core", "This file holds one rank's shard of an FSDP run."),
    QT_TRANSLATE_NOOP("Core", "W&B's offline log is not readable here; use files/config.yaml and "
        "wandb-summary.json or export CSV."),
    // src/formats/layouts/safetensors_model.cpp
    QT_TRANSLATE_NOOP("Core", "A safetensors file has no state dict at \"%1\"."),
    QT_TRANSLATE_NOOP("Core", "A safetensors file holds no optimizer state."),
    QT_TRANSLATE_NOOP("Core", "Consolidate the shards with torch.distributed.checkpoint's HuggingFace storage "
        "writer, and open the result."),
    QT_TRANSLATE_NOOP("Core", "It holds one set of tensors; leave out --key."),
    QT_TRANSLATE_NOOP("Core", "The file holds no tensors."),
    QT_TRANSLATE_NOOP("Core", "The file holds one rank's pieces of a model that torch.distributed.checkpoint cut "
        "into safetensors."),
    // src/formats/layouts/safetensors_pieces.cpp
    QT_TRANSLATE_NOOP("Core", "A piece of this tensor does not fit the others."),
    QT_TRANSLATE_NOOP("Core", "Check the shapes if files may be missing."),
    QT_TRANSLATE_NOOP("Core", "Copy the files of all ranks into one folder."),
    QT_TRANSLATE_NOOP("Core", "The file does not say where the pieces of tensors in it belong."),
    QT_TRANSLATE_NOOP("Core", "The model was divided into %1 files, of which %2 are here."),
    QT_TRANSLATE_NOOP("Core", "The pieces of rank %1 are not here."),
    QT_TRANSLATE_NOOP("Core", "The tensors were put together from the pieces of %1 ranks; the files do not say "
        "how many there were."),
    // src/formats/layouts/sniff.cpp
    QT_TRANSLATE_NOOP("Core", "It was probably not written to the end; save it again."),
    QT_TRANSLATE_NOOP("Core", "Load it with PyTorch and save it again with a current torch.save, or as "
        "safetensors."),
    QT_TRANSLATE_NOOP("Core", "The file is empty."),
    QT_TRANSLATE_NOOP("Core", "This file is compressed with Zstandard."),
    QT_TRANSLATE_NOOP("Core", "This file is compressed with gzip."),
    QT_TRANSLATE_NOOP("Core", "This is a GGUF file, which is not read."),
    QT_TRANSLATE_NOOP("Core", "This is a bare Python pickle without tensor storages, which is not read."),
    QT_TRANSLATE_NOOP("Core", "This is a container of the PyTorch 1.0 preview, which is not read."),
    QT_TRANSLATE_NOOP("Core", "This is a single NumPy array, which is not read as a checkpoint."),
    QT_TRANSLATE_NOOP("Core", "This is a tar archive (PyTorch before 0.1.10 wrote such), which is not read."),
    QT_TRANSLATE_NOOP("Core", "This is neither a PyTorch checkpoint nor a safetensors file."),
    // src/formats/layouts/torch_file.cpp
    QT_TRANSLATE_NOOP("Core", "It has state dicts at: %1."),
    QT_TRANSLATE_NOOP("Core", "Prefer to save model.state_dict(): what the class does to its parameters is not "
        "known here."),
    QT_TRANSLATE_NOOP("Core", "Save model.state_dict() and optimizer.state_dict() with torch.save."),
    QT_TRANSLATE_NOOP("Core", "Save the model before it is frozen."),
    QT_TRANSLATE_NOOP("Core", "The TorchScript model has no parameters; torch.jit.freeze makes them constants of "
        "its code."),
    QT_TRANSLATE_NOOP("Core", "The file has no tensors at \"%1\"."),
    QT_TRANSLATE_NOOP("Core", "The file has too many values to search for models in it."),
    QT_TRANSLATE_NOOP("Core", "The file holds no named tensors: no state dict and no optimizer state was found."),
    QT_TRANSLATE_NOOP("Core", "The value \"%1\" is a whole pickled model of class %2; its parameters are read as "
        "records, none of its code runs."),
    QT_TRANSLATE_NOOP("Core", "The value \"%1\" is a whole pickled model of class an unknown class; its "
        "parameters are read as records, none of its code runs."),
    // src/formats/layouts/torch_model.cpp
    QT_TRANSLATE_NOOP("Core", "A tensor name in this file is too long."),
    QT_TRANSLATE_NOOP("Core", "The file has more than 300,000 tensors."),
    QT_TRANSLATE_NOOP("Core", "The model in this file is nested too deeply."),
    QT_TRANSLATE_NOOP("Core", "The names of the tensors in this file are too long."),
    QT_TRANSLATE_NOOP("Core", "The tensor cannot be read: %1."),
    // src/formats/layouts/torch_optimizer.cpp
    QT_TRANSLATE_NOOP("Core", "The optimizer state in this file has more than 4 million values."),
    QT_TRANSLATE_NOOP("Core", "The optimizer state lists a parameter that is neither a number nor a name."),
    // src/formats/layouts/trainers.cpp
    QT_TRANSLATE_NOOP("Core", "args.distributed is false"),
    QT_TRANSLATE_NOOP("Core", "config.batch_size × config.gradient_accumulation_steps, which in nanoGPT counts "
        "all processes"),
    QT_TRANSLATE_NOOP("Core", "config.yaml: %1, of all processes"),
    QT_TRANSLATE_NOOP("Core", "fairseq divides the summed loss by its sample size"),
    QT_TRANSLATE_NOOP("Core", "loops.fit_loop: as many optimizer steps as batches"),
    QT_TRANSLATE_NOOP("Core", "loops.fit_loop: batches ÷ optimizer steps"),
    QT_TRANSLATE_NOOP("Core", "torchvision's reference scripts do not accumulate"),
    QT_TRANSLATE_NOOP("Core", "ultralytics multiplies the mean loss by the batch size"),
    // src/formats/layouts/training_arguments.cpp
    QT_TRANSLATE_NOOP("Core", "it holds no settings of a training run."),
    QT_TRANSLATE_NOOP("Core", "training_args.bin: neither fp16 nor bf16"),
    QT_TRANSLATE_NOOP("Core", "training_args.bin: per_device_train_batch_size, split over %1 processes"),
    QT_TRANSLATE_NOOP("Core", "training_args.bin: per_gpu_train_batch_size, split over %1 processes"),
    // src/formats/layouts/yaml_file.cpp
    QT_TRANSLATE_NOOP("Core", "The settings file is larger than this program reads."),
};
// clang-format on

}  // namespace

Templates ofFormatsLayouts()
{
    return kTemplates;
}

}  // namespace fisherlens::desktop::core_sentences
