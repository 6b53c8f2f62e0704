// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/tensor.h"
#include "reference/module/torch_compat.h"

#include <cstddef>
#include <optional>
#include <unordered_map>
#include <vector>

namespace fisherlens::module {

/// What an operator was given of a parameter: all of it, or a view (a transpose, the rows of the query weights, ...).
struct Operand {
    std::size_t parameter = 0;
    Shape sizes;
    Shape strides;            ///< in elements of the parameter in C order
    std::int64_t offset = 0;  ///< likewise

    /// The same part of a tensor in C order that has the parameter's shape.
    [[nodiscard]] at::Tensor of(const at::Tensor& whole) const
    {
        return whole.as_strided(sizes, strides, whole.storage_offset() + offset);
    }
    [[nodiscard]] Operand transposed() const;
    /// True when the elements are one block in C order.
    [[nodiscard]] bool isContiguous() const;
    /// Conservative: true when the elements may overlap those of the other part.
    [[nodiscard]] bool mayOverlap(const Operand& other) const;

    friend bool operator==(const Operand&, const Operand&) = default;
};

/// Which tensors are parameters, by the identity of their implementation.
class OperandTable {
public:
    void add(const at::Tensor& parameter, std::size_t index) { table_[parameter.unsafeGetTensorImpl()] = index; }
    /// The parameter that a tensor is, or is a view of; none for other tensors and for views in which elements repeat.
    [[nodiscard]] std::optional<Operand> find(const at::Tensor& tensor) const;

private:
    std::unordered_map<const c10::TensorImpl*, std::size_t> table_;
};

}  // namespace fisherlens::module
