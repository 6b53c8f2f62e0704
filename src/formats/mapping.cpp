// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/mapping.h"

#include "base/names.h"
#include "formats/mapping_orders.h"

#include <algorithm>
#include <unordered_map>

namespace fisherlens {
namespace {

using State = OptimizerReading::State;

/// The parameters of a state dict: indices into its catalogue, tied names joined under the first.
struct Parameters {
    std::vector<std::vector<std::size_t>> names;  ///< per parameter: its tensors, the first one first
};

bool mayBeParameter(const Tensor& tensor)
{
    return isFloating(tensor.info.dtype) && !isBufferName(tensor.info.name);
}

Parameters parametersOf(const StateDict& model)
{
    Parameters parameters;
    std::unordered_map<std::string, std::size_t> byIdentity;
    const auto& tensors = model.tensors.tensors();
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        if (!mayBeParameter(tensors[i]))
            continue;
        const std::string& identity = model.identity[i];
        if (!identity.empty()) {
            const auto [at, isNew] = byIdentity.emplace(identity, parameters.names.size());
            if (!isNew) {
                parameters.names[at->second].push_back(i);
                continue;
            }
        }
        parameters.names.push_back({i});
    }
    return parameters;
}

class Mapper {
public:
    Mapper(const OptimizerRecord& record, OptimizerReading reading, const StateDict& model, const std::string& file,
           const JobContext& context)
        : record_(record), reading_(std::move(reading)), model_(model), file_(file), context_(context),
          parameters_(parametersOf(model))
    {
        std::size_t place = 0;
        for (std::size_t g = 0; g < record_.groups.size(); ++g) {
            const auto& group = record_.groups[g];
            for (std::size_t i = 0; i < group.parameters.size(); ++i) {
                Slot slot{g, place++, group.names.empty() ? std::string() : group.names[i]};
                duplicated_ = !slots_.emplace(group.parameters[i], std::move(slot)).second || duplicated_;
            }
        }
        total_ = place;
        stateOf_.assign(parameters_.names.size(), nullptr);
    }

    Optimizer run()
    {
        Optimizer result{reading_.kind, reading_.accumulator, reading_.groups, {}, {}, reading_.unusable};
        if (!result.unusable)
            result.unusable = assign();
        if (result.unusable) {
            result.accumulator = reading_.unusable ? std::string() : result.accumulator;
            for (const auto& names : parameters_.names)
                result.unmapped.push_back({tensor(names.front()).info.name, "The optimizer state cannot be used."});
            return result;
        }
        fill(result);
        return result;
    }

private:
    struct Slot {
        std::size_t group;
        std::size_t place;  ///< in the concatenation of the groups
        std::string name;   ///< of param_names, or ""
    };

    [[nodiscard]] const Tensor& tensor(std::size_t index) const { return model_.tensors.tensors()[index]; }
    [[nodiscard]] const Shape& shapeOf(std::size_t parameter) const
    {
        return tensor(parameters_.names[parameter].front()).info.shape;
    }

    Error foreign(std::string detail) const
    {
        context_.find({Severity::Error,
                       "foreign-optimizer-state",
                       {file_, {}, {}},
                       detail,
                       "The optimizer state belongs to another model, or to a part of this one; it is not used."});
        return {ErrorCode::Incompatible,
                std::move(detail),
                {file_, {}, {}},
                "Give the model that the optimizer trained, or record names with optimizer = "
                "AdamW(model.named_parameters()).",
                nullptr};
    }

