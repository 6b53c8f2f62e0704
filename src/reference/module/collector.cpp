// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/collector.h"

#include "reference/module/kernels.h"

namespace fisherlens::module {

Collector::Collector(const std::vector<ReferenceParameter>& parameters, at::ScalarType type, GradientSums& sums)
    : type_(type)
{
    const auto view = [](std::vector<double>& values, const Shape& shape) {
        return at::from_blob(values.data(), shape, at::kDouble);
    };
    for (std::size_t p = 0; p < parameters.size(); ++p) {
        Target target;
        target.shape = parameters[p].shape;
        for (const std::size_t half : {0U, 1U})
            target.squares[half] = view(sums.squares[half][p], target.shape);
        if (!sums.gradient.empty())
            target.gradient = view(sums.gradient[p], target.shape);
        targets_.push_back(std::move(target));
    }
}

void Collector::setBatch(std::int64_t examples, std::int64_t firstHalf)
{
    ranges_[0] = {0, firstHalf};
    ranges_[1] = {firstHalf, examples - firstHalf};
}

at::Tensor Collector::squares(std::size_t half, const Operand& operand) const
{
    return operand.of(targets_[operand.parameter].squares[half]);
}

at::Tensor Collector::gradient(const Operand& operand) const
{
    return operand.of(targets_[operand.parameter].gradient);
}

at::Tensor& Collector::staged(std::size_t parameter, std::size_t which)
{
    at::Tensor& tensor = targets_[parameter].staged[which];
    if (!tensor.defined())
        tensor = at::zeros(targets_[parameter].shape, type_);
    return tensor;
}

at::Tensor Collector::stagedSquares(std::size_t half, const Operand& operand)
{
    return operand.of(staged(operand.parameter, half));
}

at::Tensor Collector::stagedGradient(const Operand& operand)
{
    return operand.of(staged(operand.parameter, 2));
}

void Collector::flush()
{
    for (Target& target : targets_) {
        for (const std::size_t which : {0U, 1U, 2U}) {
            if (!target.staged[which].defined())
                continue;
            (which < 2 ? target.squares[which] : target.gradient).add_(target.staged[which]);
            target.staged[which].zero_();
        }
    }
}

void Collector::discard()
{
    for (Target& target : targets_)
        for (at::Tensor& tensor : target.staged)
            if (tensor.defined())
                tensor.zero_();
}

void Collector::add(std::size_t half, const Operand& operand, const at::Tensor& gradients) const
{
    const std::int64_t count = gradients.size(0);
    at::Tensor sum = squares(half, operand);
    at::Tensor total = gradientWanted_ ? gradient(operand) : at::Tensor();
    if (operand.isContiguous()) {
        const at::Tensor dense = gradients.contiguous();
        double* const out = total.defined() ? total.data_ptr<double>() : nullptr;
        if (dense.scalar_type() == at::kDouble)
            addSquares(dense.data_ptr<double>(), count, sum.numel(), sum.data_ptr<double>(), out);
        else
            addSquares(dense.data_ptr<float>(), count, sum.numel(), sum.data_ptr<double>(), out);
        return;
    }
    for (std::int64_t n = 0; n < count; ++n) {
        const at::Tensor precise = gradients.select(0, n).to(at::kDouble);
        sum.add_(precise.square());
        if (total.defined())
            total.add_(precise);
    }
}

}  // namespace fisherlens::module
