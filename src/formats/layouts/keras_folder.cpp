// SPDX-License-Identifier: GPL-3.0-or-later
// Models of Keras in several files: a folder instead of a .keras archive, and weights in shards (Keras 3.10 and later).
#include "formats/layouts/folder.h"
#include "formats/layouts/folder_layouts.h"
#include "formats/layouts/json_file.h"
#include "formats/layouts/keras_file.h"
#include "formats/shown_text.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

namespace fisherlens {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view kConfig = "config.json", kIndex = ".weights.json", kShard = ".weights.h5";
constexpr std::uint64_t kMaxConfig = std::uint64_t{256} << 20U;
constexpr std::size_t kMaxShards = 100'000;

/// The files that an index names, in their order. Its weight_map has a list of files for each group of variables.
Result<std::vector<std::string>> shardsOf(const std::string& index)
{
    const Where where{index, {}, {}};
    FL_TRY(const json content, readJsonFile(index));
    const auto map = content.is_object() ? content.find("weight_map") : content.end();
    if (!content.is_object() || map == content.end() || !map->is_object() || map->empty())
        return fail(ErrorCode::Damaged, "The index has no weight_map.", where, "Save the weights again.");
    std::set<std::string> names;
    for (const auto& [group, files] : map->items()) {
        const json list = files.is_array() ? files : json::array({files});
        for (const json& file : list) {
            const std::string name = file.is_string() ? file.get<std::string>() : std::string();
            if (name.empty() || name.find('/') != std::string::npos || name == ".." || name == ".")
                return fail(ErrorCode::Damaged, "The index names a file outside of its folder, or none.", where,
                            "Put all files of the weights into one folder.");
            names.insert(name);
        }
    }
    if (names.size() > kMaxShards)
        return fail(ErrorCode::Unsupported, "The index names more than 100,000 files.", where);
    const fs::path folder = fs::path(index).parent_path();
    std::vector<std::string> paths;
    for (const std::string& name : names) {
        std::error_code ignored;
        paths.push_back((folder / name).string());
        if (!fs::is_regular_file(paths.back(), ignored))
            return fail(ErrorCode::Missing, "A file that the index names is not here: " + shownText(name) + ".", where,
                        "Copy it beside the index.");
    }
    return paths;
}

/// All shards as if they were one file: each dataset lies in one of them.
Result<Hdf5File> joined(const std::vector<std::string>& paths, const JobContext& context)
{
    Hdf5File all;
    for (std::size_t first = 0; first < paths.size(); first += kHdf5Batch) {
        std::vector<std::shared_ptr<const ByteSource>> sources;
        for (std::size_t i = first; i < std::min(paths.size(), first + kHdf5Batch); ++i) {
            FL_TRY(auto source, ByteSource::open(paths[i]));
            if (!looksLikeHdf5(*source))
                return fail(ErrorCode::Damaged, "A part of the weights is no HDF5 file.", {paths[i], {}, {}},
                            "Save the weights again.");
            sources.push_back(std::move(source));
        }
        FL_CHECK(openHdf5Files(sources, context, [&all](std::size_t, Result<Hdf5File> file) -> Result<void> {
            if (!file)
                return fail(file.error());
            for (const Tensor& tensor : file->tensors.tensors())
                FL_CHECK(all.tensors.add(tensor));
            all.skipped.merge(file->skipped);
            for (auto& [path, attributes] : file->attributes)
                all.attributes[path].merge(attributes);
            return {};
        }));
    }
    return all;
}

Result<Hdf5File> openIndex(const std::string& index, const JobContext& context)
{
    FL_TRY(const std::vector<std::string> paths, shardsOf(index));
    return joined(paths, context);
}

/// The only index of weights in a folder, "" when there is none or more than one.
std::string indexIn(const Folder& folder)
{
    std::string found;
    for (const std::string& name : folder.files)
        if (name.ends_with(kIndex)) {
            if (!found.empty())
                return {};
            found = name;
        }
    return found;
}

}  // namespace

bool isKerasIndex(const std::string& path)
{
    std::error_code ignored;
    return path.ends_with(kIndex) && fs::is_regular_file(path, ignored);
}

std::string kerasIndexOf(const std::string& shard)
{
    std::string_view name = shard;
    if (!name.ends_with(kShard))
        return {};
    name.remove_suffix(kShard.size());
    const std::size_t underscore = name.rfind('_');
    if (underscore == std::string_view::npos || name.size() - underscore != 6
        || name.find_first_not_of("0123456789", underscore + 1) != std::string_view::npos)
        return {};
    const std::string index = std::string(name.substr(0, underscore)) + std::string(kIndex);
    return isKerasIndex(index) ? index : std::string();
}

Result<std::unique_ptr<ModelFile>> openKerasIndex(const std::string& path, const JobContext& context)
{
    FL_TRY(const Hdf5File weights, openIndex(path, context));
    return openKerasWeights(path, weights, nullptr, {});
}

bool isKerasFolder(const Folder& folder)
{
    const std::string index = indexIn(folder);
    return (folder.hasFile(kConfig) && folder.hasFile("model.weights.h5")) || !index.empty();
}

Result<std::unique_ptr<ModelFile>> openKerasFolder(const Folder& folder, const JobContext& context)
{
    const std::string index = indexIn(folder);
    const std::string path = folder.at(index.empty() ? std::string("model.weights.h5") : index);
    Result<Hdf5File> weights = Hdf5File();
    if (index.empty()) {
        FL_TRY(auto source, ByteSource::open(path));
        weights = openHdf5(std::move(source), context);
    } else {
        weights = openIndex(path, context);
    }
    if (!weights)
        return fail(weights.error());
    if (!folder.hasFile(kConfig))
        return openKerasWeights(path, *weights, nullptr, {});
    FL_TRY(const auto file, ByteSource::open(folder.at(kConfig)));
    if (file->size() > kMaxConfig)
        return fail(ErrorCode::Unsupported, "The configuration is larger than this program reads.",
                    {file->path(), {}, {}});
    std::string text(static_cast<std::size_t>(file->size()), '\0');
    FL_CHECK(file->read(0, std::as_writable_bytes(std::span(text))));
    FL_TRY(const KerasConfig config, readKerasConfig(text, file->path()));
    return openKerasWeights(folder.path, *weights, &config, kerasMetadata(config));
}

}  // namespace fisherlens
