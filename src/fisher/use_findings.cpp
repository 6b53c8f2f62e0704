// SPDX-License-Identifier: GPL-3.0-or-later
#include "fisher/use_findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string_view>

namespace fisherlens::detail {
namespace {

constexpr double kRarely = 1e-3;  ///< of the median: an average that has decayed for seven of its memories
constexpr std::size_t kNamed = 5;

bool isEmbedding(const TensorInfo& info)
{
    constexpr std::array<std::string_view, 4> words{"embed", "wte.", "word_emb", "tok_emb"};
    // The module's own name, not that of what it is in: time_embedding.linear_1.weight is no table.
    std::string_view module = info.name;
    if (module.ends_with(".weight"))
        module.remove_suffix(std::string_view("weight").size());
    const std::size_t dot = module.substr(0, module.size() - 1).rfind('.');
    module.remove_prefix(dot == std::string_view::npos ? 0 : dot + 1);
    return info.shape.size() == 2 && info.shape[1] > 1
           && std::any_of(words.begin(), words.end(),
                          [&](std::string_view word) { return module.find(word) != std::string_view::npos; });
}

struct Expert {
    std::string layer;   ///< "layers.0.mlp.experts."
    std::string number;  ///< "3"
    std::string rest;    ///< ".w1.weight"
};

std::optional<Expert> expertOf(const std::string& name)
{
    constexpr std::string_view word = "experts.";
    for (std::size_t at = name.find(word); at != std::string::npos; at = name.find(word, at + 1)) {
        const std::size_t begin = at + word.size();
        const std::size_t end = std::min(name.find_first_not_of("0123456789", begin), name.size());
        if (end > begin && (end == name.size() || name[end] == '.'))
            return Expert{name.substr(0, begin), name.substr(begin, end - begin), name.substr(end)};
    }
    return std::nullopt;
}

void findRows(const std::string& file, const TensorInfo& info, const Use& use, const JobContext& context)
{
    const std::int64_t rows = info.shape[0], untouched = use.zeros / info.shape[1];
    if (untouched == 0)
        return;
    context.find({Severity::Information,
                  "rows-without-gradient",
                  {file, info.name, {}},
                  fmt::format("As many entries of this embedding are exactly zero as {} of its {} rows hold: tokens "
                              "that did not occur leave such rows.",
                              untouched, rows),
                  "They have no evidence: a merge takes the plain mean there, pruning removes them first."});
}

}  // namespace

void findUse(const std::string& file, const RecyclePlan& plan, const std::vector<Use>& uses, const JobContext& context)
{
    std::map<std::pair<std::string, std::string>, std::map<std::string, double>> layers;  // → number → mean
    for (std::size_t t = 0; t < plan.tensors.size(); ++t) {
        const TensorInfo& info = plan.tensors[t].state->accumulator.info;
        if (isEmbedding(info) && !plan.tensors[t].state->coarse)  // there a zero may be a small square
            findRows(file, info, uses[t], context);
        if (auto expert = expertOf(info.name))
            layers[{std::move(expert->layer), std::move(expert->rest)}].emplace(std::move(expert->number),
                                                                                uses[t].mean);
    }
    std::set<std::string> all, rare;
    for (const auto& [layer, experts] : layers) {
        std::vector<double> means;
        for (const auto& [number, mean] : experts)
            if (mean > 0)
                means.push_back(mean);
        if (means.empty())
            continue;  // a layer that took no part at all is another matter
        const auto middle = means.begin() + static_cast<std::ptrdiff_t>(means.size() / 2);
        std::nth_element(means.begin(), middle, means.end());
        for (const auto& [number, mean] : experts) {
            all.insert(layer.first + number);
            if (mean < kRarely * *middle)
                rare.insert(layer.first + number);
        }
    }
    if (rare.empty())
        return;
    std::string names;
    std::size_t named = 0;
    for (const std::string& name : rare) {
        names += (named > 0 ? ", " : "") + (named < kNamed ? name : std::string("..."));
        if (named++ == kNamed)
            break;
    }
    context.find(
        {Severity::Warning,
         "experts-rarely-used",
         {file, *rare.begin(), {}},
         fmt::format("The squares of {} of {} experts are over a thousand times smaller than those of the others "
                     "in their layer: {}.",
                     rare.size(), all.size(), names),
         "The router hardly chose them, and their average decayed: their values are not comparable."});
}

}  // namespace fisherlens::detail
