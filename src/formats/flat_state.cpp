// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/flat_state.h"

#include "base/names.h"
#include "formats/containers/assembled_source.h"
#include "formats/mapping_candidates.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace fisherlens {
namespace {

using Set = std::vector<const TensorInfo*>;

/// Output layers and second embeddings that fairseq's options tie to the first one; its files keep a copy of each.
constexpr std::array<std::string_view, 3> kTied{"decoder.output_projection.weight", "decoder.embed_tokens.weight",
                                                "encoder.lm_head.weight"};

bool isLikelyBuffer(std::string_view name)
{
    return mayBeBufferName(name) || name.ends_with(".version") || name.ends_with("._float_tensor");
}

std::int64_t elements(const Set& set)
{
    std::int64_t sum = 0;
    for (const TensorInfo* info : set)
        sum += info->count;
    return sum;
}

/// The first of the likely sets of parameters that has this many elements.
std::optional<Set> setOf(const StateDict& model, std::int64_t count)
{
    const Parameters parameters = parametersOf(model);
    for (const bool buffers : {true, false})
        for (unsigned without = 0; without < 1U << kTied.size(); ++without) {
            Set set;
            for (const auto& names : parameters) {
                const TensorInfo& info = model.tensors.tensors()[names.front()].info;
                bool tied = false;
                for (std::size_t t = 0; t < kTied.size(); ++t)
                    tied = tied || ((without >> t & 1U) != 0 && info.name.ends_with(kTied[t]));
                if (!tied && (buffers || !isLikelyBuffer(info.name)))
                    set.push_back(&info);
            }
            if (elements(set) == count)
                return set;
        }
    return std::nullopt;
}

/// The number of elements of a flat state; nullopt for an ordinary one.
std::optional<std::int64_t> flatCount(const OptimizerRecord& record, const StateDict& model)
{
    if (record.states.size() != 1 || record.states[0].named || record.groups.size() != 1
        || record.groups[0].parameters.size() != 1)
        return std::nullopt;
    std::optional<std::int64_t> count;
    for (const auto& [key, value] : record.states[0].values)
        if (const auto* tensor = std::get_if<Tensor>(&value); tensor && tensor->info.shape.size() == 1)
            count = std::max(count.value_or(0), tensor->info.count);
    const auto& tensors = model.tensors.tensors();
    const bool one =
        std::any_of(tensors.begin(), tensors.end(), [&](const Tensor& tensor) { return tensor.info.count >= *count; });
    return count && tensors.size() > 1 && !one ? count : std::nullopt;
}

}  // namespace

void cutFlatState(OptimizerRecord& record, const StateDict& model, const std::string& file, const JobContext& context)
{
    const auto count = flatCount(record, model);
    if (!count)
        return;
    const auto set = setOf(model, *count);
    if (!set) {
        record.unusable = Error{
            ErrorCode::Incompatible,
            "The optimizer's state is one flat vector of " + std::to_string(*count)
                + " elements, and no likely set of the model's parameters has as many.",
            {file, {}, {}},
            "Save again with --memory-efficient-fp16, which keeps the state of each parameter, or without --fp16.",
            nullptr};
        return;
    }
    const OptimizerRecord::Entry flat = std::move(record.states[0]);
    record.states.clear();
    record.groups[0].parameters.clear();
    std::int64_t first = 0;
    for (const TensorInfo* info : *set) {
        OptimizerRecord::Entry entry{info->name, true, {}};
        for (const auto& [key, value] : flat.values) {
            const auto* tensor = std::get_if<Tensor>(&value);
            if (!tensor || tensor->info.count != *count) {
                entry.values.emplace_back(key, value);
                continue;
            }
            // One piece that fills the frame: nothing that could fail.
            auto cut = assembledTensor({info->name, tensor->info.dtype, info->shape, info->count, file, {}},
                                       {info->count}, {{{0}, {info->count}, tensor->source, first}});
            entry.values.emplace_back(key, cut ? StateValue(std::move(*cut)) : StateValue());
        }
        record.groups[0].parameters.push_back(info->name);
        record.states.push_back(std::move(entry));
        first += info->count;
    }
    record.decided = MappingHow::OrderVerified;
    context.find({Severity::Warning,
                  "flat-state-cut",
                  {file, {}, {}},
                  "The optimizer's state is one flat vector of " + std::to_string(*count)
                      + " elements; it was cut in the order of the model's state dict. Only the sum of the sizes "
                        "could be verified.",
                  "Compare the diagonal with a reference before decisions rest on it."});
}

}  // namespace fisherlens
