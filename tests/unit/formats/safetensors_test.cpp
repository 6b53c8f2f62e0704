// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/containers/safetensors.h"

#include "base/sha256.h"
#include "formats/safetensors_writer.h"
#include "unit/formats/scratch.h"

#include <cstring>

namespace fisherlens {
namespace {

std::string withLength(std::uint64_t length, std::string_view rest)
{
    std::string bytes(sizeof length, '\0');
    std::memcpy(bytes.data(), &length, sizeof length);
    return bytes + std::string(rest);
}

std::string file(std::string_view header, std::string_view data = {})
{
    return withLength(header.size(), std::string(header) + std::string(data));
}

std::string entry(const std::string& name, const std::string& dtype, const std::string& shape,
                  const std::string& offsets)
{
    return "\"" + name + R"(":{"dtype":")" + dtype + R"(","shape":)" + shape + R"(,"data_offsets":)" + offsets + "}";
}

class Safetensors : public Scratch {
protected:
    Result<SafetensorsFile> open(std::string_view bytes)
    {
        return openSafetensors(source(write("x.safetensors", bytes)), {});
    }
    ErrorCode refusal(std::string_view bytes)
    {
        const auto result = open(bytes);
        EXPECT_FALSE(result) << bytes;
        return result ? ErrorCode::Usage : result.error().code;
    }
};

TEST_F(Safetensors, ValuesAndMetadataAreThoseOfNumPy)
{
    const auto file = source(arrayFile("plain.safetensors"));
    EXPECT_TRUE(looksLikeSafetensors(*file));
    const auto opened = openSafetensors(file, {});
    ASSERT_TRUE(opened) << describe(opened.error());
    const auto& expected = expectedArrays()["plain.safetensors"];
    EXPECT_EQ(opened->metadata, (expected["attributes"][""].get<std::map<std::string, std::string>>()));
    EXPECT_EQ(opened->tensors.size(), expected["datasets"].size());
    for (const Tensor& tensor : opened->tensors.tensors())
        expectEqual(tensor, expected["datasets"].at(tensor.info.name));
    EXPECT_EQ(opened->tensors.find("m")->info.dtype, DType::Bool);
    EXPECT_EQ(opened->tensors.find("s")->info.dtype, DType::F16);
}

TEST_F(Safetensors, WhatTheReferenceReaderAcceptsIsAccepted)
{
    EXPECT_TRUE(open(file("{}")));
    EXPECT_TRUE(open(file("  {}   ")));
    EXPECT_TRUE(open(file(R"({"__metadata__":null})")));
    EXPECT_TRUE(open(file("{" + entry("", "U8", "[]", "[0,1]") + "}", "x")));
    EXPECT_TRUE(
        open(file("{" + entry("b", "U8", "[2]", "[1,3]") + "," + entry("a", "U8", "[1]", "[0,1]") + "}", "xyz")));
    EXPECT_TRUE(
        open(file("{" + entry("z", "F32", "[0,4]", "[0,0]") + "," + entry("a", "U8", "[1]", "[0,1]") + "}", "x")));
    EXPECT_TRUE(open(file(
        R"({"a":{"extra":{"x":[1,{"y":null}]},"more":-1.5,"dtype":"U8","shape":[1],"data_offsets":[0,1]}})", "x")));
    const auto escaped = open(file("{" + entry("\\u00e4\\n", "U8", "[1]", "[0,1]") + "}", "x"));
    ASSERT_TRUE(escaped);
    EXPECT_TRUE(escaped->tensors.find("ä\n"));
    const auto twice = open(file(R"({"__metadata__":{"k":"1","k":"2"}})"));
    ASSERT_TRUE(twice);
    EXPECT_EQ(twice->metadata.at("k"), "2");
}

TEST_F(Safetensors, ContradictionsAreDamaged)
{
    const std::string a = entry("a", "F32", "[1]", "[0,4]");
    const std::vector<std::string> cases{
        "",
        "1234567",
        withLength(0, ""),
        withLength(1, "{}"),
        withLength(3, "{}"),
        withLength(100'000'001, "{}"),
        withLength(~std::uint64_t{0}, "{}"),
        withLength(std::uint64_t{1} << 63, "{}"),
        file("[]"),
        file("1"),
        file("{"),
        file("{}x"),
        file(std::string("{}\0\0", 4)),
        file("\xEF\xBB\xBF{}"),
        file("{\"\xff\":1}"),
        file(R"({"a":1})"),
        file(R"({"a":null})"),
        file(R"({"a":[]})"),
        file(R"({"a":{}})"),
        file(R"({"__metadata__":{"a":1}})"),
        file(R"({"__metadata__":[]})"),
        file(R"({"__metadata__":{},"__metadata__":{}})"),
        file(R"({"a":{"dtype":"F32","shape":[1]}})", "xxxx"),
        file(R"({"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}})", "xxxx"),
        file("{" + a + "," + a + "}", "xxxx"),
        file("{" + a + "," + entry("a", "F32", "[1]", "[4,8]") + "}", "xxxxxxxx"),
        file("{" + a + "," + entry("b", "F32", "[1]", "[2,6]") + "}", "xxxxxx"),     // overlap
        file("{" + a + "," + entry("b", "F32", "[1]", "[0,4]") + "}", "xxxx"),       // the same bytes twice
        file("{" + a + "," + entry("b", "F32", "[1]", "[5,9]") + "}", "xxxxxxxxx"),  // hole
        file("{" + entry("a", "F32", "[1]", "[4,8]") + "}", "xxxxxxxx"),             // hole at the start
        file("{" + a + "}", "xxx"),                                                  // too short
        file("{" + a + "}", "xxxxx"),                                                // too long
        file("{" + entry("a", "F32", "[1]", "[4,0]") + "}", "xxxx"),
        file("{" + entry("a", "F32", "[2]", "[0,4]") + "}", "xxxx"),
        file("{" + entry("a", "F32", "[]", "[0,8]") + "}", "xxxxxxxx"),
        file("{" + entry("a", "f32", "[1]", "[0,4]") + "}", "xxxx"),
        file("{" + entry("a", "", "[1]", "[0,4]") + "}", "xxxx"),
        file("{" + entry("a", "F32", "[-1]", "[0,4]") + "}", "xxxx"),
        file("{" + entry("a", "F32", "[1.0]", "[0,4]") + "}", "xxxx"),
        file("{" + entry("a", "F32", "[1e400]", "[0,4]") + "}", "xxxx"),
        file("{" + entry("a", "F32", "1", "[0,4]") + "}", "xxxx"),
        file("{" + entry("a", "F32", "[[1]]", "[0,4]") + "}", "xxxx"),
        file("{" + entry("a", "F32", "[1]", "[0]") + "}", "xxxx"),
        file("{" + entry("a", "F32", "[1]", "[0,4,8]") + "}", "xxxx"),
        file("{" + entry("a", "F32", "[1]", "[0,18446744073709551616]") + "}", "xxxx"),
        file("{" + entry("a", "F32", "[4611686018427387904,4]", "[0,0]") + "}"),  // the product wraps to 0
        file("{" + entry("a", "F32", "[18446744073709551615]", "[0,4]") + "}", "xxxx"),
        file("{" + entry("a", "F64", "[9223372036854775807]", "[0,4]") + "}", "xxxx"),
    };
    for (const std::string& bytes : cases)
        EXPECT_EQ(refusal(bytes), ErrorCode::Damaged) << bytes;
}

