// SPDX-License-Identifier: GPL-3.0-or-later
#include "layouts.h"

namespace fisherlens {
namespace {

using Refused = LayoutTest;

TEST_F(Refused, KnownLayoutsSayWhatToDo)
{
    const std::string tensorFlow = "TensorFlow checkpoint; re-save as .keras or .h5.";
    const std::string orbax =
        "Orbax/TensorStore checkpoint; export nu as safetensors (a short Python script can be offered).";
    const std::string rank = "This file holds one rank's shard of an FSDP run. Save with FULL_STATE_DICT, or with "
                             "torch.distributed.checkpoint.";
    const std::map<std::string, std::string> sentences{
        {"saved_model.pb", tensorFlow},
        {"ckpt-1.data-00000-of-00001", tensorFlow},
        {"manifest.ocdbt", orbax},
        {".zarray", orbax},
        {"run-abc.wandb", "W&B's offline log is not readable here; use files/config.yaml and wandb-summary.json or "
                          "export CSV."},
        {"distrib_optim.pt", "Megatron's distributed optimizer keeps one flat buffer without parameter names; re-save "
                             "as torch_dist with --dist-ckpt-optim-fully-reshardable."},
        {"pytorch_model_fsdp_rank0.bin", rank},
        {"optimizer_0_rank12.bin", rank},
        {"rank0-of-8-optimizer.pt", rank}};
    for (const auto& [name, sentence] : sentences) {
        std::filesystem::create_directory(path("folder"));
        put(path("folder/" + name), "anything");
        for (const std::string& given : {path("folder"), path("folder/" + name)}) {
            const auto result = opened(given);
            ASSERT_FALSE(result) << given;
            EXPECT_EQ(result.error().detail, sentence) << given;
            EXPECT_EQ(exitStatus(result.error().code), 3);
        }
        std::filesystem::remove_all(path("folder"));
    }
}

TEST_F(Refused, AnIndexOfTensorFlowIsKnownByItsEnd)
{
    put(path("model.index"), std::string("table\x57\xfb\x80\x8b\x24\x75\x47\xdb", 13));
    EXPECT_EQ(opened(path("model.index")).error().detail, "TensorFlow checkpoint; re-save as .keras or .h5.");
    put(path("model.index"), "something else");
    EXPECT_NE(opened(path("model.index")).error().detail, "TensorFlow checkpoint; re-save as .keras or .h5.");
}

TEST_F(Refused, ALogBesideACheckpointDoesNotHideIt)
{
    std::filesystem::copy(fixture("accumulators/ota"), path("run"));
    std::filesystem::remove(path("run/exp_avg_sq.safetensors"));
    put(path("run/run-abc.wandb"), "x");
    EXPECT_TRUE(opened(path("run")));
    put(path("run/optimizer_0_rank0.bin"), "x");
    EXPECT_FALSE(opened(path("run"))) << "a part of a state that looks like a whole one";
}

TEST_F(Refused, OtherFoldersSaySo)
{
    std::filesystem::create_directory(path("empty"));
    EXPECT_EQ(exitStatus(opened(path("empty")).error().code), 3);
    EXPECT_EQ(opened(path("none")).error().code, ErrorCode::Missing);
}

}  // namespace
}  // namespace fisherlens
