// SPDX-License-Identifier: GPL-3.0-or-later
#include "fisher/run_findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace fisherlens::detail {
namespace {

/// The longest-running parameter: its steps, and the memory 1/(1 − β) of its average.
struct Longest {
    std::optional<double> step, memory;
};

Longest longestOf(const RecyclePlan& plan)
{
    Longest longest;
    for (const PlannedTensor& tensor : plan.tensors)
        if (tensor.step && (!longest.step || *tensor.step > *longest.step)) {
            longest.step = tensor.step;
            longest.memory = tensor.decay ? std::optional(1 / (1 - *tensor.decay)) : std::nullopt;
        }
    return longest;
}

/// Steps of the warm-up: as they are recorded, or a share of the planned steps (warmup_ratio of the Hugging Face Trainer,
/// since version 5 also a warmup_steps below 1).
std::optional<double> warmUpOf(const TrainingRun& run)
{
    const auto steps = run.number("warm-up-steps"), ratio = run.number("warm-up-ratio");
    const auto planned = run.number("planned-steps");
    if (steps && *steps >= 1)
        return steps;
    const double share = steps && *steps > 0 ? *steps : ratio.value_or(0);
    return share > 0 && planned && *planned > 0 ? std::optional(std::ceil(share * *planned)) : std::nullopt;
}

/// What the run did to its examples and labels (F12).
void findObjective(const TrainingRun& run, const Where& where, const JobContext& context)
{
    if (const auto smoothing = run.number("label-smoothing"); smoothing && *smoothing > 0)
        context.find(
            {Severity::Information, "training-objective", where,
             fmt::format("The run smoothed its labels by {:g}: the squares are those of that objective, not of "
                         "−log p.",
                         *smoothing),
             "A reference Fisher uses the plain loss."});
    for (const char* name : {"mixup", "cutmix"})
        if (const auto mixed = run.number(name); mixed && *mixed > 0)
            context.find(
                {Severity::Information, "training-objective", where,
                 fmt::format("The run mixed pairs of examples and of their labels ({} {:g}, {}): the squares are those "
                             "of mixed examples.",
                             name, *mixed, run.find(name)->origin),
                 "A reference Fisher uses the examples as they are."});
}

/// Clipping that does more than shorten the whole gradient (F5).
void findClipping(const TrainingRun& run, const Where& where, const JobContext& context)
{
    if (const auto clip = run.number("clip-value"); clip && *clip > 0)
        context.find({Severity::Warning, "clipped-entries", where,
                      fmt::format("Every entry of the gradient was clipped at {:g} ({}): no square is larger than that "
                                  "allows, and ranks among the largest say nothing.",
                                  *clip, run.find("clip-value")->origin),
                      "Compare with a reference before deciding by large entries."});
    if (const auto clip = run.number("clip-adaptive"); clip && *clip > 0)
        context.find(
            {Severity::Warning, "clipped-entries", where,
             fmt::format("Gradients were clipped in proportion to their parameters, at {:g} of their norm ({}): "
                         "ranks of small parameters are too low where that happened.",
                         *clip, run.find("clip-adaptive")->origin),
             "Compare with a reference before deciding by large entries."});
    if (const auto clip = run.number("clip-norm-of-each"); clip && *clip > 0)
        context.find({Severity::Warning, "clipped-entries", where,
                      fmt::format("The gradient of each parameter was clipped at norm {:g} of its own ({}): where that "
                                  "happened, squares of different tensors are not comparable.",
                                  *clip, run.find("clip-norm-of-each")->origin),
                      "Use ranks within tensors only."});
}

}  // namespace

