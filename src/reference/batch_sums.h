// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference/example_sums.h"

#include <memory>

namespace fisherlens {

/// The examples of a block ordered by half: those of half 0 first.
struct OrderedBlock {
    ExampleBlock block;
    std::int64_t firstHalf = 0;  ///< number of examples of half 0
};
OrderedBlock orderByHalf(const ExampleBlock& block, std::uint64_t seed);

/// Examples [first, first + count) of a block.
ExampleBlock part(const ExampleBlock& block, std::int64_t first, std::int64_t count);

/// Adds the gradients of the examples of a block, worked on together: one forward pass and as many backward passes as
/// the example with the most Directions needs. `chosen` limits it to some of the examples by their place in the ordered
/// block (for the self-check); empty: all. False: see BatchPass::backward. Errors: those of BatchWorker, directionsOf,
/// outputsOf.
Result<bool> addBatch(BatchWorker& worker, const OrderedBlock& ordered, const DataFile& data,
                      const EstimateSettings& settings, bool gradient, const std::vector<std::int64_t>& chosen = {});

/// Memory that the directions of one example take, about; `targets` is the number of its target values.
std::int64_t directionBytes(const EstimateSettings& settings, std::int64_t outputs, std::int64_t targets);

}  // namespace fisherlens
