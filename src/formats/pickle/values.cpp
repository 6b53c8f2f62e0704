// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/pickle/values.h"

#include <charconv>
#include <unordered_map>

namespace fisherlens::pickle {
namespace {

constexpr std::size_t kMaxShownText = 200;

bool isDictionaryClass(const Document& document, NodeId id)
{
    const auto call = document.call(id);
    const auto name = call ? document.global(call->callable) : std::nullopt;
    return name && name->module == "collections"
           && (name->name == "OrderedDict" || name->name == "defaultdict" || name->name == "Counter");
}

/// Content given as an argument: Counter({...}), or OrderedDict([[key, value], ...]) as Python 2 writes it.
void appendArgument(const Document& document, NodeId id, std::vector<Document::Pair>& out)
{
    for (const NodeId argument : document.items(document.call(id)->arguments)) {
        if (document.kind(argument) == Kind::Dict)
            out.insert(out.end(), document.pairs(argument).begin(), document.pairs(argument).end());
        if (document.kind(argument) != Kind::List)
            continue;
        for (const NodeId pair : document.items(argument))
            if (document.items(pair).size() == 2)
                out.emplace_back(document.items(pair)[0], document.items(pair)[1]);
    }
}

}  // namespace

bool isMapping(const Document& document, NodeId id)
{
    return document.kind(id) == Kind::Dict
           || (document.kind(id) == Kind::Object && (isDictionaryClass(document, id) || !document.pairs(id).empty()));
}

std::vector<Document::Pair> entries(const Document& document, NodeId mapping)
{
    std::vector<Document::Pair> all;
    if (document.kind(mapping) == Kind::Object && isDictionaryClass(document, mapping))
        appendArgument(document, mapping, all);
    all.insert(all.end(), document.pairs(mapping).begin(), document.pairs(mapping).end());
    std::unordered_map<std::string_view, std::size_t> place;
    std::vector<Document::Pair> out;
    out.reserve(all.size());
    for (const auto& [key, value] : all) {
        const auto text = document.text(key);
        if (text) {
            const auto [at, isNew] = place.emplace(*text, out.size());
            if (!isNew) {
                out[at->second].second = value;
                continue;
            }
        }
        out.emplace_back(key, value);
    }
    return out;
}

NodeId lookup(const Document& document, NodeId mapping, std::string_view key)
{
    const auto pairs = document.pairs(mapping);
    for (std::size_t i = pairs.size(); i-- > 0;)
        if (document.text(pairs[i].first) == key)
            return pairs[i].second;
    if (document.kind(mapping) == Kind::Object && isDictionaryClass(document, mapping)) {
        std::vector<Document::Pair> given;
        appendArgument(document, mapping, given);
        for (std::size_t i = given.size(); i-- > 0;)
            if (document.text(given[i].first) == key)
                return given[i].second;
    }
    return kNoNode;
}

std::optional<std::vector<std::int64_t>> integers(const Document& document, NodeId id)
{
    if (isCallOf(document, id, "torch", "Size") && document.items(document.call(id)->arguments).size() == 1)
        id = document.items(document.call(id)->arguments)[0];
    if (document.kind(id) != Kind::Tuple && document.kind(id) != Kind::List)
        return std::nullopt;
    std::vector<std::int64_t> values;
    for (const NodeId item : document.items(id)) {
        const auto value = document.integer(item);
        if (!value)
            return std::nullopt;
        values.push_back(*value);
    }
    return values;
}

std::optional<std::string> scalarText(const Document& document, NodeId id)
{
    if (const auto value = document.boolean(id))
        return *value ? "true" : "false";
    if (const auto value = document.integer(id))
        return std::to_string(*value);
    if (const auto value = document.number(id)) {
        char buffer[32];
        const auto [end, error] = std::to_chars(buffer, buffer + sizeof(buffer), *value);
        return std::string(buffer, end);
    }
    if (const auto value = document.text(id); value && value->size() <= kMaxShownText)
        return std::string(*value);
    return std::nullopt;
}

bool isCallOf(const Document& document, NodeId id, std::string_view module, std::string_view name)
{
    const auto call = document.call(id);
    const auto global = call ? document.global(call->callable) : std::nullopt;
    return global && global->module == module && global->name == name;
}

}  // namespace fisherlens::pickle
