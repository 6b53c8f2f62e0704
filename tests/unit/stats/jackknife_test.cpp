// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/jackknife.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <random>
#include <vector>

namespace fisherlens {
namespace {

TEST(Student, QuantilesAreThoseOfSciPy)
{
    struct Row {
        std::size_t degrees;
        std::array<double, 4> quantiles;
    };
    // scipy.stats.t.ppf(1 - error / 2, degrees), whose own error is up to 2e-9 (tan(π/2·0.999) = 636.619248768
    // for one degree; scipy.special.stdtr agrees for 30).
    const std::array<double, 4> errors{0.5, 0.05, 0.05 / 4, 0.001};
    const std::array<Row, 7> rows{{
        {1, {1.0, 12.706204736432095, 50.923036668336565, 636.6192494318557}},
        {2, {0.8164965809277266, 4.302652729911275, 8.860200034654257, 31.599054577041514}},
        {3, {0.764892328080891, 3.182446305284263, 5.391949070488623, 12.923978636637424}},
        {7, {0.7111417780816957, 2.3646242510102993, 3.3352949398170852, 5.407882520977668}},
        {8, {0.7063866126448144, 2.3060041350333704, 3.205955453322931, 5.0413054333884535}},
        {15, {0.6911969489584897, 2.131449545559323, 2.8366274760233616, 4.0727651959038464}},
        {30, {0.6827556919926214, 2.0422724563012373, 2.65735525540601, 3.6459586349971502}},
    }};
    for (const Row& row : rows)
        for (std::size_t e = 0; e < errors.size(); ++e)
            EXPECT_NEAR(studentQuantile(row.degrees, errors[e]), row.quantiles[e], 3e-9 * row.quantiles[e])
                << row.degrees << " degrees, error " << errors[e];
}

TEST(Jackknife, OfAMeanIsTheUsualStandardError)
{
    const std::vector<double> values{1, 4, 2, 8, 5, 7};
    std::vector<double> without;
    for (const double value : values)
        without.push_back((27 - value) / 5);
    const Jackknife known = jackknife(4.5, without);
    EXPECT_NEAR(known.estimate, 4.5, 1e-12);
    EXPECT_NEAR(known.standardError, std::sqrt(37.5 / 5 / 6), 1e-12);  // s² = Σ(x−x̄)²/(n−1) = 37.5/5
}

TEST(Jackknife, TakesTheBiasOutOfAVariance)
{
    const std::vector<double> values{1, 4, 2, 8, 5, 7};
    const auto variance = [](std::vector<double> v) {
        const double mean = std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size());
        double sum = 0;
        for (const double x : v)
            sum += (x - mean) * (x - mean);
        return sum / static_cast<double>(v.size());
    };
    std::vector<double> without;
    for (std::size_t i = 0; i < values.size(); ++i) {
        std::vector<double> left = values;
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
        without.push_back(variance(left));
    }
    EXPECT_NEAR(jackknife(variance(values), without).estimate, 37.5 / 5, 1e-12);
}

/// A model of pruning: squared gradients of each entry are F·x with a heavy-tailed x of mean 1 that is zero in all but a
/// share `active` of the examples, the recycled diagonal is F with noise of its own. Looked at after 8, 16, 32, 64 groups.
class SimulatedRegret {
public:
    SimulatedRegret(std::uint64_t seed, double active) : random_(seed)
    {
        std::bernoulli_distribution hit(active);
        for (std::size_t i = 0; i < kEntries; ++i) {
            const double theta = normal(), f = std::exp(2 * normal());
            weight_.push_back(theta * theta);
            truth_.push_back(f);
            recycled_.push_back(f * std::exp(0.5 * normal()) * theta * theta);
        }
        std::vector<std::size_t> order(kEntries);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::sort(order.begin(), order.end(), [&](auto a, auto b) { return recycled_[a] < recycled_[b]; });
        removed_.assign(order.begin(), order.begin() + kRemoved);
        for (std::size_t g = 0; g < 64; ++g) {
            std::vector<double>& group = groups_.emplace_back();
            for (const double f : truth_) {
                double sum = 0;
                for (int n = 0; n < kExamples; ++n) {
                    if (active < 1 && !hit(random_))
                        continue;
                    const double a = normal(), b = normal();
                    sum += a * a * b * b / active;  // kurtosis of a product of two normal factors
                }
                group.push_back(f * sum / kExamples);
            }
        }
    }

