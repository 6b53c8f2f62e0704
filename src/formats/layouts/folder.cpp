// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/folder.h"

#include "formats/layouts/folder_layouts.h"
#include "formats/layouts/huggingface.h"
#include "formats/layouts/joined_model.h"
#include "formats/layouts/json_file.h"
#include "formats/layouts/shard_name.h"
#include "formats/layouts/trainers.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

namespace fisherlens {
namespace {

constexpr std::array<std::string_view, 7> kExtensions{".safetensors", ".bin", ".pt",     ".pth",
                                                      ".ckpt",        ".tar", ".msgpack"};

/// Files of a model under the names that Hugging Face's libraries give them, the one to prefer first.
constexpr std::array<std::string_view, 12> kModelNames{"model.safetensors.index.json",
                                                       "model.safetensors",
                                                       "pytorch_model.bin.index.json",
                                                       "pytorch_model.bin",
                                                       "adapter_model.safetensors",
                                                       "adapter_model.bin",
                                                       "pytorch_model_fsdp.bin",
                                                       "diffusion_pytorch_model.safetensors.index.json",
                                                       "diffusion_pytorch_model.safetensors",
                                                       "diffusion_pytorch_model.bin",
                                                       "model_1.safetensors",
                                                       "flax_model.msgpack"};

/// Beginnings of names of files that hold neither parameters nor an optimizer state.
constexpr std::array<std::string_view, 10> kBesides{"training_args", "scheduler", "scaler",   "rng_state",
                                                    "random_states", "sampler",   "dl_state", "tokenizer",
                                                    "lr_scheduler",  "generation"};

bool startsWithAny(std::string_view name, const auto& beginnings)
{
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [name](std::string_view beginning) { return name.starts_with(beginning); });
}

bool isTensorFile(std::string_view name)
{
    return std::any_of(kExtensions.begin(), kExtensions.end(),
                       [name](std::string_view extension) { return name.ends_with(extension); });
}

bool isOptimizerFile(std::string_view name)
{
    // torchtune keeps the optimizer in its recipe's state.
    return isTensorFile(name)
           && (name.starts_with("optim") || name.starts_with("recipe_state")
               || name.find("optimizer") != std::string_view::npos);
}

std::string quoted(const std::vector<std::string>& names)
{
    std::string text;
    for (std::size_t i = 0; i < std::min<std::size_t>(names.size(), 8); ++i)
        text += (i ? ", \"" : "\"") + names[i] + "\"";
    return names.size() > 8 ? text + " and " + std::to_string(names.size() - 8) + " more" : text;
}

/// The shards of one model that are in the folder, in order. Error Damaged: some are missing.
Result<std::vector<std::string>> siblingShards(const Folder& folder, const ShardName& shard)
{
    std::vector<std::string> names;
    for (const std::string& file : folder.files) {
        const auto other = shardName(file);
        if (other && other->stem == shard.stem && other->extension == shard.extension && other->count == shard.count)
            names.push_back(file);
    }
    if (names.size() != static_cast<std::size_t>(shard.count))
        return fail(ErrorCode::Damaged,
                    "The model \"" + shard.stem + "\" has " + std::to_string(shard.count) + " files, of which "
                        + std::to_string(names.size()) + " are here.",
                    {folder.path, {}, {}}, "Copy the missing files beside the others.");
    return names;
}

/// The files that an index names, in its order of names; error Damaged: not an index, or a file is not there.
Result<std::vector<std::string>> indexedShards(const Folder& folder, const std::string& index)
{
    const Where where{folder.at(index), {}, {}};
    FL_TRY(const nlohmann::json json, readJsonFile(where.file));
    const auto map = json.is_object() ? json.find("weight_map") : json.end();
    if (!json.is_object() || map == json.end() || !map->is_object() || map->empty())
        return fail(ErrorCode::Damaged, "The index has no weight_map.", where, "Save the model again.");
    std::set<std::string> names;
    for (const auto& [tensor, file] : map->items()) {
        if (!file.is_string())
            return fail(ErrorCode::Damaged, "The index does not name the file of every tensor.", where);
        const std::string name = file.get<std::string>();
        if (name.find('/') != std::string::npos || name == ".." || name == ".")
            return fail(ErrorCode::Damaged, "The index names a file outside of its folder.", where,
                        "Put all files of the model into one folder.");
        if (!folder.hasFile(name))
            return fail(ErrorCode::Missing, "A file that the index names is not here: " + name + ".", where,
                        "Copy it beside the index.");
        names.insert(name);
    }
    return std::vector<std::string>(names.begin(), names.end());
}

/// The files of the model under one of its names: an index, a shard, or the only file.
Result<std::vector<std::string>> modelFiles(const Folder& folder, const std::string& name)
{
    if (name.ends_with(".index.json"))
        return indexedShards(folder, name);
    if (const auto shard = shardName(name))
        return siblingShards(folder, *shard);
    return std::vector<std::string>{name};
}

Result<std::string> firstLine(const std::string& path)
{
    FL_TRY(const auto source, ByteSource::open(path));
    std::string text(static_cast<std::size_t>(std::min<std::uint64_t>(source->size(), 4096)), '\0');
    FL_CHECK(source->read(0, std::as_writable_bytes(std::span(text))));
    return text.substr(0, text.find_first_of("\r\n"));
}

/// The file of the folder that holds the model, "" when there is none.
Result<std::string> chooseModel(const Folder& folder)
{
    for (const std::string_view name : kModelNames)
        if (folder.hasFile(name))
            return std::string(name);
    std::vector<std::string> others;
    for (const std::string& name : folder.files) {
        const auto shard = shardName(name);
        if (isTensorFile(name) && !isOptimizerFile(name) && !startsWithAny(name, kBesides)
            && (!shard || shard->number == 1))
            others.push_back(name);
    }
    if (others.size() > 1 && folder.hasFile("last_checkpoint")) {  // detectron2
        FL_TRY(const std::string last, firstLine(folder.at("last_checkpoint")));
        if (std::find(others.begin(), others.end(), last) != others.end())
            return last;
    }
    if (others.size() > 1)
        return fail(ErrorCode::Unsupported, "The folder holds several models: " + quoted(others) + ".",
                    {folder.path, {}, {}}, "Give one of these files.");
    return others.empty() ? std::string() : others.front();
}

Result<std::vector<ModelPart>> openParts(const Folder& folder, const std::vector<std::string>& names,
                                         const JobContext& context)
{
    std::vector<ModelPart> parts;
    for (const std::string& name : names) {
        if (context.cancel.requested())
            return cancelled();
        FL_TRY(std::unique_ptr<ModelFile> file, openSingleFile(folder.at(name), context));
        parts.push_back({name, std::move(file)});
    }
    return parts;
}

/// Why a folder is not a checkpoint, with what is in it instead.
Failure noModel(const Folder& folder)
{
    std::vector<std::string> inside;
    for (const std::string& name : folder.folders)
        if (name.starts_with("checkpoint"))
            inside.push_back(name);
    if (!inside.empty())
        return fail(ErrorCode::Unsupported, "The folder holds checkpoints: " + quoted(inside) + ".",
                    {folder.path, {}, {}}, "Give one of these folders.");
    return fail(ErrorCode::Unsupported, "The folder holds no model and no optimizer state that this program reads.",
                {folder.path, {}, {}}, "Give a folder with model.safetensors or a file of torch.save in it.");
}

/// Caches and clouds leave links whose files are gone; a name that would have been read is mentioned.
void findBrokenLinks(const Folder& folder, const JobContext& context)
{
    std::error_code error;
    std::filesystem::directory_iterator entries(folder.path, error);
    for (; !error && entries != std::filesystem::directory_iterator(); entries.increment(error)) {
        std::error_code ignored;
        const std::string name = entries->path().filename().string();
        if (!entries->is_symlink(ignored) || entries->exists(ignored)
            || (!isTensorFile(name) && !name.ends_with(".json")))
            continue;
        context.find({Severity::Warning,
                      "broken-link",
                      {folder.at(name), {}, {}},
                      "This is a link to a file that is not there, so the file is not read.",
                      "Copy the file itself into the folder."});
    }
}

}  // namespace

