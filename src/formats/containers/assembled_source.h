// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/tensor.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace fisherlens {

/// A box of a larger array, and where its values lie.
struct Piece {
    std::vector<std::int64_t> offsets;  ///< of its first element, one per dimension
    Shape sizes;
    std::shared_ptr<const TensorSource> source;
    std::int64_t first = 0;  ///< flat index in `source` of the first element; the others follow it in C order
};

/// An array that lies in pieces, as distributed training saves it. The pieces are boxes of `frame`, which has as many
/// elements as info.shape and is read in the same C order ({n} for pieces of a flattened array). They are read on
/// demand and never joined in memory. Errors: Damaged (pieces outside of the frame, that overlap or leave holes),
/// Unsupported (cut along more than 10 dimensions).
Result<Tensor> assembledTensor(TensorInfo info, const Shape& frame, std::vector<Piece> pieces);

}  // namespace fisherlens
