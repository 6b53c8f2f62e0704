// SPDX-License-Identifier: GPL-3.0-or-later
// Checkpoints that the libraries themselves wrote, against what their optimizers said they held
// (tests/data/make_library_layouts.py, make_library_optimizers.py, make_architecture_orders.py).
#include "formats/architecture_order.h"
#include "formats/checkpoint.h"
#include "formats/optimizer_table.h"
#include "scratch.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <random>
#include <set>

namespace fisherlens {
namespace {

const std::string kLibraries = FL_TEST_DATA "/libraries/";

nlohmann::json readJson(const std::string& path)
{
    return nlohmann::json::parse(std::ifstream(path));
}

const nlohmann::json& layouts()
{
    static const nlohmann::json json = [] {
        nlohmann::json all = readJson(kLibraries + "layouts/expected.json").at("cases");
        all.update(readJson(kLibraries + "states/expected.json").at("cases"));
        return all;
    }();
    return json;
}

/// Of a case of layouts().
std::string pathOf(const std::string& name)
{
    const std::string path = kLibraries + "layouts/" + name;
    return std::filesystem::exists(path) ? path : kLibraries + "states/" + name;
}

const nlohmann::json& optimizers()
{
    static const nlohmann::json json = readJson(kLibraries + "optimizers/expected.json").at("cases");
    return json;
}

/// Equal to what nine digits say of a float.
void expectValues(const Tensor& tensor, const nlohmann::json& values, double tolerance = 1e-7)
{
    SCOPED_TRACE(tensor.info.name);
    auto read = readAll(tensor);
    ASSERT_TRUE(read) << describe(read.error());
    if (read->size() > 4000)  // of a large tensor the ends
        read->erase(read->begin() + 64, read->end() - 64);
    ASSERT_EQ(read->size(), values.size());
    for (std::size_t i = 0; i < read->size(); ++i) {
        const double expected = values[i].get<double>();
        EXPECT_NEAR((*read)[i], expected, tolerance * std::abs(expected)) << i;
    }
}

class Opened {
public:
    explicit Opened(OpenOptions options)
    {
        JobContext context;
        context.findings = &findings;
        checkpoint = openCheckpoint(options, context);
    }
    Findings findings;
    Result<Checkpoint> checkpoint = Checkpoint{};
};

class Layouts : public testing::TestWithParam<std::string> {};

TEST_P(Layouts, AccumulatorsAreThoseOfTheOptimizer)
{
    const nlohmann::json& expected = layouts().at(GetParam());
    const Opened opened({.path = pathOf(GetParam())});
    ASSERT_TRUE(opened.checkpoint) << describe(opened.checkpoint.error());
    const Checkpoint& checkpoint = *opened.checkpoint;
    EXPECT_EQ(checkpoint.layout, expected["layout"].get<std::string>());
    if (GetParam() == "ultralytics.pt")
        return;  // the weights are a pickled module, see below
    if (!expected.contains("mapped")) {
        EXPECT_FALSE(checkpoint.optimizer);
        return;
    }
    ASSERT_TRUE(checkpoint.optimizer);
    ASSERT_FALSE(checkpoint.optimizer->unusable) << describe(*checkpoint.optimizer->unusable);
    std::set<std::string> names;
    const std::string prefix = expected.value("prefix", "");
    for (const ParameterState& state : checkpoint.optimizer->mapped) {
        ASSERT_TRUE(state.parameter.starts_with(prefix));
        const std::string name = state.parameter.substr(prefix.size());
        ASSERT_TRUE(expected["mapped"].contains(name)) << name;
        names.insert(name);
        const nlohmann::json& row = expected["mapped"][name];
        EXPECT_EQ(state.step, row["step"].get<double>());
        expectValues(state.accumulator, row["values"], GetParam() == "hf-adafactor" ? 1e-6 : 1e-7);
    }
    EXPECT_EQ(names.size(), expected["mapped"].size());
}

TEST_P(Layouts, SettingsHaveTheirOrigin)
{
    const nlohmann::json& expected = layouts().at(GetParam()).at("run");
    const Opened opened({.path = pathOf(GetParam())});
    ASSERT_TRUE(opened.checkpoint) << describe(opened.checkpoint.error());
    const TrainingRun& run = opened.checkpoint->run;
    EXPECT_EQ(run.batchSize.has_value(), expected.contains("batch_size")) << run.batchOrigin;
    for (const auto& [name, value] : expected.items()) {
        if (name == "batch_size")
            EXPECT_EQ(run.batchSize, value.get<double>());
        else if (name == "batch_at_least")
            EXPECT_EQ(run.batchAtLeast, value.get<double>());
        else
            EXPECT_EQ(run.number(name), value.get<double>()) << name;
    }
    for (const RunValue& value : run.values)
        EXPECT_FALSE(value.origin.empty()) << value.name;
}

std::vector<std::string> keysOf(const nlohmann::json& object)
{
    std::vector<std::string> keys;
    for (const auto& [key, value] : object.items())
        keys.push_back(key);
    return keys;
}

std::string testName(const testing::TestParamInfo<std::string>& info)
{
    std::string name = info.param;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == '-' || c == '.'; }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Trainers, Layouts, testing::ValuesIn(keysOf(layouts())), testName);

TEST(LibraryLayouts, SafetensorsAreMappedByTheOrderOfTheArchitecture)
{
    for (const char* name : {"hf-llama", "hf-gpt2", "hf-bert", "hf-sharded"}) {
        SCOPED_TRACE(name);
        const Opened opened({.path = kLibraries + "layouts/" + name});
        ASSERT_TRUE(opened.checkpoint);
        ASSERT_FALSE(opened.checkpoint->optimizer->mapped.empty());
        for (const ParameterState& state : opened.checkpoint->optimizer->mapped)
            EXPECT_EQ(state.how, MappingHow::ArchitectureOrder);
        EXPECT_NE(opened.checkpoint->optimizer->rule.find("Hugging Face Trainer"), std::string::npos);
        EXPECT_TRUE(opened.findings.has("mapping-by-rule"));
    }
}

TEST(LibraryLayouts, OneShardOrItsIndexStandsForAll)
{
    const std::string folder = kLibraries + "layouts/hf-sharded/";
    const Opened whole({.path = kLibraries + "layouts/hf-llama/model.safetensors"});
    ASSERT_TRUE(whole.checkpoint);
    for (const char* name : {"model-00002-of-00002.safetensors", "model.safetensors.index.json"}) {
        const Opened opened({.path = folder + name});
        ASSERT_TRUE(opened.checkpoint) << describe(opened.checkpoint.error());
        EXPECT_EQ(opened.checkpoint->tensors.size(), whole.checkpoint->tensors.size());
        EXPECT_FALSE(opened.checkpoint->optimizer);
        const Opened with({.path = folder + name, .optimizerPath = folder + "optimizer.pt"});
        ASSERT_TRUE(with.checkpoint);
        EXPECT_FALSE(with.checkpoint->optimizer->mapped.empty());
    }
}

TEST(LibraryLayouts, AdaptersAreNamedAsSuch)
{
    const Opened opened({.path = kLibraries + "layouts/hf-lora"});
    ASSERT_TRUE(opened.checkpoint);
    EXPECT_TRUE(opened.findings.has("peft-adapter"));
    EXPECT_TRUE(opened.checkpoint->run.find("adapter"));
}

TEST(LibraryLayouts, PickledModulesAreReadAsRecords)
{
    const Opened opened({.path = kLibraries + "layouts/ultralytics.pt"});
    ASSERT_TRUE(opened.checkpoint) << describe(opened.checkpoint.error());
    EXPECT_TRUE(opened.findings.has("pickled-module"));
    EXPECT_TRUE(opened.findings.has("half-precision-accumulator"));
    ASSERT_TRUE(opened.checkpoint->optimizer);
    const nlohmann::json& expected = layouts().at("ultralytics.pt").at("mapped");
    EXPECT_EQ(opened.checkpoint->optimizer->mapped.size(), expected.size());
    for (const ParameterState& state : opened.checkpoint->optimizer->mapped)
        expectValues(state.accumulator, expected.at(state.parameter)["values"]);
}

class LegacyStreams : public Scratch {};

TEST_F(LegacyStreams, CutFilesAreDamagedWhereverTheyEnd)
{
    const std::string bytes = content(kLibraries + "layouts/legacy.pt");
    ASSERT_EQ(openCheckpoint({.path = kLibraries + "layouts/legacy.pt"}, {})->format, "pytorch-legacy");
    for (std::size_t length = 20; length < bytes.size(); length += 7) {
        const auto cut = openCheckpoint({.path = write("cut.pt", std::string_view(bytes).substr(0, length))}, {});
        ASSERT_FALSE(cut) << length;
        EXPECT_EQ(cut.error().code, ErrorCode::Damaged) << length << describe(cut.error());
    }
}

class Optimizers : public testing::TestWithParam<std::string> {};

TEST_P(Optimizers, SquaresAreThoseOfTheLibrary)
{
    const nlohmann::json& expected = optimizers().at(GetParam());
    const Opened opened({.path = kLibraries + "optimizers/" + GetParam() + ".pt"});
    ASSERT_TRUE(opened.checkpoint) << describe(opened.checkpoint.error());
    ASSERT_TRUE(opened.checkpoint->optimizer);
    const Optimizer& optimizer = *opened.checkpoint->optimizer;
    if (expected["parameters"].empty()) {
        ASSERT_TRUE(optimizer.unusable) << optimizer.kind;
        EXPECT_FALSE(optimizer.unusable->detail.empty());
        EXPECT_TRUE(optimizer.mapped.empty());
        return;
    }
    ASSERT_FALSE(optimizer.unusable) << describe(*optimizer.unusable);
    EXPECT_EQ(optimizer.mapped.size(), expected["parameters"].size());
    EXPECT_EQ(optimizer.unmapped.size(), expected["without"].size());
    for (const ParameterState& state : optimizer.mapped) {
        const nlohmann::json& row = expected["parameters"].at(state.parameter);
        EXPECT_EQ(state.accumulator.info.shape, opened.checkpoint->tensors.find(state.parameter)->info.shape);
        if (row.contains("accumulator"))
            expectValues(state.accumulator, row["accumulator"], 1e-6);
    }
}

INSTANTIATE_TEST_SUITE_P(Libraries, Optimizers, testing::ValuesIn(keysOf(optimizers())), testName);

TEST(ArchitectureOrders, SortShuffledNamesAsTheLibraryDefinesThem)
{
    const nlohmann::json orders = readJson(FL_TEST_DATA "/architectures.json").at("orders");
    EXPECT_GE(orders.size(), 30U);
    std::mt19937 random(7);
    for (const auto& [type, json] : orders.items()) {
        SCOPED_TRACE(type);
        const auto names = json.get<std::vector<std::string>>();
        auto shuffled = names;
        std::shuffle(shuffled.begin(), shuffled.end(), random);
        const auto found = architectureOrders(shuffled, type);
        bool any = false;  // BERT has classes of two orders
        for (const ArchitectureOrder& candidate : found) {
            std::vector<std::string> sorted;
            for (const std::size_t i : candidate.order)
                sorted.push_back(shuffled[i]);
            any = any || sorted == names;
        }
        EXPECT_TRUE(any);
        EXPECT_LE(found.size(), type == "bert" ? 2U : 1U);
    }
}

TEST(ArchitectureOrders, CountLayersAndKnowAdapters)
{
    const std::vector<std::string> names{
        "base_model.model.model.layers.10.self_attn.q_proj.lora_B.weight",
        "base_model.model.model.layers.10.self_attn.q_proj.lora_A.weight",
        "base_model.model.model.layers.9.self_attn.v_proj.lora_A.weight",
        "base_model.model.model.layers.9.self_attn.k_proj.lora_A.weight",
    };
    const auto found = architectureOrders(names, "llama");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].order, (std::vector<std::size_t>{3, 2, 1, 0}));
    EXPECT_TRUE(architectureOrders({"model.layers.0.unheard.of.weight"}, "llama").empty());
    EXPECT_TRUE(architectureOrders(names, "nonesuch").empty());
}

TEST(OptimizerTable, EveryRowSaysWhatIsReadOrWhyNot)
{
    for (const OptimizerClass& row : optimizerTable()) {
        SCOPED_TRACE(row.kind);
        EXPECT_FALSE(row.stateHas.empty() && row.groupHas.empty());
        if (row.usable())
            EXPECT_FALSE(row.accumulator.empty());
        else
            EXPECT_TRUE(row.reason.ends_with("."));
        EXPECT_EQ(row.finding.empty(), !row.usable() || row.reason.empty());
    }
}

}  // namespace
}  // namespace fisherlens
