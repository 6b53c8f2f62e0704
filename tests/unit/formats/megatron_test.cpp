// SPDX-License-Identifier: GPL-3.0-or-later
// Folders of Megatron-LM (tests/data/make_megatron.py), also around saves of torch.distributed.checkpoint.
#include "layouts.h"

namespace fisherlens {
namespace {

using Megatron = LayoutTest;

TEST_F(Megatron, ARunLeadsToItsLatestIteration)
{
    const nlohmann::json expected = expectedIn("megatron");
    for (const char* name : {"run", "run/iter_0000003", "run/iter_0000003/mp_rank_00",
                             "run/iter_0000003/mp_rank_00/model_optim_rng.pt"}) {
        SCOPED_TRACE(name);
        const auto checkpoint = opened(fixture("megatron/" + std::string(name)));
        ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
        EXPECT_EQ(checkpoint->layout, "megatron");
        expectModel(*checkpoint, expected["tensors"]);
        expectStates(*checkpoint, expected, MappingHow::OrderVerified);
        EXPECT_EQ(checkpoint->run.batchSize, 24);
        EXPECT_EQ(checkpoint->run.number("clip-norm"), 1);
    }
}

TEST_F(Megatron, AnIterationInTheFormatOfTorchIsOpenedAsSuch)
{
    std::filesystem::create_directories(path("run"));
    std::filesystem::copy(fixture("distributed/plain"), path("run/iter_0000012"));
    put(path("run/latest_checkpointed_iteration.txt"), "12\n");
    const auto checkpoint = opened(path("run"));
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    EXPECT_EQ(checkpoint->layout, opened(fixture("distributed/plain"))->layout);
    EXPECT_TRUE(checkpoint->optimizer);
}

TEST_F(Megatron, WhatCannotBeReadSaysWhy)
{
    std::filesystem::copy(fixture("megatron/run"), path("run"), std::filesystem::copy_options::recursive);
    const std::string iteration = path("run/iter_0000003");
    const auto refusal = [&] {
        const auto result = opened(path("run"));
        EXPECT_FALSE(result);
        return result ? std::string() : result.error().detail;
    };
    for (const char* text : {"4", "", "../run", "99999999999999999999", "-3", "release"}) {
        put(path("run/latest_checkpointed_iteration.txt"), text);
        EXPECT_NE(refusal().find("whose folder is not beside it"), std::string::npos) << text;
    }
    put(path("run/latest_checkpointed_iteration.txt"), "3");
    std::filesystem::create_directory(iteration + "/mp_rank_01");
    EXPECT_NE(refusal().find("cut the model into 2 parts"), std::string::npos);
    std::filesystem::remove(iteration + "/mp_rank_01");
    put(iteration + "/mp_rank_00/distrib_optim.pt", "x");
    EXPECT_NE(refusal().find("one flat buffer without parameter names"), std::string::npos);
}

}  // namespace
}  // namespace fisherlens
