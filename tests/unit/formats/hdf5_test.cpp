// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/containers/hdf5.h"

#include "formats/containers/utf8.h"
#include "unit/formats/scratch.h"

#include <sys/stat.h>

#include <chrono>
#include <thread>

namespace fisherlens {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

class Hdf5 : public Scratch {
protected:
    void TearDown() override
    {
        ::unsetenv("FISHERLENS_H5");
        Scratch::TearDown();
    }
    /// A shell script in place of fisherlens-h5.
    void replaceChild(const std::string& script)
    {
        const std::string program = write("child", "#!/bin/sh\n" + script + "\n");
        ::chmod(program.c_str(), 0755);
        ::setenv("FISHERLENS_H5", program.c_str(), 1);
    }
    Result<Hdf5File> open(const std::string& name) { return openHdf5(source(arrayFile(name)), {}); }
    static void expectDatasets(const Hdf5File& file, const nlohmann::json& expected)
    {
        EXPECT_EQ(file.tensors.size(), expected.size());
        for (const Tensor& tensor : file.tensors.tensors())
            expectEqual(tensor, expected.at(tensor.info.name));
    }
};

TEST_F(Hdf5, DatasetsAndAttributesAreThoseOfH5py)
{
    const auto file = open("numbers.h5");
    ASSERT_TRUE(file) << describe(file.error());
    expectDatasets(*file, expectedArrays()["numbers.h5"]["datasets"]);
    EXPECT_EQ(file->tensors.find("kinds/float16")->info.dtype, DType::F16);
    EXPECT_EQ(file->tensors.find("kinds/bool")->info.dtype, DType::Bool);
    EXPECT_EQ(file->tensors.find("kinds/uint64")->info.dtype, DType::U64);
    EXPECT_TRUE(file->tensors.find("kinds/float32")->info.offset.has_value());
    EXPECT_EQ(*file->attribute("", "text"), Hdf5Attribute("Grüße"));
    EXPECT_EQ(*file->attribute("", "fixed"), Hdf5Attribute("fixed"));
    EXPECT_EQ(*file->attribute("", "integer"), Hdf5Attribute(std::int64_t{-7}));
    EXPECT_EQ(*file->attribute("", "large"), Hdf5Attribute(~std::uint64_t{0}));
    EXPECT_EQ(*file->attribute("", "real"), Hdf5Attribute(0.1));
    EXPECT_EQ(*file->attribute("", "half"), Hdf5Attribute(0.5));
    EXPECT_EQ(*file->attribute("", "flag"), Hdf5Attribute(std::int64_t{1}));
    EXPECT_EQ(*file->attribute("scalar", "unit"), Hdf5Attribute("nats"));
    EXPECT_EQ(file->attribute("", "list"), nullptr);
    EXPECT_EQ(file->attribute("scalar", "none"), nullptr);
}

TEST_F(Hdf5, ChunkedCompressedCompactAndBigEndianDatasetsAreDecoded)
{
    const auto file = open("decoded.h5");
    ASSERT_TRUE(file) << describe(file.error());
    expectDatasets(*file, expectedArrays()["decoded.h5"]["datasets"]);
    EXPECT_FALSE(file->tensors.find("gzip")->info.offset.has_value());
    std::vector<double> part(3);
    ASSERT_TRUE(file->tensors.find("chunked")->source->read(100, std::span(part)));
    for (std::size_t i = 0; i < part.size(); ++i)
        EXPECT_EQ(part[i], expectedArrays()["decoded.h5"]["datasets"]["chunked"]["values"][100 + i].get<double>());
}

TEST_F(Hdf5, ADecodedDatasetMayBeReadByManyThreads)
{
    const auto file = open("decoded.h5");
    ASSERT_TRUE(file);
    const Tensor* tensor = file->tensors.find("gzip");
    const auto expected = expectedArrays()["decoded.h5"]["datasets"]["gzip"]["values"].get<std::vector<double>>();
    std::vector<std::vector<double>> seen(4);
    std::vector<std::thread> threads;
    for (auto& values : seen)
        threads.emplace_back([&] { values = readAll(*tensor).value_or(std::vector<double>{}); });
    for (auto& thread : threads)
        thread.join();
    for (const auto& values : seen)
        EXPECT_EQ(values, expected);
}

TEST_F(Hdf5, UserBlocksAndTheLatestFormatAreRead)
{
    for (const std::string name : {"userblock.h5", "latest.h5"}) {
        EXPECT_TRUE(looksLikeHdf5(*source(arrayFile(name)))) << name;
        const auto file = open(name);
        ASSERT_TRUE(file) << name << describe(file.error());
        expectDatasets(*file, expectedArrays()[name]["datasets"]);
        EXPECT_TRUE(file->tensors.tensors()[0].info.offset.has_value());
    }
}

TEST_F(Hdf5, LinksInsideTheFileAreFollowedOnceAndOthersAreNamed)
{
    const auto file = open("links.h5");
    ASSERT_TRUE(file) << describe(file.error());
    const auto values = readAll(*file->tensors.find("group/values"));
    ASSERT_TRUE(values);
    EXPECT_EQ(file->tensors.size(), 3U);
    EXPECT_EQ(*readAll(*file->tensors.find("hard")), *values);
    EXPECT_EQ(*readAll(*file->tensors.find("soft")), *values);
    for (const char* name : {"dangling", "circle", "group/up", "alias", "words", "pairs", "empty"})
        EXPECT_TRUE(file->skipped.contains(name)) << name;
}

TEST_F(Hdf5, OtherFilesAreNeverOpened)
{
    for (const char* name : {"external_link.h5", "external_storage.h5", "virtual.h5"}) {
        const auto file = open(name);
        ASSERT_FALSE(file) << name;
        EXPECT_EQ(file.error().code, ErrorCode::Unsupported) << name;
        EXPECT_EQ(file.error().where.tensor, "inputs") << name;
    }
}

TEST_F(Hdf5, EveryTruncationIsDamaged)
{
    for (const std::string name : {"latest.h5", "userblock.h5"}) {
        const std::string whole = content(arrayFile(name));
        for (std::size_t size = 0; size < whole.size(); size += 31) {
            const auto file = openHdf5(source(write("x.h5", std::string_view(whole).substr(0, size))), {});
            ASSERT_FALSE(file) << name << " " << size;
            EXPECT_EQ(file.error().code, ErrorCode::Damaged) << describe(file.error());
        }
    }
}

TEST_F(Hdf5, FlippedBytesNeverHurtTheParent)
{
    const std::string whole = content(arrayFile("decoded.h5"));
    int refused = 0;
    for (std::size_t at = 0; at < whole.size(); at += at < 2500 ? 41 : 509) {
        std::string flipped = whole;
        flipped[at] = static_cast<char>(~flipped[at]);
        const auto start = steady_clock::now();
        const auto file = openHdf5(source(write("x.h5", flipped)), {});
        if (file)
            for (const Tensor& tensor : file->tensors.tensors())
                if (tensor.info.count < 100'000)
                    static_cast<void>(readAll(tensor));
        refused += !file;
        EXPECT_LT(steady_clock::now() - start, std::chrono::seconds(40)) << at;
    }
    EXPECT_GT(refused, 0);
}

TEST_F(Hdf5, AChildThatDiesFailsOrTalksNonsenseIsADamagedFile)
{
    for (const std::string script :
         {"kill -9 $$", "kill -SEGV $$", "exit 1", "exit 0", "echo nonsense", "printf '\\005\\0\\0\\0\\0x'",
          "printf '\\001\\0\\0\\0\\377'", "head -c 100000 /dev/zero"}) {
        replaceChild(script);
        const auto file = open("numbers.h5");
        ASSERT_FALSE(file) << script;
        EXPECT_EQ(file.error().code, ErrorCode::Damaged) << script << describe(file.error());
    }
    replaceChild("printf '\\005\\0\\0\\0\\0'");  // only an End record: an empty file
    EXPECT_TRUE(open("numbers.h5"));
}

TEST_F(Hdf5, DatasetsThatShareAPartOfTheirBytesAreDamaged)
{
    // Contiguous F32 of two elements at byte 0o100 under the name x, then at byte `offset` under the name y.
    const auto record = [](const std::string& name, const std::string& offset) {
        return R"(\001\041\0\0\0\001\0\0\0)" + name + R"(\003\0\0\0F32\001)" + offset
               + R"(\0\0\0\0\0\0\0\001\0\0\0\002\0\0\0\0\0\0\0)";
    };
    for (const auto& [offset, good] : {std::pair{"\\100", true}, {"\\110", true}, {"\\104", false}}) {
        replaceChild("printf '" + record("x", "\\100") + record("y", offset) + "\\005\\0\\0\\0\\0'");
        EXPECT_EQ(open("numbers.h5").has_value(), good) << offset;
    }
}

TEST_F(Hdf5, ADatasetThatEndsEarlyOrLateIsDamaged)
{
    // One Decoded record: path "x", F32, two elements; then 4 or 12 bytes instead of 8.
    const std::string record =
        R"(\001\041\0\0\0\001\0\0\0x\003\0\0\0F32\002\0\0\0\0\0\0\0\0\001\0\0\0\002\0\0\0\0\0\0\0)";
    for (const std::string data : {"1234", "123456789012"}) {
        replaceChild("if [ $1 = catalogue ]; then printf '" + record + "\\005\\0\\0\\0\\0'; else printf " + data
                     + "; fi");
        const auto file = open("numbers.h5");
        ASSERT_TRUE(file) << describe(file.error());
        const auto values = readAll(*file->tensors.find("x"));
        ASSERT_FALSE(values);
        EXPECT_EQ(values.error().code, ErrorCode::Damaged);
    }
}

TEST_F(Hdf5, ADatasetOfMoreThan4GiBIsNotDecoded)
{
    // As above with 2^31 elements; `data` would be asked in vain.
    replaceChild(
        R"(printf '\001\041\0\0\0\001\0\0\0x\003\0\0\0F32\002\0\0\0\0\0\0\0\0\001\0\0\0\0\0\0\200\0\0\0\0\005\0\0\0\0')");
    const auto file = open("numbers.h5");
    ASSERT_TRUE(file) << describe(file.error());
    std::vector<double> one(1);
    const auto values = file->tensors.find("x")->source->read(0, std::span(one));
    ASSERT_FALSE(values);
    EXPECT_EQ(values.error().code, ErrorCode::Unsupported);
}

TEST_F(Hdf5, CancelEndsASilentChildAtOnce)
{
    replaceChild("echo $$ > " + path("id") + "; exec sleep 100");
    JobContext context;
    std::thread user([&] {
        std::this_thread::sleep_for(milliseconds(300));
        context.cancel.request();
    });
    const auto start = steady_clock::now();
    const auto file = openHdf5(source(arrayFile("numbers.h5")), context);
    user.join();
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, ErrorCode::Cancelled);
    EXPECT_LT(steady_clock::now() - start, milliseconds(1500));
    const int id = std::atoi(content(path("id")).c_str());
    ASSERT_GT(id, 1);
    EXPECT_NE(::kill(id, 0), 0) << "the child is still there";
}

TEST_F(Hdf5, ManyFilesInOneChildAreWhatTheyAreOneByOne)
{
    const std::vector<std::string> names{"numbers.h5", "decoded.h5", "userblock.h5",     "latest.h5",
                                         "links.h5",   "virtual.h5", "external_link.h5", "numbers.h5"};
    std::vector<std::shared_ptr<const ByteSource>> sources;
    for (const std::string& name : names)
        sources.push_back(source(arrayFile(name)));
    std::size_t next = 0;
    const auto done = openHdf5Files(sources, {}, [&](std::size_t index, Result<Hdf5File> file) -> Result<void> {
        EXPECT_EQ(index, next++);
        const auto alone = open(names[index]);
        EXPECT_EQ(file.has_value(), alone.has_value()) << names[index];
        if (!file || !alone) {
            EXPECT_EQ(describe(file.error()), describe(alone.error()));
            return {};
        }
        EXPECT_EQ(file->attributes, alone->attributes) << names[index];
        EXPECT_EQ(file->skipped, alone->skipped);
        EXPECT_EQ(file->tensors.size(), alone->tensors.size());
        for (std::size_t i = 0; i < file->tensors.size(); ++i) {
            const TensorInfo &a = file->tensors.tensors()[i].info, &b = alone->tensors.tensors()[i].info;
            EXPECT_EQ(a.name, b.name);
            EXPECT_EQ(a.offset, b.offset) << names[index] << a.name;
            EXPECT_EQ(a.shape, b.shape);
        }
        if (names[index] == "decoded.h5")
            expectDatasets(*file, expectedArrays()["decoded.h5"]["datasets"]);
        return {};
    });
    EXPECT_TRUE(done) << describe(done.error());
    EXPECT_EQ(next, names.size());
}

TEST_F(Hdf5, OfManyFilesOnlyTheOneOnWhichTheChildFailsIsDamaged)
{
    const std::string whole = content(arrayFile("latest.h5"));
    std::vector<std::shared_ptr<const ByteSource>> sources;
    for (int i = 0; i < 6; ++i)
        sources.push_back(source(i == 2 || i == 5
                                     ? write("cut" + std::to_string(i) + ".h5", whole.substr(0, i == 2 ? 600 : 0))
                                     : arrayFile("numbers.h5")));
    std::vector<bool> good;
    const auto take = [&](std::size_t index, const Result<Hdf5File>& file) -> Result<void> {
        EXPECT_EQ(index, good.size());
        good.push_back(file.has_value());
        if (!file) {
            EXPECT_EQ(file.error().code, ErrorCode::Damaged);
            EXPECT_EQ(file.error().where.file, sources[index]->path());
        }
        return {};
    };
    EXPECT_TRUE(openHdf5Files(sources, {}, take));
    EXPECT_EQ(good, (std::vector<bool>{true, true, false, true, true, false}));
    good.clear();
    replaceChild("printf '\\005\\0\\0\\0\\0'; kill -9 $$");  // every child dies at its second file
    sources.resize(4);
    EXPECT_TRUE(openHdf5Files(sources, {}, take));
    EXPECT_EQ(good, (std::vector<bool>{true, false, true, false}));
}

TEST_F(Hdf5, AChildGetsAtMost64Files)
{
    replaceChild("echo \"$1 $2\" >> " + path("calls")
                 + "; i=0; while [ $i -lt $2 ]; do printf '\\005\\0\\0\\0\\0'; i=$((i+1)); done");
    const std::vector<std::shared_ptr<const ByteSource>> sources(150, source(arrayFile("numbers.h5")));
    std::size_t files = 0;
    EXPECT_TRUE(openHdf5Files(sources, {}, [&](std::size_t, const Result<Hdf5File>& file) -> Result<void> {
        EXPECT_TRUE(file);
        ++files;
        return {};
    }));
    EXPECT_EQ(files, 150U);
    EXPECT_EQ(content(path("calls")), "catalogues 64\ncatalogues 64\ncatalogues 22\n");
    // An error of the receiver ends the work.
    files = 0;
    const auto stopped = openHdf5Files(sources, {}, [&](std::size_t, const Result<Hdf5File>&) -> Result<void> {
        return ++files < 3 ? Result<void>() : Result<void>(fail(ErrorCode::Incompatible, "enough"));
    });
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Incompatible);
    EXPECT_EQ(files, 3U);
    JobContext context;
    context.cancel.request();
    const auto cancelled = openHdf5Files(sources, context, [](std::size_t, const Result<Hdf5File>&) -> Result<void> {
        ADD_FAILURE();
        return {};
    });
    EXPECT_EQ(cancelled.error().code, ErrorCode::Cancelled);
    EXPECT_TRUE(openHdf5Files({}, {}, [](std::size_t, const Result<Hdf5File>&) -> Result<void> { return {}; }));
}

TEST_F(Hdf5, AMissingHelperProgramIsSaid)
{
    ::setenv("FISHERLENS_H5", path("none").c_str(), 1);
    const auto file = open("numbers.h5");
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, ErrorCode::Environment);
}

TEST(Utf8, IsCheckedAsInRfc3629)
{
    for (const char* good : {"", "a", "ä", "€", "\xF0\x9F\x98\x80", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"})
        EXPECT_TRUE(isUtf8(good)) << good;
    for (const char* bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xC3", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
                            "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x82", "a\xFF"})
        EXPECT_FALSE(isUtf8(bad)) << bad;
}

}  // namespace
}  // namespace fisherlens
