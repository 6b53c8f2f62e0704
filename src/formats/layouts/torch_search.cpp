// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/torch_search.h"

#include "formats/pickle/tensor_record.h"
#include "formats/pickle/values.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace fisherlens {
namespace {

using pickle::Document;
using pickle::Kind;
using pickle::kNoNode;
using pickle::NodeId;

constexpr std::size_t kMaxDepth = 32;
constexpr std::size_t kMaxPlaces = 1000, kMaxMetadata = 1000, kMaxPathLength = 256;
constexpr std::size_t kMaxSteps = 200'000, kMaxWork = 50'000'000;

constexpr std::array<std::string_view, 9> kModelNames{"model",   "state_dict", "model_state_dict", "module", "net",
                                                      "weights", "params",     "model_state",      "network"};
constexpr std::array<std::string_view, 22> kPassedOver{"scheduler",
                                                       "rng",
                                                       "message_hub",
                                                       "torch_rng_state",
                                                       "optimizer_history",
                                                       "lr_scheduler",
                                                       "lr_schedulers",
                                                       "scheduler_state_dict",
                                                       "scaler",
                                                       "grad_scaler",
                                                       "amp",
                                                       "rng_state",
                                                       "rng_states",
                                                       "cuda_rng_state",
                                                       "callbacks",
                                                       "random_state",
                                                       "loops",
                                                       "metrics",
                                                       "history",
                                                       "loss_scaler",
                                                       "scaler_state_dict",
                                                       "random_rng_state"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view value)
{
    return std::find(list.begin(), list.end(), value) != list.end();
}

bool isOptimizerState(const Document& document, NodeId id)
{
    if (!pickle::isMapping(document, id))
        return false;
    const NodeId state = pickle::lookup(document, id, "state");
    const NodeId groups = pickle::lookup(document, id, "param_groups");
    return state != kNoNode && groups != kNoNode && pickle::isMapping(document, state)
           && document.kind(groups) == Kind::List;
}

/// Attributes of a plain object such as argparse.Namespace.
NodeId attributes(const Document& document, NodeId id)
{
    const auto call = document.call(id);
    return call && call->state != kNoNode && document.kind(call->state) == Kind::Dict ? call->state : kNoNode;
}

/// What a container of OmegaConf holds, or the value of one of its nodes.
NodeId omegaConf(const Document& document, NodeId id)
{
    const auto call = document.call(id);
    const auto name = call ? document.global(call->callable) : std::nullopt;
    if (!name || !name->module.starts_with("omegaconf.") || attributes(document, id) == kNoNode)
        return kNoNode;
    const NodeId content = pickle::lookup(document, call->state, "_content");
    return content != kNoNode ? content : pickle::lookup(document, call->state, "_val");
}

std::string join(const std::string& path, std::string_view key)
{
    return path.empty() ? std::string(key) : path + "." + std::string(key);
}

bool hasModelName(const Document& document, NodeId mapping)
{
    const auto entries = pickle::entries(document, mapping);
    return std::any_of(entries.begin(), entries.end(), [&document](const auto& entry) {
        const auto key = document.text(entry.first);
        return key && contains(kModelNames, *key) && pickle::isMapping(document, entry.second);
    });
}

/// What is directly below a dictionary.
struct Contents {
    std::size_t tensors = 0;
    std::size_t others = 0;  ///< neither tensors nor dictionaries
    std::vector<NodeId> dictionaries;
};

class Search {
public:
    explicit Search(const Document& document) : document_(document) {}

    TorchContent run()
    {
        open_.push_back({{"", document_.root()}, "", 0, false});
        while (!open_.empty() && content_.complete) {
            const Step step = std::move(open_.back());
            open_.pop_back();
            if (seen_.insert(step.place.node).second)
                visit(step);
        }
        return std::move(content_);
    }

private:
    struct Step {
        Place place;
        std::string_view key;
        std::size_t depth;
        bool onlyMetadata;  ///< inside an object: no state dict is looked for
    };

    /// Counts steps: shared values make small files with astronomically many paths.
    bool afford(std::size_t steps)
    {
        if (steps > stepsLeft_)
            content_.complete = false;
        stepsLeft_ -= std::min(steps, stepsLeft_);
        return content_.complete;
    }

