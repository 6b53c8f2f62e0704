// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace fisherlens {

/// A tensor seen as a matrix: the first dimension counts rows, the others, flattened, columns. One dimension is one row,
/// a scalar 1 × 1. Element (r, c) has the flat index r·columns + c.
struct MatrixView {
    std::int64_t rows = 1, columns = 1;
};
[[nodiscard]] MatrixView matrixView(const Shape& shape);

/// Part of a matrix view, in entries.
struct MatrixRectangle {
    std::int64_t row = 0, column = 0;
    std::int64_t rows = 0, columns = 0;
    [[nodiscard]] bool empty() const { return rows <= 0 || columns <= 0; }
};

/// The part of a rectangle that lies inside the view.
[[nodiscard]] MatrixRectangle clipped(const MatrixRectangle& rectangle, const MatrixView& view);

/// How a rectangle is cut into at most maxRows × maxColumns cells: cell row k holds the rows
/// [floor(k·h/R), floor((k + 1)·h/R)) of the rectangle, R = min(maxRows, h); columns likewise.
struct CellGrid {
    MatrixRectangle rectangle;
    std::int64_t rows = 0, columns = 0;  ///< cells

    CellGrid() = default;
    CellGrid(const MatrixRectangle& area, std::int64_t maxRows, std::int64_t maxColumns);
    /// One entry per cell: the picture is exact.
    [[nodiscard]] bool isExact() const { return rows == rectangle.rows && columns == rectangle.columns; }
    /// The entries of a cell.
    [[nodiscard]] MatrixRectangle cell(std::int64_t row, std::int64_t column) const;
    /// Cell row of a row of the matrix view inside the rectangle; columns likewise.
    [[nodiscard]] std::int64_t rowOf(std::int64_t row) const;
    [[nodiscard]] std::int64_t columnOf(std::int64_t column) const;
};

/// What a cell holds besides its mean.
enum CellFlag : std::uint8_t {
    kAllZero = 1,    ///< every entry is exactly 0
    kNonfinite = 2,  ///< at least one entry is NaN or infinite; the mean is over the others
};

/// A rectangle of a tensor, reduced to cells; row-major, rows·columns values.
struct Tile {
    CellGrid grid;
    std::vector<double> mean;         ///< arithmetic mean of the finite entries of each cell, NaN when it has none
    std::vector<std::uint8_t> flags;  ///< CellFlag
    std::vector<double> rowMean;      ///< the same over each whole cell row: the profile beside the picture
    double minPositive = 0, maxPositive = 0;  ///< over the means; 0 when none is positive
};

/// Reads only what the rectangle needs, in pieces of at most kBlockElements; the rectangle is clipped to the tensor.
/// maxRows and maxColumns lie in 1 .. 65536. Errors: Usage (those limits), those of reading, Cancelled.
Result<Tile> readTile(const Tensor& tensor, const MatrixRectangle& rectangle, std::int64_t maxRows,
                      std::int64_t maxColumns, const JobContext& context);

/// a ÷ b of the means, cell by cell, for two tiles of one grid; NaN where either is not finite or b is 0, with the flag
/// kAllZero where a is 0. The row means likewise. At one entry per cell it is the ratio of the entries.
[[nodiscard]] Tile ratioOf(const Tile& a, const Tile& b);

// For other pictures of a rectangle (operations/mask.h):

/// The clipped rectangle of a tensor in cells. Error Usage (limits of readTile).
Result<CellGrid> cellGridOf(const Tensor& tensor, const MatrixRectangle& rectangle, std::int64_t maxRows,
                            std::int64_t maxColumns);

/// The runs of flat indices that cover a rectangle of a view, in order and in pieces of at most kBlockElements; a run may
/// span several whole rows where the rectangle has the width of the view. Polls cancel before each.
Result<void> forEachRun(const MatrixView& view, const MatrixRectangle& rectangle, const CancelToken& cancel,
                        const std::function<Result<void>(std::int64_t first, std::int64_t n)>& visit);

/// Cuts a run of forEachRun into parts of one cell: visit(cell, offset in the run, count).
void forEachCellRun(const MatrixView& view, const CellGrid& grid, std::int64_t first, std::int64_t n,
                    const std::function<void(std::size_t cell, std::int64_t offset, std::int64_t count)>& visit);

}  // namespace fisherlens
