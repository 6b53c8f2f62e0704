// SPDX-License-Identifier: GPL-3.0-or-later
#include "layouts.h"

namespace fisherlens {
namespace {

using DeepSpeed = LayoutTest;

const nlohmann::json& expected()
{
    static const nlohmann::json json = expectedIn("deepspeed");
    return json;
}

std::string folder(const std::string& name)
{
    return FL_TEST_DATA "/deepspeed/" + name;
}

class Saves : public testing::TestWithParam<std::string> {};

TEST_P(Saves, AreReadAsDeepSpeedReportsThem)
{
    OpenOptions options;
    options.path = folder(GetParam());
    const auto checkpoint = openCheckpoint(options, {});
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    EXPECT_EQ(checkpoint->format, GetParam().starts_with("universal") ? "deepspeed-universal" : "deepspeed-zero");
    EXPECT_EQ(checkpoint->key, "module");
    expectModel(*checkpoint, expected()[GetParam()]["tensors"]);
    expectStates(*checkpoint, expected()[GetParam()]);
}

INSTANTIATE_TEST_SUITE_P(Layouts, Saves,
                         testing::Values("zero1", "zero2", "zero3", "frozen3", "bf16", "universal", "universal3",
                                         "elastic"),
                         [](const auto& test) { return test.param; });

TEST_F(DeepSpeed, FoldersOfTheHuggingFaceTrainerHoldSaves)
{
    const std::string copy = copied("deepspeed/zero2");
    put(copy + "/trainer_state.json", R"({"global_step": 4, "epoch": 2, "log_history": []})");
    const auto checkpoint = opened(copy);
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    EXPECT_EQ(checkpoint->layout, "huggingface-trainer");
    EXPECT_EQ(checkpoint->run.batchSize, 9);
    expectStates(*checkpoint, expected()["zero2"]);
}

TEST_F(DeepSpeed, TheFolderOfTheSaveItselfOpensToo)
{
    for (const char* name : {"zero1/global_step4", "zero3/global_step4", "universal/global_step4_universal"})
        EXPECT_TRUE(opened(folder(name))) << name;
}

TEST_F(DeepSpeed, GroupsAndConfigurationAreKept)
{
    for (const char* name : {"zero1", "zero3", "universal"}) {
        const auto checkpoint = opened(folder(name));
        ASSERT_TRUE(checkpoint);
        EXPECT_EQ(checkpoint->optimizer->kind, "AdamW");
        for (const ParameterState& state : checkpoint->optimizer->mapped)
            EXPECT_EQ(checkpoint->optimizer->groups[state.group].weightDecay,
                      state.parameter.ends_with("weight") ? 0.1 : 0.0)
                << name << " " << state.parameter;
        EXPECT_EQ(checkpoint->metadata.at("global_steps"), "4") << name;
    }
    const auto checkpoint = opened(folder("zero2"));
    EXPECT_EQ(checkpoint->run.batchSize, 9) << "3 examples on each of 3 ranks";
    EXPECT_EQ(checkpoint->run.number("clip-norm"), 1);
    EXPECT_EQ(checkpoint->run.number("optimizer-steps"), 4);
    EXPECT_EQ(opened(folder("universal"))->run.batchSize, 6) << "24 samples in 4 steps";
}

TEST_F(DeepSpeed, AnIncompleteSaveSaysHowManyPartitionsAreThere)
{
    for (const char* name : {"deepspeed/zero2", "deepspeed/zero3"}) {
        const std::string copy = copied(name);
        std::filesystem::remove(copy + "/global_step4/zero_pp_rank_1_mp_rank_00_optim_states.pt");
        const auto result = opened(copy);
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().detail, std::string("This DeepSpeed save is incomplete: ")
                                             + (std::string(name).ends_with("2") ? "2 of 3" : "1 of 2")
                                             + " partitions found.");
        EXPECT_EQ(exitStatus(result.error().code), 3);
    }
}

TEST_F(DeepSpeed, ParallelSavesAreRefused)
{
    for (const char* file : {"mp_rank_01_model_states.pt", "zero_pp_rank_0_mp_rank_01_optim_states.pt",
                             "expp_rank_0_mp_rank_00_optim_states.pt", "layer_3_expert_0_mp_rank_00_model_states.pt",
                             "layer_04-model_01-model_states.pt"}) {
        const std::string copy = copied("deepspeed/zero1");
        put(copy + "/global_step4/" + file, "x");
        const auto result = opened(copy);
        ASSERT_FALSE(result) << file;
        EXPECT_EQ(result.error().detail,
                  "Tensor- or expert-parallel DeepSpeed state; convert with ds_to_universal.py and open the universal "
                  "folder.");
    }
}

TEST_F(DeepSpeed, MissingPartsAreNamed)
{
    std::string copy = copied("deepspeed/zero1");
    put(copy + "/latest", "../../etc");
    EXPECT_EQ(opened(copy).error().code, ErrorCode::Damaged);
    std::filesystem::remove(copy + "/latest");
    EXPECT_TRUE(opened(copy));  // there is only one save
    std::filesystem::remove(copy + "/global_step4/mp_rank_00_model_states.pt");
    EXPECT_EQ(exitStatus(opened(copy).error().code), 3);
    copy = copied("deepspeed/universal3");
    std::filesystem::remove_all(copy + "/global_step4_universal/zero");
    EXPECT_EQ(opened(copy).error().code, ErrorCode::Missing);
}

TEST_F(DeepSpeed, PartitionsOfAnotherModelAreRefused)
{
    const std::string copy = copied("deepspeed/zero1");
    std::filesystem::copy_file(folder("elastic/mp_rank_00_model_states.pt"),
                               copy + "/global_step4/mp_rank_00_model_states.pt",
                               std::filesystem::copy_options::overwrite_existing);
    const auto result = opened(copy);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().detail,
              "This save of DeepSpeed before 0.5 does not say which parameters are in which group.");
}

TEST_F(DeepSpeed, TruncatedFilesEndWithASentence)
{
    for (const char* file : {"zero_pp_rank_0_mp_rank_00_optim_states.pt", "mp_rank_00_model_states.pt"}) {
        const std::string copy = copied("deepspeed/zero1");
        const std::string bytes = content(copy + "/global_step4/" + file);
        for (std::size_t n = 0; n < bytes.size(); n += 97) {
            put(copy + "/global_step4/" + file, bytes.substr(0, n));
            const auto result = opened(copy);
            ASSERT_FALSE(result) << file << " " << n;
            EXPECT_EQ(exitStatus(result.error().code), 3);
        }
    }
}

TEST_F(DeepSpeed, SlicesOfFrozenParametersAreNeededFromEveryRank)
{
    const std::string copy = copied("deepspeed/frozen3");
    std::filesystem::remove(copy + "/global_step4/zero_pp_rank_1_mp_rank_00_model_states.pt");
    const auto checkpoint = opened(copy);
    ASSERT_FALSE(checkpoint);
    EXPECT_EQ(checkpoint.error().code, ErrorCode::Damaged);
    EXPECT_NE(checkpoint.error().detail.find("frozen parameter \"0.weight\" do not fit its shape [3, 4]"),
              std::string::npos)
        << checkpoint.error().detail;
}

}  // namespace
}  // namespace fisherlens
