// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/prune_scope.h"

#include "base/names.h"
#include "edit/ties.h"

#include <algorithm>

namespace fisherlens {
namespace {

bool matchesAny(const std::vector<std::string>& patterns, const std::string& name)
{
    return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) { return globMatches(pattern, name); });
}

void reportIdlePatterns(const Catalogue& tensors, const PruneSettings& settings, const JobContext& context)
{
    const auto report = [&](const std::vector<std::string>& patterns, std::string_view option) {
        for (const std::string& pattern : patterns) {
            const bool used = std::any_of(tensors.tensors().begin(), tensors.tensors().end(),
                                          [&](const Tensor& tensor) { return globMatches(pattern, tensor.info.name); });
            if (!used)
                context.find({Severity::Warning, "pattern-without-match", {},
                              "The pattern " + pattern + " of --" + std::string(option) + " matches no tensor.",
                              "Compare it with the names that info shows."});
        }
    };
    report(settings.include, "include");
    report(settings.exclude, "exclude");
}

}  // namespace

Result<std::vector<Prunable>> pruneScope(const Catalogue& tensors, const FisherFile* fisher, const PruneSettings& settings,
                                         const JobContext& context)
{
    reportIdlePatterns(tensors, settings, context);
    const TiedNames ties(tensors);
    std::vector<std::vector<std::size_t>> groups(tensors.size());
    for (std::size_t i = 0; i < tensors.size(); ++i)
        groups[ties.first(i)].push_back(i);

    std::vector<Prunable> scope;
    std::vector<std::string> withoutFisher, tied;
    bool eligible = false;
    for (const std::vector<std::size_t>& group : groups) {
        if (group.empty())
            continue;
        const auto anyName = [&](const auto& test) {
            return std::any_of(group.begin(), group.end(), [&](std::size_t i) { return test(tensors.tensors()[i].info.name); });
        };
        const Tensor& weights = tensors.tensors()[group.front()];
        if (!isFloating(weights.info.dtype) || anyName([&](const std::string& name) { return isBuffer(name, weights.info.shape.size()); })
            || anyName([&](const std::string& name) { return matchesAny(settings.exclude, name); })
            || !(settings.include.empty() || anyName([&](const std::string& name) { return matchesAny(settings.include, name); })))
            continue;
        eligible = true;
        const Tensor* found = nullptr;
        if (fisher) {
            FL_TRY(found, findFisher(fisher->diagonal, tensors, ties, group.front(), fisher->path));
        }
        if (!found && (fisher || usesFisher(settings.criterion)))
            withoutFisher.push_back(weights.info.name);
        if (!found && usesFisher(settings.criterion))
            continue;
        if (group.size() > 1)
            tied.push_back(weights.info.name);
        scope.push_back({group, &weights, found, 0, {}, 0});
    }
    if (!eligible)
        return fail(ErrorCode::Usage, "No tensor is left to prune.", {}, "Check --include and --exclude.");
    if (scope.empty())
        return fail(ErrorCode::Incompatible, "None of the tensors to prune has a Fisher.", {fisher ? fisher->path : "", {}, {}},
                    "Use the Fisher of this model.");
    if (!withoutFisher.empty())
        context.find({Severity::Warning, "no-fisher", {},
                      std::to_string(withoutFisher.size()) + " tensors (" + nameList(withoutFisher) + ") have no Fisher and are "
                          + (usesFisher(settings.criterion) ? "left untouched; the sparsity does not count them."
                                                            : "missing from the predicted cost."),
                      "Check that the Fisher belongs to this model."});
    if (!tied.empty())
        context.find({Severity::Information, "tied-tensors", {},
                      std::to_string(tied.size()) + " tensors (" + nameList(tied)
                          + ") are stored under several names; they count once and stay equal.",
                      ""});

    std::vector<Prunable*> byName;
    for (Prunable& prunable : scope)
        byName.push_back(&prunable);
    std::sort(byName.begin(), byName.end(),
              [](const Prunable* a, const Prunable* b) { return a->weights->info.name < b->weights->info.name; });
    for (std::size_t position = 0; position < byName.size(); ++position)
        byName[position]->position = position;
    return scope;
}

}  // namespace fisherlens
