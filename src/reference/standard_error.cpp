// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/standard_error.h"

#include <algorithm>
#include <cmath>

namespace fisherlens {

GroupErrors::GroupErrors(const ReferenceModel& model)
    : group_(zerosOf(model)), squares_(zerosOf(model)), weighted_(zerosOf(model))
{}

void GroupErrors::add(const ExampleSums& sums)
{
    for (std::size_t p = 0; p < group_.size(); ++p)
        for (std::size_t i = 0; i < group_[p].size(); ++i)
            group_[p][i] += sums.sums.squares[0][p][i] + sums.sums.squares[1][p][i];
    groupUnits_ += sums.units[0] + sums.units[1];
}

void GroupErrors::closeGroup()
{
    const auto n = static_cast<double>(groupUnits_);
    for (std::size_t p = 0; p < group_.size(); ++p) {
        for (std::size_t i = 0; i < group_[p].size(); ++i) {
            squares_[p][i] += group_[p][i] * group_[p][i];
            weighted_[p][i] += n * group_[p][i];
            group_[p][i] = 0;
        }
    }
    countSquares_ += n * n;
    groupUnits_ = 0;
    ++groups_;
}

std::vector<double> GroupErrors::counts() const
{
    return {static_cast<double>(groupUnits_), static_cast<double>(groups_), countSquares_};
}

void GroupErrors::setCounts(const std::vector<double>& counts)
{
    groupUnits_ = std::llround(counts[0]);
    groups_ = std::llround(counts[1]);
    countSquares_ = counts[2];
}

std::vector<std::vector<double>> GroupErrors::errors(const ExampleSums& total) const
{
    const auto n = static_cast<double>(total.units[0] + total.units[1]);
    const double scale = static_cast<double>(groups_) / static_cast<double>(groups_ - 1) / (n * n);
    Vectors result = squares_;
    for (std::size_t p = 0; p < result.size(); ++p) {
        for (std::size_t i = 0; i < result[p].size(); ++i) {
            const double mean = (total.sums.squares[0][p][i] + total.sums.squares[1][p][i]) / n;
            // Σ (S_g − n_g m)²; rounding can make what should be 0 negative.
            const double spread = squares_[p][i] - 2 * mean * weighted_[p][i] + mean * mean * countSquares_;
            result[p][i] = std::sqrt(std::max(spread, 0.0) * scale);
        }
    }
    return result;
}

}  // namespace fisherlens
