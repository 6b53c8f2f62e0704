// SPDX-License-Identifier: GPL-3.0-or-later
// Made by translations/core_sentences.py from the sources of the core; run it again when a sentence there changes.
// One entry per sentence, so that it is longer than other files.
#include "desktop/views/core_words.h"

#include <QtGlobal>

namespace fisherlens::desktop {
namespace {

// clang-format off
constexpr const char* kTemplates[] = {
    // src/base/atomic_file.cpp
    QT_TRANSLATE_NOOP("Core", "Choose another folder or free some space; nothing was changed."),
    QT_TRANSLATE_NOOP("Core", "Give the name of a file."),
    QT_TRANSLATE_NOOP("Core", "The output cannot be created: %1."),
    QT_TRANSLATE_NOOP("Core", "The output cannot be put in place: %1."),
    QT_TRANSLATE_NOOP("Core", "The output cannot be written: %1."),
    QT_TRANSLATE_NOOP("Core", "The output is a device, pipe or socket, not a file."),
    QT_TRANSLATE_NOOP("Core", "The output is a folder: %1."),
    // src/base/byte_source.cpp
    QT_TRANSLATE_NOOP("Core", "Check the path and the permissions."),
    QT_TRANSLATE_NOOP("Core", "Give the path of a file."),
    QT_TRANSLATE_NOOP("Core", "It is probably truncated: copy or save it again."),
    QT_TRANSLATE_NOOP("Core", "The file became shorter while it was read."),
    QT_TRANSLATE_NOOP("Core", "The file cannot be opened: %1."),
    QT_TRANSLATE_NOOP("Core", "The file cannot be read: %1."),
    QT_TRANSLATE_NOOP("Core", "The file changed while it was read."),
    QT_TRANSLATE_NOOP("Core", "The file ends at byte %1, but %2 bytes are expected here."),
    QT_TRANSLATE_NOOP("Core", "This is not a regular file."),
    QT_TRANSLATE_NOOP("Core", "Wait until the program that writes it is done, then open it again."),
    QT_TRANSLATE_NOOP("Core", "Wait until the program that writes it is done, then try again."),
    // src/base/result.h
    QT_TRANSLATE_NOOP("Core", "Stopped on request; nothing was written."),
    // src/base/sha256.cpp
    QT_TRANSLATE_NOOP("Core", "The folder cannot be read: %1."),
    QT_TRANSLATE_NOOP("Core", "The folder holds more than 200,000 files."),
    // src/base/tensor.cpp
    QT_TRANSLATE_NOOP("Core", "Shape and strides have different lengths."),
    QT_TRANSLATE_NOOP("Core", "The file is damaged or was written wrongly."),
    QT_TRANSLATE_NOOP("Core", "The shape %1 does not fit its data."),
    QT_TRANSLATE_NOOP("Core", "The shape %1 is impossible."),
    QT_TRANSLATE_NOOP("Core", "The strides are impossible."),
    QT_TRANSLATE_NOOP("Core", "The tensor of shape %1 reaches beyond the bytes stored for it."),
    QT_TRANSLATE_NOOP("Core", "This tensor is computed and has no stored bytes."),
    QT_TRANSLATE_NOOP("Core", "Two tensors have the same name."),
    // src/desktop/app/example.cpp
    QT_TRANSLATE_NOOP("Core", "Open a checkpoint of your own."),
    QT_TRANSLATE_NOOP("Core", "The bundled example is not installed."),
    // src/desktop/app/figures.cpp
    QT_TRANSLATE_NOOP("Core", "Choose another folder."),
    QT_TRANSLATE_NOOP("Core", "The folder cannot be made."),
    // src/desktop/document/compute.cpp
    QT_TRANSLATE_NOOP("Core", "Choose it as the data file of a reference or an evaluation."),
    QT_TRANSLATE_NOOP("Core", "This file holds arrays but no model and no Fisher diagonal."),
    // src/desktop/document/session.cpp
    QT_TRANSLATE_NOOP("Core", "Open the models one by one and save the session again."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not %2."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not a list of sources with different ids."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not a list."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not a number in its range."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not a positive whole number."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not a small whole number."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not a text."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not an object."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not assumed, mean or sum."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not complete: source %2 is used but not listed."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not the id of a listed source."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not the path of a file."),
    QT_TRANSLATE_NOOP("Core", "The entry '%1' is not true or false."),
    QT_TRANSLATE_NOOP("Core", "This JSON file is no FisherLens session."),
    QT_TRANSLATE_NOOP("Core", "This file is too large for a session."),
    QT_TRANSLATE_NOOP("Core", "This is no session file: it is not a JSON object."),
    QT_TRANSLATE_NOOP("Core", "This session was written by a newer version of FisherLens."),
    QT_TRANSLATE_NOOP("Core", "Update FisherLens."),
    // src/desktop/document/settings.cpp
    QT_TRANSLATE_NOOP("Core", "Line %1 is no pattern with a share between 0 and 1."),
    QT_TRANSLATE_NOOP("Core", "Write for example conv* = 0.6."),
    // src/desktop/jobs/runner.cpp
    QT_TRANSLATE_NOOP("Core", "An unexpected error: %1"),
    QT_TRANSLATE_NOOP("Core", "There is not enough memory for this."),
    // src/desktop/plots/export.cpp
    QT_TRANSLATE_NOOP("Core", "Choose a smaller size or resolution."),
    QT_TRANSLATE_NOOP("Core", "The figure cannot be drawn at this size."),
    // src/edit/merge.cpp
    QT_TRANSLATE_NOOP("Core", "%1 coefficients were given for %2 models."),
    QT_TRANSLATE_NOOP("Core", "%1 merged entries are too large for the element type and became infinite or NaN."),
    QT_TRANSLATE_NOOP("Core", "A coefficient is not a finite number."),
    QT_TRANSLATE_NOOP("Core", "A floor above 0 makes this rare."),
    QT_TRANSLATE_NOOP("Core", "A merge needs at least two models."),
    QT_TRANSLATE_NOOP("Core", "At %1 entries a value or a Fisher is NaN or infinite, so the weighted mean of the "
        "finite values was taken."),
    QT_TRANSLATE_NOOP("Core", "At %1 entries all Fishers are 0, so the weighted mean was taken."),
    QT_TRANSLATE_NOOP("Core", "Check the Fisher file."),
    QT_TRANSLATE_NOOP("Core", "Check the pattern against the tensor names."),
    QT_TRANSLATE_NOOP("Core", "Give coefficients with another sum."),
    QT_TRANSLATE_NOOP("Core", "Give it with --base."),
    QT_TRANSLATE_NOOP("Core", "Give one per model with --fisher."),
    QT_TRANSLATE_NOOP("Core", "Give one per model, separated by commas."),
    QT_TRANSLATE_NOOP("Core", "Negative coefficients make poles in the method %1."),
    QT_TRANSLATE_NOOP("Core", "The Fisher is zero everywhere, so this model has no weight in the merge."),
    QT_TRANSLATE_NOOP("Core", "The Fisher merge that the regret compares with does not exist for negative "
        "coefficients."),
    QT_TRANSLATE_NOOP("Core", "The coefficients sum to 0, and the method %1 divides by the sum."),
    QT_TRANSLATE_NOOP("Core", "The floor must be a number of at least 0."),
    QT_TRANSLATE_NOOP("Core", "The method %1 needs a Fisher of every model."),
    QT_TRANSLATE_NOOP("Core", "The method %1 needs the base model."),
    QT_TRANSLATE_NOOP("Core", "The rule '%1' sets no tensor: its pattern matches none, or later rules match all "
        "of its tensors."),
    QT_TRANSLATE_NOOP("Core", "Use coefficients of at least 0, or the method linear or task-arithmetic."),
    QT_TRANSLATE_NOOP("Core", "Use smaller coefficients."),
    // src/edit/merge_blocks.cpp
    QT_TRANSLATE_NOOP("Core", "Merge with --nonfinite fallback to take the weighted mean of the finite values "
        "there."),
    QT_TRANSLATE_NOOP("Core", "The tensor has NaN or infinite entries."),
    // src/edit/merge_pairing.cpp
    QT_TRANSLATE_NOOP("Core", "%1 not in every input and %2 without floating values copied from the first model."),
    QT_TRANSLATE_NOOP("Core", "%1 not in every input copied from the first model."),
    QT_TRANSLATE_NOOP("Core", "%1 of other models missing from the first model and so from the output."),
    QT_TRANSLATE_NOOP("Core", "%1 tensor (%2)"),
    QT_TRANSLATE_NOOP("Core", "%1 tensors (%2)"),
    QT_TRANSLATE_NOOP("Core", "%1 that are buffers, not parameters, merged by %2 as well."),
    QT_TRANSLATE_NOOP("Core", "%1 without a Fisher in every model merged by the weighted mean."),
    QT_TRANSLATE_NOOP("Core", "%1 without a reference in every model left out of the regret."),
    QT_TRANSLATE_NOOP("Core", "%1 without floating values copied from the first model."),
    QT_TRANSLATE_NOOP("Core", "Buffers and frozen parameters have no Fisher; for anything else check the Fisher "
        "files."),
    QT_TRANSLATE_NOOP("Core", "Check that the models have the same architecture if these should have been merged."),
    QT_TRANSLATE_NOOP("Core", "Give the Fishers in the order of the models they belong to."),
    QT_TRANSLATE_NOOP("Core", "Merge models of one architecture."),
    QT_TRANSLATE_NOOP("Core", "No tensor has a Fisher in every model."),
    QT_TRANSLATE_NOOP("Core", "Put the model that has all tensors first if they are wanted."),
    QT_TRANSLATE_NOOP("Core", "Recompute running statistics on data before the model is used."),
    QT_TRANSLATE_NOOP("Core", "The models share no tensor that can be merged."),
    QT_TRANSLATE_NOOP("Core", "The tensor has shape %1 here but %2 in the first model."),
    // src/edit/merge_preview.cpp
    QT_TRANSLATE_NOOP("Core", "A preview has between 1 and 4,096 bins per tensor."),
    QT_TRANSLATE_NOOP("Core", "nats per unit, diagonal, second order"),
    // src/edit/merge_rules.cpp
    QT_TRANSLATE_NOOP("Core", "A rule has no pattern."),
    QT_TRANSLATE_NOOP("Core", "The rule '%1' cannot be used: %2"),
    QT_TRANSLATE_NOOP("Core", "Write for example 'conv*=0.4,0.6'."),
    // src/edit/prune.cpp
    QT_TRANSLATE_NOOP("Core", "%1 prunable entries have a Fisher of exactly 0: no evidence, which is not "
        "unimportance."),
    QT_TRANSLATE_NOOP("Core", "%1 prunable entries with NaN or infinity in weight or Fisher are kept."),
    QT_TRANSLATE_NOOP("Core", "%1 removed entries have a Fisher of NaN or infinity and are missing from the "
        "predicted cost."),
    QT_TRANSLATE_NOOP("Core", "%1 tensors (%2) lost all their entries."),
    QT_TRANSLATE_NOOP("Core", "Check what this file holds."),
    QT_TRANSLATE_NOOP("Core", "Give for example --sparsity 0.5."),
    QT_TRANSLATE_NOOP("Core", "Give it with --fisher."),
    QT_TRANSLATE_NOOP("Core", "Only %1 of the %2 entries asked for may be removed; the others are kept as asked."),
    QT_TRANSLATE_NOOP("Core", "Prune with --nonfinite fallback to keep them."),
    QT_TRANSLATE_NOOP("Core", "The Fisher has NaN or infinite entries."),
    QT_TRANSLATE_NOOP("Core", "The Fisher has negative entries, which no square has."),
    QT_TRANSLATE_NOOP("Core", "The criterion %1 needs a Fisher."),
    QT_TRANSLATE_NOOP("Core", "The sparsity must lie between 0 and 1."),
    QT_TRANSLATE_NOOP("Core", "They are kept."),
    QT_TRANSLATE_NOOP("Core", "They are removed first."),
    QT_TRANSLATE_NOOP("Core", "Use --scope tensor, a lower sparsity, or --exclude."),
    QT_TRANSLATE_NOOP("Core", "Use --zero-fisher keep to keep them."),
    // src/edit/prune_scope.cpp
    QT_TRANSLATE_NOOP("Core", "%1 tensors (%2) are stored under several names; they count once and stay equal."),
    QT_TRANSLATE_NOOP("Core", "%1 tensors (%2) have no Fisher and are left untouched; the sparsity does not count "
        "them."),
    QT_TRANSLATE_NOOP("Core", "%1 tensors (%2) have no Fisher and are missing from the predicted cost."),
    QT_TRANSLATE_NOOP("Core", "Check --include and --exclude."),
    QT_TRANSLATE_NOOP("Core", "Check that the Fisher belongs to this model."),
    QT_TRANSLATE_NOOP("Core", "Compare it with the names that info shows."),
    QT_TRANSLATE_NOOP("Core", "No tensor is left to prune."),
    QT_TRANSLATE_NOOP("Core", "None of the tensors to prune has a Fisher."),
    QT_TRANSLATE_NOOP("Core", "The pattern %1 of --%2 matches no tensor."),
    QT_TRANSLATE_NOOP("Core", "Use the Fisher of this model."),
    // src/edit/recipe_parse.cpp
    QT_TRANSLATE_NOOP("Core", "%1 has a pattern that is no text"),
    QT_TRANSLATE_NOOP("Core", "%1 has another format"),
    QT_TRANSLATE_NOOP("Core", "%1 has no %2"),
    QT_TRANSLATE_NOOP("Core", "%1 has no pattern or not one coefficient per model"),
    QT_TRANSLATE_NOOP("Core", "%1 has no valid %2"),
    QT_TRANSLATE_NOOP("Core", "%1 has no valid file name"),
    QT_TRANSLATE_NOOP("Core", "%1 has no valid role"),
    QT_TRANSLATE_NOOP("Core", "%1 has no valid sha256"),
    QT_TRANSLATE_NOOP("Core", "%1 has the unknown member %2"),
    QT_TRANSLATE_NOOP("Core", "%1 have a coefficient that is no number"),
    QT_TRANSLATE_NOOP("Core", "%1 have no valid criterion"),
    QT_TRANSLATE_NOOP("Core", "%1 have no valid normalize"),
    QT_TRANSLATE_NOOP("Core", "%1 is not an object"),
    QT_TRANSLATE_NOOP("Core", "The method %1 is not built into this version; these are: %2."),
    QT_TRANSLATE_NOOP("Core", "The recipe has version %1, but this program reads version 1."),
    QT_TRANSLATE_NOOP("Core", "This is not a valid recipe: %1."),
    QT_TRANSLATE_NOOP("Core", "This is not a valid recipe: it is larger than 16 MiB."),
    QT_TRANSLATE_NOOP("Core", "This is not a valid recipe: it is nested too deeply."),
    QT_TRANSLATE_NOOP("Core", "This is not a valid recipe: it is not a JSON object."),
    QT_TRANSLATE_NOOP("Core", "This is not a valid recipe: its settings have no valid method."),
    QT_TRANSLATE_NOOP("Core", "Use a recipe that FisherLens wrote."),
    QT_TRANSLATE_NOOP("Core", "Use the version of FisherLens that wrote it."),
    QT_TRANSLATE_NOOP("Core", "a rule of the recipe"),
    QT_TRANSLATE_NOOP("Core", "an input of the recipe"),
    QT_TRANSLATE_NOOP("Core", "the inputs of the recipe do not fit its settings"),
    QT_TRANSLATE_NOOP("Core", "the recipe"),
    QT_TRANSLATE_NOOP("Core", "the settings of the recipe"),
    // src/edit/regret.cpp
    QT_TRANSLATE_NOOP("Core", "A sparsity must lie between 0 and 1."),
    QT_TRANSLATE_NOOP("Core", "Weights and Fishers have different sizes."),
    // src/edit/selection.cpp
    QT_TRANSLATE_NOOP("Core", "An input changed while it was read."),
    QT_TRANSLATE_NOOP("Core", "More entries are to be selected than there are candidates."),
    // src/edit/ties.cpp
    QT_TRANSLATE_NOOP("Core", "The Fisher has shape %1 but the parameter %2."),
    // src/edit/weighting.cpp
    QT_TRANSLATE_NOOP("Core", "Merge with --nonfinite fallback to take the weighted mean there."),
    // src/fisher/accumulator_scan.cpp
    QT_TRANSLATE_NOOP("Core", "%1 entries of %2 tensors are NaN or infinite in the accumulator and stored as they "
        "are."),
    QT_TRANSLATE_NOOP("Core", "%1 entries of %2 tensors are exactly zero: these parameters had no gradient."),
    QT_TRANSLATE_NOOP("Core", "%1 entries of %2 tensors are negative, which no average of squares is; they are "
        "stored as they are."),
    QT_TRANSLATE_NOOP("Core", "%1 entries of %2 tensors leave the range of float32 when corrected, and become "
        "infinite or zero in the file."),
    QT_TRANSLATE_NOOP("Core", "Check that the file is what its optimizer wrote."),
    QT_TRANSLATE_NOOP("Core", "Check the batch size and the loss factor."),
    QT_TRANSLATE_NOOP("Core", "Merging and pruning with this file need --nonfinite fallback."),
    QT_TRANSLATE_NOOP("Core", "No evidence is not unimportance: see prune --zero-fisher."),
    // src/fisher/ladder.cpp
    QT_TRANSLATE_NOOP("Core", "%1 of %2 tensors of the recycled file and %3 of the empirical one are in all "
        "files; the others are left out."),
    QT_TRANSLATE_NOOP("Core", "A Fisher file of kind %1 is needed here; this one is %2."),
    QT_TRANSLATE_NOOP("Core", "A Fisher file of kind exact or sampled is needed here; this one is %1."),
    QT_TRANSLATE_NOOP("Core", "Compute both for the same unit."),
    QT_TRANSLATE_NOOP("Core", "Compute it with fisherlens-cli reference --kind empirical."),
    QT_TRANSLATE_NOOP("Core", "No tensor of the recycled file is in the reference."),
    QT_TRANSLATE_NOOP("Core", "Recycle the checkpoint again with --batch-size."),
    QT_TRANSLATE_NOOP("Core", "Take files of the same model."),
    QT_TRANSLATE_NOOP("Core", "The empirical file holds no mean gradient, which the ladder needs."),
    QT_TRANSLATE_NOOP("Core", "The recycled file does not hold the batch size that its values are scaled with."),
    QT_TRANSLATE_NOOP("Core", "The shape is %1 here and %2 in the recycled file."),
    QT_TRANSLATE_NOOP("Core", "The units differ: %1 per %2 here, %3 per %4 in the recycled file."),
    // src/fisher/recycle.cpp
    QT_TRANSLATE_NOOP("Core", "%1 of %2 tensors have no usable step or decay and are not bias-corrected: their "
        "values are too small by 1 − beta2^t, and not comparable with the others."),
    QT_TRANSLATE_NOOP("Core", "Compare ranks only, or compute a reference Fisher."),
    QT_TRANSLATE_NOOP("Core", "Give --batch-size where this is wrong."),
    QT_TRANSLATE_NOOP("Core", "Give --batch-size: examples per optimizer step (micro-batch × accumulation × "
        "parallel ranks)."),
    QT_TRANSLATE_NOOP("Core", "Give --reduction mean or --reduction sum."),
    QT_TRANSLATE_NOOP("Core", "Give --step when the number of optimizer steps is known."),
    QT_TRANSLATE_NOOP("Core", "It was at least %1: %2."),
    QT_TRANSLATE_NOOP("Core", "The accumulator has seen %1 steps; with beta2 = %2 it averages over about %3, and "
        "after fewer than %4 it is noisy."),
    QT_TRANSLATE_NOOP("Core", "The batch size is not known, so the values are the bias-corrected accumulator: "
        "ranks are right, values are not those of a Fisher diagonal."),
    QT_TRANSLATE_NOOP("Core", "The effective batch size is %1: %2."),
    QT_TRANSLATE_NOOP("Core", "The file does not say whether the training loss was averaged or summed over the "
        "batch; averaged is assumed."),
    QT_TRANSLATE_NOOP("Core", "The optimizer weighs its squares by a factor that it does not keep, the same for "
        "all parameters: ranks are right, values are not those of a Fisher diagonal, and no batch size is applied."),
    QT_TRANSLATE_NOOP("Core", "The parameters have seen different numbers of steps, from %1 to %2; each is "
        "corrected with its own."),
    QT_TRANSLATE_NOOP("Core", "Trust ranks between large groups only, or train longer."),
    // src/fisher/recycle_plan.cpp
    QT_TRANSLATE_NOOP("Core", "Give the file that holds it with --optimizer."),
    QT_TRANSLATE_NOOP("Core", "No parameter has an accumulator of squared gradients."),
    QT_TRANSLATE_NOOP("Core", "The batch size must be a positive number."),
    QT_TRANSLATE_NOOP("Core", "The decay of the optimizer's average is %1, which is not in [0, 1)."),
    QT_TRANSLATE_NOOP("Core", "The file holds no optimizer state, so there is nothing to recycle."),
    QT_TRANSLATE_NOOP("Core", "The loss factor must be a positive number."),
    QT_TRANSLATE_NOOP("Core", "The number of steps must be a positive number."),
    QT_TRANSLATE_NOOP("Core", "The unit '%1' is not known."),
    QT_TRANSLATE_NOOP("Core", "Use example, sequence or token."),
    // src/fisher/run_findings.cpp
    QT_TRANSLATE_NOOP("Core", "A reference Fisher uses the plain loss."),
    QT_TRANSLATE_NOOP("Core", "About %1 % of the estimate is the square of the mean gradient times the batch "
        "size, not the variance of single gradients."),
    QT_TRANSLATE_NOOP("Core", "Compare with a sampled or exact reference."),
    QT_TRANSLATE_NOOP("Core", "Gradients of the warm-up linger in the estimate."),
    QT_TRANSLATE_NOOP("Core", "Gradients were clipped at norm %1 (%2): where that happened the squares are those "
        "of shortened gradients."),
    QT_TRANSLATE_NOOP("Core", "If so, the scale is that of the clipping."),
    QT_TRANSLATE_NOOP("Core", "The accumulator remembers only what came after the restart."),
    QT_TRANSLATE_NOOP("Core", "The average still remembers the warm-up of %1 steps: it reaches back about %2 of "
        "%3 steps."),
    QT_TRANSLATE_NOOP("Core", "The batch was large, or the run far from its end; see the ladder."),
    QT_TRANSLATE_NOOP("Core", "The run made %1 steps (%2), but the optimizer counts %3: it was restarted without "
        "its state, or the two files are of different times."),
    QT_TRANSLATE_NOOP("Core", "The run smoothed its labels by %1: the squares are those of that objective, not of "
        "−log p."),
    QT_TRANSLATE_NOOP("Core", "The squares add up to %1, and gradients were clipped at norm %2: nearly every step "
        "was clipped, so the scale is that of the clipping."),
    QT_TRANSLATE_NOOP("Core", "The squares add up to %1, as if nearly every gradient had been clipped at norm 1."),
    QT_TRANSLATE_NOOP("Core", "The training loss is %1: almost every example is fitted, and gradients with the "
        "data's labels vanish where the true Fisher does not."),
    QT_TRANSLATE_NOOP("Core", "Use ranks within this model only."),
    QT_TRANSLATE_NOOP("Core", "Values of different runs are then not comparable; ranks suffer little."),
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
    // src/formats/containers/assembled_source.cpp
    QT_TRANSLATE_NOOP("Core", "A piece of the tensor does not lie inside of its shape."),
    QT_TRANSLATE_NOOP("Core", "The checkpoint is incomplete or damaged; save it again."),
    QT_TRANSLATE_NOOP("Core", "The pieces of the tensor overlap or do not cover it."),
    QT_TRANSLATE_NOOP("Core", "The tensor is cut along more than 10 dimensions."),
    // src/formats/containers/decoded_source.cpp
    QT_TRANSLATE_NOOP("Core", "Store it contiguously, without compression."),
    QT_TRANSLATE_NOOP("Core", "The array holds fewer elements than its shape says."),
    QT_TRANSLATE_NOOP("Core", "The array holds more elements than its shape says."),
    QT_TRANSLATE_NOOP("Core", "The array is compressed or chunked and takes more than 4 GiB decoded."),
    QT_TRANSLATE_NOOP("Core", "There is not enough memory for the decoded array."),
    // src/formats/containers/hdf5.cpp
    QT_TRANSLATE_NOOP("Core", "Store everything in one file without links to other files."),
    QT_TRANSLATE_NOOP("Core", "The file holds an object whose name is not valid UTF-8."),
    QT_TRANSLATE_NOOP("Core", "The file holds too many objects."),
    // src/formats/containers/hdf5_process.cpp
    QT_TRANSLATE_NOOP("Core", "Copy or save it again."),
    QT_TRANSLATE_NOOP("Core", "Install FisherLens again."),
    QT_TRANSLATE_NOOP("Core", "The HDF5 library failed on this file: it is damaged."),
    QT_TRANSLATE_NOOP("Core", "The helper program %1 cannot be started: %2."),
    QT_TRANSLATE_NOOP("Core", "The helper program fisherlens-h5 cannot be heard."),
    QT_TRANSLATE_NOOP("Core", "The helper program fisherlens-h5, which reads HDF5 files, is not beside this "
        "program (%1)."),
    QT_TRANSLATE_NOOP("Core", "There are too many open files to start the helper program fisherlens-h5."),
    // src/formats/containers/legacy_stream.cpp
    QT_TRANSLATE_NOOP("Core", "A storage in this file is described wrongly."),
    QT_TRANSLATE_NOOP("Core", "Load it with PyTorch and save it again with a current torch.save."),
    QT_TRANSLATE_NOOP("Core", "The file ends inside of the storage \"%1\"."),
    QT_TRANSLATE_NOOP("Core", "The file is damaged; save it again."),
    QT_TRANSLATE_NOOP("Core", "The file names %1, which this program does not know; it is kept as a record and "
        "never run."),
    QT_TRANSLATE_NOOP("Core", "The file shares storages in the way of PyTorch 0.4, which is not read."),
    QT_TRANSLATE_NOOP("Core", "The list of storages holds something that is no key."),
    QT_TRANSLATE_NOOP("Core", "The place of the tensor is impossible."),
    QT_TRANSLATE_NOOP("Core", "The storage \"%1\" is declared in two ways."),
    QT_TRANSLATE_NOOP("Core", "The storage \"%1\" is listed twice, or used by no tensor."),
    QT_TRANSLATE_NOOP("Core", "The storage \"%1\" is missing from the file."),
    QT_TRANSLATE_NOOP("Core", "The storage \"%1\" should have %2 elements but has %3."),
    QT_TRANSLATE_NOOP("Core", "The storage class %1 is not read."),
    QT_TRANSLATE_NOOP("Core", "What belongs to it is not shown."),
    // src/formats/containers/msgpack.cpp
    QT_TRANSLATE_NOOP("Core", "A key of a map is neither a short text nor a number."),
    QT_TRANSLATE_NOOP("Core", "An array in chunks is not described as Flax does."),
    QT_TRANSLATE_NOOP("Core", "An array in this file is not described as Flax does."),
    QT_TRANSLATE_NOOP("Core", "An array of the shape %1 has %2 bytes."),
    QT_TRANSLATE_NOOP("Core", "The chunks of an array do not fit its shape %1."),
    QT_TRANSLATE_NOOP("Core", "The file ends within a value."),
    QT_TRANSLATE_NOOP("Core", "The file has more than 1,000,000 values."),
    QT_TRANSLATE_NOOP("Core", "The file holds a name that is not valid UTF-8."),
    QT_TRANSLATE_NOOP("Core", "The file is nested too deeply."),
    QT_TRANSLATE_NOOP("Core", "The names in this file are too long."),
    QT_TRANSLATE_NOOP("Core", "The shape of an array in chunks is no list of sizes."),
    QT_TRANSLATE_NOOP("Core", "The shape of an array is no list of sizes."),
    QT_TRANSLATE_NOOP("Core", "There are bytes after the end of the MessagePack data."),
    QT_TRANSLATE_NOOP("Core", "its type %1 is not read"),
    // src/formats/containers/msgpack_stream.cpp
    QT_TRANSLATE_NOOP("Core", "The file was probably not written to its end; copy or save it again."),
    QT_TRANSLATE_NOOP("Core", "This is not MessagePack: a byte that begins no value."),
    // src/formats/containers/npz.cpp
    QT_TRANSLATE_NOOP("Core", "The archive holds a name that is not valid UTF-8."),
    QT_TRANSLATE_NOOP("Core", "The archive holds more than 100,000 entries."),
    QT_TRANSLATE_NOOP("Core", "The header of this NumPy array is longer than the entry or than 65,536 bytes."),
    QT_TRANSLATE_NOOP("Core", "The header of this NumPy array is not what NumPy writes."),
    QT_TRANSLATE_NOOP("Core", "The shape %1 does not fit the size of this entry."),
    QT_TRANSLATE_NOOP("Core", "The values of this array are not little-endian numbers."),
    QT_TRANSLATE_NOOP("Core", "This NumPy array has an unknown version."),
    QT_TRANSLATE_NOOP("Core", "This entry is no NumPy array."),
    // src/formats/containers/safetensors.cpp
    QT_TRANSLATE_NOOP("Core", "A size in the shape is impossible."),
    QT_TRANSLATE_NOOP("Core", "Convert the model to float16 or float32."),
    QT_TRANSLATE_NOOP("Core", "The entry lacks dtype, shape or data_offsets."),
    QT_TRANSLATE_NOOP("Core", "The field %1 is there twice."),
    QT_TRANSLATE_NOOP("Core", "The file holds more than 1,000,000 tensors."),
    QT_TRANSLATE_NOOP("Core", "The file is damaged or was written wrongly: copy or save it again."),
    QT_TRANSLATE_NOOP("Core", "The file is too short for a safetensors file."),
    QT_TRANSLATE_NOOP("Core", "The header claims %1 bytes, but the file ends before."),
    QT_TRANSLATE_NOOP("Core", "The header claims %1 bytes; at most 100 MB are allowed."),
    QT_TRANSLATE_NOOP("Core", "The header holds __metadata__ twice."),
    QT_TRANSLATE_NOOP("Core", "The header holds a value of the wrong type."),
    QT_TRANSLATE_NOOP("Core", "The header is nested too deeply."),
    QT_TRANSLATE_NOOP("Core", "The header is not valid JSON."),
    QT_TRANSLATE_NOOP("Core", "The shape %1 needs %2 bytes, but data_offsets gives %3."),
    QT_TRANSLATE_NOOP("Core", "The tensor ends before it begins."),
    QT_TRANSLATE_NOOP("Core", "The tensor has an unknown dtype."),
    QT_TRANSLATE_NOOP("Core", "The tensor has more than 64 dimensions."),
    QT_TRANSLATE_NOOP("Core", "The tensor has the dtype %1, which is not read."),
    QT_TRANSLATE_NOOP("Core", "The tensor overlaps another one."),
    QT_TRANSLATE_NOOP("Core", "The tensors take %1 bytes, but the file holds %2 bytes of data."),
    QT_TRANSLATE_NOOP("Core", "There is a hole before the tensor."),
    QT_TRANSLATE_NOOP("Core", "data_offsets has more than two numbers."),
    QT_TRANSLATE_NOOP("Core", "data_offsets must be two numbers."),
    // src/formats/containers/torch_archive.cpp
    QT_TRANSLATE_NOOP("Core", "Give a file written by torch.save, torch.jit.save or safetensors."),
    QT_TRANSLATE_NOOP("Core", "Load it with PyTorch and save it again: torch.save does not compress."),
    QT_TRANSLATE_NOOP("Core", "Load it with PyTorch and save it on a common machine."),
    QT_TRANSLATE_NOOP("Core", "Save the file again."),
    QT_TRANSLATE_NOOP("Core", "Save the model's state_dict() with torch.save."),
    QT_TRANSLATE_NOOP("Core", "Save the parameters with torch.save or as safetensors."),
    QT_TRANSLATE_NOOP("Core", "The archive is compressed and needs more than 1 GiB when unpacked."),
    QT_TRANSLATE_NOOP("Core", "The file is damaged or was made to mislead."),
    QT_TRANSLATE_NOOP("Core", "The file is incomplete; save it again."),
    QT_TRANSLATE_NOOP("Core", "The file was written on a big-endian machine, which is not read."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file holds more than one value; the last one counts."),
    QT_TRANSLATE_NOOP("Core", "The storage \"%1\" is missing from the archive."),
    QT_TRANSLATE_NOOP("Core", "The storage \"%1\" should have %2 elements but has %3 bytes."),
    QT_TRANSLATE_NOOP("Core", "The tensor reaches beyond the bytes stored for it."),
    QT_TRANSLATE_NOOP("Core", "This ZIP archive holds no PyTorch checkpoint (there is no data.pkl in it)."),
    QT_TRANSLATE_NOOP("Core", "This is a NumPy archive (NPZ), which is not read as a checkpoint."),
    QT_TRANSLATE_NOOP("Core", "This is a torch.export archive (pt2), which is not read."),
    QT_TRANSLATE_NOOP("Core", "This is a torch.package archive, which is not read."),
    // src/formats/containers/zip.cpp
    QT_TRANSLATE_NOOP("Core", "%1 bytes follow the end of the archive; they are ignored."),
    QT_TRANSLATE_NOOP("Core", "If the file was copied in parts, copy it again."),
    QT_TRANSLATE_NOOP("Core", "Programs disagree which one counts; save it again."),
    QT_TRANSLATE_NOOP("Core", "The archive has two entries named \"%1\"."),
    QT_TRANSLATE_NOOP("Core", "The archive is damaged or was made to mislead; save it again."),
    QT_TRANSLATE_NOOP("Core", "The compressed entry \"%1\" is damaged."),
    QT_TRANSLATE_NOOP("Core", "The compressed entry \"%1\" is shorter than it declares."),
    QT_TRANSLATE_NOOP("Core", "The entry \"%1\" has %2 bytes; at most %3 are read into memory."),
    QT_TRANSLATE_NOOP("Core", "The entry \"%1\" overlaps other parts of the archive."),
    QT_TRANSLATE_NOOP("Core", "zlib could not be started."),
    // src/formats/containers/zip_records.cpp
    QT_TRANSLATE_NOOP("Core", "The archive has no end record."),
    QT_TRANSLATE_NOOP("Core", "The archive is split over several files."),
    QT_TRANSLATE_NOOP("Core", "The directory of the archive is damaged."),
    QT_TRANSLATE_NOOP("Core", "The directory of the archive is larger than 256 MiB."),
    QT_TRANSLATE_NOOP("Core", "The directory of the archive is too small for its entries."),
    QT_TRANSLATE_NOOP("Core", "The directory of the archive reaches beyond its end."),
    QT_TRANSLATE_NOOP("Core", "The entry \"%1\" declares more bytes than its compressed data can hold."),
    QT_TRANSLATE_NOOP("Core", "The entry \"%1\" is described differently in the directory and in its own header."),
    QT_TRANSLATE_NOOP("Core", "The entry \"%1\" is encrypted."),
    QT_TRANSLATE_NOOP("Core", "The entry \"%1\" lies beyond the end of the file."),
    QT_TRANSLATE_NOOP("Core", "The entry \"%1\" reaches beyond the end of the file."),
    QT_TRANSLATE_NOOP("Core", "The entry \"%1\" uses compression method %2; only stored and deflated entries are "
        "read."),
    QT_TRANSLATE_NOOP("Core", "The file is probably truncated or was changed: copy or save it again."),
    QT_TRANSLATE_NOOP("Core", "The sizes of the entry \"%1\" are incomplete."),
    QT_TRANSLATE_NOOP("Core", "The stored entry \"%1\" declares two different sizes."),
    QT_TRANSLATE_NOOP("Core", "The two end records of the archive disagree."),
    QT_TRANSLATE_NOOP("Core", "The zip64 end record of the archive is missing."),
    QT_TRANSLATE_NOOP("Core", "The zip64 locator of the archive points outside of it."),
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
    // src/formats/h5_child/catalogue.cpp
    QT_TRANSLATE_NOOP("Core", "Store it without compression or with gzip."),
    QT_TRANSLATE_NOOP("Core", "The file holds more than 1,000,000 objects or has names of more than 65,536 bytes."),
    QT_TRANSLATE_NOOP("Core", "The groups are nested too deeply."),
    QT_TRANSLATE_NOOP("Core", "The values of this dataset are not numbers of a supported type."),
    QT_TRANSLATE_NOOP("Core", "The values of this dataset lie in another file, which is not opened."),
    QT_TRANSLATE_NOOP("Core", "This dataset is compressed by a plug-in, and plug-ins are not loaded."),
    QT_TRANSLATE_NOOP("Core", "This dataset is empty."),
    QT_TRANSLATE_NOOP("Core", "This group is there under another name already."),
    QT_TRANSLATE_NOOP("Core", "This is a link to a group, which is not followed."),
    QT_TRANSLATE_NOOP("Core", "This is neither a group nor a dataset."),
    QT_TRANSLATE_NOOP("Core", "This link leads to another file, which is not followed."),
    QT_TRANSLATE_NOOP("Core", "This link leads to nothing."),
    QT_TRANSLATE_NOOP("Core", "This virtual dataset is made of other files, which are not opened."),
    // src/formats/hdf5_writer.cpp
    QT_TRANSLATE_NOOP("Core", "HDF5 cannot hold an empty name or one with a zero byte; write .safetensors."),
    QT_TRANSLATE_NOOP("Core", "HDF5 cannot hold more than 32 dimensions; write .safetensors."),
    QT_TRANSLATE_NOOP("Core", "The HDF5 library could not write the file; the disk may be full."),
    // src/formats/layouts/accumulator_file.cpp
    QT_TRANSLATE_NOOP("Core", "Ranks are right; give --step, --batch-size and the rest where they are known."),
    QT_TRANSLATE_NOOP("Core", "The file holds averages of squared gradients by the names of the parameters, and "
        "nothing about the run: step, betas and batch size are unknown."),
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
    QT_TRANSLATE_NOOP("Core", "It is left out."),
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
    QT_TRANSLATE_NOOP("Core", "Give a file of Keras, or of torch.save or safetensors."),
    QT_TRANSLATE_NOOP("Core", "It holds one model; leave out --key."),
    QT_TRANSLATE_NOOP("Core", "Load it with Keras and save it again as .keras or .h5."),
    QT_TRANSLATE_NOOP("Core", "The weights in this .keras file are compressed, which Keras does not do."),
    QT_TRANSLATE_NOOP("Core", "The weights in this .keras file are not stored as HDF5."),
    QT_TRANSLATE_NOOP("Core", "This is an HDF5 file, which is not read as a checkpoint."),
    QT_TRANSLATE_NOOP("Core", "configuration of the Keras model: loss"),
    QT_TRANSLATE_NOOP("Core", "configuration of the Keras optimizer: %1"),
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
    QT_TRANSLATE_NOOP("Core", "sum ÷ sample size"),
    QT_TRANSLATE_NOOP("Core", "torchvision's reference scripts do not accumulate"),
    QT_TRANSLATE_NOOP("Core", "ultralytics multiplies the mean loss by the batch size"),
    // src/formats/layouts/training_arguments.cpp
    QT_TRANSLATE_NOOP("Core", "it holds no settings of a training run."),
    QT_TRANSLATE_NOOP("Core", "training_args.bin: neither fp16 nor bf16"),
    QT_TRANSLATE_NOOP("Core", "training_args.bin: per_device_train_batch_size, split over %1 processes"),
    QT_TRANSLATE_NOOP("Core", "training_args.bin: per_gpu_train_batch_size, split over %1 processes"),
    // src/formats/layouts/yaml_file.cpp
    QT_TRANSLATE_NOOP("Core", "The settings file is larger than this program reads."),
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
    QT_TRANSLATE_NOOP("Core", "The checkpoint has no optimizer state to be assigned."),
    QT_TRANSLATE_NOOP("Core", "The mapping file has another version than 1."),
    QT_TRANSLATE_NOOP("Core", "The mapping file has no object \"parameters\"."),
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
    QT_TRANSLATE_NOOP("Core", "Nothing can be recycled for them."),
    QT_TRANSLATE_NOOP("Core", "The file names no parameters."),
    QT_TRANSLATE_NOOP("Core", "They are left out."),
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
    QT_TRANSLATE_NOOP("Core", "Choose one of these with --snapshot."),
    QT_TRANSLATE_NOOP("Core", "Set snapshot_every of the hook."),
    QT_TRANSLATE_NOOP("Core", "The log holds no snapshot at step %1; it has %2."),
    QT_TRANSLATE_NOOP("Core", "The log holds no snapshot of the accumulator, so there is nothing to recycle."),
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
    // src/formats/pickle/literals.cpp
    QT_TRANSLATE_NOOP("Core", "The pickle in this file has a number that is none."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file has a text that is not well-formed."),
    // src/formats/pickle/machine.cpp
    QT_TRANSLATE_NOOP("Core", "The pickle in this file appends to something that is not a list."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file calls something without a list of arguments."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file gives a state to something that is not an object."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file has a key without a value."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file has a memo number that is none."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file has an unknown instruction."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file has protocol %1; protocols up to 5 are read."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file names a class by something that is not text."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file refers to a value that it never stored."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file refers to stored data in an unknown way."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file sets items of something that is not a dictionary."),
    // src/formats/pickle/place.h
    QT_TRANSLATE_NOOP("Core", "Do not load this file with PyTorch, and ask its author for a safetensors file."),
    QT_TRANSLATE_NOOP("Core", "The file asks for %1, which runs code or reaches the system when it is loaded; "
        "nothing was run."),
    QT_TRANSLATE_NOOP("Core", "The file is damaged or not a PyTorch file; save it again."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file ends too early."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file has more or deeper values than this program reads."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file takes a value that is not there."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file uses %1, which PyTorch does not write."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file uses buffers outside of the file, which PyTorch does not "
        "write."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file uses extension codes, which PyTorch does not write."),
    QT_TRANSLATE_NOOP("Core", "The pickle in this file uses text references to other objects, which PyTorch does "
        "not write."),
    // src/formats/pickle/tensor_record.cpp
    QT_TRANSLATE_NOOP("Core", "A tensor in this file is described wrongly."),
    QT_TRANSLATE_NOOP("Core", "it is a lazily conjugated or negated view"),
    QT_TRANSLATE_NOOP("Core", "it is a meta tensor without values"),
    QT_TRANSLATE_NOOP("Core", "it is a nested tensor"),
    QT_TRANSLATE_NOOP("Core", "it is made by the unknown function %1"),
    QT_TRANSLATE_NOOP("Core", "it is of a tensor class of another library"),
    QT_TRANSLATE_NOOP("Core", "it is of a tensor class of another library (a DTensor, a quantized tensor)"),
    QT_TRANSLATE_NOOP("Core", "it is quantized"),
    QT_TRANSLATE_NOOP("Core", "it is sparse"),
    QT_TRANSLATE_NOOP("Core", "its storage class %1 is not read"),
    QT_TRANSLATE_NOOP("Core", "its values are stored as a NumPy array"),
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
    // src/operations/combine.cpp
    QT_TRANSLATE_NOOP("Core", "A part has another set of tensors here."),
    QT_TRANSLATE_NOOP("Core", "Combine the shards of one model."),
    QT_TRANSLATE_NOOP("Core", "Combine the shards of one run: the same model, data, loss, kind and seed."),
    QT_TRANSLATE_NOOP("Core", "Example %1 is in %2 as well."),
    QT_TRANSLATE_NOOP("Core", "Examples in two parts would count twice."),
    QT_TRANSLATE_NOOP("Core", "Give files written by fisherlens-cli reference --shard."),
    QT_TRANSLATE_NOOP("Core", "Give the Fisher files of the shards."),
    QT_TRANSLATE_NOOP("Core", "Not every part says which examples it is made of, so they are taken as disjoint."),
    QT_TRANSLATE_NOOP("Core", "Only reference Fishers can be added; this file is a recycled one."),
    QT_TRANSLATE_NOOP("Core", "The %1 is another than that of %2."),
    QT_TRANSLATE_NOOP("Core", "The file does not say how many examples it is the mean of."),
    QT_TRANSLATE_NOOP("Core", "The file is given twice."),
    QT_TRANSLATE_NOOP("Core", "The loss factor is another than that of %1."),
    QT_TRANSLATE_NOOP("Core", "The number of samples per example is another than that of %1."),
    QT_TRANSLATE_NOOP("Core", "The number of tensors is another than that of %1."),
    QT_TRANSLATE_NOOP("Core", "The shape is another than in %1."),
    QT_TRANSLATE_NOOP("Core", "The tensor of %1 is missing here."),
    QT_TRANSLATE_NOOP("Core", "There is nothing to combine."),
    QT_TRANSLATE_NOOP("Core", "This part has no %1, so the combined file has none."),
    QT_TRANSLATE_NOOP("Core", "This part has no first half, so the combined file has none."),
    QT_TRANSLATE_NOOP("Core", "This part has no mean gradient, so the combined file has none."),
    QT_TRANSLATE_NOOP("Core", "This part has no second half, so the combined file has none."),
    QT_TRANSLATE_NOOP("Core", "This part has no standard error, so the combined file has none."),
    QT_TRANSLATE_NOOP("Core", "Without that number its weight is unknown."),
    QT_TRANSLATE_NOOP("Core", "Write all parts with the same options."),
    // src/operations/compare.cpp
    QT_TRANSLATE_NOOP("Core", "%1 entries are NaN or infinite in one of the files and are left out."),
    QT_TRANSLATE_NOOP("Core", "%1 tensors are in one of the files only and are left out, for example %2."),
    QT_TRANSLATE_NOOP("Core", "Compare files of the same model."),
    QT_TRANSLATE_NOOP("Core", "Give the checkpoint that the Fisher files belong to."),
    QT_TRANSLATE_NOOP("Core", "Recycle with --batch-size for values at the scale of a Fisher diagonal."),
    QT_TRANSLATE_NOOP("Core", "The checkpoint has no tensor in common with the Fisher files."),
    QT_TRANSLATE_NOOP("Core", "The regret is over %1 of %2 tensors: the checkpoint lacks the others."),
    QT_TRANSLATE_NOOP("Core", "The scales differ (%1 and %2): ranks, overlap and cosine can be compared, trace "
        "ratio, fit and log-ratio cannot."),
    QT_TRANSLATE_NOOP("Core", "The shape is %1 here and %2 in the Fisher files."),
    QT_TRANSLATE_NOOP("Core", "The shape is %1 in %2 and %3 in %4."),
    QT_TRANSLATE_NOOP("Core", "The two files have no tensor in common."),
    QT_TRANSLATE_NOOP("Core", "The units differ (per %1 and per %2): ranks can be compared, values cannot."),
    // src/operations/curve_evaluator.cpp
    QT_TRANSLATE_NOOP("Core", "Evaluated curves hold one edited model in memory: %1 MiB, more than the %2 MiB "
        "that may be taken."),
    QT_TRANSLATE_NOOP("Core", "Write single models with merge or prune and evaluate those."),
    // src/operations/curves.cpp
    QT_TRANSLATE_NOOP("Core", "A merge is evaluated on a task of each of its two models."),
    QT_TRANSLATE_NOOP("Core", "Every %1 of a curve lies between 0 and 1."),
    QT_TRANSLATE_NOOP("Core", "No criterion was chosen for the curves."),
    QT_TRANSLATE_NOOP("Core", "No method was chosen for the curves."),
    QT_TRANSLATE_NOOP("Core", "Say which module and which data belong to each."),
    QT_TRANSLATE_NOOP("Core", "The curve %1 needs a Fisher of both models."),
    QT_TRANSLATE_NOOP("Core", "The curve of criterion %1 needs a recycled Fisher."),
    QT_TRANSLATE_NOOP("Core", "The curve of criterion %1 needs a reference Fisher."),
    // src/operations/density.cpp
    QT_TRANSLATE_NOOP("Core", "A density needs between 1 and 16,777,216 cells."),
    QT_TRANSLATE_NOOP("Core", "Compare diagonals of one model."),
    QT_TRANSLATE_NOOP("Core", "The sample must have between 1 and 268,435,456 entries."),
    QT_TRANSLATE_NOOP("Core", "The shapes %1 and %2 differ."),
    QT_TRANSLATE_NOOP("Core", "The tensor is not in both diagonals."),
    QT_TRANSLATE_NOOP("Core", "The two diagonals have no tensor in common."),
    // src/operations/edit_inputs.cpp
    QT_TRANSLATE_NOOP("Core", "The file changed while it was used."),
    // src/operations/info.cpp
    QT_TRANSLATE_NOOP("Core", "This is no checkpoint, so there is no optimizer state to be assigned."),
    // src/operations/mask.cpp
    QT_TRANSLATE_NOOP("Core", "The mask has shape %1, the tensor %2."),
    // src/operations/merge.cpp
    QT_TRANSLATE_NOOP("Core", "%1 files were given with --%2 for %3 models."),
    QT_TRANSLATE_NOOP("Core", "Choose one of them with --method."),
    QT_TRANSLATE_NOOP("Core", "Choose with --normalize none, mean or l2."),
    QT_TRANSLATE_NOOP("Core", "Give one Fisher file per model with --fisher."),
    QT_TRANSLATE_NOOP("Core", "Give one per model, in the same order."),
    QT_TRANSLATE_NOOP("Core", "Leave out --normalize none unless the scales are known to agree."),
    QT_TRANSLATE_NOOP("Core", "The Fishers are not all means per unit of one unit, and they were not normalised: "
        "their scales decide."),
    QT_TRANSLATE_NOOP("Core", "The Fishers are not all means per unit of one unit, so each was divided by its "
        "mean."),
    QT_TRANSLATE_NOOP("Core", "The Fishers are of different kinds (recycled, empirical, sampled, exact)."),
    QT_TRANSLATE_NOOP("Core", "The method %1 does not use %2."),
    QT_TRANSLATE_NOOP("Core", "The method %1 is not built yet; these are built: %2."),
    QT_TRANSLATE_NOOP("Core", "The model has no optimizer state that a Fisher could be recycled from: %1"),
    QT_TRANSLATE_NOOP("Core", "There is no method named '%1'; these are built: %2."),
    QT_TRANSLATE_NOOP("Core", "This recipe is that of a pruned model."),
    QT_TRANSLATE_NOOP("Core", "Use one kind for all models."),
    QT_TRANSLATE_NOOP("Core", "Use prune --recipe."),
    // src/operations/outliers.cpp
    QT_TRANSLATE_NOOP("Core", "Ask for fewer."),
    QT_TRANSLATE_NOOP("Core", "At most 1,000,000 outliers can be listed."),
    // src/operations/output_path.cpp
    QT_TRANSLATE_NOOP("Core", "Give another name with -o."),
    QT_TRANSLATE_NOOP("Core", "The output is one of the inputs, which would be lost."),
    // src/operations/partial_sums.cpp
    QT_TRANSLATE_NOOP("Core", "The estimate begins with the first example; the file is replaced."),
    QT_TRANSLATE_NOOP("Core", "The file was changed meanwhile."),
    QT_TRANSLATE_NOOP("Core", "The sums of an ended run cannot be used: %1."),
    QT_TRANSLATE_NOOP("Core", "The sums so far cannot be kept: %1"),
    QT_TRANSLATE_NOOP("Core", "When this run is ended, the next one has to begin with the first example."),
    QT_TRANSLATE_NOOP("Core", "the file belongs to a run with another %1"),
    QT_TRANSLATE_NOOP("Core", "the file belongs to a run with another plan"),
    QT_TRANSLATE_NOOP("Core", "the file is damaged"),
    // src/operations/prune.cpp
    QT_TRANSLATE_NOOP("Core", "Give a Fisher file with --fisher, or use the criterion magnitude."),
    QT_TRANSLATE_NOOP("Core", "Give another name with --mask."),
    QT_TRANSLATE_NOOP("Core", "The mask and the model would be written to the same file."),
    QT_TRANSLATE_NOOP("Core", "This recipe is that of a merged model."),
    QT_TRANSLATE_NOOP("Core", "Use merge --recipe."),
    // src/operations/recipe_files.cpp
    QT_TRANSLATE_NOOP("Core", "Give a model that merge or prune wrote, or its .recipe.json."),
    QT_TRANSLATE_NOOP("Core", "Put the original file beside the recipe or into the current folder."),
    QT_TRANSLATE_NOOP("Core", "The input %1 of the recipe is there, but with other content (its SHA-256 is not "
        "the recorded one)."),
    QT_TRANSLATE_NOOP("Core", "The input %1 of the recipe was not found."),
    QT_TRANSLATE_NOOP("Core", "The model was written, but not its recipe: %1"),
    QT_TRANSLATE_NOOP("Core", "This file holds no recipe."),
    // src/operations/recycle.cpp
    QT_TRANSLATE_NOOP("Core", "--snapshot chooses a step of an optimizer log, and this is none."),
    QT_TRANSLATE_NOOP("Core", "Give the folder NAME.optlog that the hook wrote."),
    // src/operations/recycle_log.cpp
    QT_TRANSLATE_NOOP("Core", "--optimizer, --model and --key have no meaning for an optimizer log."),
    QT_TRANSLATE_NOOP("Core", "Choose a step of the log with --snapshot."),
    QT_TRANSLATE_NOOP("Core", "Recycle them one by one."),
    QT_TRANSLATE_NOOP("Core", "The batch size %1 is the one that the log records."),
    QT_TRANSLATE_NOOP("Core", "The mean of %1 snapshots is taken."),
    QT_TRANSLATE_NOOP("Core", "The snapshots do not hold the same tensors."),
    QT_TRANSLATE_NOOP("Core", "They share the memory of one moving average, so the standard error that is "
        "computed as if they were independent is too small."),
    QT_TRANSLATE_NOOP("Core", "batch_size of meta.json"),
    // src/operations/reference.cpp
    QT_TRANSLATE_NOOP("Core", "%1 of %2 examples were done by a run that was ended; this one went on from there."),
    QT_TRANSLATE_NOOP("Core", "'%1' is no shard."),
    QT_TRANSLATE_NOOP("Core", "A shard cannot stop by the regret: the other shards do not know of it."),
    QT_TRANSLATE_NOOP("Core", "Give the same command and the same files to all ranks."),
    QT_TRANSLATE_NOOP("Core", "Leave out --shard or --until-regret."),
    QT_TRANSLATE_NOOP("Core", "Leave out --until-regret, or unset RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT."),
    QT_TRANSLATE_NOOP("Core", "Part %1 of %2 of %3 examples is empty."),
    QT_TRANSLATE_NOOP("Core", "Rank %1 has another %2 than rank 0."),
    QT_TRANSLATE_NOOP("Core", "Several ranks cannot stop by the regret."),
    QT_TRANSLATE_NOOP("Core", "Stopped on request; the sums so far are kept."),
    QT_TRANSLATE_NOOP("Core", "The result is the same as without an interruption."),
    QT_TRANSLATE_NOOP("Core", "The same command goes on from them."),
    QT_TRANSLATE_NOOP("Core", "Use at most as many shards as there are examples."),
    QT_TRANSLATE_NOOP("Core", "Write I/N with I from 1 to N, for example --shard 2/4 for the second of four."),
    QT_TRANSLATE_NOOP("Core", "batch size"),
    QT_TRANSLATE_NOOP("Core", "first example"),
    QT_TRANSLATE_NOOP("Core", "standard error"),
    // src/operations/reference_parts.cpp
    QT_TRANSLATE_NOOP("Core", "The second half has no such tensor."),
    // src/operations/regret_budget.cpp
    QT_TRANSLATE_NOOP("Core", "A standard error needs all examples; a budget stops before that."),
    QT_TRANSLATE_NOOP("Core", "Give the files of the same model."),
    QT_TRANSLATE_NOOP("Core", "Leave out --standard-error or --until-regret."),
    QT_TRANSLATE_NOOP("Core", "The recycled Fisher and the weights have no tensor of the model."),
    QT_TRANSLATE_NOOP("Core", "The regret to decide about must be positive and finite."),
    QT_TRANSLATE_NOOP("Core", "The shape is %1 here and %2 in the model."),
    // src/operations/tiles.cpp
    QT_TRANSLATE_NOOP("Core", "A picture has between 1 and 65,536 cells in each direction."),
    // src/operations/timeline.cpp
    QT_TRANSLATE_NOOP("Core", "Open the folder NAME.optlog that the hook wrote."),
    QT_TRANSLATE_NOOP("Core", "This is neither an optimizer log nor a training log."),
    // src/operations/verify.cpp
    QT_TRANSLATE_NOOP("Core", "The description of the log is missing or cannot be read."),
    QT_TRANSLATE_NOOP("Core", "The description of the log is not the one that its segments record."),
    QT_TRANSLATE_NOOP("Core", "The first segment does not begin a chain: its record of a predecessor is not zero."),
    QT_TRANSLATE_NOOP("Core", "The log does not exist."),
    QT_TRANSLATE_NOOP("Core", "The segment cannot be read: %1"),
    QT_TRANSLATE_NOOP("Core", "The segment is missing; later ones are there."),
    QT_TRANSLATE_NOOP("Core", "The segment is no HDF5 file."),
    QT_TRANSLATE_NOOP("Core", "The segment records another meta.json than its neighbours."),
    QT_TRANSLATE_NOOP("Core", "The segment's bytes are not those whose hash the next segment records."),
    QT_TRANSLATE_NOOP("Core", "The segment's record of its predecessor was changed."),
    QT_TRANSLATE_NOOP("Core", "This is not an optimizer log: it is no folder with segments."),
    // src/operations/verify.h
    QT_TRANSLATE_NOOP("Core", "Note the last hash elsewhere and compare it to see that, too."),
    QT_TRANSLATE_NOOP("Core", "The chain cannot show that segments were removed from its end, that the values of "
        "the last segment were changed, or that the whole log was written anew."),
    // src/reference/batch_plan.cpp
    QT_TRANSLATE_NOOP("Core", "%1 of %2 parameter tensors are worked on example by example: %3."),
    QT_TRANSLATE_NOOP("Core", "%1 of %2 parameter tensors are worked on example by example: %3; and others."),
    QT_TRANSLATE_NOOP("Core", "A batch of examples has other gradients than the same examples one by one "
        "(relative difference %1)."),
    QT_TRANSLATE_NOOP("Core", "The model is worked on example by example: %1."),
    QT_TRANSLATE_NOOP("Core", "The reference is that of single examples; a model that depends on its batch trains "
        "on something else."),
    QT_TRANSLATE_NOOP("Core", "The result is the same, it takes longer."),
    QT_TRANSLATE_NOOP("Core", "a batch of %1 examples takes another way through it"),
    QT_TRANSLATE_NOOP("Core", "batches are switched off"),
    QT_TRANSLATE_NOOP("Core", "single examples have other gradients than in a batch of %1 (relative difference %2)"),
    QT_TRANSLATE_NOOP("Core", "the examples are all alike, so it cannot be shown that it keeps them apart"),
    QT_TRANSLATE_NOOP("Core", "there are too few examples to show that it keeps them apart"),
    // src/reference/batch_sums.cpp
    QT_TRANSLATE_NOOP("Core", "examples %1 and following"),
    // src/reference/estimate.cpp
    QT_TRANSLATE_NOOP("Core", "%1 examples are asked for, but the data file has %2."),
    QT_TRANSLATE_NOOP("Core", "%1 examples took another way through the model than the first ones and were worked "
        "on one by one."),
    QT_TRANSLATE_NOOP("Core", "A gradient of this parameter is not finite."),
    QT_TRANSLATE_NOOP("Core", "A standard error needs at least %1 examples; there are %2."),
    QT_TRANSLATE_NOOP("Core", "Check the weights and the inputs for extreme values."),
    QT_TRANSLATE_NOOP("Core", "Export it again after model.eval(), without random layers."),
    QT_TRANSLATE_NOOP("Core", "Sigma must be positive and finite."),
    QT_TRANSLATE_NOOP("Core", "Targets of -100 are not predicted, nor is the first token of a sequence by "
        "causal-lm."),
    QT_TRANSLATE_NOOP("Core", "The batch size must be at least 1."),
    QT_TRANSLATE_NOOP("Core", "The data hold no token to predict."),
    QT_TRANSLATE_NOOP("Core", "The model gives different outputs for the same example in eval mode."),
    QT_TRANSLATE_NOOP("Core", "The number of label draws must be at least 1."),
    // src/reference/example_sums.cpp
    QT_TRANSLATE_NOOP("Core", "example %1"),
    // src/reference/examples.cpp
    QT_TRANSLATE_NOOP("Core", "Check that --loss is right and that the model keeps the examples in the first "
        "dimension."),
    QT_TRANSLATE_NOOP("Core", "Inputs of type %1 cannot be given to a model."),
    QT_TRANSLATE_NOOP("Core", "Store one row of tokens for each example, -100 where nothing is predicted."),
    QT_TRANSLATE_NOOP("Core", "Store targets of shape [N], or use --loss causal-lm or masked-lm for tokens."),
    QT_TRANSLATE_NOOP("Core", "Store them as float32, an integer up to int64, or bool."),
    QT_TRANSLATE_NOOP("Core", "The loss %1 needs integer classes, but the targets are %2."),
    QT_TRANSLATE_NOOP("Core", "The model returns shape %1 for %2 example, where %3 is expected."),
    QT_TRANSLATE_NOOP("Core", "The model returns shape %1 for %2 examples, where %3 is expected."),
    QT_TRANSLATE_NOOP("Core", "The targets have shape %1; one class per example is expected."),
    QT_TRANSLATE_NOOP("Core", "The targets have shape %1; the loss %2 expects the tokens of every example, [N, T]."),
    QT_TRANSLATE_NOOP("Core", "Use --loss mse or bce, or store the classes as int64."),
    QT_TRANSLATE_NOOP("Core", "[%1, tokens, vocabulary]"),
    QT_TRANSLATE_NOOP("Core", "[%1], a loss for each example,"),
    QT_TRANSLATE_NOOP("Core", "first dimension %1"),
    // src/reference/loader.cpp
    QT_TRANSLATE_NOOP("Core", "Build it with libgloo-dev installed, or use --shard and combine, which need "
        "nothing."),
    QT_TRANSLATE_NOOP("Core", "Install libopenblas0-pthread or libopenblas0-openmp."),
    QT_TRANSLATE_NOOP("Core", "LibTorch uses the slow reference BLAS (up to 25 times slower)."),
    QT_TRANSLATE_NOOP("Core", "References and evaluations need LibTorch and the file libfisherlens-reference.so "
        "beside the program or in its lib/fisherlens folder: install libtorch, or set FISHERLENS_REFERENCE_MODULE to "
        "the file."),
    QT_TRANSLATE_NOOP("Core", "The reference module %1 belongs to another version of this program."),
    QT_TRANSLATE_NOOP("Core", "The reference module cannot be loaded: %1."),
    QT_TRANSLATE_NOOP("Core", "The reference module libfisherlens-reference.so is not installed."),
    QT_TRANSLATE_NOOP("Core", "This build has no Gloo, so several ranks cannot add their sums."),
    // src/reference/losses.cpp
    QT_TRANSLATE_NOOP("Core", "A module that returns its own loss has no distribution to take other labels from."),
    QT_TRANSLATE_NOOP("Core", "An exact reference over %1 classes needs as many backward passes for every "
        "example; the limit is %2."),
    QT_TRANSLATE_NOOP("Core", "An exact reference over %1 outputs needs as many backward passes for every "
        "example; the limit is %2."),
    QT_TRANSLATE_NOOP("Core", "Check that this data file belongs to this model and that --loss is right."),
    QT_TRANSLATE_NOOP("Core", "Check the weights and the inputs for NaN, infinity or a missing normalisation."),
    QT_TRANSLATE_NOOP("Core", "The model's output for example %1 is not finite."),
    QT_TRANSLATE_NOOP("Core", "The outputs for example %1 are no log-probabilities: their exponentials sum to %2."),
    QT_TRANSLATE_NOOP("Core", "The target of example %1 has %2 values where one class is expected."),
    QT_TRANSLATE_NOOP("Core", "The target of example %1 has %2 values where the model gives %3."),
    QT_TRANSLATE_NOOP("Core", "The target of example %1 holds %2, but labels of bce lie between 0 and 1."),
    QT_TRANSLATE_NOOP("Core", "The target of example %1 is %2, which is no class."),
    QT_TRANSLATE_NOOP("Core", "The target of example %1 is class %2, but the model has the classes 0 to %3."),
    QT_TRANSLATE_NOOP("Core", "The target of example %1 is not finite."),
    QT_TRANSLATE_NOOP("Core", "The unit of the loss %1 cannot be '%2'."),
    QT_TRANSLATE_NOOP("Core", "There is no loss '%1'."),
    QT_TRANSLATE_NOOP("Core", "There is no unit '%1'."),
    QT_TRANSLATE_NOOP("Core", "Use --kind empirical, or export the module with its logits as output."),
    QT_TRANSLATE_NOOP("Core", "Use --kind sampled."),
    QT_TRANSLATE_NOOP("Core", "Use --loss cross-entropy for a model that returns logits."),
    QT_TRANSLATE_NOOP("Core", "Use --unit example."),
    QT_TRANSLATE_NOOP("Core", "Use --unit sequence or --unit token."),
    QT_TRANSLATE_NOOP("Core", "Use cross-entropy, nll, mse, bce, per-example, causal-lm or masked-lm."),
    // src/reference/module/archive_check.cpp
    QT_TRANSLATE_NOOP("Core", "Export the model with torch.jit.script or torch.jit.trace and save()."),
    QT_TRANSLATE_NOOP("Core", "FisherLens runs models only, no other code; export the model again without it."),
    QT_TRANSLATE_NOOP("Core", "The class %1 in the file is not what LibTorch writes."),
    QT_TRANSLATE_NOOP("Core", "The code in the file is nested too deeply."),
    QT_TRANSLATE_NOOP("Core", "The file asks for code to be run while it is opened: a class defines __setstate__."),
    QT_TRANSLATE_NOOP("Core", "The file asks for code to be run while it is opened: a field of class %1 is the "
        "value of a call."),
    QT_TRANSLATE_NOOP("Core", "The file asks for code to be run while it is opened: it holds objects of custom "
        "C++ classes."),
    QT_TRANSLATE_NOOP("Core", "The file asks for code to be run while it is opened: the default value of '%1' in "
        "%2 is a call."),
    QT_TRANSLATE_NOOP("Core", "The file is not a TorchScript module."),
    QT_TRANSLATE_NOOP("Core", "The model uses %1 in %2, which reads or writes files, so it is not run."),
    // src/reference/module/batch_engine.cpp
    QT_TRANSLATE_NOOP("Core", "Export the model again with gradients enabled."),
    // src/reference/module/batch_place.cpp
    QT_TRANSLATE_NOOP("Core", "A tensor has another number of examples than expected."),
    QT_TRANSLATE_NOOP("Core", "A tensor has another number of rows than expected."),
    // src/reference/module/batch_proof.cpp
    QT_TRANSLATE_NOOP("Core", "A Fisher diagonal is a mean over independent examples."),
    QT_TRANSLATE_NOOP("Core", "Export a model that treats each on its own (batch norm in eval mode, no statistics "
        "over the first dimension)."),
    QT_TRANSLATE_NOOP("Core", "The model mixes examples: changing one example changes the output for another by "
        "%1."),
    QT_TRANSLATE_NOOP("Core", "it does not take several examples at once"),
    QT_TRANSLATE_NOOP("Core", "its operators change from run to run"),
    QT_TRANSLATE_NOOP("Core", "its output does not depend on its parameters in a differentiable way"),
    QT_TRANSLATE_NOOP("Core", "its output does not have one row per example"),
    QT_TRANSLATE_NOOP("Core", "none of its parameters is used by an operator with a rule: %1: %2"),
    QT_TRANSLATE_NOOP("Core", "the examples have no place of their own in %1"),
    QT_TRANSLATE_NOOP("Core", "the operators it runs depend on the data"),
    QT_TRANSLATE_NOOP("Core", "there is no rule for %1, which uses it"),
    QT_TRANSLATE_NOOP("Core", "there is no rule for an operator, which uses it"),
    QT_TRANSLATE_NOOP("Core", "what is looked up in it is used by an operator without a rule"),
    // src/reference/module/graph_check.cpp
    QT_TRANSLATE_NOOP("Core", "Call model.eval() before torch.jit.trace."),
    QT_TRANSLATE_NOOP("Core", "Export a model whose forward() only computes."),
    QT_TRANSLATE_NOOP("Core", "Export a model without random operators outside of training."),
    QT_TRANSLATE_NOOP("Core", "Export the model itself."),
    QT_TRANSLATE_NOOP("Core", "If the operator only computes, ask for it to be added to the list."),
    QT_TRANSLATE_NOOP("Core", "Remove the hooks before the export."),
    QT_TRANSLATE_NOOP("Core", "The model changes its own state while it runs (%1)."),
    QT_TRANSLATE_NOOP("Core", "The model uses %1, so its outputs are random and cannot be reproduced."),
    QT_TRANSLATE_NOOP("Core", "The model uses %1, which is not on the list of pure operators, so it is not run."),
    QT_TRANSLATE_NOOP("Core", "The model was exported in training mode: its %1 is always on."),
    QT_TRANSLATE_NOOP("Core", "The model was traced without gradients: its %1 is fused and has no derivative."),
    QT_TRANSLATE_NOOP("Core", "The module has forward hooks, which are not run."),
    QT_TRANSLATE_NOOP("Core", "The module has no method forward()."),
    QT_TRANSLATE_NOOP("Core", "Trace the model with gradients enabled (not under torch.no_grad())."),
    // src/reference/module/model.cpp
    QT_TRANSLATE_NOOP("Core", "%1 tensor of the weights has no place in the model: %2, ...."),
    QT_TRANSLATE_NOOP("Core", "%1 tensor of the weights has no place in the model: %2."),
    QT_TRANSLATE_NOOP("Core", "%1 tensors of the weights have no place in the model: %2, ...."),
    QT_TRANSLATE_NOOP("Core", "%1 tensors of the weights have no place in the model: %2."),
    QT_TRANSLATE_NOOP("Core", "Check that the data file belongs to this model."),
    QT_TRANSLATE_NOOP("Core", "Complex weights cannot be used."),
    QT_TRANSLATE_NOOP("Core", "Export a model whose forward() only computes, after model.eval()."),
    QT_TRANSLATE_NOOP("Core", "Export a module whose forward() returns the logits."),
    QT_TRANSLATE_NOOP("Core", "Export it again, with a version that this LibTorch reads."),
    QT_TRANSLATE_NOOP("Core", "Export it again."),
    QT_TRANSLATE_NOOP("Core", "Export the model without torch.jit.freeze."),
    QT_TRANSLATE_NOOP("Core", "Export the model without torch.no_grad() and detach()."),
    QT_TRANSLATE_NOOP("Core", "Give the checkpoint of the model that was exported."),
    QT_TRANSLATE_NOOP("Core", "LibTorch cannot load this module: %1"),
    QT_TRANSLATE_NOOP("Core", "Models with operators of their own cannot be run."),
    QT_TRANSLATE_NOOP("Core", "The gradients of all their uses are summed before they are squared."),
    QT_TRANSLATE_NOOP("Core", "The model changes its own parameters or buffers while it runs."),
    QT_TRANSLATE_NOOP("Core", "The model returns no floating tensor, no tuple that begins with one and no dict "
        "with the key 'logits'."),
    QT_TRANSLATE_NOOP("Core", "The model uses %1, an operator that LibTorch itself does not have."),
    QT_TRANSLATE_NOOP("Core", "The model's output does not depend on its parameters in a differentiable way."),
    QT_TRANSLATE_NOOP("Core", "The module has no parameters: it was frozen, and its weights are constants of its "
        "code."),
    QT_TRANSLATE_NOOP("Core", "The parameters are stored in 16 bits; gradients are computed in float32."),
    QT_TRANSLATE_NOOP("Core", "The weights do not hold this parameter of the model."),
    QT_TRANSLATE_NOOP("Core", "The weights have shape %1, the model has %2."),
    QT_TRANSLATE_NOOP("Core", "There is not enough memory for this model."),
    QT_TRANSLATE_NOOP("Core", "They are not used."),
    QT_TRANSLATE_NOOP("Core", "Tied parameters appear once, under their first name: %1."),
    // src/reference/module/placement.cpp
    QT_TRANSLATE_NOOP("Core", "Leave out --device, or install an NVIDIA driver and build with a LibTorch that has "
        "CUDA (Debian's has not)."),
    QT_TRANSLATE_NOOP("Core", "LibTorch finds no CUDA device, or no driver for it."),
    QT_TRANSLATE_NOOP("Core", "This LibTorch was built without CUDA."),
    QT_TRANSLATE_NOOP("Core", "Use --device cpu."),
    // src/reference/module/rank_sums.cpp
    QT_TRANSLATE_NOOP("Core", "A rank does not answer."),
    QT_TRANSLATE_NOOP("Core", "Check the network between the machines, and what the other ranks say."),
    // src/reference/module/recorder.cpp
    QT_TRANSLATE_NOOP("Core", "A parameter has a dimension along the examples."),
    QT_TRANSLATE_NOOP("Core", "A tensor that the gradient needs was changed in place."),
    QT_TRANSLATE_NOOP("Core", "Stopped on request."),
    QT_TRANSLATE_NOOP("Core", "The interception is on without a recorder."),
    QT_TRANSLATE_NOOP("Core", "The model took another way than in the proof."),
    // src/reference/module/rules/affine_norm.cpp
    QT_TRANSLATE_NOOP("Core", "The examples are where the channels should be."),
    // src/reference/module/rules/convolution.cpp
    QT_TRANSLATE_NOOP("Core", "A convolution has the examples in another dimension than the first."),
    // src/reference/module/torch_compat.h
    QT_TRANSLATE_NOOP("Core", "%1 there is not enough memory."),
    QT_TRANSLATE_NOOP("Core", "LibTorch cannot prepare this module: %1"),
    QT_TRANSLATE_NOOP("Core", "LibTorch cannot prepare this module: there is not enough memory."),
    QT_TRANSLATE_NOOP("Core", "The file cannot be read as a TorchScript archive: %1"),
    QT_TRANSLATE_NOOP("Core", "The file cannot be read as a TorchScript archive: there is not enough memory."),
    QT_TRANSLATE_NOOP("Core", "The model cannot be differentiated: %1"),
    QT_TRANSLATE_NOOP("Core", "The model cannot be differentiated: there is not enough memory."),
    QT_TRANSLATE_NOOP("Core", "The model cannot be evaluated: %1"),
    QT_TRANSLATE_NOOP("Core", "The model cannot be evaluated: there is not enough memory."),
    QT_TRANSLATE_NOOP("Core", "The model cannot be moved to the device: %1"),
    QT_TRANSLATE_NOOP("Core", "The model cannot be moved to the device: there is not enough memory."),
    QT_TRANSLATE_NOOP("Core", "The model does not accept the data: %1"),
    QT_TRANSLATE_NOOP("Core", "The model does not accept the data: there is not enough memory."),
    QT_TRANSLATE_NOOP("Core", "The ranks cannot be connected: %1"),
    QT_TRANSLATE_NOOP("Core", "The ranks cannot be connected: there is not enough memory."),
    QT_TRANSLATE_NOOP("Core", "The sums of the ranks cannot be added: %1"),
    QT_TRANSLATE_NOOP("Core", "The sums of the ranks cannot be added: there is not enough memory."),
    QT_TRANSLATE_NOOP("Core", "The weights cannot be put into the model: %1"),
    QT_TRANSLATE_NOOP("Core", "The weights cannot be put into the model: there is not enough memory."),
    QT_TRANSLATE_NOOP("Core", "Use a smaller model or close other programs."),
    // src/reference/rank_failure.cpp
    QT_TRANSLATE_NOOP("Core", "All ranks end, and no file is written."),
    QT_TRANSLATE_NOOP("Core", "Rank %1 ended: %2"),
    QT_TRANSLATE_NOOP("Core", "Rank %1 is lost: %2."),
    QT_TRANSLATE_NOOP("Core", "Rank %1 is lost: it does not answer."),
    QT_TRANSLATE_NOOP("Core", "Rank %1 is lost: it has not answered for %2 seconds."),
    QT_TRANSLATE_NOOP("Core", "Rank %1 is lost: its connection was closed."),
    QT_TRANSLATE_NOOP("Core", "See what it said last."),
    QT_TRANSLATE_NOOP("Core", "The same command, given to all ranks again, goes on from the sums that they kept."),
    // src/reference/rank_group.cpp
    QT_TRANSLATE_NOOP("Core", "Give every rank the same command, WORLD_SIZE, MASTER_ADDR and MASTER_PORT, and its "
        "own RANK."),
    QT_TRANSLATE_NOOP("Core", "Rank 0 does not answer."),
    QT_TRANSLATE_NOOP("Core", "Rank 0 keeps no more values."),
    // src/reference/rank_server.cpp
    QT_TRANSLATE_NOOP("Core", "RANK %1 is none of %2 ranks."),
    QT_TRANSLATE_NOOP("Core", "Rank %1 of %2 did not come within %3 seconds."),
    QT_TRANSLATE_NOOP("Core", "Rank 0 is another version of the program."),
    QT_TRANSLATE_NOOP("Core", "Ranks %1 of %2 did not come within %3 seconds."),
    QT_TRANSLATE_NOOP("Core", "Start the same command for every rank, with the same MASTER_ADDR and MASTER_PORT."),
    QT_TRANSLATE_NOOP("Core", "There is a rank %1 already."),
    QT_TRANSLATE_NOOP("Core", "WORLD_SIZE is %1 here and %2 at rank 0."),
    // src/reference/rank_socket.cpp
    QT_TRANSLATE_NOOP("Core", "Check MASTER_ADDR and MASTER_PORT, and that rank 0 runs."),
    QT_TRANSLATE_NOOP("Core", "Give another MASTER_PORT, or end what uses this one."),
    QT_TRANSLATE_NOOP("Core", "Give the one address that the other ranks reach: rank 0 listens there only."),
    QT_TRANSLATE_NOOP("Core", "MASTER_ADDR %1 is no address of this machine."),
    QT_TRANSLATE_NOOP("Core", "MASTER_ADDR %1 is no address: %2."),
    QT_TRANSLATE_NOOP("Core", "MASTER_ADDR %1 stands for every address of the machine."),
    QT_TRANSLATE_NOOP("Core", "Nobody answers at %1 port %2: %3."),
    QT_TRANSLATE_NOOP("Core", "Rank 0 cannot listen on %1 port %2: %3."),
    QT_TRANSLATE_NOOP("Core", "Rank 0 has to run on the machine of MASTER_ADDR."),
    QT_TRANSLATE_NOOP("Core", "Set it to the address or host name of the machine of rank 0."),
    // src/reference/ranks.cpp
    QT_TRANSLATE_NOOP("Core", "Set RANK (0 to WORLD_SIZE-1), WORLD_SIZE, MASTER_ADDR (the address of rank 0) and "
        "MASTER_PORT for every rank, or none of them."),
    QT_TRANSLATE_NOOP("Core", "The environment sets %1, but not %2."),
    QT_TRANSLATE_NOOP("Core", "The environment variable %1 is '%2'; it has to be a number from %3 to %4."),
    // src/reference/token_losses.cpp
    QT_TRANSLATE_NOOP("Core", "An exact reference over %1 tokens needs as many backward passes for every "
        "position; the limit is %2."),
    QT_TRANSLATE_NOOP("Core", "The targets of example %1 are %2 tokens, but the model gives %3 numbers, which is "
        "no row of logits for each of them."),
    QT_TRANSLATE_NOOP("Core", "The targets of example %1 hold %2 at position %3, but the tokens are 0 to %4 and "
        "%5 where nothing is predicted."),
    // the system
    QT_TRANSLATE_NOOP("Core", "Device or resource busy"),
    QT_TRANSLATE_NOOP("Core", "File exists"),
    QT_TRANSLATE_NOOP("Core", "File name too long"),
    QT_TRANSLATE_NOOP("Core", "File too large"),
    QT_TRANSLATE_NOOP("Core", "Input/output error"),
    QT_TRANSLATE_NOOP("Core", "Is a directory"),
    QT_TRANSLATE_NOOP("Core", "No space left on device"),
    QT_TRANSLATE_NOOP("Core", "No such file or directory"),
    QT_TRANSLATE_NOOP("Core", "Not a directory"),
    QT_TRANSLATE_NOOP("Core", "Operation not permitted"),
    QT_TRANSLATE_NOOP("Core", "Permission denied"),
    QT_TRANSLATE_NOOP("Core", "Read-only file system"),
    QT_TRANSLATE_NOOP("Core", "Too many open files"),
};
// clang-format on

}  // namespace

std::span<const char* const> coreTemplates()
{
    return kTemplates;
}

}  // namespace fisherlens::desktop
