// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/regret.h"

#include "edit/criterion.h"
#include "unit/edit/random_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <tuple>

namespace fisherlens {
namespace {

using test::randomFisher;
using test::randomWeights;
using test::vectorTensor;

struct Entry {
    std::string name;
    std::int64_t index = 0;
    double weight = 0, approximation = 0, reference = 0;
};

/// The definition, with a full sort: cost under the reference of removing the k entries of lowest score.
double cost(std::vector<Entry> entries, std::int64_t k, const std::function<double(const Entry&)>& score)
{
    std::sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
        return std::tuple(score(a), std::fabs(a.weight), a.name, a.index) < std::tuple(score(b), std::fabs(b.weight), b.name, b.index);
    });
    double sum = 0;
    for (std::int64_t i = 0; i < k; ++i)
        sum += entries[static_cast<std::size_t>(i)].reference * entries[static_cast<std::size_t>(i)].weight
               * entries[static_cast<std::size_t>(i)].weight;
    return sum;
}

TEST(PruneRegret, IsTheRatioOfTheDefinition)
{
    std::vector<RegretTensor> tensors;
    std::vector<Entry> entries;
    std::uint64_t seed = 1;
    for (const std::string name : {"z.weight", "a.weight", "a.bias"}) {
        auto weights = randomWeights(3001, seed++);
        auto approximation = randomFisher(3001, seed++);
        auto reference = randomFisher(3001, seed++);
        for (std::size_t i = 0; i < weights.size(); i += 3)
            reference[i] = approximation[i] * 2;  // partly right, so that the ratios differ
        for (std::size_t i = 0; i < weights.size(); ++i)
            entries.push_back({name, static_cast<std::int64_t>(i), weights[i], approximation[i], reference[i]});
        tensors.push_back({name, vectorTensor(name, weights), vectorTensor(name, approximation), vectorTensor(name, reference)});
    }
    const std::vector<double> sparsities{0, 0.25, 0.5, 0.75, 0.9, 1};
    const auto result = pruneRegret(tensors, sparsities, {});
    ASSERT_TRUE(result);
    ASSERT_EQ(result->size(), sparsities.size());
    EXPECT_FALSE(result->front().regret);  // nothing removed: no ratio
    for (std::size_t s = 1; s < sparsities.size(); ++s) {
        const auto k = entriesToPrune(sparsities[s], static_cast<std::int64_t>(entries.size()));
        const double own = cost(entries, k, [](const Entry& e) { return e.reference * e.weight * e.weight / 2; });
        const double approximation = cost(entries, k, [](const Entry& e) { return e.approximation * e.weight * e.weight / 2; });
        const double magnitude = cost(entries, k, [](const Entry& e) { return std::fabs(e.weight); });
        const double random = cost(entries, k, [](const Entry& e) {
            return RandomField(0, 0).uniform(fnv1a64(e.name), static_cast<std::uint64_t>(e.index));
        });
        const PruneRegret& row = (*result)[s];
        EXPECT_EQ(row.sparsity, sparsities[s]);
        EXPECT_NEAR(*row.regret / (approximation / own), 1, 1e-12);
        EXPECT_NEAR(*row.magnitude / (magnitude / own), 1, 1e-12);
        EXPECT_NEAR(*row.random / (random / own), 1, 1e-12);
        EXPECT_GE(*row.regret, 1 - 1e-12);
    }
    EXPECT_NEAR(*result->back().random, 1, 1e-12);  // everything removed
}

TEST(PruneRegret, IsOneForAScaledReference)
{
    auto reference = randomFisher(5000, 3);
    auto approximation = reference;
    for (float& value : approximation)
        value *= 4;
    const std::vector<RegretTensor> tensors{
        {"w", vectorTensor("w", randomWeights(5000, 2)), vectorTensor("w", approximation), vectorTensor("w", reference)}};
    const auto result = pruneRegret(tensors, std::vector<double>{0.5}, {});
    ASSERT_TRUE(result);
    EXPECT_EQ(result->front().regret, 1.0);
    EXPECT_GT(*result->front().magnitude, 1.0);
}

TEST(PruneRegret, LeavesOutEntriesThatCannotBeJudged)
{
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float inf = std::numeric_limits<float>::infinity();
    const std::vector<RegretTensor> tensors{{"w", vectorTensor("w", {1, 2, 3, nan, 5, 6, 7}), vectorTensor("w", {4, 1, 1, 1, nan, 1, -1}),
                                             vectorTensor("w", {1, 1, 1, 1, 1, inf, 1})}};
    const auto result = pruneRegret(tensors, std::vector<double>{0.34}, {});
    ASSERT_TRUE(result);
    // Three entries count, one is removed: the reference takes the first (1·1²), the approximation ties at 2 and 2.
    EXPECT_EQ(result->front().regret, 1.0);
    const auto two = pruneRegret(tensors, std::vector<double>{0.67}, {});
    EXPECT_EQ(two->front().magnitude, 1.0);
}

TEST(PruneRegret, IsUndefinedWhereTheOwnDecisionCostsNothing)
{
    const std::vector<RegretTensor> tensors{
        {"w", vectorTensor("w", {1, 2, 3, 4}), vectorTensor("w", {1, 1, 1, 1}), vectorTensor("w", {1, 1, 0, 0})}};
    const auto result = pruneRegret(tensors, std::vector<double>{0.5, 0.75}, {});
    ASSERT_TRUE(result);
    EXPECT_FALSE((*result)[0].regret);
    EXPECT_TRUE((*result)[1].regret);
    EXPECT_EQ(pruneRegret(tensors, std::vector<double>{1.5}, {}).error().code, ErrorCode::Usage);
}

}  // namespace
}  // namespace fisherlens
