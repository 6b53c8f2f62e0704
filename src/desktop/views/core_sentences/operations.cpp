// SPDX-License-Identifier: GPL-3.0-or-later
// Made by translations/core_sentences.py from the sources of the core; run it again when a sentence there changes.
#include "desktop/views/core_sentences/all.h"

#include <QtGlobal>

namespace fisherlens::desktop::core_sentences {
namespace {

// clang-format off
constexpr const char* kTemplates[] = {
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
    QT_TRANSLATE_NOOP("Core", "reduction of meta.json"),
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
    QT_TRANSLATE_NOOP("Core", "%1 examples are asked for, but the data file has %2."),
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
};
// clang-format on

}  // namespace

Templates ofOperations()
{
    return kTemplates;
}

}  // namespace fisherlens::desktop::core_sentences
