// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/mapping_candidates.h"

#include "base/names.h"
#include "formats/architecture_order.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <unordered_map>

namespace fisherlens {
namespace {

bool has(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

/// A component that is "norm", or ends in "_norm": the regular expressions of Hugging Face PR 38922.
bool hasNormComponent(std::string_view name)
{
    while (!name.empty()) {
        const std::size_t dot = name.find('.');
        const std::string_view part = name.substr(0, dot);
        if (part == "norm" || part.ends_with("_norm"))
            return true;
        name = dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1);
    }
    return false;
}

/// The Trainer also tests for nn.LayerNorm by type, which a file does not show; its weights are one-dimensional and
/// their module is called a norm or "ln".
bool looksLikeLayerNorm(const OrderedParameter& parameter)
{
    const std::string name = lowerCase(parameter.name);
    return parameter.dimensions == 1
           && (has(name, "norm") || has(name, "ln_") || has(name, ".ln") || name.starts_with("ln"));
}

bool byDimension(const OrderedParameter& p)
{
    return p.dimensions >= 2;
}
bool byDimensionAndBias(const OrderedParameter& p)
{
    return p.dimensions >= 2 && !p.name.ends_with(".bias");
}
bool trainerA(const OrderedParameter& p)
{
    return !has(p.name, "bias") && !has(p.name, "LayerNorm.weight");
}
bool trainerB(const OrderedParameter& p)
{
    return !has(p.name, "bias") && !looksLikeLayerNorm(p);
}
/// Rule B of a model with an RMSNorm that is not registered: only nn.LayerNorm, which has a bias, does not decay.
bool trainerBiasOnly(const OrderedParameter& p)
{
    return !has(p.name, "bias");
}
bool trainerC(const OrderedParameter& p)
{
    const std::string name = lowerCase(p.name);
    return !has(name, "bias") && !has(name, "layernorm") && !has(name, "rmsnorm") && !looksLikeLayerNorm(p);
}
bool trainerD(const OrderedParameter& p)
{
    return trainerC(p) && !hasNormComponent(lowerCase(p.name));
}

struct Grouping {
    bool (*decays)(const OrderedParameter&);
    bool decayFirst;
    const char* words;
    bool trainer;         ///< one of the Hugging Face Trainer's
    int first, last = 0;  ///< versions of transformers that use it, 100·major + minor; last 0: no end
};

constexpr std::array<Grouping, 10> kGroupings{{
    {&trainerA, true, "groups of the Hugging Face Trainer before 4.4", true, 0, 403},
    {&trainerB, true, "groups of the Hugging Face Trainer 4.4 to 4.49", true, 404, 449},
    {&trainerBiasOnly, true, "groups of the Hugging Face Trainer 4.4 to 4.49, norms that it does not know", true, 404,
     449},
    {&trainerC, true, "groups of the Hugging Face Trainer 4.50 to 4.52", true, 450, 452},
    {&trainerD, true, "groups of the Hugging Face Trainer from 4.53 on", true, 453, 0},
    {&byDimension, true, "matrices first, then vectors (nanoGPT)", false, 0, 0},
    {&byDimension, false, "vectors first, then matrices (timm)", false, 0, 0},
    {&byDimensionAndBias, true, "matrices first, then vectors and biases", false, 0, 0},
    {&byDimensionAndBias, false, "vectors and biases first, then matrices (timm)", false, 0, 0},
    {&trainerBiasOnly, false, "biases first", false, 0, 0},
}};

/// 4.51.3 → 451; 0 when unknown.
int versionNumber(std::string_view text)
{
    int major = 0, minor = 0;
    const char* end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, major);
    if (first.ec != std::errc() || first.ptr == end || *first.ptr != '.')
        return 0;
    if (std::from_chars(first.ptr + 1, end, minor).ec != std::errc())
        return 0;
    return major < 0 || major > 1000 || minor < 0 || minor > 99 ? 0 : major * 100 + minor;
}

/// A base order: of the state dict, or of one architecture.
struct BaseOrder {
    std::vector<std::size_t> order;
    std::string words;
};

std::vector<BaseOrder> baseOrders(const std::vector<OrderedParameter>& parameters, bool ordered,
                                  const MappingHints& hints)
{
    std::vector<BaseOrder> bases;
    if (ordered) {
        BaseOrder& base = bases.emplace_back();
        base.words = "order of the state dict";
        base.order.resize(parameters.size());
        std::iota(base.order.begin(), base.order.end(), std::size_t{0});
        return bases;
    }
    std::vector<std::string> names;
    for (const OrderedParameter& parameter : parameters)
        names.push_back(parameter.name);
    for (ArchitectureOrder& found : architectureOrders(names, hints.modelType))
        bases.push_back({std::move(found.order), "order of the modules of " + found.modelType});
    return bases;
}

/// A rule of the Trainer counts more where its version is that which wrote the file.
int preferenceOf(const Grouping& grouping, const MappingHints& hints)
{
    const int version = versionNumber(hints.transformersVersion);
    const bool ofVersion = version >= grouping.first && (grouping.last == 0 || version <= grouping.last);
    return !hints.huggingfaceTrainer ? 0 : version > 0 && ofVersion ? 2 : 1;
}

void addCandidate(std::vector<CandidateOrder>& candidates, CandidateOrder candidate)
{
    for (CandidateOrder& other : candidates)
        if (other.order == candidate.order) {
            if (candidate.preference > other.preference)
                other = std::move(candidate);
            return;
        }
    candidates.push_back(std::move(candidate));
}

}  // namespace

