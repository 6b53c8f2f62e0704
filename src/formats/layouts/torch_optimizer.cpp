// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/plain_values.h"
#include "formats/layouts/torch_content.h"
#include "formats/pickle/tensor_record.h"
#include "formats/pickle/values.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace fisherlens {
namespace {

using pickle::Document;
using pickle::Kind;
using pickle::kNoNode;
using pickle::NodeId;

constexpr std::size_t kMaxNameLength = 4096, kMaxShortList = 64, kMaxOptionLength = 256;

class StateReader {
public:
    StateReader(TorchContainer& archive, const Document& document, const JobContext& context)
        : archive_(archive), document_(document), context_(context)
    {}

    Result<OptimizerRecord> read(const Place& place)
    {
        if (pickle::lookup(document_, place.node, "param_groups") == kNoNode)
            return readPerParameter(place);
        OptimizerRecord record;
        record.path = place.path;
        for (const NodeId node : document_.items(pickle::lookup(document_, place.node, "param_groups"))) {
            FL_TRY(OptimizerRecord::Group group, readGroup(node));
            record.groups.push_back(std::move(group));
        }
        for (const auto& [key, value] : pickle::entries(document_, pickle::lookup(document_, place.node, "state"))) {
            if (context_.cancel.requested())
                return cancelled();
            OptimizerRecord::Entry entry;
            FL_TRY(entry.key, parameterKey(key));
            entry.named = document_.text(key).has_value();
            FL_TRY(entry.values, readValues(value));
            record.states.push_back(std::move(entry));
        }
        takeRecordedNames(record);
        return record;
    }

private:
    /// isOptimizerPerParameter(): the key of each state is its parameter's name, and each has a group of its own.
    Result<OptimizerRecord> readPerParameter(const Place& place)
    {
        OptimizerRecord record;
        record.path = place.path;
        for (const auto& [key, value] : pickle::entries(document_, place.node)) {
            if (context_.cancel.requested())
                return cancelled();
            FL_TRY(const std::string name, parameterKey(key));
            const auto groups = document_.items(pickle::lookup(document_, value, "param_groups"));
            FL_TRY(OptimizerRecord::Group group, readGroup(groups.front()));
            group.parameters = {name};
            group.names = {name};
            record.groups.push_back(std::move(group));
            for (const auto& state : pickle::entries(document_, pickle::lookup(document_, value, "state"))) {
                FL_TRY(StateValues values, readValues(state.second));
                record.states.push_back({name, true, std::move(values)});
            }
        }
        return record;
    }

    /// Counts what is copied out: shared values make small files say the same a million times.
    Result<void> spend(std::size_t values)
    {
        if (values > valuesLeft_)
            return fail(ErrorCode::Unsupported, "The optimizer state in this file has more than 4 million values.",
                        {archive_.path(), {}, {}});
        valuesLeft_ -= values;
        return {};
    }

    /// _rebuild_from_type_v2(_rebuild_wrapper_subclass, class, (class, dtype, size, ...), {part: tensor, ...}).
    Result<std::optional<TensorObject>> readTensorObject(NodeId id)
    {
        if (!pickle::isCallOf(document_, id, "torch._tensor", "_rebuild_from_type_v2"))
            return std::nullopt;
        const auto arguments = document_.items(document_.call(id)->arguments);
        const auto inner = arguments.size() == 4 ? document_.global(arguments[0]) : std::nullopt;
        const auto type = arguments.size() == 4 ? document_.global(arguments[1]) : std::nullopt;
        if (!inner || !type || inner->name != "_rebuild_wrapper_subclass" || !pickle::isMapping(document_, arguments[3])
            || document_.items(arguments[2]).size() < 3)
            return std::nullopt;
        const auto shape = pickle::integers(document_, document_.items(arguments[2])[2]);
        TensorObject object{std::string(type->name.substr(0, kMaxOptionLength)), shape.value_or(Shape{}), {}};
        FL_CHECK(spend(1 + document_.pairs(arguments[3]).size()));
        for (const auto& [key, value] : pickle::entries(document_, arguments[3])) {
            const auto name = document_.text(key);
            if (!shape || !elementCount(*shape) || !name || name->size() > kMaxOptionLength
                || !pickle::isTensor(document_, value))
                continue;
            FL_TRY(const auto record, pickle::tensorRecord(document_, value, archive_.path()));
            if (!record->unreadable.empty())
                continue;
            FL_TRY(Tensor tensor, archive_.tensor({}, *record, context_.cancel));
            object.parts.emplace(std::string(*name), std::move(tensor));
        }
        return object;
    }

