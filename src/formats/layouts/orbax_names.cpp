// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/orbax_names.h"
#include "formats/layouts/json_file.h"
#include "formats/layouts/refused_layouts.h"
#include "formats/shown_text.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace fisherlens {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view kNames = "_METADATA";

/// "params/Dense_0/kernel" of [{"key": "params", "key_type": 2}, ...]; "" when it is no such list.
std::string pathOf(const json& keys)
{
    std::string path;
    if (!keys.is_array() || keys.size() > 64)
        return {};
    for (const json& key : keys) {
        const auto name = key.is_object() ? key.find("key") : key.end();
        if (!key.is_object() || name == key.end() || !name->is_string())
            return {};
        path += (path.empty() ? "" : "/") + name->get<std::string>();
    }
    return path;
}

/// The file with the names: in this folder, or in one directly below it ("default", "state" of a CheckpointManager).
std::string namesIn(const fs::path& folder)
{
    std::error_code error;
    if (fs::is_regular_file(folder / kNames, error))
        return (folder / kNames).string();
    std::string found;
    std::size_t entries = 0;
    for (fs::directory_iterator at(folder, error), end; !error && at != end && ++entries < 1000; at.increment(error))
        if (fs::is_regular_file(at->path() / kNames, error))
            found = std::max(found, (at->path() / kNames).string());
    return found;
}

bool isSquares(std::string_view path)
{
    for (const std::string_view field : {"/nu/", "/sum_of_squares/", "/e_g/", "/v_row/", "/v_col/"})
        if (path.find(field) != std::string_view::npos)
            return true;
    return false;
}

/// What the names say, as a sentence; "" where there are none.
std::string namesSentence(const std::string& folder)
{
    constexpr std::size_t shown = 3;
    const std::string file = namesIn(folder);
    const auto names = file.empty() ? Result<std::vector<std::string>>() : readOrbaxNames(file);
    if (!names || names->empty())
        return {};
    std::vector<std::string> squares;
    std::size_t count = 0;
    for (const std::string& name : *names)
        if (isSquares(name) && ++count <= shown)
            squares.push_back(shownText(name));
    if (count == 0)
        return fmt::format("It names {} values, and none of them are squares of gradients (nu).", names->size());
    if (count > shown)
        return fmt::format("It names {} values, of which {} are squares of gradients: {} and {} more.", names->size(),
                           count, fmt::join(squares, ", "), count - shown);
    return fmt::format("It names {} values, of which {} are squares of gradients: {}.", names->size(), count,
                       fmt::join(squares, ", "));
}

}  // namespace

Result<std::vector<std::string>> readOrbaxNames(const std::string& path)
{
    FL_TRY(const json metadata, readJsonFile(path));
    const auto tree = metadata.is_object() ? metadata.find("tree_metadata") : metadata.end();
    if (!metadata.is_object() || tree == metadata.end() || !tree->is_object())
        return fail(ErrorCode::Damaged, "The file names no values of an Orbax checkpoint.", {path, {}, {}});
    std::vector<std::string> names;
    for (const auto& [key, value] : tree->items()) {
        const auto keys = value.is_object() ? value.find("key_metadata") : value.end();
        if (!value.is_object() || keys == value.end())
            continue;
        const auto kind = value.find("value_metadata");
        if (kind != value.end() && kind->is_object() && kind->value("value_type", json()) == "None")
            continue;  // an empty state
        if (std::string name = pathOf(*keys); !name.empty())
            names.push_back(std::move(name));
    }
    return names;
}

Failure refusedOrbax(const std::string& path)
{
    std::error_code ignored;
    const fs::path given(path);
    const std::string folder = fs::is_directory(given, ignored) ? path
                               : given.parent_path().empty()    ? std::string(".")
                                                                : given.parent_path().string();
    const std::string names = namesSentence(folder);
    return fail(ErrorCode::Unsupported,
                "Orbax/TensorStore checkpoint; export nu as safetensors (a short Python script can be offered).",
                {path, {}, {}},
                (names.empty() ? std::string() : names + " ")
                    + "Restore it with Orbax and write the tree nu of the optimizer state with "
                      "safetensors.numpy.save_file, named like the parameters, as exp_avg_sq.safetensors.");
}

}  // namespace fisherlens
