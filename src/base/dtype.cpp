// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/dtype.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

namespace fisherlens {
namespace {

struct Row {
    DType dtype;
    std::string_view name;
    std::size_t bytes;
};

constexpr std::array<Row, 19> kRows{{
    {DType::F64, "F64", 8},
    {DType::F32, "F32", 4},
    {DType::F16, "F16", 2},
    {DType::BF16, "BF16", 2},
    {DType::F8E4M3, "F8_E4M3", 1},
    {DType::F8E5M2, "F8_E5M2", 1},
    {DType::F8E4M3Fnuz, "F8_E4M3FNUZ", 1},
    {DType::F8E5M2Fnuz, "F8_E5M2FNUZ", 1},
    {DType::I64, "I64", 8},
    {DType::I32, "I32", 4},
    {DType::I16, "I16", 2},
    {DType::I8, "I8", 1},
    {DType::U64, "U64", 8},
    {DType::U32, "U32", 4},
    {DType::U16, "U16", 2},
    {DType::U8, "U8", 1},
    {DType::Bool, "BOOL", 1},
    {DType::C64, "C64", 8},
    {DType::C128, "C128", 16},
}};

/// A binary floating format of at most 16 bits.
struct SmallFormat {
    int exponentBits;
    int mantissaBits;
    int bias;
    bool infinities;  ///< the top exponent holds infinity and NaN
    bool fnuz;        ///< the only NaN is the code of negative zero
};

constexpr SmallFormat kHalf{5, 10, 15, true, false};
constexpr SmallFormat kBfloat16{8, 7, 127, true, false};
constexpr SmallFormat kE4M3{4, 3, 7, false, false};
constexpr SmallFormat kE5M2{5, 2, 15, true, false};
constexpr SmallFormat kE4M3Fnuz{4, 3, 8, false, true};
constexpr SmallFormat kE5M2Fnuz{5, 2, 16, false, true};

double decode(const SmallFormat& f, unsigned bits)
{
    const unsigned sign = bits >> (f.exponentBits + f.mantissaBits) & 1U;
    const unsigned mantissaMask = (1U << f.mantissaBits) - 1U;
    const unsigned exponentMask = (1U << f.exponentBits) - 1U;
    const unsigned mantissa = bits & mantissaMask;
    const unsigned exponent = bits >> f.mantissaBits & exponentMask;
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    if (f.fnuz) {
        if (sign && exponent == 0 && mantissa == 0)
            return nan;
    } else if (exponent == exponentMask) {
        if (f.infinities) {
            if (mantissa)
                return nan;
            return sign ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
        }
        if (mantissa == mantissaMask)
            return nan;
    }
    const double value = exponent == 0 ? std::ldexp(mantissa, 1 - f.bias - f.mantissaBits)
                                       : std::ldexp(mantissa + (1U << f.mantissaBits),
                                                    static_cast<int>(exponent) - f.bias - f.mantissaBits);
    return sign ? -value : value;
}

unsigned encode(const SmallFormat& f, double value)
{
    const unsigned signBit = 1U << (f.exponentBits + f.mantissaBits);
    const unsigned exponentMask = (1U << f.exponentBits) - 1U;
    const unsigned mantissaMask = (1U << f.mantissaBits) - 1U;
    const unsigned sign = std::signbit(value) ? signBit : 0U;
    const unsigned nan =
        f.fnuz ? signBit
               : (exponentMask << f.mantissaBits | (f.infinities ? 1U << (f.mantissaBits - 1) : mantissaMask));
    if (std::isnan(value))
        return f.fnuz ? nan : sign | nan;
    // The largest finite code; beyond it (after rounding) lies infinity, or NaN where there is none.
    const unsigned largest = f.infinities ? (exponentMask << f.mantissaBits) - 1U
                             : f.fnuz     ? (exponentMask << f.mantissaBits | mantissaMask)
                                          : (exponentMask << f.mantissaBits | (mantissaMask - 1U));
    const auto overflow = [&] {
        return f.infinities ? sign | exponentMask << f.mantissaBits : (f.fnuz ? nan : sign | nan);
    };
    const double magnitude = std::fabs(value);
    if (std::isinf(magnitude))
        return overflow();
    if (magnitude == 0)
        return f.fnuz ? 0U : sign;
    int exponent = 0;
    std::frexp(magnitude, &exponent);
    exponent -= 1;  // magnitude = 1.m · 2^exponent
    const int minimum = 1 - f.bias;
    const int unit = (exponent < minimum ? minimum : exponent) - f.mantissaBits;
    const double scaled = std::ldexp(magnitude, -unit);  // exact: only the exponent moves
    const double rounded = std::nearbyint(scaled);       // ties to even in the default rounding mode
    const auto mantissa = static_cast<unsigned>(rounded);
    unsigned code = 0;
    if (exponent < minimum)
        code = mantissa;  // subnormal, or carried into the first normal code
    else
        code = (static_cast<unsigned>(exponent + f.bias) << f.mantissaBits) + (mantissa - (1U << f.mantissaBits));
    if (code > largest)
        return overflow();
    if (code == 0 && f.fnuz)
        return 0;
    return sign | code;
}

template <class T, class Out>
void widen(std::span<const std::byte> bytes, std::span<Out> out)
{
    for (std::size_t i = 0; i < out.size(); ++i) {
        T value;
        std::memcpy(&value, bytes.data() + i * sizeof(T), sizeof(T));
        out[i] = static_cast<Out>(value);
    }
}

std::array<float, 256> table8(const SmallFormat& f)
{
    std::array<float, 256> table{};
    for (unsigned i = 0; i < 256; ++i)
        table[i] = static_cast<float>(decode(f, i));
    return table;
}

template <class Out>
void widen8(const std::array<float, 256>& table, std::span<const std::byte> bytes, std::span<Out> out)
{
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<Out>(table[std::to_integer<unsigned>(bytes[i])]);
}

template <class Out>
void convert(DType dtype, std::span<const std::byte> bytes, std::span<Out> out)
{
    static const auto e4m3 = table8(kE4M3);
    static const auto e5m2 = table8(kE5M2);
    static const auto e4m3fnuz = table8(kE4M3Fnuz);
    static const auto e5m2fnuz = table8(kE5M2Fnuz);
    switch (dtype) {
    case DType::F64: return widen<double>(bytes, out);
    case DType::F32: return widen<float>(bytes, out);
    case DType::F16:
        for (std::size_t i = 0; i < out.size(); ++i) {
            std::uint16_t bits = 0;
            std::memcpy(&bits, bytes.data() + 2 * i, 2);
            out[i] = static_cast<Out>(halfToFloat(bits));
        }
        return;
    case DType::BF16:
        for (std::size_t i = 0; i < out.size(); ++i) {
            std::uint16_t bits = 0;
            std::memcpy(&bits, bytes.data() + 2 * i, 2);
            out[i] = static_cast<Out>(std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16));
        }
        return;
    case DType::F8E4M3: return widen8(e4m3, bytes, out);
    case DType::F8E5M2: return widen8(e5m2, bytes, out);
    case DType::F8E4M3Fnuz: return widen8(e4m3fnuz, bytes, out);
    case DType::F8E5M2Fnuz: return widen8(e5m2fnuz, bytes, out);
    case DType::I64: return widen<std::int64_t>(bytes, out);
    case DType::I32: return widen<std::int32_t>(bytes, out);
    case DType::I16: return widen<std::int16_t>(bytes, out);
    case DType::I8: return widen<std::int8_t>(bytes, out);
    case DType::U64: return widen<std::uint64_t>(bytes, out);
    case DType::U32: return widen<std::uint32_t>(bytes, out);
    case DType::U16: return widen<std::uint16_t>(bytes, out);
    case DType::U8:
    case DType::Bool: return widen<std::uint8_t>(bytes, out);
    case DType::C64:
    case DType::C128: break;
    }
    for (Out& value : out)
        value = std::numeric_limits<Out>::quiet_NaN();
}

template <class T>
void narrow(std::span<const double> values, std::span<std::byte> out)
{
    for (std::size_t i = 0; i < values.size(); ++i) {
        T value{};
        if constexpr (std::is_floating_point_v<T>) {
            value = static_cast<T>(values[i]);
        } else {
            const double rounded = std::nearbyint(values[i]);
            if (std::isnan(rounded))
                value = 0;
            else if (rounded <= static_cast<double>(std::numeric_limits<T>::min()))
                value = std::numeric_limits<T>::min();
            else if (rounded >= static_cast<double>(std::numeric_limits<T>::max()))
                value = std::numeric_limits<T>::max();
            else
                value = static_cast<T>(rounded);
        }
        std::memcpy(out.data() + i * sizeof(T), &value, sizeof(T));
    }
}

void narrowSmall(const SmallFormat& f, std::size_t bytes, std::span<const double> values, std::span<std::byte> out)
{
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto code = static_cast<std::uint16_t>(encode(f, values[i]));
        std::memcpy(out.data() + i * bytes, &code, bytes);  // little-endian: the low bytes come first
    }
}

}  // namespace

