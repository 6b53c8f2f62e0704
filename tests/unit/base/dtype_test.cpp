// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/dtype.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

namespace fisherlens {
namespace {

double decodeOne(DType dtype, unsigned bits)
{
    std::array<std::byte, 2> bytes{std::byte(bits & 0xFFU), std::byte(bits >> 8U)};
    double value = 0;
    toFloat64(dtype, std::span(bytes).first(byteSize(dtype)), {&value, 1});
    return value;
}

unsigned encodeOne(DType dtype, double value)
{
    std::array<std::byte, 2> bytes{};
    fromFloat64(dtype, {&value, 1}, std::span(bytes).first(byteSize(dtype)));
    return std::to_integer<unsigned>(bytes[0]) | std::to_integer<unsigned>(bytes[1]) << 8U;
}

class SmallFloats : public testing::TestWithParam<std::pair<DType, unsigned>> {};

TEST_P(SmallFloats, EveryCodeSurvivesTheWayThroughDouble)
{
    const auto [dtype, codes] = GetParam();
    for (unsigned code = 0; code < codes; ++code) {
        const double value = decodeOne(dtype, code);
        if (std::isnan(value))
            EXPECT_TRUE(std::isnan(decodeOne(dtype, encodeOne(dtype, value)))) << code;
        else
            EXPECT_EQ(encodeOne(dtype, value), code) << value;
    }
}

TEST_P(SmallFloats, ValuesBetweenTwoCodesGoToTheNearerOneAndTiesToTheEvenCode)
{
    const auto [dtype, codes] = GetParam();
    for (unsigned code = 0; code + 1 < codes / 2; ++code) {
        const double low = decodeOne(dtype, code);
        const double high = decodeOne(dtype, code + 1);
        if (!std::isfinite(low) || !std::isfinite(high))
            continue;
        const double middle = (low + high) / 2;
        EXPECT_EQ(encodeOne(dtype, middle), code % 2 == 0 ? code : code + 1);
        EXPECT_EQ(encodeOne(dtype, std::nextafter(middle, low)), code);
        EXPECT_EQ(encodeOne(dtype, std::nextafter(middle, high)), code + 1);
    }
}

INSTANTIATE_TEST_SUITE_P(All, SmallFloats,
                         testing::Values(std::pair{DType::F16, 65536U}, std::pair{DType::BF16, 65536U},
                                         std::pair{DType::F8E4M3, 256U}, std::pair{DType::F8E5M2, 256U},
                                         std::pair{DType::F8E4M3Fnuz, 256U}, std::pair{DType::F8E5M2Fnuz, 256U}));

TEST(DTypes, KnownValuesOfTheFloat8Formats)
{
    EXPECT_EQ(decodeOne(DType::F8E4M3, 0x7E), 448);
    EXPECT_EQ(decodeOne(DType::F8E4M3, 0x01), std::ldexp(1, -9));
    EXPECT_TRUE(std::isnan(decodeOne(DType::F8E4M3, 0x7F)));
    EXPECT_EQ(decodeOne(DType::F8E5M2, 0x7B), 57344);
    EXPECT_TRUE(std::isinf(decodeOne(DType::F8E5M2, 0x7C)));
    EXPECT_EQ(decodeOne(DType::F8E4M3Fnuz, 0x7F), 240);
    EXPECT_TRUE(std::isnan(decodeOne(DType::F8E4M3Fnuz, 0x80)));
    EXPECT_EQ(decodeOne(DType::F16, 0x7BFF), 65504);
    EXPECT_EQ(encodeOne(DType::F16, 65520), 0x7C00U) << "rounds up to infinity";
    EXPECT_EQ(encodeOne(DType::F8E4M3, 1e9), 0x7FU) << "no infinity: NaN";
}

TEST(DTypes, IntegersRoundAndSaturate)
{
    const std::vector<double> values{2.5, -1.5, 300, -300, std::numeric_limits<double>::quiet_NaN()};
    std::vector<std::byte> bytes(values.size());
    fromFloat64(DType::I8, values, bytes);
    std::array<std::int8_t, 5> out{};
    std::memcpy(out.data(), bytes.data(), 5);
    EXPECT_EQ(out, (std::array<std::int8_t, 5>{2, -2, 127, -128, 0}));
}

TEST(DTypes, NamesAreThoseOfSafetensorsAndUnknownOnesAreRefused)
{
    EXPECT_EQ(dtypeFromName("BF16"), DType::BF16);
    EXPECT_EQ(dtypeFromName("f32"), std::nullopt);
    EXPECT_TRUE(isFloating(DType::F8E5M2Fnuz));
    EXPECT_FALSE(isFloating(DType::I64));
    EXPECT_FALSE(isFloating(DType::C64));
}

}  // namespace
}  // namespace fisherlens
