// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/containers/zip.h"

#include "scratch.h"

#include <gmock/gmock.h>
#include <zip.h>

#include <cstring>

namespace fisherlens {
namespace {

std::string little(std::uint64_t value, int bytes)
{
    std::string out;
    for (int i = 0; i < bytes; ++i)
        out.push_back(i < 8 ? static_cast<char>(value >> (8 * i) & 0xFF) : '\0');
    return out;
}

/// An archive put together field by field, so that each can be wrong.
struct Entry {
    std::string name = {};
    std::string data = {};
    std::string localName = {};  ///< "" as `name`
    int method = 0, localMethod = 0, flags = 0;
    std::int64_t size = -1;  ///< -1: that of data
    std::int64_t compressed = -1;
    std::int64_t offset = -1;  ///< of the local header, -1: where it is
};

std::string archive(const std::vector<Entry>& entries, const std::string& trailing = "")
{
    std::string file, directory;
    for (const Entry& e : entries) {
        const std::uint64_t at = e.offset < 0 ? file.size() : static_cast<std::uint64_t>(e.offset);
        const std::string& local = e.localName.empty() ? e.name : e.localName;
        const auto size = e.size < 0 ? e.data.size() : static_cast<std::uint64_t>(e.size);
        const auto compressed = e.compressed < 0 ? e.data.size() : static_cast<std::uint64_t>(e.compressed);
        file += "PK\3\4" + little(0, 2) + little(static_cast<std::uint64_t>(e.flags), 2)
                + little(static_cast<std::uint64_t>(e.localMethod), 2) + little(0, 16) + little(local.size(), 2)
                + little(0, 2) + local + e.data;
        directory += "PK\1\2" + little(0, 4) + little(static_cast<std::uint64_t>(e.flags), 2)
                     + little(static_cast<std::uint64_t>(e.method), 2) + little(0, 8) + little(compressed, 4)
                     + little(size, 4) + little(e.name.size(), 2) + little(0, 12) + little(at, 4) + e.name;
    }
    const std::size_t start = file.size();
    return file + directory + "PK\5\6" + little(0, 4) + little(entries.size(), 2) + little(entries.size(), 2)
           + little(directory.size(), 4) + little(start, 4) + little(0, 2) + trailing;
}

class Zips : public Scratch {
protected:
    Result<ZipDirectory> open(const std::string& bytes)
    {
        JobContext context;
        context.findings = &findings_;
        return ZipDirectory::open(source(write("a.zip", bytes)), context);
    }
    Findings findings_;
};

std::string text(const std::vector<std::byte>& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

TEST_F(Zips, WhatMinizipWritesIsRead)
{
    const std::string file = path("m.zip");
    const std::string big(100000, 'x');
    zipFile out = ::zipOpen64(file.c_str(), APPEND_STATUS_CREATE);
    for (const auto& [name, data, level] :
         {std::tuple("a/stored", std::string("hello"), 0), {"a/packed", big, 9}, {"a/empty", "", 0}}) {
        zip_fileinfo info{};
        ASSERT_EQ(::zipOpenNewFileInZip64(out, name, &info, nullptr, 0, nullptr, 0, nullptr, level ? Z_DEFLATED : 0,
                                          level, 1),
                  ZIP_OK);
        ASSERT_EQ(::zipWriteInFileInZip(out, data.data(), static_cast<unsigned>(data.size())), ZIP_OK);
        ASSERT_EQ(::zipCloseFileInZip(out), ZIP_OK);
    }
    ASSERT_EQ(::zipClose(out, nullptr), ZIP_OK);
    const auto zip = ZipDirectory::open(source(file), {});
    ASSERT_TRUE(zip) << describe(zip.error());
    ASSERT_EQ(zip->entries().size(), 3U);
    EXPECT_EQ(text(*zip->read(*zip->find("a/stored"), 100, {})), "hello");
    EXPECT_EQ(text(*zip->read(*zip->find("a/packed"), 100000, {})), big);
    EXPECT_EQ(text(*zip->read(*zip->find("a/empty"), 0, {})), "");
    EXPECT_TRUE(zip->find("a/packed")->deflated);
    EXPECT_EQ(zip->find("nothing"), nullptr);
    const auto tooLarge = zip->read(*zip->find("a/packed"), 99999, {});
    ASSERT_FALSE(tooLarge);
    EXPECT_EQ(tooLarge.error().code, ErrorCode::Unsupported);
    CancelToken stop;
    stop.request();
    EXPECT_EQ(zip->read(*zip->find("a/packed"), 100000, stop).error().code, ErrorCode::Cancelled);
}

TEST_F(Zips, TheDataIsWhereTheLocalHeaderSays)
{
    const auto zip = open(archive({{.name = "one", .data = "1"}, {.name = "two", .data = "22"}}));
    ASSERT_TRUE(zip);
    EXPECT_EQ(zip->find("two")->dataOffset, 30 + 3 + 1 + 30 + 3U);
    EXPECT_EQ(zip->find("two")->size, 2U);
}

TEST_F(Zips, WrongArchivesAreRefused)
{
    const std::string good = archive({{.name = "x", .data = "abc"}});
    const std::vector<std::pair<std::string, ErrorCode>> cases{
        {"PK\3\4", ErrorCode::Damaged},
        {good.substr(0, good.size() - 1), ErrorCode::Damaged},
        {archive({{.name = "x", .data = "a"}, {.name = "x", .data = "b"}}), ErrorCode::Damaged},
        {archive({{.name = "x", .data = "abc", .localName = "y"}}), ErrorCode::Damaged},
        {archive({{.name = "x", .data = "abc", .method = 8}}), ErrorCode::Damaged},
        {archive({{.name = "x", .data = "abc", .method = 12, .localMethod = 12}}), ErrorCode::Unsupported},
        {archive({{.name = "x", .data = "abc", .flags = 1}}), ErrorCode::Unsupported},
        {archive({{.name = "x", .data = "abc", .size = 4}}), ErrorCode::Damaged},
        {archive({{.name = "x", .data = "abc", .size = 9999, .compressed = 9999}}), ErrorCode::Damaged},
        {archive({{.name = "x", .data = "abc", .size = 60, .compressed = 60}}), ErrorCode::Damaged},
        {archive({{.name = "x", .data = "abc", .offset = 7}}), ErrorCode::Damaged},
        {archive({{.name = "x", .data = "abc", .offset = 4000}}), ErrorCode::Damaged},
        {archive({{.name = "x", .data = "abc"}, {.name = "x2", .localName = "x", .offset = 0}}), ErrorCode::Damaged},
        {archive({{.name = "x", .data = "abc", .method = 8, .localMethod = 8, .size = 1000000}}), ErrorCode::Damaged},
    };
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const auto zip = open(cases[i].first);
        ASSERT_FALSE(zip) << i;
        EXPECT_EQ(zip.error().code, cases[i].second) << i << " " << describe(zip.error());
    }
}

TEST_F(Zips, EntriesThatShareBytesAreRefused)
{
    // The second entry lies inside the data of the first: the quoted-overlap zip bomb.
    const std::string inner = archive({{.name = "b", .data = "xyz"}}).substr(0, 34);
    const auto zip = open(archive({{.name = "a", .data = inner}, {.name = "b", .data = "xyz", .offset = 31}}));
    ASSERT_FALSE(zip);
    EXPECT_THAT(zip.error().detail, testing::HasSubstr("overlaps"));
}

TEST_F(Zips, BytesAfterTheEndAreAFinding)
{
    const auto zip = open(archive({{.name = "x", .data = "abc"}}, std::string(20, 'j')));
    ASSERT_TRUE(zip) << describe(zip.error());
    EXPECT_TRUE(findings_.has("zip-trailing-bytes"));
}

TEST_F(Zips, ADeflatedEntryMustUnpackToItsDeclaredSize)
{
    const std::string packed("\x4b\x4c\x4a\x06\x00", 5);  // raw deflate of "abc"
    for (const std::int64_t size : {2, 3, 4}) {
        const auto zip = open(archive({{.name = "x", .data = packed, .method = 8, .localMethod = 8, .size = size}}));
        ASSERT_TRUE(zip) << describe(zip.error());
        const auto bytes = zip->read(zip->entries()[0], 100, {});
        EXPECT_EQ(bool(bytes), size == 3) << size;
        if (bytes)
            EXPECT_EQ(text(*bytes), "abc");
        else
            EXPECT_EQ(bytes.error().code, ErrorCode::Damaged);
    }
}

TEST_F(Zips, EndRecordsThatDisagreeAreRefused)
{
    std::string file = archive({{.name = "x", .data = "abc"}});
    const std::string classic = file.substr(file.size() - 22);
    const std::string body = file.substr(0, file.size() - 22);
    const auto zip64 = [&](std::uint64_t entries, std::uint64_t offset, std::uint64_t locator) {
        return body + "PK\6\6" + little(44, 8) + little(0, 4) + little(0, 8) + little(entries, 8) + little(entries, 8)
               + little(body.size() - 34, 8) + little(offset, 8) + "PK\6\7" + little(0, 4) + little(locator, 8)
               + little(1, 4) + classic;
    };
    EXPECT_TRUE(open(zip64(1, 34, body.size())));
    EXPECT_FALSE(open(zip64(2, 34, body.size())));
    EXPECT_FALSE(open(zip64(1, 33, body.size())));
    EXPECT_FALSE(open(zip64(1, 34, body.size() + 1)));
    EXPECT_FALSE(open(zip64(1, 34, std::uint64_t{1} << 63)));
}

}  // namespace
}  // namespace fisherlens