    std::optional<Error> assign()
    {
        const bool inconsistent = duplicated_
                                  || std::any_of(reading_.states.begin(), reading_.states.end(),
                                                 [this](const State& state) { return !slots_.contains(state.key); });
        if (inconsistent)
            return Error{ErrorCode::Damaged,
                         "The optimizer state and its parameter groups contradict each other.",
                         {file_, {}, {}},
                         "Save the checkpoint again.",
                         nullptr};
        if (model_.tensors.empty())
            return Error{ErrorCode::Incompatible,
                         "The file holds only the state of an optimizer and no parameters.",
                         {file_, {}, {}},
                         "Give the file with the parameters by --model.",
                         nullptr};
        const bool named = std::all_of(reading_.states.begin(), reading_.states.end(), [this](const State& state) {
            return state.named || !slots_.at(state.key).name.empty();
        });
        if (named)
            return byName();
        how_ = model_.ordered ? MappingHow::OrderVerified : MappingHow::UniqueShape;
        if (total_ != parameters_.names.size())
            return foreign(
                "The optimizer has " + std::to_string(total_) + " parameters and no names for them, but the model has "
                + std::to_string(parameters_.names.size()) + (model_.unreadable.empty() ? "" : " that can be read")
                + "; they cannot be brought together.");
        return model_.ordered ? byOrder() : byShape();
    }

    std::optional<Error> byName()
    {
        how_ = record_.decided.value_or(MappingHow::RecordedName);
        std::unordered_map<const Tensor*, std::size_t> parameterOf;
        for (std::size_t p = 0; p < parameters_.names.size(); ++p)
            for (const std::size_t i : parameters_.names[p])
                parameterOf.emplace(&tensor(i), p);
        std::size_t found = 0;
        for (const State& state : reading_.states) {
            const std::string& name = state.named ? state.key : slots_.at(state.key).name;
            const Tensor* match = model_.tensors.findMatching(name);
            const auto at = parameterOf.find(match);
            if (!match || at == parameterOf.end()) {
                without_.push_back({name, "The model has no parameter of this name."});
                continue;
            }
            const Shape& shape = match->info.shape;
            if (state.accumulator.info.shape != shape)
                return foreign("The optimizer state of \"" + name + "\" has shape "
                               + shapeText(state.accumulator.info.shape) + ", but the parameter has shape "
                               + shapeText(shape) + ".");
            if (stateOf_[at->second])
                return Error{ErrorCode::Damaged,
                             "The optimizer state names the parameter \"" + name + "\" twice.",
                             {file_, {}, {}},
                             "Save the checkpoint again.",
                             nullptr};
            stateOf_[at->second] = &state;
            ++found;
        }
        if (found == 0)
            return foreign("None of the " + std::to_string(reading_.states.size())
                           + " parameters that the optimizer names is in the model.");
        return std::nullopt;
    }

    std::optional<Error> byOrder()
    {
        std::vector<OrderedParameter> ordered;
        for (const auto& names : parameters_.names)
            ordered.push_back({matchKey(tensor(names.front()).info.name), tensor(names.front()).info.shape.size()});
        std::vector<std::vector<const State*>> maps;
        std::string mismatch;
        for (const auto& order : candidateOrders(ordered, record_.groups)) {
            std::vector<const State*> map(parameters_.names.size(), nullptr);
            if (!verify(order, map, mismatch))
                continue;
            if (std::find(maps.begin(), maps.end(), map) == maps.end())
                maps.push_back(std::move(map));
        }
        if (maps.empty())
            return foreign(mismatch);
        if (maps.size() > 1) {
            const std::string text =
                "The optimizer has several parameter groups and no names; its states fit the model's "
                "parameters in more than one order.";
            context_.find({Severity::Error,
                           "mapping-ambiguous",
                           {file_, {}, {}},
                           text,
                           "No order is guessed; the state is not used."});
            return Error{ErrorCode::Incompatible,
                         text,
                         {file_, {}, {}},
                         "Record names with optimizer = AdamW(model.named_parameters()).",
                         nullptr};
        }
        stateOf_ = std::move(maps.front());
        return std::nullopt;
    }

    /// Every state has the shape of the parameter that the order gives it; the first mismatch in words.
    bool verify(const std::vector<std::size_t>& order, std::vector<const State*>& map, std::string& mismatch) const
    {
        for (const State& state : reading_.states) {
            const std::size_t parameter = order[slots_.at(state.key).place];
            if (state.accumulator.info.shape != shapeOf(parameter)) {
                if (mismatch.empty())
                    mismatch = "The optimizer state " + state.key + " has shape "
                               + shapeText(state.accumulator.info.shape) + ", but the parameter \""
                               + tensor(parameters_.names[parameter].front()).info.name + "\" in its place has shape "
                               + shapeText(shapeOf(parameter)) + ".";
                return false;
            }
            map[parameter] = &state;
        }
        return true;
    }

