// SPDX-License-Identifier: GPL-3.0-or-later
// Made by translations/core_sentences.py from the sources of the core; run it again when a sentence there changes.
#include "desktop/views/core_sentences/all.h"

#include <QtGlobal>

namespace fisherlens::desktop::core_sentences {
namespace {

// clang-format off
constexpr const char* kTemplates[] = {
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
};
// clang-format on

}  // namespace

Templates ofEdit()
{
    return kTemplates;
}

}  // namespace fisherlens::desktop::core_sentences
