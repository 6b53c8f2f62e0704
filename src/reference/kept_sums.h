// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fisherlens {

/// One array per parameter.
using ParameterArrays = std::vector<std::vector<double>>;

/// The sums of an estimate that has not used all of its examples yet: arrays by name, and numbers in an order that only
/// the estimate knows.
struct KeptSums {
    std::map<std::string, ParameterArrays> arrays;
    std::vector<double> numbers;
};

/// The same, to be read where it lies.
struct SumsView {
    std::vector<std::pair<std::string, const ParameterArrays*>> arrays;
    std::vector<double> numbers;
};

/// Keeps the sums of a run, so that the same run can go on from them after it was ended. Used by one thread at a time.
class SumsKeeper {
public:
    virtual ~SumsKeeper() = default;
    /// What an ended run with the same settings has left, or nothing. `plan` says how the examples are cut; sums of
    /// another plan would be added in another order. Called once, before keep().
    virtual std::optional<KeptSums> restore(const std::string& plan) = 0;
    /// Offers the sums after a part of the examples; the keeper decides whether it is time. `ended`: this run stops here.
    virtual void keep(const SumsView& sums, bool ended) = 0;
};

}  // namespace fisherlens
