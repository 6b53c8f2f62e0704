// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/fisher_file.h"

#include "formats/containers/safetensors.h"
#include "formats/hdf5_writer.h"
#include "formats/safetensors_writer.h"
#include "unit/formats/scratch.h"

#include <cmath>
#include <thread>

namespace fisherlens {
namespace {

class FisherFiles : public Scratch {
protected:
    /// Every attribute away from its default, every optional part, awkward names.
    static FisherFile sample()
    {
        FisherFile file;
        file.attributes = {FisherKind::Sampled,
                           FisherScale::Accumulator,
                           "token",
                           17,
                           0.1,
                           true,
                           48.5,
                           "sum",
                           "AdamW",
                           1234,
                           "held-out",
                           (std::uint64_t{1} << 63) + 1,
                           3,
                           R"({"tool":"Grüße"})"};
        const auto add = [](Catalogue& catalogue, const std::string& name, Shape shape, std::vector<float> values) {
            ASSERT_TRUE(catalogue.add(memoryTensor(name, std::move(shape), std::move(values))));
        };
        add(file.diagonal, "z/%2F.weight", {2, 2}, {0.0F, 1e-30F, 3.5F, 4.0F});
        add(file.diagonal, ".", {}, {2.5F});
        add(file.diagonal, "ä%", {3}, {1.0F, 2.0F, std::numeric_limits<float>::infinity()});
        add(file.diagonal, "none", {0, 2}, {});
        add(file.standardError, ".", {}, {0.5F});
        add(file.meanGradient, "ä%", {3}, {-1.0F, 0.0F, 1.0F});
        add(file.half0, ".", {}, {2.0F});
        add(file.half1, ".", {}, {3.0F});
        file.half0Examples = 9;
        file.half1Examples = 8;
        return file;
    }
    static void expectSame(const Catalogue& a, const Catalogue& b)
    {
        ASSERT_EQ(a.size(), b.size());
        for (const Tensor& tensor : a.tensors()) {
            const Tensor* other = b.find(tensor.info.name);
            ASSERT_TRUE(other) << tensor.info.name;
            EXPECT_EQ(tensor.info.shape, other->info.shape);
            EXPECT_EQ(other->info.dtype, DType::F32);
            EXPECT_EQ(*readAll(tensor), *readAll(*other));
        }
    }
    static void expectSame(const FisherFile& a, const FisherFile& b)
    {
        EXPECT_EQ(a.attributes.kind, b.attributes.kind);
        EXPECT_EQ(a.attributes.scale, b.attributes.scale);
        EXPECT_EQ(a.attributes.unit, b.attributes.unit);
        EXPECT_EQ(a.attributes.examples, b.attributes.examples);
        EXPECT_EQ(a.attributes.lossFactor, b.attributes.lossFactor);
        EXPECT_EQ(a.attributes.biasCorrected, b.attributes.biasCorrected);
        EXPECT_EQ(a.attributes.batchSize, b.attributes.batchSize);
        EXPECT_EQ(a.attributes.reduction, b.attributes.reduction);
        EXPECT_EQ(a.attributes.optimizer, b.attributes.optimizer);
        EXPECT_EQ(a.attributes.step, b.attributes.step);
        EXPECT_EQ(a.attributes.split, b.attributes.split);
        EXPECT_EQ(a.attributes.seed, b.attributes.seed);
        EXPECT_EQ(a.attributes.samples, b.attributes.samples);
        EXPECT_EQ(a.attributes.provenance, b.attributes.provenance);
        expectSame(a.diagonal, b.diagonal);
        expectSame(a.standardError, b.standardError);
        expectSame(a.meanGradient, b.meanGradient);
        expectSame(a.half0, b.half0);
        expectSame(a.half1, b.half1);
        EXPECT_EQ(a.half0Examples, b.half0Examples);
        EXPECT_EQ(a.half1Examples, b.half1Examples);
    }
    ErrorCode refusal(const std::string& file)
    {
        const auto opened = openFisherFile(file, {});
        EXPECT_FALSE(opened) << file;
        return opened ? ErrorCode::Usage : opened.error().code;
    }
    ErrorCode refusalOfAttribute(const std::string& name, const Hdf5Value& value)
    {
        const auto written = writeHdf5(
            path("x.h5"), {{"", {{name, value}}, {}}, {"diagonal", {}, {memoryTensor("w", {1}, {1.0F})}}}, {});
        EXPECT_TRUE(written);
        return refusal(path("x.h5"));
    }
};

TEST_F(FisherFiles, BothFormsGiveBackWhatWasWritten)
{
    for (const char* name : {"f.fisher.h5", "f.safetensors", "f"}) {
        const auto written = writeFisherFile(sample(), path(name), {});
        ASSERT_TRUE(written) << describe(written.error());
        const auto file = openFisherFile(path(name), {});
        ASSERT_TRUE(file) << describe(file.error());
        EXPECT_EQ(file->path, path(name));
        expectSame(sample(), *file);
    }
    EXPECT_EQ(files(), 3);
}

TEST_F(FisherFiles, TheOrderOfTheTensorsIsKeptInHdf5)
{
    ASSERT_TRUE(writeFisherFile(sample(), path("f.h5"), {}));
    const auto file = openFisherFile(path("f.h5"), {});
    ASSERT_TRUE(file);
    EXPECT_EQ(file->diagonal.tensors()[0].info.name, "z/%2F.weight");
    EXPECT_EQ(file->diagonal.tensors()[1].info.name, ".");
}

TEST_F(FisherFiles, BytesDependOnTheContentAlone)
{
    ASSERT_TRUE(writeFisherFile(sample(), path("a.h5"), {}));
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // HDF5 keeps times in seconds
    ASSERT_TRUE(writeFisherFile(sample(), path("b.h5"), {}));
    EXPECT_EQ(content(path("a.h5")), content(path("b.h5")));
}

TEST_F(FisherFiles, H5pySeesTheFormatOfTheDesign)
{
    ASSERT_TRUE(writeFisherFile(sample(), path("f.fisher.h5"), {}));
    const auto shown = shownByPython(path("f.fisher.h5"));
    if (shown.is_null())
        GTEST_SKIP() << "python3-h5py is not installed";
    const nlohmann::json attributes = {{"format", "fisherlens.fisher"},
                                       {"version", 1},
                                       {"kind", "sampled"},
                                       {"scale", "accumulator"},
                                       {"unit", "token"},
                                       {"examples", 17},
                                       {"loss_factor", 0.1},
                                       {"bias_corrected", true},
                                       {"batch_size", 48.5},
                                       {"reduction", "sum"},
                                       {"optimizer", "AdamW"},
                                       {"step", 1234.0},
                                       {"split", "held-out"},
                                       {"seed", (std::uint64_t{1} << 63) + 1},
                                       {"samples", 3},
                                       {"provenance", R"({"tool":"Grüße"})"}};
    EXPECT_EQ(shown["attributes"][""], attributes);
    EXPECT_EQ(shown["attributes"]["half_0"], nlohmann::json({{"examples", 9}}));
    const auto& datasets = shown["datasets"];
    EXPECT_EQ(datasets.size(), 8U);
    const auto& weight = datasets["diagonal/z%2F%252F.weight"];
    EXPECT_EQ(weight["dtype"], "<f4");
    EXPECT_EQ(weight["chunks"], nullptr);
    EXPECT_EQ(weight["shape"], nlohmann::json({2, 2}));
    EXPECT_EQ(weight["values"][1].get<double>(), static_cast<double>(1e-30F));
    EXPECT_EQ(datasets["diagonal/%2E"]["values"], nlohmann::json({2.5}));
    EXPECT_EQ(datasets["mean_gradient/ä%25"]["values"], nlohmann::json({-1.0, 0.0, 1.0}));
    EXPECT_EQ(datasets["diagonal/none"]["shape"], nlohmann::json({0, 2}));
}

TEST_F(FisherFiles, SafetensorsCarriesTheAttributesAsTexts)
{
    ASSERT_TRUE(writeFisherFile(sample(), path("f.safetensors"), {}));
    const auto file = openSafetensors(source(path("f.safetensors")), {});
    ASSERT_TRUE(file);
    EXPECT_EQ(file->metadata.at("fisherlens.format"), "fisherlens.fisher");
    EXPECT_EQ(file->metadata.at("fisherlens.version"), "1");
    EXPECT_EQ(file->metadata.at("fisherlens.kind"), "sampled");
    EXPECT_EQ(file->metadata.at("fisherlens.loss_factor"), "0.1");
    EXPECT_EQ(file->metadata.at("fisherlens.seed"), "9223372036854775809");
    EXPECT_EQ(file->metadata.at("fisherlens.bias_corrected"), "true");
    EXPECT_EQ(file->metadata.at("fisherlens.half_0.examples"), "9");
    EXPECT_TRUE(file->tensors.find("fisherlens.mean_gradient/ä%"));
    EXPECT_TRUE(file->tensors.find("z/%2F.weight"));
}

TEST_F(FisherFiles, AFileOfH5pyIsReadWithDefaults)
{
    const auto file = openFisherFile(arrayFile("fisher.h5"), {});
    ASSERT_TRUE(file) << describe(file.error());
    EXPECT_EQ(file->attributes.kind, FisherKind::Empirical);
    EXPECT_EQ(file->attributes.examples, 12);
    EXPECT_EQ(file->attributes.batchSize, 16);  // an integer in the file
    EXPECT_TRUE(file->attributes.biasCorrected);
    EXPECT_EQ(file->attributes.seed, (std::uint64_t{1} << 63) + 1);
    EXPECT_EQ(file->attributes.unit, "example");
    EXPECT_EQ(file->attributes.provenance, "{}");
    EXPECT_EQ(file->half0Examples, 5);
    const auto& datasets = expectedArrays()["fisher.h5"]["datasets"];
    expectEqual(*file->diagonal.find("a/b.weight"), datasets["diagonal/a%2Fb.weight"]);
    expectEqual(*file->diagonal.find("100%"), datasets["diagonal/100%25"]);
    expectEqual(*file->half0.find("100%"), datasets["half_0/100%25"]);
}

TEST_F(FisherFiles, UnmarkedSafetensorsAreAccumulators)
{
    Findings findings;
    JobContext context;
    context.findings = &findings;
    const auto file = openFisherFile(arrayFile("plain.safetensors"), context);
    ASSERT_TRUE(file) << describe(file.error());
    EXPECT_EQ(file->attributes.kind, FisherKind::Recycled);
    EXPECT_EQ(file->attributes.scale, FisherScale::Accumulator);
    EXPECT_EQ(file->diagonal.size(), 4U);  // F64, F32, F16; not I64 and BOOL
    EXPECT_FALSE(file->diagonal.find("n"));
    EXPECT_TRUE(findings.has("fisher-not-floating"));
}

TEST_F(FisherFiles, ValuesAreRoundedToFloat32Once)
{
    FisherFile file;
    const double value = 1.0 + 0x1p-24 + 0x1p-50;  // through float twice or cut it would be 1
    ASSERT_TRUE(
        file.diagonal.add(computedTensor({"w", DType::F64, {1}, 1, "", {}}, [&](std::int64_t, std::span<double> out) {
            out[0] = value;
            return Result<void>();
        })));
    for (const char* name : {"a.h5", "a.safetensors"}) {
        ASSERT_TRUE(writeFisherFile(file, path(name), {}));
        EXPECT_EQ((*readAll(*openFisherFile(path(name), {})->diagonal.find("w")))[0], 1.0 + 0x1p-23) << name;
    }
}

TEST_F(FisherFiles, WhatIsNoFisherFileIsUnsupported)
{
    EXPECT_EQ(refusal(arrayFile("data.npz")), ErrorCode::Unsupported);
    EXPECT_EQ(refusal(arrayFile("data.h5")), ErrorCode::Unsupported);
    EXPECT_EQ(refusal(write("empty", "")), ErrorCode::Unsupported);
    EXPECT_EQ(refusal(path("none")), ErrorCode::Missing);
    EXPECT_EQ(refusalOfAttribute("format", std::string("other")), ErrorCode::Unsupported);
    EXPECT_EQ(refusalOfAttribute("version", std::int64_t{2}), ErrorCode::Unsupported);
    ASSERT_TRUE(
        writeSafetensors(path("model"), {copyOf(memoryTensor("w", {1}, {1.0F}))}, {{"fisherlens.recipe", "{}"}}, {}));
    EXPECT_EQ(refusal(path("model")), ErrorCode::Unsupported);
}

TEST_F(FisherFiles, AttributesThatMeanNothingAreDamaged)
{
    EXPECT_EQ(refusalOfAttribute("kind", std::string("guessed")), ErrorCode::Damaged);
    EXPECT_EQ(refusalOfAttribute("kind", std::int64_t{1}), ErrorCode::Damaged);
    EXPECT_EQ(refusalOfAttribute("scale", std::string("sum")), ErrorCode::Damaged);
    EXPECT_EQ(refusalOfAttribute("unit", std::string("word")), ErrorCode::Damaged);
    EXPECT_EQ(refusalOfAttribute("split", std::string("test")), ErrorCode::Damaged);
    EXPECT_EQ(refusalOfAttribute("reduction", std::string("max")), ErrorCode::Damaged);
    EXPECT_EQ(refusalOfAttribute("examples", std::int64_t{-1}), ErrorCode::Damaged);
    EXPECT_EQ(refusalOfAttribute("examples", ~std::uint64_t{0}), ErrorCode::Damaged);
    EXPECT_EQ(refusalOfAttribute("examples", std::string("many")), ErrorCode::Damaged);
    EXPECT_EQ(refusalOfAttribute("batch_size", std::nan("")), ErrorCode::Damaged);
    EXPECT_EQ(refusalOfAttribute("batch_size", -1.0), ErrorCode::Damaged);
    EXPECT_EQ(refusalOfAttribute("step", HUGE_VAL), ErrorCode::Damaged);
    EXPECT_EQ(refusalOfAttribute("bias_corrected", std::int64_t{2}), ErrorCode::Damaged);
    EXPECT_EQ(refusalOfAttribute("version", std::int64_t{0}), ErrorCode::Damaged);
    EXPECT_EQ(refusalOfAttribute("provenance", std::string("[]")), ErrorCode::Damaged);
    EXPECT_EQ(refusalOfAttribute("provenance", std::string("{")), ErrorCode::Damaged);
    std::string deep;
    for (int i = 0; i < 100'000; ++i)
        deep += R"({"a":)";
    EXPECT_EQ(refusalOfAttribute("provenance", deep), ErrorCode::Damaged);
    deep += "1" + std::string(100'000, '}');
    EXPECT_EQ(refusalOfAttribute("provenance", deep), ErrorCode::Damaged);
}

TEST_F(FisherFiles, PartsMustFitTheDiagonal)
{
    const Tensor w = memoryTensor("w", {2}, {1.0F, 2.0F});
    ASSERT_TRUE(writeHdf5(path("a"), {{"diagonal", {}, {w}}, {"half_0", {}, {memoryTensor("w", {1}, {1.0F})}}}, {}));
    EXPECT_EQ(refusal(path("a")), ErrorCode::Damaged);
    ASSERT_TRUE(writeHdf5(path("b"),
                          {{"diagonal", {}, {w}}, {"mean_gradient", {}, {memoryTensor("v", {2}, {1.0F, 1.0F})}}}, {}));
    EXPECT_EQ(refusal(path("b")), ErrorCode::Damaged);
    ASSERT_TRUE(writeSafetensors(path("c"), {copyOf(*memoryTensor("w", DType::I32, {1}, std::vector<std::byte>(4)))},
                                 {{"fisherlens.kind", "exact"}}, {}));
    EXPECT_EQ(refusal(path("c")), ErrorCode::Damaged);
}

TEST_F(FisherFiles, NamesAreEscapedAsInTheDesign)
{
    EXPECT_EQ(hdf5Name("a/b%c."), "a%2Fb%25c.");
    EXPECT_EQ(hdf5Name("."), "%2E");
    EXPECT_EQ(hdf5Name(".."), "..");
    for (const char* name : {"a", ".", "..", "a/b", "%", "%2F", "%25", "a%2Eb", "/", "ä"})
        EXPECT_EQ(tensorNameOfHdf5(hdf5Name(name)), name);
    EXPECT_EQ(tensorNameOfHdf5("50%41"), "50%41");
}

TEST_F(FisherFiles, NothingIsLeftAfterAFailure)
{
    write("file", "x");
    for (const char* form : {".h5", ".safetensors"}) {
        EXPECT_EQ(writeFisherFile(sample(), path("none/out") + form, {}).error().code, ErrorCode::NotWritten);
        EXPECT_EQ(writeFisherFile(sample(), path("file/out") + form, {}).error().code, ErrorCode::NotWritten);
        EXPECT_EQ(writeFisherFile(sample(), std::string("/proc/out") + form, {}).error().code, ErrorCode::NotWritten);
        JobContext stopped;
        stopped.cancel.request();
        EXPECT_EQ(writeFisherFile(sample(), path("out") + form, stopped).error().code, ErrorCode::Cancelled);
        FisherFile failing;
        ASSERT_TRUE(failing.diagonal.add(
            computedTensor({"w", DType::F32, {1}, 1, "", {}}, [](std::int64_t, std::span<double>) -> Result<void> {
                return fail(ErrorCode::Changed, "Changed.");
            })));
        EXPECT_EQ(writeFisherFile(failing, path("out") + form, {}).error().code, ErrorCode::Changed);
        const FileSizeLimit limit(64 << 10);
        FisherFile large;
        ASSERT_TRUE(large.diagonal.add(memoryTensor("w", {100'000}, std::vector<float>(100'000, 1.0F))));
        EXPECT_EQ(writeFisherFile(large, path("out") + form, {}).error().code, ErrorCode::NotWritten);
    }
    FisherFile nameless;
    ASSERT_TRUE(nameless.diagonal.add(memoryTensor("", {1}, {1.0F})));
    EXPECT_EQ(writeFisherFile(nameless, path("out.h5"), {}).error().code, ErrorCode::NotWritten);
    EXPECT_EQ(files(), 1);
    ASSERT_TRUE(writeFisherFile(sample(), path("out.h5"), {})) << "the library works after failures";
}

}  // namespace
}  // namespace fisherlens
