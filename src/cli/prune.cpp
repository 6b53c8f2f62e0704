// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/edit_options.h"
#include "cli/verb.h"

#include "operations/prune.h"
#include "report/table.h"

#include <fmt/format.h>

#include <memory>

namespace fisherlens::cli {
namespace {

struct Options {
    PruneRequest request;
    std::string criterion, scope, zeroFisher, nonfinite;
};

Json toJson(const PruneResult& result)
{
    Json tensors = Json::array();
    for (const PrunedTensor& tensor : result.outcome.tensors)
        tensors.push_back({{"name", tensor.name}, {"entries", tensor.count}, {"pruned", tensor.pruned}});
    Json json;
    json["output"] = result.output;
    json["sha256"] = result.sha256;
    json["recipe"] = result.recipe;
    json["mask"] = result.mask.empty() ? Json(nullptr) : Json(result.mask);
    json["parameters"] = result.parameters;
    json["criterion"] = name(result.settings.criterion);
    json["prunable"] = result.outcome.prunable;
    json["predicted_cost"] = cli::toJson(result.outcome.costs);
    json["regret"] = nullptr;
    json["sparsity"] = number(result.outcome.sparsity);
    json["pruned"] = result.outcome.pruned;
    json["tensors"] = tensors;
    json["findings"] = cli::toJson(result.findings);
    return json;
}

std::string toText(const PruneResult& result)
{
    const PruneOutcome& outcome = result.outcome;
    std::string text = fmt::format("{}: {} of {} prunable entries removed ({}), criterion {}\n", result.output,
                                   countText(outcome.pruned), countText(outcome.prunable),
                                   percentText(outcome.sparsity), name(result.settings.criterion));
    for (const PredictedCost& cost : outcome.costs)
        text += fmt::format("Predicted cost {} {}\n", numberText(cost.value), cost.unit);
    text += fmt::format("SHA-256 {}\nRecipe {}\n", result.sha256, result.recipe);
    if (!result.mask.empty())
        text += fmt::format("Mask {}\n", result.mask);
    Table table{{"tensor", "entries", "removed", "share"}, {}};
    for (const PrunedTensor& tensor : outcome.tensors)
        table.rows.push_back(
            {tensor.name, countText(tensor.count), countText(tensor.pruned),
             tensor.count ? percentText(static_cast<double>(tensor.pruned) / static_cast<double>(tensor.count)) : ""});
    return text + "\n" + plainText(table) + findingsText(result.findings);
}

}  // namespace

void addPrune(CLI::App& app, Run& run)
{
    CLI::App* verb = app.add_subcommand("prune", "Set the least important weights of a model to zero");
    auto options = std::make_shared<Options>();
    PruneRequest& request = options->request;
    verb->add_option("checkpoint", request.model, "Checkpoint to prune");
    verb->add_option("-o,--output", request.output, "safetensors file to write")->required();
    verb->add_option("--criterion", options->criterion,
                     "What a weight is worth: fisher ½Fθ², magnitude |θ|, fisher-only F, random")
        ->check(CLI::IsMember({"fisher", "magnitude", "fisher-only", "random"}));
    verb->add_option("--sparsity", request.settings.sparsity, "Share of the prunable entries to remove, 0 to 1");
    verb->add_option("--fisher", request.fisher, "Fisher file; without, the checkpoint's own optimizer state");
    verb->add_option("--scope", options->scope, "global (default): over all tensors; tensor: the share of every tensor")
        ->check(CLI::IsMember({"global", "tensor"}));
    verb->add_option("--include", request.settings.include,
                     "Prune only tensors whose name matches this glob; may be repeated")
        ->allow_extra_args(false);
    verb->add_option("--exclude", request.settings.exclude,
                     "Leave out tensors whose name matches this glob; may be repeated")
        ->allow_extra_args(false);
    verb->add_option("--zero-fisher", options->zeroFisher,
                     "What becomes of entries without any gradient: prune (default) or keep")
        ->check(CLI::IsMember({"prune", "keep"}));
    verb->add_option("--mask", request.mask, "Also write a safetensors file of U8, 1 = kept");
    verb->add_option("--nonfinite", options->nonfinite, "fallback: keep entries that are NaN or infinite")
        ->check(CLI::IsMember({"fallback"}));
    verb->add_option("--seed", request.settings.seed, "Seed of the criterion random (default 0)");
    verb->add_option("--recipe", request.recipe,
                     "OUT.recipe.json, or a model that holds its recipe: make the same file again");
    verb->callback([options, verb, &run] {
        refuseSettingsBesideRecipe(*verb, {"--output", "--mask", "--json"});
        PruneRequest& asked = options->request;
        if (asked.recipe.empty()) {
            for (const char* needed : {"checkpoint", "--criterion", "--sparsity"})
                if (verb->get_option(needed)->count() == 0)
                    throw CLI::RequiredError(needed);
            asked.settings.criterion = *pruneCriterionFromName(options->criterion);
            asked.settings.perTensor = options->scope == "tensor";
            asked.settings.keepZeroFisher = options->zeroFisher == "keep";
            asked.settings.fallback = options->nonfinite == "fallback";
        }
        run = [options](const JobContext& context) -> Result<Answer> {
            FL_TRY(const PruneResult result, pruneModel(options->request, context));
            return Answer{toJson(result), toText(result), 0};
        };
    });
}

}  // namespace fisherlens::cli
