// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/mapping_candidates.h"
#include "formats/optimizers.h"

#include <optional>
#include <string>
#include <vector>

namespace fisherlens {

/// The state has the shape of the parameter, or where it keeps no shape as many elements.
[[nodiscard]] bool fits(const OptimizerReading::State& state, const TensorInfo& parameter);

/// For each parameter its state, or nullptr.
struct SubsetMap {
    std::vector<const OptimizerReading::State*> states;
    std::string rule;
};

/// Puts the states, in the order of the optimizer's places (nullptr: a place without a state), beside parameters of
/// their shape without changing the order of either. The answer is proven: the leftmost and the rightmost way agree, so
/// there is no third, and all rules of the highest preference that fit give the same map. Unset: no way, or several.
[[nodiscard]] std::optional<SubsetMap> onlySubset(const std::vector<SubsetOrder>& orders,
                                                  const std::vector<const TensorInfo*>& parameters,
                                                  const std::vector<const OptimizerReading::State*>& byPlace,
                                                  const std::vector<OptimizerRecord::Group>& groups);

}  // namespace fisherlens
