// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/dcp_metadata.h"
#include "formats/layouts/dcp_names.h"
#include "layouts.h"

namespace fisherlens {
namespace {

using Distributed = LayoutTest;

const nlohmann::json& expected()
{
    static const nlohmann::json json = expectedIn("distributed");
    return json;
}

class Writers : public testing::TestWithParam<std::tuple<std::string, std::string>> {};

TEST_P(Writers, AreReadAsTheLibraryReportsThem)
{
    const auto& [name, key] = GetParam();
    OpenOptions options;
    options.path = FL_TEST_DATA "/distributed/" + name;
    Findings findings;
    JobContext context;
    context.findings = &findings;
    const auto checkpoint = openCheckpoint(options, context);
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    EXPECT_EQ(checkpoint->format, "torch-distributed");
    EXPECT_EQ(checkpoint->key, key);
    expectModel(*checkpoint, expected()[name]["tensors"]);
    expectStates(*checkpoint, expected()[name], name == "raw" ? MappingHow::OrderVerified : MappingHow::RecordedName);
    EXPECT_FALSE(findings.has("opaque-object"));
}

INSTANTIATE_TEST_SUITE_P(Layouts, Writers,
                         testing::Values(std::tuple("plain", "model"), std::tuple("titan", ""),
                                         std::tuple("composer", "state.model"), std::tuple("raw", "model"),
                                         std::tuple("fsdp", "model"), std::tuple("sharded", "model"),
                                         std::tuple("old", "model")),
                         [](const auto& test) { return std::get<0>(test.param); });

TEST_F(Distributed, KindAndSingleValuesAreShown)
{
    const auto plain = opened(fixture("distributed/plain"));
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->optimizer->kind, "AdamW");
    EXPECT_EQ(plain->metadata.at("epoch"), "3");
    EXPECT_EQ(plain->metadata.at("train_state.step"), "4");
    EXPECT_EQ(opened(fixture("distributed/sharded"))->optimizer->kind, "Adam");
    EXPECT_EQ(opened(fixture("distributed/titan"))->optimizer->groups.size(), 1U);
}

TEST_F(Distributed, PiecesCutAlongAnyDimensionAreAssembled)
{
    const auto cut = opened(fixture("distributed/cut"));
    ASSERT_TRUE(cut) << describe(cut.error());
    EXPECT_FALSE(cut->optimizer);
    expectModel(*cut, expected()["cut"]["tensors"]);
    const Tensor& columns = *cut->tensors.find("columns");
    const auto whole = *readAll(columns);
    for (std::int64_t first = 0; first < 15; ++first) {
        for (std::int64_t n = 1; n <= 15 - first; ++n) {
            std::vector<double> part(static_cast<std::size_t>(n));
            ASSERT_TRUE(columns.source->read(first, std::span(part)));
            EXPECT_TRUE(std::equal(part.begin(), part.end(), whole.begin() + first)) << first << " " << n;
            std::vector<float> bytes(static_cast<std::size_t>(n));
            ASSERT_TRUE(columns.source->readBytes(first, std::as_writable_bytes(std::span(bytes))));
            EXPECT_TRUE(std::equal(bytes.begin(), bytes.end(), whole.begin() + first)) << first << " " << n;
        }
    }
}

TEST_F(Distributed, FoldersOfTheHuggingFaceTrainerHoldThem)
{
    const std::string folder = copied("distributed/fsdp");
    put(folder + "/trainer_state.json", R"({"global_step": 4, "log_history": []})");
    const auto checkpoint = opened(folder);
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    EXPECT_EQ(checkpoint->layout, "huggingface-trainer");
    EXPECT_EQ(checkpoint->run.number("optimizer-steps"), 4);
    expectModel(*checkpoint, expected()["fsdp"]["tensors"]);
    expectStates(*checkpoint, expected()["fsdp"]);
}

/// One tensor of two elements under each key, with the writer's own split where there is one.
DcpMetadata metadataOf(const std::vector<std::pair<std::string, std::vector<std::string>>>& keys)
{
    DcpMetadata metadata;
    for (const auto& [key, path] : keys) {
        DcpItem item;
        item.key = key;
        item.path = path.empty() ? std::vector{key} : path;
        item.isTensor = true;
        item.shape = {2};
        metadata.split = metadata.split || !path.empty();
        metadata.items.push_back(std::move(item));
    }
    return metadata;
}

TEST_F(Distributed, WholeNamesThatBeginWithModelStayWhole)
{
    // torchtitan with a model of transformers: the keys are the parameters' names.
    const auto split = sortDcpNames(
        metadataOf({{"model.layers.0.weight", {"model.layers.0.weight"}},
                    {"lm_head.weight", {"lm_head.weight"}},
                    {"optimizer.state.lm_head.weight.exp_avg_sq", {"optimizer", "state.lm_head.weight.exp_avg_sq"}}}));
    ASSERT_EQ(split.models.size(), 1U);
    EXPECT_EQ(split.models[0].path, "");
    EXPECT_EQ(split.models[0].tensors[0].first, "model.layers.0.weight");
    ASSERT_EQ(split.optimizers.size(), 1U);
    EXPECT_EQ(split.optimizers[0].states[0].parameter, "lm_head.weight");
    // Without the writer's word, a name is taken for the model's only when all have it.
    EXPECT_EQ(sortDcpNames(metadataOf({{"model.a.weight", {}}, {"model.b.weight", {}}})).models[0].path, "model");
    EXPECT_EQ(sortDcpNames(metadataOf({{"model.a.weight", {}}, {"lm_head.weight", {}}})).models[0].path, "");
}

TEST_F(Distributed, MegatronPutsTheStateBeforeTheParameter)
{
    const auto names = sortDcpNames(metadataOf({{"decoder.weight", {}},
                                                {"optimizer.state.exp_avg_sq.decoder.weight", {}},
                                                {"optimizer.state.exp_avg.decoder.weight", {}}}));
    ASSERT_EQ(names.optimizers.size(), 1U);
    EXPECT_EQ(names.optimizers[0].path, "optimizer");
    ASSERT_EQ(names.optimizers[0].states.size(), 1U);
    EXPECT_EQ(names.optimizers[0].states[0].parameter, "decoder.weight");
    EXPECT_EQ(names.optimizers[0].states[0].slots[0].first, "exp_avg_sq");
    EXPECT_EQ(names.models[0].tensors[0].first, "decoder.weight");
}

TEST_F(Distributed, OlmoCoreFoldersAreFoundOneLevelDown)
{
    std::filesystem::create_directory(path("step10"));
    std::filesystem::copy(fixture("distributed/plain"), path("step10/model_and_optim"));
    const auto checkpoint = opened(path("step10"));
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    expectStates(*checkpoint, expected()["plain"]);
}

TEST_F(Distributed, WithoutMetadataTheSentenceSaysSo)
{
    const std::string folder = copied("distributed/sharded");
    std::filesystem::remove(folder + "/.metadata");
    for (const std::string& given : {folder, folder + "/__0_0.distcp"}) {
        const auto result = opened(given);
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().detail,
                  "Unfinished distributed checkpoint: .metadata is missing, so tensor positions are unknown.");
        EXPECT_EQ(exitStatus(result.error().code), 3);
    }
}

