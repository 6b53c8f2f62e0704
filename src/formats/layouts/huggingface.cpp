// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/huggingface.h"

#include "formats/layouts/json_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace fisherlens {
namespace {

using nlohmann::json;

std::optional<double> numberOf(const json& object, const char* key)
{
    const auto at = object.find(key);
    return at != object.end() && at->is_number() ? std::optional(at->get<double>()) : std::nullopt;
}

std::string textOf(const json& object, const char* key)
{
    const auto at = object.find(key);
    return at != object.end() && at->is_string() ? at->get<std::string>().substr(0, 200) : std::string();
}

/// The last entry of log_history with this key.
std::optional<double> lastLogged(const json& state, const char* key)
{
    const auto log = state.find("log_history");
    if (log == state.end() || !log->is_array())
        return std::nullopt;
    for (auto entry = log->rbegin(); entry != log->rend(); ++entry)
        if (entry->is_object())
            if (const auto value = numberOf(*entry, key))
                return value;
    return std::nullopt;
}

/// How many rng_state_<rank>.pth (the Trainer) or random_states_<rank>.pkl (Accelerate) there are: one per process.
std::size_t rankFiles(const Folder& folder)
{
    return static_cast<std::size_t>(std::count_if(folder.files.begin(), folder.files.end(), [](std::string_view name) {
        return name == "rng_state.pth" || (name.starts_with("rng_state_") && name.ends_with(".pth"))
               || (name.starts_with("random_states_") && name.ends_with(".pkl"));
    }));
}

/// N ≈ steps of one epoch × B, or samples per second × seconds ÷ epochs; both are estimates.
void estimateDataSize(const std::string& path, TrainingRun& run)
{
    const json state = readJsonFile(path).value_or(json::object());
    const auto perSecond = lastLogged(state, "train_samples_per_second"), seconds = lastLogged(state, "train_runtime");
    const auto epochs = numberOf(state, "num_train_epochs");
    if (perSecond && seconds && epochs && *epochs > 0) {
        run.add("data-set-size", std::round(*perSecond * *seconds / *epochs),
                "estimate from trainer_state.json: train_samples_per_second × train_runtime ÷ num_train_epochs");
        return;
    }
    const auto steps = numberOf(state, "global_step"), epoch = numberOf(state, "epoch");
    TrainingRun copy = run;
    deriveBatch(copy);
    if (steps && epoch && *epoch > 0 && copy.batchSize)
        run.add("data-set-size", std::round(*steps / *epoch * *copy.batchSize),
                "estimate from trainer_state.json: global_step ÷ epoch × batch, up to one batch more or less");
}

/// 4.51.3 → {4, 51}.
std::pair<int, int> versionOf(std::string_view text)
{
    int major = 0, minor = 0;
    const char* end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, major);
    if (first.ec == std::errc() && first.ptr != end && *first.ptr == '.')
        std::from_chars(first.ptr + 1, end, minor);
    return {major, minor};
}

/// In 4.46 and 4.47 the loss of some models was not divided by the accumulation steps (transformers issues 35203, 37766).
void findUncertainScale(const Folder& folder, const HuggingFaceFolder& found, const JobContext& context)
{
    const auto version = versionOf(found.hints.transformersVersion);
    if (version.first == 4 && (version.second == 46 || version.second == 47)
        && found.run.number("accumulation").value_or(1) > 1)
        context.find(
            {Severity::Warning,
             "scale-uncertain",
             {folder.path, {}, {}},
             "transformers " + found.hints.transformersVersion
                 + " scaled the loss wrongly with gradient accumulation for some models: the values may be off "
                   "by the square of the accumulation steps.",
             "Ranks are not affected; check the scale with a reference Fisher."});
}

/// Runs one reader; what it cannot read becomes a finding, unless the file asks for code.
template <class Read>
Result<void> attempt(const Folder& folder, const char* name, const JobContext& context, Read&& read)
{
    if (!folder.hasFile(name))
        return {};
    const Result<void> done = read(folder.at(name));
    if (done)
        return {};
    return settingsNotRead(folder.at(name), done.error(), context);
}

/// What kohya's sd-scripts keep beside a state of Accelerate (train_network.py, save_model_hook).
Result<void> readKohyaState(const std::string& path, TrainingRun& run)
{
    FL_TRY(const json state, readJsonFile(path));
    if (!state.is_object())
        return fail(ErrorCode::Damaged, "The file holds no JSON object.", {path, {}, {}});
    for (const auto& [key, name] : {std::pair{"current_step", "optimizer-steps"}, {"current_epoch", "epochs"}})
        if (const auto value = numberOf(state, key))
            run.add(name, *value, std::string("train_state.json: ") + key);
    return {};
}

Result<void> readAdapterConfig(const std::string& path, TrainingRun& run, const JobContext& context)
{
    FL_TRY(const json config, readJsonFile(path));
    if (!config.is_object())
        return fail(ErrorCode::Damaged, "The file holds no JSON object.", {path, {}, {}});
    const std::string type = textOf(config, "peft_type"), base = textOf(config, "base_model_name_or_path");
    run.add("adapter", type.empty() ? "unknown" : type, "adapter_config.json: peft_type");
    if (!base.empty())
        run.add("base-model", base, "adapter_config.json: base_model_name_or_path");
    if (const auto rank = numberOf(config, "r"))
        run.add("adapter-rank", *rank, "adapter_config.json: r");
    context.find({Severity::Information,
                  "peft-adapter",
                  {path, {}, {}},
                  "This is a PEFT adapter (" + (type.empty() ? std::string("unknown type") : type)
                      + (base.empty() ? "" : " for " + base) + "): its tensors are the adapter's, not the model's.",
                  "Estimates and merges concern the adapter's parameters."});
    return {};
}

