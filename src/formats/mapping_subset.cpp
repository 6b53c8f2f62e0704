// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/mapping_subset.h"

#include <algorithm>
#include <span>

namespace fisherlens {
namespace {

using State = OptimizerReading::State;
using Map = std::vector<const State*>;

/// Gives each state the next parameter that it fits; from the end when `backwards`. False when one is left.
bool place(std::span<const State* const> states, std::span<const std::size_t> order,
           const std::vector<const TensorInfo*>& parameters, bool backwards, Map& map)
{
    std::size_t next = 0;
    for (std::size_t i = 0; i < states.size(); ++i) {
        const State* state = states[backwards ? states.size() - 1 - i : i];
        const auto parameter = [&] { return order[backwards ? order.size() - 1 - next : next]; };
        while (next < order.size() && state && !fits(*state, *parameters[parameter()]))
            ++next;
        if (next == order.size())
            return false;
        if (state)
            map[parameter()] = state;
        ++next;
    }
    return true;
}

/// The leftmost or the rightmost way of all groups together.
std::optional<Map> placed(const SubsetOrder& order, const std::vector<const TensorInfo*>& parameters,
                          std::span<const State* const> states, const std::vector<std::size_t>& sizes, bool backwards)
{
    Map map(parameters.size(), nullptr);
    if (order.parts.size() == 1)
        return place(states, order.parts.front(), parameters, backwards, map) ? std::optional(map) : std::nullopt;
    for (std::size_t g = 0; g < sizes.size(); ++g) {
        if (!place(states.first(sizes[g]), order.parts[g], parameters, backwards, map))
            return std::nullopt;
        states = states.subspan(sizes[g]);
    }
    return map;
}

}  // namespace

bool fits(const State& state, const TensorInfo& parameter)
{
    if (!state.accumulator)
        return true;
    return state.flat ? state.accumulator->info.count == parameter.count
                      : state.accumulator->info.shape == parameter.shape;
}

std::optional<SubsetMap> onlySubset(const std::vector<SubsetOrder>& orders,
                                    const std::vector<const TensorInfo*>& parameters,
                                    const std::vector<const State*>& byPlace,
                                    const std::vector<OptimizerRecord::Group>& groups)
{
    std::vector<std::size_t> sizes;
    for (const OptimizerRecord::Group& group : groups)
        if (!group.parameters.empty())
            sizes.push_back(group.parameters.size());
    std::optional<SubsetMap> found;
    int preference = -1;
    bool several = false;
    for (const SubsetOrder& order : orders) {
        auto first = placed(order, parameters, byPlace, sizes, false);
        if (!first || order.preference < preference)
            continue;
        const bool only = *first == *placed(order, parameters, byPlace, sizes, true);
        if (order.preference > preference) {
            preference = order.preference;
            several = false;
            found.reset();
        }
        several = several || !only || (found && found->states != *first);
        if (!found)
            found = SubsetMap{std::move(*first), order.rule};
    }
    return several ? std::nullopt : found;
}

}  // namespace fisherlens
