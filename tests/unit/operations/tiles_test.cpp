// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/mask.h"
#include "operations/tiles.h"

#include "edit/prune.h"
#include "unit/edit/random_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace fisherlens {
namespace {

/// A tensor that remembers which entries were read.
class Watched : public TensorSource {
public:
    explicit Watched(std::int64_t count) : reads(static_cast<std::size_t>(count)) {}
    Result<void> read(std::int64_t first, std::span<double> out) const override
    {
        for (std::size_t i = 0; i < out.size(); ++i) {
            const auto at = static_cast<std::size_t>(first) + i;
            ++reads.at(at);
            out[i] = static_cast<double>(at);
        }
        return {};
    }
    mutable std::vector<int> reads;
};

Tensor matrix(const std::vector<float>& values, Shape shape)
{
    return memoryTensor("m", std::move(shape), values);
}

/// The definition of CellGrid and Tile, entry by entry.
void expectLikeLoop(const std::vector<float>& values, MatrixView view, const Tile& tile)
{
    const MatrixRectangle& area = tile.grid.rectangle;
    double low = 0, high = 0;
    for (std::int64_t r = 0; r < tile.grid.rows; ++r) {
        double rowSum = 0;
        std::int64_t rowCount = 0;
        for (std::int64_t c = 0; c < tile.grid.columns; ++c) {
            double sum = 0;
            std::int64_t finite = 0;
            bool zero = true, bad = false;
            for (std::int64_t y = r * area.rows / tile.grid.rows; y < (r + 1) * area.rows / tile.grid.rows; ++y) {
                for (std::int64_t x = c * area.columns / tile.grid.columns;
                     x < (c + 1) * area.columns / tile.grid.columns; ++x) {
                    const float value =
                        values[static_cast<std::size_t>((area.row + y) * view.columns + area.column + x)];
                    zero = zero && value == 0;
                    bad = bad || !std::isfinite(value);
                    if (std::isfinite(value)) {
                        sum += static_cast<double>(value);
                        ++finite;
                    }
                    EXPECT_EQ(tile.grid.rowOf(area.row + y), r);
                    EXPECT_EQ(tile.grid.columnOf(area.column + x), c);
                }
            }
            const auto cell = static_cast<std::size_t>(r * tile.grid.columns + c);
            const double mean = sum / static_cast<double>(finite);
            if (finite > 0) {
                EXPECT_DOUBLE_EQ(tile.mean[cell], mean);
            } else {
                EXPECT_TRUE(std::isnan(tile.mean[cell]));
            }
            EXPECT_EQ(tile.flags[cell], (zero ? kAllZero : 0) | (bad ? kNonfinite : 0));
            if (mean > 0) {
                low = low > 0 ? std::min(low, mean) : mean;
                high = std::max(high, mean);
            }
            rowSum += sum;
            rowCount += finite;
        }
        EXPECT_NEAR(tile.rowMean[static_cast<std::size_t>(r)], rowSum / static_cast<double>(rowCount),
                    1e-15 * std::fabs(rowSum));
    }
    EXPECT_DOUBLE_EQ(tile.minPositive, low);
    EXPECT_DOUBLE_EQ(tile.maxPositive, high);
}

std::vector<float> fisherLike(std::size_t n)
{
    auto values = test::randomFisher(n, 3);
    for (std::size_t i = 0; i < n; i += 3)
        values[i] = 0;
    for (std::size_t i = 5; i < n; i += 1001)
        values[i] = std::numeric_limits<float>::quiet_NaN();
    return values;
}

TEST(ReadTile, AgreesWithALoopForWholePartAndExactRectangles)
{
    const MatrixView view{37, 60};
    const auto values = fisherLike(37 * 60);
    const Tensor tensor = matrix(values, {37, 4, 15});
    ASSERT_EQ(matrixView(tensor.info.shape).columns, 60);
    for (const MatrixRectangle& area : {MatrixRectangle{0, 0, 37, 60}, MatrixRectangle{5, 7, 30, 41},
                                        MatrixRectangle{36, 59, 1, 1}, MatrixRectangle{2, 0, 9, 60}}) {
        for (const auto& [rows, columns] : {std::pair<std::int64_t, std::int64_t>{1, 1}, {7, 9}, {64, 64}, {10, 60}}) {
            const auto tile = readTile(tensor, area, rows, columns, {});
            ASSERT_TRUE(tile);
            EXPECT_EQ(tile->grid.rows, std::min(rows, area.rows));
            EXPECT_EQ(tile->grid.columns, std::min(columns, area.columns));
            EXPECT_EQ(tile->grid.isExact(), rows >= area.rows && columns >= area.columns);
            expectLikeLoop(values, view, *tile);
        }
    }
}

TEST(ReadTile, SpansSeveralBlocks)
{
    const auto values = fisherLike(1500 * 1000);
    const auto tile = readTile(matrix(values, {1500, 1000}), {0, 0, 1500, 1000}, 11, 13, {});
    ASSERT_TRUE(tile);
    expectLikeLoop(values, {1500, 1000}, *tile);
}

TEST(ReadTile, ReadsEachEntryOfTheRectangleOnceAndNoOther)
{
    const auto source = std::make_shared<Watched>(200 * 50);
    const Tensor tensor{{"t", DType::F32, {200, 50}, 200 * 50, "", {}}, source};
    ASSERT_TRUE(readTile(tensor, {20, 10, 100, 30}, 8, 8, {}));
    for (std::int64_t row = 0; row < 200; ++row)
        for (std::int64_t column = 0; column < 50; ++column)
            EXPECT_EQ(source->reads[static_cast<std::size_t>(row * 50 + column)],
                      row >= 20 && row < 120 && column >= 10 && column < 40);
}

TEST(ReadTile, ClipsTheRectangleAndTakesEveryShape)
{
    const Tensor vector = matrix({1, 2, 3, 4, 5}, {5});
    auto tile = readTile(vector, {-2, 3, 100, std::numeric_limits<std::int64_t>::max()}, 4, 4, {});
    ASSERT_TRUE(tile);
    EXPECT_EQ(tile->mean, (std::vector<double>{4, 5}));
    tile = readTile(vector, {0, -1, 1, 3}, 4, 4, {});
    ASSERT_TRUE(tile);
    EXPECT_EQ(tile->mean, (std::vector<double>{1, 2}));
    tile = readTile(matrix({7}, {}), {0, 0, 1, 1}, 4, 4, {});
    ASSERT_TRUE(tile);
    EXPECT_EQ(tile->mean, std::vector<double>{7});
    tile = readTile(vector, {0, -100, 1, 50}, 4, 4, {});
    ASSERT_TRUE(tile);
    EXPECT_TRUE(tile->mean.empty());
    for (const Tensor& nothing : {matrix({}, {0}), matrix({}, {3, 0}), matrix({}, {0, 3})}) {
        tile = readTile(nothing, {0, 0, 10, 10}, 4, 4, {});
        ASSERT_TRUE(tile);
        EXPECT_TRUE(tile->mean.empty());
    }
    tile = readTile(vector, {3, 0, 2, 2}, 4, 4, {});
    ASSERT_TRUE(tile);
    EXPECT_TRUE(tile->mean.empty());
    EXPECT_EQ(readTile(vector, {0, 0, 1, 5}, 0, 4, {}).error().code, ErrorCode::Usage);
}

TEST(ReadTile, StopsOnRequest)
{
    JobContext context;
    context.cancel.request();
    EXPECT_EQ(readTile(matrix({1, 2}, {2}), {0, 0, 1, 2}, 4, 4, context).error().code, ErrorCode::Cancelled);
}

TEST(MaskTile, ShowsExactlyWhatPruningRemoves)
{
    Catalogue model;
    auto values = test::randomWeights(30 * 20, 4);
    for (std::size_t i = 0; i < values.size(); i += 7)
        values[i] = 0;
    ASSERT_TRUE(model.add(memoryTensor("w", {30, 20}, values)));
    PruneSettings settings;
    settings.criterion = PruneCriterion::Magnitude;
    settings.sparsity = 0.6;
    const auto prune = ModelPrune::prepare(model, nullptr, "", settings, {});
    ASSERT_TRUE(prune);
    std::vector<float> magnitudes(values.size());
    std::transform(values.begin(), values.end(), magnitudes.begin(), [](float value) { return std::fabs(value); });
    std::sort(magnitudes.begin(), magnitudes.end());
    const float threshold = magnitudes[360];  // no ties above zero
    const auto masks = (*prune)->masks();
    const auto exact = maskTile(masks[0], *model.find("w"), {4, 3, 10, 9}, 100, 100, {});
    ASSERT_TRUE(exact);
    ASSERT_TRUE(exact->grid.isExact());
    for (std::size_t i = 0; i < 90; ++i) {
        const float value = values[(4 + i / 9) * 20 + 3 + i % 9];
        const bool removed = std::fabs(value) < threshold;
        EXPECT_EQ(exact->states[i], value == 0 ? MaskState::AlreadyZero
                                    : removed  ? MaskState::Removed
                                               : MaskState::Kept);
        EXPECT_EQ(exact->removed[i], removed ? 1.0F : 0.0F);
    }
    const auto coarse = maskTile(masks[0], *model.find("w"), {0, 0, 30, 20}, 1, 1, {});
    ASSERT_TRUE(coarse);
    EXPECT_FLOAT_EQ(coarse->removed[0], 0.6F);
    EXPECT_EQ(coarse->states[0], MaskState::Removed);  // 514 of the 600 are not zero: 240 kept, 274 removed
    EXPECT_EQ(maskTile(masks[0], matrix({1}, {1}), {0, 0, 1, 1}, 1, 1, {}).error().code, ErrorCode::Incompatible);
}

TEST(RatioOfTiles, DividesCellByCell)
{
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const auto a = readTile(matrix({4, 0, 3, nan, 5, 1}, {2, 3}), {0, 0, 2, 3}, 2, 3, {});
    const auto b = readTile(matrix({2, 7, 0, 1, 10, nan}, {2, 3}), {0, 0, 2, 3}, 2, 3, {});
    ASSERT_TRUE(a && b);
    const Tile ratio = ratioOf(*a, *b);
    EXPECT_EQ(ratio.mean[0], 2);
    EXPECT_EQ(ratio.mean[1], 0);
    EXPECT_EQ(ratio.mean[4], 0.5);
    for (const std::size_t undefined : {2U, 3U, 5U})
        EXPECT_TRUE(std::isnan(ratio.mean[undefined])) << undefined;
    EXPECT_EQ(ratio.flags[1], kAllZero);
    EXPECT_EQ(ratio.flags[2], kNonfinite);
    const auto zero = readTile(matrix({0}, {1, 1}), {0, 0, 1, 1}, 1, 1, {});
    ASSERT_TRUE(zero);
    EXPECT_EQ(ratioOf(*zero, *zero).flags[0], kAllZero) << "neither has a gradient";
    EXPECT_EQ(ratio.minPositive, 0.5);
    EXPECT_EQ(ratio.maxPositive, 2);
    EXPECT_NEAR(ratio.rowMean[0], (7.0 / 3) / 3, 1e-12);
}

}  // namespace
}  // namespace fisherlens
