// SPDX-License-Identifier: GPL-3.0-or-later
#include "fisher/recycle_plan.h"

#include "fisher/corrections.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace fisherlens::detail {
namespace {

Result<void> checkSettings(const RecycleSettings& settings)
{
    const auto positive = [](double value) { return std::isfinite(value) && value > 0; };
    if (settings.batchSize && !positive(*settings.batchSize))
        return fail(ErrorCode::Usage, "The batch size must be a positive number.");
    if (!positive(settings.lossFactor))
        return fail(ErrorCode::Usage, "The loss factor must be a positive number.");
    if (settings.step && !positive(*settings.step))
        return fail(ErrorCode::Usage, "The number of steps must be a positive number.");
    constexpr std::array<std::string_view, 3> units{"example", "sequence", "token"};
    if (std::find(units.begin(), units.end(), settings.unit) == units.end())
        return fail(ErrorCode::Usage, "The unit '" + settings.unit + "' is not known.", {},
                    "Use example, sequence or token.");
    return {};
}

Result<void> checkOptimizer(const Checkpoint& checkpoint)
{
    const Where where{checkpoint.path, {}, {}};
    if (!checkpoint.optimizer)
        return fail(ErrorCode::Unsupported, "The file holds no optimizer state, so there is nothing to recycle.", where,
                    "Give the file that holds it with --optimizer.");
    if (checkpoint.optimizer->unusable)
        return fail(*checkpoint.optimizer->unusable);
    if (checkpoint.optimizer->mapped.empty())
        return fail(ErrorCode::Unsupported, "No parameter has an accumulator of squared gradients.", where);
    return {};
}

/// What the average needs: (v − β^t s₀)/(1 − β^t), (v − s₀)/t, or nothing (DESIGN.md 3, "Other optimizers").
Result<void> planCorrection(const Checkpoint& checkpoint, const ParameterState& state, PlannedTensor& planned)
{
    const Averaging& averaging = state.averaging;
    const bool steps = planned.step && std::isfinite(*planned.step) && *planned.step > 0;
    switch (averaging.kind) {
    case Averaging::Kind::Complete: planned.bias = 1; return {};
    case Averaging::Kind::Relative: return {};
    case Averaging::Kind::Sum:
        planned.start = averaging.start;
        if (steps)
            planned.bias = 1 / *planned.step;
        return {};
    case Averaging::Kind::Moving: break;
    }
    planned.decay = averaging.decay;
    if (!planned.decay && planned.group)
        planned.decay = planned.group->beta2;
    if (planned.decay && !(*planned.decay >= 0 && *planned.decay < 1))
        return fail(ErrorCode::Damaged,
                    "The decay of the optimizer's average is " + std::to_string(*planned.decay)
                        + ", which is not in [0, 1).",
                    {checkpoint.path, state.parameter, {}});
    if (!planned.decay || !steps)
        return {};
    planned.bias = biasCorrection(*planned.decay, *planned.step);
    planned.start = averaging.start * std::pow(*planned.decay, *planned.step);
    return {};
}

}  // namespace

Result<RecyclePlan> planRecycling(const Checkpoint& checkpoint, const RecycleSettings& settings)
{
    FL_CHECK(checkSettings(settings));
    FL_CHECK(checkOptimizer(checkpoint));
    const Optimizer& optimizer = *checkpoint.optimizer;
    RecyclePlan plan;
    plan.batchSize = settings.batchSize ? settings.batchSize : checkpoint.run.batchSize;
    plan.batchOrigin = settings.batchSize ? "given" : checkpoint.run.batchOrigin;
    const auto recorded = recordedReduction(checkpoint.run);
    plan.reduction = settings.reduction.value_or(recorded.value_or(Reduction::Mean));
    plan.reductionOrigin = settings.reduction ? "given" : recorded ? checkpoint.run.find("reduction")->origin : "";
    plan.relative = std::any_of(optimizer.mapped.begin(), optimizer.mapped.end(), [](const ParameterState& state) {
        return state.averaging.kind == Averaging::Kind::Relative;
    });
    plan.biasCorrected = !settings.raw;
    plan.scaled = plan.batchSize && !settings.raw && !plan.relative;
    for (const ParameterState& state : optimizer.mapped) {
        PlannedTensor planned;
        planned.state = &state;
        planned.step = settings.step ? settings.step : state.step;
        if (state.group < optimizer.groups.size())
            planned.group = &optimizer.groups[state.group];
        FL_CHECK(planCorrection(checkpoint, state, planned));
        if (!settings.raw) {
            plan.biasCorrected = plan.biasCorrected && planned.bias;
            planned.factor = planned.bias.value_or(1);
            if (plan.scaled)
                planned.factor *= scaleFactor(plan.reduction, *plan.batchSize, settings.lossFactor);
        } else {
            planned.start = 0;
        }
        plan.tensors.push_back(planned);
    }
    return plan;
}

}  // namespace fisherlens::detail
