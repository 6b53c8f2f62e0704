// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/edit_options.h"
#include "cli/verb.h"

#include "operations/merge.h"
#include "report/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace fisherlens::cli {
namespace {

struct Options {
    MergeRequest request;
    std::string coefficients, normalize, nonfinite;
    std::vector<std::string> rules;
    // Of methods that are not built yet: read so that the refusal names those that are.
    std::string baseFisher;
    double density = 0, lambda = 0;
    bool noDivide = false;
    std::uint64_t seed = 0;
};

Json toJson(const MergeResult& result)
{
    Json shares = Json::array();
    for (const FloorShare& floor : result.floorShare)
        shares.push_back({{"task", floor.task}, {"share", number(floor.share)}});
    Json coefficients = Json::array();
    for (std::size_t m = 0; m < result.tasks.size(); ++m)
        coefficients.push_back({{"task", result.tasks[m]}, {"value", number(result.coefficients[m])}});
    Json json;
    json["output"] = result.output;
    json["sha256"] = result.sha256;
    json["recipe"] = result.recipe;
    json["parameters"] = result.parameters;
    json["merged"] = result.merged;
    json["method"] = result.method;
    json["coefficients"] = coefficients;
    Json rules = Json::array();
    for (const RuleUse& rule : result.rules)
        rules.push_back({{"pattern", rule.pattern}, {"coefficients", rule.coefficients}, {"tensors", rule.tensors}});
    json["rules"] = rules;
    json["normalize"] = result.normalization ? Json(name(*result.normalization)) : Json(nullptr);
    json["floor"] = number(result.floor);
    json["floor_share"] = shares;
    json["predicted_cost"] = cli::toJson(result.costs);
    json["regret"] = number(result.regret);
    json["sparsity"] = nullptr;
    json["pruned"] = nullptr;
    json["findings"] = cli::toJson(result.findings);
    return json;
}

std::string toText(const MergeResult& result)
{
    std::string text =
        fmt::format("{}: {} merge of {} models, {} of {} parameters merged\n", result.output, result.method,
                    result.tasks.size(), countText(result.merged), countText(result.parameters));
    text += fmt::format("SHA-256 {}\nRecipe {}\n\n", result.sha256, result.recipe);
    Table table{{"task", "coefficient", "at the floor", "predicted cost"}, {}};
    for (std::size_t m = 0; m < result.tasks.size(); ++m)
        table.rows.push_back(
            {result.tasks[m], numberText(result.coefficients[m]),
             result.floorShare.empty() ? "" : percentText(result.floorShare[m].share),
             result.costs.empty() ? "" : numberText(result.costs[m].value) + " " + result.costs[m].unit});
    text += plainText(table);
    if (!result.rules.empty()) {
        Table rules{{"rule", "coefficients", "tensors"}, {}};
        for (const RuleUse& rule : result.rules)
            rules.rows.push_back({rule.pattern, fmt::format("{}", fmt::join(rule.coefficients, ", ")),
                                  countText(static_cast<std::int64_t>(rule.tensors.size()))});
        text += '\n' + plainText(rules);
    }
    if (result.normalization)
        text += fmt::format("\nFishers normalised: {}; floor {} of their mean\n", name(*result.normalization),
                            numberText(result.floor));
    if (result.regret)
        text += fmt::format("\nRegret: {} × the cost of the Fisher merge made with the references\n",
                            numberText(result.regret));
    return text + findingsText(result.findings);
}

/// Numbers separated by commas.
Result<std::vector<double>> numbersOf(const std::string& text, const std::string& option)
{
    std::vector<double> numbers;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        double value = 0;
        if (!CLI::detail::lexical_cast(text.substr(begin, end - begin), value))
            return fail(ErrorCode::Usage, option + " '" + text + "' is not a list of numbers.", {},
                        "Write for example 0.5,0.5.");
        numbers.push_back(value);
        begin = end + 1;
    }
    return numbers;
}

