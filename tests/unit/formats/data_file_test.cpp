// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/data_file.h"

#include "formats/containers/npz.h"
#include "formats/safetensors_writer.h"
#include "unit/formats/scratch.h"

namespace fisherlens {
namespace {

class DataFiles : public Scratch {
protected:
    /// A safetensors file of zeros.
    std::string made(const std::vector<std::pair<std::string, Shape>>& arrays)
    {
        std::vector<OutputTensor> tensors;
        for (const auto& [name, shape] : arrays) {
            const auto count = static_cast<std::size_t>(*elementCount(shape));
            tensors.push_back(copyOf(*memoryTensor(name, DType::F32, shape, std::vector<std::byte>(4 * count))));
        }
        EXPECT_TRUE(writeSafetensors(path("data"), tensors, {}, {}));
        return path("data");
    }
    ErrorCode refusal(const std::string& file)
    {
        const auto opened = openDataFile(file, {});
        EXPECT_FALSE(opened) << file;
        return opened ? ErrorCode::Usage : opened.error().code;
    }
    /// A stored ZIP entry as numpy.savez writes it, with any .npy header.
    std::string npz(const std::string& header, const std::string& data,
                    const std::string& magic = std::string("\x93NUMPY\1\0", 8))
    {
        const auto le = [](std::uint64_t value, int bytes) {
            std::string out;
            for (int i = 0; i < bytes; ++i)
                out += static_cast<char>(value >> (8 * i) & 0xFF);
            return out;
        };
        const std::string npy = magic + le(header.size(), 2) + header + data;
        const std::string name = "inputs.npy";
        const std::string common = le(20, 2) + le(0, 2) + le(0, 2) + le(0, 4) + le(0, 4) + le(npy.size(), 4)
                                   + le(npy.size(), 4) + le(name.size(), 2) + le(0, 2);
        const std::string local = "PK\3\4" + common + name + npy;
        const std::string central =
            "PK\1\2" + le(20, 2) + common + le(0, 2) + le(0, 2) + le(0, 2) + le(0, 4) + le(0, 4) + name;
        return write("x.npz", local + central + "PK\5\6" + le(0, 4) + le(1, 2) + le(1, 2) + le(central.size(), 4)
                                  + le(local.size(), 4) + le(0, 2));
    }
    Result<NpzFile> open(const std::string& file) { return openNpz(source(file), {}); }
};

TEST_F(DataFiles, EveryContainerGivesTheSameArrays)
{
    const auto& expected = expectedArrays()["data"];
    for (const char* name : {"data.h5", "data.npz", "data_deflated.npz", "data.safetensors"}) {
        SCOPED_TRACE(name);
        const auto data = openDataFile(arrayFile(name), {});
        ASSERT_TRUE(data) << describe(data.error());
        EXPECT_EQ(data->examples, 4);
        ASSERT_EQ(data->inputs.size(), 2U);
        expectEqual(data->inputs[0], expected["inputs/0"]);
        expectEqual(data->inputs[1], expected["inputs/1"]);
        expectEqual(data->targets, expected["targets"]);
        EXPECT_EQ(data->inputs[0].info.dtype, DType::F32);
        EXPECT_EQ(data->inputs[1].info.dtype, DType::F64);
        EXPECT_EQ(data->targets.info.dtype, DType::I64);
    }
}

TEST_F(DataFiles, TheExampleIsRead)
{
    const auto data = openDataFile(FL_EXAMPLE_DIR "/upright-test.h5", {});
    ASSERT_TRUE(data) << describe(data.error());
    EXPECT_EQ(data->inputs.size(), 1U);
    EXPECT_EQ(data->targets.info.shape, Shape{data->examples});
}

TEST_F(DataFiles, ArraysThatDoNotBelongTogetherAreIncompatible)
{
    EXPECT_TRUE(openDataFile(made({{"inputs", {3, 2}}, {"targets", {3}}}), {}));
    EXPECT_EQ(refusal(made({{"inputs", {3, 2}}, {"targets", {4}}})), ErrorCode::Incompatible);
    EXPECT_EQ(refusal(made({{"inputs/0", {3}}, {"inputs/1", {2}}, {"targets", {3}}})), ErrorCode::Incompatible);
    EXPECT_EQ(refusal(made({{"inputs", {0, 2}}, {"targets", {0}}})), ErrorCode::Incompatible);
    EXPECT_EQ(refusal(made({{"inputs", {}}, {"targets", {1}}})), ErrorCode::Incompatible);
    EXPECT_EQ(refusal(made({{"inputs", {1}}, {"targets", {}}})), ErrorCode::Incompatible);
}

TEST_F(DataFiles, MissingArraysAreUnsupported)
{
    EXPECT_EQ(refusal(made({{"inputs", {3}}})), ErrorCode::Unsupported);
    EXPECT_EQ(refusal(made({{"targets", {3}}})), ErrorCode::Unsupported);
    EXPECT_EQ(refusal(made({{"inputs/1", {3}}, {"targets", {3}}})), ErrorCode::Unsupported);
    EXPECT_EQ(refusal(made({{"inputs/0", {3}}, {"inputs/2", {3}}, {"targets", {3}}})), ErrorCode::Unsupported);
    EXPECT_EQ(refusal(arrayFile("numbers.h5")), ErrorCode::Unsupported);
    EXPECT_EQ(refusal(arrayFile("external_link.h5")), ErrorCode::Unsupported);
    EXPECT_EQ(refusal(write("text", "inputs,targets\n1,2\n")), ErrorCode::Unsupported);
    EXPECT_EQ(refusal(path("none")), ErrorCode::Missing);
}

TEST_F(DataFiles, NpyHeadersAreParsedAndNeverEvaluated)
{
    const auto one = open(npz("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }   \n", "12345678"));
    ASSERT_TRUE(one) << describe(one.error());
    EXPECT_EQ(one->tensors.find("inputs")->info.shape, Shape{2});
    EXPECT_TRUE(open(npz("{\"shape\":(),\"fortran_order\":True,\"descr\":\"<i8\"}", "12345678")));
    for (const char* descr : {"'>f4'", "'|O'", "'<U1'", "'<c8'", "[('a', '<f4'), ('b', '<f4', (2,))]"}) {
        const auto skipped =
            open(npz(std::string("{'descr': ") + descr + ", 'fortran_order': False, 'shape': (1,)}", "12345678"));
        ASSERT_TRUE(skipped) << descr << describe(skipped.error());
        EXPECT_TRUE(skipped->skipped.contains("inputs")) << descr;
    }
    for (const char* header :
         {"", "{}", "[]", "{'descr': '<f4', 'fortran_order': False, 'shape': (3,)}",  // one element too many
          "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}",
          "{'descr': '<f4', 'fortran_order': False, 'shape': (-2,)}",
          "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}",
          "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 8)}",
          "{'descr': '<f4', 'fortran_order': False, 'shape': (2)} x",
          "{'descr': '<f4', 'fortran_order': 0, 'shape': (2,)}",
          "{'descr': '<f4', 'fortran_order': False, 'shape': __import__('os').system('true')}",
          "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", "{'descr': '<f4', 'shape': (2,)}",
          "{'descr': '<f4', 'fortran_order': False, 'shape': (2,", "{'descr': [[[[[", "{'descr': '<f4"}) {
        const auto result = open(npz(header, "12345678"));
        ASSERT_FALSE(result) << header;
        EXPECT_EQ(result.error().code, ErrorCode::Damaged) << header;
    }
    EXPECT_EQ(open(npz("{}", "", std::string("\x93NUMPY\4\0", 8))).error().code, ErrorCode::Unsupported);
    EXPECT_EQ(open(npz("{}", "", "12345678")).error().code, ErrorCode::Damaged);
}

TEST_F(DataFiles, TruncatedArchivesAreRefused)
{
    for (const char* name : {"data.npz", "data_deflated.npz"}) {
        const std::string whole = content(arrayFile(name));
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const auto data = openDataFile(write("x", std::string_view(whole).substr(0, size)), {});
            EXPECT_FALSE(data) << name << size;
        }
    }
}

}  // namespace
}  // namespace fisherlens
