// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/optimizers.h"

#include "formats/optimizer_table.h"

#include <algorithm>
#include <set>

namespace fisherlens {
namespace {

std::optional<double> number(const StateValue* value)
{
    if (!value)
        return std::nullopt;
    if (const auto* flag = std::get_if<bool>(value))
        return *flag ? 1.0 : 0.0;
    if (const auto* real = std::get_if<double>(value))
        return *real;
    return std::nullopt;
}

/// A number, also one that is stored as a tensor of one element.
Result<std::optional<double>> numberOrTensor(const StateValue* value)
{
    if (const auto plain = number(value))
        return plain;
    const auto* tensor = value ? std::get_if<Tensor>(value) : nullptr;
    if (!tensor || tensor->info.count != 1 || isComplex(tensor->info.dtype))
        return std::nullopt;
    FL_TRY(const std::vector<double> values, readAll(*tensor));
    return values.front();
}

Result<OptimizerGroup> readGroup(const OptimizerRecord::Group& record)
{
    OptimizerGroup group;
    const StateValues& options = record.options;
    FL_TRY(group.learningRate, numberOrTensor(findValue(options, "lr")));
    FL_TRY(group.epsilon, numberOrTensor(findValue(options, "eps")));
    FL_TRY(group.weightDecay, numberOrTensor(findValue(options, "weight_decay")));
    if (const StateValue* betas = findValue(options, "betas")) {
        if (const auto* list = std::get_if<std::vector<double>>(betas); list && list->size() >= 2) {
            group.beta1 = (*list)[0];
            group.beta2 = (*list)[1];
        }
    }
    group.amsgrad = number(findValue(options, "amsgrad")) == 1.0;
    if (const auto decoupled = number(findValue(options, "decoupled_weight_decay")))
        group.decoupledWeightDecay = *decoupled != 0;
    return group;
}

/// Adam or AdamW, where the key decoupled_weight_decay (PyTorch 2.7 on) does not say it: AdamW's group has `foreach`
/// before `maximize`, Adam's the reverse (looked at in PyTorch 1.13.1; 2.13.0 writes the key).
std::optional<bool> decoupledByOrder(const OptimizerRecord::Group& group)
{
    std::optional<std::size_t> foreachAt, maximizeAt;
    for (std::size_t i = 0; i < group.options.size(); ++i) {
        if (group.options[i].first == "foreach")
            foreachAt = i;
        if (group.options[i].first == "maximize")
            maximizeAt = i;
        if (group.options[i].first == "correct_bias")  // transformers' own AdamW
            return true;
    }
    if (!foreachAt || !maximizeAt)
        return std::nullopt;
    return *foreachAt < *maximizeAt;
}

/// What the groups say together: all decoupled, none, or unknown.
std::string adamKind(const OptimizerRecord& record, std::vector<OptimizerGroup>& groups)
{
    std::size_t decoupled = 0, coupled = 0;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (!groups[i].decoupledWeightDecay)
            groups[i].decoupledWeightDecay = decoupledByOrder(record.groups[i]);
        if (groups[i].decoupledWeightDecay)
            ++(*groups[i].decoupledWeightDecay ? decoupled : coupled);
    }
    if (decoupled == groups.size())
        return "AdamW";
    return coupled == groups.size() ? "Adam" : "Adam or AdamW";
}

void reportAdam(const OptimizerReading& reading, const OptimizerRecord& record, const std::string& file,
                const JobContext& context)
{
    const Where where{file, {}, {}};
    bool coupled = false, decays = false, amsgrad = false;
    for (const OptimizerGroup& group : reading.groups) {
        const bool decay = group.weightDecay.value_or(0) != 0;
        decays = decays || decay;
        coupled = coupled || (decay && group.decoupledWeightDecay == false);
        amsgrad = amsgrad || group.amsgrad;
    }
    for (const OptimizerRecord::Entry& entry : record.states)
        amsgrad = amsgrad || findValue(entry.values, "max_exp_avg_sq");
    if (coupled)
        context.find({Severity::Warning, "coupled-weight-decay", where,
                      "Adam was run with weight decay: the accumulated squares are those of gradient plus decay times "
                      "parameter.",
                      "Estimates of small gradients are too large; prefer AdamW for runs that are to be recycled."});
    if (reading.kind == "Adam or AdamW")
        context.find({decays ? Severity::Warning : Severity::Information, "optimizer-class-unknown", where,
                      "The file does not tell Adam from AdamW.",
                      decays ? "If it was Adam, the accumulated squares contain the weight decay." : ""});
    if (amsgrad)
        context.find({Severity::Information, "amsgrad", where,
                      "The optimizer is AMSGrad: the average exp_avg_sq is used, its maximum max_exp_avg_sq is not.",
                      ""});
}

/// The state of one parameter; Unsupported when the average is not a plain array of floats.
Result<OptimizerReading::State> readState(const OptimizerRecord::Entry& entry, const std::optional<double>& groupStep,
                                          const std::string& file)
{
    const StateValue* value = findValue(entry.values, "exp_avg_sq");
    const auto* accumulator = value ? std::get_if<Tensor>(value) : nullptr;
    if (!accumulator || !isFloating(accumulator->info.dtype))
        return fail(ErrorCode::Unsupported,
                    "The average of squared gradients of parameter \"" + entry.key
                        + "\" is not stored as a plain floating-point tensor.",
                    {file, {}, {}});
    OptimizerReading::State state;
    state.key = entry.key;
    state.named = entry.named;
    state.accumulator = *accumulator;
    const StateValue* first = findValue(entry.values, "exp_avg");
    if (const auto* moment = first ? std::get_if<Tensor>(first) : nullptr;
        moment && isFloating(moment->info.dtype) && moment->info.shape == accumulator->info.shape)
        state.firstMoment = *moment;
    FL_TRY(state.step, numberOrTensor(findValue(entry.values, "step")));
    if (!state.step)
        state.step = groupStep;
    return state;
}

/// Group-wide steps by parameter key (apex keeps the count in the group).
Result<std::vector<std::pair<std::string, double>>> groupSteps(const OptimizerRecord& record)
{
    std::vector<std::pair<std::string, double>> steps;
    for (const OptimizerRecord::Group& group : record.groups) {
        FL_TRY(const std::optional<double> step, numberOrTensor(findValue(group.options, "step")));
        if (step)
            for (const std::string& key : group.parameters)
                steps.emplace_back(key, *step);
    }
    std::sort(steps.begin(), steps.end());
    return steps;
}

}  // namespace

