// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/batch_plan.h"

#include "reference/self_check.h"
#include "reference/standard_error.h"

#include <fmt/format.h>

#include <algorithm>

namespace fisherlens {
namespace {

constexpr std::int64_t kProbeExamples = 3;
/// Examples that one thread adds up without an engine.
constexpr std::int64_t kLoopBlock = 32;
/// How far to look for an example that differs from the first.
constexpr std::int64_t kLookFor = 256;

/// Activations of one batch, with its directions.
constexpr std::int64_t kBatchBytes = std::int64_t{512} << 20;
constexpr std::int64_t kLargestBatch = 256, kSmallestBatch = 16;
/// An automatic batch leaves so many for other threads.
constexpr std::int64_t kBatches = 16;
/// Batches that are added up in one block: fewer passes over the sums, but enough blocks for all threads.
constexpr std::int64_t kBatchesPerBlock = 8, kBlocks = 16;

/// A standard error needs blocks enough for its groups.
std::int64_t mostPerBlock(const EstimateSettings& settings, std::int64_t examples)
{
    return settings.standardError ? std::max<std::int64_t>(examples / kFewestGroups, 1) : examples;
}

std::int64_t batchSize(const EstimateSettings& settings, std::int64_t examples, std::int64_t bytesPerExample)
{
    const std::int64_t fitting = std::max<std::int64_t>(kBatchBytes / std::max<std::int64_t>(bytesPerExample, 1), 1);
    const std::int64_t wanted =
        settings.batchSize > 0 ? settings.batchSize : std::clamp(examples / kBatches, kSmallestBatch, kLargestBatch);
    return std::min({wanted, fitting, mostPerBlock(settings, examples)});
}

/// An example with other inputs than the first one; none when all that were looked at are alike.
Result<std::optional<ExampleBlock>> otherExample(const DataFile& data, const ExampleBlock& first, std::int64_t examples)
{
    const auto reference = singleExample(first, 0);
    const auto differs = [&](const ExampleBlock& other) {
        return !std::equal(reference.begin(), reference.end(), other.inputs.begin(),
                           [](const Batch& a, const Batch& b) { return a.bytes == b.bytes; });
    };
    for (std::int64_t i = examples > kProbeExamples ? kProbeExamples : 1; i < std::min(examples, kLookFor); ++i) {
        FL_TRY(ExampleBlock other, readExamples(data, i, 1));
        if (differs(other))
            return std::optional(std::move(other));
    }
    return std::optional<ExampleBlock>{};
}

Result<BatchOffer> offer(const ReferenceModel& model, const DataFile& data, std::int64_t examples,
                         const CancelToken& cancel)
{
    if (examples < kProbeExamples)
        return BatchOffer{nullptr, "there are too few examples to show that it keeps them apart"};
    FL_TRY(const ExampleBlock probe, readExamples(data, 0, kProbeExamples));
    FL_TRY(const auto other, otherExample(data, probe, examples));
    if (!other)
        return BatchOffer{nullptr, "the examples are all alike, so it cannot be shown that it keeps them apart"};
    return model.batchEngine(probe.inputs, other->inputs, cancel);
}

void reportLoop(const ReferenceModel& model, const BatchPlan& plan, const JobContext& context)
{
    constexpr std::size_t shown = 3;
    std::string text;
    if (!plan.engine) {
        text = "The model is worked on example by example: " + plan.reason + ".";
    } else if (!plan.engine->fallbacks().empty()) {
        const auto& others = plan.engine->fallbacks();
        std::string list;
        for (std::size_t i = 0; i < std::min(shown, others.size()); ++i)
            list += (i ? "; " : "") + model.parameters()[others[i].parameter].name + " (" + others[i].reason + ")";
        text = fmt::format("{} of {} parameter tensors are worked on example by example: {}{}", others.size(),
                           model.parameters().size(), list, others.size() > shown ? "; and others." : ".");
    }
    if (!text.empty())
        context.find({Severity::Information, "reference-loop", {}, text, "The result is the same, it takes longer."});
}

Result<void> checkWithBatch(const ReferenceModel& model, const DataFile& data, const EstimateSettings& settings,
                            const JobContext& context, BatchPlan& plan)
{
    FL_TRY(const ExampleBlock block, readExamples(data, 0, plan.batch));
    FL_TRY(plan.selfCheck,
           checkEngine(model, *plan.engine, data, settings, orderByHalf(block, settings.labels.seed), context.cancel));
    if (plan.selfCheck && *plan.selfCheck <= kSelfCheckLimit)
        return {};
    plan.reason = plan.selfCheck
                      ? fmt::format("single examples have other gradients than in a batch of {} (relative difference "
                                    "{:.2g})",
                                    plan.batch, *plan.selfCheck)
                      : fmt::format("a batch of {} examples takes another way through it", plan.batch);
    plan.engine.reset();
    return {};
}

}  // namespace

Result<BatchPlan> planBatches(const ReferenceModel& model, const DataFile& data, const EstimateSettings& settings,
                              std::int64_t examples, const JobContext& context)
{
    BatchPlan plan;
    if (settings.batched) {
        FL_TRY(BatchOffer offered, offer(model, data, examples, context.cancel));
        plan.engine = std::move(offered.engine);
        plan.reason = std::move(offered.reason);
    } else {
        plan.reason = "batches are switched off";
    }
    if (plan.engine) {
        const std::int64_t perExample =
            plan.engine->bytesPerExample()
            + directionBytes(settings, plan.engine->outputsPerExample(), targetsPerExample(data));
        plan.batch = batchSize(settings, examples, perExample);
        const std::int64_t blocks = settings.standardError ? kMostGroups : kBlocks;
        plan.block = plan.batch * std::clamp<std::int64_t>(examples / (plan.batch * blocks), 1, kBatchesPerBlock);
        plan.workerBytes = plan.engine->bytesPerWorker() + plan.batch * perExample;
        for (const BatchEngine::Fallback& other : plan.engine->fallbacks())
            plan.loop.push_back(other.parameter);
        FL_CHECK(checkWithBatch(model, data, settings, context, plan));
    }
    if (!plan.engine) {
        const std::optional<double> engineCheck = plan.selfCheck;
        plan = BatchPlan{
            nullptr,    std::move(plan.reason), {}, 1, std::min(kLoopBlock, mostPerBlock(settings, examples)), 0,
            engineCheck};
        for (std::size_t p = 0; p < model.parameters().size(); ++p)
            plan.loop.push_back(p);
        if (!plan.selfCheck) {
            FL_TRY(plan.selfCheck, checkPlainBatch(model, data, settings, examples));
        }
        if (plan.selfCheck && *plan.selfCheck > kSelfCheckLimit)
            context.find({Severity::Warning,
                          "examples-interact",
                          {},
                          fmt::format("A batch of examples has other gradients than the same examples one by one "
                                      "(relative difference {:.2g}).",
                                      *plan.selfCheck),
                          "The reference is that of single examples; a model that depends on its batch trains on "
                          "something else."});
    }
    reportLoop(model, plan, context);
    return plan;
}

}  // namespace fisherlens
