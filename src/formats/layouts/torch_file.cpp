// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/containers/torch_archive.h"
#include "formats/layouts/layout.h"
#include "formats/layouts/plain_values.h"
#include "formats/layouts/torch_search.h"
#include "formats/pickle/globals.h"
#include "formats/pickle/values.h"

#include <algorithm>
#include <unordered_set>

namespace fisherlens {
namespace {

using pickle::Document;
using pickle::Kind;
using pickle::kNoNode;
using pickle::NodeId;

constexpr std::size_t kMaxDepth = 64, kMaxNameLength = 4096, kMaxTensors = 300'000;
constexpr std::size_t kMaxNameBytes = std::size_t{64} << 20U;
constexpr std::size_t kMaxShortList = 64, kMaxOptionLength = 256;

std::string className(const Document& document, NodeId object)
{
    const auto call = document.call(object);
    const auto name = call ? document.global(call->callable) : std::nullopt;
    return name ? pickle::qualifiedName(name->module, name->name) : std::string("an unknown class");
}

/// torch.save and torch.jit.save files.
class TorchFile final : public ModelFile {
public:
    TorchFile(TorchArchive archive, pickle::Walk walk) : archive_(std::move(archive)), walk_(std::move(walk))
    {
        if (archive_.isTorchScript())
            content_.stateDicts.push_back({"", document().root()});
        else
            content_ = searchContent(document());
    }

    [[nodiscard]] std::string_view format() const override
    {
        return archive_.isTorchScript() ? "torchscript" : "pytorch-zip";
    }
    [[nodiscard]] std::vector<std::string> stateDicts() const override { return paths(content_.stateDicts); }
    [[nodiscard]] std::vector<std::string> optimizers() const override { return paths(content_.optimizers); }
    [[nodiscard]] std::map<std::string, std::string> metadata() const override { return content_.metadata; }

