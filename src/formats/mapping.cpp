// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/mapping.h"

#include "base/names.h"
#include "formats/mapping_candidates.h"
#include "formats/mapping_report.h"
#include "formats/mapping_subset.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <unordered_map>

namespace fisherlens {
namespace {

using State = OptimizerReading::State;

constexpr std::string_view kRecordNames = "Record names with optimizer = AdamW(model.named_parameters()), or assign "
                                          "the states by hand (info --write-mapping, "
                                          "then --mapping).";

class Mapper {
public:
    Mapper(const OptimizerRecord& record, OptimizerReading reading, const StateDict& model, const MappingContext& known,
           const std::string& file, const JobContext& context)
        : record_(record), reading_(std::move(reading)), model_(model), known_(known), file_(file), context_(context),
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
        stateOf_.assign(parameters_.size(), nullptr);
    }

    Optimizer run()
    {
        Optimizer result{reading_.kind, reading_.accumulator, reading_.groups, {}, {}, reading_.unusable};
        if (!result.unusable)
            result.unusable = assign();
        if (result.unusable) {
            result.accumulator = reading_.unusable ? std::string() : result.accumulator;
            for (const auto& names : parameters_)
                result.unmapped.push_back({tensor(names.front()).info.name, "The optimizer state cannot be used."});
            for (const State& state : reading_.states)
                if (state.accumulator && slots_.contains(state.key))
                    result.unassigned.push_back({state.key, state.accumulator->info.shape, slots_.at(state.key).group});
            return result;
        }
        result.rule = rule_;
        fill(result);
        return result;
    }

private:
    struct Slot {
        std::size_t group;
        std::size_t place;  ///< in the concatenation of the groups
        std::string name;   ///< of param_names, or ""
    };
    /// A complete assignment that fits, and the rule that gave it.
    struct Map {
        std::vector<const State*> states;
        std::string rule;
        MappingHow how;
        int preference;
    };

    [[nodiscard]] const Tensor& tensor(std::size_t index) const { return model_.tensors.tensors()[index]; }
    [[nodiscard]] const TensorInfo& infoOf(std::size_t parameter) const
    {
        return tensor(parameters_[parameter].front()).info;
    }

    Error error(ErrorCode code, std::string detail, std::string hint) const
    {
        return {code, std::move(detail), {file_, {}, {}}, std::move(hint), nullptr};
    }

    Error foreign(std::string detail) const
    {
        context_.find({Severity::Error,
                       "foreign-optimizer-state",
                       {file_, {}, {}},
                       detail,
                       "The optimizer state belongs to another model, or to a part of this one; it is not used."});
        return error(ErrorCode::Incompatible, std::move(detail),
                     "Give the model that the optimizer trained. " + std::string(kRecordNames));
    }

    std::optional<Error> assign()
    {
        const bool inconsistent = duplicated_
                                  || std::any_of(reading_.states.begin(), reading_.states.end(),
                                                 [this](const State& state) { return !slots_.contains(state.key); });
        if (inconsistent)
            return error(ErrorCode::Damaged, "The optimizer state and its parameter groups contradict each other.",
                         "Save the checkpoint again.");
        if (model_.tensors.empty())
            return error(ErrorCode::Incompatible, "The file holds only the state of an optimizer and no parameters.",
                         "Give the file with the parameters by --model.");
        if (known_.byHand)
            return byHand();
        const bool named = std::all_of(reading_.states.begin(), reading_.states.end(), [this](const State& state) {
            return state.named || !slots_.at(state.key).name.empty();
        });
        return named ? byName() : byRule();
    }

