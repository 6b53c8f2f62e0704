// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/tensor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <numeric>

namespace fisherlens {
namespace {

std::shared_ptr<const ByteSource> numbers(int n)
{
    const std::string path = testing::TempDir() + "fisherlens-numbers";
    std::vector<float> values(static_cast<std::size_t>(n));
    std::iota(values.begin(), values.end(), 0.0F);
    std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(values.data()), n * 4);
    auto source = *ByteSource::open(path);
    std::remove(path.c_str());
    return source;
}

TEST(StoredTensors, FollowTheirStrides)
{
    const auto file = numbers(24);
    const auto transposed = storedTensor(file, "t", DType::F32, {4, 3}, {1, 4}, 0, 0, 96);
    ASSERT_TRUE(transposed);
    EXPECT_THAT(*readAll(*transposed), testing::ElementsAre(0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11));
    const auto expanded = storedTensor(file, "e", DType::F32, {2, 3}, {0, 0}, 20, 0, 96);
    ASSERT_TRUE(expanded);
    EXPECT_THAT(*readAll(*expanded), testing::Each(5.0));
    const auto plain = storedTensor(file, "p", DType::F32, {2, 2}, {}, 80, 0, 96);
    ASSERT_TRUE(plain);
    EXPECT_THAT(*readAll(*plain), testing::ElementsAre(20, 21, 22, 23));
}

TEST(StoredTensors, RefuseToReachBeyondTheirBytes)
{
    const auto file = numbers(24);
    for (const auto& [shape, strides, offset] :
         std::vector<std::tuple<Shape, std::vector<std::int64_t>, std::uint64_t>>{
             {{25}, {1}, 0},
             {{2}, {24}, 0},
             {{6}, {1}, 76},
             {{-1}, {1}, 0},
             {{2}, {-1}, 4},
             {{std::int64_t{1} << 40, std::int64_t{1} << 40}, {0, 0}, 0},
             {{2}, {std::int64_t{1} << 62}, 0},
             {{1}, {1, 1}, 0}}) {
        const auto tensor = storedTensor(file, "t", DType::F32, shape, strides, offset, 0, 96);
        ASSERT_FALSE(tensor) << shapeText(shape);
        EXPECT_EQ(tensor.error().code, ErrorCode::Damaged);
    }
    EXPECT_TRUE(storedTensor(file, "empty", DType::F32, {0, 7}, {7, 1}, 4096, 0, 96));
}

TEST(Catalogues, MatchAcrossPrefixesUnlessAmbiguous)
{
    Catalogue catalogue;
    ASSERT_TRUE(catalogue.add(memoryTensor("module.a", {1}, {1})));
    ASSERT_TRUE(catalogue.add(memoryTensor("module.b", {1}, {2})));
    ASSERT_TRUE(catalogue.add(memoryTensor("_orig_mod.b", {1}, {3})));
    EXPECT_FALSE(catalogue.add(memoryTensor("module.a", {1}, {1})));
    ASSERT_NE(catalogue.findMatching("a"), nullptr);
    EXPECT_EQ(catalogue.findMatching("a")->info.name, "module.a");
    EXPECT_EQ(catalogue.findMatching("b"), nullptr);
    EXPECT_EQ(catalogue.parameters(), 3);
}

TEST(ComputedTensors, ReadAsDoubleAndAsFloatButHaveNoBytes)
{
    const Tensor squares = computedTensor(
        {"s", DType::F32, {3}, 3, {}, {}}, [](std::int64_t first, std::span<double> out) -> Result<void> {
            for (std::size_t i = 0; i < out.size(); ++i)
                out[i] = static_cast<double>((first + static_cast<std::int64_t>(i))
                                             * (first + static_cast<std::int64_t>(i)));
            return {};
        });
    std::vector<float> floats(2);
    ASSERT_TRUE(squares.source->read(1, std::span(floats)));
    EXPECT_THAT(floats, testing::ElementsAre(1, 4));
    std::vector<std::byte> bytes(4);
    EXPECT_FALSE(squares.source->readBytes(0, bytes));
}

}  // namespace
}  // namespace fisherlens
