// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/checkpoint.h"

#include "scratch.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace fisherlens {
namespace {

using namespace std::string_literals;

std::string little(std::uint64_t value, int bytes)
{
    std::string out;
    for (int i = 0; i < bytes; ++i)
        out.push_back(i < 8 ? static_cast<char>(value >> (8 * i) & 0xFF) : '\0');
    return out;
}

/// A minimal torch.save archive: stored entries below "archive/".
std::string archive(const std::string& pickle, const std::vector<std::pair<std::string, std::string>>& others = {})
{
    std::vector<std::pair<std::string, std::string>> entries{{"data.pkl", pickle}};
    entries.insert(entries.end(), others.begin(), others.end());
    std::string file, directory;
    for (auto [name, data] : entries) {
        name = "archive/" + name;
        directory += "PK\1\2" + little(0, 16) + little(data.size(), 4) + little(data.size(), 4) + little(name.size(), 2)
                     + little(0, 12) + little(file.size(), 4) + name;
        file += "PK\3\4" + little(0, 22) + little(name.size(), 2) + little(0, 2) + name + data;
    }
    const std::size_t start = file.size();
    return file + directory + "PK\5\6" + little(0, 4) + little(entries.size(), 2) + little(entries.size(), 2)
           + little(directory.size(), 4) + little(start, 4) + little(0, 2);
}

std::string text(const std::string& value)
{
    return "X" + little(value.size(), 4) + value;
}

std::string number(std::int64_t value)
{
    return "\x8a\x08" + little(static_cast<std::uint64_t>(value), 8);
}

/// _rebuild_tensor_v2 of a storage; size and stride as marks and numbers.
std::string tensor(const std::string& type, const std::string& key, std::int64_t count, std::int64_t offset,
                   const std::vector<std::int64_t>& size, const std::vector<std::int64_t>& stride)
{
    const auto tuple = [](const std::vector<std::int64_t>& values) {
        std::string code = "(";
        for (const std::int64_t value : values)
            code += number(value);
        return code + "t";
    };
    return "ctorch._utils\n_rebuild_tensor_v2\n((" + text("storage") + "ctorch\n" + type + "\n" + text(key)
           + text("cpu") + number(count) + "tQ" + number(offset) + tuple(size) + tuple(stride) + "\x89"
           + "ccollections\nOrderedDict\n)RtR";
}

std::string stateDict(const std::vector<std::pair<std::string, std::string>>& tensors)
{
    std::string code = "\x80\x02}(";
    for (const auto& [name, value] : tensors)
        code += text(name) + value;
    return code + "u.";
}

class HostileCheckpoints : public Scratch {
protected:
    Result<Checkpoint> open(const std::string& bytes) { return openCheckpoint({.path = write("file.pt", bytes)}, {}); }
    Error errorOf(const std::string& bytes)
    {
        const auto checkpoint = open(bytes);
        EXPECT_FALSE(checkpoint);
        return checkpoint ? Error{} : checkpoint.error();
    }
};

const std::vector<std::pair<std::string, std::string>> kStorage{{"data/0", std::string(16, '\1')}};

TEST_F(HostileCheckpoints, AnArchiveBuiltByHandIsRead)
{
    const auto checkpoint =
        open(archive(stateDict({{"w", tensor("FloatStorage", "0", 4, 0, {2, 2}, {2, 1})}}), kStorage));
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    EXPECT_EQ(readAll(*checkpoint->tensors.find("w"))->size(), 4U);
}

TEST_F(HostileCheckpoints, CodeIsUnsafeInEveryContainer)
{
    const std::string attack = "cposix\nsystem\n(X\2\0\0\0idtR."s;
    for (const std::string& bytes :
         {archive("\x80\x02" + attack), archive(attack, {{"constants.pkl", "N."}}), "\x80\x02" + attack, attack,
          "\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.\x80\x02M\xe9\x03.\x80\x02}.\x80\x02" + attack}) {
        const Error error = errorOf(bytes);
        EXPECT_EQ(error.code, ErrorCode::Unsafe) << describe(error);
        EXPECT_THAT(error.detail, testing::HasSubstr("posix.system"));
    }
}

TEST_F(HostileCheckpoints, TensorsOutsideTheirStorageAreRefused)
{
    const std::int64_t huge = std::int64_t{1} << 62;
    const std::vector<std::string> tensors{
        tensor("FloatStorage", "0", 4, 0, {5}, {1}),    tensor("FloatStorage", "0", 4, 1, {4}, {1}),
        tensor("FloatStorage", "0", 4, 0, {2}, {4}),    tensor("FloatStorage", "0", 4, -1, {1}, {1}),
        tensor("FloatStorage", "0", 4, 0, {-1}, {1}),   tensor("FloatStorage", "0", 4, 0, {1}, {-1}),
        tensor("FloatStorage", "0", 4, huge, {1}, {1}), tensor("FloatStorage", "0", 4, 0, {huge, 4}, {0, 0}),
        tensor("FloatStorage", "0", 4, 0, {2}, {huge}), tensor("FloatStorage", "0", 4, 0, {2, 2}, {2}),
        tensor("FloatStorage", "0", 5, 0, {1}, {1}),    tensor("FloatStorage", "0", -4, 0, {1}, {1}),
        tensor("DoubleStorage", "0", 4, 0, {1}, {1}),   tensor("FloatStorage", "1", 4, 0, {1}, {1}),
        tensor("FloatStorage", "0", huge, 0, {1}, {1}), tensor("UntypedStorage", "0", 4, 0, {1}, {1}),
    };
    for (std::size_t i = 0; i < tensors.size(); ++i)
        EXPECT_EQ(errorOf(archive(stateDict({{"w", tensors[i]}}), kStorage)).code, ErrorCode::Damaged) << i;
    // One storage, declared as four floats and as two doubles: both agree with its 16 bytes.
    EXPECT_EQ(errorOf(archive(stateDict({{"a", tensor("FloatStorage", "0", 4, 0, {1}, {1})},
                                         {"b", tensor("DoubleStorage", "0", 2, 0, {1}, {1})}}),
                              kStorage))
                  .code,
              ErrorCode::Damaged);
    // Nothing is read of a tensor without elements, wherever it says it is; PyTorch accepts it too.
    EXPECT_TRUE(open(archive(stateDict({{"w", tensor("FloatStorage", "0", 4, 100, {0}, {1})}}), kStorage)));
}

TEST_F(HostileCheckpoints, AnExpandedTensorIsReadWithoutBeingStored)
{
    const auto checkpoint =
        open(archive(stateDict({{"w", tensor("FloatStorage", "0", 4, 0, {1 << 30, 1 << 28}, {0, 0})}}), kStorage));
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    std::vector<double> values(3);
    ASSERT_TRUE(checkpoint->tensors.find("w")->source->read((std::int64_t{1} << 57), std::span(values)));
    EXPECT_EQ(values[0], values[2]);
}

TEST_F(HostileCheckpoints, OptimizerStatesThatContradictThemselvesAreRefused)
{
    const std::string w = tensor("FloatStorage", "0", 4, 0, {4}, {1});
    const auto file = [&w](const std::string& state, const std::string& params) {
        return archive("\x80\x02}(" + text("model") + "}" + text("w") + w + "s" + text("optimizer") + "}("
                           + text("state") + "}(" + state + "u" + text("param_groups") + "]}(" + text("betas")
                           + "G\x3f\xe0\0\0\0\0\0\0"s + "G\x3f\xe0\0\0\0\0\0\0"s + "\x86" + text("weight_decay")
                           + "K\0"s + text("params") + "](" + params + "eu" + "auu.",
                       kStorage);
    };
    const std::string entry = "}(" + text("step") + "K\x01" + text("exp_avg_sq") + w + "u";
    const auto good = open(file(number(0) + entry, number(0)));
    ASSERT_TRUE(good) << describe(good.error());
    ASSERT_FALSE(good->optimizer->unusable) << describe(*good->optimizer->unusable);
    EXPECT_EQ(good->optimizer->kind, "Adam or AdamW");
    EXPECT_EQ(good->optimizer->mapped.size(), 1U);
    for (const auto& [state, params] : std::vector<std::pair<std::string, std::string>>{
             {number(5) + entry, number(0)}, {number(0) + entry, number(0) + number(0)}, {number(0) + entry, ""}}) {
        const auto bad = open(file(state, params));
        ASSERT_TRUE(bad) << describe(bad.error());
        ASSERT_TRUE(bad->optimizer->unusable);
        EXPECT_TRUE(bad->optimizer->mapped.empty());
    }
    EXPECT_EQ(errorOf(file("N" + entry, number(0))).code, ErrorCode::Damaged);
}

TEST_F(HostileCheckpoints, NamesInErrorsAreShortAndPrintable)
{
    const std::string name = "\x1b[31m" + std::string(100000, 'x');
    const Error error = errorOf(archive("\x80\x04" + text("os") + text(name) + "\x93."));
    EXPECT_EQ(error.code, ErrorCode::Unsafe);
    EXPECT_THAT(error.detail, testing::HasSubstr("os.?[31mxxx"));
    EXPECT_LT(error.detail.size(), 500U);
}

TEST_F(HostileCheckpoints, DictionariesOfSingleNumbersAreNoModels)
{
    const std::string number = tensor("FloatStorage", "0", 4, 0, {}, {}),
                      vector = tensor("FloatStorage", "0", 4, 0, {4}, {1});
    const auto file = [](const std::string& first, const std::string& second) {
        return archive("}(" + text("best") + "}" + text("accuracy") + first + "s" + text("weights_now") + "}"
                           + text("w") + second + "su.",
                       kStorage);
    };
    const auto checkpoint = open(file(number, vector));
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    EXPECT_EQ(checkpoint->key, "weights_now");
    EXPECT_EQ(errorOf(file(vector, vector)).code, ErrorCode::Unsupported);
}

TEST_F(HostileCheckpoints, EntangledDictionariesEndQuickly)
{
    // Each level holds the one before a thousand times under different names: 1000^20 paths.
    std::string code = "}" + text("t") + tensor("FloatStorage", "0", 4, 0, {1}, {1}) + "s";
    for (int level = 0; level < 20; ++level) {
        code += "q" + std::string(1, static_cast<char>(level)) + "}(";
        for (int i = 0; i < 1000; ++i)
            code += text("k" + std::to_string(i)) + "h" + std::string(1, static_cast<char>(level));
        code += "u";
    }
    const auto checkpoint = open(archive(code + ".", kStorage));
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    EXPECT_EQ(checkpoint->tensors.size(), 1U);
    const auto below = openCheckpoint({.path = path("file.pt"), .key = "k0"}, {});
    ASSERT_FALSE(below);
    EXPECT_EQ(below.error().code, ErrorCode::Unsupported);
}

TEST_F(HostileCheckpoints, DeepAndCyclicContentIsSearchedWithoutRecursion)
{
    const std::string deep = std::string(100000, ']') + std::string(99999, 'a') + ".";
    EXPECT_EQ(errorOf(archive(deep)).code, ErrorCode::Unsupported);
    EXPECT_EQ(errorOf(archive("}q\0"s + text("self") + "h\0s."s)).code, ErrorCode::Unsupported);
    const auto checkpoint = open(archive(
        "}q\0("s + text("self") + "h\0"s + text("w") + tensor("FloatStorage", "0", 4, 0, {1}, {1}) + "u.", kStorage));
    EXPECT_TRUE(checkpoint || checkpoint.error().code == ErrorCode::Unsupported);
}

TEST_F(HostileCheckpoints, OtherByteOrdersAndArchivesAreNamed)
{
    const std::string dict = stateDict({{"w", tensor("FloatStorage", "0", 4, 0, {1}, {1})}});
    auto entries = kStorage;
    entries.emplace_back("byteorder", "big");
    EXPECT_THAT(errorOf(archive(dict, entries)).detail, testing::HasSubstr("big-endian"));
    std::string renamed = archive("N.");
    for (std::size_t at = renamed.find("data.pkl"); at != std::string::npos; at = renamed.find("data.pkl", at))
        renamed.replace(at, 8, "some.npy");
    EXPECT_THAT(errorOf(renamed).detail, testing::HasSubstr("NumPy"));
}

TEST_F(HostileCheckpoints, EveryTruncationOfASmallFileIsRefused)
{
    const std::string whole = content(FL_TEST_DATA "/checkpoints/adam.pt");
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto checkpoint = open(whole.substr(0, size));
        ASSERT_FALSE(checkpoint) << size;
        EXPECT_THAT(checkpoint.error().code, testing::AnyOf(ErrorCode::Damaged, ErrorCode::Unsupported)) << size;
        EXPECT_FALSE(checkpoint.error().detail.empty());
    }
}

TEST_F(HostileCheckpoints, EveryFlippedByteOfASmallFileIsSurvived)
{
    const std::string whole = content(FL_TEST_DATA "/checkpoints/adam.pt");
    std::size_t refused = 0;
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const unsigned flip : {0x01U, 0xFFU}) {
            std::string bytes = whole;
            bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ flip);
            const auto checkpoint = open(bytes);
            refused += checkpoint ? 0 : 1;
            if (!checkpoint)
                continue;
            for (const Tensor& tensor : checkpoint->tensors.tensors())
                EXPECT_TRUE(isComplex(tensor.info.dtype) || tensor.info.count > 1000 || readAll(tensor));
        }
    }
    // Names, numbers and values may change unnoticed; structure may not.
    EXPECT_GT(refused, whole.size() / 2);
}

}  // namespace
}  // namespace fisherlens