    std::optional<Error> byHand()
    {
        how_ = MappingHow::ByHand;
        rule_ = "assigned by hand";
        std::unordered_map<std::string, const State*> stateOf;
        for (const State& state : reading_.states)
            stateOf.emplace(state.key, &state);
        const auto indices = indexOf();
        std::set<std::string> used;
        for (const auto& [name, key] : known_.byHand->parameters) {
            const Tensor* match = model_.tensors.findMatching(name);
            const auto parameter = match ? indices.find(match) : indices.end();
            const auto state = stateOf.find(key);
            std::string wrong;
            if (parameter == indices.end())
                wrong = "The mapping file names \"" + name + "\", which is no parameter of the model.";
            else if (state == stateOf.end())
                wrong = "The mapping file gives \"" + name + "\" the state \"" + key + "\", which the optimizer lacks.";
            else if (!fits(*state->second, match->info))
                wrong = "The mapping file gives \"" + name + "\" of shape " + shapeText(match->info.shape)
                        + " the state \"" + key + "\" of shape " + shapeText(state->second->accumulator->info.shape)
                        + ".";
            else if (stateOf_[parameter->second] == state->second)
                continue;  // a tied name
            else if (stateOf_[parameter->second] || !used.insert(key).second)
                wrong = "The mapping file uses the state \"" + key + "\" twice, or gives \"" + name + "\" two.";
            if (!wrong.empty())
                return error(ErrorCode::Incompatible, wrong, "Correct the mapping file.");
            stateOf_[parameter->second] = state->second;
        }
        if (used.empty())
            return error(ErrorCode::Incompatible, "The mapping file assigns no state to any parameter.",
                         "Fill in \"parameters\".");
        return std::nullopt;
    }

    [[nodiscard]] std::unordered_map<const Tensor*, std::size_t> indexOf() const
    {
        std::unordered_map<const Tensor*, std::size_t> indices;
        for (std::size_t p = 0; p < parameters_.size(); ++p)
            for (const std::size_t i : parameters_[p])
                indices.emplace(&tensor(i), p);
        return indices;
    }

    std::optional<Error> byName()
    {
        how_ = record_.decided.value_or(MappingHow::RecordedName);
        if (how_ == MappingHow::OrderVerified)
            rule_ = "order of the trainable variables";
        const auto indices = indexOf();
        std::size_t found = 0;
        for (const State& state : reading_.states) {
            const std::string& name = state.named ? state.key : slots_.at(state.key).name;
            const Tensor* match = tensorNamed(model_, name);
            const auto at = indices.find(match);
            if (!match || at == indices.end()) {
                without_.push_back({name, "The model has no parameter of this name."});
                continue;
            }
            if (!fits(state, match->info))
                return foreign("The optimizer state of \"" + name + "\" has shape "
                               + shapeText(state.accumulator->info.shape) + ", but the parameter has shape "
                               + shapeText(match->info.shape) + ".");
            if (stateOf_[at->second])
                return error(ErrorCode::Damaged, "The optimizer state names the parameter \"" + name + "\" twice.",
                             "Save the checkpoint again.");
            stateOf_[at->second] = &state;
            ++found;
        }
        if (found == 0)
            return foreign("None of the " + std::to_string(reading_.states.size())
                           + " parameters that the optimizer names is in the model.");
        return std::nullopt;
    }

    std::optional<Error> byRule()
    {
        const std::vector<std::vector<std::size_t>> sets = parameterSets(model_, parameters_, known_.hints, total_);
        if (sets.empty())
            return bySubset();
        std::vector<Map> maps;
        std::string mismatch;
        bool anyOrder = false;
        for (const auto& set : sets)
            for (const CandidateOrder& candidate :
                 candidateOrders(orderedOf(set), record_.groups, model_.ordered, known_.hints)) {
                anyOrder = true;
                Map map{std::vector<const State*>(parameters_.size(), nullptr), candidate.rule,
                        model_.ordered ? MappingHow::OrderVerified : MappingHow::ArchitectureOrder,
                        candidate.preference};
                const auto same = [&map](const Map& other) { return other.states == map.states; };
                if (verify(set, candidate.order, map.states, mismatch) && std::none_of(maps.begin(), maps.end(), same))
                    maps.push_back(std::move(map));
            }
        if (!anyOrder)
            return byShape(sets.front());
        return choose(std::move(maps), mismatch);
    }

