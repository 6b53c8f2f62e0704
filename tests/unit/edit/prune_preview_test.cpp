// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/prune_preview.h"

#include "unit/edit/random_data.h"

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <limits>

namespace fisherlens {
namespace {

constexpr std::array kCriteria{PruneCriterion::Fisher, PruneCriterion::Magnitude, PruneCriterion::FisherOnly,
                               PruneCriterion::Random};

struct Model {
    Catalogue tensors;
    FisherFile fisher;
};

/// Tensors of different scales; a fifth of the Fishers and a tenth of the weights are exactly 0.
Model model(const std::vector<std::size_t>& sizes)
{
    Model result;
    for (std::size_t t = 0; t < sizes.size(); ++t) {
        auto weights = test::randomWeights(sizes[t], t + 1);
        auto fisher = test::randomFisher(sizes[t], t + 31);
        const auto pick = test::randomFloats(sizes[t], t + 61, [](double u) { return u; });
        for (std::size_t i = 0; i < sizes[t]; ++i) {
            weights[i] *= static_cast<float>(1 + t);
            if (pick[i] < 0.2F)
                fisher[i] = 0;
            if (pick[i] > 0.15F && pick[i] < 0.25F)
                weights[i] = 0;
        }
        const std::string name = std::string(1, static_cast<char>('c' - t)) + ".weight";
        EXPECT_TRUE(result.tensors.add(test::vectorTensor(name, weights)));
        EXPECT_TRUE(result.fisher.diagonal.add(test::vectorTensor(name, fisher)));
    }
    return result;
}

/// Σ½Fθ² over the entries whose score is in the bin of the threshold or next to it: what cannot be told apart.
double costNear(const Model& m, std::size_t t, PruneCriterion criterion, std::optional<double> threshold)
{
    const auto weights = readAll(m.tensors.tensors()[t]), fisher = readAll(m.fisher.diagonal.tensors()[t]);
    EXPECT_TRUE(weights && fisher);
    std::vector<double> scores(weights->size());
    score(criterion, *weights, *fisher, m.tensors.tensors()[t].info.name, 0, 0, scores);
    double sum = 0;
    for (std::size_t i = 0; i < scores.size(); ++i)
        if (threshold && scores[i] >= *threshold / (1 + 1.0 / 32) && scores[i] <= *threshold * (1 + 1.0 / 32))
            sum += 0.5 * (*fisher)[i] * (*weights)[i] * (*weights)[i];
    return sum;
}

TEST(PrunePreview, AgreesWithTheExactSelectionToTheResolutionOfABin)
{
    const Model m = model({60'000, 5'000, 30'000});
    const auto preview = PrunePreview::measure(m.tensors, &m.fisher, {}, {});
    ASSERT_TRUE(preview);
    EXPECT_EQ((*preview)->names(), (std::vector<std::string>{"c.weight", "b.weight", "a.weight"}));
    for (const PruneCriterion criterion : kCriteria) {
        ASSERT_TRUE((*preview)->has(criterion));
        for (const bool perTensor : {false, true}) {
            for (const bool keep : {false, true}) {
                for (const double sparsity : {0.0, 0.05, 0.15, 0.5, 0.75, 0.9, 0.999, 1.0}) {
                    SCOPED_TRACE(std::string(name(criterion)) + (perTensor ? " per tensor" : "")
                                 + (keep ? " keep " : " ") + std::to_string(sparsity));
                    PruneSettings settings;
                    settings.criterion = criterion;
                    settings.sparsity = sparsity;
                    settings.perTensor = perTensor;
                    settings.keepZeroFisher = keep;
                    const auto exact = ModelPrune::prepare(m.tensors, &m.fisher, "", settings, {});
                    ASSERT_TRUE(exact);
                    const PruneOutcome& outcome = (*exact)->outcome();
                    const PrunePrediction found = (*preview)->evaluate(criterion, sparsity, perTensor, keep);
                    EXPECT_EQ(found.total.entries, outcome.prunable);
                    EXPECT_EQ(found.total.pruned, outcome.pruned);
                    EXPECT_LE(found.unresolved, 95'000 / 50);
                    std::int64_t sum = 0;
                    for (std::size_t t = 0; t < 3; ++t) {
                        const std::int64_t off = std::abs(found.tensors[t].pruned - outcome.tensors[t].pruned);
                        EXPECT_LE(off, found.unresolved);
                        EXPECT_LE(off, 60) << t;  // evenly spread bins are off by the noise of a part of a bin
                        sum += found.tensors[t].pruned;
                    }
                    EXPECT_EQ(sum, outcome.pruned);
                    double inCutBins = 0;
                    for (std::size_t t = 0; t < 3; ++t)
                        inCutBins += costNear(m, t, criterion, found.tensors[t].threshold);
                    EXPECT_NEAR(*found.total.cost, outcome.costs[0].value, inCutBins + 1e-12 * outcome.costs[0].value);
                }
            }
        }
    }
}

TEST(PrunePreview, GivesTheThresholdToTheWidthOfABin)
{
    const Model m = model({50'000});
    const auto preview = PrunePreview::measure(m.tensors, &m.fisher, {}, {});
    ASSERT_TRUE(preview);
    const auto weights = readAll(m.tensors.tensors()[0]), fisher = readAll(m.fisher.diagonal.tensors()[0]);
    ASSERT_TRUE(weights && fisher);
    std::vector<double> scores;
    for (std::size_t i = 0; i < weights->size(); ++i)
        scores.push_back(0.5 * (*fisher)[i] * (*weights)[i] * (*weights)[i]);
    std::sort(scores.begin(), scores.end());
    const auto found = (*preview)->evaluate(PruneCriterion::Fisher, 0.6, false, false);
    EXPECT_NEAR(*found.total.threshold, scores[29'999], scores[29'999] / 32);
    EXPECT_EQ(found.unresolved, 0);  // one tensor: its count is exact
    EXPECT_EQ((*preview)->evaluate(PruneCriterion::Fisher, 0.1, false, false).total.threshold, 0.0);
    EXPECT_FALSE((*preview)->evaluate(PruneCriterion::Fisher, 0, false, false).total.threshold);

    std::int64_t positive = 0;
    double high = 0;
    for (const PrunePreview::ScoreBin& bin : (*preview)->scores(PruneCriterion::Fisher)) {
        EXPECT_GE(bin.low, high);
        EXPECT_LE(bin.high / bin.low, 1 + 1.0 / 32 + 1e-12);
        const auto inside = std::lower_bound(scores.begin(), scores.end(), bin.high)
                            - std::lower_bound(scores.begin(), scores.end(), bin.low);
        EXPECT_EQ(bin.count, inside);
        positive += bin.count;
        high = bin.high;
    }
    EXPECT_EQ(positive, scores.end() - std::upper_bound(scores.begin(), scores.end(), 0.0));
}

TEST(PrunePreview, CountsWhatHasNoEvidenceAndWhatIsNotFinite)
{
    Model m;
    constexpr float nan = std::numeric_limits<float>::quiet_NaN();
    ASSERT_TRUE(m.tensors.add(test::vectorTensor("w", {1, nan, 3, 4, 5, 6})));
    ASSERT_TRUE(m.fisher.diagonal.add(test::vectorTensor("w", {0, 0, nan, 1, 2, 3})));
    const auto preview = PrunePreview::measure(m.tensors, &m.fisher, {}, {});
    ASSERT_TRUE(preview);
    EXPECT_EQ((*preview)->zeroFisher(), 1);
    EXPECT_EQ((*preview)->nonfinite(PruneCriterion::Fisher), 2);
    EXPECT_EQ((*preview)->nonfinite(PruneCriterion::Magnitude), 1);
    EXPECT_EQ((*preview)->evaluate(PruneCriterion::Fisher, 1, false, false).total.pruned, 4);
    EXPECT_EQ((*preview)->evaluate(PruneCriterion::Fisher, 1, false, true).total.pruned, 3);
    EXPECT_EQ((*preview)->evaluate(PruneCriterion::Magnitude, 1, false, true).total.pruned, 5);
}

TEST(PrunePreview, KnowsWhichCriteriaApplyToWhichTensor)
{
    Model m = model({100, 200});
    ASSERT_TRUE(m.tensors.add(test::vectorTensor("x.weight", test::randomWeights(50, 9))));
    const auto preview = PrunePreview::measure(m.tensors, &m.fisher, {}, {});
    ASSERT_TRUE(preview);
    EXPECT_EQ((*preview)->evaluate(PruneCriterion::Fisher, 0.5, false, false).total.entries, 300);
    const auto magnitude = (*preview)->evaluate(PruneCriterion::Magnitude, 0.5, false, false);
    EXPECT_EQ(magnitude.total.entries, 350);
    EXPECT_FALSE(magnitude.tensors[2].cost);
    EXPECT_TRUE(magnitude.total.cost);
    const auto plain = PrunePreview::measure(m.tensors, nullptr, {}, {});
    ASSERT_TRUE(plain);
    EXPECT_FALSE((*plain)->has(PruneCriterion::FisherOnly));
    EXPECT_FALSE((*plain)->evaluate(PruneCriterion::Random, 0.5, false, false).total.cost);
}

TEST(PrunePreview, IsTheSameOnOneThreadAndAnswersWithinAFrame)
{
    const Model m = model({100'000, 40'000});
    const auto many = PrunePreview::measure(m.tensors, &m.fisher, {}, {});
    const tbb::global_control one(tbb::global_control::max_allowed_parallelism, 1);
    const auto single = PrunePreview::measure(m.tensors, &m.fisher, {}, {});
    ASSERT_TRUE(many && single);
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i <= 100; ++i) {
        const auto a = (*many)->evaluate(PruneCriterion::Fisher, i / 100.0, false, false);
        const auto b = (*single)->evaluate(PruneCriterion::Fisher, i / 100.0, false, false);
        EXPECT_EQ(a.total.cost, b.total.cost);
        EXPECT_EQ(a.tensors[1].pruned, b.tensors[1].pruned);
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    EXPECT_LT(seconds / 202, 0.001);
}

TEST(PrunePreview, RefusesNegativeFishersAndStopsOnRequest)
{
    Model m = model({100});
    FisherFile negative;
    ASSERT_TRUE(negative.diagonal.add(test::vectorTensor("c.weight", std::vector<float>(100, -1))));
    EXPECT_EQ(PrunePreview::measure(m.tensors, &negative, {}, {}).error().code, ErrorCode::Damaged);
    JobContext context;
    context.cancel.request();
    EXPECT_EQ(PrunePreview::measure(m.tensors, &m.fisher, {}, context).error().code, ErrorCode::Cancelled);
}

TEST(SmallAndEmbeddings, NamesWhatTheWindowLeavesOut)
{
    Catalogue tensors;
    ASSERT_TRUE(tensors.add(memoryTensor("bias", {2}, {1, 2})));
    ASSERT_TRUE(tensors.add(memoryTensor("weight", {1, 2}, {1, 2})));
    ASSERT_TRUE(tensors.add(memoryTensor("transformer.wte.weight", {1, 2}, {1, 2})));
    ASSERT_TRUE(tensors.add(memoryTensor("Embedding.weight", {1, 2}, {1, 2})));
    ASSERT_TRUE(tensors.add(memoryTensor("sweet.weight", {1, 2}, {1, 2})));
    EXPECT_EQ(smallAndEmbeddings(tensors),
              (std::vector<std::string>{"bias", "transformer.wte.weight", "Embedding.weight"}));
}

}  // namespace
}  // namespace fisherlens
