// SPDX-License-Identifier: GPL-3.0-or-later
// training_args.bin: a pickled TrainingArguments (or a subclass, or argparse.Namespace), read as records.
#include "formats/containers/torch_archive.h"
#include "formats/layouts/huggingface.h"
#include "formats/pickle/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace fisherlens {
namespace {

using pickle::Document;
using pickle::Kind;
using pickle::kNoNode;
using pickle::NodeId;

/// The attributes that BUILD gave to an object: its dictionary, or the first of (dictionary, slots).
NodeId attributesOf(const Document& document, NodeId object)
{
    const auto call = document.call(object);
    if (!call || call->state == kNoNode)
        return kNoNode;
    if (document.kind(call->state) == Kind::Tuple && !document.items(call->state).empty())
        return document.items(call->state)[0];
    return call->state;
}

/// An enum member in either encoding: class(value), or getattr(class, "NAME") (Python 3.11); a plain text as it is.
std::optional<std::string> memberText(const Document& document, NodeId id)
{
    if (const auto text = document.text(id))
        return std::string(*text);
    const auto call = document.call(id);
    if (!call)
        return std::nullopt;
    const auto arguments = document.items(call->arguments);
    const auto text = arguments.empty() ? std::nullopt : document.text(arguments.back());
    if (!text)
        return std::nullopt;
    std::string member(*text);
    if (arguments.size() == 2)  // the name of the member: values are its lower case, but for a few
        std::transform(member.begin(), member.end(), member.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return member;
}

class Arguments {
public:
    Arguments(const Document& document, TrainingRun& run) : document_(document), run_(run) {}

    bool read()
    {
        const NodeId root = document_.root();
        attributes_ = pickle::isMapping(document_, root) ? root : attributesOf(document_, root);
        if (attributes_ == kNoNode || !pickle::isMapping(document_, attributes_))
            return false;
        readBatch();
        readOptimizer();
        readPrecision();
        return true;
    }

private:
    [[nodiscard]] NodeId at(std::string_view key) const { return pickle::lookup(document_, attributes_, key); }
    [[nodiscard]] std::optional<double> number(std::string_view key) const
    {
        const NodeId node = at(key);
        return node == kNoNode ? std::nullopt : document_.number(node);
    }
    [[nodiscard]] bool flag(std::string_view key) const
    {
        const NodeId node = at(key);
        return node != kNoNode && document_.boolean(node) == true;
    }
    void take(std::string_view key, std::string name)
    {
        if (const auto value = number(key))
            run_.add(std::move(name), *value, "training_args.bin: " + std::string(key));
    }
    /// The number of processes, inside a recorded accelerate.state.PartialState.
    [[nodiscard]] std::optional<double> processes() const
    {
        const NodeId state = at("distributed_state");
        const NodeId inside = state == kNoNode ? kNoNode : attributesOf(document_, state);
        const NodeId count = inside == kNoNode ? kNoNode : pickle::lookup(document_, inside, "num_processes");
        return count == kNoNode ? std::nullopt : document_.number(count);
    }
    [[nodiscard]] bool splitsBatches() const
    {
        const NodeId config = at("accelerator_config");
        NodeId inside = config == kNoNode ? kNoNode : attributesOf(document_, config);
        if (inside == kNoNode && config != kNoNode && pickle::isMapping(document_, config))
            inside = config;
        const NodeId split = inside == kNoNode ? kNoNode : pickle::lookup(document_, inside, "split_batches");
        return split != kNoNode && document_.boolean(split) == true;
    }
    /// Model or sequence parallelism: the number of processes is then not that of data-parallel copies.
    [[nodiscard]] bool otherParallelism() const
    {
        const NodeId config = at("parallelism_config");
        return config != kNoNode && document_.kind(config) != Kind::None;
    }

    void readBatch()
    {
        const auto old = number("per_gpu_train_batch_size");
        const auto perDevice = old ? old : number("per_device_train_batch_size");
        const char* key = old ? "per_gpu_train_batch_size" : "per_device_train_batch_size";
        const double copies = std::max(1.0, number("_n_gpu").value_or(number("n_gpu").value_or(1)));
        const auto count = processes();
        if (perDevice && flag("auto_find_batch_size")) {
            // The trainer may have halved it; trainer_state.json then says what it used.
        } else if (perDevice && splitsBatches() && count && *count >= 1) {
            run_.add("micro-batch", *perDevice * copies / *count,
                     fmt::format("training_args.bin: {}, split over {:g} processes", key, *count));
        } else if (perDevice) {
            run_.add("micro-batch", *perDevice, std::string("training_args.bin: ") + key);
        }
        take("gradient_accumulation_steps", "accumulation");
        if (count && !otherParallelism())
            run_.add("world-size", *count * copies,
                     copies > 1 ? "training_args.bin: distributed_state.num_processes × _n_gpu"
                                : "training_args.bin: distributed_state.num_processes");
    }

    void readOptimizer()
    {
        take("max_grad_norm", "clip-norm");
        take("learning_rate", "learning-rate");
        take("weight_decay", "weight-decay");
        take("warmup_steps", "warm-up-steps");
        take("warmup_ratio", "warm-up-ratio");
        take("label_smoothing_factor", "label-smoothing");
        take("num_train_epochs", "planned-epochs");
        take("seed", "seed");
        for (const auto& [key, name] : {std::pair("optim", "optimizer"), std::pair("lr_scheduler_type", "schedule")})
            if (const NodeId node = at(key); node != kNoNode)
                if (const auto member = memberText(document_, node))
                    run_.add(name, member->substr(0, 100), std::string("training_args.bin: ") + key);
    }

    void readPrecision()
    {
        for (const char* key : {"bf16", "fp16"})
            if (flag(key))
                run_.add("precision", std::string(key), std::string("training_args.bin: ") + key);
        if (const NodeId node = at("mixed_precision"); node != kNoNode)
            if (const auto text = document_.text(node))
                run_.add("precision", *text == "no" ? "fp32" : std::string(text->substr(0, 20)),
                         "training_args.bin: mixed_precision");
        if (at("fp16") != kNoNode && at("bf16") != kNoNode)
            run_.add("precision", std::string("fp32"), "training_args.bin: neither fp16 nor bf16");
    }

    const Document& document_;
    TrainingRun& run_;
    NodeId attributes_ = kNoNode;
};

}  // namespace

Result<void> readScaler(const std::string& path, TrainingRun& run, const JobContext& context)
{
    JobContext quiet = context;
    quiet.findings = nullptr;
    FL_TRY(auto file, ByteSource::open(path));
    FL_TRY(const TorchArchive archive, TorchArchive::open(std::move(file), quiet));
    FL_TRY(const pickle::Walk walk, archive.walk(quiet));
    const NodeId root = walk.document.root();
    const NodeId scale =
        pickle::isMapping(walk.document, root) ? pickle::lookup(walk.document, root, "scale") : kNoNode;
    if (const auto value = scale == kNoNode ? std::nullopt : walk.document.number(scale); value && *value > 0)
        run.add("loss-scale", *value, "scaler.pt: scale");
    return {};
}

Result<void> readTrainingArguments(const std::string& path, TrainingRun& run, const JobContext& context)
{
    JobContext quiet = context;
    quiet.findings = nullptr;  // every class of it is foreign, which says nothing
    FL_TRY(auto file, ByteSource::open(path));
    FL_TRY(const TorchArchive archive, TorchArchive::open(std::move(file), quiet));
    FL_TRY(const pickle::Walk walk, archive.walk(quiet));
    if (!Arguments(walk.document, run).read())
        return fail(ErrorCode::Unsupported, "it holds no settings of a training run.", {path, {}, {}});
    return {};
}

}  // namespace fisherlens