    /// Of several state dicts, those with nothing but single numbers (metrics, a scaler) are none.
    Result<void> dropScalars(const JobContext& context)
    {
        std::vector<Place> kept;
        for (std::size_t i = 0; i < content_.stateDicts.size() && content_.stateDicts.size() > 1; ++i) {
            bool scalars = true;
            for (const auto& [key, value] : pickle::entries(document(), content_.stateDicts[i].node)) {
                if (context.cancel.requested())
                    return cancelled();
                FL_TRY(const auto record, pickle::tensorRecord(document(), value, archive_.path()));
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
            context.find({Severity::Warning,
                          "pickled-module",
                          {archive_.path(), {}, {}},
                          "The value \"" + module.path + "\" is a whole pickled model of class "
                              + className(document(), module.node) + "; it is not read.",
                          "Save model.state_dict() instead of the model."});
        if (!content_.stateDicts.empty() || !content_.optimizers.empty())
            return {};
        const bool whole = !content_.modules.empty();
        return fail(
            ErrorCode::Unsupported,
            whole ? "The file holds a whole pickled model of class " + className(document(), content_.modules[0].node)
                        + ", whose parameters are not read."
                  : std::string("The file holds no named tensors: no state dict and no optimizer state was found."),
            {archive_.path(), {}, {}}, "Save model.state_dict() and optimizer.state_dict() with torch.save.");
    }

    Result<StateDict> readStateDict(const std::string& path, const JobContext& context) override
    {
        NodeId node = kNoNode;
        for (const Place& place : content_.stateDicts)
            if (place.path == path)
                node = place.node;
        if (node == kNoNode && !archive_.isTorchScript())
            node = resolvePath(document(), path).value_or(kNoNode);
        const bool usable = node != kNoNode && (archive_.isTorchScript() || pickle::isMapping(document(), node));
        StateDict dict;
        dict.path = path;
        if (usable)
            FL_CHECK(collect(node, dict, context));
        if (dict.tensors.empty() && dict.unreadable.empty())
            return fail(ErrorCode::Incompatible, "The file has no tensors at \"" + path + "\".",
                        {archive_.path(), {}, {}}, "It has state dicts at: " + list(content_.stateDicts) + ".");
        return dict;
    }

    Result<OptimizerRecord> readOptimizer(std::size_t index, const JobContext& context) override
    {
        const Place& place = content_.optimizers.at(index);
        OptimizerRecord record;
        record.path = place.path;
        for (const NodeId node : document().items(pickle::lookup(document(), place.node, "param_groups"))) {
            FL_TRY(OptimizerRecord::Group group, readGroup(node, context));
            record.groups.push_back(std::move(group));
        }
        for (const auto& [key, value] : pickle::entries(document(), pickle::lookup(document(), place.node, "state"))) {
            if (context.cancel.requested())
                return cancelled();
            OptimizerRecord::Entry entry;
            FL_TRY(entry.key, parameterKey(key));
            entry.named = document().text(key).has_value();
            FL_TRY(entry.values, readValues(value, context));
            record.states.push_back(std::move(entry));
        }
        takeRecordedNames(record);
        return record;
    }

private:
    [[nodiscard]] const Document& document() const { return walk_.document; }
    [[nodiscard]] Failure tooMuch(std::string text) const
    {
        return fail(ErrorCode::Unsupported, std::move(text), {archive_.path(), {}, {}});
    }
    /// Counts what is copied out of optimizer states: shared values make small files say the same a million times.
    Result<void> spend(std::size_t values)
    {
        if (values > valuesLeft_)
            return tooMuch("The optimizer state in this file has more than 4 million values.");
        valuesLeft_ -= values;
        return {};
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

    /// The dictionary whose entries are the attributes below a value: itself, or the state of a TorchScript object.
    [[nodiscard]] NodeId attributes(NodeId id) const
    {
        if (pickle::isMapping(document(), id))
            return archive_.isTorchScript() ? kNoNode : id;
        const auto call = archive_.isTorchScript() ? document().call(id) : std::nullopt;
        return call && call->state != kNoNode && document().kind(call->state) == Kind::Dict ? call->state : kNoNode;
    }

    /// All tensors below `root`, names joined by dots; a dictionary's own tensors come before those of its children.
    Result<void> collect(NodeId root, StateDict& dict, const JobContext& context)
    {
        struct Step {
            std::string prefix;
            NodeId node;
            std::size_t depth;
        };
        std::vector<Step> open{{"", root, 0}};
        std::size_t nameBytes = 0;  // shared dictionaries make small files with gigabytes of names
        for (std::size_t visits = 0; !open.empty(); ++visits) {
            if (context.cancel.requested())
                return cancelled();
            const Step step = std::move(open.back());
            open.pop_back();
            if (visits > kMaxTensors || step.depth > kMaxDepth)
                return tooMuch("The model in this file is nested too deeply.");
            const NodeId mapping = attributes(step.node);
            if (mapping == kNoNode)
                continue;
            const std::size_t first = open.size();
            for (const auto& [key, value] : pickle::entries(document(), mapping)) {
                ++visits;
                const auto text = document().text(key);
                if (!text)
                    continue;
                if (step.prefix.size() + text->size() > kMaxNameLength)
                    return tooMuch("A tensor name in this file is too long.");
                const std::string name = step.prefix + std::string(*text);
                nameBytes += name.size();
                if (nameBytes > kMaxNameBytes)
                    return tooMuch("The names of the tensors in this file are too long.");
                if (pickle::isTensor(document(), value))
                    FL_CHECK(addTensor(name, value, dict, context));
                else if (attributes(value) != kNoNode)
                    open.push_back({name + ".", value, step.depth + 1});
            }
            std::reverse(open.begin() + static_cast<std::ptrdiff_t>(first), open.end());
        }
        return {};
    }

    Result<void> addTensor(const std::string& name, NodeId node, StateDict& dict, const JobContext& context)
    {
        if (context.cancel.requested())
            return cancelled();
        if (dict.tensors.size() >= kMaxTensors)
            return tooMuch("The file has more than 300,000 tensors.");
        FL_TRY(const auto record, pickle::tensorRecord(document(), node, archive_.path()));
        if (!record->unreadable.empty()) {
            dict.unreadable.push_back({name, record->unreadable});
            context.find({Severity::Warning,
                          "tensor-not-readable",
                          {archive_.path(), name, {}},
                          "The tensor cannot be read: " + record->unreadable + ".",
                          "It is left out."});
            return {};
        }
        FL_TRY(Tensor tensor, archive_.tensor(name, *record, context.cancel));
        std::string identity;
        if (tensor.info.count > 0) {
            identity = record->storage.key + ":" + std::to_string(record->offset) + shapeText(record->shape)
                       + shapeText(record->strides);
        }
        FL_CHECK(dict.tensors.add(std::move(tensor)));
        dict.identity.push_back(std::move(identity));
        return {};
    }

    Result<StateValue> readValue(NodeId id, const JobContext& context)
    {
        if (document().kind(id) == Kind::None)
            return StateValue(Nothing{});
        if (const auto flag = document().boolean(id))
            return StateValue(*flag);
        if (const auto number = document().number(id))
            return StateValue(*number);
        if (const auto text = document().text(id))
            return text->size() <= kMaxOptionLength ? StateValue(std::string(*text)) : StateValue();
        if (pickle::isTensor(document(), id)) {
            FL_TRY(const auto record, pickle::tensorRecord(document(), id, archive_.path()));
            if (!record->unreadable.empty())
                return StateValue();
            FL_TRY(Tensor tensor, archive_.tensor({}, *record, context.cancel));
            return StateValue(std::move(tensor));
        }
        const auto items = document().items(id);
        const bool sequence = document().kind(id) == Kind::Tuple || document().kind(id) == Kind::List;
        if (sequence && !items.empty() && items.size() <= kMaxShortList) {
            std::vector<double> numbers;
            for (const NodeId item : items)
                if (const auto number = document().number(item))
                    numbers.push_back(*number);
            if (numbers.size() == items.size())
                return StateValue(std::move(numbers));
        }
        return StateValue();
    }

    Result<StateValues> readValues(NodeId mapping, const JobContext& context)
    {
        StateValues values;
        if (!pickle::isMapping(document(), mapping))
            return values;
        FL_CHECK(spend(1 + document().pairs(mapping).size()));
        for (const auto& [key, value] : pickle::entries(document(), mapping)) {
            const auto name = document().text(key);
            if (!name || name->size() > kMaxOptionLength || *name == "params" || *name == "param_names")
                continue;
            FL_TRY(StateValue read, readValue(value, context));
            values.emplace_back(std::string(*name), std::move(read));
        }
        return values;
    }

    /// A key of `state`: a number, or a parameter's name.
    Result<std::string> parameterKey(NodeId id)
    {
        if (const auto number = document().integer(id))
            return std::to_string(*number);
        const auto text = document().text(id);
        if (text && text->size() <= kMaxNameLength) {
            FL_CHECK(spend(text->size() / 64));
            return std::string(*text);
        }
        return fail(ErrorCode::Damaged, "The optimizer state lists a parameter that is neither a number nor a name.",
                    {archive_.path(), {}, {}});
    }

    Result<OptimizerRecord::Group> readGroup(NodeId node, const JobContext& context)
    {
        OptimizerRecord::Group group;
        if (!pickle::isMapping(document(), node))
            return group;
        FL_TRY(group.options, readValues(node, context));
        for (const std::string_view list : {std::string_view("params"), std::string_view("param_names")}) {
            const NodeId found = pickle::lookup(document(), node, list);
            if (found == kNoNode)
                continue;
            FL_CHECK(spend(document().items(found).size()));
            for (const NodeId item : document().items(found)) {
                FL_TRY(std::string key, parameterKey(item));
                (list == "params" ? group.parameters : group.names).push_back(std::move(key));
            }
        }
        if (group.names.size() != group.parameters.size())
            group.names.clear();
        return group;
    }

    TorchArchive archive_;
    pickle::Walk walk_;
    TorchContent content_;
    std::size_t valuesLeft_ = std::size_t{1} << 22U;
};

}  // namespace

Result<std::unique_ptr<ModelFile>> openTorchFile(std::shared_ptr<const ByteSource> file, const JobContext& context)
{
    FL_TRY(TorchArchive archive, TorchArchive::open(std::move(file), context));
    FL_TRY(pickle::Walk walk, archive.walk(context));
    auto opened = std::make_unique<TorchFile>(std::move(archive), std::move(walk));
    FL_CHECK(opened->dropScalars(context));
    FL_CHECK(opened->report(context));
    return opened;
}

}  // namespace fisherlens
