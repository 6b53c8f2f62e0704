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

}  // namespace

Result<RecyclePlan> planRecycling(const Checkpoint& checkpoint, const RecycleSettings& settings)
{
    FL_CHECK(checkSettings(settings));
    FL_CHECK(checkOptimizer(checkpoint));
    const Optimizer& optimizer = *checkpoint.optimizer;
    RecyclePlan plan;
    plan.biasCorrected = !settings.raw;
    plan.scaled = settings.batchSize && !settings.raw;
    for (const ParameterState& state : optimizer.mapped) {
        PlannedTensor planned{&state, nullptr, settings.step ? settings.step : state.step, std::nullopt, 1};
        if (state.group < optimizer.groups.size())
            planned.group = &optimizer.groups[state.group];
        const std::optional<double> beta2 = planned.group ? planned.group->beta2 : std::nullopt;
        if (beta2 && !(*beta2 >= 0 && *beta2 < 1))
            return fail(ErrorCode::Damaged,
                        "The optimizer's beta2 is " + std::to_string(*beta2) + ", which is not in [0, 1).",
                        {checkpoint.path, state.parameter, {}});
        if (beta2 && planned.step && std::isfinite(*planned.step) && *planned.step > 0)
            planned.bias = biasCorrection(*beta2, *planned.step);
        if (!settings.raw) {
            plan.biasCorrected = plan.biasCorrected && planned.bias;
            planned.factor = planned.bias.value_or(1);
            if (plan.scaled)
                planned.factor *=
                    scaleFactor(settings.reduction.value_or(Reduction::Mean), *settings.batchSize, settings.lossFactor);
        }
        plan.tensors.push_back(planned);
    }
    return plan;
}

}  // namespace fisherlens::detail
