// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/dtype.h"
#include "base/result.h"
#include "base/tensor.h"
#include "formats/pickle/document.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens::pickle {

/// A storage as a persistent id names it: ('storage', class, key, location, count).
struct StorageReference {
    std::string key;
    std::string className;   ///< "FloatStorage"
    std::int64_t count = 0;  ///< elements of the class's dtype; bytes of an UntypedStorage
    DType dtype = DType::U8;
};

/// A tensor as the pickle describes it (facts/formats-pytorch.md 3.3, 3.4).
struct TensorRecord {
    StorageReference storage;
    DType dtype = DType::F32;
    std::int64_t offset = 0;  ///< elements of `dtype` from the start of the storage
    Shape shape;
    std::vector<std::int64_t> strides;  ///< elements
    bool conjugated = false;            ///< stored are the conjugates of the values (formats/containers/lazy_view.h)
    bool negated = false;               ///< stored are the negatives
    std::string unreadable;             ///< why its values cannot be read, "" when they can; the rest is then empty
};

/// The type that PyTorch calls torch.NAME ("bfloat16"); nothing for one that is not read.
[[nodiscard]] std::optional<DType> torchDType(std::string_view name);

/// True for the result of one of PyTorch's rebuild functions, readable or not.
[[nodiscard]] bool isTensor(const Document& document, NodeId id);

/// Interprets the calls of torch._utils._rebuild_tensor, _v2, _v3, unwrapping parameters and tensor subclasses with a
/// plain function. Nothing when the value is no tensor. Error Damaged: arguments that PyTorch would refuse.
Result<std::optional<TensorRecord>> tensorRecord(const Document& document, NodeId id, const std::string& file);

}  // namespace fisherlens::pickle