void findRun(const Checkpoint& checkpoint, const RecyclePlan& plan, const JobContext& context)
{
    const Where where{checkpoint.path, {}, {}};
    const TrainingRun& run = checkpoint.run;
    const Longest longest = longestOf(plan);
    const RunValue* steps = run.find("optimizer-steps");
    if (steps && steps->number && longest.step && *longest.step < *steps->number)
        context.find({Severity::Warning, "optimizer-restarted", where,
                      fmt::format("The run made {} steps ({}), but the optimizer counts {:g}: it was restarted without "
                                  "its state, or the two files are of different times.",
                                  steps->value, steps->origin, *longest.step),
                      "The accumulator remembers only what came after the restart."});
    // Some trainers count from zero.
    if (steps && steps->number && longest.step && *longest.step > *steps->number + 1)
        context.find(
            {Severity::Warning, "optimizer-ahead", where,
             fmt::format("The optimizer counts {:g} steps, but the run made {} ({}): it went on from the state "
                         "of an earlier run, or the two files are of different times.",
                         *longest.step, steps->value, steps->origin),
             "The accumulator may remember gradients of the earlier run."});
    if (const auto clip = run.number("clip-norm"); clip && *clip > 0)
        context.find(
            {Severity::Information, "clipped-gradients", where,
             fmt::format("Gradients were clipped at norm {:g} ({}): where that happened the squares are those of "
                         "shortened gradients.",
                         *clip, run.find("clip-norm")->origin),
             "Values of different runs are then not comparable; ranks suffer little."});
    findClipping(run, where, context);
    if (const auto loss = run.number("training-loss"); loss && *loss >= 0 && *loss < 0.01)
        context.find({Severity::Warning, "well-fitted", where,
                      fmt::format("The training loss is {:g}: almost every example is fitted, and gradients with the "
                                  "data's labels vanish where the true Fisher does not.",
                                  *loss),
                      "Compare with a sampled or exact reference."});
    findObjective(run, where, context);
    const RunValue* schedule = run.find("schedule");
    if (schedule && longest.memory && (schedule->value == "constant" || schedule->value == "constant_with_warmup"))
        context.find({Severity::Information, "constant-schedule", where,
                      fmt::format("The learning rate did not decay ({}): the parameters still moved at full speed over "
                                  "the last {:.0f} steps, which the average remembers.",
                                  schedule->origin, *longest.memory),
                      "The estimate is of where the parameters were, more than of where they ended."});
    const auto warmUp = warmUpOf(run);
    if (warmUp && *warmUp >= 1 && longest.step && longest.memory && *longest.step < *warmUp + *longest.memory)
        context.find(
            {Severity::Information, "warm-up", where,
             fmt::format("The average still remembers the warm-up of {:g} steps: it reaches back about {:.0f} of "
                         "{:g} steps.",
                         *warmUp, *longest.memory, *longest.step),
             "Gradients of the warm-up linger in the estimate."});
}

void findFromValues(const Checkpoint& checkpoint, std::optional<double> norm, std::optional<double> share,
                    const JobContext& context)
{
    const Where where{checkpoint.path, {}, {}};
    if (norm) {
        // Σ v̂ averages ‖g‖², which clipping keeps below c²; close to it means that nearly every step was clipped.
        const auto clip = checkpoint.run.number("clip-norm");
        if (clip && *clip > 0 && *norm >= 0.9 * *clip * *clip && *norm <= 1.01 * *clip * *clip)
            context.find({Severity::Warning, "clipping-always-on", where,
                          fmt::format("The squares add up to {:.3g}, and gradients were clipped at norm {:g}: nearly "
                                      "every step was clipped, so the scale is that of the clipping.",
                                      *norm, *clip),
                          "Use ranks within this model only."});
        else if (!clip && std::abs(*norm - 1) <= 0.02)
            context.find({Severity::Information, "clipping-always-on", where,
                          fmt::format("The squares add up to {:.3g}, as if nearly every gradient had been clipped at "
                                      "norm 1.",
                                      *norm),
                          "If so, the scale is that of the clipping."});
    }
    // Trainers divide gradients by the scale of the loss before the optimizer sees them; a loop of one's own may not.
    if (const auto scale = checkpoint.run.number("loss-scale");
        norm && scale && *scale >= 256 && std::isfinite(*scale) && std::sqrt(*norm) > *scale / 10)
        context.find(
            {Severity::Warning, "loss-scale-in-squares", where,
             fmt::format("The squares add up to {:.3g}, and the loss was scaled by {:g} ({}): as if gradients had "
                         "been squared with the scale still in them.",
                         *norm, *scale, checkpoint.run.find("loss-scale")->origin),
             "If so, give the scale as --loss-factor; it may have changed during the run."});
    if (share && *share > 0.5)
        context.find({Severity::Warning, "large-batch", where,
                      fmt::format("About {:.0f} % of the estimate is the square of the mean gradient times the batch "
                                  "size, not the variance of single gradients.",
                                  100 * *share),
                      "The batch was large, or the run far from its end; see the ladder."});
}

}  // namespace fisherlens::detail
