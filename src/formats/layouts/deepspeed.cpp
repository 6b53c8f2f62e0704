// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/byte_source.h"
#include "formats/containers/torch_archive.h"
#include "formats/layouts/deepspeed_files.h"
#include "formats/layouts/deepspeed_state.h"
#include "formats/layouts/folder_layouts.h"
#include "formats/layouts/joined_model.h"
#include "formats/layouts/plain_values.h"
#include "formats/pickle/values.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace fisherlens {
namespace {

/// A DeepSpeed save with a partitioned optimizer. The parameters are those of the model-states file; where these are
/// empty (stage 3) or absent (pipelines), the fp32 masters of the optimizer and the slices of frozen parameters.
class ZeroCheckpoint final : public ModelFile {
public:
    ZeroCheckpoint(std::string path, std::unique_ptr<ModelFile> model, ZeroState state)
        : path_(std::move(path)), model_(std::move(model)), state_(std::move(state))
    {
        for (const Tensor& tensor : state_.weights)
            masters_.insert(tensor.info.name);
    }

    [[nodiscard]] std::string_view format() const override { return "deepspeed-zero"; }
    [[nodiscard]] std::vector<std::string> stateDicts() const override { return {"module"}; }
    [[nodiscard]] std::vector<std::string> optimizers() const override { return {state_.record.path}; }
    [[nodiscard]] std::map<std::string, std::string> metadata() const override
    {
        auto all = model_ ? model_->metadata() : std::map<std::string, std::string>();
        all.emplace("zero_stage", state_.stage == 3 ? "3" : "1 or 2");
        return all;
    }

    [[nodiscard]] std::string layout() const override { return "deepspeed"; }
    [[nodiscard]] TrainingRun run() const override { return deepSpeedRun(metadata()); }

    Result<StateDict> readStateDict(const std::string& path, const JobContext& context) override
    {
        if (path != "module")
            return fail(ErrorCode::Incompatible, "The save has no tensors at \"" + path + "\".", {path_, {}, {}},
                        "It has one model; leave out --key.");
        StateDict stored;
        if (model_) {
            FL_TRY(stored, model_->readStateDict(path, context));
        }
        StateDict dict;
        dict.path = path;
        const bool masters = !model_ || hasPlaceholders(stored);
        for (std::size_t i = 0; i < stored.tensors.size(); ++i) {
            const Tensor& tensor = stored.tensors.tensors()[i];
            if (masters && masters_.contains(tensor.info.name))
                continue;
            FL_CHECK(dict.tensors.add(tensor));
            dict.identity.push_back(stored.identity[i]);
        }
        dict.unreadable = std::move(stored.unreadable);
        if (!masters)
            return dict;
        for (const Tensor& tensor : state_.weights) {
            FL_CHECK(dict.tensors.add(tensor));
            dict.identity.emplace_back();
        }
        return dict;
    }

    Result<OptimizerRecord> readOptimizer(std::size_t, const JobContext&) override { return state_.record; }

private:
    /// Stage 3 leaves tensors without elements where it has cut the parameters.
    [[nodiscard]] bool hasPlaceholders(const StateDict& dict) const
    {
        return std::any_of(state_.weights.begin(), state_.weights.end(), [&](const Tensor& tensor) {
            const Tensor* stored = dict.tensors.find(tensor.info.name);
            return stored && stored->info.count == 0 && tensor.info.count > 0;
        });
    }

    std::string path_;
    std::unique_ptr<ModelFile> model_;  ///< null when the model-states file has no model in it
    ZeroState state_;
    std::unordered_set<std::string> masters_;
};

}  // namespace

Result<std::unique_ptr<ModelFile>> openDeepSpeed(const Folder& folder, const JobContext& context)
{
    FL_TRY(const DeepSpeedFiles files, findDeepSpeedFiles(folder, context));
    FL_TRY(const auto source, ByteSource::open(files.modelStates));
    if (files.optimStates.empty()) {  // ZeRO is off: an ordinary file, whose settings are DeepSpeed's
        FL_TRY(std::unique_ptr<ModelFile> file, openTorchFile(source, context));
        JoinedParts parts{files.folder, {}, {}, "deepspeed", deepSpeedRun(file->metadata()), {}};
        parts.models.push_back({std::filesystem::path(files.modelStates).filename().string(), std::move(file)});
        return joinModel(std::move(parts));
    }
    FL_TRY(const TorchArchive archive, TorchArchive::open(source, context));
    FL_TRY(const pickle::Walk walk, archive.walk(context));
    FL_TRY(ZeroState state, readZeroState(files, walk.document, context));
    if (state.stage == 3) {
        FL_TRY(std::vector<Tensor> frozen, readFrozenWeights(files, context));
        std::move(frozen.begin(), frozen.end(), std::back_inserter(state.weights));
    }
    std::unique_ptr<ModelFile> model;
    if (const auto module = field(walk.document, walk.document.root(), "module");
        module != pickle::kNoNode && pickle::isMapping(walk.document, module)) {
        FL_TRY(model, openTorchFile(source, context));
    }
    return std::make_unique<ZeroCheckpoint>(files.folder, std::move(model), std::move(state));
}

}  // namespace fisherlens
