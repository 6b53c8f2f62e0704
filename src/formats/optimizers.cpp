// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/optimizers.h"

#include "formats/optimizer_state.h"
#include "formats/optimizer_table.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <unordered_map>

namespace fisherlens {
namespace {

Result<OptimizerGroup> readGroup(const OptimizerRecord::Group& record)
{
    OptimizerGroup group;
    const StateValues& options = record.options;
    FL_TRY(group.learningRate, numberOf(findValue(options, "lr")));
    FL_TRY(group.epsilon, numberOf(findValue(options, "eps")));
    FL_TRY(group.weightDecay, numberOf(findValue(options, "weight_decay")));
    if (const StateValue* betas = findValue(options, "betas")) {
        if (const auto* list = std::get_if<std::vector<double>>(betas); list && list->size() >= 2) {
            group.beta1 = (*list)[0];
            group.beta2 = (*list)[1];
        }
    } else {
        FL_TRY(group.beta1, numberOf(findValue(options, "beta1")));  // Adam-mini
        FL_TRY(group.beta2, numberOf(findValue(options, "beta2")));
    }
    FL_TRY(const std::optional<double> amsgrad, numberOf(findValue(options, "amsgrad")));
    group.amsgrad = amsgrad == 1.0;
    for (const char* key : {"decoupled_weight_decay", "decoupled", "decoupled_decay"}) {
        FL_TRY(const std::optional<double> decoupled, numberOf(findValue(options, key)));
        if (decoupled && !group.decoupledWeightDecay)
            group.decoupledWeightDecay = *decoupled != 0;
    }
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

/// What a group says of all its states.
struct GroupFacts {
    std::optional<double> step;  ///< apex, timm's LAMB, Schedule-Free (k): the count is kept in the group
    Averaging averaging;
};

Result<GroupFacts> groupFacts(const OptimizerClass& row, const OptimizerRecord::Group& group)
{
    GroupFacts facts;
    FL_TRY(facts.step, numberOf(findValue(group.options, "step")));
    if (!facts.step && row.kind == "Schedule-Free") {
        FL_TRY(facts.step, numberOf(findValue(group.options, "k")));
    }
    facts.averaging.kind = row.averaging;
    if (row.decay != "beta2") {
        FL_TRY(facts.averaging.decay, numberOf(findValue(group.options, row.decay)));
    }
    if (row.start.empty())
        return facts;
    const auto [end, error] =
        std::from_chars(row.start.data(), row.start.data() + row.start.size(), facts.averaging.start);
    if (error == std::errc()) {
        facts.averaging.startOrigin = "what " + std::string(row.kind) + " starts with";
        return facts;
    }
    FL_TRY(const std::optional<double> start, numberOf(findValue(group.options, row.start)));
    facts.averaging.start = start.value_or(0);
    facts.averaging.startOrigin =
        start ? "param_groups: " + std::string(row.start) : "the default of " + std::string(row.kind);
    return facts;
}

/// OptimizerReading::State::storedAs.
std::string storedAs(const OptimizerRecord::Entry& entry, bool quantised, const std::optional<Tensor>& accumulator)
{
    if (!entry.storedAs.empty())
        return entry.storedAs == "float32" || entry.storedAs == "float64" ? std::string() : entry.storedAs;
    if (quantised)
        return "8-bit";
    if (!accumulator || !isFloating(accumulator->info.dtype) || byteSize(accumulator->info.dtype) > 2)
        return {};
    if (byteSize(accumulator->info.dtype) == 1)
        return "float8";
    return accumulator->info.dtype == DType::F16 ? "float16" : "bfloat16";
}

/// DeepSpeed's FusedAdam counts the steps of the last parameter of a group only: the others of the group have as many.
void completeSteps(const OptimizerRecord& record, OptimizerReading& reading)
{
    std::unordered_map<std::string, std::size_t> groupOf;
    for (std::size_t g = 0; g < record.groups.size(); ++g)
        for (const std::string& key : record.groups[g].parameters)
            groupOf.emplace(key, g);
    std::vector<double> most(record.groups.size(), 0);
    std::vector<std::size_t> counted(record.groups.size(), 0);
    for (const auto& state : reading.states)
        if (const auto at = groupOf.find(state.key); at != groupOf.end() && state.step && *state.step > 0) {
            most[at->second] = std::max(most[at->second], *state.step);
            ++counted[at->second];
        }
    for (auto& state : reading.states)
        if (const auto at = groupOf.find(state.key);
            at != groupOf.end() && state.step == 0.0 && counted[at->second] == 1)
            state.step = most[at->second];
}

class Reader {
public:
    Reader(const OptimizerRecord& record, const std::string& file, const JobContext& context)
        : record_(record), file_(file), context_(context)
    {}

    Result<OptimizerReading> read(const OptimizerClass* known)
    {
        KeySet stateKeys, groupKeys;
        for (const OptimizerRecord::Entry& entry : record_.states)
            for (const auto& value : entry.values)
                if (!std::holds_alternative<Nothing>(value.second))
                    stateKeys.insert(value.first);
        for (const OptimizerRecord::Group& group : record_.groups) {
            FL_TRY(OptimizerGroup read, readGroup(group));
            reading_.groups.push_back(read);
            for (const auto& option : group.options)
                groupKeys.insert(option.first);
        }
        const OptimizerClass& row = known ? *known : recogniseOptimizer(stateKeys, groupKeys);
        reading_.kind = row.kind;
        if (!row.usable())
            return refuse(std::string(row.reason), std::string(row.hint));
        if (reading_.kind == "Adam")
            reading_.kind = adamKind(record_, reading_.groups);
        if (record_.states.empty())
            return refuse("The optimizer has not made a step yet: its state is empty.",
                          "Save the checkpoint after some training steps.");
        return readStates(row);
    }

private:
    OptimizerReading refuse(std::string reason, std::string hint)
    {
        reading_.unusable = Error{ErrorCode::Unsupported, std::move(reason), {file_, {}, {}}, std::move(hint), nullptr};
        reading_.states.clear();
        return std::move(reading_);
    }

    Result<OptimizerReading> readStates(const OptimizerClass& row)
    {
        std::unordered_map<std::string, GroupFacts> factsOf;
        for (const OptimizerRecord::Group& group : record_.groups) {
            FL_TRY(const GroupFacts facts, groupFacts(row, group));
            for (const std::string& key : group.parameters)
                factsOf.emplace(key, facts);
        }
        bool factored = false, any = false;
        for (const OptimizerRecord::Entry& entry : record_.states) {
            if (context_.cancel.requested())
                return cancelled();
            SquaresReading squares = readSquares(row, entry);
            if (squares.unreadable)
                return refuse("Parameter \"" + entry.key + "\": " + squares.reason,
                              "Compute a reference Fisher instead.");
            factored = factored || squares.factored;
            any = any || squares.accumulator.has_value();
            OptimizerReading::State state;
            state.key = entry.key;
            state.named = entry.named;
            state.accumulator = std::move(squares.accumulator);
            state.reason = std::move(squares.reason);
            state.flat = squares.flat;
            state.storedAs = storedAs(entry, squares.quantised, state.accumulator);
            state.firstMoment = std::move(squares.firstMoment);
            FL_TRY(state.step, numberOf(findValue(entry.values, "step")));
            if (const auto at = factsOf.find(entry.key); at != factsOf.end()) {
                if (!state.step)
                    state.step = at->second.step;
                state.averaging = at->second.averaging;
            }
            reading_.states.push_back(std::move(state));
        }
        if (!any)
            return refuse(reading_.states.front().reason, std::string(row.hint));
        if (row.form == SquaresForm::Plain && row.averaging == Averaging::Kind::Moving)
            completeSteps(record_, reading_);
        reading_.accumulator = row.accumulator;
        reportOptimizer(row, reading_, record_, factored, file_, context_);
        return std::move(reading_);
    }

    const OptimizerRecord& record_;
    const std::string& file_;
    const JobContext& context_;
    OptimizerReading reading_;
};

}  // namespace

const StateValue* findValue(const StateValues& values, std::string_view key)
{
    const auto at = std::find_if(values.begin(), values.end(), [key](const auto& entry) { return entry.first == key; });
    return at == values.end() ? nullptr : &at->second;
}

Result<OptimizerReading> readOptimizerState(const OptimizerRecord& record, const std::string& file,
                                            const JobContext& context)
{
    return readOptimizerStateAs(nullptr, record, file, context);
}

Result<OptimizerReading> readOptimizerStateAs(const OptimizerClass* row, const OptimizerRecord& record,
                                              const std::string& file, const JobContext& context)
{
    return Reader(record, file, context).read(row);
}

}  // namespace fisherlens
