// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/pickle/document.h"

namespace fisherlens::pickle {
namespace {

bool hasContainer(Kind kind)
{
    return kind == Kind::List || kind == Kind::Tuple || kind == Kind::Set || kind == Kind::Dict || kind == Kind::Object;
}

}  // namespace

std::optional<bool> Document::boolean(NodeId id) const
{
    if (kind(id) != Kind::Bool)
        return std::nullopt;
    return nodes_[id].integer != 0;
}

std::optional<std::int64_t> Document::integer(NodeId id) const
{
    if (kind(id) != Kind::Int && kind(id) != Kind::Bool)
        return std::nullopt;
    return nodes_[id].integer;
}

std::optional<double> Document::number(NodeId id) const
{
    if (kind(id) == Kind::Float)
        return nodes_[id].real;
    if (const auto value = integer(id))
        return static_cast<double>(*value);
    return std::nullopt;
}

std::optional<std::string_view> Document::text(NodeId id) const
{
    if (kind(id) != Kind::Text)
        return std::nullopt;
    return texts_[nodes_[id].slot];
}

const Document::Container* Document::container(NodeId id) const
{
    return hasContainer(kind(id)) ? &containers_[nodes_[id].slot] : nullptr;
}

std::span<const NodeId> Document::items(NodeId id) const
{
    const Container* found = container(id);
    return found ? std::span<const NodeId>(found->items) : std::span<const NodeId>();
}

std::span<const Document::Pair> Document::pairs(NodeId id) const
{
    const Container* found = container(id);
    return found ? std::span<const Pair>(found->pairs) : std::span<const Pair>();
}

std::optional<Document::GlobalName> Document::global(NodeId id) const
{
    if (kind(id) != Kind::Global)
        return std::nullopt;
    return globals_[nodes_[id].slot];
}

std::optional<Call> Document::call(NodeId id) const
{
    if (kind(id) != Kind::Object)
        return std::nullopt;
    return container(id)->call;
}

NodeId Document::persistent(NodeId id) const
{
    return kind(id) == Kind::Persistent ? nodes_[id].slot : kNoNode;
}

NodeId Document::add(Node node)
{
    nodes_.push_back(node);
    return static_cast<NodeId>(nodes_.size() - 1);
}

NodeId Document::addPlain(Kind kind, std::int64_t value)
{
    Node node;
    node.kind = kind;
    node.integer = value;
    return add(node);
}

NodeId Document::addFloat(double value)
{
    Node node;
    node.kind = Kind::Float;
    node.real = value;
    return add(node);
}

NodeId Document::addText(Kind kind, std::string_view view)
{
    Node node;
    node.kind = kind;
    node.slot = static_cast<std::uint32_t>(texts_.size());
    texts_.push_back(view);
    return add(node);
}

std::string_view Document::own(std::string text)
{
    owned_.push_back(std::move(text));
    return owned_.back();
}

NodeId Document::addOwnedText(Kind kind, std::string text)
{
    return addText(kind, own(std::move(text)));
}

NodeId Document::addSequence(Kind kind, std::span<const NodeId> items)
{
    Node node;
    node.kind = kind;
    node.slot = static_cast<std::uint32_t>(containers_.size());
    containers_.emplace_back();
    containers_.back().items.assign(items.begin(), items.end());
    return add(node);
}

NodeId Document::addDict()
{
    return addSequence(Kind::Dict, {});
}

NodeId Document::addGlobal(std::string_view module, std::string_view name)
{
    Node node;
    node.kind = Kind::Global;
    node.slot = static_cast<std::uint32_t>(globals_.size());
    globals_.push_back({module, name});
    return add(node);
}

NodeId Document::addObject(NodeId callable, NodeId arguments)
{
    const NodeId id = addSequence(Kind::Object, {});
    containers_.back().call = {callable, arguments, kNoNode};
    return id;
}

NodeId Document::addPersistent(NodeId tuple)
{
    Node node;
    node.kind = Kind::Persistent;
    node.slot = tuple;
    return add(node);
}

void Document::append(NodeId id, std::span<const NodeId> items)
{
    auto& target = containers_[nodes_[id].slot].items;
    target.insert(target.end(), items.begin(), items.end());
}

void Document::set(NodeId id, std::span<const NodeId> keysAndValues)
{
    auto& target = containers_[nodes_[id].slot].pairs;
    for (std::size_t i = 0; i + 1 < keysAndValues.size(); i += 2)
        target.emplace_back(keysAndValues[i], keysAndValues[i + 1]);
}

void Document::setState(NodeId object, NodeId state)
{
    containers_[nodes_[object].slot].call.state = state;
}

}  // namespace fisherlens::pickle
