// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/criterion.h"
#include "edit/selection.h"

#include "unit/edit/random_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

namespace fisherlens {
namespace {

struct Data {
    std::vector<std::vector<double>> scores, magnitudes;

    [[nodiscard]] std::vector<ScoredTensor> tensors() const
    {
        std::vector<ScoredTensor> list;
        for (std::size_t t = 0; t < scores.size(); ++t)
            list.push_back({static_cast<std::int64_t>(scores[t].size()),
                            [this, t](std::int64_t first, std::span<double> score, std::span<double> magnitude) -> Result<void> {
                                std::copy_n(scores[t].begin() + first, score.size(), score.begin());
                                std::copy_n(magnitudes[t].begin() + first, magnitude.size(), magnitude.begin());
                                return {};
                            }});
        return list;
    }
    [[nodiscard]] std::vector<RankKey> sorted() const
    {
        std::vector<RankKey> keys;
        for (std::size_t t = 0; t < scores.size(); ++t)
            for (std::size_t i = 0; i < scores[t].size(); ++i)
                if (!std::isnan(scores[t][i]))
                    keys.push_back(RankKey::of(scores[t][i], magnitudes[t][i], t, static_cast<std::int64_t>(i)));
        std::sort(keys.begin(), keys.end());
        return keys;
    }
};

/// Scores with many exact ties (in score, and in score and magnitude), zeros, infinities and entries out of the game.
Data tied(std::size_t tensors, std::size_t n)
{
    Data data;
    for (std::size_t t = 0; t < tensors; ++t) {
        const auto u = test::randomFloats(n, t + 1, [](double x) { return std::floor(x * 9); });
        const auto m = test::randomFloats(n, t + 100, [](double x) { return std::floor(x * 4); });
        std::vector<double> score(u.begin(), u.end());
        for (std::size_t i = 0; i < n; ++i) {
            if (score[i] == 8)
                score[i] = std::numeric_limits<double>::quiet_NaN();
            if (score[i] == 7)
                score[i] = std::numeric_limits<double>::infinity();
        }
        data.scores.push_back(score);
        data.magnitudes.emplace_back(m.begin(), m.end());
    }
    return data;
}

void expectLikeSort(const Data& data, std::int64_t collect)
{
    const auto keys = data.sorted();
    const auto n = static_cast<std::int64_t>(keys.size());
    const std::vector<std::int64_t> counts{0, n / 2, 1, n, n / 3, n - 1, n / 2 + 1};
    const auto cuts = selectLowest(data.tensors(), counts, {}, "test", collect);
    ASSERT_TRUE(cuts);
    for (std::size_t c = 0; c < counts.size(); ++c) {
        if (counts[c] == 0) {
            EXPECT_FALSE((*cuts)[c]);
            continue;
        }
        ASSERT_TRUE((*cuts)[c]) << counts[c];
        EXPECT_TRUE(*(*cuts)[c] == keys[static_cast<std::size_t>(counts[c] - 1)]) << counts[c];
    }
}

TEST(SelectLowest, AgreesWithSortingWhateverTheMemoryLimit)
{
    const Data ties = tied(3, 5000);
    Data smooth;
    for (std::size_t t = 0; t < 2; ++t) {
        const auto s = test::randomFisher(200000, t);
        smooth.scores.emplace_back(s.begin(), s.end());
        smooth.magnitudes.emplace_back(s.size(), 1.0);
    }
    for (const std::int64_t collect : {std::int64_t{7}, std::int64_t{500}, std::int64_t{1} << 22}) {
        expectLikeSort(ties, collect);
        expectLikeSort(smooth, collect);
    }
}

TEST(SelectLowest, TellsIdenticalEntriesApartByPosition)
{
    Data same;
    same.scores = {std::vector<double>(300, 0.25), std::vector<double>(300, 0.25)};
    same.magnitudes = {std::vector<double>(300, 2.0), std::vector<double>(300, 2.0)};
    const auto cut = selectLowest(same.tensors(), std::vector<std::int64_t>{310}, {}, "test", 4);
    ASSERT_TRUE(cut);
    EXPECT_EQ(cut->front()->tensor, 1U);
    EXPECT_EQ(cut->front()->index, 9);
}

TEST(SelectLowest, RefusesToSelectMoreThanThereIs)
{
    const Data data = tied(1, 100);
    const auto cut = selectLowest(data.tensors(), std::vector<std::int64_t>{100}, {}, "test");
    ASSERT_FALSE(cut);
    EXPECT_EQ(cut.error().code, ErrorCode::Usage);
}

TEST(SelectLowest, StopsOnRequest)
{
    JobContext context;
    context.cancel.request();
    const Data data = tied(1, 100);
    const auto cut = selectLowest(data.tensors(), std::vector<std::int64_t>{5}, context, "test");
    ASSERT_FALSE(cut);
    EXPECT_EQ(cut.error().code, ErrorCode::Cancelled);
}

TEST(Criterion, ScoresAreTheFormulas)
{
    const std::vector<double> weights{-2, 0.5, 3, 0};
    const std::vector<double> fisher{0.25, 4, 0, 7};
    std::vector<double> out(4);
    score(PruneCriterion::Fisher, weights, fisher, "w", 0, 0, out);
    EXPECT_EQ(out, (std::vector<double>{0.5, 0.5, 0, 0}));
    score(PruneCriterion::Magnitude, weights, {}, "w", 0, 0, out);
    EXPECT_EQ(out, (std::vector<double>{2, 0.5, 3, 0}));
    score(PruneCriterion::FisherOnly, weights, fisher, "w", 0, 0, out);
    EXPECT_EQ(out, fisher);
}

TEST(Criterion, RandomScoresAreAddressedByNameAndIndex)
{
    std::vector<double> whole(10), part(4), other(10);
    score(PruneCriterion::Random, std::vector<double>(10), {}, "w", 0, 5, whole);
    score(PruneCriterion::Random, std::vector<double>(4), {}, "w", 6, 5, part);
    score(PruneCriterion::Random, std::vector<double>(10), {}, "v", 0, 5, other);
    EXPECT_TRUE(std::equal(part.begin(), part.end(), whole.begin() + 6));
    EXPECT_NE(whole, other);
    EXPECT_EQ(whole[3], RandomField(5, 0).uniform(fnv1a64("w"), 3));
}

TEST(Criterion, CountsRoundDownButForgiveRepresentation)
{
    EXPECT_EQ(entriesToPrune(0, 10), 0);
    EXPECT_EQ(entriesToPrune(1, 10), 10);
    EXPECT_EQ(entriesToPrune(0.29, 100), 29);  // 0.29·100 is 28.999999999999996 in binary
    EXPECT_EQ(entriesToPrune(0.299, 10), 2);
    EXPECT_EQ(entriesToPrune(0.5, 0), 0);
}

}  // namespace
}  // namespace fisherlens
