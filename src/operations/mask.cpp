// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/mask.h"

#include <algorithm>
#include <array>

namespace fisherlens {

Result<MaskTile> maskTile(const OutputTensor& mask, const Tensor& weights, const MatrixRectangle& rectangle,
                          std::int64_t maxRows, std::int64_t maxColumns, const JobContext& context)
{
    if (mask.info.shape != weights.info.shape)
        return fail(ErrorCode::Incompatible,
                    "The mask has shape " + shapeText(mask.info.shape) + ", the tensor " + shapeText(weights.info.shape)
                        + ".",
                    {weights.info.file, weights.info.name, {}});
    struct Counts {
        std::array<std::int64_t, 3> states{};
        std::int64_t selected = 0;
    };
    MaskTile tile;
    FL_TRY(tile.grid, cellGridOf(weights, rectangle, maxRows, maxColumns));
    const MatrixView view = matrixView(weights.info.shape);
    std::vector<Counts> cells(static_cast<std::size_t>(tile.grid.rows * tile.grid.columns));
    std::vector<double> values;
    std::vector<std::byte> kept;
    FL_CHECK(
        forEachRun(view, tile.grid.rectangle, context.cancel, [&](std::int64_t first, std::int64_t n) -> Result<void> {
            values.resize(static_cast<std::size_t>(n));
            kept.resize(values.size());
            FL_CHECK(weights.source->read(first, std::span(values)));
            FL_CHECK(mask.fill(first, kept));
            forEachCellRun(view, tile.grid, first, n, [&](std::size_t cell, std::int64_t offset, std::int64_t count) {
                for (auto i = static_cast<std::size_t>(offset); i < static_cast<std::size_t>(offset + count); ++i) {
                    const bool selected = kept[i] == std::byte{0};
                    const MaskState state = values[i] == 0 ? MaskState::AlreadyZero
                                            : selected     ? MaskState::Removed
                                                           : MaskState::Kept;
                    ++cells[cell].states[static_cast<std::size_t>(state)];
                    cells[cell].selected += selected;
                }
            });
            return {};
        }));
    for (const Counts& counts : cells) {
        const auto most = std::max_element(counts.states.begin(), counts.states.end());
        tile.states.push_back(static_cast<MaskState>(most - counts.states.begin()));
        const std::int64_t entries = counts.states[0] + counts.states[1] + counts.states[2];
        tile.removed.push_back(static_cast<float>(static_cast<double>(counts.selected) / static_cast<double>(entries)));
    }
    return tile;
}

}  // namespace fisherlens
