// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/containers/torch_archive.h"
#include "formats/layouts/deepspeed_files.h"
#include "formats/layouts/deepspeed_state.h"
#include "formats/layouts/file_pool.h"
#include "formats/layouts/folder_layouts.h"
#include "formats/layouts/plain_values.h"
#include "formats/pickle/values.h"
#include "formats/shown_text.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <utility>

namespace fisherlens {
namespace {

constexpr std::array<std::string_view, 3> kSlots{"exp_avg_sq", "exp_avg", "step"};
constexpr std::string_view kLatest = "latest_universal", kState = "optimizer_state.pt";

/// A tensor that is a file, or the entry "param" of the dictionary that a file holds.
struct Described {
    DType dtype = DType::F32;
    Shape shape;
    std::string key;  ///< "" or "param"
};

class Universal final : public ModelFile {
public:
    explicit Universal(std::string path) : path_(std::move(path)), pool_(std::make_shared<FilePool>()) {}

    [[nodiscard]] std::string_view format() const override { return "deepspeed-universal"; }
    [[nodiscard]] std::vector<std::string> stateDicts() const override { return {"module"}; }
    [[nodiscard]] std::vector<std::string> optimizers() const override { return {"zero"}; }
    [[nodiscard]] std::map<std::string, std::string> metadata() const override { return metadata_; }
    [[nodiscard]] std::string layout() const override { return "deepspeed"; }
    [[nodiscard]] TrainingRun run() const override { return deepSpeedRun(metadata_); }

    Result<StateDict> readStateDict(const std::string& path, const JobContext&) override
    {
        if (path != "module")
            return fail(ErrorCode::Incompatible, "The save has no tensors at \"" + path + "\".", {path_, {}, {}},
                        "It has one model; leave out --key.");
        StateDict dict;
        dict.path = path;
        dict.ordered = false;
        for (const Tensor& tensor : weights_) {
            FL_CHECK(dict.tensors.add(tensor));
            dict.identity.emplace_back();
        }
        return dict;
    }
    Result<OptimizerRecord> readOptimizer(std::size_t, const JobContext&) override { return record_; }

    Result<void> read(const Folder& folder, const JobContext& context)
    {
        FL_CHECK(readShapes(folder, context));
        FL_TRY(const Folder zero, Folder::list(folder.at("zero"), context));
        record_.path = "zero";
        if (zero.hasFile(kState))
            FL_CHECK(readGroups(zero.at(kState), context));
        if (record_.groups.empty())
            record_.groups.push_back({{{"betas", StateValue()}}, {}, {}});
        for (std::size_t i = 0; i < zero.folders.size(); ++i) {
            context.report("read parameters", static_cast<double>(i) / static_cast<double>(zero.folders.size()));
            FL_CHECK(readParameter(zero.folders[i], zero.at(zero.folders[i]), context));
        }
        if (weights_.empty() && record_.states.empty())
            return fail(ErrorCode::Unsupported, "The universal checkpoint holds no parameters.", {path_, {}, {}});
        return {};
    }

private:
    /// The files of saves with stage 3 are flat; the shapes then come from the model states beside them.
    Result<void> readShapes(const Folder& folder, const JobContext& context)
    {
        const auto file = std::find_if(folder.files.begin(), folder.files.end(), [](const std::string& name) {
            return name.ends_with("mp_rank_00_model_states.pt");
        });
        if (file == folder.files.end())
            return {};
        FL_TRY(auto source, ByteSource::open(folder.at(*file)));
        FL_TRY(const TorchArchive archive, TorchArchive::open(std::move(source), context));
        FL_TRY(const pickle::Walk walk, archive.walk(context));
        const pickle::NodeId root = walk.document.root();
        if (pickle::isMapping(walk.document, root))
            for (const auto& [key, value] : pickle::entries(walk.document, root))
                if (const auto name = walk.document.text(key); name && name->size() < 256 && metadata_.size() < 1000)
                    if (auto text = pickle::scalarText(walk.document, value))
                        metadata_.emplace(std::string(*name), std::move(*text));
        if (field(walk.document, root, "param_shapes") == pickle::kNoNode)
            return {};
        FL_TRY(const std::vector<ParameterShapes> groups, parameterShapes(walk.document, root, 0, archive.path()));
        for (std::size_t g = 0; g < groups.size(); ++g)
            for (const auto& [name, shape] : groups[g])
                shapes_.emplace(name, std::pair(g, shape));
        return {};
    }