    Result<StateValue> readValue(NodeId id)
    {
        if (document_.kind(id) == Kind::None)
            return StateValue(Nothing{});
        if (const auto flag = document_.boolean(id))
            return StateValue(*flag);
        if (const auto number = document_.number(id))
            return StateValue(*number);
        if (const auto text = document_.text(id))
            return text->size() <= kMaxOptionLength ? StateValue(std::string(*text)) : StateValue();
        if (pickle::isTensor(document_, id)) {
            FL_TRY(auto object, readTensorObject(id));
            if (object)
                return StateValue(std::move(*object));
            FL_TRY(const auto record, pickle::tensorRecord(document_, id, archive_.path()));
            if (!record->unreadable.empty())
                return StateValue();
            FL_TRY(Tensor tensor, archive_.tensor({}, *record, context_.cancel));
            return StateValue(std::move(tensor));
        }
        const auto items = document_.items(id);
        const bool sequence = document_.kind(id) == Kind::Tuple || document_.kind(id) == Kind::List;
        if (sequence && !items.empty() && items.size() <= kMaxShortList) {
            std::vector<double> numbers;
            for (const NodeId item : items)
                if (const auto number = document_.number(item))
                    numbers.push_back(*number);
            if (numbers.size() == items.size())
                return StateValue(std::move(numbers));
        }
        return StateValue();
    }

    Result<StateValues> readValues(NodeId mapping, int depth = 0)
    {
        StateValues values;
        if (!pickle::isMapping(document_, mapping))
            return values;
        FL_CHECK(spend(1 + document_.pairs(mapping).size()));
        for (const auto& [key, value] : pickle::entries(document_, mapping)) {
            const auto name = document_.text(key);
            if (!name || name->size() > kMaxOptionLength || *name == "params" || *name == "param_names")
                continue;
            if (*name == "__bnb_optimizer_quant_state__" && depth == 0) {  // bitsandbytes from 0.49.2 on
                FL_TRY(StateValues inner, readValues(value, 1));
                std::move(inner.begin(), inner.end(), std::back_inserter(values));
                continue;
            }
            FL_TRY(StateValue read, readValue(value));
            values.emplace_back(std::string(*name), std::move(read));
        }
        return values;
    }

    /// A key of `state`: a number, or a parameter's name.
    Result<std::string> parameterKey(NodeId id)
    {
        if (const auto number = document_.integer(id))
            return std::to_string(*number);
        const auto text = document_.text(id);
        if (text && text->size() <= kMaxNameLength) {
            FL_CHECK(spend(text->size() / 64));
            return std::string(*text);
        }
        return fail(ErrorCode::Damaged, "The optimizer state lists a parameter that is neither a number nor a name.",
                    {archive_.path(), {}, {}});
    }

    Result<OptimizerRecord::Group> readGroup(NodeId node)
    {
        OptimizerRecord::Group group;
        if (!pickle::isMapping(document_, node))
            return group;
        FL_TRY(group.options, readValues(node));
        for (const std::string_view list : {std::string_view("params"), std::string_view("param_names")}) {
            const NodeId found = pickle::lookup(document_, node, list);
            if (found == kNoNode)
                continue;
            FL_CHECK(spend(document_.items(found).size()));
            for (const NodeId item : document_.items(found)) {
                FL_TRY(std::string key, parameterKey(item));
                (list == "params" ? group.parameters : group.names).push_back(std::move(key));
            }
        }
        const StateValue* name = findValue(group.options, "name");  // Adam-mini: one group per parameter
        if (const auto* text = name ? std::get_if<std::string>(name) : nullptr;
            text && group.names.empty() && group.parameters.size() == 1 && findValue(group.options, "beta2"))
            group.names.push_back(*text);
        if (group.names.size() != group.parameters.size())
            group.names.clear();
        return group;
    }

    TorchContainer& archive_;
    const Document& document_;
    const JobContext& context_;
    std::size_t valuesLeft_ = std::size_t{1} << 22U;
};

}  // namespace

Result<OptimizerRecord> readTorchOptimizer(TorchContainer& archive, const Document& document, const Place& place,
                                           const JobContext& context)
{
    return StateReader(archive, document, context).read(place);
}

}  // namespace fisherlens
