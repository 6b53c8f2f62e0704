// SPDX-License-Identifier: GPL-3.0-or-later
// What HuggingFaceStorageWriter of torch.distributed.checkpoint leaves where it saves distributed: each rank's pieces in
// files of its own, shard-00001-model-00001-of-00002.safetensors, with their places in DCP_SHARDING_INFO.
#include "formats/containers/assembled_source.h"
#include "formats/layouts/folder.h"
#include "formats/layouts/folder_layouts.h"
#include "formats/layouts/safetensors_layouts.h"
#include "formats/layouts/shard_name.h"
#include "formats/shown_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

namespace fisherlens {
namespace {

using nlohmann::json;
using std::string_view;

constexpr const char* kPlaces = "DCP_SHARDING_INFO";
constexpr std::size_t kMaxPlacesText = std::size_t{100} << 20U;

/// 3 of "shard-00003-model-00001-of-00002.safetensors".
std::optional<std::size_t> rankOf(string_view file)
{
    constexpr string_view prefix = "shard-";
    if (!file.starts_with(prefix) || !file.ends_with(".safetensors"))
        return std::nullopt;
    std::size_t rank = 0;
    const auto [end, error] = std::from_chars(file.data() + prefix.size(), file.data() + file.size(), rank);
    return error == std::errc() && *end == '-' && rank > 0 ? std::optional(rank) : std::nullopt;
}

std::vector<std::string> pieceFiles(const Folder& folder)
{
    std::vector<std::string> names;
    std::copy_if(folder.files.begin(), folder.files.end(), std::back_inserter(names),
                 [](const std::string& name) { return rankOf(name).has_value(); });
    return names;
}

/// The offsets of the piece of each tensor; a tensor that is not listed is whole.
Result<json> placesOf(const SafetensorsFile& file, const std::string& path)
{
    const auto text = file.metadata.find(kPlaces);
    const json places = text == file.metadata.end() || text->second.size() > kMaxPlacesText
                            ? json()
                            : json::parse(text->second, nullptr, false);
    if (!places.is_object())
        return fail(ErrorCode::Damaged, "The file does not say where the pieces of tensors in it belong.",
                    {path, {}, {}}, "Save the checkpoint again.");
    return places;
}

std::optional<Shape> offsetsOf(const json& places, const std::string& name, std::size_t rank)
{
    const auto entry = places.find(name);
    if (entry == places.end())
        return Shape(rank, 0);
    const auto list = entry->is_object() ? entry->find("saved_offsets") : entry->end();
    if (!entry->is_object() || list == entry->end() || !list->is_array() || list->size() != rank)
        return std::nullopt;
    Shape offsets;
    for (const json& offset : *list) {
        if (!offset.is_number_unsigned() || offset.get<std::uint64_t>() >= std::uint64_t{1} << 53U)
            return std::nullopt;
        offsets.push_back(offset.get<std::int64_t>());
    }
    return offsets;
}

/// A tensor as far as its pieces were seen.
struct Whole {
    std::string name;
    DType dtype = DType::F32;
    Shape shape;
    std::vector<Piece> pieces;
};

class Pieces {
public:
    Result<void> add(const SafetensorsFile& file, const std::string& path)
    {
        FL_TRY(const json places, placesOf(file, path));
        for (const Tensor& tensor : file.tensors.tensors()) {
            const Shape& sizes = tensor.info.shape;
            const auto offsets = offsetsOf(places, tensor.info.name, sizes.size());
            const auto [at, isNew] = byName_.emplace(tensor.info.name, wholes_.size());
            if (isNew)
                wholes_.push_back({tensor.info.name, tensor.info.dtype, Shape(sizes.size(), 0), {}});
            Whole& whole = wholes_[at->second];
            if (!offsets || whole.dtype != tensor.info.dtype || whole.shape.size() != sizes.size())
                return fail(ErrorCode::Damaged, "A piece of this tensor does not fit the others.",
                            {path, tensor.info.name, {}}, "Copy or save the checkpoint again.");
            for (std::size_t k = 0; k < sizes.size(); ++k)
                whole.shape[k] = std::max(whole.shape[k], (*offsets)[k] + sizes[k]);
            if (tensor.info.count > 0)
                whole.pieces.push_back({*offsets, sizes, tensor.source, 0});
        }
        return {};
    }

