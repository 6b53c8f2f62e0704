// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.h"
#include "base/byte_source.h"
#include "base/sha256.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace fisherlens {
namespace {

class Files : public testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = testing::TempDir() + "fisherlens-XXXXXX";
        folder_ = ::mkdtemp(pattern.data());
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    std::string path(const std::string& name) const { return folder_ + "/" + name; }
    static std::string content(const std::string& path)
    {
        std::ostringstream text;
        text << std::ifstream(path, std::ios::binary).rdbuf();
        return text.str();
    }
    std::string folder_;
};

TEST_F(Files, AnAtomicFileAppearsOnlyWithCommit)
{
    std::ofstream(path("out")) << "old";
    {
        auto file = AtomicFile::create(path("out"));
        ASSERT_TRUE(file);
        ASSERT_TRUE(file->write("half"));
    }
    EXPECT_EQ(content(path("out")), "old");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
    ASSERT_TRUE(writeFile(path("out"), "new"));
    EXPECT_EQ(content(path("out")), "new");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
}

TEST_F(Files, AMissingFolderIsNotWritten)
{
    const auto result = writeFile(path("no/such/folder/out"), "x");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::NotWritten);
}

TEST_F(Files, ReadingChecksRangesAndChanges)
{
    std::ofstream(path("in")) << "0123456789";
    const auto source = ByteSource::open(path("in"));
    ASSERT_TRUE(source);
    std::vector<std::byte> bytes(4);
    EXPECT_TRUE((*source)->read(6, bytes));
    EXPECT_EQ(std::to_integer<char>(bytes[3]), '9');
    const auto beyond = (*source)->read(7, bytes);
    ASSERT_FALSE(beyond);
    EXPECT_EQ(beyond.error().code, ErrorCode::Damaged);
    EXPECT_TRUE((*source)->checkUnchanged());
    std::ofstream(path("in")) << "shorter";
    const auto shrunk = (*source)->read(6, bytes);
    ASSERT_FALSE(shrunk);
    EXPECT_EQ(shrunk.error().code, ErrorCode::Changed);
    EXPECT_FALSE((*source)->checkUnchanged());
}

TEST_F(Files, AWindowIsAFileOfItsOwn)
{
    std::ofstream(path("in")) << "0123456789";
    auto source = *ByteSource::open(path("in"));
    auto window = *ByteSource::window(source, 2, 6);
    const auto inner = *ByteSource::window(window, 1, 3);
    source.reset();
    window.reset();
    EXPECT_EQ(inner->size(), 3U);
    EXPECT_EQ(inner->base(), 3U);
    std::array<std::byte, 3> bytes{};
    ASSERT_TRUE(inner->read(0, bytes));
    EXPECT_EQ(std::string(reinterpret_cast<const char*>(bytes.data()), 3), "345");
    EXPECT_EQ(inner->read(1, bytes).error().code, ErrorCode::Damaged);
    EXPECT_TRUE(inner->checkUnchanged());
    EXPECT_EQ(ByteSource::window(inner, 1, 3).error().code, ErrorCode::Damaged);
    EXPECT_EQ(ByteSource::window(inner, 4, 0).error().code, ErrorCode::Damaged);
}

TEST_F(Files, FoldersAndMissingFilesAreRefused)
{
    EXPECT_EQ(ByteSource::open(folder_).error().code, ErrorCode::Missing);
    EXPECT_EQ(ByteSource::open(path("none")).error().code, ErrorCode::Missing);
}

TEST_F(Files, TheHashOfAFolderIsThatOfItsList)
{
    std::filesystem::create_directory(path("sub"));
    std::ofstream(path("sub/b")) << "2";
    std::ofstream(path("a")) << "1";
    // (sha256sum a sub/b) | sha256sum
    EXPECT_EQ(*sha256OfFile(folder_, {}), "8a0df90c54dd1a6ca81e680aadd7860d3275228535066352f4e8e4bc26137fc9");
}

TEST_F(Files, Sha256IsThatOfFips180)
{
    Sha256 hash;
    hash.update("abc");
    EXPECT_EQ(hash.finish(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    std::ofstream(path("in")) << "abc";
    EXPECT_EQ(*sha256OfFile(path("in"), {}), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace fisherlens
