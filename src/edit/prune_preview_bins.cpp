// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/prune_preview_bins.h"

#include <algorithm>
#include <map>
#include <utility>

namespace fisherlens::detail {

double Threshold::score() const
{
    if (code < kScoreBins)
        return 0;
    const double low = binLow(code - kScoreBins);
    return low + share * (binLow(code - kScoreBins + 1) - low);
}

void Ladder::push(std::uint32_t code, std::int64_t count, double cost)
{
    codes_.push_back(code);
    below_.push_back(below_.back() + count);
    cost_.push_back(cost_.back() + cost);
}

Ladder Ladder::merged(std::span<const Ladder* const> ladders)
{
    std::map<std::uint32_t, std::pair<std::int64_t, double>> bins;
    for (const Ladder* ladder : ladders) {
        for (std::size_t i = 0; i < ladder->size(); ++i) {
            auto& [count, cost] = bins[ladder->codes_[i]];
            count += ladder->count(i);
            cost += ladder->cost_[i + 1] - ladder->cost_[i];
        }
    }
    Ladder result;
    for (const auto& [code, bin] : bins)
        result.push(code, bin.first, bin.second);
    return result;
}

Ladder Ladder::withoutZeros(std::int64_t removed) const
{
    Ladder result;
    const auto positive =
        static_cast<std::size_t>(std::lower_bound(codes_.begin(), codes_.end(), kScoreBins) - codes_.begin());
    if (below_[positive] > removed)
        result.push(0, below_[positive] - removed, cost_[positive]);
    for (std::size_t i = positive; i < size(); ++i)
        result.push(codes_[i], count(i), cost_[i + 1] - cost_[i]);
    return result;
}

Threshold Ladder::at(std::int64_t k) const
{
    if (k <= 0)
        return {};
    const auto next = std::lower_bound(below_.begin() + 1, below_.end(), k);
    const auto i = static_cast<std::size_t>(next - below_.begin()) - 1;
    return {codes_[i], static_cast<double>(k - below_[i]) / static_cast<double>(count(i))};
}

Ladder::Removed Ladder::removed(const Threshold& threshold) const
{
    const auto i =
        static_cast<std::size_t>(std::lower_bound(codes_.begin(), codes_.end(), threshold.code) - codes_.begin());
    Removed result{below_[i], 0, cost_[i]};
    if (i < size() && codes_[i] == threshold.code) {
        result.inBin = count(i);
        result.cost += threshold.share * (cost_[i + 1] - cost_[i]);
    }
    return result;
}

void LadderCounter::add(std::span<const std::uint32_t> codes, std::span<const double> costs)
{
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const std::uint32_t code = codes[i];
        if (code == kNoCode)
            continue;
        low_ = std::min(low_, code);
        high_ = std::max(high_, code);
        ++counts_[code];
        if (!costs.empty())
            costs_[code] += costs[i];
    }
}

Ladder LadderCounter::take()
{
    Ladder ladder;
    for (std::uint32_t code = low_; code <= high_ && low_ != kNoCode; ++code) {
        if (counts_[code] > 0)
            ladder.push(code, counts_[code], costs_[code]);
        counts_[code] = 0;
        costs_[code] = 0;
    }
    low_ = kNoCode;
    high_ = 0;
    return ladder;
}

}  // namespace fisherlens::detail