bool isTrainerFolder(const Folder& folder)
{
    return std::any_of(folder.files.begin(), folder.files.end(), [](std::string_view name) {
        return std::find(kModelNames.begin(), kModelNames.end(), name) != kModelNames.end()
               || (isTensorFile(name) && !startsWithAny(name, kBesides));
    });
}

Result<std::unique_ptr<ModelFile>> openTrainerFolder(const Folder& folder, const JobContext& context)
{
    FL_TRY(HuggingFaceFolder around, readHuggingFace(folder, context));
    findBrokenLinks(folder, context);
    FL_TRY(const std::string model, chooseModel(folder));
    JoinedParts parts{folder.path, {}, {}, std::move(around.layout), std::move(around.run), std::move(around.hints)};
    if (!model.empty()) {
        FL_TRY(const std::vector<std::string> files, modelFiles(folder, model));
        FL_TRY(parts.models, openParts(folder, files, context));
    }
    std::vector<std::string> optimizers;
    for (const std::string& name : folder.files)
        if (isOptimizerFile(name))
            optimizers.push_back(name);
    FL_TRY(parts.optimizers, openParts(folder, optimizers, context));
    if (parts.models.empty() && parts.optimizers.empty())
        return noModel(folder);
    if (!parts.models.empty() && parts.models.front().file->layout() == "detectron2")
        addDetectron2(folder.path, parts.run);
    return joinModel(std::move(parts));
}

