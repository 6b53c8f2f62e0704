// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/trainers.h"

#include "formats/pickle/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <initializer_list>

namespace fisherlens {
namespace {

using pickle::Document;
using pickle::kNoNode;

struct Signature {
    std::string_view layout;
    std::array<std::string_view, 4> all;  ///< keys that must be there; "" is none
};

/// The most particular ones first.
constexpr std::array<Signature, 13> kSignatures{{
    {"lightning", {"pytorch-lightning_version", "state_dict"}},
    {"nanogpt", {"model", "optimizer", "model_args", "iter_num"}},
    {"fairseq", {"last_optimizer_state", "optimizer_history"}},
    {"fairseq", {"model", "optimizer_history"}},
    {"mmengine", {"meta", "state_dict", "message_hub"}},
    {"mmcv", {"meta", "state_dict", "optimizer"}},
    {"timm", {"arch", "state_dict", "optimizer", "version"}},
    {"composer", {"state", "rng"}},
    {"ultralytics", {"train_args", "optimizer", "version"}},
    {"torchtune", {"optimizer", "seed", "total_epochs"}},
    {"detectron2", {"model", "iteration", "optimizer"}},
    {"detectron2", {"model", "iteration", "trainer"}},
    {"torchvision", {"model", "optimizer", "lr_scheduler", "args"}},
}};

std::optional<double> numberIn(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

class RunReader {
public:
    RunReader(const Document& document, const std::map<std::string, std::string>& values)
        : document_(document), values_(values)
    {}

    TrainingRun read(const std::string& layout)
    {
        if (layout == "nanogpt")
            readNanoGpt();
        else if (layout == "timm")
            readTimm();
        else if (layout == "torchvision")
            readTorchvision();
        else if (layout == "fairseq")
            readFairseq();
        else if (layout == "composer")
            readComposer();
        else if (layout == "ultralytics")
            readUltralytics();
        else if (layout == "lightning")
            readLightning();
        readUsual();
        return std::move(run_);
    }

private:
    [[nodiscard]] std::optional<double> number(const std::string& path) const
    {
        const auto at = values_.find(path);
        return at == values_.end() ? std::nullopt : numberIn(at->second);
    }
    [[nodiscard]] std::optional<double> deep(const char* path) const
    {
        const auto node = resolvePath(document_, path);
        return node ? document_.number(*node) : std::nullopt;
    }
    bool take(const std::string& path, const char* name)
    {
        const auto value = number(path);
        if (value)
            run_.add(name, *value, path);
        return value.has_value();
    }
    void takeText(const std::string& path, const char* name)
    {
        if (const auto at = values_.find(path); at != values_.end())
            run_.add(name, at->second, path);
    }

    void readNanoGpt()
    {
        // train.py divides gradient_accumulation_steps by the number of processes, so the file's number is of all.
        const auto micro = number("config.batch_size"), steps = number("config.gradient_accumulation_steps");
        if (micro && steps)
            run_.add("global-batch", *micro * *steps,
                     "config.batch_size × config.gradient_accumulation_steps, which in nanoGPT counts all processes");
        take("config.grad_clip", "clip-norm");
        take("iter_num", "iterations");
        takeText("config.dtype", "precision");
    }
    void readTimm()
    {
        take("args.batch_size", "micro-batch");
        take("args.grad_accum_steps", "accumulation");
        take("args.world_size", "world-size");
        take("args.clip_grad", "clip-norm");
        take("args.smoothing", "label-smoothing");
        take("args.mixup", "mixup");
    }
    void readTorchvision()
    {
        take("args.batch_size", "micro-batch");
        run_.add("accumulation", 1, "torchvision's reference scripts do not accumulate");
        const auto distributed = values_.find("args.distributed");
        if (!take("args.world_size", "world-size") && distributed != values_.end() && distributed->second == "false")
            run_.add("world-size", 1, "args.distributed is false");
        take("args.clip_grad_norm", "clip-norm");
        take("args.label_smoothing", "label-smoothing");
    }
    void readFairseq()
    {
        if (!take("cfg.dataset.batch_size", "micro-batch"))
            take("args.max_sentences", "micro-batch");
        if (!take("cfg.distributed_training.distributed_world_size", "world-size"))
            take("args.distributed_world_size", "world-size");
        for (const char* path : {"cfg.optimization.update_freq.0", "args.update_freq.0"})
            if (const auto steps = deep(path))
                run_.add("accumulation", *steps, path);
        if (!take("cfg.optimization.clip_norm", "clip-norm"))
            take("args.clip_norm", "clip-norm");
        run_.add("reduction", std::string("sum ÷ sample size"), "fairseq divides the summed loss by its sample size");
    }
    void readComposer()
    {
        constexpr std::string_view batches = "state.timestamp.Timestamp.batch";
        constexpr std::string_view samples = "state.timestamp.Timestamp.sample";
        const auto b = number(std::string(batches)), s = number(std::string(samples));
        if (b && s && *b >= 1 && std::fmod(*s, *b) == 0)
            run_.add("global-batch", *s / *b, std::string(samples) + " ÷ " + std::string(batches));
        if (b)
            run_.add("optimizer-steps", *b, std::string(batches));
    }
    void readUltralytics()
    {
        const auto batch = number("train_args.batch"), nominal = number("train_args.nbs");
        if (batch && nominal && *batch >= 1)
            run_.add("global-batch", *batch * std::max(1.0, std::round(*nominal / *batch)),
                     "train_args.batch × max(1, round(train_args.nbs ÷ batch))");
        run_.add("reduction", std::string("sum"), "ultralytics multiplies the mean loss by the batch size");
    }
    void readLightning()
    {
        take("global_step", "optimizer-steps");
        take("epoch", "epochs");
        takeText("pytorch-lightning_version", "trainer-version");
        const auto batches = deep("loops.fit_loop.epoch_loop.batch_progress.total.completed");
        const auto steps =
            deep("loops.fit_loop.epoch_loop.automatic_optimization.optim_progress.optimizer.step.total.completed");
        if (batches && steps && *steps >= 1 && *batches == *steps)
            run_.add("accumulation", 1, "loops.fit_loop: as many optimizer steps as batches");
        else if (batches && steps && *steps >= 1)
            run_.add("batches-per-step", *batches / *steps, "loops.fit_loop: batches ÷ optimizer steps");
        take("hyper_parameters.accumulate_grad_batches", "accumulation");
        take("hyper_parameters.gradient_clip_val", "clip-norm");
    }

    /// Names that training scripts use for their settings, wherever these lie.
    void readUsual()
    {
        struct Usual {
            const char* name;
            std::initializer_list<const char*> keys;
        };
        const std::initializer_list<Usual> all{
            {"micro-batch", {"batch_size", "train_batch_size", "per_device_train_batch_size", "micro_batch_size"}},
            {"accumulation", {"gradient_accumulation_steps", "grad_accum_steps", "accumulate_grad_batches"}},
            {"world-size", {"world_size", "num_processes", "data_parallel_size"}},
            {"clip-norm", {"max_grad_norm", "grad_clip", "clip_grad_norm", "clip_grad", "gradient_clip_val"}},
            {"learning-rate", {"learning_rate", "lr"}},
            {"weight-decay", {"weight_decay", "wd"}},
            {"warm-up-steps", {"warmup_steps", "warmup_iters"}},
            {"label-smoothing", {"label_smoothing", "label_smoothing_factor", "smoothing"}},
            {"seed", {"seed"}}};
        for (const Usual& usual : all)
            for (const char* prefix : {"args.", "hyper_parameters.", "config.", "train_args.", "cfg.", "hparams.", ""})
                for (const char* key : usual.keys)
                    take(std::string(prefix) + key, usual.name);
        for (const char* key : {"epoch", "epochs_run"})
            take(key, "epochs");
    }

    const Document& document_;
    const std::map<std::string, std::string>& values_;
    TrainingRun run_;
};

}  // namespace

std::string recogniseTrainer(const Document& document)
{
    const pickle::NodeId root = document.root();
    if (!pickle::isMapping(document, root))
        return {};
    for (const Signature& signature : kSignatures)
        if (std::all_of(signature.all.begin(), signature.all.end(), [&](std::string_view key) {
                return key.empty() || pickle::lookup(document, root, key) != kNoNode;
            }))
            return std::string(signature.layout);
    return {};
}

TrainingRun runOf(const Document& document, const std::string& layout, const std::map<std::string, std::string>& values)
{
    return RunReader(document, values).read(layout);
}

}  // namespace fisherlens
