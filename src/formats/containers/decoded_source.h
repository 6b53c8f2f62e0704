// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/tensor.h"

#include <cstddef>
#include <functional>
#include <span>

namespace fisherlens {

/// Takes consecutive pieces of the elements; fails when there are more than the shape says.
using DecodedSink = std::function<Result<void>(std::span<const std::byte>)>;
/// Passes all little-endian elements of one array to the sink, in C order.
using Decode = std::function<Result<void>(const DecodedSink&)>;

/// A tensor that can only be decoded as a whole (compressed): `decode` runs at the first read, in the thread that
/// reads; others wait. The elements stay in memory as long as the tensor. After an error the next read tries again.
/// info.count must be checked. Errors of reads: those of `decode`, Damaged (fewer or more elements), Unsupported (more
/// than 4 GiB), Environment (no memory).
Tensor decodedTensor(TensorInfo info, Decode decode);

}  // namespace fisherlens