    Result<Catalogue> finish(const std::string& folder)
    {
        Catalogue tensors;
        for (Whole& whole : wholes_) {
            const auto count = elementCount(whole.shape);
            if (!count)
                return fail(ErrorCode::Damaged, "The shape " + shapeText(whole.shape) + " is impossible.",
                            {folder, whole.name, {}});
            TensorInfo info{whole.name, whole.dtype, whole.shape, *count, folder, {}};
            FL_TRY(Tensor tensor, assembledTensor(std::move(info), whole.shape, std::move(whole.pieces)));
            FL_CHECK(tensors.add(std::move(tensor)));
        }
        return tensors;
    }

private:
    std::vector<Whole> wholes_;
    std::unordered_map<std::string, std::size_t> byName_;
};

class PiecesModel final : public SafetensorsTensors {
public:
    using SafetensorsTensors::SafetensorsTensors;
    [[nodiscard]] std::vector<std::string> optimizers() const override { return {}; }
    [[nodiscard]] std::string layout() const override { return "torch-distributed"; }
    Result<OptimizerRecord> readOptimizer(std::size_t, const JobContext&) override
    {
        return fail(ErrorCode::Unsupported, "A safetensors file holds no optimizer state.", {path_, {}, {}});
    }
};

/// The ranks are numbered from 1; how many there were is not recorded. Of the files into which the model was divided
/// each must be there from some rank.
Result<void> checkRanks(const Folder& folder, const std::vector<std::string>& names, const JobContext& context)
{
    std::size_t last = 0;
    std::set<int> numbers;
    int count = 0;
    for (const std::string& name : names) {  // in order of their names, thus of their ranks
        if (const auto shard = shardName(name)) {
            numbers.insert(shard->number);
            count = std::max(count, shard->count);
        }
        const std::size_t rank = rankOf(name).value_or(0);
        if (rank > last + 1)
            return fail(ErrorCode::Missing, "The pieces of rank " + std::to_string(last + 1) + " are not here.",
                        {folder.path, {}, {}}, "Copy the files of all ranks into one folder.");
        last = rank;
    }
    if (numbers.size() < static_cast<std::size_t>(count))
        return fail(ErrorCode::Missing,
                    "The model was divided into " + std::to_string(count) + " files, of which "
                        + std::to_string(numbers.size()) + " are here.",
                    {folder.path, {}, {}}, "Copy the files of all ranks into one folder.");
    context.find({Severity::Information,
                  "pieces-of-ranks",
                  {folder.path, {}, {}},
                  "The tensors were put together from the pieces of " + std::to_string(last)
                      + " ranks; the files do not say how many there were.",
                  "Check the shapes if files may be missing."});
    return {};
}

}  // namespace

bool isPieces(const std::string& path)
{
    if (!rankOf(std::filesystem::path(path).filename().string()))
        return false;
    const auto source = ByteSource::open(path);
    if (!source || !looksLikeSafetensors(**source))
        return false;
    const auto file = openSafetensors(*source, {});
    return file && file->metadata.contains(kPlaces);
}

bool isPiecesFolder(const Folder& folder)
{
    const auto names = pieceFiles(folder);
    return !names.empty() && isPieces(folder.at(names.front()));
}

Result<std::unique_ptr<ModelFile>> openPiecesFolder(const Folder& folder, const JobContext& context)
{
    const std::vector<std::string> names = pieceFiles(folder);
    FL_CHECK(checkRanks(folder, names, context));
    Pieces pieces;
    SafetensorsFile whole;
    for (const std::string& name : names) {
        if (context.cancel.requested())
            return cancelled();
        FL_TRY(auto source, ByteSource::open(folder.at(name)));
        FL_TRY(const SafetensorsFile file, openSafetensors(std::move(source), context));
        FL_CHECK(pieces.add(file, folder.at(name)));
        for (const auto& [key, value] : file.metadata)
            if (key != kPlaces)
                whole.metadata.emplace(key, value);
    }
    FL_TRY(whole.tensors, pieces.finish(folder.path));
    return std::make_unique<PiecesModel>(folder.path, std::move(whole));
}

}  // namespace fisherlens
