// SPDX-License-Identifier: GPL-3.0-or-later
// Train states that Flax saved with optax's optimizers (tests/data/make_flax.py), and damaged ones.
#include "formats/containers/msgpack.h"
#include "formats/layouts/orbax_names.h"
#include "layouts.h"

namespace fisherlens {
namespace {

class Flax : public LayoutTest {
protected:
    static const nlohmann::json& expected()
    {
        static const nlohmann::json json = expectedIn("flax");
        return json;
    }
    static std::string whole(const std::string& name)
    {
        std::ifstream in(fixture("flax/" + name), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    Result<Checkpoint> openBytes(std::string_view bytes) const
    {
        put(path("x.msgpack"), bytes);
        return opened(path("x.msgpack"));
    }
};

TEST_F(Flax, TheStateOfEveryOptimizerOfOptaxIsThatOfTheLibrary)
{
    const std::map<std::string, std::pair<std::string, std::string>> kinds{
        {"adamw.msgpack", {"Adam or AdamW", "exp_avg_sq"}},
        {"inject.msgpack", {"Adam or AdamW", "exp_avg_sq"}},
        {"amsgrad.msgpack", {"Adam or AdamW", "exp_avg_sq"}},
        {"bfloat16.msgpack", {"Adam or AdamW", "exp_avg_sq"}},
        {"masked.msgpack", {"Adam or AdamW", "exp_avg_sq"}},
        {"chunked.msgpack", {"Adam or AdamW", "exp_avg_sq"}},
        {"rmsprop.msgpack", {"RMSprop", "square_avg"}},
        {"centered.msgpack", {"RMSprop", "square_avg"}},
        {"adagrad.msgpack", {"Adagrad (optax)", "sum_of_squares"}},
        {"adadelta.msgpack", {"Adadelta", "square_avg"}}};
    for (const auto& [name, kind] : kinds) {
        SCOPED_TRACE(name);
        const auto checkpoint = opened(fixture("flax/" + name));
        ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
        EXPECT_EQ(checkpoint->format, "flax-msgpack");
        EXPECT_EQ(checkpoint->layout, "flax");
        EXPECT_EQ(checkpoint->key, "params");
        expectModel(*checkpoint, expected()[name]["tensors"]);
        expectStates(*checkpoint, expected()[name]);
        EXPECT_EQ(checkpoint->optimizer->kind, kind.first);
        EXPECT_EQ(checkpoint->optimizer->accumulator, kind.second);
        EXPECT_EQ(checkpoint->metadata.at("step"), "4");
    }
}

TEST_F(Flax, FactorsAreMultipliedOut)
{
    for (const std::string name : {"adafactor.msgpack", "adafactor_axes.msgpack"}) {
        SCOPED_TRACE(name);
        const auto checkpoint = opened(fixture("flax/" + name));
        ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
        ASSERT_FALSE(checkpoint->optimizer->unusable) << describe(*checkpoint->optimizer->unusable);
        const auto& states = expected()[name]["states"];
        EXPECT_EQ(checkpoint->optimizer->mapped.size(), states.size());
        for (const ParameterState& state : checkpoint->optimizer->mapped) {
            const auto values = readAll(state.accumulator);
            ASSERT_TRUE(values) << describe(values.error());
            const auto answer = states[state.parameter]["v"].get<std::vector<double>>();
            ASSERT_EQ(values->size(), answer.size());
            for (std::size_t i = 0; i < answer.size(); ++i)
                EXPECT_NEAR((*values)[i], answer[i], 1e-6 * answer[i]) << state.parameter;
        }
    }
}

TEST_F(Flax, WhatTheFileDoesNotSayIsSaid)
{
    Findings findings;
    const auto adam = opened(fixture("flax/adamw.msgpack"), {}, &findings);
    ASSERT_TRUE(adam);
    EXPECT_TRUE(findings.has("optax-class-unknown"));
    EXPECT_FALSE(adam->optimizer->groups[0].beta2);
    const auto adagrad = opened(fixture("flax/adagrad.msgpack"));
    ASSERT_TRUE(adagrad);
    EXPECT_EQ(adagrad->optimizer->mapped[0].averaging.start, 0.1);
    EXPECT_EQ(adagrad->optimizer->mapped[0].averaging.startOrigin, "what Adagrad (optax) starts with");
}

TEST_F(Flax, OptimizersWithoutSquaresSayWhy)
{
    for (const auto& [name, kind] :
         std::map<std::string, std::string>{{"lion.msgpack", "Lion"}, {"sgd.msgpack", "momentum"}}) {
        const auto checkpoint = opened(fixture("flax/" + name));
        ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
        ASSERT_TRUE(checkpoint->optimizer);
        ASSERT_TRUE(checkpoint->optimizer->unusable);
        EXPECT_EQ(checkpoint->optimizer->kind, kind);
        EXPECT_NE(checkpoint->optimizer->unusable->detail.find("no squared gradients"), std::string::npos);
    }
}

TEST_F(Flax, AModelAloneAndFoldersAreOpened)
{
    const auto model = opened(fixture("flax/flax_model.msgpack"));
    ASSERT_TRUE(model) << describe(model.error());
    EXPECT_FALSE(model->optimizer);
    expectModel(*model, expected()["flax_model.msgpack"]["tensors"]);
    std::filesystem::create_directories(path("run"));
    std::filesystem::copy(fixture("flax/adamw.msgpack"), path("run/checkpoint_4"));
    const auto run = opened(path("run"));
    ASSERT_TRUE(run) << describe(run.error());
    expectStates(*run, expected()["adamw.msgpack"]);
    std::filesystem::copy(fixture("flax/adamw.msgpack"), path("run/checkpoint_8"));
    EXPECT_NE(opened(path("run")).error().detail.find("\"checkpoint_4\", \"checkpoint_8\""), std::string::npos);
    std::filesystem::create_directories(path("hub"));
    std::filesystem::copy(fixture("flax/flax_model.msgpack"), path("hub/flax_model.msgpack"));
    put(path("hub/config.json"), R"({"model_type": "bert"})");
    const auto hub = opened(path("hub"));
    ASSERT_TRUE(hub) << describe(hub.error());
    EXPECT_EQ(hub->run.find("architecture")->value, "bert");
}

TEST_F(Flax, DamagedFilesAreRefusedWhereverTheyEnd)
{
    const std::string bytes = whole("adamw.msgpack");
    for (std::size_t size = 1; size < bytes.size(); ++size) {
        const auto checkpoint = openBytes(std::string_view(bytes).substr(0, size));
        ASSERT_FALSE(checkpoint) << size;
        EXPECT_EQ(exitStatus(checkpoint.error().code), 3) << size;
    }
    EXPECT_EQ(openBytes(bytes + "x").error().code, ErrorCode::Damaged);
}

TEST_F(Flax, WhatIsNoArrayOfFlaxIsRefused)
{
    using namespace std::string_literals;
    const std::string map = "\x81\xa1"
                            "a";
    EXPECT_EQ(openBytes(map + "\x01").error().code, ErrorCode::Unsupported);
    EXPECT_EQ(openBytes(map + "\xc1").error().code, ErrorCode::Damaged);
    std::string deep;
    for (int i = 0; i < 100; ++i)
        deep += map;
    const std::string keys = "\x82\xa1"
                             "a\x01"s;
    EXPECT_EQ(openBytes(keys + "\xca\x7f\xc0\0\0\x01"s).error().code, ErrorCode::Damaged) << "the key is a NaN";
    EXPECT_EQ(openBytes(keys + "\x05\x01").error().code, ErrorCode::Unsupported) << "the key is 5";
    EXPECT_NE(openBytes(deep + "\x01").error().detail.find("deeply"), std::string::npos);
    const std::string length = "\x81\xa1"
                               "a\xdf\xff\xff\xff\xff"s;  // four billion entries
    EXPECT_EQ(openBytes(length).error().code, ErrorCode::Damaged);
    // [2], float32, 4 bytes
    const std::string array = map
                              + "\xc7\x11\x01\x93\x91\x02\xa7"
                                "float32\xc4\x04"
                                "abcd"s;
    EXPECT_NE(openBytes(array).error().detail.find("[2] has 4 bytes"), std::string::npos);
    const std::string good = map
                             + "\xc7\x11\x01\x93\x91\x01\xa7"
                               "float32\xc4\x04"
                               "abcd"s;
    EXPECT_TRUE(openBytes(good));
    Findings findings;
    put(path("x.msgpack"), "\x82\xa1"
                           "a\xc7\x11\x01\x93\x91\x01\xa7"
                           "strange\xc4\x04"
                           "abcd\xa1"
                           "b"s + good.substr(3));
    EXPECT_TRUE(opened(path("x.msgpack"), {}, &findings));
    EXPECT_TRUE(findings.has("tensor-not-readable"));
}

TEST_F(Flax, NamesOfAnOrbaxCheckpointAreInTheHint)
{
    const std::string sentence =
        "Orbax/TensorStore checkpoint; export nu as safetensors (a short Python script can be offered).";
    const auto checkpoint = opened(fixture("flax/orbax"));
    ASSERT_FALSE(checkpoint);
    EXPECT_EQ(checkpoint.error().detail, sentence);
    EXPECT_TRUE(checkpoint.error().hint.starts_with("It names 20 values, of which 6 are squares of gradients: "
                                                    "opt_state/1/0/nu/first/bias, "))
        << checkpoint.error().hint;
    // A CheckpointManager keeps it one folder further down.
    std::filesystem::create_directories(path("8"));
    std::filesystem::copy(fixture("flax/orbax"), path("8/default"));
    put(path("8/_CHECKPOINT_METADATA"), "{}");
    EXPECT_EQ(opened(path("8")).error().hint, checkpoint.error().hint);
    put(path("8/default/_METADATA"), "[[[");
    EXPECT_EQ(opened(path("8")).error().detail, sentence);
    EXPECT_EQ(readOrbaxNames(path("8/default/_METADATA")).error().code, ErrorCode::Damaged);
    // Before OCDBT: the tree is MessagePack, the arrays are folders.
    std::filesystem::create_directories(path("old"));
    put(path("old/checkpoint"), "\x81\xa6params\xb7PLACEHOLDER://params.bb");
    EXPECT_EQ(opened(path("old")).error().detail, sentence);
}

}  // namespace
}  // namespace fisherlens