TEST_F(Distributed, AFileOfItOpensTheFolder)
{
    for (const char* name : {"/.metadata", "/__1_0.distcp"}) {
        const auto result = opened(fixture("distributed/sharded") + name);
        ASSERT_TRUE(result) << describe(result.error());
        expectStates(*result, expected()["sharded"]);
    }
}

TEST_F(Distributed, MissingAndShortFilesAreNamed)
{
    const std::string folder = copied("distributed/sharded");
    const std::string bytes = content(folder + "/__1_0.distcp");
    put(folder + "/__1_0.distcp", bytes.substr(0, bytes.size() - 1));
    EXPECT_EQ(opened(folder).error().code, ErrorCode::Damaged);
    std::filesystem::remove(folder + "/__1_0.distcp");
    const auto missing = opened(folder);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::Missing);
    EXPECT_THAT(missing.error().detail, testing::HasSubstr("__1_0.distcp"));
}

TEST_F(Distributed, EveryTruncationAndManyFlipsOfMetadataEndWithASentence)
{
    const std::string folder = copied("distributed/cut");
    const std::string bytes = content(folder + "/.metadata");
    for (std::size_t n = 0; n < bytes.size(); ++n) {
        const auto* first = reinterpret_cast<const std::byte*>(bytes.data());
        std::vector<std::byte> cut(first, first + n);
        const auto result = readDcpMetadata(std::move(cut), "m", {});
        ASSERT_FALSE(result) << n;
        EXPECT_EQ(exitStatus(result.error().code), 3);
    }
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::string flipped = bytes;
        flipped[i] = static_cast<char>(flipped[i] ^ (1 << i % 8));
        put(folder + "/.metadata", flipped);
        if (const auto result = opened(folder); result) {
            for (const Tensor& tensor : result->tensors.tensors()) {
                if (tensor.info.count < 1000)
                    (void)readAll(tensor);
            }
        } else {
            EXPECT_EQ(exitStatus(result.error().code), 3) << i;
            EXPECT_FALSE(result.error().detail.empty());
        }
    }
}

TEST_F(Distributed, HostileMetadataIsRefused)
{
    const std::string folder = copied("distributed/cut");
    const std::string bytes = content(folder + "/.metadata");
    put(folder + "/.metadata", replaced(bytes, "__1_0.distcp", "/etc/passwdx"));
    EXPECT_EQ(opened(folder).error().code, ErrorCode::Damaged);
    put(folder + "/.metadata", replaced(bytes, "__1_0.distcp", "../__1_0.dis"));
    EXPECT_EQ(opened(folder).error().code, ErrorCode::Damaged);
    put(folder + "/.metadata", "cos\nsystem\n(S'true'\ntR.");
    EXPECT_EQ(opened(folder).error().code, ErrorCode::Unsafe);
    put(folder + "/.metadata", "N.");
    EXPECT_EQ(opened(folder).error().code, ErrorCode::Damaged);
}

TEST_F(Distributed, ChunksThatOverlapOrLeaveHolesAreRefused)
{
    // The tensor "columns" of shape (3, 5) lies as (3, 3) at (0, 0) and as (3, 2) at (0, 3).
    const std::string folder = copied("distributed/cut");
    const std::string bytes = content(folder + "/.metadata");
    const std::string second("K\x00K\x03\x86", 5), moved("K\x00K\x02\x86", 5);
    ASSERT_NE(bytes.find(second), std::string::npos);
    put(folder + "/.metadata", replaced(bytes, second, moved));
    const auto result = opened(folder);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Damaged);
}

TEST_F(Distributed, APieceThatIsNotWhatMetadataSaysIsAnErrorOfTheRead)
{
    const std::string folder = copied("distributed/cut");
    const std::string bytes = content(folder + "/__0_0.distcp");
    put(folder + "/__0_0.distcp", std::string(bytes.size(), 'x'));
    const auto result = opened(folder);
    ASSERT_TRUE(result) << describe(result.error());
    const auto values = readAll(*result->tensors.find("columns"));
    ASSERT_FALSE(values);
    EXPECT_EQ(exitStatus(values.error().code), 3);
}

}  // namespace
}  // namespace fisherlens
