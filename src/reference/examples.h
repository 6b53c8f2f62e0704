// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "formats/data_file.h"
#include "reference/losses.h"
#include "reference/reference.h"

#include <cstdint>
#include <vector>

namespace fisherlens {

/// Examples of a data file in memory: [first, first + count), or those that `indices` names.
struct ExampleBlock {
    std::vector<Batch> inputs;
    std::vector<double> targets;  ///< count·perExample values
    std::int64_t perExample = 1;  ///< target values of one example
    std::uint64_t first = 0;
    std::int64_t count = 0;
    std::vector<std::uint64_t> indices;  ///< numbers in the data file; empty: in order from `first`

    [[nodiscard]] std::uint64_t index(std::int64_t i) const
    {
        return indices.empty() ? first + static_cast<std::uint64_t>(i) : indices[static_cast<std::size_t>(i)];
    }
    [[nodiscard]] std::span<const double> target(std::int64_t i) const
    {
        return std::span(targets).subspan(static_cast<std::size_t>(i * perExample),
                                          static_cast<std::size_t>(perExample));
    }
};

/// Reads examples. Thread-safe. Errors: those of the tensors, Unsupported (an input dtype that LibTorch does not have).
Result<ExampleBlock> readExamples(const DataFile& data, std::int64_t first, std::int64_t count);

/// Example i of a block as inputs with first dimension 1.
std::vector<Batch> singleExample(const ExampleBlock& block, std::int64_t i);

/// Target values of one example.
[[nodiscard]] std::int64_t targetsPerExample(const DataFile& data);

/// What can be said about a data file before the model has run. Errors: Incompatible (class losses need integer
/// targets of one value per example).
Result<void> checkTargets(const DataFile& data, Loss loss);

/// The outputs of a pass over `examples` examples, one span each. Errors: Incompatible (the first dimension of the
/// output is another; a class loss whose output is not [N, C]).
Result<std::vector<std::span<const double>>> outputsOf(const ForwardPass& pass, std::int64_t examples, Loss loss);
Result<std::vector<std::span<const double>>> outputsOf(const BatchPass& pass, std::int64_t examples, Loss loss);

}  // namespace fisherlens
