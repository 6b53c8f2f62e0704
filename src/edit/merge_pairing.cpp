// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/merge_pairing.h"

#include "base/names.h"
#include "edit/ties.h"

#include <algorithm>
#include <unordered_set>

namespace fisherlens {
namespace {

std::string tensorCount(const std::vector<std::string>& names)
{
    return std::to_string(names.size()) + (names.size() == 1 ? " tensor" : " tensors") + " (" + nameList(names) + ")";
}

/// Names for the findings, collected over all tensors.
struct Remarks {
    std::vector<std::string> notFloating, notEverywhere, notInFirst, noFisher, noReference, buffers;

    void report(const MergeMethod& method, bool referenced, const JobContext& context) const
    {
        if (!notFloating.empty() || !notEverywhere.empty()) {
            std::string text;
            if (!notEverywhere.empty())
                text += tensorCount(notEverywhere) + " not in every input";
            if (!notFloating.empty())
                text += (text.empty() ? "" : " and ") + tensorCount(notFloating) + " without floating values";
            context.find({Severity::Information, "copied-from-first", {}, text + " copied from the first model.",
                          "Check that the models have the same architecture if these should have been merged."});
        }
        if (!notInFirst.empty())
            context.find({Severity::Warning, "not-in-first", {},
                          tensorCount(notInFirst) + " of other models missing from the first model and so from the output.",
                          "Put the model that has all tensors first if they are wanted."});
        if (!noFisher.empty())
            context.find({Severity::Warning, "no-fisher", {},
                          tensorCount(noFisher) + " without a Fisher in every model merged by the weighted mean.",
                          "Buffers and frozen parameters have no Fisher; for anything else check the Fisher files."});
        if (!buffers.empty())
            context.find({Severity::Warning, "buffers-extrapolated", {},
                          tensorCount(buffers) + " that are buffers, not parameters, merged by " + std::string(method.name) + " as well.",
                          "Recompute running statistics on data before the model is used."});
        if (referenced && !noReference.empty())
            context.find({Severity::Information, "no-reference", {},
                          tensorCount(noReference) + " without a reference in every model left out of the regret.", ""});
    }
};

}  // namespace

Result<MergePairing> pairForMerge(std::span<const MergeModel> models, const Catalogue* base, const MergeMethod& method,
                                  const JobContext& context)
{
    MergePairing pairing;
    Remarks remarks;
    std::vector<TiedNames> ties;
    for (const MergeModel& model : models)
        ties.emplace_back(*model.tensors);
    const bool referenced = std::all_of(models.begin(), models.end(), [](const MergeModel& model) { return model.reference; });

    std::vector<std::unordered_set<const Tensor*>> used(models.size());
    const std::vector<Tensor>& first = models.front().tensors->tensors();
    for (const Tensor& tensor : first) {
        MergedTensor merged;
        merged.info = tensor.info;
        bool everywhere = true, floating = true;
        for (std::size_t m = 0; m < models.size(); ++m) {
            // A name of the first model that shares its key with another one is ambiguous in it as in the others.
            const Tensor* match = m == 0 ? &tensor : models[m].tensors->findMatching(tensor.info.name);
            if (match && !used[m].insert(match).second)
                match = nullptr;
            everywhere = everywhere && match;
            floating = floating && (!match || isFloating(match->info.dtype));
            merged.values.push_back(match);
        }
        if (method.needsBase) {
            merged.base = base->findMatching(tensor.info.name);
            everywhere = everywhere && merged.base;
            floating = floating && (!merged.base || isFloating(merged.base->info.dtype));
        }
        if (!everywhere || !floating) {
            (floating ? remarks.notEverywhere : remarks.notFloating).push_back(tensor.info.name);
            pairing.copied.push_back(&tensor);
            continue;
        }
        std::vector<const Tensor*> sameShape = merged.values;
        if (merged.base)
            sameShape.push_back(merged.base);
        for (const Tensor* match : sameShape)
            if (match->info.shape != tensor.info.shape)
                return fail(ErrorCode::Incompatible,
                            "The tensor has shape " + shapeText(match->info.shape) + " here but " + shapeText(tensor.info.shape)
                                + " in the first model.",
                            {match->info.file, match->info.name, {}}, "Merge models of one architecture.");

        bool allFishers = true;
        for (std::size_t m = 0; m < models.size(); ++m) {
            const auto index = static_cast<std::size_t>(merged.values[m] - models[m].tensors->tensors().data());
            const Tensor* fisher = nullptr;
            if (models[m].fisher) {
                FL_TRY(fisher, findFisher(models[m].fisher->diagonal, *models[m].tensors, ties[m], index, models[m].fisher->path));
            }
            merged.fishers.push_back(fisher);
            allFishers = allFishers && fisher;
            if (referenced) {
                FL_TRY(const Tensor* reference,
                       findFisher(models[m].reference->diagonal, *models[m].tensors, ties[m], index, models[m].reference->path));
                merged.references.push_back(reference);
            }
        }
        if (std::find(merged.references.begin(), merged.references.end(), nullptr) != merged.references.end()) {
            merged.references.clear();
            remarks.noReference.push_back(tensor.info.name);
        }
        merged.weighted = method.needsFisher && allFishers;
        merged.meanOnly = method.needsFisher && !allFishers;
        if (merged.meanOnly)
            remarks.noFisher.push_back(tensor.info.name);
        if (method.needsBase && isBuffer(tensor.info.name, tensor.info.shape.size()))
            remarks.buffers.push_back(tensor.info.name);
        pairing.merged.push_back(std::move(merged));
    }
    for (std::size_t m = 1; m < models.size(); ++m)
        for (const Tensor& tensor : models[m].tensors->tensors())
            if (!used[m].contains(&tensor)
                && std::find(remarks.notInFirst.begin(), remarks.notInFirst.end(), tensor.info.name) == remarks.notInFirst.end())
                remarks.notInFirst.push_back(tensor.info.name);

    if (pairing.merged.empty())
        return fail(ErrorCode::Incompatible, "The models share no tensor that can be merged.", {models.front().tensors->empty() ? "" : first.front().info.file, {}, {}},
                    "Merge models of one architecture.");
    if (method.needsFisher
        && std::none_of(pairing.merged.begin(), pairing.merged.end(), [](const MergedTensor& merged) { return merged.weighted; }))
        return fail(ErrorCode::Incompatible, "No tensor has a Fisher in every model.", {models.front().fisher->path, {}, {}},
                    "Give the Fishers in the order of the models they belong to.");
    remarks.report(method, referenced, context);
    return pairing;
}

}  // namespace fisherlens
