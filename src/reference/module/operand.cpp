// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/operand.h"

#include <algorithm>
#include <numeric>

namespace fisherlens::module {
namespace {

Shape contiguousStrides(const Shape& sizes)
{
    Shape strides(sizes.size(), 1);
    for (std::size_t d = sizes.size(); d-- > 1;)
        strides[d - 1] = strides[d] * std::max<std::int64_t>(sizes[d], 1);
    return strides;
}

/// True when no two index tuples address the same element.
bool isInjective(const Shape& sizes, const Shape& strides)
{
    std::vector<std::size_t> order(sizes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return strides[a] < strides[b]; });
    std::int64_t reach = 1;
    for (const std::size_t d : order) {
        if (sizes[d] == 1)
            continue;
        if (strides[d] < reach)
            return false;
        reach = strides[d] * sizes[d];
    }
    return true;
}

}  // namespace

Operand Operand::transposed() const
{
    Operand result = *this;
    std::reverse(result.sizes.begin(), result.sizes.end());
    std::reverse(result.strides.begin(), result.strides.end());
    return result;
}

bool Operand::isContiguous() const
{
    const Shape expected = contiguousStrides(sizes);
    for (std::size_t d = 0; d < sizes.size(); ++d)
        if (sizes[d] != 1 && strides[d] != expected[d])
            return false;
    return true;
}

bool Operand::mayOverlap(const Operand& other) const
{
    const auto end = [](const Operand& operand) {
        std::int64_t last = operand.offset;
        for (std::size_t d = 0; d < operand.sizes.size(); ++d)
            last += (operand.sizes[d] - 1) * operand.strides[d];
        return last + 1;
    };
    return offset < end(other) && other.offset < end(*this);
}

std::optional<Operand> OperandTable::find(const at::Tensor& tensor) const
{
    if (!tensor.defined() || !tensor.requires_grad() || tensor.numel() == 0)
        return std::nullopt;
    if (const auto whole = table_.find(tensor.unsafeGetTensorImpl()); whole != table_.end()) {
        const Shape sizes = tensor.sizes().vec();
        return Operand{whole->second, sizes, contiguousStrides(sizes), 0};
    }
    if (!tensor.is_view())
        return std::nullopt;
    const at::Tensor base(tensor._base());
    const auto part = table_.find(base.unsafeGetTensorImpl());
    if (part == table_.end() || !base.is_contiguous())
        return std::nullopt;
    Operand operand{part->second, tensor.sizes().vec(), tensor.strides().vec(),
                    tensor.storage_offset() - base.storage_offset()};
    if (!isInjective(operand.sizes, operand.strides))
        return std::nullopt;
    return operand;
}

}  // namespace fisherlens::module
