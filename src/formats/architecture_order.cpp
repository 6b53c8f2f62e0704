// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/architecture_order.h"

#include "base/names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <memory>
#include <numeric>

namespace fisherlens {
namespace {

/// Parameters of a module, in the order in which modules make them: torch.nn, then what PEFT puts beside.
constexpr std::array<std::string_view, 8> kLeaves{
    "weight", "bias", "default", "lora_A", "lora_B", "lora_embedding_A", "lora_embedding_B", "lora_magnitude_vector"};

/// A module or parameter: children by name, with their rank among each other.
struct Node {
    std::map<std::string_view, std::size_t> ranks;
    std::vector<std::unique_ptr<Node>> children;

    [[nodiscard]] std::optional<std::size_t> rank(std::string_view name) const
    {
        const auto at = ranks.find(name);
        return at == ranks.end() ? std::nullopt : std::optional(at->second);
    }
};

std::unique_ptr<Node> parse(std::string_view tree)
{
    auto root = std::make_unique<Node>();
    std::vector<Node*> open{root.get()};
    for (std::size_t at = 0; at < tree.size();) {
        const std::size_t end = std::min(tree.find_first_of(" ()", at), tree.size());
        if (end > at) {
            Node& parent = *open.back();
            parent.ranks.emplace(tree.substr(at, end - at), parent.children.size());
            parent.children.push_back(std::make_unique<Node>());
        }
        if (end < tree.size() && tree[end] == '(')
            open.push_back(open.back()->children.back().get());
        if (end < tree.size() && tree[end] == ')')
            open.pop_back();
        at = end + 1;
    }
    return root;
}

const std::vector<std::pair<std::string_view, std::unique_ptr<Node>>>& trees()
{
    static const auto all = [] {
        std::vector<std::pair<std::string_view, std::unique_ptr<Node>>> parsed;
        for (const detail::ArchitectureRow& row : detail::architectureTable())
            parsed.emplace_back(row.modelType, parse(row.tree));
        return parsed;
    }();
    return all;
}

using Key = std::vector<std::pair<std::size_t, std::size_t>>;

std::optional<std::size_t> wholeNumber(std::string_view text)
{
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// The place of a name in the tree as a key to sort by; nothing when the tree does not know the name.
std::optional<Key> keyOf(const Node& root, std::string_view name)
{
    Key key;
    const Node* node = &root;
    while (!name.empty()) {
        const std::size_t dot = name.find('.');
        const std::string_view part = name.substr(0, dot);
        name = dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1);
        const auto number = wholeNumber(part);
        const auto rank = node ? node->rank(number ? "*" : part) : std::nullopt;
        if (rank) {
            key.emplace_back(*rank, number.value_or(0));
            node = node->children[*rank].get();
            continue;
        }
        // Below a leaf of the tree: weight, bias, or what an adapter has put there.
        const auto leaf = std::find(kLeaves.begin(), kLeaves.end(), part);
        if (leaf == kLeaves.end())
            return std::nullopt;
        key.emplace_back(node ? node->children.size() + 1 : 0, static_cast<std::size_t>(leaf - kLeaves.begin()));
        node = nullptr;
    }
    return key;
}

std::string withoutPrefixes(const std::string& name)
{
    std::string key = matchKey(name);
    constexpr std::string_view peft = "base_model.model.";
    if (key.starts_with(peft))
        key.erase(0, peft.size());
    return key;
}

std::optional<std::vector<std::size_t>> orderBy(const Node& tree, const std::vector<std::string>& names)
{
    std::vector<Key> keys;
    for (const std::string& name : names) {
        const auto key = keyOf(tree, withoutPrefixes(name));
        if (!key)
            return std::nullopt;
        keys.push_back(*key);
    }
    std::vector<std::size_t> order(names.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&keys](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
    return order;
}

}  // namespace

std::vector<ArchitectureOrder> architectureOrders(const std::vector<std::string>& names, std::string_view modelType)
{
    std::vector<ArchitectureOrder> orders;
    for (const auto& [type, tree] : trees()) {
        if (!modelType.empty() && type != modelType)
            continue;
        auto order = orderBy(*tree, names);
        const bool isNew = order
                           && std::none_of(orders.begin(), orders.end(),
                                           [&order](const ArchitectureOrder& other) { return other.order == *order; });
        if (isNew)
            orders.push_back({std::string(type), std::move(*order)});
    }
    return orders;
}

}  // namespace fisherlens
