// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/containers/legacy_stream.h"
#include "formats/containers/torch_archive.h"
#include "formats/layouts/layout.h"
#include "formats/layouts/refused_layouts.h"
#include "formats/layouts/torch_content.h"
#include "formats/layouts/torch_search.h"
#include "formats/layouts/trainers.h"
#include "formats/pickle/globals.h"
#include "formats/pickle/values.h"

#include <algorithm>
#include <utility>

namespace fisherlens {
namespace {

using pickle::Document;
using pickle::kNoNode;
using pickle::NodeId;

std::string className(const Document& document, NodeId object)
{
    const auto call = document.call(object);
    const auto name = call ? document.global(call->callable) : std::nullopt;
    return name ? pickle::qualifiedName(name->module, name->name) : std::string("an unknown class");
}

/// Files of torch.save, in either format, and of torch.jit.save.
class TorchFile final : public ModelFile {
public:
    TorchFile(std::unique_ptr<TorchContainer> archive, pickle::Walk walk)
        : archive_(std::move(archive)), walk_(std::move(walk))
    {
        if (archive_->isTorchScript())
            content_.stateDicts.push_back({"", document().root()});
        else
            content_ = searchContent(document());
        if (!archive_->isTorchScript())
            layout_ = recogniseTrainer(document());
        if (content_.stateDicts.empty())
            content_.stateDicts = content_.modules;
    }

    [[nodiscard]] std::string_view format() const override { return archive_->format(); }
    [[nodiscard]] std::vector<std::string> stateDicts() const override { return paths(content_.stateDicts); }
    [[nodiscard]] std::vector<std::string> optimizers() const override { return paths(content_.optimizers); }
    [[nodiscard]] std::map<std::string, std::string> metadata() const override { return content_.metadata; }
    [[nodiscard]] std::string layout() const override { return layout_; }
    [[nodiscard]] TrainingRun run() const override { return runOf(document(), layout_, content_.metadata); }

    /// Of several state dicts, those with nothing but single numbers (metrics, a scaler) are none.
    Result<void> dropScalars(const JobContext& context)
    {
        std::vector<Place> kept;
        for (std::size_t i = 0; i < content_.stateDicts.size() && content_.stateDicts.size() > 1; ++i) {
            bool scalars = true;
            for (const auto& [key, value] : pickle::entries(document(), content_.stateDicts[i].node)) {
                if (context.cancel.requested())
                    return cancelled();
                FL_TRY(const auto record, pickle::tensorRecord(document(), value, archive_->path()));
                scalars = record ? record->unreadable.empty() && elementCount(record->shape) == 1
                                 : !pickle::isMapping(document(), value);
                if (!scalars)
                    break;
            }
            if (!scalars)
                kept.push_back(content_.stateDicts[i]);
        }
        if (!kept.empty())
            content_.stateDicts = std::move(kept);
        return {};
    }

    /// What was found besides; Unsupported when there is neither a state dict nor an optimizer state.
    Result<void> report(const JobContext& context) const
    {
        if (!content_.complete)
            return tooMuch("The file has too many values to search for models in it.");
        for (const Place& module : content_.modules)
            context.find(
                {Severity::Information,
                 "pickled-module",
                 {archive_->path(), {}, {}},
                 "The value \"" + module.path + "\" is a whole pickled model of class "
                     + className(document(), module.node)
                     + "; its parameters are read as records, none of its code runs.",
                 "Prefer to save model.state_dict(): what the class does to its parameters is not known here."});
        if (!content_.stateDicts.empty() || !content_.optimizers.empty())
            return {};
        return fail(ErrorCode::Unsupported,
                    "The file holds no named tensors: no state dict and no optimizer state was found.",
                    {archive_->path(), {}, {}}, "Save model.state_dict() and optimizer.state_dict() with torch.save.");
    }

    Result<StateDict> readStateDict(const std::string& path, const JobContext& context) override
    {
        NodeId node = kNoNode;
        for (const Place& place : content_.stateDicts)
            if (place.path == path)
                node = place.node;
        if (node == kNoNode && !archive_->isTorchScript())
            node = resolvePath(document(), path).value_or(kNoNode);
        const bool usable =
            node != kNoNode
            && (archive_->isTorchScript() || pickle::isMapping(document(), node) || isModule(document(), node));
        StateDict dict;
        dict.path = path;
        if (usable)
            FL_CHECK(collectTensors(*archive_, document(), node, dict, context));
        const bool empty = dict.tensors.empty() && dict.unreadable.empty();
        if (empty && archive_->isTorchScript() && path.empty())
            return fail(ErrorCode::Unsupported, "The TorchScript model has no parameters; torch.jit.freeze makes them constants of its code.",
                        {archive_->path(), {}, {}}, "Save the model before it is frozen.");
        if (empty)
            return fail(ErrorCode::Incompatible, "The file has no tensors at \"" + path + "\".",
                        {archive_->path(), {}, {}}, "It has state dicts at: " + list(content_.stateDicts) + ".");
        return dict;
    }

    Result<OptimizerRecord> readOptimizer(std::size_t index, const JobContext& context) override
    {
        return readTorchOptimizer(*archive_, document(), content_.optimizers.at(index), context);
    }

private:
    [[nodiscard]] const Document& document() const { return walk_.document; }
    [[nodiscard]] Failure tooMuch(std::string text) const
    {
        return fail(ErrorCode::Unsupported, std::move(text), {archive_->path(), {}, {}});
    }
    static std::vector<std::string> paths(const std::vector<Place>& places)
    {
        std::vector<std::string> all;
        for (const Place& place : places)
            all.push_back(place.path);
        return all;
    }
    static std::string list(const std::vector<Place>& places)
    {
        std::string text;
        for (const Place& place : places)
            text += (text.empty() ? "\"" : ", \"") + place.path + "\"";
        return text.empty() ? "none" : text;
    }

    std::unique_ptr<TorchContainer> archive_;
    pickle::Walk walk_;
    TorchContent content_;
    std::string layout_;
};

/// Values that are one rank's part of a tensor: a process group would be needed to make them.
bool holdsShards(const pickle::Walk& walk)
{
    return std::any_of(walk.opaqueGlobals.begin(), walk.opaqueGlobals.end(), [](std::string_view name) {
        return name.starts_with("torch.distributed.")
               && (name.ends_with(".ShardedTensor") || name.ends_with(".DTensor"));
    });
}

Result<std::unique_ptr<ModelFile>> opened(std::unique_ptr<TorchContainer> container, pickle::Walk walk,
                                          const JobContext& context)
{
    if (holdsShards(walk))
        return refusedRankShard(container->path());
    auto file = std::make_unique<TorchFile>(std::move(container), std::move(walk));
    FL_CHECK(file->dropScalars(context));
    FL_CHECK(file->report(context));
    return file;
}

}  // namespace

Result<std::unique_ptr<ModelFile>> openTorchFile(std::shared_ptr<const ByteSource> file, const JobContext& context)
{
    FL_TRY(TorchArchive archive, TorchArchive::open(std::move(file), context));
    FL_TRY(pickle::Walk walk, archive.walk(context));
    return opened(std::make_unique<TorchArchive>(std::move(archive)), std::move(walk), context);
}

Result<std::unique_ptr<ModelFile>> openLegacyTorchFile(std::shared_ptr<const ByteSource> file,
                                                       const JobContext& context)
{
    FL_TRY(auto stream, LegacyStream::open(std::move(file), context));
    return opened(std::move(stream.first), std::move(stream.second), context);
}

}  // namespace fisherlens