/// A classifier keeps tie_word_embeddings of the model that it was made from.
bool mayHaveOutputLayer(const json& config)
{
    const auto classes = config.find("architectures");
    if (classes == config.end() || !classes->is_array() || classes->empty())
        return true;
    return std::any_of(classes->begin(), classes->end(), [](const json& entry) {
        const std::string name = entry.is_string() ? entry.get<std::string>() : std::string();
        for (const char* head : {"CausalLM", "LMHead", "ConditionalGeneration", "MaskedLM", "PreTraining"})
            if (name.find(head) != std::string::npos)
                return true;
        return false;
    });
}

}  // namespace

Result<void> settingsNotRead(const std::string& path, const Error& error, const JobContext& context)
{
    if (error.code == ErrorCode::Unsafe || error.code == ErrorCode::Cancelled)
        return fail(error);
    context.find({Severity::Warning,
                  "settings-not-read",
                  {path, {}, {}},
                  "The settings of the training run in this file cannot be read: " + error.detail,
                  "The batch size and other settings that it holds are unknown."});
    return {};
}

Result<void> readTrainerState(const std::string& path, TrainingRun& run)
{
    FL_TRY(const json state, readJsonFile(path));
    if (!state.is_object())
        return fail(ErrorCode::Damaged, "The file holds no JSON object.", {path, {}, {}});
    constexpr std::array<std::pair<const char*, const char*>, 3> keys{
        {{"global_step", "optimizer-steps"}, {"epoch", "epochs"}, {"max_steps", "planned-steps"}}};
    for (const auto& [key, name] : keys)
        if (const auto value = numberOf(state, key))
            run.add(name, *value, std::string("trainer_state.json: ") + key);
    // Examples per device and process at most; from 2026 on it is only written when the trainer chose it itself.
    if (const auto batch = numberOf(state, "train_batch_size"); batch && *batch >= 1)
        run.add("micro-batch", *batch, "trainer_state.json: train_batch_size");
    if (const auto loss = lastLogged(state, "loss"))
        run.add("training-loss", *loss, "trainer_state.json: last loss of log_history");
    return {};
}

Result<void> readModelConfig(const std::string& path, TrainingRun& run, MappingHints& hints)
{
    FL_TRY(const json config, readJsonFile(path));
    if (!config.is_object())
        return fail(ErrorCode::Damaged, "The file holds no JSON object.", {path, {}, {}});
    hints.modelType = textOf(config, "model_type");
    hints.transformersVersion = textOf(config, "transformers_version");
    const auto tied = config.find("tie_word_embeddings");
    hints.tiedEmbeddings =
        tied != config.end() && tied->is_boolean() && tied->get<bool>() && mayHaveOutputLayer(config);
    if (!hints.modelType.empty())
        run.add("architecture", hints.modelType, "config.json: model_type");
    if (!hints.transformersVersion.empty())
        run.add("trainer-version", hints.transformersVersion, "config.json: transformers_version");
    for (const char* key : {"dtype", "torch_dtype"})
        if (const std::string dtype = textOf(config, key); !dtype.empty())
            run.add("model-precision", dtype, std::string("config.json: ") + key);
    return {};
}

Result<HuggingFaceFolder> readHuggingFace(const Folder& folder, const JobContext& context)
{
    HuggingFaceFolder found;
    TrainingRun& run = found.run;
    const bool trainer = folder.hasFile("trainer_state.json") || folder.hasFile("training_args.bin");
    const std::size_t ranks = rankFiles(folder);
    if (trainer)
        found.layout = "huggingface-trainer";
    else if (folder.hasFile("optimizer.bin") || ranks > 0)
        found.layout = folder.hasFile("train_state.json") ? "kohya" : "accelerate";
    else if (folder.hasFile("adapter_config.json"))
        found.layout = "peft-adapter";
    else if (folder.hasFile("config.json"))
        found.layout = "huggingface-model";
    found.hints.huggingfaceTrainer = trainer;
    FL_CHECK(attempt(folder, "training_args.bin", context,
                     [&](const std::string& path) { return readTrainingArguments(path, run, context); }));
    FL_CHECK(attempt(folder, "trainer_state.json", context,
                     [&](const std::string& path) { return readTrainerState(path, run); }));
    FL_CHECK(attempt(folder, "train_state.json", context,
                     [&](const std::string& path) { return readKohyaState(path, run); }));
    FL_CHECK(attempt(folder, "config.json", context,
                     [&](const std::string& path) { return readModelConfig(path, run, found.hints); }));
    FL_CHECK(attempt(folder, "adapter_config.json", context,
                     [&](const std::string& path) { return readAdapterConfig(path, run, context); }));
    if (ranks > 0)
        run.add("world-size", static_cast<double>(ranks),
                ranks == 1 ? "one file of random states, thus one process"
                           : fmt::format("{} files of random states, one per process", ranks));
    if (folder.hasFile("scaler.pt"))
        run.add("precision", std::string("fp16"), "scaler.pt is there, which only fp16 needs");
    FL_CHECK(
        attempt(folder, "scaler.pt", context, [&](const std::string& path) { return readScaler(path, run, context); }));
    if (folder.hasFile("trainer_state.json"))
        estimateDataSize(folder.at("trainer_state.json"), run);
    findUncertainScale(folder, found, context);
    return found;
}

}  // namespace fisherlens