    void enter(const Step& from, std::string_view key, NodeId node, bool onlyMetadata)
    {
        if (from.depth >= kMaxDepth || from.place.path.size() + key.size() >= kMaxPathLength)
            return;
        if (++places_ > kMaxSteps) {
            content_.complete = false;
            return;
        }
        open_.push_back({{join(from.place.path, key), node}, key, from.depth + 1, onlyMetadata});
    }

    void visit(const Step& step)
    {
        const NodeId node = step.place.node;
        if (isModule(document_, node)) {
            if (content_.modules.size() < kMaxPlaces)
                content_.modules.push_back(step.place);
        } else if (pickle::isMapping(document_, node)) {
            visitMapping(step);
        } else if (document_.kind(node) == Kind::List || document_.kind(node) == Kind::Tuple) {
            const auto items = document_.items(node);
            for (std::size_t i = std::min(items.size(), kMaxPlaces); i-- > 0;)
                if (isContainer(items[i]))
                    enter(step, std::to_string(i), items[i], step.onlyMetadata);
        } else if (const NodeId held = omegaConf(document_, node); held != kNoNode) {
            if (isContainer(held))
                open_.push_back({{step.place.path, held}, step.key, step.depth, true});
            else
                addMetadata(step.place.path, held);
        } else if (const NodeId state = attributes(document_, node); state != kNoNode) {
            open_.push_back({{step.place.path, state}, step.key, step.depth, true});
        }
    }

    [[nodiscard]] bool isContainer(NodeId id) const
    {
        const Kind kind = document_.kind(id);
        return kind == Kind::Dict || kind == Kind::List || kind == Kind::Tuple
               || (kind == Kind::Object && !pickle::isTensor(document_, id));
    }

    void visitMapping(const Step& step)
    {
        const NodeId node = step.place.node;
        if (isOptimizerState(document_, node)
            || (afford(document_.pairs(node).size()) && isOptimizerPerParameter(document_, node))) {
            if (content_.optimizers.size() < kMaxPlaces)
                content_.optimizers.push_back(step.place);
            return;
        }
        if (!step.onlyMetadata && isStateDict(step)) {
            if (content_.stateDicts.size() < kMaxPlaces)
                content_.stateDicts.push_back(step.place);
            return;
        }
        if (!content_.complete)
            return;
        const std::size_t first = open_.size();
        for (const auto& [key, value] : pickle::entries(document_, node)) {
            const auto name = document_.text(key);
            if (!name || name->size() > kMaxPathLength)
                continue;
            if (isContainer(value)) {
                if (!contains(kPassedOver, *name))  // "amp" may also be a switch
                    enter(step, *name, value, step.onlyMetadata);
            } else if (!name->starts_with("_")) {
                addMetadata(join(step.place.path, *name), value);
            }
        }
        // The last in is looked at first: keep the order of the file.
        std::reverse(open_.begin() + static_cast<std::ptrdiff_t>(first), open_.end());
    }

    void addMetadata(const std::string& path, NodeId value)
    {
        if (content_.metadata.size() >= kMaxMetadata)
            return;
        if (const auto text = pickle::scalarText(document_, value))
            content_.metadata.emplace(path, *text);
    }

    Contents contentsOf(NodeId mapping)
    {
        Contents contents;
        if (!afford(1 + document_.pairs(mapping).size()))
            return contents;
        for (const auto& [key, value] : pickle::entries(document_, mapping)) {
            if (!document_.text(key) || isModule(document_, value))
                ++contents.others;
            else if (pickle::isTensor(document_, value))
                ++contents.tensors;
            else if (pickle::isMapping(document_, value))
                contents.dictionaries.push_back(value);
            else
                ++contents.others;
        }
        return contents;
    }

    bool isStateDict(const Step& step)
    {
        const Contents contents = contentsOf(step.place.node);
        const bool deeper =
            std::any_of(contents.dictionaries.begin(), contents.dictionaries.end(),
                        [this](NodeId child) { return isOptimizerState(document_, child) || containsTensor(child); });
        if (!deeper)
            return contents.tensors > 0;
        return contents.tensors == 0 && contains(kModelNames, step.key) && !hasModelName(document_, step.place.node)
               && isTensorTree(step.place.node);
    }

