// SPDX-License-Identifier: GPL-3.0-or-later
// Made by translations/core_sentences.py from the sources of the core; run it again when a sentence there changes.
#include "desktop/views/core_sentences/all.h"

#include <QtGlobal>

namespace fisherlens::desktop::core_sentences {
namespace {

// clang-format off
constexpr const char* kTemplates[] = {
    // src/fisher/accumulator_scan.cpp
    QT_TRANSLATE_NOOP("Core", "%1 entries of %2 tensors are NaN or infinite in the accumulator and stored as they "
        "are."),
    QT_TRANSLATE_NOOP("Core", "%1 entries of %2 tensors are exactly zero: their squares were too small for the "
        "type in which they are stored, or there was no gradient."),
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
    QT_TRANSLATE_NOOP("Core", "%1 of %2 tensors are sums over a number of steps that is not known: their values "
        "are too large by that number, and not comparable with the others."),
    QT_TRANSLATE_NOOP("Core", "%1 of %2 tensors have no usable step and are not bias-corrected: their values are "
        "too small by 1 − beta2^t, and not comparable with the others."),
    QT_TRANSLATE_NOOP("Core", "Compare ranks only, or compute a reference Fisher."),
    QT_TRANSLATE_NOOP("Core", "Give --batch-size where this is wrong."),
    QT_TRANSLATE_NOOP("Core", "Give --batch-size: examples per optimizer step (micro-batch × accumulation × "
        "parallel ranks)."),
    QT_TRANSLATE_NOOP("Core", "Give --reduction mean or --reduction sum."),
    QT_TRANSLATE_NOOP("Core", "Give --reduction where this is wrong."),
    QT_TRANSLATE_NOOP("Core", "Give --step when the number of optimizer steps is known."),
    QT_TRANSLATE_NOOP("Core", "It was at least %1: %2."),
    QT_TRANSLATE_NOOP("Core", "Ranks among tensors of the same steps are right."),
    QT_TRANSLATE_NOOP("Core", "The accumulator has seen %1 steps; with beta2 = %2 it averages over about %3, and "
        "after fewer than %4 it is noisy."),
    QT_TRANSLATE_NOOP("Core", "The batch size is not known, so the values are the accumulator: ranks are right, "
        "values are not those of a Fisher diagonal."),
    QT_TRANSLATE_NOOP("Core", "The batch size is not known, so the values are the bias-corrected accumulator: "
        "ranks are right, values are not those of a Fisher diagonal."),
    QT_TRANSLATE_NOOP("Core", "The effective batch size is %1: %2."),
    QT_TRANSLATE_NOOP("Core", "The file does not record the decay (beta2) of %1 of %2 tensors, so they are not "
        "bias-corrected, whatever the step: their values are too small by 1 − beta2^t."),
    QT_TRANSLATE_NOOP("Core", "The file does not say whether the training loss was averaged or summed over the "
        "batch; averaged is assumed."),
    QT_TRANSLATE_NOOP("Core", "The optimizer weighs its squares by a factor that it does not keep, the same for "
        "all parameters: ranks are right, values are not those of a Fisher diagonal, and no batch size is applied."),
    QT_TRANSLATE_NOOP("Core", "The parameters have seen different numbers of steps, from %1 to %2; each is "
        "corrected with its own."),
    QT_TRANSLATE_NOOP("Core", "The training loss was averaged over the batch (%1)."),
    QT_TRANSLATE_NOOP("Core", "The training loss was summed over the batch, not averaged (%1)."),
    QT_TRANSLATE_NOOP("Core", "Trust ranks between large groups only, or train longer."),
    QT_TRANSLATE_NOOP("Core", "sum ÷ sample size"),
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
    QT_TRANSLATE_NOOP("Core", "A reference Fisher uses the examples as they are."),
    QT_TRANSLATE_NOOP("Core", "A reference Fisher uses the plain loss."),
    QT_TRANSLATE_NOOP("Core", "About %1 % of the estimate is the square of the mean gradient times the batch "
        "size, not the variance of single gradients."),
    QT_TRANSLATE_NOOP("Core", "Compare with a reference before deciding by large entries."),
    QT_TRANSLATE_NOOP("Core", "Compare with a sampled or exact reference."),
    QT_TRANSLATE_NOOP("Core", "Every entry of the gradient was clipped at %1 (%2): no square is larger than that "
        "allows, and ranks among the largest say nothing."),
    QT_TRANSLATE_NOOP("Core", "Gradients of the warm-up linger in the estimate."),
    QT_TRANSLATE_NOOP("Core", "Gradients were clipped at norm %1 (%2): where that happened the squares are those "
        "of shortened gradients."),
    QT_TRANSLATE_NOOP("Core", "Gradients were clipped in proportion to their parameters, at %1 of their norm "
        "(%2): ranks of small parameters are too low where that happened."),
    QT_TRANSLATE_NOOP("Core", "If so, give the scale as --loss-factor; it may have changed during the run."),
    QT_TRANSLATE_NOOP("Core", "If so, the scale is that of the clipping."),
    QT_TRANSLATE_NOOP("Core", "The accumulator may remember gradients of the earlier run."),
    QT_TRANSLATE_NOOP("Core", "The accumulator remembers only what came after the restart."),
    QT_TRANSLATE_NOOP("Core", "The average still remembers the warm-up of %1 steps: it reaches back about %2 of "
        "%3 steps."),
    QT_TRANSLATE_NOOP("Core", "The batch was large, or the run far from its end; see the ladder."),
    QT_TRANSLATE_NOOP("Core", "The estimate is of where the parameters were, more than of where they ended."),
    QT_TRANSLATE_NOOP("Core", "The gradient of each parameter was clipped at norm %1 of its own (%2): where that "
        "happened, squares of different tensors are not comparable."),
    QT_TRANSLATE_NOOP("Core", "The learning rate did not decay (%1): the parameters still moved at full speed "
        "over the last %2 steps, which the average remembers."),
    QT_TRANSLATE_NOOP("Core", "The optimizer counts %1 steps, but the run made %2 (%3): it went on from the state "
        "of an earlier run, or the two files are of different times."),
    QT_TRANSLATE_NOOP("Core", "The run made %1 steps (%2), but the optimizer counts %3: it was restarted without "
        "its state, or the two files are of different times."),
    QT_TRANSLATE_NOOP("Core", "The run mixed pairs of examples and of their labels (%1 %2, %3): the squares are "
        "those of mixed examples."),
    QT_TRANSLATE_NOOP("Core", "The run smoothed its labels by %1: the squares are those of that objective, not of "
        "−log p."),
    QT_TRANSLATE_NOOP("Core", "The squares add up to %1, and gradients were clipped at norm %2: nearly every step "
        "was clipped, so the scale is that of the clipping."),
    QT_TRANSLATE_NOOP("Core", "The squares add up to %1, and the loss was scaled by %2 (%3): as if gradients had "
        "been squared with the scale still in them."),
    QT_TRANSLATE_NOOP("Core", "The squares add up to %1, as if nearly every gradient had been clipped at norm 1."),
    QT_TRANSLATE_NOOP("Core", "The training loss is %1: almost every example is fitted, and gradients with the "
        "data's labels vanish where the true Fisher does not."),
    QT_TRANSLATE_NOOP("Core", "Use ranks within tensors only."),
    QT_TRANSLATE_NOOP("Core", "Use ranks within this model only."),
    QT_TRANSLATE_NOOP("Core", "Values of different runs are then not comparable; ranks suffer little."),
    // src/fisher/use_findings.cpp
    QT_TRANSLATE_NOOP("Core", "As many entries of this embedding are exactly zero as %1 of its %2 rows hold: "
        "tokens that did not occur leave such rows."),
    QT_TRANSLATE_NOOP("Core", "The router hardly chose them, and their average decayed: their values are not "
        "comparable."),
    QT_TRANSLATE_NOOP("Core", "The squares of %1 of %2 experts are over a thousand times smaller than those of "
        "the others in their layer: %3."),
    QT_TRANSLATE_NOOP("Core", "They have no evidence: a merge takes the plain mean there, pruning removes them "
        "first."),
};
// clang-format on

}  // namespace

Templates ofFisher()
{
    return kTemplates;
}

}  // namespace fisherlens::desktop::core_sentences
