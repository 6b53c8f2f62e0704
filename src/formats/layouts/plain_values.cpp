// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/plain_values.h"

#include "formats/pickle/values.h"

#include <unordered_map>
#include <utility>

namespace fisherlens {
namespace {

using pickle::Document;
using pickle::Kind;
using pickle::kNoNode;
using pickle::NodeId;

constexpr std::size_t kMaxShortList = 64, kMaxText = 256, kMaxName = 4096;

bool isSequence(const Document& document, NodeId id)
{
    return document.kind(id) == Kind::Tuple || document.kind(id) == Kind::List;
}

}  // namespace

StateValue plainValue(const Document& document, NodeId id)
{
    if (document.kind(id) == Kind::None)
        return Nothing{};
    if (const auto flag = document.boolean(id))
        return *flag;
    if (const auto number = document.number(id))
        return *number;
    if (const auto text = document.text(id))
        return text->size() <= kMaxText ? StateValue(std::string(*text)) : StateValue();
    const auto items = document.items(id);
    if (!isSequence(document, id) || items.empty() || items.size() > kMaxShortList)
        return {};
    std::vector<double> numbers;
    for (const NodeId item : items) {
        const auto number = document.number(item);
        if (!number)
            return {};
        numbers.push_back(*number);
    }
    return numbers;
}

std::optional<std::vector<std::string>> plainNames(const Document& document, NodeId id)
{
    if (id == kNoNode || !isSequence(document, id))
        return std::nullopt;
    std::vector<std::string> names;
    for (const NodeId item : document.items(id)) {
        if (const auto number = document.integer(item))
            names.push_back(std::to_string(*number));
        else if (const auto text = document.text(item); text && text->size() <= kMaxName)
            names.emplace_back(*text);
        else
            return std::nullopt;
    }
    return names;
}

std::optional<OptimizerRecord::Group> plainGroup(const Document& document, NodeId id)
{
    if (!pickle::isMapping(document, id))
        return std::nullopt;
    OptimizerRecord::Group group;
    for (const auto& [key, value] : pickle::entries(document, id)) {
        const auto name = document.text(key);
        if (!name || name->size() > kMaxText)
            continue;
        if (*name == "params")
            group.parameters = plainNames(document, value).value_or(std::vector<std::string>());
        else if (*name == "param_names")
            group.names = plainNames(document, value).value_or(std::vector<std::string>());
        else
            group.options.emplace_back(std::string(*name), plainValue(document, value));
    }
    if (group.names.size() != group.parameters.size())
        group.names.clear();
    return group;
}

void takeRecordedNames(OptimizerRecord& record)
{
    std::unordered_map<std::string, std::string> names;
    for (OptimizerRecord::Entry& entry : record.states) {
        const StateValue* value = findValue(entry.values, "param_name");
        if (const auto* name = value ? std::get_if<std::string>(value) : nullptr)
            names.emplace(entry.key, *name);
    }
    if (names.empty() || names.size() != record.states.size())
        return;
    for (OptimizerRecord::Entry& entry : record.states)
        std::erase_if(entry.values, [](const auto& value) { return value.first == "param_name"; });
    for (OptimizerRecord::Group& group : record.groups) {
        if (!group.names.empty())
            continue;
        for (const std::string& key : group.parameters) {
            const auto name = names.find(key);
            group.names.push_back(name == names.end() ? std::string() : name->second);
        }
    }
}

NodeId field(const Document& document, NodeId id, std::string_view name)
{
    if (id == kNoNode)
        return kNoNode;
    if (pickle::isMapping(document, id))
        return pickle::lookup(document, id, name);
    const auto call = document.call(id);
    if (!call || call->state == kNoNode || document.kind(call->state) != Kind::Dict)
        return kNoNode;
    return pickle::lookup(document, call->state, name);
}

}  // namespace fisherlens