    /// True when a tensor lies somewhere below, outside of optimizer states.
    bool containsTensor(NodeId root)
    {
        std::unordered_set<NodeId> seen{root};
        std::vector<NodeId> open{root};
        const auto enterNode = [&](NodeId id) {
            if (seen.insert(id).second)
                open.push_back(id);
        };
        while (!open.empty()) {
            const NodeId id = open.back();
            open.pop_back();
            if (pickle::isTensor(document_, id))
                return true;
            if (!afford(1 + document_.pairs(id).size() + document_.items(id).size()))
                return false;
            if (isOptimizerState(document_, id))
                continue;
            if (pickle::isMapping(document_, id))
                for (const auto& pair : document_.pairs(id))
                    enterNode(pair.second);
            else
                for (const NodeId item : document_.items(id))
                    enterNode(item);
        }
        return false;
    }

    /// A dictionary of dictionaries ... of tensors and nothing else, as JAX users write "params".
    bool isTensorTree(NodeId root)
    {
        std::unordered_set<NodeId> seen{root};
        std::vector<NodeId> open{root};
        bool any = false;
        while (!open.empty()) {
            const NodeId id = open.back();
            open.pop_back();
            const Contents contents = contentsOf(id);
            if (contents.others > 0 || isOptimizerState(document_, id))
                return false;
            any = any || contents.tensors > 0;
            for (const NodeId child : contents.dictionaries)
                if (seen.insert(child).second)
                    open.push_back(child);
        }
        return any;
    }

    const Document& document_;
    TorchContent content_;
    std::vector<Step> open_;
    std::unordered_set<NodeId> seen_;
    std::size_t stepsLeft_ = kMaxWork;
    std::size_t places_ = 0;
};

}  // namespace

bool isModule(const Document& document, NodeId id)
{
    const auto call = document.call(id);
    return call && call->state != kNoNode && document.kind(call->state) == Kind::Dict
           && pickle::lookup(document, call->state, "_parameters") != kNoNode
           && pickle::lookup(document, call->state, "_modules") != kNoNode;
}

bool isOptimizerPerParameter(const Document& document, NodeId id)
{
    if (!pickle::isMapping(document, id) || document.pairs(id).size() < 2)
        return false;
    const auto entries = pickle::entries(document, id);
    return std::all_of(entries.begin(), entries.end(), [&document](const auto& entry) {
        if (!document.text(entry.first) || !isOptimizerState(document, entry.second))
            return false;
        const auto groups = document.items(pickle::lookup(document, entry.second, "param_groups"));
        const NodeId parameters = groups.size() == 1 && pickle::isMapping(document, groups[0])
                                      ? pickle::lookup(document, groups[0], "params")
                                      : kNoNode;
        return parameters != kNoNode && document.items(parameters).size() == 1
               && document.pairs(pickle::lookup(document, entry.second, "state")).size() <= 1;
    });
}

std::vector<Document::Pair> moduleEntries(const Document& document, NodeId module)
{
    std::vector<Document::Pair> all;
    for (const std::string_view kind : {"_parameters", "_buffers", "_modules"}) {
        const NodeId held = pickle::lookup(document, document.call(module)->state, kind);
        if (held == kNoNode || !pickle::isMapping(document, held))
            continue;
        const auto entries = pickle::entries(document, held);
        all.insert(all.end(), entries.begin(), entries.end());
    }
    return all;
}

TorchContent searchContent(const Document& document)
{
    return Search(document).run();
}

std::optional<NodeId> resolvePath(const Document& document, std::string_view path)
{
    // A key may hold dots, so each split is tried: the shortest first key first.
    struct Step {
        NodeId node;
        std::string_view rest;
    };
    std::vector<Step> open{{document.root(), path}};
    for (std::size_t tries = 0; !open.empty() && tries < 100000; ++tries) {
        const Step step = open.back();
        open.pop_back();
        if (step.rest.empty())
            return step.node;
        for (std::size_t end = step.rest.size();; end = step.rest.rfind('.', end - 1)) {
            const std::string_view key = step.rest.substr(0, end);
            const std::string_view rest = end == step.rest.size() ? std::string_view() : step.rest.substr(end + 1);
            NodeId child = kNoNode;
            if (pickle::isMapping(document, step.node)) {
                child = pickle::lookup(document, step.node, key);
            } else if (document.kind(step.node) == Kind::List || document.kind(step.node) == Kind::Tuple) {
                const auto items = document.items(step.node);
                for (std::size_t i = 0; i < std::min(items.size(), kMaxPlaces); ++i)
                    if (std::to_string(i) == key)
                        child = items[i];
            }
            if (child != kNoNode)
                open.push_back({child, rest});
            if (end == 0 || step.rest.substr(0, end).find('.') == std::string_view::npos)
                break;
        }
    }
    return std::nullopt;
}

}  // namespace fisherlens
