// SPDX-License-Identifier: GPL-3.0-or-later
// Every row of the README's tables "layout" and "optimizer" names something that is opened here; what exactly is read is
// tested beside each layout. A row without a file, or a file without a row, fails.
#include "layouts.h"

#include <deque>
#include <fstream>
#include <initializer_list>

namespace fisherlens {
namespace {

using ::testing::StartsWith;

struct Row {
    const char* begins;  ///< the first cell
    std::vector<const char*> files;
    const char* recognised;  ///< the layout, or the format where no layout is told
    enum { Mapped, Refused, None } squares = Mapped;
    const char* optimizer = "";  ///< a file beside that of the parameters
};

/// First cells of the table under a heading row, as the README has them.
std::vector<std::string> cells(const std::string& heading)
{
    std::ifstream readme(FL_SOURCE_DIR "/README.md");
    std::vector<std::string> found;
    std::string line;
    while (std::getline(readme, line) && !line.starts_with(heading)) {}
    std::getline(readme, line);  // | --- |
    while (std::getline(readme, line) && line.starts_with("| "))
        found.push_back(line.substr(2, line.find(" | ", 2) - 2));
    return found;
}

class ReadmeRows : public LayoutTest {
protected:
    static void expectRows(const std::string& heading, const std::vector<Row>& rows)
    {
        const std::vector<std::string> written = cells(heading);
        ASSERT_EQ(written.size(), rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            EXPECT_THAT(written[i], StartsWith(rows[i].begins));
            for (const char* file : rows[i].files)
                expectRow(rows[i], file);
        }
    }

private:
    static void expectRow(const Row& row, const std::string& file)
    {
        SCOPED_TRACE(file);
        const auto checkpoint = opened(fixture(file), *row.optimizer ? fixture(row.optimizer) : "");
        ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
        EXPECT_EQ(checkpoint->layout.empty() ? checkpoint->format : checkpoint->layout, row.recognised);
        ASSERT_EQ(checkpoint->optimizer.has_value(), row.squares != Row::None);
        if (row.squares == Row::None) {
            EXPECT_GT(checkpoint->tensors.size(), 0U);
            return;
        }
        EXPECT_EQ(checkpoint->optimizer->unusable.has_value(), row.squares == Row::Refused);
        if (row.squares == Row::Refused)
            return;
        EXPECT_FALSE(checkpoint->optimizer->mapped.empty());
        for (const ParameterState& state : checkpoint->optimizer->mapped) {
            const auto values = readAll(state.accumulator);
            ASSERT_TRUE(values) << describe(values.error());
            for (const double value : *values)
                EXPECT_GE(value, 0) << state.parameter;
        }
    }
};

TEST_F(ReadmeRows, OfLayoutsAreOpened)
{
    expectRows(
        "| layout |",
        {{"`torch.save` file", {"checkpoints/adam.pt", "libraries/layouts/folder"}, "pytorch-zip"},
         {"Hugging Face Trainer folder",
          {"libraries/layouts/hf-llama", "libraries/layouts/hf-pickled", "libraries/layouts/hf-sharded",
           "libraries/states/hf-fsdp"},
          "huggingface-trainer"},
         {"PEFT adapter", {"libraries/layouts/hf-lora"}, "huggingface-trainer"},
         {"Accelerate folder", {"libraries/layouts/accelerate", "libraries/states/accelerate-fsdp2"}, "accelerate"},
         {"Lightning `.ckpt`", {"libraries/layouts/lightning.ckpt"}, "lightning"},
         {"timm", {"libraries/layouts/timm.pth.tar"}, "timm"},
         {"torchvision's references", {"libraries/layouts/torchvision.pth"}, "torchvision"},
         {"nanoGPT", {"libraries/layouts/nanogpt.pt"}, "nanogpt"},
         {"Composer", {"libraries/layouts/composer.pt"}, "composer"},
         {"torchtune folder", {"libraries/layouts/torchtune"}, "torchtune"},
         {"fairseq", {"libraries/layouts/fairseq.pt", "libraries/parts/fairseq_flat.pt"}, "fairseq"},
         {"Megatron-LM", {"megatron/run"}, "megatron"},
         {"mmengine, mmcv", {"libraries/layouts/mmengine.pth", "libraries/parts/mmengine.pth"}, "mmengine"},
         {"detectron2", {"libraries/parts/detectron2"}, "detectron2"},
         {"kohya's sd-scripts", {"libraries/states/kohya-000001-state"}, "kohya"},
         {"ultralytics", {"libraries/layouts/ultralytics.pt"}, "ultralytics"},
         {"torch.distributed.checkpoint folder",
          {"distributed/plain", "distributed/raw", "distributed/sharded", "distributed/old"},
          "torch-distributed"},
         {"the same as Accelerate",
          {"distributed/fsdp", "distributed/composer", "distributed/titan"},
          "torch-distributed"},
         {"safetensors that torch.distributed.checkpoint cut", {"pieces"}, "torch-distributed", Row::None},
         {"DeepSpeed ZeRO 1, 2, 3",
          {"deepspeed/zero1", "deepspeed/zero2", "deepspeed/zero3", "deepspeed/bf16", "deepspeed/elastic",
           "deepspeed/frozen3"},
          "deepspeed"},
         {"DeepSpeed universal", {"deepspeed/universal", "deepspeed/universal3"}, "deepspeed"},
         {"OLMo, unsharded", {"accumulators/olmo"}, "olmo-safetensors"},
         {"`exp_avg_sq.safetensors`", {"accumulators/ota"}, "safetensors"},
         {"bergson's", {"accumulators/ota/model.safetensors"}, "safetensors", Row::Mapped, "accumulators/bergson.pt"},
         {"Keras 3 `.keras`", {"keras/adam.keras", "keras/tf.keras", "keras_parts/folder"}, "keras"},
         {"Keras `.weights.h5`", {"keras/adam.weights.h5", "keras_parts/shards"}, "keras"},
         {"Keras `.h5`", {"keras/adam.h5", "keras/tf.h5", "keras/legacy.h5"}, "keras"},
         {"Flax", {"flax/adamw.msgpack"}, "flax"},
         {"TorchScript", {"checkpoints/script.ts"}, "torchscript", Row::None},
         {"NPZ", {"arrays/model_a.npz", "arrays/model_a_deflated.npz"}, "npz", Row::None},
         {"HDF5", {"arrays/model_a.h5"}, "hdf5", Row::None}});
}

TEST_F(ReadmeRows, OfOptimizersAreOpened)
{
    const auto of = [](std::initializer_list<const char*> names) {
        static std::deque<std::string> kept;
        std::vector<const char*> files;
        for (const char* name : names)
            files.push_back(kept.emplace_back("libraries/optimizers/" + std::string(name) + ".pt").c_str());
        return files;
    };
    const char* zip = "pytorch-zip";
    expectRows(
        "| optimizer |",
        {{"Adam, AdamW, AMSGrad",
          of({"torch-adam", "torch-adamw", "torch-amsgrad", "torch-nadam", "torch-radam", "timm-nadamw", "timm-adamp",
              "timm-laprop", "timm-lamb", "schedulefree-adamw"}),
          zip},
         {"Adam, AdamW, LAMB, AdEMAMix of bitsandbytes",
          of({"bnb-adam8bit", "bnb-adamw8bit", "bnb-adamw", "bnb-lamb8bit", "bnb-ademamix8bit"}), zip},
         {"Adam, AdamW of torchao", of({"torchao-adamw8bit", "torchao-adamw4bit", "torchao-adamwfp8"}), zip},
         {"RMSprop", of({"torch-rmsprop", "torch-rmsprop-centred", "timm-rmsproptf"}), zip},
         {"Adadelta", of({"torch-adadelta"}), zip},
         {"Adagrad", of({"torch-adagrad", "torch-adagrad-start"}), zip},
         {"optax",
          {"flax/adamw.msgpack", "flax/amsgrad.msgpack", "flax/rmsprop.msgpack", "flax/centered.msgpack",
           "flax/adagrad.msgpack", "flax/adadelta.msgpack", "flax/adafactor.msgpack", "flax/adafactor_axes.msgpack"},
          "flax"},
         {"Adafactor", of({"torch-adafactor", "transformers-adafactor", "timm-adafactor", "timm-adafactorbv"}), zip},
         {"ADOPT", of({"timm-adopt"}), zip},
         {"Adam-mini", of({"adam-mini"}), zip},
         {"timm's Muon", of({"timm-muon"}), zip},
         {"Adamax, MADGRAD, Prodigy", of({"torch-adamax", "timm-madgrad", "prodigy", "torch-sparse-adam"}), zip},
         {"SGD, Lion, Muon",
          of({"torch-sgd", "timm-lion", "torch-muon", "torch-rprop", "torch-asgd", "schedulefree-sgd", "timm-kron",
              "timm-adan", "timm-mars", "timm-adabelief", "bnb-lion8bit", "bnb-rmsprop8bit"}),
          zip, Row::Refused}});
}

}  // namespace
}  // namespace fisherlens