bool hasCompany(const std::string& path)
{
    const std::string name = std::filesystem::path(path).filename().string();
    return name.ends_with(".index.json") || shardName(name)
           || std::find(kModelNames.begin(), kModelNames.end(), name) != kModelNames.end();
}

Result<std::unique_ptr<ModelFile>> withSurroundings(std::unique_ptr<ModelFile> file, const Folder& folder,
                                                    const JobContext& context)
{
    FL_TRY(HuggingFaceFolder around, readHuggingFace(folder, context));
    JoinedParts parts{folder.path, {}, {}, file->layout(), std::move(around.run), std::move(around.hints)};
    if (around.layout == "huggingface-trainer")
        parts.layout = std::move(around.layout);
    if (folder.hasFile(".metadata") && folder.hasFile("meta.pt")) {
        const auto lightning = readLightningMeta(folder.at("meta.pt"), parts.run, context);
        if (lightning && *lightning)
            parts.layout = "lightning";
        if (!lightning)
            FL_CHECK(settingsNotRead(folder.at("meta.pt"), lightning.error(), context));
    }
    parts.models.push_back({std::filesystem::path(folder.path).filename().string(), std::move(file)});
    return joinModel(std::move(parts));
}

Result<std::unique_ptr<ModelFile>> openAlone(const std::string& path, const JobContext& context)
{
    FL_TRY(std::unique_ptr<ModelFile> file, openSingleFile(path, context));
    if (file->layout() != "detectron2")
        return file;
    const std::filesystem::path parent = std::filesystem::path(path).parent_path();
    JoinedParts parts{path, {}, {}, file->layout(), {}, {}};
    addDetectron2(parent.empty() ? "." : parent.string(), parts.run);
    parts.models.push_back({std::filesystem::path(path).filename().string(), std::move(file)});
    return joinModel(std::move(parts));
}

Result<std::unique_ptr<ModelFile>> openWithCompany(const std::string& path, const JobContext& context)
{
    const std::filesystem::path file(path);
    const std::string parent = file.parent_path().empty() ? "." : file.parent_path().string();
    FL_TRY(const Folder folder, Folder::list(parent, context));
    FL_TRY(HuggingFaceFolder around, readHuggingFace(folder, context));
    FL_TRY(const std::vector<std::string> files, modelFiles(folder, file.filename().string()));
    JoinedParts parts{path, {}, {}, {}, std::move(around.run), std::move(around.hints)};
    FL_TRY(parts.models, openParts(folder, files, context));
    return joinModel(std::move(parts));
}

}  // namespace fisherlens
