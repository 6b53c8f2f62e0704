// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"
#include "desktop/plots/figure.h"
#include "operations/mask.h"
#include "operations/tiles.h"

#include <functional>
#include <memory>
#include <optional>

namespace fisherlens::desktop {

/// What a TileView shows: Fisher values as colours, a mask over them, or a ratio of two.
struct TilePicture {
    Tile tile;
    std::optional<MaskTile> mask;                  ///< the same rectangle and cells
    std::optional<std::pair<Tile, Tile>> parts{};  ///< A and B of a ratio: the same rectangle and cells
};

/// Reads a rectangle as cells; called on a worker thread.
using TileReader = std::function<Result<std::shared_ptr<const TilePicture>>(const MatrixRectangle&, std::int64_t rows,
                                                                            std::int64_t columns, const JobContext&)>;

[[nodiscard]] TileReader fisherTiles(std::shared_ptr<const SourceData> data, const Tensor& tensor);
[[nodiscard]] TileReader ratioTiles(std::shared_ptr<const SourceData> a, const Tensor& tensorA,
                                    std::shared_ptr<const SourceData> b, const Tensor& tensorB);
/// The mask is the one that would be written: exact selection over all entries. `weights` is a tensor of the model, and
/// colours are those of its diagonal where there is one.
[[nodiscard]] TileReader maskTiles(std::shared_ptr<const SourceData> data, const PruneChoice& choice,
                                   const Tensor& weights);

/// Cells as a figure; the scale and the words are the caller's.
[[nodiscard]] TilesSpec tilesSpec(const TilePicture& picture);

}  // namespace fisherlens::desktop
