// SPDX-License-Identifier: GPL-3.0-or-later
// Made by translations/core_sentences.py from the sources of the core; run it again when a sentence there changes.
#include "desktop/views/core_sentences/all.h"

#include <QtGlobal>

namespace fisherlens::desktop::core_sentences {
namespace {

// clang-format off
constexpr const char* kTemplates[] = {
    // src/formats/accumulators.cpp
    QT_TRANSLATE_NOOP("Core", "The codes of the quantised squares do not belong to a parameter of shape %1."),
    QT_TRANSLATE_NOOP("Core", "The factors of the squares have shapes %1 and %2, which belong to no common "
        "parameter."),
    QT_TRANSLATE_NOOP("Core", "The mean squares have shape %1, which does not divide a parameter of shape %2."),
    QT_TRANSLATE_NOOP("Core", "The quantised squares have %1 codes and %2 scales, which fit no size of blocks."),
    QT_TRANSLATE_NOOP("Core", "The state is damaged, or of another optimizer."),
    // src/formats/checkpoint.cpp
    QT_TRANSLATE_NOOP("Core", "Choose one with --key."),
    QT_TRANSLATE_NOOP("Core", "Give a file with optimizer.state_dict() by --optimizer."),
    QT_TRANSLATE_NOOP("Core", "Give a file with the model's state_dict() by --model."),
    QT_TRANSLATE_NOOP("Core", "None is used."),
    QT_TRANSLATE_NOOP("Core", "Save the one that is meant into a file of its own and give it by --optimizer."),
    QT_TRANSLATE_NOOP("Core", "The file holds no optimizer state."),
    QT_TRANSLATE_NOOP("Core", "The file holds no parameters."),
    QT_TRANSLATE_NOOP("Core", "The file holds several optimizer states (%1), of which %2 fit the model."),
    QT_TRANSLATE_NOOP("Core", "The file holds several optimizer states (%1), of which none fits the model."),
    QT_TRANSLATE_NOOP("Core", "The file holds several state dicts: %1."),
    // src/formats/data_file.cpp
    QT_TRANSLATE_NOOP("Core", "A data file holds inputs (or inputs/0, inputs/1, ...) and targets; their first "
        "dimension counts the examples."),
    QT_TRANSLATE_NOOP("Core", "Complex values are not read as data."),
    QT_TRANSLATE_NOOP("Core", "The data file holds no array %1."),
    QT_TRANSLATE_NOOP("Core", "The data file holds no array inputs/%1."),
    QT_TRANSLATE_NOOP("Core", "The data file holds no examples."),
    QT_TRANSLATE_NOOP("Core", "The inputs are not numbered inputs/0, inputs/1, ... without a gap."),
    QT_TRANSLATE_NOOP("Core", "This array has %1 examples, but %2 has %3."),
    QT_TRANSLATE_NOOP("Core", "This array is a single number and has no examples."),
    QT_TRANSLATE_NOOP("Core", "This is no data file: it is neither HDF5 nor NPZ nor safetensors."),
    // src/formats/event_file.cpp
    QT_TRANSLATE_NOOP("Core", "A record of the event file is damaged (it is cut off); what follows it is left out."),
    QT_TRANSLATE_NOOP("Core", "A record of the event file is damaged (it is larger than 256 MiB); what follows it "
        "is left out."),
    QT_TRANSLATE_NOOP("Core", "A record of the event file is damaged (it is no event); what follows it is left "
        "out."),
    QT_TRANSLATE_NOOP("Core", "A record of the event file is damaged (its bytes do not match their checksum); "
        "what follows it is left out."),
    QT_TRANSLATE_NOOP("Core", "A record of the event file is damaged (its length does not match its checksum); "
        "what follows it is left out."),
    QT_TRANSLATE_NOOP("Core", "The file does not begin with a record of an event file."),
    // src/formats/fisher_attributes.cpp
    QT_TRANSLATE_NOOP("Core", "The Fisher file has version %1; this program reads version 1."),
    QT_TRANSLATE_NOOP("Core", "The attribute %1 of this Fisher file has a value that means nothing."),
    QT_TRANSLATE_NOOP("Core", "The attribute %1.examples of this Fisher file has a value that means nothing."),
    QT_TRANSLATE_NOOP("Core", "The version or the provenance of this Fisher file means nothing."),
    QT_TRANSLATE_NOOP("Core", "This is not a Fisher file: its format is another one."),
    QT_TRANSLATE_NOOP("Core", "Use a newer FisherLens."),
    QT_TRANSLATE_NOOP("Core", "Write the file again."),
    // src/formats/fisher_file.cpp
    QT_TRANSLATE_NOOP("Core", "A checkpoint is turned into a Fisher file by fisherlens-cli recycle."),
    QT_TRANSLATE_NOOP("Core", "A tensor of this Fisher file does not hold floating numbers."),
    QT_TRANSLATE_NOOP("Core", "Give the Fisher file or the optimizer's accumulators."),
    QT_TRANSLATE_NOOP("Core", "Make one with fisherlens-cli recycle or reference."),
    QT_TRANSLATE_NOOP("Core", "The file holds no Fisher diagonal."),
    QT_TRANSLATE_NOOP("Core", "The part %1 holds a tensor that does not fit the diagonal."),
    QT_TRANSLATE_NOOP("Core", "This is a model that FisherLens wrote, not a Fisher file."),
    QT_TRANSLATE_NOOP("Core", "This is no Fisher file: it is neither HDF5 nor safetensors."),
    QT_TRANSLATE_NOOP("Core", "This tensor does not hold floating numbers and is not part of the diagonal."),
    // src/formats/flat_state.cpp
    QT_TRANSLATE_NOOP("Core", "Compare the diagonal with a reference before decisions rest on it."),
    QT_TRANSLATE_NOOP("Core", "Only the sum of the sizes could be verified."),
    QT_TRANSLATE_NOOP("Core", "Save again with --memory-efficient-fp16, which keeps the state of each parameter, "
        "or without --fp16."),
    QT_TRANSLATE_NOOP("Core", "The optimizer's state is one flat vector of %1 elements, and no likely set of the "
        "model's parameters has as many."),
    QT_TRANSLATE_NOOP("Core", "The optimizer's state is one flat vector of %1 elements; it was cut in the order "
        "of the model's state dict."),
    // src/formats/hdf5_writer.cpp
    QT_TRANSLATE_NOOP("Core", "HDF5 cannot hold an empty name or one with a zero byte; write .safetensors."),
    QT_TRANSLATE_NOOP("Core", "HDF5 cannot hold more than 32 dimensions; write .safetensors."),
    QT_TRANSLATE_NOOP("Core", "The HDF5 library could not write the file; the disk may be full."),
    // src/formats/mapping.cpp
    QT_TRANSLATE_NOOP("Core", "Correct the mapping file."),
    QT_TRANSLATE_NOOP("Core", "Fill in \"parameters\"."),
    QT_TRANSLATE_NOOP("Core", "Give the file with the parameters by --model."),
    QT_TRANSLATE_NOOP("Core", "Give the model that the optimizer trained."),
    QT_TRANSLATE_NOOP("Core", "No order is guessed; the state is not used."),
    QT_TRANSLATE_NOOP("Core", "None of the %1 parameters that the optimizer names is in the model."),
    QT_TRANSLATE_NOOP("Core", "Record names with optimizer = AdamW(model.named_parameters()), or assign the "
        "states by hand (info --write-mapping, then --mapping)."),
    QT_TRANSLATE_NOOP("Core", "Save the model with torch.save, or put its config.json beside it."),
    QT_TRANSLATE_NOOP("Core", "The file holds only the state of an optimizer and no parameters."),
    QT_TRANSLATE_NOOP("Core", "The mapping file assigns no state to any parameter."),
    QT_TRANSLATE_NOOP("Core", "The mapping file gives \"%1\" of shape %2 the state \"%3\" of shape %4."),
    QT_TRANSLATE_NOOP("Core", "The mapping file gives \"%1\" the state \"%2\", which the optimizer lacks."),
    QT_TRANSLATE_NOOP("Core", "The mapping file names \"%1\", which is no parameter of the model."),
    QT_TRANSLATE_NOOP("Core", "The mapping file uses the state \"%1\" twice, or gives \"%2\" two."),
    QT_TRANSLATE_NOOP("Core", "The model has no parameter of shape %1 for the optimizer state %2."),
    QT_TRANSLATE_NOOP("Core", "The model has no parameter of this name."),
    QT_TRANSLATE_NOOP("Core", "The optimizer has %1 parameters and no names for them, but the model has %2 that "
        "can be read; they cannot be brought together."),
    QT_TRANSLATE_NOOP("Core", "The optimizer has %1 parameters and no names for them, but the model has %2; they "
        "cannot be brought together."),
    QT_TRANSLATE_NOOP("Core", "The optimizer has no names for its parameters, and its states fit the model's "
        "parameters in more than one order."),
    QT_TRANSLATE_NOOP("Core", "The optimizer has no state for this parameter."),
    QT_TRANSLATE_NOOP("Core", "The optimizer names no parameters, the model's file keeps no order and is of no "
        "architecture that this program knows, and several parameters have the same shape; states and parameters "
        "cannot be brought together."),
    QT_TRANSLATE_NOOP("Core", "The optimizer state %1 has shape %2, but the parameter \"%3\" in its place has "
        "shape %4."),
    QT_TRANSLATE_NOOP("Core", "The optimizer state and its parameter groups contradict each other."),
    QT_TRANSLATE_NOOP("Core", "The optimizer state belongs to another model, or to a part of this one; it is not "
        "used."),
    QT_TRANSLATE_NOOP("Core", "The optimizer state cannot be used."),
    QT_TRANSLATE_NOOP("Core", "The optimizer state names the parameter \"%1\" twice."),
    QT_TRANSLATE_NOOP("Core", "The optimizer state of \"%1\" has shape %2, but the parameter has shape %3."),
    QT_TRANSLATE_NOOP("Core", "assigned by hand"),
    QT_TRANSLATE_NOOP("Core", "no two parameters have the same shape"),
    QT_TRANSLATE_NOOP("Core", "order of the trainable variables"),
    // src/formats/mapping_candidates.cpp
    QT_TRANSLATE_NOOP("Core", "%1, groups one after the other"),
    QT_TRANSLATE_NOOP("Core", "biases first"),
    QT_TRANSLATE_NOOP("Core", "groups of the Hugging Face Trainer 4.4 to 4.49"),
    QT_TRANSLATE_NOOP("Core", "groups of the Hugging Face Trainer 4.4 to 4.49, norms that it does not know"),
    QT_TRANSLATE_NOOP("Core", "groups of the Hugging Face Trainer 4.50 to 4.52"),
    QT_TRANSLATE_NOOP("Core", "groups of the Hugging Face Trainer before 4.4"),
    QT_TRANSLATE_NOOP("Core", "groups of the Hugging Face Trainer from 4.53 on"),
    QT_TRANSLATE_NOOP("Core", "matrices first, then vectors (nanoGPT)"),
    QT_TRANSLATE_NOOP("Core", "matrices first, then vectors and biases"),
    QT_TRANSLATE_NOOP("Core", "order of the modules of %1"),
    QT_TRANSLATE_NOOP("Core", "order of the state dict"),
    QT_TRANSLATE_NOOP("Core", "vectors and biases first, then matrices (timm)"),
    QT_TRANSLATE_NOOP("Core", "vectors first, then matrices (timm)"),
    // src/formats/mapping_file.cpp
    QT_TRANSLATE_NOOP("Core", "Leave one of the two."),
    QT_TRANSLATE_NOOP("Core", "The checkpoint has no optimizer state to be assigned."),
    QT_TRANSLATE_NOOP("Core", "The mapping file has another version than 1."),
    QT_TRANSLATE_NOOP("Core", "The mapping file has no object \"parameters\"."),
    QT_TRANSLATE_NOOP("Core", "The mapping file names \"%1\" twice."),
    QT_TRANSLATE_NOOP("Core", "The state of a parameter is neither a text, nor a number, nor null."),
    QT_TRANSLATE_NOOP("Core", "This is not a mapping file: \"format\" is not \"fisherlens.mapping\"."),
    QT_TRANSLATE_NOOP("Core", "Write one with info --write-mapping and fill it in."),
    // src/formats/mapping_report.cpp
    QT_TRANSLATE_NOOP("Core", "%1 of %2 parameters have no optimizer state (frozen, unused or never given a "
        "gradient)."),
    QT_TRANSLATE_NOOP("Core", "%1 optimizer states name parameters that the model does not have."),
    QT_TRANSLATE_NOOP("Core", "%1 parameters have several names; these share one state, the average of squares of "
        "the sum of their gradients."),
    QT_TRANSLATE_NOOP("Core", "By rule (%1) the shapes agree for %2 of %3; %4 of them share their shape with "
        "another, which only the rule tells apart."),
    QT_TRANSLATE_NOOP("Core", "Check the mapping where the training script built its parameter groups in another "
        "way."),
    QT_TRANSLATE_NOOP("Core", "Check the mapping; an optimizer of another model could fit by chance."),
    QT_TRANSLATE_NOOP("Core", "Nothing can be recycled for them."),
    QT_TRANSLATE_NOOP("Core", "The file names no parameters."),
    QT_TRANSLATE_NOOP("Core", "The optimizer has %1 parameters and no names for them, the model has %2: in one "
        "order (%3) the shapes fit in exactly one way, and the other %4 are taken as frozen."),
    QT_TRANSLATE_NOOP("Core", "They are left out."),
    QT_TRANSLATE_NOOP("Core", "config.json ties the output layer to the embeddings: the squares of this parameter "
        "are those of the sum of both gradients."),
    // src/formats/optimizer_findings.cpp
    QT_TRANSLATE_NOOP("Core", "%1 was run with weight decay: the accumulated squares are those of gradient plus "
        "decay times parameter."),
    QT_TRANSLATE_NOOP("Core", "Estimates of small gradients are too large; prefer AdamW for runs that are to be "
        "recycled."),
    QT_TRANSLATE_NOOP("Core", "Exact zeros say nothing here; save the optimizer state as float32."),
    QT_TRANSLATE_NOOP("Core", "If it was Adam, the accumulated squares contain the weight decay."),
    QT_TRANSLATE_NOOP("Core", "Keep the optimizer state as float32 in runs that are to be recycled."),
    QT_TRANSLATE_NOOP("Core", "Ranks of small values are coarse."),
    QT_TRANSLATE_NOOP("Core", "The file does not tell Adam from AdamW."),
    QT_TRANSLATE_NOOP("Core", "The optimizer is AMSGrad: the average exp_avg_sq is used, its maximum "
        "max_exp_avg_sq is not."),
    QT_TRANSLATE_NOOP("Core", "The optimizer keeps row and column averages of the squares; their product, of rank "
        "one, stands for the matrix."),
    QT_TRANSLATE_NOOP("Core", "The squares are block-quantised to 8 or 4 bits and shown after dequantisation: "
        "small values are rounded, and those far below the largest of their block are zero."),
    QT_TRANSLATE_NOOP("Core", "The squares of %1 parameters are stored as bfloat16: changes below 0.4 % are "
        "rounded away, so the average may have stalled."),
    QT_TRANSLATE_NOOP("Core", "The squares of %1 parameters are stored as float16: everything below 6e-8 is "
        "exactly zero."),
    QT_TRANSLATE_NOOP("Core", "Trust sums over rows and columns, not single entries."),
    // src/formats/optimizer_log.cpp
    QT_TRANSLATE_NOOP("Core", "Log fewer rows: a larger `every` of the hook."),
    QT_TRANSLATE_NOOP("Core", "Run fisherlens-cli verify on the log."),
    QT_TRANSLATE_NOOP("Core", "Segment %1 of %2 is missing or cannot be read; the log is shown up to there."),
    QT_TRANSLATE_NOOP("Core", "The log has more rows than fit 1 GiB of memory."),
    QT_TRANSLATE_NOOP("Core", "The run was continued from step %1 after it had reached step %2; what it did again "
        "replaces what was there."),
    // src/formats/optimizer_log_meta.cpp
    QT_TRANSLATE_NOOP("Core", "Restore meta.json; the segments carry its hash."),
    QT_TRANSLATE_NOOP("Core", "The description of the log is no JSON object."),
    QT_TRANSLATE_NOOP("Core", "The file is larger than 64 MiB, which no log needs."),
    QT_TRANSLATE_NOOP("Core", "The log is of a newer version; this program reads version 1."),
    QT_TRANSLATE_NOOP("Core", "This is not an optimizer log: its format is another one."),
    // src/formats/optimizer_log_segment.cpp
    QT_TRANSLATE_NOOP("Core", "Copy the log again from where it is whole."),
    QT_TRANSLATE_NOOP("Core", "The segment has %1 steps, but this column has the shape %2."),
    QT_TRANSLATE_NOOP("Core", "The segment is no HDF5 file: it is damaged or cut off."),
    QT_TRANSLATE_NOOP("Core", "The steps of the segment are no list of numbers."),
    QT_TRANSLATE_NOOP("Core", "The steps of the segment do not increase."),
    QT_TRANSLATE_NOOP("Core", "The summary has the shape %1 instead of %2."),
    // src/formats/optimizer_log_snapshot.cpp
    QT_TRANSLATE_NOOP("Core", "Check that it averages the squares of plain gradients, as Adam does."),
    QT_TRANSLATE_NOOP("Core", "Choose one of these with --snapshot."),
    QT_TRANSLATE_NOOP("Core", "Set snapshot_every of the hook."),
    QT_TRANSLATE_NOOP("Core", "The log holds no snapshot at step %1; it has %2."),
    QT_TRANSLATE_NOOP("Core", "The log holds no snapshot of the accumulator, so there is nothing to recycle."),
    QT_TRANSLATE_NOOP("Core", "The optimizer's class \"%1\" is none that this program knows; its squares are "
        "taken as an average of squared gradients."),
    QT_TRANSLATE_NOOP("Core", "The optimizer's class \"%1\" is none that this program knows; its squares are "
        "taken as those of %2."),
    QT_TRANSLATE_NOOP("Core", "The snapshot does not hold floating numbers."),
    QT_TRANSLATE_NOOP("Core", "unknown optimizer"),
    // src/formats/optimizer_state.cpp
    QT_TRANSLATE_NOOP("Core", "Muon keeps no squared gradients for this parameter."),
    QT_TRANSLATE_NOOP("Core", "The first moment, which has the parameter's size, is missing beside the mean "
        "square."),
    QT_TRANSLATE_NOOP("Core", "The optimizer keeps no squared gradients for this parameter."),
    QT_TRANSLATE_NOOP("Core", "The optimizer keeps one squared norm for this parameter, not one square per entry."),
    QT_TRANSLATE_NOOP("Core", "The squares are a tensor of the class %1, which is not read."),
    QT_TRANSLATE_NOOP("Core", "The squares are quantised, and their map or their scales are missing."),
    QT_TRANSLATE_NOOP("Core", "The squares of this parameter are not stored as a plain floating-point tensor."),
    // src/formats/optimizer_table.cpp
    QT_TRANSLATE_NOOP("Core", "ASGD keeps no squared gradients."),
    QT_TRANSLATE_NOOP("Core", "AdaBelief keeps the variance of the gradients, not their squares."),
    QT_TRANSLATE_NOOP("Core", "AdaHessian keeps squares of a Hessian estimate, not of gradients."),
    QT_TRANSLATE_NOOP("Core", "Adagrad sums over the whole run: the estimate is the mean over all steps, also "
        "over the first ones, when the parameters were others."),
    QT_TRANSLATE_NOOP("Core", "Adam-mini keeps one mean square per block (a head, a row or a whole tensor): "
        "within a block all values are equal."),
    QT_TRANSLATE_NOOP("Core", "Adamax keeps a decaying maximum of the gradients: its square is an envelope, not "
        "an average of squares."),
    QT_TRANSLATE_NOOP("Core", "Adan accumulates squares of gradients corrected by their differences, not of "
        "gradients."),
    QT_TRANSLATE_NOOP("Core", "Compute a reference Fisher instead."),
    QT_TRANSLATE_NOOP("Core", "GaLore keeps squares of projected gradients, which are not those of the parameters."),
    QT_TRANSLATE_NOOP("Core", "LAMB clips the gradient by its global norm before it is squared: the scale is that "
        "of clipped gradients."),
    QT_TRANSLATE_NOOP("Core", "LBFGS keeps differences of gradients, not their squares."),
    QT_TRANSLATE_NOOP("Core", "Lion keeps no squared gradients."),
    QT_TRANSLATE_NOOP("Core", "MADGRAD weighs each square by learning rate and step: later gradients count more."),
    QT_TRANSLATE_NOOP("Core", "MARS accumulates squares of corrected gradients, not of gradients."),
    QT_TRANSLATE_NOOP("Core", "Muon keeps no squared gradients for its matrices; only the parameters that Adam "
        "updates are recycled."),
    QT_TRANSLATE_NOOP("Core", "Muon keeps no squared gradients."),
    QT_TRANSLATE_NOOP("Core", "Muon with Adam"),
    QT_TRANSLATE_NOOP("Core", "Prodigy multiplies each square by its growing step estimate: later gradients count "
        "more."),
    QT_TRANSLATE_NOOP("Core", "Rprop keeps no squared gradients."),
    QT_TRANSLATE_NOOP("Core", "SGD keeps no squared gradients."),
    QT_TRANSLATE_NOOP("Core", "SOAP keeps squared gradients in a rotated basis, which are not those of the "
        "parameters."),
    QT_TRANSLATE_NOOP("Core", "Schedule-Free SGD keeps no squared gradients."),
    QT_TRANSLATE_NOOP("Core", "Shampoo keeps Kronecker factors, not squared gradients per parameter."),
    QT_TRANSLATE_NOOP("Core", "Sophia's average is of gradients with labels drawn from the model, every few "
        "steps; how many is not recorded."),
    QT_TRANSLATE_NOOP("Core", "SparseAdam updates each row at its own steps, which are not recorded: rare rows "
        "look smaller than they are."),
    QT_TRANSLATE_NOOP("Core", "The optimizer is not one of those that this program knows."),
    QT_TRANSLATE_NOOP("Core", "The optimizer looks like one that is known but keeps more than that does, so its "
        "squares may mean something else."),
    QT_TRANSLATE_NOOP("Core", "This optimizer keeps Kronecker factors or rotations, not squared gradients per "
        "parameter."),
    QT_TRANSLATE_NOOP("Core", "This optimizer keeps momentum and no squared gradients."),
    QT_TRANSLATE_NOOP("Core", "This optimizer of bitsandbytes has one state, and the file does not tell squares "
        "(RMSprop, Adagrad) from momentum (SGD, Lion)."),
    QT_TRANSLATE_NOOP("Core", "Train with Adam or AdamW to recycle, or compute a reference Fisher."),
    QT_TRANSLATE_NOOP("Core", "bitsandbytes with one state"),
    // src/formats/optimizers.cpp
    QT_TRANSLATE_NOOP("Core", "Adam or AdamW"),
    QT_TRANSLATE_NOOP("Core", "Parameter \"%1\": %2"),
    QT_TRANSLATE_NOOP("Core", "Save the checkpoint after some training steps."),
    QT_TRANSLATE_NOOP("Core", "The optimizer has not made a step yet: its state is empty."),
    QT_TRANSLATE_NOOP("Core", "the default of %1"),
    QT_TRANSLATE_NOOP("Core", "what %1 starts with"),
    // src/formats/safetensors_writer.cpp
    QT_TRANSLATE_NOOP("Core", "A safetensors file cannot hold complex128."),
    QT_TRANSLATE_NOOP("Core", "A safetensors file cannot hold this name, or holds it twice."),
    QT_TRANSLATE_NOOP("Core", "A tensor name or a metadata text is not valid UTF-8."),
    QT_TRANSLATE_NOOP("Core", "Nothing was written."),
    QT_TRANSLATE_NOOP("Core", "The names of the tensors and the metadata exceed 100 MB."),
    QT_TRANSLATE_NOOP("Core", "The shape %1 does not fit the number of elements."),
    // src/formats/training_log.cpp
    QT_TRANSLATE_NOOP("Core", "Give trainer_state.json, TensorBoard event files, metrics.csv, results.csv, "
        "wandb-summary.json or an MLflow run."),
    QT_TRANSLATE_NOOP("Core", "The log is larger than 1 GiB."),
    QT_TRANSLATE_NOOP("Core", "The training log does not exist."),
    QT_TRANSLATE_NOOP("Core", "The training log holds no series of numbers."),
    QT_TRANSLATE_NOOP("Core", "There is no training log here that this program reads."),
    // src/formats/training_log_texts.cpp
    QT_TRANSLATE_NOOP("Core", "It was probably not written to the end."),
    QT_TRANSLATE_NOOP("Core", "The file holds no log_history, which the Trainer writes."),
    QT_TRANSLATE_NOOP("Core", "The file is no JSON object."),
    QT_TRANSLATE_NOOP("Core", "The table has neither a column \"step\" nor \"epoch\"."),
    // src/formats/training_run.cpp
    QT_TRANSLATE_NOOP("Core", "%1 unknown"),
};
// clang-format on

}  // namespace

Templates ofFormats()
{
    return kTemplates;
}

}  // namespace fisherlens::desktop::core_sentences
