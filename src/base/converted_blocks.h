// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/dtype.h"
#include "base/result.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

namespace fisherlens {

/// Elements [first, first + out.size()) as float or double: `readBytes(first, bytes)` gives their stored bytes, some at a
/// time.
template <class T, class ReadBytes>
Result<void> readConverted(DType dtype, std::int64_t first, std::span<T> out, ReadBytes&& readBytes)
{
    const std::size_t item = byteSize(dtype);
    constexpr std::size_t chunk = std::size_t{1} << 16U;
    std::vector<std::byte> buffer(std::min(out.size(), chunk) * item);
    for (std::size_t done = 0; done < out.size(); done += chunk) {
        const std::size_t n = std::min(chunk, out.size() - done);
        const std::span bytes(buffer.data(), n * item);
        FL_CHECK(readBytes(first + static_cast<std::int64_t>(done), bytes));
        if constexpr (std::is_same_v<T, float>)
            toFloat32(dtype, bytes, out.subspan(done, n));
        else
            toFloat64(dtype, bytes, out.subspan(done, n));
    }
    return {};
}

}  // namespace fisherlens