    /// Parameters that were left out before the optimizer was made: only where the shapes leave one way.
    std::optional<Error> bySubset()
    {
        std::vector<std::size_t> all(parameters_.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        std::vector<const TensorInfo*> infos;
        for (const std::size_t p : all)
            infos.push_back(&infoOf(p));
        std::vector<const State*> byPlace(total_, nullptr);
        for (const State& state : reading_.states)
            byPlace[slots_.at(state.key).place] = &state;
        std::optional<SubsetMap> found;
        if (model_.unreadable.empty())
            found = onlySubset(subsetOrders(orderedOf(all), record_.groups, model_.ordered, known_.hints), infos,
                               byPlace, record_.groups);
        if (!found)
            return foreign("The optimizer has " + std::to_string(total_)
                           + " parameters and no names for them, but the model has "
                           + std::to_string(parameters_.size()) + (model_.unreadable.empty() ? "" : " that can be read")
                           + "; they cannot be brought together.");
        reportSubset(total_, parameters_.size(), found->rule, file_, context_);
        stateOf_ = std::move(found->states);
        rule_ = std::move(found->rule);
        how_ = model_.ordered ? MappingHow::OrderVerified : MappingHow::ArchitectureOrder;
        return std::nullopt;
    }

    std::optional<Error> choose(std::vector<Map> maps, const std::string& mismatch)
    {
        if (maps.empty())
            return foreign(mismatch);
        const auto better = [](const Map& a, const Map& b) { return a.preference > b.preference; };
        std::stable_sort(maps.begin(), maps.end(), better);
        if (maps.size() > 1 && maps[0].preference == maps[1].preference) {
            const std::string text = "The optimizer has no names for its parameters, and its states fit the model's "
                                     "parameters in more than one order.";
            context_.find({Severity::Error,
                           "mapping-ambiguous",
                           {file_, {}, {}},
                           text,
                           "No order is guessed; the state is not used."});
            return error(ErrorCode::Incompatible, text, std::string(kRecordNames));
        }
        stateOf_ = std::move(maps.front().states);
        rule_ = std::move(maps.front().rule);
        how_ = maps.front().how;
        return std::nullopt;
    }

    [[nodiscard]] std::vector<OrderedParameter> orderedOf(const std::vector<std::size_t>& set) const
    {
        std::vector<OrderedParameter> ordered;
        for (const std::size_t p : set)
            ordered.push_back({matchKey(infoOf(p).name), infoOf(p).shape.size()});
        return ordered;
    }

    /// Every state has the shape of the parameter that the order gives it; the first mismatch in words.
    bool verify(const std::vector<std::size_t>& set, const std::vector<std::size_t>& order,
                std::vector<const State*>& map, std::string& mismatch) const
    {
        for (const State& state : reading_.states) {
            const std::size_t parameter = set[order[slots_.at(state.key).place]];
            const TensorInfo& info = infoOf(parameter);
            if (!fits(state, info)) {
                if (mismatch.empty())
                    mismatch = "The optimizer state " + state.key + " has shape "
                               + shapeText(state.accumulator->info.shape) + ", but the parameter \"" + info.name
                               + "\" in its place has shape " + shapeText(info.shape) + ".";
                return false;
            }
            map[parameter] = &state;
        }
        return true;
    }

    std::optional<Error> byShape(const std::vector<std::size_t>& set)
    {
        how_ = MappingHow::UniqueShape;
        rule_ = "no two parameters have the same shape";
        std::vector<std::pair<Shape, std::size_t>> shapes;
        for (const std::size_t p : set)
            shapes.emplace_back(infoOf(p).shape, p);
        std::sort(shapes.begin(), shapes.end());
        const auto sameShape = [](const auto& a, const auto& b) { return a.first == b.first; };
        const bool flat = std::any_of(reading_.states.begin(), reading_.states.end(),
                                      [](const State& state) { return state.flat || !state.accumulator; });
        if (flat || std::adjacent_find(shapes.begin(), shapes.end(), sameShape) != shapes.end())
            return error(ErrorCode::Incompatible,
                         "The optimizer names no parameters, the model's file keeps no order and is of no architecture "
                         "that this program knows, and several parameters have the same shape; states and parameters "
                         "cannot be brought together.",
                         "Save the model with torch.save, or put its config.json beside it. "
                             + std::string(kRecordNames));
        for (const State& state : reading_.states) {
            const Shape& shape = state.accumulator->info.shape;
            const auto at = std::lower_bound(shapes.begin(), shapes.end(), std::pair(shape, std::size_t{0}));
            if (at == shapes.end() || at->first != shape || stateOf_[at->second])
                return foreign("The model has no parameter of shape " + shapeText(shape) + " for the optimizer state "
                               + state.key + ".");
            stateOf_[at->second] = &state;
        }
        return std::nullopt;
    }

    void fill(Optimizer& result)
    {
        std::vector<std::pair<std::size_t, const State*>> mapped;  // by place in the catalogue
        std::map<Shape, std::size_t> shapes;
        std::size_t empty = 0, tied = 0;
        for (std::size_t p = 0; p < parameters_.size(); ++p) {
            const State* state = stateOf_[p];
            const bool squares = state && state->accumulator;
            for (const std::size_t i : parameters_[p])
                if (squares)
                    mapped.emplace_back(i, state);
                else
                    result.unmapped.push_back({tensor(i).info.name, state ? state->reason
                                                                          : "The optimizer has no state for this "
                                                                            "parameter."});
            empty += state ? 0 : 1;
            tied += squares && parameters_[p].size() > 1 ? 1 : 0;
            if (squares)
                ++shapes[infoOf(p).shape];
        }
        std::sort(mapped.begin(), mapped.end());
        for (const auto& [index, state] : mapped)
            result.mapped.push_back(stateOfParameter(tensor(index).info, *state));
        std::string embedding;
        for (const ParameterState& state : result.mapped)
            if (known_.hints.tiedEmbeddings && embedding.empty() && isWordEmbedding(state.parameter))
                embedding = state.parameter;
        reportMapping({how_, rule_, shapes, parameters_.size(), empty, tied, without_.size(), embedding}, file_,
                      context_);
        result.unmapped.insert(result.unmapped.end(), without_.begin(), without_.end());
    }

    ParameterState stateOfParameter(const TensorInfo& info, const State& state) const
    {
        ParameterState entry;
        entry.parameter = info.name;
        entry.state = state.key;
        entry.how = how_;
        entry.accumulator = *state.accumulator;
        entry.accumulator.info.name = info.name;
        entry.accumulator.info.shape = info.shape;
        entry.firstMoment = state.firstMoment;
        if (entry.firstMoment)
            entry.firstMoment->info.name = info.name;
        entry.step = state.step;
        entry.group = slots_.at(state.key).group;
        entry.averaging = state.averaging;
        entry.coarse = state.coarse();
        return entry;
    }

    const OptimizerRecord& record_;
    OptimizerReading reading_;
    const StateDict& model_;
    const MappingContext& known_;
    const std::string& file_;
    const JobContext& context_;
    Parameters parameters_;
    std::unordered_map<std::string, Slot> slots_;  ///< by state key
    std::size_t total_ = 0;
    bool duplicated_ = false;
    std::vector<const State*> stateOf_;  ///< per parameter
    std::vector<Unmapped> without_;
    std::string rule_;
    MappingHow how_ = MappingHow::OrderVerified;
};

}  // namespace

Optimizer mapOptimizer(const OptimizerRecord& record, OptimizerReading reading, const StateDict& model,
                       const MappingContext& known, const std::string& file, const JobContext& context)
{
    return Mapper(record, std::move(reading), model, known, file, context).run();
}

}  // namespace fisherlens