TEST_F(Safetensors, DeepNestingIsRefusedWithoutRecursion)
{
    const std::size_t depth = 1'000'000;
    EXPECT_EQ(refusal(file(std::string(depth, '['))), ErrorCode::Damaged);
    std::string nested = R"({"a":{"x":)";
    for (std::size_t i = 0; i < depth; ++i)
        nested += R"({"x":)";
    EXPECT_EQ(refusal(file(nested)), ErrorCode::Damaged);
}

TEST_F(Safetensors, WellFormedButUnreadableIsUnsupported)
{
    EXPECT_EQ(refusal(file("{" + entry("a", "F8_E8M0", "[1]", "[0,1]") + "}", "x")), ErrorCode::Unsupported);
    EXPECT_EQ(refusal(file("{" + entry("a", "F4", "[2]", "[0,1]") + "}", "x")), ErrorCode::Unsupported);
    std::string ones = "[1";
    for (int i = 0; i < 64; ++i)
        ones += ",1";
    EXPECT_EQ(refusal(file("{" + entry("a", "U8", ones + "]", "[0,1]") + "}", "x")), ErrorCode::Unsupported);
}

TEST_F(Safetensors, EveryTruncationIsDamaged)
{
    const std::string whole = content(arrayFile("plain.safetensors"));
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_EQ(refusal(std::string_view(whole).substr(0, size)), ErrorCode::Damaged) << size;
}

