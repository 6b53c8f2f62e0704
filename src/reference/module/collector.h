// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference/module/operand.h"
#include "reference/module/placement.h"
#include "reference/reference.h"

#include <vector>

namespace fisherlens::module {

/// Where the rules add what they find: the sums of a worker, seen as tensors. The examples of a batch are ordered by
/// half, so that each half is a range.
class Collector {
public:
    Collector(const std::vector<ReferenceParameter>& parameters, at::ScalarType type, const Placement& placement,
              GradientSums& sums);

    struct Range {
        std::int64_t first = 0, count = 0;
    };
    void setBatch(std::int64_t examples, std::int64_t firstHalf);
    void setGradientWanted(bool wanted) { gradientWanted_ = wanted; }
    [[nodiscard]] std::int64_t examples() const { return ranges_[0].count + ranges_[1].count; }
    [[nodiscard]] Range range(std::size_t half) const { return ranges_[half]; }
    [[nodiscard]] bool gradientWanted() const { return gradientWanted_; }
    [[nodiscard]] at::TensorOptions options(at::ScalarType type) const { return placement_.options(type); }

    /// float64 sums.
    [[nodiscard]] at::Tensor squares(std::size_t half, const Operand& operand);
    [[nodiscard]] at::Tensor gradient(const Operand& operand);

    /// For a matrix [A, B] and one row per example, left [N, A] and right [N, B]: adds Σ_n (left_nᵀ right_n)² =
    /// (left²)ᵀ(right²) and leftᵀ right, which need no gradient of a single example. Rows of some batches are multiplied
    /// together, in the module's precision.
    void addRows(const Operand& operand, const at::Tensor& left, const at::Tensor& right);
    /// BatchWorker::finish: adds the products of addRows() to the float64 sums, and those to the host's.
    void finish();
    void discard();
    /// BatchWorker::moveTo.
    void moveTo(GradientSums& total);

    /// Adds the gradients of the examples from `first` on, [n, shape of the operand], to squares and gradient. They may
    /// belong to both halves.
    void add(std::int64_t first, const Operand& operand, const at::Tensor& gradients);

private:
    struct Target {
        at::Tensor host[3];    ///< both halves, gradient: the sums of the worker
        at::Tensor sums[3];    ///< the same, or their like on a device
        at::Tensor staged[3];  ///< products of rows: both halves, gradient; undefined until used
        bool touched = false;  ///< `sums` are not zero
        bool filled = false;   ///< `host` are not zero, where they are others
        Shape shape;
    };
    /// Rows that wait to be multiplied.
    struct Rows {
        Operand operand;
        std::vector<at::Tensor> left[2], right[2];
        std::int64_t count = 0;
    };
    void addToHalf(std::size_t half, const Operand& operand, const at::Tensor& gradients);
    at::Tensor staged(const Operand& operand, std::size_t which);
    void flush();
    void multiply(Rows& rows);
    std::vector<Rows> rows_;
    std::vector<Target> targets_;
    at::ScalarType type_;
    Placement placement_;
    Range ranges_[2];
    bool gradientWanted_ = false;
};

}  // namespace fisherlens::module
