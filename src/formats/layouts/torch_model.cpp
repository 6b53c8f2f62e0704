// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/refused_layouts.h"
#include "formats/layouts/torch_content.h"
#include "formats/pickle/tensor_record.h"
#include "formats/pickle/values.h"

#include <algorithm>
#include <utility>

namespace fisherlens {
namespace {

using pickle::Document;
using pickle::Kind;
using pickle::kNoNode;
using pickle::NodeId;

constexpr std::size_t kMaxDepth = 64, kMaxNameLength = 4096, kMaxTensors = 300'000;
constexpr std::size_t kMaxNameBytes = std::size_t{64} << 20U;

class Collector {
public:
    Collector(TorchContainer& archive, const Document& document, StateDict& dict, const JobContext& context)
        : archive_(archive), document_(document), dict_(dict), context_(context)
    {}

    /// All tensors below `root`, names joined by dots; a dictionary's own tensors come before those of its children.
    Result<void> collect(NodeId root)
    {
        struct Step {
            std::string prefix;
            NodeId node;
            std::size_t depth;
        };
        std::vector<Step> open{{"", root, 0}};
        std::size_t nameBytes = 0;  // shared dictionaries make small files with gigabytes of names
        for (std::size_t visits = 0; !open.empty(); ++visits) {
            if (context_.cancel.requested())
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
                const auto text = document_.text(key);
                if (!text)
                    continue;
                if (step.prefix.size() + text->size() > kMaxNameLength)
                    return tooMuch("A tensor name in this file is too long.");
                const std::string name = step.prefix + std::string(*text);
                nameBytes += name.size();
                if (nameBytes > kMaxNameBytes)
                    return tooMuch("The names of the tensors in this file are too long.");
                if (pickle::isTensor(document_, value))
                    FL_CHECK(addTensor(name, value));
                else if (hasChildren(value))
                    open.push_back({name + ".", value, step.depth + 1});
            }
            std::reverse(open.begin() + static_cast<std::ptrdiff_t>(first), open.end());
        }
        return {};
    }

private:
    [[nodiscard]] Failure tooMuch(std::string text) const
    {
        return fail(ErrorCode::Unsupported, std::move(text), {archive_.path(), {}, {}});
    }

    /// What lies below a value: entries of a dictionary, or attributes of a TorchScript object or a pickled module.
    [[nodiscard]] std::optional<std::vector<Document::Pair>> children(NodeId id) const
    {
        if (!archive_.isTorchScript()) {
            if (isModule(document_, id))
                return moduleEntries(document_, id);
            return pickle::isMapping(document_, id) ? std::optional(pickle::entries(document_, id)) : std::nullopt;
        }
        const auto call = pickle::isMapping(document_, id) ? std::nullopt : document_.call(id);
        if (!call || call->state == kNoNode || document_.kind(call->state) != Kind::Dict)
            return std::nullopt;
        return pickle::entries(document_, call->state);
    }
    [[nodiscard]] bool hasChildren(NodeId id) const
    {
        if (!archive_.isTorchScript())
            return pickle::isMapping(document_, id) || isModule(document_, id);
        const auto call = pickle::isMapping(document_, id) ? std::nullopt : document_.call(id);
        return call && call->state != kNoNode && document_.kind(call->state) == Kind::Dict;
    }

    Result<void> addTensor(const std::string& name, NodeId node)
    {
        if (context_.cancel.requested())
            return cancelled();
        if (dict_.tensors.size() >= kMaxTensors)
            return tooMuch("The file has more than 300,000 tensors.");
        const std::string_view last = std::string_view(name).substr(name.rfind('.') + 1);
        if (last == "flat_param" || last == "_flat_param")  // all parameters of a module, in a row
            return refusedRankShard(archive_.path());
        FL_TRY(const auto record, pickle::tensorRecord(document_, node, archive_.path()));
        if (!record->unreadable.empty()) {
            dict_.unreadable.push_back({name, record->unreadable});
            context_.find({Severity::Warning,
                           "tensor-not-readable",
                           {archive_.path(), name, {}},
                           "The tensor cannot be read: " + record->unreadable + ".",
                           "It is left out."});
            return {};
        }
        FL_TRY(Tensor tensor, archive_.tensor(name, *record, context_.cancel));
        std::string identity;
        if (tensor.info.count > 0) {
            identity = record->storage.key + ":" + std::to_string(record->offset) + shapeText(record->shape)
                       + shapeText(record->strides) + (record->conjugated ? "conjugated" : "")
                       + (record->negated ? "negated" : "");
        }
        FL_CHECK(dict_.tensors.add(std::move(tensor)));
        dict_.identity.push_back(std::move(identity));
        return {};
    }

    TorchContainer& archive_;
    const Document& document_;
    StateDict& dict_;
    const JobContext& context_;
};

}  // namespace

Result<void> collectTensors(TorchContainer& archive, const Document& document, NodeId root, StateDict& dict,
                            const JobContext& context)
{
    return Collector(archive, document, dict, context).collect(root);
}

}  // namespace fisherlens
