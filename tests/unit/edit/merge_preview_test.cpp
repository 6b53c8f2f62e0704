// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/merge_preview.h"

#include "edit/methods/fisher.h"
#include "unit/edit/random_data.h"

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace fisherlens {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

/// Two models with their Fishers, and the numbers again for the loops.
struct Pair {
    struct Part {
        std::string name;
        std::vector<float> a, b, fisherA, fisherB;  ///< empty Fisher: not in the file
    };
    std::vector<Part> parts;
    Catalogue a, b;
    FisherFile fisherA, fisherB;

    void add(Part part)
    {
        EXPECT_TRUE(a.add(test::vectorTensor(part.name, part.a)));
        EXPECT_TRUE(b.add(test::vectorTensor("module." + part.name, part.b)));
        if (!part.fisherA.empty()) {
            EXPECT_TRUE(fisherA.diagonal.add(test::vectorTensor(part.name, part.fisherA)));
        }
        if (!part.fisherB.empty()) {
            EXPECT_TRUE(fisherB.diagonal.add(test::vectorTensor("module." + part.name, part.fisherB)));
        }
        parts.push_back(std::move(part));
    }
    [[nodiscard]] MergeModel modelA() const { return {"a", &a, &fisherA, nullptr}; }
    [[nodiscard]] MergeModel modelB() const { return {"b", &b, &fisherB, nullptr}; }
};

/// exp of a sum of uniforms: over many orders of magnitude, heavy tails.
std::vector<float> heavy(std::size_t n, std::uint64_t seed, double spread)
{
    return test::randomFloats(n, seed,
                              [&](double u) { return std::exp(spread * std::log((u + 1e-9) / (1 - u))) * 1e-8; });
}

/// Heavy-tailed Fishers that are partly correlated, with zeros on either side and on both.
Pair randomPair()
{
    Pair pair;
    const auto add = [&](const std::string& name, std::size_t n, std::uint64_t seed, double spread) {
        Pair::Part part{name, test::randomWeights(n, seed), heavy(n, seed + 1, 0.5), heavy(n, seed + 2, spread),
                        heavy(n, seed + 3, spread)};
        const auto pick = test::randomFloats(n, seed + 4, [](double u) { return u; });
        for (std::size_t i = 0; i < n; ++i) {
            part.b[i] = part.a[i] + part.b[i] * 1e6F;
            if (pick[i] < 0.5F)
                part.fisherB[i] = part.fisherA[i] * (1 + pick[i]);
            if (pick[i] < 0.2F)
                part.fisherA[i] = 0;
            if (pick[i] > 0.1F && pick[i] < 0.3F)
                part.fisherB[i] = 0;
        }
        pair.add(std::move(part));
    };
    add("wide", 150'000, 1, 2.5);
    add("narrow", 40'000, 11, 0.7);
    add("tiny", 3, 21, 1);
    pair.add({"buffer", test::randomWeights(100, 31), test::randomWeights(100, 32), {}, {}});
    pair.add({"half", test::randomWeights(100, 33), test::randomWeights(100, 34), test::randomFisher(100, 35), {}});
    return pair;
}

struct Loop {
    double costA = 0, costB = 0, squareA = 0, squareB = 0, moved = 0, whole = 0;

    void add(const Loop& other)
    {
        costA += other.costA;
        costB += other.costB;
        squareA += other.squareA;
        squareB += other.squareB;
        moved += other.moved;
        whole += other.whole;
    }
};

/// The definitions, element by element, through the merge method itself.
std::vector<Loop> bruteForce(const Pair& pair, std::span<const double> shares, double epsilon,
                             Normalization normalization)
{
    const auto weightingFor = [&](bool first) {
        FisherStatistics s;
        double squares = 0;
        for (const Pair::Part& part : pair.parts) {
            if (part.fisherA.empty() || part.fisherB.empty())
                continue;
            for (const float f : first ? part.fisherA : part.fisherB) {
                if (!std::isfinite(f))
                    continue;
                s.mean += static_cast<double>(f);
                squares += static_cast<double>(f) * static_cast<double>(f);
                ++s.entries;
            }
        }
        s.mean /= static_cast<double>(s.entries);
        s.l2 = std::sqrt(squares);
        return weightingOf(s, normalization, epsilon);
    };
    const Weighting weightA = weightingFor(true), weightB = weightingFor(false);
    std::vector<Loop> loops;
    for (std::size_t t = 0; t < pair.parts.size(); ++t) {
        const Pair::Part& part = pair.parts[t];
        const double share = shares.size() == 1 ? shares[0] : shares[t];
        const std::vector<double> coefficients{1 - share, share};
        Loop loop;
        for (std::size_t i = 0; i < part.a.size(); ++i) {
            const std::vector<double> a{part.a[i]}, b{part.b[i]};
            if (!std::isfinite(a[0]) || !std::isfinite(b[0]))
                continue;
            double merged = a[0] + share * (b[0] - a[0]);
            const double fA = part.fisherA.empty() ? 0 : static_cast<double>(part.fisherA[i]);
            const double fB = part.fisherB.empty() ? 0 : static_cast<double>(part.fisherB[i]);
            if (!part.fisherA.empty() && !part.fisherB.empty() && std::isfinite(fA) && std::isfinite(fB)) {
                std::vector<double> wA{fA}, wB{fB}, out(1);
                weightA.apply(wA);
                weightB.apply(wB);
                const std::vector<std::span<const double>> values{a, b}, importance{wA, wB};
                kFisherMerge.merge({values, importance, {}, coefficients}, out);
                merged = out[0];
            }
            const double d = b[0] - a[0], toA = merged - a[0], toB = merged - b[0];
            loop.costA += std::isfinite(fA) ? 0.5 * fA * toA * toA : 0;
            loop.costB += std::isfinite(fB) ? 0.5 * fB * toB * toB : 0;
            loop.squareA += toA * toA;
            loop.squareB += toB * toB;
            loop.moved += d == 0 ? 0 : toA * d;
            loop.whole += d * d;
        }
        loops.push_back(loop);
    }
    return loops;
}

double relative(double value, double expected)
{
    return expected == value ? 0 : std::fabs(value - expected) / std::fabs(expected);
}

/// Largest relative error over costs and distances of a prediction.
double errorOf(const MergePrediction& prediction, const Loop& loop)
{
    double worst = std::max({relative(*prediction.distanceA, std::sqrt(loop.squareA / loop.whole)),
                             relative(*prediction.distanceB, std::sqrt(loop.squareB / loop.whole)),
                             relative(*prediction.effectiveShare, loop.moved / loop.whole)});
    if (prediction.costA)
        worst = std::max(worst, relative(*prediction.costA, loop.costA));
    if (prediction.costB)
        worst = std::max(worst, relative(*prediction.costB, loop.costB));
    return worst;
}

TEST(MergePreview, AgreesWithMergingEveryEntryAtEveryShare)
{
    const Pair pair = randomPair();
    const auto preview = MergePreview::measure(pair.modelA(), pair.modelB(), {}, {});
    ASSERT_TRUE(preview);
    for (const Normalization normalization : {Normalization::None, Normalization::Mean, Normalization::L2}) {
        double worst = 0;
        for (const double share : {0.0, 1e-6, 0.001, 0.1, 0.3, 0.5, 0.65, 0.9, 0.999, 1.0}) {
            const std::vector<double> shares{share};
            const auto loops = bruteForce(pair, shares, 1e-6, normalization);
            const MergePredictions found = (*preview)->evaluate(shares, PreviewRule::Fisher, normalization);
            ASSERT_EQ(found.tensors.size(), loops.size());
            Loop total;
            for (std::size_t t = 0; t < loops.size(); ++t) {
                const double error = errorOf(found.tensors[t], loops[t]);
                EXPECT_LE(error, 2e-4) << pair.parts[t].name << " at " << share << ", normalisation "
                                       << name(normalization);
                worst = std::max(worst, error);
                total.add(loops[t]);
            }
            EXPECT_LE(errorOf(found.total, total), 2e-4) << share;
            EXPECT_EQ((*preview)->evaluateTotal(shares, PreviewRule::Fisher, normalization).costA, found.total.costA);
        }
        RecordProperty("worst_relative_error_" + std::string(name(normalization)), std::to_string(worst));
    }
}

TEST(MergePreview, TakesAShareForEveryTensor)
{
    const Pair pair = randomPair();
    const auto preview = MergePreview::measure(pair.modelA(), pair.modelB(), {}, {});
    ASSERT_TRUE(preview);
    const std::vector<double> shares{0.1, 0.8, 0.5, 0.25, 0.75};
    const auto loops = bruteForce(pair, shares, 1e-6, Normalization::None);
    const auto found = (*preview)->evaluate(shares, PreviewRule::Fisher, Normalization::None);
    Loop total;
    for (std::size_t t = 0; t < loops.size(); ++t) {
        EXPECT_LE(errorOf(found.tensors[t], loops[t]), 2e-4) << t;
        total.add(loops[t]);
    }
    EXPECT_LE(errorOf(found.total, total), 2e-4);
}

TEST(MergePreview, KeepsRatiosOfZeroAndInfinityApartWithoutAFloor)
{
    const Pair pair = randomPair();
    const auto preview = MergePreview::measure(pair.modelA(), pair.modelB(), {.floor = 0}, {});
    ASSERT_TRUE(preview);
    EXPECT_GT((*preview)->tensors()[0].unratioed, 10'000);
    for (const double share : {0.0, 0.2, 0.7, 1.0}) {
        const std::vector<double> shares{share};
        const auto loops = bruteForce(pair, shares, 0, Normalization::None);
        const auto found = (*preview)->evaluate(shares, PreviewRule::Fisher, Normalization::None);
        for (std::size_t t = 0; t < loops.size(); ++t)
            EXPECT_LE(errorOf(found.tensors[t], loops[t]), 2e-4) << t << " at " << share;
    }
}

TEST(MergePreview, IsExactForEqualFishers)
{
    Pair pair;
    const auto fisher = heavy(10'000, 3, 2);
    pair.add({"t", test::randomWeights(10'000, 1), test::randomWeights(10'000, 2), fisher, fisher});
    const auto preview = MergePreview::measure(pair.modelA(), pair.modelB(), {}, {});
    ASSERT_TRUE(preview);
    EXPECT_EQ((*preview)->tensors()[0].lowLogRatio, 0);
    EXPECT_EQ((*preview)->tensors()[0].highLogRatio, 0);
    for (const double share : {0.0, 0.25, 0.5, 0.9, 1.0}) {
        const std::vector<double> shares{share};
        const auto found = (*preview)->evaluateTotal(shares, PreviewRule::Fisher, Normalization::None);
        const auto linear = (*preview)->evaluateTotal(shares, PreviewRule::Linear, Normalization::None);
        EXPECT_NEAR(*found.costA, *linear.costA, 1e-15 * *linear.costA);
        EXPECT_NEAR(*found.costB, *linear.costB, 1e-15 * *linear.costB);
        EXPECT_NEAR(*found.distanceA, share, 1e-15);
        EXPECT_NEAR(*found.effectiveShare, share, 1e-15);
    }
}

TEST(MergePreview, HasLinearMergesInClosedForm)
{
    const Pair pair = randomPair();
    const auto preview = MergePreview::measure(pair.modelA(), pair.modelB(), {}, {});
    ASSERT_TRUE(preview);
    double sumA = 0, sumB = 0;
    for (const Pair::Part& part : pair.parts)
        for (std::size_t i = 0; i < part.a.size(); ++i) {
            const double d = static_cast<double>(part.b[i]) - static_cast<double>(part.a[i]);
            sumA += part.fisherA.empty() ? 0 : static_cast<double>(part.fisherA[i]) * d * d;
            sumB += part.fisherB.empty() ? 0 : static_cast<double>(part.fisherB[i]) * d * d;
        }
    for (const double share : {-0.5, 0.0, 0.3, 1.0, 1.5}) {
        const std::vector<double> shares{share};
        const auto found = (*preview)->evaluateTotal(shares, PreviewRule::Linear, Normalization::None);
        EXPECT_NEAR(*found.costA, 0.5 * share * share * sumA, 1e-11 * sumA);
        EXPECT_NEAR(*found.costB, 0.5 * (1 - share) * (1 - share) * sumB, 1e-11 * sumB);
        EXPECT_NEAR(*found.distanceA, std::fabs(share), 1e-14);
        EXPECT_NEAR(*found.distanceB, std::fabs(1 - share), 1e-14);
        EXPECT_NEAR(*found.effectiveShare, share, 1e-14);
    }
}

TEST(MergePreview, AgreesWithWhatModelMergeReports)
{
    const Pair pair = randomPair();
    const auto preview = MergePreview::measure(pair.modelA(), pair.modelB(), {}, {});
    ASSERT_TRUE(preview);
    const std::vector<MergeModel> models{pair.modelA(), pair.modelB()};
    const auto merge =
        ModelMerge::prepare(models, nullptr, {&kFisherMerge, {0.35, 0.65}, Normalization::None, 1e-6, false, {}}, {});
    ASSERT_TRUE(merge);
    for (const OutputTensor& output : (*merge)->outputs()) {
        std::vector<std::byte> bytes(output.info.bytes());
        ASSERT_TRUE(output.fill(0, bytes));
    }
    const MergeOutcome outcome = (*merge)->outcome();
    const std::vector<double> shares{0.65};
    const auto found = (*preview)->evaluateTotal(shares, PreviewRule::Fisher, Normalization::None);
    // The merge is rounded to float32, which the preview does not foresee.
    EXPECT_NEAR(*found.costA, outcome.costs[0].value, 3e-4 * outcome.costs[0].value);
    EXPECT_NEAR(*found.costB, outcome.costs[1].value, 3e-4 * outcome.costs[1].value);
    EXPECT_EQ((*preview)->unitA(), "relative");
}

TEST(MergePreview, LeavesOutValuesThatAreNotFiniteAndWeighsWithoutSuchFishers)
{
    Pair pair;
    pair.add({"t", {1, kNaN, 2, 3}, {2, 1, 4, 5}, {1, 1, kNaN, 4}, {2, 1, 3, 1}});
    const auto preview = MergePreview::measure(pair.modelA(), pair.modelB(), {.floor = 0}, {});
    ASSERT_TRUE(preview);
    EXPECT_EQ((*preview)->tensors()[0].nonfinite, 1);
    EXPECT_EQ((*preview)->tensors()[0].unratioed, 1);
    const std::vector<double> shares{0.4};
    const auto loops = bruteForce(pair, shares, 0, Normalization::None);
    EXPECT_LE(errorOf((*preview)->evaluate(shares, PreviewRule::Fisher, Normalization::None).tensors[0], loops[0]),
              1e-12);
}

TEST(MergePreview, WorksWithoutFishersAndForEqualModels)
{
    Pair pair = randomPair();
    const auto plain =
        MergePreview::measure({"a", &pair.a, nullptr, nullptr}, {"b", &pair.b, nullptr, nullptr}, {}, {});
    ASSERT_TRUE(plain);
    EXPECT_FALSE((*plain)->weighs());
    const std::vector<double> shares{0.3};
    const auto found = (*plain)->evaluateTotal(shares, PreviewRule::Fisher, Normalization::None);
    EXPECT_FALSE(found.costA || found.costB);
    EXPECT_NEAR(*found.distanceA, 0.3, 1e-15);

    const auto same = MergePreview::measure(pair.modelA(), {"b", &pair.a, &pair.fisherA, nullptr}, {}, {});
    ASSERT_TRUE(same);
    const auto nothing = (*same)->evaluateTotal(shares, PreviewRule::Fisher, Normalization::Mean);
    EXPECT_EQ(nothing.costA, 0.0);
    EXPECT_FALSE(nothing.distanceA || nothing.effectiveShare);
}

TEST(MergePreview, IsTheSameOnOneThread)
{
    const Pair pair = randomPair();
    const std::vector<double> shares{0.37};
    const auto many = MergePreview::measure(pair.modelA(), pair.modelB(), {}, {});
    const tbb::global_control one(tbb::global_control::max_allowed_parallelism, 1);
    const auto single = MergePreview::measure(pair.modelA(), pair.modelB(), {}, {});
    ASSERT_TRUE(many && single);
    const auto a = (*many)->evaluateTotal(shares, PreviewRule::Fisher, Normalization::Mean);
    const auto b = (*single)->evaluateTotal(shares, PreviewRule::Fisher, Normalization::Mean);
    EXPECT_EQ(a.costA, b.costA);
    EXPECT_EQ(a.costB, b.costB);
    EXPECT_EQ(a.distanceA, b.distanceA);
}

TEST(MergePreview, AnswersWithinAFrame)
{
    // 300 tensors of which every bin is filled, as in a large model.
    Pair pair;
    for (std::size_t t = 0; t < 300; ++t)
        pair.add({"t" + std::to_string(t), test::randomWeights(2000, t), test::randomWeights(2000, t + 1000),
                  heavy(2000, t + 2000, 1), heavy(2000, t + 3000, 1)});
    const auto preview = MergePreview::measure(pair.modelA(), pair.modelB(), {}, {});
    ASSERT_TRUE(preview);
    std::vector<double> seconds;
    for (int i = 0; i < 21; ++i) {
        const auto start = std::chrono::steady_clock::now();
        const std::vector<double> shares{i / 20.0};
        ASSERT_TRUE((*preview)->evaluate(shares, PreviewRule::Fisher, Normalization::None).total.costA);
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(seconds.begin(), seconds.end());
    RecordProperty("median_seconds", std::to_string(seconds[10]));
    EXPECT_LT(seconds[10], 0.016);
}

TEST(MergePreview, RefusesBadSettingsAndStopsOnRequest)
{
    const Pair pair = randomPair();
    EXPECT_EQ(MergePreview::measure(pair.modelA(), pair.modelB(), {.floor = -1}, {}).error().code, ErrorCode::Usage);
    EXPECT_EQ(MergePreview::measure(pair.modelA(), pair.modelB(), {.bins = 0}, {}).error().code, ErrorCode::Usage);
    JobContext context;
    context.cancel.request();
    EXPECT_EQ(MergePreview::measure(pair.modelA(), pair.modelB(), {}, context).error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace fisherlens
