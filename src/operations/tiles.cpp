// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/tiles.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace fisherlens {
namespace {

/// First entry of cell k when `length` entries are cut into `cells`.
std::int64_t cellBegin(std::int64_t k, std::int64_t length, std::int64_t cells)
{
    return k * (length / cells) + k * (length % cells) / cells;
}

/// The largest k with cellBegin(k) ≤ at.
std::int64_t cellOf(std::int64_t at, std::int64_t length, std::int64_t cells)
{
    auto k =
        static_cast<std::int64_t>(static_cast<double>(at) / static_cast<double>(length) * static_cast<double>(cells));
    k = std::clamp<std::int64_t>(k, 0, cells - 1);
    while (k > 0 && cellBegin(k, length, cells) > at)
        --k;
    while (k + 1 < cells && cellBegin(k + 1, length, cells) <= at)
        ++k;
    return k;
}

struct Sum {
    double sum = 0;
    std::int64_t finite = 0;

    [[nodiscard]] double mean() const
    {
        return finite > 0 ? sum / static_cast<double>(finite) : std::numeric_limits<double>::quiet_NaN();
    }
};

}  // namespace

MatrixView matrixView(const Shape& shape)
{
    if (shape.size() < 2)
        return {1, shape.empty() ? 1 : shape.front()};
    std::int64_t columns = 1;
    for (auto size = shape.begin() + 1; size != shape.end(); ++size)
        columns *= *size;
    return {shape.front(), columns};
}

MatrixRectangle clipped(const MatrixRectangle& rectangle, const MatrixView& view)
{
    // Lengths are shortened, not ends compared: a rectangle "to the end" may have any length.
    const auto clip = [](std::int64_t begin, std::int64_t length, std::int64_t size, std::int64_t& clippedLength) {
        const std::int64_t before = begin < 0 ? -std::max(begin, -std::numeric_limits<std::int64_t>::max()) : 0;
        const std::int64_t from = std::clamp<std::int64_t>(begin, 0, size);
        clippedLength = std::clamp<std::int64_t>(std::max<std::int64_t>(length, 0) - before, 0, size - from);
        return from;
    };
    MatrixRectangle result;
    result.row = clip(rectangle.row, rectangle.rows, view.rows, result.rows);
    result.column = clip(rectangle.column, rectangle.columns, view.columns, result.columns);
    return result;
}

CellGrid::CellGrid(const MatrixRectangle& area, std::int64_t maxRows, std::int64_t maxColumns) : rectangle(area)
{
    if (area.empty())
        return;
    rows = std::min(maxRows, area.rows);
    columns = std::min(maxColumns, area.columns);
}

MatrixRectangle CellGrid::cell(std::int64_t row, std::int64_t column) const
{
    const std::int64_t top = cellBegin(row, rectangle.rows, rows);
    const std::int64_t left = cellBegin(column, rectangle.columns, columns);
    return {rectangle.row + top, rectangle.column + left, cellBegin(row + 1, rectangle.rows, rows) - top,
            cellBegin(column + 1, rectangle.columns, columns) - left};
}

std::int64_t CellGrid::rowOf(std::int64_t row) const
{
    return cellOf(row - rectangle.row, rectangle.rows, rows);
}

std::int64_t CellGrid::columnOf(std::int64_t column) const
{
    return cellOf(column - rectangle.column, rectangle.columns, columns);
}

Result<void> forEachRun(const MatrixView& view, const MatrixRectangle& rectangle, const CancelToken& cancel,
                        const std::function<Result<void>(std::int64_t first, std::int64_t n)>& visit)
{
    if (rectangle.empty())
        return {};
    const auto pieces = [&](std::int64_t begin, std::int64_t count) {
        return forEachBlock(count, cancel, [&](std::int64_t first, std::int64_t n) { return visit(begin + first, n); });
    };
    if (rectangle.columns == view.columns)
        return pieces(rectangle.row * view.columns, rectangle.rows * view.columns);
    for (std::int64_t row = rectangle.row; row < rectangle.row + rectangle.rows; ++row)
        FL_CHECK(pieces(row * view.columns + rectangle.column, rectangle.columns));
    return {};
}

