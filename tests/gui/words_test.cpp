// SPDX-License-Identifier: GPL-3.0-or-later
// Pure functions behind the views: treemap layout, rows of coefficients, colour range.
#include "desktop/plots/treemap.h"
#include "desktop/views/merge_view.h"
#include "desktop/views/rules_panel.h"
#include "desktop/views/words.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace fisherlens::desktop {
namespace {

double areaOf(const QRectF& rect)
{
    return rect.width() * rect.height();
}

TEST(Squarify, FillsTheAreaInProportionWithoutOverlap)
{
    std::mt19937 random(7);
    for (int round = 0; round < 50; ++round) {
        const QRectF area(3, 5, 100 + round * 7, 300 - round * 5);
        std::vector<double> sizes;
        double sum = 0;
        for (int i = 0; i < 1 + round * 3; ++i) {
            sizes.push_back(std::pow(10, std::uniform_real_distribution(0.0, 4.0)(random)));
            sum += sizes.back();
        }
        const auto rects = squarify(sizes, area);
        ASSERT_EQ(rects.size(), sizes.size());
        for (std::size_t i = 0; i < rects.size(); ++i) {
            EXPECT_NEAR(areaOf(rects[i]) / areaOf(area), sizes[i] / sum, 1e-9);
            EXPECT_TRUE(area.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(rects[i]));
            for (std::size_t j = 0; j < i; ++j)
                EXPECT_LT(areaOf(rects[i].intersected(rects[j])), 1e-6) << i << ' ' << j;
        }
    }
}

TEST(Squarify, IsThePublishedExample)
{
    // Bruls, Huizing and van Wijk, figure 4: 6 × 4 with sizes 6, 6, 4, 3, 2, 2, 1.
    const std::vector<double> sizes{6, 6, 4, 3, 2, 2, 1};
    const auto rects = squarify(sizes, {0, 0, 6, 4});
    EXPECT_EQ(rects[0], QRectF(0, 0, 3, 2));
    EXPECT_EQ(rects[1], QRectF(0, 2, 3, 2));
    EXPECT_NEAR(rects[2].width(), 12.0 / 7, 1e-9);
    EXPECT_NEAR(rects[2].height(), 7.0 / 3, 1e-9);
    EXPECT_NEAR(rects[3].width(), 9.0 / 7, 1e-9);
    double worst = 1;
    for (const QRectF& rect : rects)
        worst = std::max({worst, rect.width() / rect.height(), rect.height() / rect.width()});
    EXPECT_LT(worst, 3);
}

TEST(Squarify, GivesNothingToWhatHasNoSize)
{
    const std::vector<double> sizes{1, 0, -3, std::nan(""), 1};
    const auto rects = squarify(sizes, {0, 0, 10, 10});
    EXPECT_TRUE(rects[1].isEmpty() && rects[2].isEmpty() && rects[3].isEmpty());
    EXPECT_NEAR(areaOf(rects[0]) + areaOf(rects[4]), 100, 1e-9);
    EXPECT_TRUE(squarify({}, {0, 0, 10, 10}).empty());
    EXPECT_TRUE(squarify(sizes, {})[0].isEmpty());
}

TEST(Treemaps, FindTheCellUnderThePointer)
{
    TreemapSpec spec;
    spec.groups = {{"a", {{"a.x", "x", "", "", 30, 1}, {"a.y", "y", "", "", 10, 1}}},
                   {"b", {{"b.x", "x", "", "", 60, 1}}}};
    const QRectF area(0, 0, 400, 300);
    const TreemapLayout layout =
        layoutTreemap(spec, area.adjusted(0, 0, 0, -kTreemapLegend), QFontMetricsF(QFont()).height() + 3);
    for (std::size_t g = 0; g < spec.groups.size(); ++g)
        for (std::size_t c = 0; c < spec.groups[g].cells.size(); ++c) {
            const TreemapCell* cell = treemapAt(spec, area, QFont(), layout.cells[g][c].center());
            ASSERT_NE(cell, nullptr);
            EXPECT_EQ(cell->tensor, spec.groups[g].cells[c].tensor);
        }
    EXPECT_EQ(treemapAt(spec, area, QFont(), {-1, 5}), nullptr);
    EXPECT_EQ(treemapAt(spec, area, QFont(), {5, 299}), nullptr) << "the legend";
}

TEST(NearestShare, ProjectsOnTheSegments)
{
    const std::vector<QPointF> points{{0, 0}, {10, 0}, {10, 10}};
    const std::vector<double> shares{0, 0.5, 1};
    EXPECT_DOUBLE_EQ(nearestShare(points, shares, {4, 3}), 0.2);
    EXPECT_DOUBLE_EQ(nearestShare(points, shares, {-5, 1}), 0);
    EXPECT_DOUBLE_EQ(nearestShare(points, shares, {12, 5}), 0.75);
    EXPECT_DOUBLE_EQ(nearestShare(points, shares, {30, 30}), 1);
    EXPECT_DOUBLE_EQ(nearestShare({{1, 1}}, {0.3}, {9, 9}), 0.3);
}

const QStringList kTensors{"conv1.weight", "conv1.bias", "conv2.weight", "fc1.weight", "fc1.bias"};

TEST(CoefficientRules, ListRulesAndLayersInTheOrderOfTheTensors)
{
    MergeTuning tuning;
    tuning.share = 0.62;
    setRule(tuning, "conv2.weight", 0.55);
    setRule(tuning, "conv*", 0.4);
    const auto rows = coefficientRules(tuning, kTensors, "conv2.weight");
    QStringList text;
    for (const CoefficientRule& row : rows)
        text << QString("%1 %2 %3 %4 %5%6")
                    .arg(row.pattern.isEmpty() ? "all" : row.pattern)
                    .arg(row.share)
                    .arg(int(row.origin))
                    .arg(row.from)
                    .arg(row.tensors)
                    .arg(row.chosen ? " chosen" : "");
    EXPECT_EQ(text.join('\n').toStdString(), "all 0.62 0  2\n"
                                             "conv* 0.4 1  2\n"
                                             "conv1.* 0.4 2 conv* 0\n"
                                             "conv2.* 0.55 2 conv2.weight 0\n"
                                             "conv2.weight 0.55 1  1 chosen\n"
                                             "fc1.* 0.62 2  0");
}

TEST(CoefficientRules, AGeneralRuleDoesNotHideTheSpecialOnesSetBefore)
{
    MergeTuning tuning;
    setRule(tuning, "fc1.weight", 0.9);
    setRule(tuning, "fc1.*", 0.1);
    setRule(tuning, "x", 0.2);
    setRule(tuning, "fc1.*", 0.3);
    ASSERT_EQ(tuning.rules.size(), 3U);
    EXPECT_EQ(tuning.rules[0].pattern, "fc1.*");
    EXPECT_DOUBLE_EQ(tuning.rules[0].share, 0.3);
    EXPECT_EQ(tuning.rules[1].pattern, "fc1.weight");
}

TEST(CoefficientRules, ComeBackFromTheirTextAndWrongLinesAreNamed)
{
    MergeTuning tuning;
    tuning.share = 0.625;
    tuning.rules = {{"conv*", 0.1}, {"a=b", 1}};
    const auto back = parseRules(rulesText(tuning), {});
    ASSERT_TRUE(back) << describe(back.error());
    EXPECT_TRUE(*back == tuning);
    for (const char* wrong : {"x", "= 0.5", "x = ", "x = 1.5", "x = -0.1", "x = nan", "x = 0,5"}) {
        const auto parsed = parseRules(QString("all = 1\n") + wrong, {});
        ASSERT_FALSE(parsed) << wrong;
        EXPECT_NE(parsed.error().detail.find("Line 2"), std::string::npos);
    }
}

TEST(Settings, FlipKeepsBoth)
{
    MergeChoice choice;
    choice.a = 1;
    choice.share = 0.3;
    flipSetting(choice);
    choice.share = 0.8;
    choice.rules = {{"conv*", 0.1}};
    flipSetting(choice);
    EXPECT_DOUBLE_EQ(choice.share, 0.3);
    EXPECT_TRUE(choice.rules.empty());
    EXPECT_FALSE(choice.second);
    flipSetting(choice);
    EXPECT_DOUBLE_EQ(choice.share, 0.8);
    EXPECT_EQ(choice.rules.size(), 1U);
    EXPECT_EQ(choice.a, 1);
}

/// A tensor with `count` entries in one bin of width 0.01 at this power of ten.
TensorSummary at(double power, std::int64_t count)
{
    TensorSummary tensor;
    tensor.histogram.low = power - 0.005;
    tensor.histogram.high = power + 0.005;
    tensor.histogram.bins = {count};
    return tensor;
}

TEST(ColourRange, IsNotStretchedByEntriesThatDecayed)
{
    DiagonalSummary summary;
    summary.tensors = {at(-3, 50'000), at(-5, 46'000), at(-13, 4'000), at(-2, 100)};
    const auto [low, high] = colourRange(summary);
    EXPECT_NEAR(std::log10(low), -5, 0.02);
    EXPECT_NEAR(std::log10(high), -3, 0.02) << "a hundred entries are less than one per cent";
    EXPECT_EQ(colourRange({}), std::pair(0.0, 0.0));
}

TEST(ColourRange, CountsLayersThatLieAFewPowersApart)
{
    DiagonalSummary summary;
    for (int power = -8; power <= -3; ++power)
        summary.tensors.push_back(at(power, 1000));
    const auto [low, high] = colourRange(summary);
    EXPECT_NEAR(std::log10(low), -8, 1.1);
    EXPECT_NEAR(std::log10(high), -3, 0.02);
}

}  // namespace
}  // namespace fisherlens::desktop