TEST_F(Safetensors, OtherFilesDoNotLookLikeSafetensors)
{
    for (const std::string bytes :
         {"", "{}", "{\"a\": 1234567890}", "PK\3\4\0\0\0\0{}{}{}", "\x80\2}q\0(X\1\0\0\0{}", "12345678{}{}{}"})
        EXPECT_FALSE(looksLikeSafetensors(*source(write("other", bytes)))) << bytes;
    EXPECT_FALSE(looksLikeSafetensors(*source(arrayFile("numbers.h5"))));
    EXPECT_FALSE(looksLikeSafetensors(*source(arrayFile("data.npz"))));
    EXPECT_TRUE(looksLikeSafetensors(*source(write("truncated", withLength(5000, R"({"a":)")))));
}

class SafetensorsWriter : public Safetensors {
protected:
    static std::vector<OutputTensor> some()
    {
        std::vector<OutputTensor> tensors;
        tensors.push_back(copyOf(memoryTensor("w\"1", {2}, {1.5F, -2.0F})));
        tensors.push_back(copyOf(*memoryTensor("mask", DType::Bool, {3}, {std::byte{1}, std::byte{0}, std::byte{1}})));
        tensors.push_back(copyOf(*memoryTensor("step", DType::I64, {}, std::vector<std::byte>(8, std::byte{7}))));
        tensors.push_back(copyOf(memoryTensor("ä", {0, 4}, {})));
        return tensors;
    }
};

TEST_F(SafetensorsWriter, BytesAreThoseOfTheFormat)
{
    const auto hash = writeSafetensors(path("out"), some(), {{"format", "pt"}, {"a", "\n"}}, {});
    ASSERT_TRUE(hash) << describe(hash.error());
    // Largest dtype first, then names by bytes; the header ends on a multiple of 8.
    std::string header =
        R"({"__metadata__":{"a":"\n","format":"pt"},"step":{"dtype":"I64","shape":[],"data_offsets":[0,8]},)"
        R"("w\"1":{"dtype":"F32","shape":[2],"data_offsets":[8,16]},)"
        R"("ä":{"dtype":"F32","shape":[0,4],"data_offsets":[16,16]},)"
        R"("mask":{"dtype":"BOOL","shape":[3],"data_offsets":[16,19]}})";
    header.append((8 - header.size() % 8) % 8, ' ');
    const std::string data = std::string(8, '\7') + std::string("\0\0\xC0\x3F\0\0\0\xC0", 8) + std::string("\1\0\1", 3);
    EXPECT_EQ(content(path("out")), file(header, data));
    EXPECT_EQ(*hash, *sha256OfFile(path("out"), {}));
}

TEST_F(SafetensorsWriter, TheOrderOfTheTensorsDoesNotMatter)
{
    auto reversed = some();
    std::reverse(reversed.begin(), reversed.end());
    ASSERT_EQ(*writeSafetensors(path("a"), some(), {}, {}), *writeSafetensors(path("b"), reversed, {}, {}));
    EXPECT_EQ(content(path("a")), content(path("b")));
}