    std::optional<Error> byShape()
    {
        std::vector<std::pair<Shape, std::size_t>> shapes;
        for (std::size_t p = 0; p < parameters_.names.size(); ++p)
            shapes.emplace_back(shapeOf(p), p);
        std::sort(shapes.begin(), shapes.end());
        const auto sameShape = [](const auto& a, const auto& b) { return a.first == b.first; };
        if (std::adjacent_find(shapes.begin(), shapes.end(), sameShape) != shapes.end())
            return Error{ErrorCode::Incompatible,
                         "The optimizer names no parameters, the model's file keeps no order, and several parameters "
                         "have the same "
                         "shape; states and parameters cannot be brought together.",
                         {file_, {}, {}},
                         "Save the model with torch.save, or record names in the optimizer.",
                         nullptr};
        for (const State& state : reading_.states) {
            const auto at =
                std::lower_bound(shapes.begin(), shapes.end(), std::pair(state.accumulator.info.shape, std::size_t{0}));
            if (at == shapes.end() || at->first != state.accumulator.info.shape || stateOf_[at->second])
                return foreign("The model has no parameter of shape " + shapeText(state.accumulator.info.shape)
                               + " for the optimizer state " + state.key + ".");
            stateOf_[at->second] = &state;
        }
        return std::nullopt;
    }

    void fill(Optimizer& result) const
    {
        std::vector<std::pair<std::size_t, const State*>> mapped;  // by place in the catalogue
        std::size_t empty = 0;
        for (std::size_t p = 0; p < parameters_.names.size(); ++p) {
            for (const std::size_t i : parameters_.names[p])
                if (stateOf_[p])
                    mapped.emplace_back(i, stateOf_[p]);
                else
                    result.unmapped.push_back({tensor(i).info.name, "The optimizer has no state for this parameter."});
            empty += stateOf_[p] ? 0 : 1;
        }
        std::sort(mapped.begin(), mapped.end());
        for (const auto& [index, state] : mapped) {
            const std::string& name = tensor(index).info.name;
            ParameterState entry;
            entry.parameter = name;
            entry.state = state->key;
            entry.how = how_;
            entry.accumulator = state->accumulator;
            entry.accumulator.info.name = name;
            entry.firstMoment = state->firstMoment;
            if (entry.firstMoment)
                entry.firstMoment->info.name = name;
            entry.step = state->step;
            entry.group = slots_.at(state->key).group;
            result.mapped.push_back(std::move(entry));
        }
        if (empty > 0)
            context_.find({Severity::Information,
                           "parameter-without-state",
                           {file_, {}, {}},
                           std::to_string(empty) + " of " + std::to_string(parameters_.names.size())
                               + " parameters have no optimizer state (frozen, unused or never given a gradient).",
                           "Nothing can be recycled for them."});
        if (!without_.empty())
            context_.find(
                {Severity::Warning,
                 "state-without-parameter",
                 {file_, {}, {}},
                 std::to_string(without_.size()) + " optimizer states name parameters that the model does not have.",
                 "They are left out."});
        result.unmapped.insert(result.unmapped.end(), without_.begin(), without_.end());
    }

    const OptimizerRecord& record_;
    OptimizerReading reading_;
    const StateDict& model_;
    const std::string& file_;
    const JobContext& context_;
    Parameters parameters_;
    std::unordered_map<std::string, Slot> slots_;  ///< by state key
    std::size_t total_ = 0;
    bool duplicated_ = false;
    std::vector<const State*> stateOf_;  ///< per parameter
    std::vector<Unmapped> without_;
    MappingHow how_ = MappingHow::OrderVerified;
};

}  // namespace

Optimizer mapOptimizer(const OptimizerRecord& record, OptimizerReading reading, const StateDict& model,
                       const std::string& file, const JobContext& context)
{
    return Mapper(record, std::move(reading), model, file, context).run();
}

}  // namespace fisherlens
