// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

using KeySet = std::set<std::string, std::less<>>;

/// One row of the table of optimizers: what its state looks like, and whether its squares are read.
struct OptimizerClass {
    std::string_view kind;                      ///< "SGD"
    std::vector<std::string_view> stateHas;     ///< one of these is in the state of some parameter; empty: any state
    std::vector<std::string_view> groupHas;     ///< all of these are in some group
    std::vector<std::string_view> groupHasNot;  ///< none of these is
    bool usable = false;
    std::string_view reason;  ///< one sentence why not
    std::string_view hint;
};

/// The first row that fits (facts/formats-pytorch.md 5.2 to 5.5); a row "unknown optimizer" when none does.
[[nodiscard]] const OptimizerClass& recogniseOptimizer(const KeySet& stateKeys, const KeySet& groupKeys);

}  // namespace fisherlens