const Tensor* tensorNamed(const StateDict& model, const std::string& name)
{
    if (const Tensor* match = model.tensors.findMatching(name))
        return match;
    const Tensor* found = nullptr;
    for (const Tensor& candidate : model.tensors.tensors())
        if (lowerCase(matchKey(candidate.info.name)) == matchKey(name)) {
            if (found)
                return nullptr;
            found = &candidate;
        }
    return found;
}

bool isWordEmbedding(std::string_view name)
{
    constexpr std::array<std::string_view, 6> ends{"embed_tokens.weight",    "wte.weight",
                                                   "word_embeddings.weight", "embed_in.weight",
                                                   "tok_embeddings.weight",  "shared.weight"};
    return std::any_of(ends.begin(), ends.end(), [name](std::string_view end) {
        return name.ends_with(end) && (name.size() == end.size() || name[name.size() - end.size() - 1] == '.');
    });
}

std::string lowerCase(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return out;
}

Parameters parametersOf(const StateDict& model)
{
    Parameters parameters;
    std::unordered_map<std::string, std::size_t> byIdentity;
    const auto& tensors = model.tensors.tensors();
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        const TensorInfo& info = tensors[i].info;
        if (!isFloating(info.dtype) || isBuffer(info.name, info.shape.size()))
            continue;
        const std::string& identity = model.identity[i];
        if (!identity.empty()) {
            const auto [at, isNew] = byIdentity.emplace(identity, parameters.size());
            if (!isNew) {
                parameters[at->second].push_back(i);
                continue;
            }
        }
        parameters.push_back({i});
    }
    return parameters;
}

std::vector<std::vector<std::size_t>> parameterSets(const StateDict& model, const Parameters& parameters,
                                                    const MappingHints& hints, std::size_t total)
{
    std::vector<std::vector<std::size_t>> sets;
    const auto infoOf = [&](std::size_t p) -> const TensorInfo& {
        return model.tensors.tensors()[parameters[p].front()].info;
    };
    // The scale of one of kohya's LoRA modules is a number; arrays of this name are trained.
    const auto mayBeBuffer = [](const TensorInfo& info) {
        return mayBeBufferName(info.name) || (info.shape.empty() && info.name.ends_with(".alpha"));
    };
    for (const bool buffers : {true, false})
        for (const bool tied : {false, true}) {
            if (tied && !hints.tiedEmbeddings)
                continue;
            std::vector<std::size_t> set;
            for (std::size_t p = 0; p < parameters.size(); ++p) {
                const std::string& name = infoOf(p).name;
                const bool output =
                    name == "lm_head.weight" || name == "embed_out.weight" || name == "cls.predictions.decoder.weight";
                if ((buffers || !mayBeBuffer(infoOf(p))) && !(tied && output))
                    set.push_back(p);
            }
            if (set.size() == total && std::find(sets.begin(), sets.end(), set) == sets.end())
                sets.push_back(std::move(set));
        }
    return sets;
}

std::vector<CandidateOrder> candidateOrders(const std::vector<OrderedParameter>& parameters,
                                            const std::vector<OptimizerRecord::Group>& groups, bool ordered,
                                            const MappingHints& hints)
{
    std::vector<CandidateOrder> candidates;
    std::vector<std::size_t> sizes;  // of the groups that are not empty; the Trainer keeps empty ones
    for (const OptimizerRecord::Group& group : groups)
        if (!group.parameters.empty())
            sizes.push_back(group.parameters.size());
    for (const BaseOrder& base : baseOrders(parameters, ordered, hints)) {
        addCandidate(candidates,
                     {base.order, base.words + (sizes.size() > 1 ? ", groups one after the other" : ""), 0});
        if (sizes.size() != 2)
            continue;
        for (const Grouping& grouping : kGroupings) {
            if (hints.huggingfaceTrainer && !grouping.trainer)
                continue;
            const auto decides = [&](std::size_t p) { return grouping.decays(parameters[p]) == grouping.decayFirst; };
            if (static_cast<std::size_t>(std::count_if(base.order.begin(), base.order.end(), decides)) != sizes[0])
                continue;
            CandidateOrder candidate{base.order, base.words + ", " + grouping.words, preferenceOf(grouping, hints)};
            std::stable_partition(candidate.order.begin(), candidate.order.end(), decides);
            addCandidate(candidates, std::move(candidate));
        }
    }
    return candidates;
}

std::vector<SubsetOrder> subsetOrders(const std::vector<OrderedParameter>& parameters,
                                      const std::vector<OptimizerRecord::Group>& groups, bool ordered,
                                      const MappingHints& hints)
{
    std::vector<SubsetOrder> orders;
    const auto filled = std::count_if(groups.begin(), groups.end(),
                                      [](const OptimizerRecord::Group& group) { return !group.parameters.empty(); });
    for (const BaseOrder& base : baseOrders(parameters, ordered, hints)) {
        orders.push_back({{base.order}, base.words + (filled > 1 ? ", groups one after the other" : ""), 0});
        if (filled != 2)
            continue;
        for (const Grouping& grouping : kGroupings) {
            if (hints.huggingfaceTrainer && !grouping.trainer)
                continue;
            SubsetOrder order{{{}, {}}, base.words + ", " + grouping.words, preferenceOf(grouping, hints)};
            for (const std::size_t p : base.order)
                order.parts[grouping.decays(parameters[p]) == grouping.decayFirst ? 0 : 1].push_back(p);
            orders.push_back(std::move(order));
        }
    }
    return orders;
}

}  // namespace fisherlens