/// PATTERN=a,b: the last '=' separates, since a pattern may hold one.
Result<MergeRule> ruleOf(const std::string& text)
{
    const std::size_t at = text.rfind('=');
    if (at == std::string::npos || at == 0)
        return fail(ErrorCode::Usage, "--rule '" + text + "' has no pattern and coefficients.", {},
                    "Write for example --rule 'conv*=0.4,0.6'.");
    FL_TRY(std::vector<double> numbers, numbersOf(text.substr(at + 1), "--rule"));
    return MergeRule{text.substr(0, at), std::move(numbers)};
}

Result<Answer> run(Options options, const std::vector<std::string>& unused, const JobContext& context)
{
    MergeRequest& request = options.request;
    if (!options.coefficients.empty()) {
        FL_TRY(request.coefficients, numbersOf(options.coefficients, "--coefficients"));
    }
    for (const std::string& rule : options.rules) {
        FL_TRY(MergeRule parsed, ruleOf(rule));
        request.rules.push_back(std::move(parsed));
    }
    if (!options.normalize.empty())
        request.normalization = normalizationFromName(options.normalize);
    request.fallback = options.nonfinite == "fallback";
    FL_TRY(MergeResult result, mergeModels(request, context));
    if (!unused.empty())
        result.findings.push_back(
            {Severity::Information,
             "option-without-effect",
             {},
             fmt::format("The method {} does not use {}.", result.method, fmt::join(unused, ", ")),
             ""});
    return Answer{toJson(result), toText(result), 0};
}

}  // namespace

void addMerge(CLI::App& app, Run& run_)
{
    CLI::App* verb = app.add_subcommand("merge", "Merge models into one, weighted by their Fishers or without");
    auto options = std::make_shared<Options>();
    MergeRequest& request = options->request;
    verb->add_option("models", request.models,
                     "Checkpoints to merge; the first one gives names, order and element types");
    verb->add_option("-o,--output", request.output, "safetensors file to write")->required();
    verb->add_option("--method", request.method, "One of " + builtMergeMethods());
    verb->add_option("--fisher", request.fishers,
                     "One Fisher file per model, in the same order; without, each model's optimizer state");
    verb->add_option("--coefficients", options->coefficients, "λ per model, separated by commas");
    verb->add_option("--rule", options->rules,
                     "PATTERN=a,b: other coefficients for the tensors whose name matches the glob; may be repeated, "
                     "the last rule that matches wins")
        ->allow_extra_args(false);
    verb->add_option("--base", request.base, "Checkpoint that the models were fine-tuned from");
    verb->add_option("--normalize", options->normalize,
                     "none, mean or l2; default none where the units agree, else mean")
        ->check(CLI::IsMember({"none", "mean", "l2"}));
    verb->add_option("--floor", request.floor, "Floor of every Fisher, relative to its mean (default 1e-6)");
    verb->add_option("--reference", request.references, "One reference Fisher per model: adds the regret");
    verb->add_option("--nonfinite", options->nonfinite,
                     "fallback: take the weighted mean where an entry is NaN or infinite")
        ->check(CLI::IsMember({"fallback"}));
    const std::vector<CLI::Option*> later{
        verb->add_option("--density", options->density, "For methods that are not built yet"),
        verb->add_option("--lambda", options->lambda, "For methods that are not built yet"),
        verb->add_flag("--no-divide", options->noDivide, "For methods that are not built yet"),
        verb->add_option("--base-fisher", options->baseFisher, "For methods that are not built yet"),
        verb->add_option("--seed", options->seed, "Seed of methods that draw random numbers; those built draw none")};
    verb->add_option("--recipe", request.recipe,
                     "OUT.recipe.json, or a model that holds its recipe: make the same file again");
    verb->callback([options, verb, later, &run_] {
        refuseSettingsBesideRecipe(*verb, {"--output", "--json"});
        const bool again = !options->request.recipe.empty();
        if (!again && options->request.method.empty())
            throw CLI::ValidationError("--method is required: one of " + builtMergeMethods());
        std::vector<std::string> unused;
        for (const CLI::Option* option : later)
            if (option->count() > 0)
                unused.push_back(option->get_name());
        run_ = [options, unused](const JobContext& context) { return run(*options, unused, context); };
    });
}

}  // namespace fisherlens::cli
