// SPDX-License-Identifier: GPL-3.0-or-later
// What is read in part (facts/formats-trainers.md 10): settings beside or inside of checkpoints.
#include "formats/flat_state.h"
#include "formats/layouts/yaml_file.h"
#include "formats/safetensors_writer.h"
#include "formats/training_log.h"
#include "layouts.h"

namespace fisherlens {
namespace {

using Settings = LayoutTest;

TEST_F(Settings, NestedYamlIsReadAsFarAsItHoldsSingleValues)
{
    put(path("c.yaml"), "# a comment\n"
                        "SOLVER:\n"
                        "  AMP:\n"
                        "    ENABLED: true\n"
                        "  STEPS: (10, 20)\n"
                        "  LIST:\n"
                        "  - 1\n"
                        "  IMS_PER_BATCH: 16  # of all\n"
                        "  NAMES: [a, b]\n"
                        "VERSION: 2\n"
                        "'quoted key': \"a # text\"\n"
                        "no value\n"
                        "  deeper: than expected\n");
    const auto values = readYamlFile(path("c.yaml"));
    ASSERT_TRUE(values);
    EXPECT_EQ(*values, (std::map<std::string, std::string>{{"SOLVER.AMP.ENABLED", "true"},
                                                           {"SOLVER.STEPS", "(10, 20)"},
                                                           {"SOLVER.IMS_PER_BATCH", "16"},
                                                           {"VERSION", "2"},
                                                           {"quoted key", "a # text"},
                                                           {"deeper", "than expected"}}));
    EXPECT_EQ(readYamlFile(path("none")).error().code, ErrorCode::Missing);
    put(path("large.yaml"), std::string(5U << 20U, '\n'));
    EXPECT_EQ(readYamlFile(path("large.yaml")).error().code, ErrorCode::Unsupported);
}

TEST_F(Settings, KohyaKeepsTheStepBesideAStateOfAccelerate)
{
    std::filesystem::copy(fixture("libraries/layouts/accelerate"), path("state"));
    put(path("state/train_state.json"), R"({"current_epoch": 2, "current_step": 31})");
    const auto checkpoint = opened(path("state"));
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    EXPECT_EQ(checkpoint->run.number("optimizer-steps"), 31);
    EXPECT_EQ(checkpoint->run.number("epochs"), 2);
    Findings findings;
    put(path("state/train_state.json"), "[");
    ASSERT_TRUE(opened(path("state"), {}, &findings));
    EXPECT_TRUE(findings.has("settings-not-read"));
}

TEST_F(Settings, KohyaWritesThemIntoTheMetadata)
{
    std::vector<OutputTensor> out{copyOf(memoryTensor("lora_unet_x.lora_down.weight", {2}, {1, 2}))};
    ASSERT_TRUE(writeSafetensors(path("l.safetensors"), std::move(out),
                                 {{"ss_total_batch_size", "16"},
                                  {"ss_batch_size_per_device", "4"},
                                  {"ss_gradient_accumulation_steps", "2"},
                                  {"ss_unet_lr", "0.0001"},
                                  {"ss_optimizer", "bitsandbytes.optim.adamw.AdamW8bit"},
                                  {"ss_max_grad_norm", "1.0"},
                                  {"ss_num_train_images", "120"},
                                  {"ss_seed", "None"}},
                                 {}));
    const auto checkpoint = opened(path("l.safetensors"));
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    EXPECT_EQ(checkpoint->layout, "kohya");
    EXPECT_EQ(checkpoint->run.batchSize, 16);
    EXPECT_EQ(checkpoint->run.number("learning-rate"), 1e-4);
    EXPECT_EQ(checkpoint->run.number("clip-norm"), 1);
    EXPECT_EQ(checkpoint->run.find("optimizer")->value, "bitsandbytes.optim.adamw.AdamW8bit");
    EXPECT_EQ(checkpoint->run.find("seed"), nullptr);
    EXPECT_EQ(checkpoint->run.find("data-set-size")->origin,
              "metadata of the file: ss_num_train_images, repeats counted");
}

TEST_F(Settings, Detectron2KeepsThemBesideTheCheckpoint)
{
    for (const char* given : {"detectron2", "detectron2/model_0000003.pth"}) {
        SCOPED_TRACE(given);
        const auto checkpoint = opened(fixture("libraries/parts/" + std::string(given)));
        ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
        EXPECT_EQ(checkpoint->layout, "detectron2");
        EXPECT_EQ(checkpoint->run.batchSize, 16);
        EXPECT_EQ(checkpoint->run.find("global-batch")->origin, "config.yaml: SOLVER.IMS_PER_BATCH, of all processes");
        EXPECT_EQ(checkpoint->run.number("clip-norm"), 0.5);
        EXPECT_EQ(checkpoint->run.number("optimizer-steps"), 3);
        ASSERT_TRUE(checkpoint->optimizer);
        EXPECT_EQ(checkpoint->optimizer->mapped.size(), 4U);
    }
}

TEST_F(Settings, AnOlderCheckpointBesideTheLastOneIsNotConfusing)
{
    const std::string folder = copied("libraries/parts/detectron2");
    std::filesystem::copy(folder + "/model_0000003.pth", folder + "/model_0000001.pth");
    EXPECT_TRUE(opened(folder)) << "last_checkpoint says which";
    std::filesystem::remove(folder + "/last_checkpoint");
    EXPECT_NE(opened(folder).error().detail.find("several models"), std::string::npos);
}

TEST_F(Settings, MmengineKeepsThemAsPython)
{
    const auto checkpoint = opened(fixture("libraries/parts/mmengine.pth"));
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    EXPECT_EQ(checkpoint->run.number("micro-batch"), 2);
    EXPECT_EQ(checkpoint->run.number("accumulation"), 4);
    EXPECT_EQ(checkpoint->run.number("clip-norm"), 35);
    EXPECT_EQ(checkpoint->run.batchAtLeast, 8);
    EXPECT_EQ(checkpoint->run.find("accumulation")->origin, "meta.cfg: optim_wrapper, accumulative_counts");
}

TEST_F(Settings, OmegaConfIsReadLikePlainDictionaries)
{
    const auto checkpoint = opened(fixture("libraries/parts/omegaconf.ckpt"));
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    EXPECT_EQ(checkpoint->layout, "lightning");
    EXPECT_EQ(checkpoint->run.number("micro-batch"), 8);
    EXPECT_EQ(checkpoint->run.number("accumulation"), 4);
    EXPECT_EQ(checkpoint->metadata.at("hyper_parameters.optim.lr"), "0.001");
    EXPECT_EQ(checkpoint->metadata.at("hyper_parameters.optim.betas.1"), "0.99");
    EXPECT_EQ(checkpoint->metadata.at("hyper_parameters.ref"), "${batch_size}");
}

TEST_F(Settings, LightningKeepsThemInAFileBesideThePieces)
{
    const std::string folder = copied("distributed/sharded");
    std::filesystem::copy(fixture("libraries/parts/omegaconf.ckpt"), folder + "/meta.pt");
    const auto checkpoint = opened(folder);
    ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
    EXPECT_EQ(checkpoint->format, "torch-distributed");
    EXPECT_EQ(checkpoint->layout, "lightning");
    EXPECT_EQ(checkpoint->run.number("optimizer-steps"), 3);
    EXPECT_EQ(checkpoint->run.find("micro-batch")->origin, "meta.pt: hyper_parameters.batch_size");
    expectStates(*checkpoint, expectedIn("distributed")["sharded"]);
    put(folder + "/meta.pt", "no archive");
    Findings findings;
    EXPECT_TRUE(opened(folder, {}, &findings));
    EXPECT_TRUE(findings.has("settings-not-read"));
}

TEST_F(Settings, AFlatStateOfFairseqIsCutWhereTheSizesAddUp)
{
    const nlohmann::json answer = expectedIn("libraries/parts").at("fairseq_flat.pt");
    for (const char* name : {"fairseq_flat.pt", "fairseq_tied.pt"}) {
        SCOPED_TRACE(name);
        Findings findings;
        const auto checkpoint = opened(fixture("libraries/parts/" + std::string(name)), {}, &findings);
        ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
        ASSERT_TRUE(checkpoint->optimizer);
        ASSERT_FALSE(checkpoint->optimizer->unusable) << describe(*checkpoint->optimizer->unusable);
        EXPECT_TRUE(findings.has("flat-state-cut"));
        EXPECT_EQ(checkpoint->optimizer->mapped.size(), answer.size());
        for (const ParameterState& state : checkpoint->optimizer->mapped) {
            SCOPED_TRACE(state.parameter);
            EXPECT_EQ(mappingHowName(state.how), "order-verified");
            EXPECT_EQ(state.step, 3);
            expectNumbers(state.accumulator, answer[state.parameter]);
        }
    }
}

TEST_F(Settings, AFlatStateOfAnotherSizeIsRefused)
{
    const auto flat = opened(fixture("libraries/layouts/fairseq.pt"), fixture("libraries/parts/fairseq_flat.pt"));
    ASSERT_TRUE(flat) << describe(flat.error());
    ASSERT_TRUE(flat->optimizer->unusable);
    EXPECT_NE(flat->optimizer->unusable->detail.find("one flat vector of 65 elements"), std::string::npos)
        << flat->optimizer->unusable->detail;
}

TEST_F(Settings, ShardsOfOneRankAreRefusedByWhatTheyHold)
{
    for (const char* name : {"sharded_tensor.pt", "dtensor.pt", "flat_param.pt"}) {
        const auto checkpoint = opened(fixture("libraries/parts/" + std::string(name)));
        ASSERT_FALSE(checkpoint) << name;
        EXPECT_EQ(checkpoint.error().code, ErrorCode::Unsupported);
        EXPECT_EQ(checkpoint.error().detail,
                  "This file holds one rank's shard of an FSDP run. Save with FULL_STATE_DICT, or with "
                  "torch.distributed.checkpoint.");
    }
}

TEST_F(Settings, OfAWandbRunTheLastValuesAndTheConfigurationAreShown)
{
    std::filesystem::create_directories(path("run-1/files"));
    put(path("run-1/run-abc.wandb"), "x");
    put(path("run-1/files/wandb-summary.json"),
        R"({"_step": 99, "_timestamp": 1.7e9, "_runtime": 5, "train/loss": 0.5, "train/grad_norm": NaN,
            "eval": {"acc": 0.75}, "histogram": {"_type": "histogram", "bins": [1]}, "_wandb": {"runtime": 5}})");
    put(path("run-1/files/config.yaml"), "per_device_train_batch_size:\n  desc: null\n  value: 8\n"
                                         "gradient_accumulation_steps:\n  value: 2\n"
                                         "max_grad_norm:\n  value: 1\n_wandb:\n  value:\n    batch_size: 3\n");
    for (const char* given : {"run-1", "run-1/files", "run-1/files/wandb-summary.json"}) {
        SCOPED_TRACE(given);
        ASSERT_TRUE(looksLikeTrainingLog(path(given)));
        const auto log = openTrainingLog(path(given), {});
        ASSERT_TRUE(log) << describe(log.error());
        EXPECT_EQ(log->format, "wandb-summary");
        ASSERT_EQ(log->series.size(), 3U);
        ASSERT_TRUE(log->loss);
        EXPECT_EQ(log->series[*log->loss].name, "train/loss");
        EXPECT_EQ(log->series[*log->loss].step, std::vector<double>{99});
        EXPECT_EQ(log->series[*log->loss].value, std::vector<double>{0.5});
        EXPECT_EQ(log->series[*log->loss].time, std::vector<double>{1.7e9});
        EXPECT_EQ(log->run.number("micro-batch"), 8);
        EXPECT_EQ(log->run.batchAtLeast, 16);
        EXPECT_EQ(log->run.find("clip-norm")->origin, "config.yaml: max_grad_norm");
    }
    std::filesystem::remove(path("run-1/files/wandb-summary.json"));
    EXPECT_FALSE(looksLikeTrainingLog(path("run-1")));
    EXPECT_EQ(opened(path("run-1")).error().detail,
              "W&B's offline log is not readable here; use files/config.yaml and wandb-summary.json or export CSV.");
}

}  // namespace
}  // namespace fisherlens
