// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/flax_file.h"

#include "formats/layouts/folder.h"
#include "formats/layouts/folder_layouts.h"
#include "formats/layouts/optax_state.h"
#include "formats/layouts/refused_layouts.h"
#include "formats/shown_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace fisherlens {
namespace {

using Kind = MsgpackValue::Kind;

constexpr std::array<std::string_view, 2> kParameters{"params", "target"};
constexpr std::size_t kMaxPlaces = 1000;

struct Place {
    std::string path;
    std::size_t node;
};

/// The trees of parameters: those under a usual name that are the first on their way down, or all of the file when it
/// holds nothing but arrays.
std::vector<Place> findParameters(const MsgpackTree& tree)
{
    std::vector<Place> found, open{{"", 0}};
    std::size_t bytes = 0;
    while (!open.empty() && found.size() < kMaxPlaces) {
        const Place place = std::move(open.back());
        open.pop_back();
        const MsgpackValue& value = tree.values[place.node];
        const auto named = std::find_if(value.entries.begin(), value.entries.end(), [&](const auto& entry) {
            return std::find(kParameters.begin(), kParameters.end(), entry.first) != kParameters.end()
                   && !arraysBelow(tree, entry.second).empty();
        });
        if (named != value.entries.end()) {
            found.push_back({place.path.empty() ? named->first : place.path + "/" + named->first, named->second});
            continue;
        }
        for (auto entry = value.entries.rbegin(); entry != value.entries.rend(); ++entry) {
            std::string path = place.path.empty() ? entry->first : place.path + "/" + entry->first;
            bytes += path.size();
            if (!isOptaxState(tree, value) && !entry->first.starts_with("opt") && bytes < std::size_t{64} << 20U
                && tree.values[entry->second].kind == Kind::Map)
                open.push_back({std::move(path), entry->second});
        }
    }
    return found;
}

class FlaxFile final : public ModelFile {
public:
    FlaxFile(std::string path, MsgpackTree tree) : path_(std::move(path)), tree_(std::move(tree))
    {
        models_ = findParameters(tree_);
        std::vector<std::size_t> nodes;
        for (const Place& model : models_)
            nodes.push_back(model.node);
        optimizers_ = findOptaxStates(tree_, nodes);
        if (models_.empty() && optimizers_.empty())
            models_.push_back({"", 0});
    }

    [[nodiscard]] std::string_view format() const override { return "flax-msgpack"; }
    [[nodiscard]] std::string layout() const override { return "flax"; }
    [[nodiscard]] std::vector<std::string> stateDicts() const override
    {
        std::vector<std::string> paths;
        for (const Place& model : models_)
            paths.push_back(model.path);
        return paths;
    }
    [[nodiscard]] std::vector<std::string> optimizers() const override
    {
        std::vector<std::string> paths;
        for (const OptaxPlace& place : optimizers_)
            paths.push_back(place.path);
        return paths;
    }
    [[nodiscard]] std::map<std::string, std::string> metadata() const override
    {
        std::map<std::string, std::string> values;
        for (const auto& [key, index] : tree_.root().entries) {
            const MsgpackValue& value = tree_.values[index];
            if (values.size() < 100 && value.kind == Kind::Number)
                values.emplace(key, fmt::format("{}", value.number));
            else if (values.size() < 100 && value.kind == Kind::Text)
                values.emplace(key, value.text);
        }
        return values;
    }

    Result<StateDict> readStateDict(const std::string& path, const JobContext& context) override
    {
        const auto node = nodeAt(path);
        StateDict dict;
        dict.path = path;
        if (node)
            for (const auto& [name, value] : arraysBelow(tree_, *node)) {
                if (context.cancel.requested())
                    return cancelled();
                Tensor tensor = value->array;
                tensor.info.name = name;
                FL_CHECK(dict.tensors.add(std::move(tensor)));
                dict.identity.emplace_back();
            }
        if (dict.tensors.empty())
            return fail(ErrorCode::Incompatible, "The file has no arrays at \"" + shownText(path) + "\".",
                        {path_, {}, {}}, "Names of nested maps are joined by \"/\": params, ema/params.");
        return dict;
    }