TEST_F(SafetensorsWriter, BlocksOfALargeTensorArriveInOrder)
{
    const std::int64_t count = 5'000'000;  // 20 MB: several blocks
    OutputTensor large{{"large", DType::I32, {count}, count, "", {}}, [](std::int64_t first, std::span<std::byte> out) {
                           for (std::size_t i = 0; i < out.size() / 4; ++i) {
                               const auto value = static_cast<std::int32_t>(first + static_cast<std::int64_t>(i));
                               std::memcpy(out.data() + 4 * i, &value, 4);
                           }
                           return Result<void>();
                       }};
    const auto hash = writeSafetensors(path("out"), {large}, {}, {});
    ASSERT_TRUE(hash);
    EXPECT_EQ(*hash, *sha256OfFile(path("out"), {}));
    const auto values = readAll(*openSafetensors(source(path("out")), {})->tensors.find("large"));
    ASSERT_TRUE(values);
    for (std::int64_t i = 0; i < count; ++i)
        ASSERT_EQ((*values)[static_cast<std::size_t>(i)], static_cast<double>(i));
}

TEST_F(SafetensorsWriter, NumPyReadsTheFile)
{
    ASSERT_TRUE(writeSafetensors(path("out"), some(), {{"k", "v"}}, {}));
    const auto shown = shownByPython(path("out"));
    if (shown.is_null())
        GTEST_SKIP() << "python3-h5py is not installed";
    EXPECT_EQ(shown["attributes"][""]["k"], "v");
    EXPECT_EQ(shown["datasets"]["w\"1"]["values"], nlohmann::json({1.5, -2.0}));
    EXPECT_EQ(shown["datasets"]["mask"]["values"], nlohmann::json({1.0, 0.0, 1.0}));
    EXPECT_EQ(shown["datasets"]["ä"]["shape"], nlohmann::json({0, 4}));
}

TEST_F(SafetensorsWriter, WhatCannotBeStoredIsNotWritten)
{
    const auto code = [&](std::vector<OutputTensor> tensors, const std::map<std::string, std::string>& metadata) {
        const auto result = writeSafetensors(path("out"), std::move(tensors), metadata, {});
        return result ? ErrorCode::Usage : result.error().code;
    };
    const auto named = [](const std::string& name) { return copyOf(memoryTensor(name, {1}, {1.0F})); };
    EXPECT_EQ(code({named("\xff")}, {}), ErrorCode::NotWritten);
    EXPECT_EQ(code({named("a")}, {{"k", "\xc3"}}), ErrorCode::NotWritten);
    EXPECT_EQ(code({named("a"), named("a")}, {}), ErrorCode::NotWritten);
    EXPECT_EQ(code({named("__metadata__")}, {}), ErrorCode::NotWritten);
    EXPECT_EQ(code({copyOf(*memoryTensor("c", DType::C128, {1}, std::vector<std::byte>(16)))}, {}),
              ErrorCode::NotWritten);
    EXPECT_EQ(files(), 0);
}

TEST_F(SafetensorsWriter, NothingIsLeftAfterAFailure)
{
    EXPECT_EQ(writeSafetensors(path("none/out"), some(), {}, {}).error().code, ErrorCode::NotWritten);
    write("file", "x");
    EXPECT_EQ(writeSafetensors(path("file/out"), some(), {}, {}).error().code, ErrorCode::NotWritten);
    EXPECT_EQ(writeSafetensors("/proc/fisherlens-out", some(), {}, {}).error().code, ErrorCode::NotWritten);
    auto tensors = some();
    tensors[1].fill = [](std::int64_t, std::span<std::byte>) -> Result<void> {
        return fail(ErrorCode::Changed, "Changed.");
    };
    EXPECT_EQ(writeSafetensors(path("out"), tensors, {}, {}).error().code, ErrorCode::Changed);
    JobContext stopped;
    stopped.cancel.request();
    EXPECT_EQ(writeSafetensors(path("out"), some(), {}, stopped).error().code, ErrorCode::Cancelled);
    EXPECT_EQ(files(), 1);
}

TEST_F(SafetensorsWriter, AFileSizeLimitIsNotWritten)
{
    const FileSizeLimit limit(64 << 10);
    std::vector<OutputTensor> tensors{copyOf(memoryTensor("w", {100'000}, std::vector<float>(100'000, 1.0F)))};
    EXPECT_EQ(writeSafetensors(path("out"), tensors, {}, {}).error().code, ErrorCode::NotWritten);
    EXPECT_EQ(files(), 0);
}

}  // namespace
}  // namespace fisherlens
