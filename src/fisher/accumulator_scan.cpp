// SPDX-License-Identifier: GPL-3.0-or-later
#include "fisher/accumulator_scan.h"

#include "fisher/accumulator_tap.h"
#include "fisher/corrections.h"
#include "fisher/recycle_plan.h"
#include "fisher/run_findings.h"
#include "fisher/use_findings.h"

#include <fmt/format.h>

#include <functional>
#include <set>
#include <string_view>

namespace fisherlens {
namespace {

using detail::AccumulatorTally;
using detail::AccumulatorTap;
using detail::PlannedTensor;

std::optional<double> shareOf(const PlannedTensor& tensor, const AccumulatorTally& tally,
                              std::optional<double> batchSize)
{
    if (!tensor.state->firstMoment || !tensor.bias || !tensor.decay || !tensor.group || !tensor.group->beta1)
        return std::nullopt;
    const double beta1 = *tensor.group->beta1;
    const auto rho = momentumNoise(beta1, *tensor.step);
    if (!rho)
        return std::nullopt;
    const double correction = biasCorrection(beta1, *tensor.step);
    return meanGradientShare(tally.moments * correction * correction, tally.withMoment * *tensor.bias, rho, batchSize);
}

/// Adds up one count of all tensors; a finding when it is not zero, placed at the first tensor concerned.
void findCount(
    const Checkpoint& checkpoint, const AccumulatorScan& scan, std::int64_t TensorScan::*count, Finding finding,
    std::string_view what, const JobContext& context,
    const std::function<bool(std::size_t)>& concerned = [](std::size_t) { return true; })
{
    std::int64_t entries = 0, tensors = 0;
    for (std::size_t t = 0; t < scan.tensors.size(); ++t) {
        const TensorScan& tensor = scan.tensors[t];
        if (tensor.*count == 0 || !concerned(t))
            continue;
        if (tensors++ == 0)
            finding.where = {checkpoint.path, tensor.name, {}};
        entries += tensor.*count;
    }
    if (entries == 0)
        return;
    finding.text = fmt::format("{} entries of {} tensors {}", entries, tensors, what);
    context.find(std::move(finding));
}

void report(const Checkpoint& checkpoint, const detail::RecyclePlan& plan, const AccumulatorScan& scan,
            const JobContext& context)
{
    const auto coarse = [&plan](std::size_t t) { return plan.tensors[t].state->coarse; };
    findCount(checkpoint, scan, &TensorScan::nonfinite,
              {Severity::Warning, "nonfinite", {}, {}, "Merging and pruning with this file need --nonfinite fallback."},
              "are NaN or infinite in the accumulator and stored as they are.", context);
    findCount(checkpoint, scan, &TensorScan::negative,
              {Severity::Warning, "negative-accumulator", {}, {}, "Check that the file is what its optimizer wrote."},
              "are negative, which no average of squares is; they are stored as they are.", context);
    findCount(
        checkpoint, scan, &TensorScan::zeros,
        {Severity::Information, "exact-zeros", {}, {}, "No evidence is not unimportance: see prune --zero-fisher."},
        "are exactly zero: these parameters had no gradient.", context, [&](std::size_t t) { return !coarse(t); });
    findCount(checkpoint, scan, &TensorScan::zeros,
              {Severity::Warning, "exact-zeros", {}, {}, "No evidence is not unimportance: see prune --zero-fisher."},
              "are exactly zero: their squares were too small for the type in which they are stored, or there was no "
              "gradient.",
              context, coarse);
    findCount(checkpoint, scan, &TensorScan::lost,
              {Severity::Warning, "beyond-float32", {}, {}, "Check the batch size and the loss factor."},
              "leave the range of float32 when corrected, and become infinite or zero in the file.", context);
}

}  // namespace

struct WatchedAccumulators::State {
    const Checkpoint& checkpoint;
    RecycleSettings settings;
    detail::RecyclePlan plan;
    std::vector<std::shared_ptr<AccumulatorTap>> taps;  ///< in the order of the plan's tensors
};

WatchedAccumulators::WatchedAccumulators(std::unique_ptr<State> state) : state_(std::move(state)) {}
WatchedAccumulators::~WatchedAccumulators() = default;
WatchedAccumulators::WatchedAccumulators(WatchedAccumulators&&) noexcept = default;
WatchedAccumulators& WatchedAccumulators::operator=(WatchedAccumulators&&) noexcept = default;

Result<WatchedAccumulators> WatchedAccumulators::of(const Checkpoint& checkpoint, const RecycleSettings& settings)
{
    FL_TRY(detail::RecyclePlan plan, detail::planRecycling(checkpoint, settings));
    auto state = std::make_unique<State>(State{checkpoint, settings, std::move(plan), {}});
    for (const PlannedTensor& tensor : state->plan.tensors)
        state->taps.push_back(std::make_shared<AccumulatorTap>(tensor, true));
    return WatchedAccumulators(std::move(state));
}

Result<Catalogue> WatchedAccumulators::diagonal() const
{
    Catalogue result;
    for (std::size_t t = 0; t < state_->taps.size(); ++t)
        FL_CHECK(result.add(detail::recycledTensor(state_->plan.tensors[t], state_->taps[t])));
    return result;
}

Result<AccumulatorScan> WatchedAccumulators::finish(const JobContext& context)
{
    const detail::RecyclePlan& plan = state_->plan;
    double total = 0, done = 0;
    for (const PlannedTensor& tensor : plan.tensors)
        total += static_cast<double>(tensor.state->accumulator.info.count);
    AccumulatorScan scan;
    double meanSquares = 0, all = 0;  // Σ over tensors of share·Σv̂ and Σv̂
    double norm = 0;                  // Σ v̂ of every state, tied parameters once
    bool corrected = true;
    std::set<std::string_view> counted;
    std::vector<detail::Use> uses;
    for (std::size_t t = 0; t < plan.tensors.size(); ++t) {
        const PlannedTensor& tensor = plan.tensors[t];
        FL_CHECK(state_->taps[t]->readRest(context, [&](std::int64_t n) {
            done += static_cast<double>(n);
            context.report("check accumulators", done / total);
        }));
        const AccumulatorTally& tally = state_->taps[t]->tally();
        TensorScan part{tensor.state->parameter,
                        tally.nonfinite,
                        tally.negative,
                        tally.zeros,
                        tally.lost,
                        shareOf(tensor, tally, plan.batchSize)};
        const double second = tally.withMoment * tensor.bias.value_or(1);
        corrected = corrected && tensor.bias;
        if (counted.insert(tensor.state->state).second)
            norm += tally.all * tensor.bias.value_or(1);
        if (part.meanGradientShare) {
            meanSquares += *part.meanGradientShare * second;
            all += second;
        }
        const auto finite = static_cast<double>(tensor.state->accumulator.info.count - tally.nonfinite);
        uses.push_back({tally.zeros, finite > 0 ? tally.all * tensor.bias.value_or(1) / finite : 0});
        scan.tensors.push_back(std::move(part));
    }
    if (all > 0)
        scan.meanGradientShare = meanSquares / all;
    report(state_->checkpoint, plan, scan, context);
    detail::findUse(state_->checkpoint.path, plan, uses, context);
    if (!state_->settings.raw)
        detail::findFromValues(state_->checkpoint, corrected ? std::optional(norm) : std::nullopt,
                               scan.meanGradientShare, context);
    return scan;
}

Result<AccumulatorScan> scanAccumulators(const Checkpoint& checkpoint, const RecycleSettings& settings,
                                         const JobContext& context)
{
    FL_TRY(WatchedAccumulators watched, WatchedAccumulators::of(checkpoint, settings));
    return watched.finish(context);
}

}  // namespace fisherlens