    Result<OptimizerRecord> readOptimizer(std::size_t index, const JobContext& context) override
    {
        std::map<std::string, Shape> shapes;
        for (const Place& model : models_)
            for (const auto& [name, value] : arraysBelow(tree_, model.node))
                shapes.emplace(name, value->array.info.shape);
        OptimizerRecord record = optaxRecord(tree_, optimizers_.at(index), shapes, path_, context);
        addStep(record);
        return record;
    }

private:
    [[nodiscard]] std::optional<std::size_t> nodeAt(std::string_view path) const
    {
        std::size_t node = 0;
        while (!path.empty()) {
            const std::size_t end = std::min(path.find('/'), path.size());
            const MsgpackValue* next = tree_.find(tree_.values[node], path.substr(0, end));
            if (!next)
                return std::nullopt;
            node = static_cast<std::size_t>(next - tree_.values.data());
            path.remove_prefix(std::min(end + 1, path.size()));
        }
        return node;
    }

    /// Adagrad and RMSprop of optax do not count: the step of the train state then holds.
    void addStep(OptimizerRecord& record) const
    {
        const MsgpackValue* step = tree_.find(tree_.root(), "step");
        if (!step || (step->kind != Kind::Number && (step->kind != Kind::Array || step->array.info.count != 1)))
            return;
        for (OptimizerRecord::Entry& entry : record.states)
            if (!findValue(entry.values, "step"))
                entry.values.emplace_back("step", step->kind == Kind::Number ? StateValue(step->number)
                                                                             : StateValue(step->array));
    }

    std::string path_;
    MsgpackTree tree_;
    std::vector<Place> models_;
    std::vector<OptaxPlace> optimizers_;
};

/// The files of the folder under the names of flax.training.checkpoints that are MessagePack.
std::vector<std::string> flaxFiles(const Folder& folder)
{
    std::vector<std::string> names;
    for (const std::string& name : folder.files) {
        if (name != "checkpoint" && !name.starts_with("checkpoint_"))
            continue;
        std::array<std::byte, 16> head{};
        const auto file = ByteSource::open(folder.at(name));
        const auto n = file ? std::min<std::uint64_t>(head.size(), (*file)->size()) : 0;
        if (n > 0 && (*file)->read(0, std::span(head).first(n)) && looksLikeMsgpack(std::span(head).first(n)))
            names.push_back(name);
    }
    return names;
}

}  // namespace

bool isFlaxFolder(const Folder& folder)
{
    return !flaxFiles(folder).empty();
}

Result<std::unique_ptr<ModelFile>> openFlaxFolder(const Folder& folder, const JobContext& context)
{
    const std::vector<std::string> names = flaxFiles(folder);
    if (names.size() == 1)
        return openSingleFile(folder.at(names.front()), context);
    std::string list;
    for (std::size_t i = 0; i < std::min<std::size_t>(names.size(), 8); ++i)
        list += (i ? ", \"" : "\"") + shownText(names[i]) + "\"";
    return fail(ErrorCode::Unsupported, "The folder holds several checkpoints of Flax: " + list + ".",
                {folder.path, {}, {}}, "Give one of these files.");
}

Result<std::unique_ptr<ModelFile>> openFlaxFile(const std::shared_ptr<const ByteSource>& file,
                                                const JobContext& context)
{
    FL_TRY(MsgpackTree tree, readMsgpack(file, context));
    const bool placeholders = std::any_of(tree.values.begin(), tree.values.end(), [](const MsgpackValue& value) {
        return value.kind == Kind::Text && value.text.starts_with("PLACEHOLDER://");
    });
    if (placeholders)
        return refusedOrbax(file->path());
    for (const MsgpackValue& value : tree.values)
        if (value.kind == Kind::Other && !value.text.empty())
            context.find({Severity::Warning,
                          "tensor-not-readable",
                          {file->path(), {}, {}},
                          "An array cannot be read: " + value.text + ".",
                          "It is left out."});
    if (std::none_of(tree.values.begin(), tree.values.end(),
                     [](const MsgpackValue& value) { return value.kind == Kind::Array; }))
        return fail(ErrorCode::Unsupported, "The MessagePack file holds no arrays of Flax.", {file->path(), {}, {}},
                    "Give a file of flax.serialization.to_bytes or flax.training.checkpoints.");
    return std::make_unique<FlaxFile>(file->path(), std::move(tree));
}

}  // namespace fisherlens