    [[nodiscard]] double truth() const { return regret(truth_); }
    struct Look {
        double measured;
        Jackknife known;
        double reach;
        Interval interval;
    };
    [[nodiscard]] Look look(std::size_t parts) const
    {
        const std::size_t n = std::min<std::size_t>(parts, 16), together = parts / n;
        std::vector<double> total = sum(0, parts), without;
        for (std::size_t g = 0; g < n; ++g) {
            std::vector<double> left = total;
            const std::vector<double> out = sum(g * together, (g + 1) * together);
            for (std::size_t i = 0; i < kEntries; ++i)
                left[i] -= out[i];
            without.push_back(regret(left));
        }
        constexpr double error = 0.05 / 4;
        const Jackknife known = jackknife(regret(total), without);
        return {regret(total), known, studentQuantile(n - 1, error) * known.standardError,
                jackknifeInterval(regret(total), without, error)};
    }

private:
    static constexpr std::size_t kEntries = 300, kRemoved = 150;
    static constexpr int kExamples = 4;

    double normal() { return normal_(random_); }
    [[nodiscard]] std::vector<double> sum(std::size_t first, std::size_t end) const
    {
        std::vector<double> total(kEntries, 0.0);
        for (std::size_t g = first; g < end; ++g)
            for (std::size_t i = 0; i < kEntries; ++i)
                total[i] += groups_[g][i];
        return total;
    }
    [[nodiscard]] double regret(const std::vector<double>& diagonal) const
    {
        std::vector<double> cost(kEntries);
        double chosen = 0;
        for (std::size_t i = 0; i < kEntries; ++i)
            cost[i] = diagonal[i] * weight_[i];
        for (const std::size_t i : removed_)
            chosen += cost[i];
        std::sort(cost.begin(), cost.end());
        return chosen / std::accumulate(cost.begin(), cost.begin() + kRemoved, 0.0);
    }

    std::mt19937_64 random_;
    std::normal_distribution<double> normal_;
    std::vector<double> weight_, truth_, recycled_;
    std::vector<std::size_t> removed_;
    std::vector<std::vector<double>> groups_;
};

/// Runs of `runs` in which at least one of the four intervals does not hold the truth.
struct Missed {
    int interval = 0, aroundMeasured = 0, aroundEstimate = 0;
};
Missed missedIn(int runs, double active)
{
    Missed missed;
    for (int run = 0; run < runs; ++run) {
        const SimulatedRegret simulated(static_cast<std::uint64_t>(run) + 1, active);
        const double truth = simulated.truth();
        bool interval = false, measured = false, estimate = false;
        for (const std::size_t parts : {8U, 16U, 32U, 64U}) {
            const auto look = simulated.look(parts);
            interval = interval || truth < look.interval.low || truth > look.interval.high;
            measured = measured || std::abs(look.measured - truth) > look.reach;
            estimate = estimate || std::abs(look.known.estimate - truth) > look.reach;
        }
        missed.interval += interval ? 1 : 0;
        missed.aroundMeasured += measured ? 1 : 0;
        missed.aroundEstimate += estimate ? 1 : 0;
    }
    return missed;
}

TEST(Jackknife, IntervalsOfTheRegretHoldTogether)
{
    // 5 % of 200 is 10, with a standard deviation of 3.1. An interval around either value alone is no such interval.
    const Missed dense = missedIn(200, 1);
    EXPECT_LE(dense.interval, 10);
    EXPECT_GT(dense.aroundMeasured, 20);
    const Missed rare = missedIn(200, 0.1);
    EXPECT_LE(rare.interval, 10);
    EXPECT_GT(rare.aroundEstimate, 20);
}

}  // namespace
}  // namespace fisherlens