    Result<void> readGroups(const std::string& file, const JobContext& context)
    {
        FL_TRY(auto source, ByteSource::open(file));
        FL_TRY(TorchArchive archive, TorchArchive::open(std::move(source), context));
        FL_TRY(const pickle::Walk walk, archive.walk(context));
        const pickle::NodeId groups = field(walk.document, walk.document.root(), "param_groups");
        if (groups == pickle::kNoNode)
            return {};
        for (const pickle::NodeId node : walk.document.items(groups)) {
            auto group = plainGroup(walk.document, node);
            if (!group)
                continue;
            for (const std::string& index : group->parameters)
                groupOf_.emplace(index, record_.groups.size());
            group->parameters.clear();
            record_.groups.push_back(std::move(*group));
        }
        return readSteps(archive, walk.document, context);
    }

    /// Saves with stage 3 have one count of steps for each group of parameters.
    Result<void> readSteps(TorchArchive& archive, const pickle::Document& document, const JobContext& context)
    {
        const pickle::NodeId states =
            field(document, field(document, document.root(), "optimizer_state_dict"), "state");
        if (states == pickle::kNoNode || !pickle::isMapping(document, states))
            return {};
        for (const auto& [key, value] : pickle::entries(document, states)) {
            const auto index = document.integer(key);
            const pickle::NodeId node = field(document, value, "step");
            if (!index || node == pickle::kNoNode)
                continue;
            FL_TRY(const auto record, pickle::tensorRecord(document, node, archive.path()));
            if (record && record->unreadable.empty() && elementCount(record->shape) == 1) {
                FL_TRY(Tensor tensor, archive.tensor({}, *record, context.cancel));
                steps_.emplace(std::to_string(*index), std::move(tensor));
            } else if (const auto number = document.number(node)) {
                steps_.emplace(std::to_string(*index), *number);
            }
        }
        return {};
    }

    Result<void> readParameter(const std::string& name, const std::string& path, const JobContext& context)
    {
        FL_TRY(const Folder folder, Folder::list(path, context));
        if (folder.hasFile("fp32.pt")) {
            FL_TRY(Tensor tensor, open(folder.at("fp32.pt"), name, context));
            weights_.push_back(std::move(tensor));
        }
        OptimizerRecord::Entry entry{name, true, {}};
        for (const std::string_view slot : kSlots) {
            const std::string file = std::string(slot) + ".pt";
            if (!folder.hasFile(file))
                continue;
            FL_TRY(StateValue value, slotValue(folder.at(file), name, slot == "step", context));
            entry.values.emplace_back(slot, std::move(value));
        }
        if (entry.values.empty())
            return {};
        const auto place = shapes_.find(name);
        const std::string index = std::to_string(place == shapes_.end() ? 0 : place->second.first);
        const auto group = groupOf_.find(index);
        if (const auto step = steps_.find(index); step != steps_.end() && !findValue(entry.values, "step"))
            entry.values.emplace_back("step", step->second);
        record_.groups[group == groupOf_.end() ? 0 : group->second].parameters.push_back(name);
        record_.states.push_back(std::move(entry));
        return {};
    }

    Result<StateValue> slotValue(const std::string& file, const std::string& name, bool plain,
                                 const JobContext& context)
    {
        if (plain) {
            FL_TRY(auto source, ByteSource::open(file));
            FL_TRY(const TorchArchive archive, TorchArchive::open(std::move(source), context));
            FL_TRY(const pickle::Walk walk, archive.walk(context));
            if (walk.document.number(walk.document.root()))
                return plainValue(walk.document, walk.document.root());
        }
        FL_TRY(Tensor tensor, open(file, plain ? std::string() : name, context));
        return StateValue(std::move(tensor));
    }