void forEachCellRun(const MatrixView& view, const CellGrid& grid, std::int64_t first, std::int64_t n,
                    const std::function<void(std::size_t cell, std::int64_t offset, std::int64_t count)>& visit)
{
    for (std::int64_t done = 0; done < n;) {
        const std::int64_t row = (first + done) / view.columns;
        const std::int64_t column = (first + done) % view.columns;
        const std::int64_t cellRow = grid.rowOf(row);
        const std::int64_t cellColumn = grid.columnOf(column);
        const std::int64_t end =
            grid.rectangle.column + cellBegin(cellColumn + 1, grid.rectangle.columns, grid.columns);
        const std::int64_t count = std::min(end - column, n - done);
        visit(static_cast<std::size_t>(cellRow * grid.columns + cellColumn), done, count);
        done += count;
    }
}

Result<CellGrid> cellGridOf(const Tensor& tensor, const MatrixRectangle& rectangle, std::int64_t maxRows,
                            std::int64_t maxColumns)
{
    constexpr std::int64_t most = 65536;
    if (maxRows < 1 || maxRows > most || maxColumns < 1 || maxColumns > most)
        return fail(ErrorCode::Usage, "A picture has between 1 and 65,536 cells in each direction.");
    return CellGrid(clipped(rectangle, matrixView(tensor.info.shape)), maxRows, maxColumns);
}

Result<Tile> readTile(const Tensor& tensor, const MatrixRectangle& rectangle, std::int64_t maxRows,
                      std::int64_t maxColumns, const JobContext& context)
{
    Tile tile;
    FL_TRY(tile.grid, cellGridOf(tensor, rectangle, maxRows, maxColumns));
    const CellGrid& grid = tile.grid;
    const MatrixView view = matrixView(tensor.info.shape);
    const auto cells = static_cast<std::size_t>(grid.rows * grid.columns);
    std::vector<Sum> sums(cells);
    tile.flags.assign(cells, kAllZero);
    std::vector<double> values;
    std::int64_t done = 0;
    const auto total = static_cast<double>(grid.rectangle.rows) * static_cast<double>(grid.rectangle.columns);
    FL_CHECK(forEachRun(view, grid.rectangle, context.cancel, [&](std::int64_t first, std::int64_t n) -> Result<void> {
        values.resize(static_cast<std::size_t>(n));
        FL_CHECK(tensor.source->read(first, std::span(values)));
        done += n;
        context.report("read the picture", static_cast<double>(done) / total);
        forEachCellRun(view, grid, first, n, [&](std::size_t cell, std::int64_t offset, std::int64_t count) {
            Sum& sum = sums[cell];
            std::uint8_t& flags = tile.flags[cell];
            for (const double value :
                 std::span(values).subspan(static_cast<std::size_t>(offset), static_cast<std::size_t>(count))) {
                if (value != 0)
                    flags = static_cast<std::uint8_t>(flags & ~kAllZero);
                if (std::isfinite(value)) {
                    sum.sum += value;
                    ++sum.finite;
                } else {
                    flags |= kNonfinite;
                }
            }
        });
        return {};
    }));
    for (const Sum& sum : sums) {
        const double mean = tile.mean.emplace_back(sum.mean());
        if (!(mean > 0))
            continue;
        tile.minPositive = tile.minPositive > 0 ? std::min(tile.minPositive, mean) : mean;
        tile.maxPositive = std::max(tile.maxPositive, mean);
    }
    for (std::int64_t row = 0; row < grid.rows; ++row) {
        Sum whole;
        for (std::int64_t column = 0; column < grid.columns; ++column) {
            const Sum& part = sums[static_cast<std::size_t>(row * grid.columns + column)];
            whole.sum += part.sum;
            whole.finite += part.finite;
        }
        tile.rowMean.push_back(whole.mean());
    }
    return tile;
}

Tile ratioOf(const Tile& a, const Tile& b)
{
    constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
    Tile result{a.grid, {}, {}, {}, 0, 0};
    const auto divide = [](double x, double y) {
        return std::isfinite(x) && std::isfinite(y) && y != 0 ? x / y : undefined;
    };
    result.mean.resize(a.mean.size());
    std::transform(a.mean.begin(), a.mean.end(), b.mean.begin(), result.mean.begin(), divide);
    result.rowMean.resize(a.rowMean.size());
    std::transform(a.rowMean.begin(), a.rowMean.end(), b.rowMean.begin(), result.rowMean.begin(), divide);
    for (const double value : result.mean) {
        const auto i = result.flags.size();
        result.flags.push_back(a.mean[i] == 0 ? kAllZero : std::isnan(value) ? kNonfinite : 0);
        if (value > 0) {
            result.minPositive = result.minPositive > 0 ? std::min(result.minPositive, value) : value;
            result.maxPositive = std::max(result.maxPositive, value);
        }
    }
    return result;
}

}  // namespace fisherlens
