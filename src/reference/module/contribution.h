// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference/module/collector.h"
#include "reference/module/operand.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace fisherlens::module {

/// The gradients that one use of a parameter gives, example by example, in a form from which they can be made: the
/// uses of a parameter are added up for each example before they are squared.
class Contribution {
public:
    virtual ~Contribution() = default;
    /// out += gradient of example n, in the shape of the operand.
    virtual void addTo(std::int64_t n, at::Tensor& out) const = 0;
    /// Adds squares and gradients of all examples, when this is all that the operand gets.
    virtual void collect(Collector& collector, const Operand& operand) const = 0;
    /// Takes in another contribution to the same operand and returns true, or returns false.
    virtual bool merge(Contribution& other) = 0;
};

/// The gradients themselves, [N, shape of the operand]. For operands as small as their activations.
class ExplicitGradient final : public Contribution {
public:
    explicit ExplicitGradient(at::Tensor gradients) : gradients_(std::move(gradients)) {}
    void addTo(std::int64_t n, at::Tensor& out) const override { out.add_(gradients_.select(0, n)); }
    void collect(Collector& collector, const Operand& operand) const override;
    bool merge(Contribution& other) override;

private:
    at::Tensor gradients_;
};

/// Σ_r left[n, r, :]ᵀ right[n, r, :], the gradient of a matrix [A, B] with left [N, R, A] and right [N, R, B].
class OuterGradient final : public Contribution {
public:
    OuterGradient(at::Tensor left, at::Tensor right);
    void addTo(std::int64_t n, at::Tensor& out) const override;
    void collect(Collector& collector, const Operand& operand) const override;
    bool merge(Contribution& other) override;

private:
    std::vector<at::Tensor> left_, right_;  // one per use
};

/// Adds what all uses of one parameter give. Contributions to the same operand are merged where their form allows; parts
/// that do not overlap are independent; for all else each example's gradients are added up in a buffer.
struct Use {
    Operand operand;
    std::unique_ptr<Contribution> contribution;
};
void collectUses(std::vector<Use> uses, const Shape& parameterShape, at::ScalarType type, Collector& collector);

}  // namespace fisherlens::module
