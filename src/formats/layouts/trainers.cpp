// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/trainers.h"

#include "formats/layouts/yaml_file.h"
#include "formats/pickle/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <initializer_list>

namespace fisherlens {
namespace {

using pickle::Document;
using pickle::kNoNode;
using std::string_view;

struct Signature {
    std::string_view layout;
    std::array<std::string_view, 4> all;  ///< keys that must be there; "" is none
};

/// The most particular ones first.
constexpr std::array<Signature, 14> kSignatures{{
    {"lightning", {"pytorch-lightning_version", "state_dict"}},
    {"megatron", {"checkpoint_version", "iteration", "args", "model"}},
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

/// The number of the first KEY=NUMBER within GROUP = dict(...) at the beginning of a line.
std::optional<double> argumentIn(string_view text, string_view group, string_view key)
{
    std::size_t at = 0;
    const auto isName = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
    for (; at < text.size(); at = std::min(text.find('\n', at), text.size() - 1) + 1)
        if (text.substr(at).starts_with(group)
            && text.substr(at + group.size()).find_first_not_of(' ') == text.substr(at + group.size()).find('='))
            break;
    std::size_t end = std::min(text.find('(', at), text.size());
    for (int depth = 0; end < text.size(); ++end) {
        depth += text[end] == '(' ? 1 : text[end] == ')' ? -1 : 0;
        if (depth == 0)
            break;
    }
    const string_view inside = at < text.size() ? text.substr(at, end - at) : string_view();
    for (std::size_t found = inside.find(key, group.size()); found != string_view::npos;
         found = inside.find(key, found + 1)) {
        std::size_t stop = found + key.size();
        if (isName(inside[found - 1]) || stop >= inside.size() || inside[stop] != '=')
            continue;
        const std::size_t begin = ++stop;
        while (stop < inside.size() && (isName(inside[stop]) || inside[stop] == '.' || inside[stop] == '-'))
            ++stop;
        return numberIn(inside.substr(begin, stop - begin));
    }
    return std::nullopt;
}

/// What a number for clipping means: Lightning and timm say it beside it.
const char* clippingOf(const std::map<std::string, std::string>& values, const std::string& prefix)
{
    for (const char* key : {"gradient_clip_algorithm", "clip_mode"})
        if (const auto at = values.find(prefix + key); at != values.end())
            return at->second == "value" ? "clip-value" : at->second == "agc" ? "clip-adaptive" : "clip-norm";
    return "clip-norm";
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
        else if (layout == "megatron")
            readMegatron();
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
        else if (layout == "mmengine" || layout == "mmcv")
            readMmengine();
        else if (layout == "detectron2")
            take("iteration", "optimizer-steps");
        addUsualSettings(values_, {}, run_);
        readLossScale();
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
        const auto plain = node ? document_.number(*node) : std::nullopt;
        return plain ? plain : number(path);  // OmegaConf's lists are not plain
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

    /// A switch for mixed precision; off is float32 unless another one may be on.
    void takeMixed(const std::string& path, const char* type, bool only = true)
    {
        const auto at = values_.find(path);
        if (at != values_.end() && at->second == "true")
            run_.add("precision", std::string(type), path);
        else if (at != values_.end() && at->second == "false" && only)
            run_.add("precision", std::string("fp32"), path);
    }

    /// Of PyTorch's GradScaler, under the names that trainers give it, and of fairseq.
    void readLossScale()
    {
        for (const char* path : {"scaler.scale", "grad_scaler.scale", "amp_scaler.scale", "scaler_state_dict.scale",
                                 "amp.scale", "native_amp_scaling_state.scale", "MixedPrecision.scale",
                                 "loss_scaler.scale", "last_optimizer_state.loss_scale"})
            if (const auto scale = deep(path); scale && *scale > 0)
                run_.add("loss-scale", *scale, path);
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
    /// facts/formats-trainers.md 2b
    void readMegatron()
    {
        take("args.global_batch_size", "global-batch");
        take("args.clip_grad", "clip-norm");
        take("iteration", "optimizer-steps");
        for (const char* precision : {"bf16", "fp16"})
            if (const auto at = values_.find(std::string("args.") + precision);
                at != values_.end() && at->second == "true")
                run_.add("precision", std::string(precision), at->first);
    }
    void readTimm()
    {
        take("args.batch_size", "micro-batch");
        take("args.grad_accum_steps", "accumulation");
        take("args.world_size", "world-size");
        take("args.clip_grad", clippingOf(values_, "args."));
        take("args.smoothing", "label-smoothing");
        take("args.mixup", "mixup");
        take("args.cutmix", "cutmix");
        const auto mixed = values_.find("args.amp_dtype"), whole = values_.find("args.model_dtype");
        if (whole != values_.end() && (whole->second == "bfloat16" || whole->second == "float16"))
            run_.add("precision", std::string(whole->second == "bfloat16" ? "bf16" : "fp16"), whole->first);
        takeMixed("args.amp", mixed != values_.end() && mixed->second == "bfloat16" ? "bf16" : "fp16");
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
        take("args.mixup_alpha", "mixup");
        take("args.cutmix_alpha", "cutmix");
        takeMixed("args.amp", "fp16");
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
        for (const char* settings : {"cfg.common.", "args."}) {
            takeMixed(std::string(settings) + "bf16", "bf16", false);
            takeMixed(std::string(settings) + "amp", "fp16", false);
            takeMixed(std::string(settings) + "fp16", "fp16");
        }
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
        take("train_args.mixup", "mixup");
        take("train_args.cutmix", "cutmix");
        takeMixed("train_args.amp", "fp16");
        run_.add("reduction", std::string("sum"), "ultralytics multiplies the mean loss by the batch size");
    }
    /// The configuration is a text of Python: `train_dataloader = dict(batch_size=2, ...)`.
    void readMmengine()
    {
        take("meta.iter", "iterations");
        take("meta.epoch", "epochs");
        const auto node = resolvePath(document_, "meta.cfg");
        const auto text = node ? document_.text(*node) : std::nullopt;
        if (!text)
            return;
        const auto copy = [&](string_view group, string_view key, const char* name) {
            if (const auto value = argumentIn(*text, group, key))
                run_.add(name, *value, "meta.cfg: " + std::string(group) + ", " + std::string(key));
        };
        copy("train_dataloader", "batch_size", "micro-batch");
        copy("data", "samples_per_gpu", "micro-batch");  // mmcv 1
        copy("optim_wrapper", "accumulative_counts", "accumulation");
        copy("optim_wrapper", "max_norm", "clip-norm");
        copy("optim_wrapper", "clip_value", "clip-value");
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
        take("hyper_parameters.gradient_clip_val", clippingOf(values_, "hyper_parameters."));
    }

    const Document& document_;
    const std::map<std::string, std::string>& values_;
    TrainingRun run_;
};

}  // namespace

void addUsualSettings(const std::map<std::string, std::string>& values, const std::string& origin, TrainingRun& run)
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
        {"clip-value", {"clip_grad_value", "grad_clip_value", "gradient_clip_value"}},
        {"learning-rate", {"learning_rate", "lr"}},
        {"weight-decay", {"weight_decay", "wd"}},
        {"warm-up-steps", {"warmup_steps", "warmup_iters"}},
        {"label-smoothing", {"label_smoothing", "label_smoothing_factor", "smoothing"}},
        {"seed", {"seed"}}};
    const auto take = [&](const std::string& path, const char* name) {
        const auto at = values.find(path);
        if (const auto value = at == values.end() ? std::nullopt : numberIn(at->second))
            run.add(name, *value, origin + path);
    };
    for (const Usual& usual : all)
        for (const char* prefix : {"args.", "hyper_parameters.", "config.", "train_args.", "cfg.", "hparams.", ""})
            for (const char* key : usual.keys)
                take(std::string(prefix) + key,
                     std::string_view(usual.name) == "clip-norm" ? clippingOf(values, prefix) : usual.name);
    for (const char* key : {"epoch", "epochs_run"})
        take(key, "epochs");
}

void addDetectron2(const std::string& folder, TrainingRun& run)
{
    const auto values = readYamlFile(folder + "/config.yaml");
    if (!values)
        return;
    const auto number = [&](const char* key) {
        const auto at = values->find(key);
        return at == values->end() ? std::nullopt : numberIn(at->second);
    };
    const auto text = [&](const char* key) {
        const auto at = values->find(key);
        return at == values->end() ? std::string() : at->second;
    };
    constexpr const char* batch = "SOLVER.IMS_PER_BATCH";
    if (const auto images = number(batch))
        run.add("global-batch", *images, std::string("config.yaml: ") + batch + ", of all processes");
    const auto take = [&](const char* key, const char* name) {
        if (const auto value = number(key))
            run.add(name, *value, std::string("config.yaml: ") + key);
    };
    take("SOLVER.BASE_LR", "learning-rate");
    take("SOLVER.WEIGHT_DECAY", "weight-decay");
    take("SOLVER.WARMUP_ITERS", "warm-up-steps");
    if (text("SOLVER.CLIP_GRADIENTS.ENABLED") == "true") {
        const std::string type = text("SOLVER.CLIP_GRADIENTS.CLIP_TYPE");  // its default is "value"
        take("SOLVER.CLIP_GRADIENTS.CLIP_VALUE", type == "full_model" ? "clip-norm"
                                                 : type == "norm"     ? "clip-norm-of-each"
                                                                      : "clip-value");
    }
    if (text("SOLVER.AMP.ENABLED") == "true")
        run.add("precision", std::string("fp16"), "config.yaml: SOLVER.AMP.ENABLED");
}

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
