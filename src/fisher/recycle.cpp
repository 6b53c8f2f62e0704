// SPDX-License-Identifier: GPL-3.0-or-later
#include "fisher/recycle.h"

#include "fisher/accumulator_tap.h"
#include "fisher/recycle_plan.h"
#include "fisher/run_findings.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

namespace fisherlens {
namespace {

using detail::PlannedTensor;
using detail::RecyclePlan;

std::string_view reductionName(Reduction reduction)
{
    return reduction == Reduction::Mean ? "mean" : "sum";
}

/// Smallest and largest t of the tensors that have one.
struct Steps {
    std::optional<double> least, most;
};

Steps stepsOf(const RecyclePlan& plan)
{
    Steps steps;
    for (const PlannedTensor& tensor : plan.tensors) {
        if (!tensor.step)
            continue;
        steps.least = steps.least ? std::min(*steps.least, *tensor.step) : *tensor.step;
        steps.most = steps.most ? std::max(*steps.most, *tensor.step) : *tensor.step;
    }
    return steps;
}

void findScale(const Checkpoint& checkpoint, const RecycleSettings& settings, const RecyclePlan& plan,
               const JobContext& context)
{
    const Where where{checkpoint.path, {}, {}};
    if (plan.reductionOrigin.empty())
        context.find({Severity::Warning, "reduction-assumed", where,
                      "The file does not say whether the training loss was averaged or summed over the batch; averaged "
                      "is assumed.",
                      "Give --reduction mean or --reduction sum."});
    else if (!settings.reduction)
        context.find(
            {Severity::Information, "reduction-recorded", where,
             plan.reduction == Reduction::Sum
                 ? fmt::format("The training loss was summed over the batch, not averaged ({}).", plan.reductionOrigin)
                 : fmt::format("The training loss was averaged over the batch ({}).", plan.reductionOrigin),
             "Give --reduction where this is wrong."});
    if (plan.relative)
        context.find(
            {Severity::Warning, "relative-scale", where,
             "The optimizer weighs its squares by a factor that it does not keep, the same for all parameters: "
             "ranks are right, values are not those of a Fisher diagonal, and no batch size is applied.",
             "Compare ranks only, or compute a reference Fisher."});
    else if (!plan.batchSize)
        context.find({Severity::Warning, "batch-size-unknown", where,
                      std::string(plan.biasCorrected
                                      ? "The batch size is not known, so the values are the bias-corrected "
                                        "accumulator: ranks are right, values are not those of a Fisher diagonal."
                                      : "The batch size is not known, so the values are the accumulator: ranks are "
                                        "right, values are not those of a Fisher diagonal.")
                          + (checkpoint.run.batchAtLeast ? fmt::format(
                                 " It was at least {:g}: {}.", *checkpoint.run.batchAtLeast, checkpoint.run.batchOrigin)
                                                         : std::string()),
                      "Give --batch-size: examples per optimizer step (micro-batch × accumulation × parallel ranks)."});
    else if (!settings.batchSize)
        context.find({Severity::Information, "batch-size-recorded", where,
                      fmt::format("The effective batch size is {:g}: {}.", *plan.batchSize, plan.batchOrigin),
                      "Give --batch-size where this is wrong."});
}

void findUncorrected(const Checkpoint& checkpoint, const RecyclePlan& plan, const JobContext& context)
{
    const PlannedTensor *withoutStep = nullptr, *withoutDecay = nullptr, *sum = nullptr;
    std::size_t steps = 0, decays = 0, sums = 0;
    const auto count = [](const PlannedTensor& tensor, const PlannedTensor*& first, std::size_t& number) {
        first = first ? first : &tensor;
        ++number;
    };
    for (const PlannedTensor& tensor : plan.tensors) {
        if (tensor.bias)
            continue;
        if (tensor.state->averaging.kind == Averaging::Kind::Sum)
            count(tensor, sum, sums);
        else if (tensor.decay)
            count(tensor, withoutStep, steps);
        else
            count(tensor, withoutDecay, decays);
    }
    const std::size_t all = plan.tensors.size();
    const auto at = [&](const PlannedTensor* tensor) { return Where{checkpoint.path, tensor->state->parameter, {}}; };
    if (withoutStep)
        context.find(
            {Severity::Warning, "bias-not-corrected", at(withoutStep),
             fmt::format("{} of {} tensors have no usable step and are not bias-corrected: their values are too "
                         "small by 1 − beta2^t, and not comparable with the others.",
                         steps, all),
             "Give --step when the number of optimizer steps is known."});
    if (sum)
        context.find(
            {Severity::Warning, "bias-not-corrected", at(sum),
             fmt::format("{} of {} tensors are sums over a number of steps that is not known: their values are "
                         "too large by that number, and not comparable with the others.",
                         sums, all),
             "Give --step when the number of optimizer steps is known."});
    if (withoutDecay)
        context.find({Severity::Warning, "decay-not-recorded", at(withoutDecay),
                      fmt::format("The file does not record the decay (beta2) of {} of {} tensors, so they are not "
                                  "bias-corrected, whatever the step: their values are too small by 1 − beta2^t.",
                                  decays, all),
                      "Ranks among tensors of the same steps are right."});
}

void findSteps(const Checkpoint& checkpoint, const RecyclePlan& plan, const JobContext& context)
{
    const Where where{checkpoint.path, {}, {}};
    const Steps steps = stepsOf(plan);
    if (steps.least && *steps.least < *steps.most)
        context.find({Severity::Information, "steps-differ", where,
                      fmt::format("The parameters have seen different numbers of steps, from {:g} to {:g}; each is "
                                  "corrected with its own.",
                                  *steps.least, *steps.most),
                      ""});
    if (plan.relative)
        return;
    findUncorrected(checkpoint, plan, context);
}

/// Finding short-run for the tensor that has the smallest share of the steps that its average needs.
void findShortRun(const Checkpoint& checkpoint, const RecyclePlan& plan, const JobContext& context)
{
    const PlannedTensor* shortest = nullptr;
    double least = 1;
    for (const PlannedTensor& tensor : plan.tensors) {
        if (!tensor.bias || !tensor.decay)
            continue;
        const double share = *tensor.step * (1 - *tensor.decay) / 3;
        if (share < least) {
            least = share;
            shortest = &tensor;
        }
    }
    if (shortest)
        context.find(
            {Severity::Warning,
             "short-run",
             {checkpoint.path, shortest->state->parameter, {}},
             fmt::format("The accumulator has seen {:g} steps; with beta2 = {:g} it averages over about "
                         "{:.0f}, and after fewer than "
                         "{:.0f} it is noisy.",
                         *shortest->step, *shortest->decay, 1 / (1 - *shortest->decay), 3 / (1 - *shortest->decay)),
             "Trust ranks between large groups only, or train longer."});
}

std::string provenanceOf(const Checkpoint& checkpoint, const RecycleSettings& settings, const RecyclePlan& plan)
{
    const Steps steps = stepsOf(plan);
    const auto orNull = [](std::optional<double> value) {
        return value ? nlohmann::json(*value) : nlohmann::json(nullptr);
    };
    nlohmann::json groups = nlohmann::json::array();
    for (const OptimizerGroup& group : checkpoint.optimizer->groups)
        groups.push_back({{"learning_rate", orNull(group.learningRate)},
                          {"beta1", orNull(group.beta1)},
                          {"beta2", orNull(group.beta2)},
                          {"epsilon", orNull(group.epsilon)},
                          {"weight_decay", orNull(group.weightDecay)},
                          {"amsgrad", group.amsgrad}});
    nlohmann::json run = nlohmann::json::array();
    for (const RunValue& value : checkpoint.run.values)
        run.push_back({{"name", value.name}, {"value", value.value}, {"origin", value.origin}});
    const nlohmann::json provenance{
        {"source",
         {{"file", std::filesystem::path(checkpoint.path).filename().string()},
          {"format", checkpoint.format},
          {"layout", checkpoint.layout},
          {"key", checkpoint.key}}},
        {"run", run},
        {"mapping", checkpoint.optimizer->rule},
        {"optimizer",
         {{"kind", checkpoint.optimizer->kind},
          {"accumulator", checkpoint.optimizer->accumulator},
          {"groups", groups}}},
        {"steps", {{"least", orNull(steps.least)}, {"most", orNull(steps.most)}}},
        {"settings",
         {{"batch_size", orNull(plan.batchSize)},
          {"batch_origin", plan.batchOrigin},
          {"reduction",
           plan.reductionOrigin.empty() ? nlohmann::json(nullptr) : nlohmann::json(reductionName(plan.reduction))},
          {"reduction_origin", plan.reductionOrigin},
          {"loss_factor", settings.lossFactor},
          {"step", orNull(settings.step)},
          {"unit", settings.unit},
          {"raw", settings.raw}}}};
    return provenance.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::optional<Reduction> recordedReduction(const TrainingRun& run)
{
    constexpr std::array<std::string_view, 5> means{"mean", "sum ÷ sample size", "sum_over_batch_size",
                                                    "mean_with_sample_weight", "auto"};  // the last three are Keras's
    const RunValue* value = run.find("reduction");
    if (value && value->value == "sum")
        return Reduction::Sum;
    if (value && std::find(means.begin(), means.end(), value->value) != means.end())
        return Reduction::Mean;
    return std::nullopt;
}

Result<FisherFile> recycle(const Checkpoint& checkpoint, const RecycleSettings& settings, const JobContext& context)
{
    FL_TRY(const RecyclePlan plan, detail::planRecycling(checkpoint, settings));
    FisherFile file;
    FisherAttributes& attributes = file.attributes;
    attributes.kind = FisherKind::Recycled;
    attributes.scale = plan.scaled ? FisherScale::MeanPerUnit : FisherScale::Accumulator;
    attributes.unit = settings.unit;
    attributes.lossFactor = settings.lossFactor;
    attributes.biasCorrected = plan.biasCorrected;
    attributes.batchSize = plan.scaled || settings.raw ? plan.batchSize.value_or(0) : 0;
    attributes.reduction = reductionName(plan.reduction);
    attributes.optimizer = checkpoint.optimizer->kind;
    attributes.step = stepsOf(plan).most.value_or(0);
    attributes.provenance = provenanceOf(checkpoint, settings, plan);
    for (const PlannedTensor& tensor : plan.tensors)
        FL_CHECK(
            file.diagonal.add(detail::recycledTensor(tensor, std::make_shared<detail::AccumulatorTap>(tensor, false))));
    if (!settings.raw) {
        findScale(checkpoint, settings, plan, context);
        findSteps(checkpoint, plan, context);
        detail::findRun(checkpoint, plan, context);
    }
    findShortRun(checkpoint, plan, context);
    return file;
}

}  // namespace fisherlens
