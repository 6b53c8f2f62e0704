// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/tile_readers.h"

#include "desktop/document/compute.h"

namespace fisherlens::desktop {

TileReader fisherTiles(std::shared_ptr<const SourceData> data, const Tensor& tensor)
{
    return [data = std::move(data), tensor](const MatrixRectangle& rectangle, std::int64_t rows, std::int64_t columns,
                                            const JobContext& context) -> Result<std::shared_ptr<const TilePicture>> {
        auto picture = std::make_shared<TilePicture>();
        FL_TRY(picture->tile, readTile(tensor, rectangle, rows, columns, context));
        return std::shared_ptr<const TilePicture>(std::move(picture));
    };
}

TileReader ratioTiles(std::shared_ptr<const SourceData> a, const Tensor& tensorA, std::shared_ptr<const SourceData> b,
                      const Tensor& tensorB)
{
    return [a = std::move(a), b = std::move(b), tensorA,
            tensorB](const MatrixRectangle& rectangle, std::int64_t rows, std::int64_t columns,
                     const JobContext& context) -> Result<std::shared_ptr<const TilePicture>> {
        auto picture = std::make_shared<TilePicture>();
        FL_TRY(Tile tileA, readTile(tensorA, rectangle, rows, columns, context));
        FL_TRY(Tile tileB, readTile(tensorB, rectangle, rows, columns, context));
        picture->tile = ratioOf(tileA, tileB);
        picture->parts.emplace(std::move(tileA), std::move(tileB));
        return std::shared_ptr<const TilePicture>(std::move(picture));
    };
}

TileReader maskTiles(std::shared_ptr<const SourceData> data, const PruneChoice& choice, const Tensor& weights)
{
    const Tensor* colours = data->fisher ? data->fisher->diagonal.findMatching(weights.info.name) : nullptr;
    return [data, choice, weights, colours = colours ? *colours : weights](
               const MatrixRectangle& rectangle, std::int64_t rows, std::int64_t columns,
               const JobContext& context) -> Result<std::shared_ptr<const TilePicture>> {
        const PruneSettings prune = pruneSettings(choice, data->opened->checkpoint->tensors);
        FL_TRY(const auto plan,
               ModelPrune::prepare(data->opened->checkpoint->tensors, data->fisher.get(), "model", prune, context));
        auto picture = std::make_shared<TilePicture>();
        FL_TRY(picture->tile, readTile(colours, rectangle, rows, columns, context));
        for (const OutputTensor& mask : plan->masks())
            if (mask.info.name == weights.info.name) {
                FL_TRY(picture->mask, maskTile(mask, weights, rectangle, rows, columns, context));
            }
        return std::shared_ptr<const TilePicture>(std::move(picture));
    };
}

TilesSpec tilesSpec(const TilePicture& picture)
{
    const Tile& tile = picture.tile;
    TilesSpec spec;
    spec.rows = static_cast<int>(tile.grid.rows);
    spec.columns = static_cast<int>(tile.grid.columns);
    spec.values = tile.mean;
    for (std::size_t cell = 0; cell < spec.values.size(); ++cell)
        if (tile.flags[cell] & kAllZero)
            spec.values[cell] = 0;
    for (std::int64_t row = 0; row < tile.grid.rows; ++row)
        spec.firstRow.push_back(static_cast<double>(tile.grid.cell(row, 0).row));
    for (std::int64_t column = 0; column < tile.grid.columns; ++column)
        spec.firstColumn.push_back(static_cast<double>(tile.grid.cell(0, column).column));
    if (picture.mask)
        for (const MaskState state : picture.mask->states)
            spec.states.push_back(state == MaskState::Removed       ? TilesSpec::Removed
                                  : state == MaskState::AlreadyZero ? TilesSpec::AlreadyZero
                                                                    : TilesSpec::Kept);
    return spec;
}

}  // namespace fisherlens::desktop