const StateValue* findValue(const StateValues& values, std::string_view key)
{
    const auto at = std::find_if(values.begin(), values.end(), [key](const auto& entry) { return entry.first == key; });
    return at == values.end() ? nullptr : &at->second;
}

Result<OptimizerReading> readOptimizerState(const OptimizerRecord& record, const std::string& file,
                                            const JobContext& context)
{
    OptimizerReading reading;
    std::set<std::string, std::less<>> stateKeys, groupKeys;
    for (const OptimizerRecord::Entry& entry : record.states)
        for (const auto& value : entry.values)
            if (!std::holds_alternative<Nothing>(value.second))
                stateKeys.insert(value.first);
    for (const OptimizerRecord::Group& group : record.groups) {
        FL_TRY(OptimizerGroup read, readGroup(group));
        reading.groups.push_back(read);
        for (const auto& option : group.options)
            groupKeys.insert(option.first);
    }
    const OptimizerClass& recognised = recogniseOptimizer(stateKeys, groupKeys);
    reading.kind = recognised.kind;
    if (!recognised.usable) {
        reading.unusable = Error{ErrorCode::Unsupported,
                                 std::string(recognised.reason),
                                 {file, {}, {}},
                                 std::string(recognised.hint),
                                 nullptr};
        return reading;
    }
    if (reading.kind == "Adam")
        reading.kind = adamKind(record, reading.groups);
    if (record.states.empty()) {
        reading.unusable = Error{ErrorCode::Unsupported,
                                 "The optimizer has not made a step yet: its state is empty.",
                                 {file, {}, {}},
                                 "Save the checkpoint after some training steps.",
                                 nullptr};
        return reading;
    }
    FL_TRY(const auto steps, groupSteps(record));
    for (const OptimizerRecord::Entry& entry : record.states) {
        if (context.cancel.requested())
            return cancelled();
        const auto at = std::lower_bound(steps.begin(), steps.end(), entry.key,
                                         [](const auto& step, const std::string& key) { return step.first < key; });
        const bool found = at != steps.end() && at->first == entry.key;
        auto state = readState(entry, found ? std::optional(at->second) : std::nullopt, file);
        if (!state && state.error().code == ErrorCode::Unsupported) {
            reading.unusable = state.error();
            reading.states.clear();
            return reading;
        }
        FL_TRY(OptimizerReading::State read, std::move(state));
        reading.states.push_back(std::move(read));
    }
    reading.accumulator = "exp_avg_sq";
    reportAdam(reading, record, file, context);
    return reading;
}

}  // namespace fisherlens
