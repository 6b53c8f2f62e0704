// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/recipe_files.h"

#include "base/atomic_file.h"
#include "formats/checkpoint.h"
#include "report/provenance.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace fisherlens {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::uint64_t kMaxRecipe = std::uint64_t{16} << 20U;

/// Whether the file starts like JSON text. A safetensors file starts with the length of its header instead.
Result<bool> isJson(const ByteSource& source)
{
    std::array<char, 9> head{};
    const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(head.size(), source.size()));
    FL_CHECK(source.read(0, std::as_writable_bytes(std::span(head).first(n))));
    std::uint64_t length = 0;
    std::memcpy(&length, head.data(), sizeof length);
    if (n == head.size() && length <= source.size() - 8 && head[8] == '{')
        return false;
    const std::string_view text(head.data(), n);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text[first] == '{';
}

Result<FoundRecipe> readRecipe(const std::string& path, bool& beside, const JobContext& context)
{
    FL_TRY(const auto source, ByteSource::open(path));
    FL_TRY(beside, isJson(*source));
    if (!beside) {
        FL_TRY(const Checkpoint checkpoint, openCheckpoint({path, {}, {}, {}}, context));
        const auto at = checkpoint.metadata.find(std::string(kRecipeKey));
        if (at == checkpoint.metadata.end())
            return fail(ErrorCode::Unsupported, "This file holds no recipe.", {path, {}, {}},
                        "Give a model that merge or prune wrote, or its .recipe.json.");
        return parseRecipe(at->second, path);
    }
    if (source->size() > kMaxRecipe)
        return fail(ErrorCode::Damaged, "This is not a valid recipe: it is larger than 16 MiB.", {path, {}, {}});
    std::string text(static_cast<std::size_t>(source->size()), '\0');
    FL_CHECK(source->read(0, std::as_writable_bytes(std::span(text))));
    return parseRecipe(text, path);
}

/// Registers the first candidate with the recorded hash.
Result<void> lookUp(const RecipeInput& input, const std::vector<fs::path>& candidates, const std::string& recipe,
                    EditInputs& inputs, const JobContext& context)
{
    bool other = false;
    for (const fs::path& candidate : candidates) {
        std::error_code ignored;
        if (!fs::is_regular_file(candidate, ignored) && !fs::is_directory(candidate, ignored))
            continue;
        const auto added = inputs.addIfSame(input, candidate.string(), context);
        if (!added && added.error().code == ErrorCode::Cancelled)
            return fail(added.error());
        if (added && *added)
            return {};
        other = true;
    }
    return fail(ErrorCode::Missing,
                other ? "The input " + input.file
                            + " of the recipe is there, but with other content (its SHA-256 is not the recorded one)."
                      : "The input " + input.file + " of the recipe was not found.",
                {recipe, {}, {}}, "Put the original file beside the recipe or into the current folder.");
}

std::string relativeTo(const fs::path& folder, const std::string& path)
{
    std::error_code error;
    const fs::path relative = fs::relative(path, folder, error);
    return error || relative.empty() ? std::string() : relative.string();
}

fs::path folderOf(const std::string& path)
{
    const fs::path folder = fs::path(path).parent_path();
    return folder.empty() ? fs::path(".") : folder;
}

}  // namespace

Result<Recipe> openRecipe(const std::string& path, EditInputs& inputs, const JobContext& context)
{
    bool beside = false;
    FL_TRY(FoundRecipe found, readRecipe(path, beside, context));
    const fs::path folder = folderOf(path);
    for (std::size_t i = 0; i < found.recipe.inputs.size(); ++i) {
        const RecipeInput& input = found.recipe.inputs[i];
        std::vector<fs::path> candidates;
        if (beside && found.paths[i])
            candidates.push_back(folder / *found.paths[i]);
        candidates.push_back(folder / input.file);
        candidates.push_back(fs::path(input.file));
        FL_CHECK(lookUp(input, candidates, path, inputs, context));
    }
    return std::move(found.recipe);
}

std::string recipePath(const std::string& output)
{
    return output + ".recipe.json";
}

Result<void> writeRecipeBeside(const WrittenOutput& output, const Recipe& recipe, const EditInputs& inputs,
                               const std::vector<Finding>& findings)
{
    const fs::path folder = folderOf(output.path);
    Json paths = Json::array();
    const std::vector<std::string> recorded = inputs.recordedPaths();
    for (std::size_t i = 0; i < recorded.size(); ++i)
        paths.push_back({{"role", recipe.inputs[i].role},
                         {"file", recipe.inputs[i].file},
                         {"path", relativeTo(folder, recorded[i])}});
    Json list = Json::array();
    for (const Finding& finding : findings)
        list.push_back({{"severity", severityName(finding.severity)},
                        {"id", finding.id},
                        {"file", fs::path(finding.where.file).filename().string()},
                        {"tensor", finding.where.tensor},
                        {"text", finding.text},
                        {"hint", finding.hint}});
    const Json json{{"date", timestamp()},
                    {"program", programVersion()},
                    {"output", {{"file", fs::path(output.path).filename().string()}, {"sha256", output.sha256}}},
                    {"recipe", Json::parse(canonicalJson(recipe), nullptr, false)},
                    {"inputs", paths},
                    {"findings", list}};
    const std::string path = recipePath(output.path);
    auto written = writeFile(path, json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
    if (!written)
        return fail(ErrorCode::NotWritten, "The model was written, but not its recipe: " + written.error().detail,
                    {path, {}, {}}, written.error().hint);
    return {};
}

}  // namespace fisherlens
