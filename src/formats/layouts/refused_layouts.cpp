// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/refused_layouts.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <string_view>

namespace fisherlens {
namespace {

using std::string_view;

struct Refusal {
    string_view sentence, hint;
    bool misleading = false;  ///< the file opens like one that holds whole tensors
};

constexpr Refusal kTensorFlow{"TensorFlow checkpoint; re-save as .keras or .h5.",
                              "Load the model with Keras, then model.save(\"model.keras\")."};
constexpr Refusal kOrbax{
    "Orbax/TensorStore checkpoint; export nu as safetensors (a short Python script can be offered).", {}};
constexpr Refusal kWandb{
    "W&B's offline log is not readable here; use files/config.yaml and wandb-summary.json or export "
    "CSV.",
    "The log holds no parameters; give the checkpoint of the run."};
constexpr Refusal kMegatron{
    "Megatron's distributed optimizer keeps one flat buffer without parameter names; re-save as torch_dist with "
    "--dist-ckpt-optim-fully-reshardable.",
    "The weights in model_optim_rng.pt can be opened as a file.", true};
constexpr Refusal kRank{"This file holds one rank's shard of an FSDP run. Save with FULL_STATE_DICT, or with "
                        "torch.distributed.checkpoint.",
                        "The shards of single ranks do not say which parameters they hold.", true};

bool isDigits(string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// NAME_rank3.bin of FSDP, rank-3-of-8-optimizer.pt of FSDP on XLA.
bool isRankFile(string_view name)
{
    const std::size_t at = name.rfind("_rank");
    if (at != string_view::npos && name.ends_with(".bin") && isDigits(name.substr(at + 5, name.size() - at - 9)))
        return true;
    return name.starts_with("rank") && name.find("-of-") != string_view::npos && name.ends_with("-optimizer.pt");
}

std::optional<Refusal> refusalOf(string_view name)
{
    const bool tensorFlowData = name.find(".data-") != string_view::npos && name.find("-of-") != string_view::npos;
    if (name == "saved_model.pb" || tensorFlowData)
        return kTensorFlow;
    if (name == "manifest.ocdbt" || name == ".zarray" || name == "_CHECKPOINT_METADATA" || name == "_METADATA")
        return kOrbax;
    if (name.starts_with("run-") && name.ends_with(".wandb"))
        return kWandb;
    if (name == "distrib_optim.pt")
        return kMegatron;
    if (isRankFile(name))
        return kRank;
    return std::nullopt;
}

/// A log or an exported graph beside a checkpoint does not make the folder one of theirs.
bool mayHoldCheckpoint(const Folder& folder)
{
    return std::any_of(folder.files.begin(), folder.files.end(), [](const std::string& name) {
        const auto ends = [&name](string_view extension) { return name.ends_with(extension); };
        constexpr std::array<string_view, 7> extensions{".safetensors", ".bin", ".pt",     ".pth",
                                                        ".ckpt",        ".tar", ".msgpack"};
        return std::any_of(extensions.begin(), extensions.end(), ends);
    });
}

std::optional<Refusal> refusalOf(const Folder& folder)
{
    std::error_code ignored;
    const bool holds = mayHoldCheckpoint(folder);
    const bool summary = std::filesystem::exists(folder.at("files/wandb-summary.json"), ignored);  // which is read
    for (const std::string& name : folder.files)
        if (const auto found = refusalOf(name);
            found && (found->misleading || !holds) && !(summary && found->sentence == kWandb.sentence))
            return found;
    return std::nullopt;
}

/// The head of the table that belongs to TensorFlow's data files ends with this number.
bool isTensorFlowIndex(const std::string& path)
{
    constexpr std::array<unsigned char, 8> magic{0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb};
    const auto file = ByteSource::open(path);
    if (!file || (*file)->size() < magic.size())
        return false;
    std::array<unsigned char, 8> end{};
    return (*file)->read((*file)->size() - end.size(), std::as_writable_bytes(std::span(end))) && end == magic;
}

Failure refused(const Refusal& refusal, const std::string& path)
{
    if (refusal.sentence == kOrbax.sentence)
        return refusedOrbax(path);
    return fail(ErrorCode::Unsupported, std::string(refusal.sentence), {path, {}, {}}, std::string(refusal.hint));
}

}  // namespace

Failure refusedRankShard(const std::string& path)
{
    return refused(kRank, path);
}

bool isRefusedFolder(const Folder& folder)
{
    return refusalOf(folder).has_value();
}

Result<std::unique_ptr<ModelFile>> openRefusedFolder(const Folder& folder, const JobContext&)
{
    return refused(refusalOf(folder).value_or(kTensorFlow), folder.path);
}

Result<void> checkRefusedFile(const std::string& path)
{
    const std::string name = std::filesystem::path(path).filename().string();
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(path, ignored))
        return {};
    if (const auto refusal = refusalOf(name))
        return refused(*refusal, path);
    if (name.ends_with(".index") && isTensorFlowIndex(path))
        return refused(kTensorFlow, path);
    return {};
}

}  // namespace fisherlens
