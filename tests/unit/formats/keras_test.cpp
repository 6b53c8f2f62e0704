// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/keras_config.h"
#include "formats/layouts/keras_slots.h"
#include "layouts.h"

#include <chrono>

namespace fisherlens {
namespace {

using Keras = LayoutTest;

std::string file(const std::string& name)
{
    return FL_TEST_DATA "/keras/" + name;
}

const nlohmann::json& expected()
{
    static const nlohmann::json json = expectedIn("keras");
    return json;
}

struct Case {
    std::string name, format, accumulator;
    MappingHow how;
};

class KerasFiles : public testing::TestWithParam<Case> {};

TEST_P(KerasFiles, AreReadAsKerasReportsThem)
{
    OpenOptions options;
    options.path = file(GetParam().name);
    const auto checkpoint = openCheckpoint(options, {});
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    EXPECT_EQ(checkpoint->format, GetParam().format);
    expectModel(*checkpoint, expected()[GetParam().name]["tensors"]);
    if (GetParam().accumulator.empty())
        return;
    EXPECT_EQ(checkpoint->optimizer->accumulator, GetParam().accumulator);
    expectStates(*checkpoint, expected()[GetParam().name], GetParam().how);
}

INSTANTIATE_TEST_SUITE_P(Layouts, KerasFiles,
                         testing::Values(Case{"adam.keras", "keras", "exp_avg_sq", MappingHow::OrderVerified},
                                         Case{"adam.weights.h5", "keras-weights", "exp_avg_sq",
                                              MappingHow::OrderVerified},
                                         Case{"adam.h5", "keras-h5", "exp_avg_sq", MappingHow::RecordedName},
                                         Case{"average.keras", "keras", "exp_avg_sq", MappingHow::OrderVerified},
                                         Case{"mixed.keras", "keras", "exp_avg_sq", MappingHow::OrderVerified},
                                         Case{"attention.keras", "keras", "exp_avg_sq", MappingHow::OrderVerified},
                                         Case{"tf.keras", "keras", "exp_avg_sq", MappingHow::OrderVerified},
                                         Case{"tf.h5", "keras-h5", "exp_avg_sq", MappingHow::RecordedName},
                                         Case{"legacy.h5", "keras-h5", "exp_avg_sq", MappingHow::RecordedName},
                                         Case{"rmsprop.keras", "keras", "square_avg", MappingHow::OrderVerified},
                                         Case{"adagrad.keras", "keras", "sum", MappingHow::OrderVerified},
                                         Case{"rms.h5", "keras-h5", "square_avg", MappingHow::RecordedName},
                                         Case{"sgd.keras", "keras", "", MappingHow::OrderVerified}),
                         [](const auto& test) {
                             std::string name = test.param.name;
                             std::replace(name.begin(), name.end(), '.', '_');
                             return name;
                         });

TEST_F(Keras, AnOptimizerWithoutSquaresSaysSo)
{
    const auto checkpoint = opened(file("sgd.keras"));
    ASSERT_TRUE(checkpoint);
    ASSERT_TRUE(checkpoint->optimizer && checkpoint->optimizer->unusable);
    EXPECT_EQ(checkpoint->optimizer->kind, "SGD");
}

TEST_F(Keras, WeightsWithoutConfigurationDoNotShowWhatIsFrozen)
{
    const auto checkpoint = opened(file("frozen.weights.h5"));
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    expectModel(*checkpoint, expected()["frozen.weights.h5"]["tensors"]);
    ASSERT_TRUE(checkpoint->optimizer && checkpoint->optimizer->unusable);
    EXPECT_EQ(checkpoint->optimizer->unusable->code, ErrorCode::Incompatible);
}

TEST_F(Keras, WhatTheConfigurationSaysIsShown)
{
    const auto checkpoint = opened(file("average.keras"));
    ASSERT_TRUE(checkpoint);
    EXPECT_EQ(checkpoint->metadata.at("loss"), "mse");
    const RunValue* reduction = checkpoint->run.find("reduction");
    ASSERT_NE(reduction, nullptr);
    EXPECT_EQ(reduction->value, "sum_over_batch_size");
    EXPECT_THAT(reduction->origin, ::testing::StartsWith("the framework's default"));
    EXPECT_EQ(checkpoint->metadata.at("gradient_accumulation_steps"), "2");
    EXPECT_EQ(checkpoint->optimizer->kind, "AdamW");
    EXPECT_EQ(checkpoint->run.number("accumulation"), 2);
}

TEST_F(Keras, SnakeCaseIsThatOfKeras)
{
    // keras.src.utils.naming.to_snake_case of Keras 3.15.1.
    for (const auto& [name, snake] :
         std::map<std::string, std::string>{{"Dense", "dense"},
                                            {"BatchNormalization", "batch_normalization"},
                                            {"Conv2D", "conv2d"},
                                            {"Conv2DTranspose", "conv2d_transpose"},
                                            {"LSTM", "lstm"},
                                            {"GRUCell", "gru_cell"},
                                            {"MultiHeadAttention", "multi_head_attention"},
                                            {"TFSMLayer", "tfsm_layer"},
                                            {"GlobalAveragePooling2D", "global_average_pooling2d"}})
        EXPECT_EQ(kerasSnakeCase(name), snake);
}

TEST_F(Keras, SlotsFollowTheOrderOfEachOptimizer)
{
    KerasOptimizer optimizer;
    optimizer.className = "Adafactor";
    const std::vector<KerasVariable> variables{{"w", {4, 3}}, {"b", {3}}};
    const auto factored = kerasSlotOrders(optimizer, variables);
    ASSERT_EQ(factored.size(), 1U);
    ASSERT_EQ(factored[0].size(), 6U);
    EXPECT_EQ(factored[0][0].slot, "exp_avg_sq_row");
    EXPECT_EQ(factored[0][0].shape, (Shape{4}));
    EXPECT_EQ(factored[0][1].shape, (Shape{3}));
    EXPECT_EQ(factored[0][3].shape, (Shape{}));
    EXPECT_EQ(factored[0][5].slot, "exp_avg_sq");
    optimizer.className = "RMSprop";
    optimizer.numbers = {{"momentum", 0.9}, {"centered", 1}};
    const auto blocks = kerasSlotOrders(optimizer, variables);
    ASSERT_EQ(blocks.size(), 1U);
    EXPECT_EQ(blocks[0][1].slot, "square_avg");
    EXPECT_EQ(blocks[0][1].variable, 1U);
    EXPECT_EQ(blocks[0][2].slot, "momentum_buffer");
    EXPECT_EQ(blocks[0][4].slot, "grad_avg");
    optimizer.className = "Ours";
    EXPECT_TRUE(kerasSlotOrders(optimizer, variables).empty());
}

TEST_F(Keras, HostileConfigurationsEndWithASentence)
{
    std::string deep;
    for (int i = 0; i < 100'000; ++i)
        deep += R"({"config":{"layers":[)";
    for (const std::string& json : {std::string(), std::string("["), std::string("[]"), deep,
                                    std::string(1'000'000, '['), std::string("{\"config\":7}")}) {
        const auto config = readKerasConfig(json, "f");
        if (!config) {
            EXPECT_EQ(exitStatus(config.error().code), 3);
        }
    }
    std::string nested = "{}";
    for (int i = 0; i < 80; ++i)
        nested = R"({"config":{"layers":[)" + nested + "]}}";
    EXPECT_FALSE(readKerasConfig(nested, "f"));
}

TEST_F(Keras, TruncatedAndForeignFilesEndWithASentence)
{
    const std::string bytes = content(file("adam.keras"));
    for (std::size_t n = 0; n < bytes.size(); n += 1009) {
        const auto result = opened(write("m.keras", bytes.substr(0, n)));
        ASSERT_FALSE(result) << n;
        EXPECT_EQ(exitStatus(result.error().code), 3);
    }
    // Damage inside of the HDF5 file in the archive: the child fails or the values are refused, nothing else.
    const std::size_t inside = bytes.find("\x89HDF");
    ASSERT_NE(inside, std::string::npos);
    for (const std::size_t i : {0, 8, 40, 100, 200, 400, 1000}) {
        std::string damaged = bytes;
        for (std::size_t k = 0; k < 64; ++k)
            damaged[inside + i + k] = '\xff';
        const auto began = std::chrono::steady_clock::now();
        const auto result = opened(write("m.keras", damaged));
        EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(20)) << i;
        if (!result) {
            EXPECT_EQ(exitStatus(result.error().code), 3);
        }
    }
}

TEST_F(Keras, AChangedModelIsNotMatched)
{
    // The optimizer's variables of one model with the configuration of another: a layer less.
    std::string bytes = content(file("adam.keras"));
    const std::string layer = "\"trainable\": false";
    const std::size_t at = bytes.find(layer);
    ASSERT_NE(at, std::string::npos);
    bytes.replace(at, layer.size(), "\"trainable\": true ");
    const auto result = opened(write("m.keras", bytes));
    ASSERT_TRUE(result) << describe(result.error());
    ASSERT_TRUE(result->optimizer && result->optimizer->unusable);
    EXPECT_TRUE(result->optimizer->mapped.empty());
}

TEST_F(Keras, AModelInSeveralFilesIsOne)
{
    const nlohmann::json parts = expectedIn("keras_parts");
    for (const char* name : {"folder", "shards", "shards/small.weights.json", "shards/small_00001.weights.h5"}) {
        SCOPED_TRACE(name);
        const auto checkpoint = opened(fixture("keras_parts/" + std::string(name)));
        ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
        const bool whole = std::string(name) == "folder";
        EXPECT_EQ(checkpoint->format, whole ? "keras" : "keras-weights");
        expectModel(*checkpoint, parts["tensors"]);
        nlohmann::json answer = parts;
        if (!whole)  // weights alone do not say the hyper-parameters
            answer.erase("group");
        expectStates(*checkpoint, answer, MappingHow::OrderVerified);
    }
}

TEST_F(Keras, ShardsThatAreMissingOrLieElsewhereAreRefused)
{
    const std::string folder = copied("keras_parts/shards"), index = folder + "/small.weights.json";
    std::filesystem::remove(folder + "/small_00002.weights.h5");
    EXPECT_EQ(opened(folder).error().code, ErrorCode::Missing);
    put(folder + "/small_00002.weights.h5", "no HDF5");
    EXPECT_EQ(opened(folder).error().code, ErrorCode::Damaged);
    std::filesystem::copy_file(folder + "/small_00001.weights.h5", folder + "/small_00002.weights.h5",
                               std::filesystem::copy_options::overwrite_existing);
    EXPECT_EQ(opened(folder).error().code, ErrorCode::Damaged) << "the same variables twice";
    for (const char* text : {"", "[]", "{}", R"({"weight_map": {}})", R"({"weight_map": {"a": ["../x.weights.h5"]}})",
                             R"({"weight_map": {"a": [7]}})"}) {
        put(index, text);
        EXPECT_EQ(opened(folder).error().code, ErrorCode::Damaged) << text;
        EXPECT_EQ(opened(index).error().code, ErrorCode::Damaged) << text;
    }
}

}  // namespace
}  // namespace fisherlens
