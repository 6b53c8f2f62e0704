// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference/example_sums.h"

#include <cstdint>
#include <vector>

namespace fisherlens {

/// Fewest disjoint groups of examples for a standard error, and the number that is used where there are enough.
inline constexpr std::int64_t kFewestGroups = 16, kMostGroups = 32;

/// The standard error of a mean over N units from disjoint groups g of n_g units with means m_g:
/// M/(M−1)·Σ_g (n_g/N)²(m_g − m)², m = Σ n_g m_g/N (the variance of the mean of M independent parts; for equal groups
/// Σ(m_g − m)²/(M(M−1))).
class GroupErrors {
public:
    explicit GroupErrors(const ReferenceModel& model);
    /// Examples of the current group.
    void add(const ExampleSums& sums);
    void closeGroup();
    /// √ of the variance above, per parameter, with `total` the sums of all groups. At least two groups.
    [[nodiscard]] std::vector<std::vector<double>> errors(const ExampleSums& total) const;

    /// All that it holds. Between groups every number and every entry adds up over disjoint sets of examples.
    [[nodiscard]] std::vector<std::vector<std::vector<double>>*> arrays() { return {&group_, &squares_, &weighted_}; }
    [[nodiscard]] std::vector<double> counts() const;
    void setCounts(const std::vector<double>& counts);

private:
    using Vectors = std::vector<std::vector<double>>;
    Vectors group_;     // S_g
    Vectors squares_;   // Σ S_g²
    Vectors weighted_;  // Σ n_g S_g
    std::int64_t groupUnits_ = 0, groups_ = 0;
    double countSquares_ = 0;  // Σ n_g²
};

}  // namespace fisherlens
