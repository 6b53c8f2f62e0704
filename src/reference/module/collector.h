// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference/module/operand.h"
#include "reference/reference.h"

#include <vector>

namespace fisherlens::module {

/// Where the rules add what they find: the sums of a worker, seen as tensors. The examples of a batch are ordered by
/// half, so that each half is a range.
class Collector {
public:
    Collector(const std::vector<ReferenceParameter>& parameters, at::ScalarType type, GradientSums& sums);

    struct Range {
        std::int64_t first = 0, count = 0;
    };
    void setBatch(std::int64_t examples, std::int64_t firstHalf);
    void setGradientWanted(bool wanted) { gradientWanted_ = wanted; }
    [[nodiscard]] std::int64_t examples() const { return ranges_[0].count + ranges_[1].count; }
    [[nodiscard]] Range range(std::size_t half) const { return ranges_[half]; }
    [[nodiscard]] bool gradientWanted() const { return gradientWanted_; }

    /// float64 sums.
    [[nodiscard]] at::Tensor squares(std::size_t half, const Operand& operand) const;
    [[nodiscard]] at::Tensor gradient(const Operand& operand) const;

    /// Sums in the module's precision for matrix products over the examples of a few batches; flush() adds them to the
    /// float64 sums.
    [[nodiscard]] at::Tensor stagedSquares(std::size_t half, const Operand& operand);
    [[nodiscard]] at::Tensor stagedGradient(const Operand& operand);
    void flush();
    void discard();

    /// Adds gradients [examples of the half, shape of the operand] to squares and gradient.
    void add(std::size_t half, const Operand& operand, const at::Tensor& gradients) const;

private:
    struct Target {
        at::Tensor squares[2], gradient, staged[3];  ///< staged: both halves, gradient; undefined until used
        Shape shape;
    };
    at::Tensor& staged(std::size_t parameter, std::size_t which);
    std::vector<Target> targets_;
    at::ScalarType type_;
    Range ranges_[2];
    bool gradientWanted_ = false;
};

}  // namespace fisherlens::module
