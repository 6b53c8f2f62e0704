// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/safetensors_writer.h"
#include "operations/tiles.h"

#include <cstdint>
#include <vector>

namespace fisherlens {

/// What becomes of one entry.
enum class MaskState : std::uint8_t {
    Kept,
    Removed,
    AlreadyZero,  ///< θ = 0 in the file: zero afterwards whether it is selected or not
};

/// A rectangle of one tensor's mask, reduced to cells; row-major.
struct MaskTile {
    CellGrid grid;
    std::vector<MaskState>
        states;                  ///< the state of most entries of the cell, the first in the enum's order of equal ones
    std::vector<float> removed;  ///< share of the cell's entries that are selected for removal, AlreadyZero included
};

/// `mask` is one of ModelPrune::masks() (exact: what would be written), `weights` the tensor that it belongs to. Reads
/// only the rectangle, clipped to the tensor. Thread-safe. Errors: those of readTile, Incompatible (different shapes).
Result<MaskTile> maskTile(const OutputTensor& mask, const Tensor& weights, const MatrixRectangle& rectangle,
                          std::int64_t maxRows, std::int64_t maxColumns, const JobContext& context);

}  // namespace fisherlens