    Result<Described> describe(const TorchArchive& archive, const JobContext& context) const
    {
        FL_TRY(const pickle::Walk walk, archive.walk(context));
        Described found;
        FL_TRY(auto record, pickle::tensorRecord(walk.document, walk.document.root(), archive.path()));
        if (!record) {
            found.key = "param";
            const pickle::NodeId node = field(walk.document, walk.document.root(), found.key);
            if (node != pickle::kNoNode) {
                FL_TRY(record, pickle::tensorRecord(walk.document, node, archive.path()));
            }
        }
        if (!record || !record->unreadable.empty())
            return fail(ErrorCode::Damaged, "The file holds no tensor.", {archive.path(), {}, {}},
                        "Convert the checkpoint again.");
        found.dtype = record->dtype;
        found.shape = record->shape;
        return found;
    }

    /// A tensor by its file; flat ones get the shape of the parameter.
    Result<Tensor> open(const std::string& file, const std::string& name, const JobContext& context)
    {
        FL_TRY(const std::size_t index, pool_->add(file));
        const ArchivePlace place{pool_, index, 0, pool_->size(index)};
        FL_TRY(const TorchArchive archive, place.open(context));
        FL_TRY(const Described found, describe(archive, context));
        Shape shape = found.shape;
        const auto count = elementCount(shape);
        if (const auto known = shapes_.find(name); known != shapes_.end() && known->second.second != shape) {
            if (shape.size() != 1 || elementCount(known->second.second) != count)
                return fail(ErrorCode::Damaged,
                            "The file holds a tensor of shape " + shapeText(shape) + ", but the parameter has shape "
                                + shapeText(known->second.second) + ".",
                            {file, name, {}}, "Convert the checkpoint again.");
            shape = known->second.second;
        }
        if (!count)
            return fail(ErrorCode::Damaged, "The shape " + shapeText(shape) + " is impossible.", {file, name, {}});
        TensorInfo info{name, found.dtype, std::move(shape), *count, file, {}};
        return Tensor{std::move(info), archivedTensor(place, found.key, name, found.dtype, found.shape)};
    }

    std::string path_;
    std::shared_ptr<FilePool> pool_;
    std::unordered_map<std::string, std::pair<std::size_t, Shape>> shapes_;  ///< parameter → group, shape
    std::unordered_map<std::string, std::size_t> groupOf_;  ///< index of a group of parameters → entry of param_groups
    std::unordered_map<std::string, StateValue> steps_;     ///< index of a group of parameters → optimizer steps
    std::vector<Tensor> weights_;
    OptimizerRecord record_;
    std::map<std::string, std::string> metadata_;
};

}  // namespace

bool isUniversal(const Folder& folder)
{
    return folder.hasFile(kLatest)
           || (folder.hasFolder("zero")
               && std::any_of(folder.files.begin(), folder.files.end(),
                              [](const std::string& name) { return name.ends_with("_model_states.pt"); }));
}

Result<std::unique_ptr<ModelFile>> openUniversal(const Folder& folder, const JobContext& context)
{
    if (!folder.hasFolder("zero")) {
        FL_TRY(const std::string name, folderNamedBy(folder, std::string(kLatest)));
        FL_TRY(const Folder inner, Folder::list(folder.at(name), context));
        if (!inner.hasFolder("zero"))
            return fail(ErrorCode::Missing, "The universal checkpoint has no folder zero.", {inner.path, {}, {}},
                        "Copy the whole folder.");
        return openUniversal(inner, context);
    }
    auto opened = std::make_unique<Universal>(folder.path);
    FL_CHECK(opened->read(folder, context));
    return opened;
}

}  // namespace fisherlens
