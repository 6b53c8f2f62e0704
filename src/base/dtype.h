// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace fisherlens {

/// Element types that files hold. Values are little-endian.
enum class DType {
    F64,
    F32,
    F16,
    BF16,
    F8E4M3,
    F8E5M2,
    F8E4M3Fnuz,
    F8E5M2Fnuz,
    I64,
    I32,
    I16,
    I8,
    U64,
    U32,
    U16,
    U8,
    Bool,
    C64,
    C128,  ///< complex of two F32 / F64: listed and copied, never converted to numbers
};

/// Bytes of one element.
[[nodiscard]] std::size_t byteSize(DType dtype);

/// The name used by safetensors: "F32", "BF16", "BOOL".
[[nodiscard]] std::string_view dtypeName(DType dtype);
[[nodiscard]] std::optional<DType> dtypeFromName(std::string_view safetensorsName);

/// True for the floating types (not complex): what merge and prune act on.
[[nodiscard]] bool isFloating(DType dtype);
[[nodiscard]] bool isComplex(DType dtype);

/// Exact conversion of n elements to double (64-bit integers round to nearest). `bytes` holds n·byteSize(dtype) bytes;
/// complex types are a programming error.
void toFloat64(DType dtype, std::span<const std::byte> bytes, std::span<double> out);
/// The same to float, rounded to nearest even where float cannot hold the value.
void toFloat32(DType dtype, std::span<const std::byte> bytes, std::span<float> out);

/// One rounding (to nearest even; integers saturate) from double to the floating or integer dtype.
/// float8 E4M3 has no infinity: beyond its range the value becomes NaN, as in PyTorch.
void fromFloat64(DType dtype, std::span<const double> values, std::span<std::byte> out);

[[nodiscard]] float halfToFloat(std::uint16_t bits);
[[nodiscard]] std::uint16_t doubleToHalf(double value);
[[nodiscard]] std::uint16_t doubleToBfloat16(double value);

}  // namespace fisherlens
