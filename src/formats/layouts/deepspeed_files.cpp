// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/deepspeed_files.h"

#include "base/byte_source.h"
#include "formats/shown_text.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

namespace fisherlens {
namespace {

using std::string_view;

/// The number after a prefix: "zero_pp_rank_" of "zero_pp_rank_12_mp_rank_00..." gives 12; the rest is what follows.
std::optional<std::size_t> numberAfter(string_view& text, string_view prefix)
{
    if (!text.starts_with(prefix))
        return std::nullopt;
    const string_view digits = text.substr(prefix.size());
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc())
        return std::nullopt;
    text = digits.substr(static_cast<std::size_t>(end - digits.data()));
    return value;
}

struct Name {
    std::optional<std::size_t> dataRank, modelRank;
    bool optim = false, sharded = false;
};

/// [bf16_]zero_pp_rank_D_mp_rank_XX_{optim,model}_states.pt and mp_rank_XX_model_states.pt.
std::optional<Name> parse(string_view file)
{
    Name name;
    if (file.starts_with("bf16_"))
        file.remove_prefix(5);
    name.dataRank = numberAfter(file, "zero_pp_rank_");
    name.sharded = name.dataRank.has_value();
    name.modelRank = numberAfter(file, name.sharded ? "_mp_rank_" : "mp_rank_");
    if (!name.modelRank)
        return std::nullopt;
    if (file.starts_with("_"))  // missing in files of old versions
        file.remove_prefix(1);
    name.optim = file == "optim_states.pt";
    return name.optim || file == "model_states.pt" ? std::optional(name) : std::nullopt;
}

bool isSave(const Folder& folder)
{
    return std::any_of(folder.files.begin(), folder.files.end(), [](const std::string& file) {
        return file.ends_with("_model_states.pt") && (parse(file) || file.starts_with("layer_"));
    });
}

Failure parallel(const std::string& folder)
{
    return fail(ErrorCode::Unsupported,
                "Tensor- or expert-parallel DeepSpeed state; convert with ds_to_universal.py and open the universal "
                "folder.",
                {folder, {}, {}}, "The program lies in deepspeed/checkpoint.");
}

/// The only folder that looks like a save, where `latest` is missing.
std::optional<std::string> onlySave(const Folder& folder)
{
    std::optional<std::string> found;
    for (const std::string& name : folder.folders) {
        if (!name.starts_with("global_step"))
            continue;
        if (found)
            return std::nullopt;
        found = name;
    }
    return found;
}

}  // namespace

Result<std::string> folderNamedBy(const Folder& folder, const std::string& file)
{
    FL_TRY(const auto source, ByteSource::open(folder.at(file)));
    std::string name(static_cast<std::size_t>(std::min<std::uint64_t>(source->size(), 4096)), '\0');
    FL_CHECK(source->read(0, std::as_writable_bytes(std::span(name))));
    while (!name.empty() && (name.back() == '\n' || name.back() == '\r' || name.back() == ' '))
        name.pop_back();
    if (!folder.hasFolder(name))
        return fail(ErrorCode::Damaged,
                    "The file names the folder \"" + shownText(name) + "\", which is not beside it.",
                    {source->path(), {}, {}}, "Give the folder of one save itself.");
    return name;
}

bool isDeepSpeed(const Folder& folder)
{
    return isSave(folder) || (folder.hasFile("latest") && !folder.folders.empty()) || onlySave(folder);
}

Result<DeepSpeedFiles> findDeepSpeedFiles(const Folder& folder, const JobContext& context)
{
    if (!isSave(folder)) {
        std::optional<std::string> name = onlySave(folder);
        if (folder.hasFile("latest")) {
            FL_TRY(name, folderNamedBy(folder, "latest"));
        }
        FL_TRY(const Folder inner, Folder::list(folder.at(*name), context));
        if (!isSave(inner))
            return fail(ErrorCode::Missing, "The folder holds no DeepSpeed save: *_model_states.pt is missing.",
                        {inner.path, {}, {}}, "Copy the whole folder.");
        return findDeepSpeedFiles(inner, context);
    }
    DeepSpeedFiles files;
    files.folder = folder.path;
    std::vector<std::pair<std::size_t, std::string>> optim, sharded;
    for (const std::string& file : folder.files) {
        const bool experts = file.starts_with("expp_rank_") || file.find("_expert_") != std::string::npos;
        const bool layers = file.starts_with("layer_") && file.find("-model_") != std::string::npos
                            && file.find("-model_00-") == std::string::npos;
        if (experts || layers)
            return parallel(folder.path);
        const auto name = parse(file);
        if (!name)
            continue;
        if (*name->modelRank != 0)
            return parallel(folder.path);
        if (name->optim && name->dataRank)
            optim.emplace_back(*name->dataRank, file);
        else if (name->dataRank)
            sharded.emplace_back(*name->dataRank, file);
        else
            files.modelStates = folder.at(file);
    }
    std::sort(optim.begin(), optim.end());
    std::sort(sharded.begin(), sharded.end());
    for (const auto& [rank, file] : optim)
        files.optimStates.push_back(folder.at(file));
    for (const auto& [rank, file] : sharded)
        files.shardedStates.push_back(folder.at(file));
    if (files.modelStates.empty() && !files.shardedStates.empty())
        files.modelStates = files.shardedStates.front();
    if (files.modelStates.empty())
        return fail(ErrorCode::Missing, "The DeepSpeed save has no mp_rank_00_model_states.pt.", {folder.path, {}, {}},
                    "Copy the whole folder.");
    return files;
}

}  // namespace fisherlens
