// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/byte_source.h"
#include "formats/containers/assembled_source.h"
#include "formats/containers/torch_archive.h"
#include "formats/layouts/deepspeed_state.h"
#include "formats/layouts/plain_values.h"
#include "formats/pickle/values.h"
#include "formats/shown_text.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace fisherlens {
namespace {

using pickle::Document;
using pickle::NodeId;

constexpr std::size_t kMaxParameters = 1'000'000, kMaxName = 4096;

using Slices = std::vector<Tensor>;  ///< of one parameter, in the order of the ranks

Failure damaged(const std::string& file, std::string text)
{
    return fail(ErrorCode::Damaged, std::move(text), {file, {}, {}}, "Copy or save the checkpoint again.");
}

/// Adds the slices that one rank keeps.
Result<void> readSlices(const std::string& file, std::size_t rank, std::unordered_map<std::string, Slices>& slices,
                        const JobContext& context)
{
    FL_TRY(const auto source, ByteSource::open(file));
    FL_TRY(TorchArchive archive, TorchArchive::open(source, context));
    FL_TRY(const pickle::Walk walk, archive.walk(context));
    const Document& document = walk.document;
    const NodeId fragments = field(document, document.root(), "frozen_param_fragments");
    if (fragments == pickle::kNoNode || !pickle::isMapping(document, fragments))
        return {};
    for (const auto& [key, value] : pickle::entries(document, fragments)) {
        if (context.cancel.requested())
            return cancelled();
        const auto name = document.text(key);
        if (!name || name->size() > kMaxName || slices.size() > kMaxParameters)
            return damaged(file, "The frozen parameters are described wrongly.");
        FL_TRY(const auto record, pickle::tensorRecord(document, value, archive.path()));
        if (!record || !record->unreadable.empty())
            return damaged(file, "The frozen parameter \"" + shownText(*name) + "\" is no tensor that can be read.");
        FL_TRY(Tensor tensor, archive.tensor({}, *record, context.cancel));
        Slices& all = slices[std::string(*name)];
        if (all.size() != rank)
            return damaged(file, "Not every rank has the frozen parameter \"" + shownText(*name) + "\".");
        all.push_back(std::move(tensor));
    }
    return {};
}

Result<Tensor> joined(const std::string& name, const Shape& shape, const Slices& slices, const std::string& file)
{
    const auto count = elementCount(shape);
    std::vector<Piece> pieces;
    std::int64_t done = 0;
    for (const Tensor& slice : slices) {
        if (!count || slice.info.dtype != slices.front().info.dtype)
            break;
        const std::int64_t n = std::min(slice.info.count, *count - done);
        if (n > 0)
            pieces.push_back({{done}, {n}, slice.source, 0});
        done += n;
    }
    if (!count || done != *count)
        return damaged(file, "The slices of the frozen parameter \"" + shownText(name) + "\" do not fit its shape "
                                 + shapeText(shape) + ".");
    return assembledTensor({name, slices.front().info.dtype, shape, *count, file, {}}, {*count}, std::move(pieces));
}

}  // namespace

Result<std::vector<Tensor>> readFrozenWeights(const DeepSpeedFiles& files, const JobContext& context)
{
    std::vector<Tensor> weights;
    std::unordered_map<std::string, Slices> slices;
    for (std::size_t rank = 0; rank < files.shardedStates.size(); ++rank)
        FL_CHECK(readSlices(files.shardedStates[rank], rank, slices, context));
    if (slices.empty())
        return weights;
    FL_TRY(const auto source, ByteSource::open(files.modelStates));
    FL_TRY(TorchArchive archive, TorchArchive::open(source, context));
    FL_TRY(const pickle::Walk walk, archive.walk(context));
    const NodeId shapes = field(walk.document, walk.document.root(), "frozen_param_shapes");
    if (shapes == pickle::kNoNode || !pickle::isMapping(walk.document, shapes))
        return damaged(files.modelStates, "The file does not list the shapes of its frozen parameters.");
    for (const auto& [key, value] : pickle::entries(walk.document, shapes)) {
        const auto name = walk.document.text(key);
        const auto shape = pickle::integers(walk.document, value);
        const auto found = name ? slices.find(std::string(*name)) : slices.end();
        if (!shape || shape->size() > 64 || found == slices.end() || found->second.size() != files.shardedStates.size())
            return damaged(files.modelStates, "The shapes of the frozen parameters are described wrongly.");
        FL_TRY(Tensor tensor, joined(found->first, *shape, found->second, files.folder));
        weights.push_back(std::move(tensor));
        slices.erase(found);
    }
    return weights;
}

}  // namespace fisherlens
