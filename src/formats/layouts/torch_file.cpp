// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/containers/legacy_stream.h"
#include "formats/containers/torch_archive.h"
#include "formats/layouts/layout.h"
#include "formats/layouts/plain_values.h"
#include "formats/layouts/torch_search.h"
#include "formats/layouts/trainers.h"
#include "formats/pickle/globals.h"
#include "formats/pickle/values.h"

#include <algorithm>
#include <iterator>
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
            FL_CHECK(collect(node, dict, context));
        if (dict.tensors.empty() && dict.unreadable.empty())
            return fail(ErrorCode::Incompatible, "The file has no tensors at \"" + path + "\".",
                        {archive_->path(), {}, {}}, "It has state dicts at: " + list(content_.stateDicts) + ".");
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
        return fail(ErrorCode::Unsupported, std::move(text), {archive_->path(), {}, {}});
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

    /// What lies below a value: entries of a dictionary, or attributes of a TorchScript object or a pickled module.
    [[nodiscard]] std::optional<std::vector<Document::Pair>> children(NodeId id) const
    {
        if (!archive_->isTorchScript()) {
            if (isModule(document(), id))
                return moduleEntries(document(), id);
            return pickle::isMapping(document(), id) ? std::optional(pickle::entries(document(), id)) : std::nullopt;
        }
        const auto call = pickle::isMapping(document(), id) ? std::nullopt : document().call(id);
        if (!call || call->state == kNoNode || document().kind(call->state) != Kind::Dict)
            return std::nullopt;
        return pickle::entries(document(), call->state);
    }
    [[nodiscard]] bool hasChildren(NodeId id) const
    {
        if (!archive_->isTorchScript())
            return pickle::isMapping(document(), id) || isModule(document(), id);
        const auto call = pickle::isMapping(document(), id) ? std::nullopt : document().call(id);
        return call && call->state != kNoNode && document().kind(call->state) == Kind::Dict;
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
            const auto below = children(step.node);
            if (!below)
                continue;
            const std::size_t first = open.size();
            for (const auto& [key, value] : *below) {
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
                else if (hasChildren(value))
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
        FL_TRY(const auto record, pickle::tensorRecord(document(), node, archive_->path()));
        if (!record->unreadable.empty()) {
            dict.unreadable.push_back({name, record->unreadable});
            context.find({Severity::Warning,
                          "tensor-not-readable",
                          {archive_->path(), name, {}},
                          "The tensor cannot be read: " + record->unreadable + ".",
                          "It is left out."});
            return {};
        }
        FL_TRY(Tensor tensor, archive_->tensor(name, *record, context.cancel));
        std::string identity;
        if (tensor.info.count > 0) {
            identity = record->storage.key + ":" + std::to_string(record->offset) + shapeText(record->shape)
                       + shapeText(record->strides);
        }
        FL_CHECK(dict.tensors.add(std::move(tensor)));
        dict.identity.push_back(std::move(identity));
        return {};
    }

    /// _rebuild_from_type_v2(_rebuild_wrapper_subclass, class, (class, dtype, size, ...), {part: tensor, ...}).
    Result<std::optional<TensorObject>> readTensorObject(NodeId id, const JobContext& context)
    {
        if (!pickle::isCallOf(document(), id, "torch._tensor", "_rebuild_from_type_v2"))
            return std::nullopt;
        const auto arguments = document().items(document().call(id)->arguments);
        const auto inner = arguments.size() == 4 ? document().global(arguments[0]) : std::nullopt;
        const auto type = arguments.size() == 4 ? document().global(arguments[1]) : std::nullopt;
        if (!inner || !type || inner->name != "_rebuild_wrapper_subclass"
            || !pickle::isMapping(document(), arguments[3]) || document().items(arguments[2]).size() < 3)
            return std::nullopt;
        const auto shape = pickle::integers(document(), document().items(arguments[2])[2]);
        TensorObject object{std::string(type->name.substr(0, kMaxOptionLength)), shape.value_or(Shape{}), {}};
        FL_CHECK(spend(1 + document().pairs(arguments[3]).size()));
        for (const auto& [key, value] : pickle::entries(document(), arguments[3])) {
            const auto name = document().text(key);
            if (!shape || !elementCount(*shape) || !name || name->size() > kMaxOptionLength
                || !pickle::isTensor(document(), value))
                continue;
            FL_TRY(const auto record, pickle::tensorRecord(document(), value, archive_->path()));
            if (!record->unreadable.empty())
                continue;
            FL_TRY(Tensor tensor, archive_->tensor({}, *record, context.cancel));
            object.parts.emplace(std::string(*name), std::move(tensor));
        }
        return object;
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
            FL_TRY(auto object, readTensorObject(id, context));
            if (object)
                return StateValue(std::move(*object));
            FL_TRY(const auto record, pickle::tensorRecord(document(), id, archive_->path()));
            if (!record->unreadable.empty())
                return StateValue();
            FL_TRY(Tensor tensor, archive_->tensor({}, *record, context.cancel));
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

    Result<StateValues> readValues(NodeId mapping, const JobContext& context, int depth = 0)
    {
        StateValues values;
        if (!pickle::isMapping(document(), mapping))
            return values;
        FL_CHECK(spend(1 + document().pairs(mapping).size()));
        for (const auto& [key, value] : pickle::entries(document(), mapping)) {
            const auto name = document().text(key);
            if (!name || name->size() > kMaxOptionLength || *name == "params" || *name == "param_names")
                continue;
            if (*name == "__bnb_optimizer_quant_state__" && depth == 0) {  // bitsandbytes from 0.49.2 on
                FL_TRY(StateValues inner, readValues(value, context, 1));
                std::move(inner.begin(), inner.end(), std::back_inserter(values));
                continue;
            }
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
                    {archive_->path(), {}, {}});
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
        const StateValue* name = findValue(group.options, "name");  // Adam-mini: one group per parameter
        if (const auto* text = name ? std::get_if<std::string>(name) : nullptr;
            text && group.names.empty() && group.parameters.size() == 1 && findValue(group.options, "beta2"))
            group.names.push_back(*text);
        if (group.names.size() != group.parameters.size())
            group.names.clear();
        return group;
    }

    std::unique_ptr<TorchContainer> archive_;
    pickle::Walk walk_;
    TorchContent content_;
    std::string layout_;
    std::size_t valuesLeft_ = std::size_t{1} << 22U;
};

Result<std::unique_ptr<ModelFile>> opened(std::unique_ptr<TorchContainer> container, pickle::Walk walk,
                                          const JobContext& context)
{
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
