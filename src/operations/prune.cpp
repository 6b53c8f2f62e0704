// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/prune.h"

#include "fisher/recycle.h"
#include "operations/edit_inputs.h"
#include "operations/info.h"
#include "operations/output_path.h"
#include "operations/recipe_files.h"

#include <filesystem>
#include <system_error>

namespace fisherlens {
namespace {

/// What is to be done, from the command line or from a recipe.
struct Plan {
    std::string model, fisher;
    bool recycled = false;
    PruneSettings settings;
    EditInputs inputs;
};

Result<Plan> planFromRequest(const PruneRequest& request)
{
    Plan plan;
    plan.model = request.model;
    plan.fisher = request.fisher;
    plan.settings = request.settings;
    plan.recycled = usesFisher(plan.settings.criterion) && plan.fisher.empty();
    if (!(plan.settings.sparsity >= 0 && plan.settings.sparsity <= 1))
        return fail(ErrorCode::Usage, "The sparsity must lie between 0 and 1.", {}, "Give for example --sparsity 0.5.");
    FL_CHECK(plan.inputs.add("model", plan.model));
    if (!plan.fisher.empty())
        FL_CHECK(plan.inputs.add(usesFisher(plan.settings.criterion) ? "fisher" : "", plan.fisher));
    return plan;
}

Result<Plan> planFromRecipe(const PruneRequest& request, const JobContext& context)
{
    Plan plan;
    FL_TRY(const Recipe recipe, openRecipe(request.recipe, plan.inputs, context));
    if (!recipe.prune)
        return fail(ErrorCode::Usage, "This recipe is that of a merged model.", {request.recipe, {}, {}},
                    "Use merge --recipe.");
    plan.model = plan.inputs.paths("model").front();
    const auto fishers = plan.inputs.paths("fisher");
    plan.fisher = fishers.empty() ? "" : fishers.front();
    plan.recycled = recipe.recycled;
    plan.settings = *recipe.prune;
    return plan;
}

Result<std::optional<FisherFile>> openFisher(const Plan& plan, const Checkpoint& checkpoint, const JobContext& context)
{
    std::optional<FisherFile> fisher;
    if (!plan.fisher.empty()) {
        FL_TRY(fisher, openFisherFile(plan.fisher, context));
    } else if (plan.recycled) {
        auto recycled = recycle(checkpoint, {}, context);
        if (!recycled)
            return fail(Error{ErrorCode::Usage,
                              "The model has no optimizer state that a Fisher could be recycled from: "
                                  + recycled.error().detail,
                              {plan.model, {}, {}},
                              "Give a Fisher file with --fisher, or use the criterion magnitude.",
                              std::make_shared<const Error>(recycled.error())});
        recycled->path = plan.model;
        fisher = std::move(*recycled);
    }
    return fisher;
}

/// Outputs must not be inputs, nor one another.
Result<void> checkOutputs(const PruneRequest& request, const EditInputs& files)
{
    std::vector<std::string> inputs = files.paths();
    FL_CHECK(checkOutputPath(recipePath(request.output), inputs));
    inputs.push_back(request.recipe);
    FL_CHECK(checkOutputPath(request.output, inputs));
    if (request.mask.empty())
        return {};
    FL_CHECK(checkOutputPath(request.mask, inputs));
    std::error_code ignored;
    const auto mask = std::filesystem::weakly_canonical(std::filesystem::absolute(request.mask), ignored);
    for (const std::string& other : {request.output, recipePath(request.output)})
        if (mask == std::filesystem::weakly_canonical(std::filesystem::absolute(other), ignored))
            return fail(ErrorCode::Usage, "The mask and the model would be written to the same file.",
                        {request.mask, {}, {}}, "Give another name with --mask.");
    return {};
}

Result<PruneResult> run(const PruneRequest& request, const JobContext& context, const Findings& findings)
{
    FL_TRY(Plan plan, request.recipe.empty() ? planFromRequest(request) : planFromRecipe(request, context));
    FL_CHECK(checkOutputs(request, plan.inputs));
    FL_TRY(const Checkpoint checkpoint, openCheckpoint({plan.model, {}, {}, {}}, context));
    FL_TRY(const std::optional<FisherFile> fisher, openFisher(plan, checkpoint, context));
    FL_TRY(const auto prune, ModelPrune::prepare(checkpoint.tensors, fisher ? &*fisher : nullptr,
                                                 taskNames({plan.model}).front(), plan.settings, context));
    FL_CHECK(plan.inputs.hash(context));
    FL_CHECK(plan.inputs.checkUnchanged());

    const Recipe recipe{plan.inputs.recorded(), plan.recycled, nullptr,
                        std::make_shared<const PruneSettings>(plan.settings)};
    PruneResult result;
    FL_TRY(result.sha256,
           writeSafetensors(request.output, guardedBy(plan.inputs, prune->outputs()),
                            {{"format", "pt"}, {std::string(kRecipeKey), canonicalJson(recipe)}}, context));
    if (!request.mask.empty())
        FL_CHECK(writeSafetensors(request.mask, guardedBy(plan.inputs, prune->masks()), {{"format", "pt"}}, context));
    result.output = request.output;
    result.recipe = recipePath(request.output);
    result.mask = request.mask;
    result.parameters = countParameters(checkpoint.tensors);
    result.settings = plan.settings;
    result.outcome = prune->outcome();
    result.findings = findings.list();
    FL_CHECK(writeRecipeBeside({result.output, result.sha256}, recipe, plan.inputs, result.findings));
    return result;
}

}  // namespace

Result<PruneResult> pruneModel(const PruneRequest& request, const JobContext& context)
{
    Findings findings;
    JobContext inner = context;
    inner.findings = &findings;
    return run(request, inner, findings);
}

}  // namespace fisherlens
