// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/merge.h"

#include "edit/merge_rules.h"
#include "fisher/recycle.h"
#include "operations/edit_inputs.h"
#include "operations/info.h"
#include "operations/output_path.h"
#include "operations/recipe_files.h"

#include <algorithm>

namespace fisherlens {
namespace {

/// What is to be done, from the command line or from a recipe.
struct Plan {
    std::vector<std::string> models, fishers, references;
    std::string base;
    bool recycled = false;
    MergeSettings settings;
    bool chooseNormalization = false;  ///< by the Fishers, once they are open
    EditInputs inputs;
};

Result<void> checkCount(const std::vector<std::string>& files, std::size_t models, std::string_view option)
{
    if (files.empty() || files.size() == models)
        return {};
    return fail(ErrorCode::Usage,
                std::to_string(files.size()) + " files were given with --" + std::string(option) + " for "
                    + std::to_string(models) + " models.",
                {}, "Give one per model, in the same order.");
}

Result<const MergeMethod*> methodOf(const std::string& name)
{
    if (const MergeMethod* method = findMergeMethod(name))
        return method;
    return fail(ErrorCode::Usage,
                (isMergeMethodName(name) ? "The method " + name + " is not built yet"
                                         : "There is no method named '" + name + "'")
                    + "; these are built: " + builtMergeMethods() + ".",
                {}, "Choose one of them with --method.");
}

Result<Plan> planFromRequest(const MergeRequest& request, const JobContext& context)
{
    Plan plan;
    FL_TRY(const MergeMethod* method, methodOf(request.method));
    plan.models = request.models;
    plan.fishers = request.fishers;
    plan.references = request.references;
    if (plan.models.size() < 2)
        return fail(ErrorCode::Usage, "A merge needs at least two models.");
    FL_CHECK(checkCount(plan.fishers, plan.models.size(), "fisher"));
    FL_CHECK(checkCount(plan.references, plan.models.size(), "reference"));
    if (method->needsBase && request.base.empty())
        return fail(ErrorCode::Usage, "The method " + request.method + " needs the base model.", {},
                    "Give it with --base.");
    plan.base = method->needsBase ? request.base : "";
    plan.recycled = method->needsFisher && plan.fishers.empty();
    plan.settings.method = method;
    plan.settings.coefficients =
        request.coefficients.empty()
            ? std::vector<double>(plan.models.size(), method->defaultCoefficient(plan.models.size()))
            : request.coefficients;
    FL_CHECK(checkCoefficients(*method, plan.settings.coefficients, plan.models.size()));
    FL_CHECK(checkRules(*method, request.rules, plan.models.size()));
    plan.settings.rules = request.rules;
    plan.settings.fallback = request.fallback;
    plan.settings.floor = request.floor.value_or(plan.settings.floor);
    if (!(plan.settings.floor >= 0))
        return fail(ErrorCode::Usage, "The floor must be a number of at least 0.");
    plan.settings.normalization = request.normalization.value_or(Normalization::None);
    plan.chooseNormalization = !request.normalization;

    std::string idle;
    if (!method->needsBase && !request.base.empty())
        idle = "--base";
    if (!method->needsFisher && plan.references.empty() && (request.normalization || request.floor))
        idle += idle.empty() ? "--normalize, --floor" : ", --normalize, --floor";
    if (!idle.empty())
        context.find({Severity::Information,
                      "option-without-effect",
                      {},
                      "The method " + request.method + " does not use " + idle + ".",
                      ""});

    for (const std::string& path : plan.models)
        FL_CHECK(plan.inputs.add("model", path));
    if (!plan.base.empty())
        FL_CHECK(plan.inputs.add("base", plan.base));
    for (const std::string& path : plan.fishers)
        FL_CHECK(plan.inputs.add(method->needsFisher ? "fisher" : "", path));
    for (const std::string& path : plan.references)
        FL_CHECK(plan.inputs.add("", path));
    return plan;
}

Result<Plan> planFromRecipe(const MergeRequest& request, const JobContext& context)
{
    Plan plan;
    FL_TRY(const Recipe recipe, openRecipe(request.recipe, plan.inputs, context));
    if (!recipe.merge)
        return fail(ErrorCode::Usage, "This recipe is that of a pruned model.", {request.recipe, {}, {}},
                    "Use prune --recipe.");
    plan.models = plan.inputs.paths("model");
    plan.fishers = plan.inputs.paths("fisher");
    const auto base = plan.inputs.paths("base");
    plan.base = base.empty() ? "" : base.front();
    plan.recycled = recipe.recycled;
    plan.settings = *recipe.merge;
    return plan;
}

/// Everything that the merge reads, open.
struct Opened {
    std::vector<Checkpoint> models;
    std::vector<FisherFile> fishers, references;
    std::optional<Checkpoint> base;
};

Result<Opened> openAll(const Plan& plan, const JobContext& context)
{
    Opened opened;
    for (const std::string& path : plan.models) {
        FL_TRY(Checkpoint checkpoint, openCheckpoint({path, {}, {}, {}}, context));
        opened.models.push_back(std::move(checkpoint));
    }
    if (!plan.base.empty()) {
        FL_TRY(opened.base, openCheckpoint({plan.base, {}, {}, {}}, context));
    }
    for (const std::string& path : plan.fishers) {
        FL_TRY(FisherFile file, openFisherFile(path, context));
        opened.fishers.push_back(std::move(file));
    }
    for (const std::string& path : plan.references) {
        FL_TRY(FisherFile file, openFisherFile(path, context));
        opened.references.push_back(std::move(file));
    }
    if (plan.recycled) {
        for (const Checkpoint& checkpoint : opened.models) {
            auto file = recycle(checkpoint, {}, context);
            if (!file)
                return fail(Error{ErrorCode::Usage,
                                  "The model has no optimizer state that a Fisher could be recycled from: "
                                      + file.error().detail,
                                  {checkpoint.path, {}, {}},
                                  "Give one Fisher file per model with --fisher.",
                                  std::make_shared<const Error>(file.error())});
            file->path = checkpoint.path;
            opened.fishers.push_back(std::move(*file));
        }
    }
    return opened;
}

std::vector<FisherAttributes> attributesOf(const std::vector<FisherFile>& files)
{
    std::vector<FisherAttributes> attributes;
    for (const FisherFile& file : files)
        attributes.push_back(file.attributes);
    return attributes;
}

/// Settles the normalisation and says what is mixed.
void chooseNormalization(Plan& plan, const Opened& opened, const JobContext& context)
{
    const bool weighs = plan.settings.method->needsFisher;
    const auto attributes = attributesOf(weighs ? opened.fishers : opened.references);
    if (attributes.empty())
        return;
    const Normalization usual = defaultNormalization(attributes);
    if (plan.chooseNormalization) {
        plan.settings.normalization = usual;
        if (usual == Normalization::Mean && weighs)
            context.find({Severity::Information,
                          "normalized-by-mean",
                          {},
                          "The Fishers are not all means per unit of one unit, so each was divided by its mean.",
                          "Choose with --normalize none, mean or l2."});
    } else if (plan.settings.normalization == Normalization::None && usual != Normalization::None && weighs) {
        context.find(
            {Severity::Warning,
             "scales-differ",
             {},
             "The Fishers are not all means per unit of one unit, and they were not normalised: their scales decide.",
             "Leave out --normalize none unless the scales are known to agree."});
    }
    if (std::any_of(attributes.begin(), attributes.end(),
                    [&](const FisherAttributes& one) { return one.kind != attributes.front().kind; }))
        context.find({Severity::Warning,
                      "kinds-differ",
                      {},
                      "The Fishers are of different kinds (recycled, empirical, sampled, exact).",
                      "Use one kind for all models."});
}

Result<MergeResult> run(const MergeRequest& request, const JobContext& context, const Findings& findings)
{
    FL_TRY(Plan plan, request.recipe.empty() ? planFromRequest(request, context) : planFromRecipe(request, context));
    std::vector<std::string> inputs = plan.inputs.paths();
    FL_CHECK(checkOutputPath(recipePath(request.output), inputs));
    inputs.push_back(request.recipe);
    FL_CHECK(checkOutputPath(request.output, inputs));

    FL_TRY(const Opened opened, openAll(plan, context));
    chooseNormalization(plan, opened, context);
    const std::vector<std::string> tasks = taskNames(plan.models);
    std::vector<MergeModel> models;
    for (std::size_t m = 0; m < plan.models.size(); ++m)
        models.push_back({tasks[m], &opened.models[m].tensors, opened.fishers.empty() ? nullptr : &opened.fishers[m],
                          opened.references.empty() ? nullptr : &opened.references[m]});
    FL_TRY(const auto merge,
           ModelMerge::prepare(models, opened.base ? &opened.base->tensors : nullptr, plan.settings, context));
    FL_CHECK(plan.inputs.hash(context));
    FL_CHECK(plan.inputs.checkUnchanged());

    const Recipe recipe{plan.inputs.recorded(), plan.recycled, std::make_shared<const MergeSettings>(plan.settings),
                        nullptr};
    MergeResult result;
    FL_TRY(result.sha256,
           writeSafetensors(request.output, guardedBy(plan.inputs, merge->outputs()),
                            {{"format", "pt"}, {std::string(kRecipeKey), canonicalJson(recipe)}}, context));
    MergeOutcome outcome = merge->outcome();
    result.output = request.output;
    result.recipe = recipePath(request.output);
    result.parameters = countParameters(opened.models.front().tensors);
    result.merged = outcome.merged;
    result.method = plan.settings.method->name;
    result.tasks = tasks;
    result.coefficients = plan.settings.coefficients;
    if (plan.settings.method->needsFisher) {
        result.normalization = plan.settings.normalization;
        result.floor = plan.settings.floor;
    }
    result.rules = std::move(outcome.rules);
    result.floorShare = std::move(outcome.floorShare);
    result.costs = std::move(outcome.costs);
    result.regret = outcome.regret;
    result.findings = findings.list();
    FL_CHECK(writeRecipeBeside({result.output, result.sha256}, recipe, plan.inputs, result.findings));
    return result;
}

}  // namespace

Result<MergeResult> mergeModels(const MergeRequest& request, const JobContext& context)
{
    Findings findings;
    JobContext inner = context;
    inner.findings = &findings;
    return run(request, inner, findings);
}

}  // namespace fisherlens
