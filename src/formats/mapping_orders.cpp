// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/mapping_orders.h"

#include <algorithm>
#include <cctype>
#include <numeric>
#include <string_view>

namespace fisherlens {
namespace {

using Decays = bool (*)(const OrderedParameter&);

std::string lower(std::string_view name)
{
    std::string out(name);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) {
        return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
    });
    return out;
}

bool has(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

/// A component that is "norm", or ends in "_norm": the regular expressions of Hugging Face PR 38922.
bool hasNormComponent(std::string_view name)
{
    while (!name.empty()) {
        const std::size_t dot = name.find('.');
        const std::string_view part = name.substr(0, dot);
        if (part == "norm" || part.ends_with("_norm"))
            return true;
        name = dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1);
    }
    return false;
}

/// The Trainer also tests for nn.LayerNorm by type, which a file does not show; its weights are one-dimensional and
/// their module is called a norm or "ln".
bool looksLikeLayerNorm(const OrderedParameter& parameter)
{
    const std::string name = lower(parameter.name);
    return parameter.dimensions == 1
           && (has(name, "norm") || has(name, "ln_") || has(name, ".ln") || name.starts_with("ln"));
}

bool byDimension(const OrderedParameter& p)
{
    return p.dimensions >= 2;
}
bool byDimensionAndBias(const OrderedParameter& p)
{
    return p.dimensions >= 2 && !p.name.ends_with(".bias");
}
bool trainerA(const OrderedParameter& p)
{
    return !has(p.name, "bias") && !has(p.name, "LayerNorm.weight");
}
bool trainerB(const OrderedParameter& p)
{
    return !has(p.name, "bias") && !looksLikeLayerNorm(p);
}
bool trainerC(const OrderedParameter& p)
{
    const std::string name = lower(p.name);
    return !has(name, "bias") && !has(name, "layernorm") && !has(name, "rmsnorm") && !looksLikeLayerNorm(p);
}
bool trainerD(const OrderedParameter& p)
{
    return trainerC(p) && !hasNormComponent(lower(p.name));
}
bool notBias(const OrderedParameter& p)
{
    return !has(lower(p.name), "bias");
}

std::vector<std::size_t> split(const std::vector<OrderedParameter>& parameters, Decays decays, bool decayFirst)
{
    std::vector<std::size_t> order(parameters.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_partition(order.begin(), order.end(),
                          [&](std::size_t i) { return decays(parameters[i]) == decayFirst; });
    return order;
}

}  // namespace

std::vector<std::vector<std::size_t>> candidateOrders(const std::vector<OrderedParameter>& parameters,
                                                      const std::vector<OptimizerRecord::Group>& groups)
{
    std::vector<std::vector<std::size_t>> orders;
    std::vector<std::size_t> plain(parameters.size());
    std::iota(plain.begin(), plain.end(), std::size_t{0});
    orders.push_back(plain);
    std::vector<std::size_t> sizes;  // of the groups that are not empty; the Trainer keeps empty ones
    for (const OptimizerRecord::Group& group : groups)
        if (!group.parameters.empty())
            sizes.push_back(group.parameters.size());
    if (sizes.size() != 2)
        return orders;
    for (const Decays rule :
         {&byDimension, &byDimensionAndBias, &trainerA, &trainerB, &trainerC, &trainerD, &notBias}) {
        const auto decaying = static_cast<std::size_t>(std::count_if(parameters.begin(), parameters.end(), rule));
        for (const bool decayFirst : {true, false}) {
            if ((decayFirst ? decaying : parameters.size() - decaying) != sizes[0])
                continue;
            auto order = split(parameters, rule, decayFirst);
            if (std::find(orders.begin(), orders.end(), order) == orders.end())
                orders.push_back(std::move(order));
        }
    }
    return orders;
}

}  // namespace fisherlens