std::size_t byteSize(DType dtype)
{
    return kRows[static_cast<std::size_t>(dtype)].bytes;
}

std::string_view dtypeName(DType dtype)
{
    return kRows[static_cast<std::size_t>(dtype)].name;
}

std::optional<DType> dtypeFromName(std::string_view safetensorsName)
{
    for (const Row& row : kRows)
        if (row.name == safetensorsName)
            return row.dtype;
    return std::nullopt;
}

bool isFloating(DType dtype)
{
    return dtype <= DType::F8E5M2Fnuz;
}

bool isComplex(DType dtype)
{
    return dtype == DType::C64 || dtype == DType::C128;
}

void toFloat64(DType dtype, std::span<const std::byte> bytes, std::span<double> out)
{
    convert(dtype, bytes, out);
}

void toFloat32(DType dtype, std::span<const std::byte> bytes, std::span<float> out)
{
    convert(dtype, bytes, out);
}

void fromFloat64(DType dtype, std::span<const double> values, std::span<std::byte> out)
{
    switch (dtype) {
    case DType::F64: return narrow<double>(values, out);
    case DType::F32: return narrow<float>(values, out);
    case DType::F16: return narrowSmall(kHalf, 2, values, out);
    case DType::BF16: return narrowSmall(kBfloat16, 2, values, out);
    case DType::F8E4M3: return narrowSmall(kE4M3, 1, values, out);
    case DType::F8E5M2: return narrowSmall(kE5M2, 1, values, out);
    case DType::F8E4M3Fnuz: return narrowSmall(kE4M3Fnuz, 1, values, out);
    case DType::F8E5M2Fnuz: return narrowSmall(kE5M2Fnuz, 1, values, out);
    case DType::I64: return narrow<std::int64_t>(values, out);
    case DType::I32: return narrow<std::int32_t>(values, out);
    case DType::I16: return narrow<std::int16_t>(values, out);
    case DType::I8: return narrow<std::int8_t>(values, out);
    case DType::U64: return narrow<std::uint64_t>(values, out);
    case DType::U32: return narrow<std::uint32_t>(values, out);
    case DType::U16: return narrow<std::uint16_t>(values, out);
    case DType::U8:
    case DType::Bool: return narrow<std::uint8_t>(values, out);
    case DType::C64:
    case DType::C128: return;
    }
}

float halfToFloat(std::uint16_t bits)
{
    const std::uint32_t sign = static_cast<std::uint32_t>(bits & 0x8000U) << 16;
    const std::uint32_t exponent = bits >> 10 & 0x1FU;
    const std::uint32_t mantissa = bits & 0x3FFU;
    if (exponent == 31)
        return std::bit_cast<float>(sign | 0x7F800000U | mantissa << 13);
    if (exponent != 0)
        return std::bit_cast<float>(sign | (exponent + 112) << 23 | mantissa << 13);
    const float magnitude = static_cast<float>(mantissa) * 0x1p-24F;
    return sign ? -magnitude : magnitude;
}

std::uint16_t doubleToHalf(double value)
{
    return static_cast<std::uint16_t>(encode(kHalf, value));
}

std::uint16_t doubleToBfloat16(double value)
{
    return static_cast<std::uint16_t>(encode(kBfloat16, value));
}

}  // namespace fisherlens
