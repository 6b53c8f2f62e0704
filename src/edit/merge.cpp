// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/merge.h"

#include "edit/merge_blocks.h"
#include "edit/merge_pairing.h"
#include "edit/merge_rules.h"

#include <algorithm>
#include <cmath>

namespace fisherlens {

struct ModelMerge::Impl {
    Impl(MergePairing p, MergeBlocks::Setup setup, const JobContext& c)
        : pairing(std::move(p)), blocks(std::move(setup)), context(c)
    {}

    MergePairing pairing;
    MergeBlocks blocks;
    JobContext context;
    std::int64_t written = 0, toWrite = 0;

    Result<void> fill(const MergedTensor& tensor, std::int64_t first, std::span<std::byte> out)
    {
        if (context.cancel.requested())
            return cancelled();
        FL_CHECK(blocks.fill(tensor, first, out));
        written += static_cast<std::int64_t>(out.size() / byteSize(tensor.info.dtype));
        context.report("merge", static_cast<double>(written) / static_cast<double>(toWrite));
        return {};
    }
};

Result<void> checkCoefficients(const MergeMethod& method, std::span<const double> coefficients, std::size_t models)
{
    if (coefficients.size() != models)
        return fail(ErrorCode::Usage,
                    std::to_string(coefficients.size()) + " coefficients were given for " + std::to_string(models)
                        + " models.",
                    {}, "Give one per model, separated by commas.");
    for (const double value : coefficients) {
        if (!std::isfinite(value))
            return fail(ErrorCode::Usage, "A coefficient is not a finite number.");
        if (value < 0 && !method.allowsNegative)
            return fail(ErrorCode::Usage,
                        "Negative coefficients make poles in the method " + std::string(method.name) + ".", {},
                        "Use coefficients of at least 0, or the method linear or task-arithmetic.");
    }
    std::vector<double> terms(coefficients.begin(), coefficients.end());
    if (method.normalizesCoefficients && orderlessSum(terms) == 0)
        return fail(ErrorCode::Usage,
                    "The coefficients sum to 0, and the method " + std::string(method.name) + " divides by the sum.",
                    {}, "Give coefficients with another sum.");
    return {};
}

ModelMerge::ModelMerge(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ModelMerge::~ModelMerge() = default;

namespace {

/// One pass over the Fishers that decide, per model. `fisher` picks the list of a merged tensor.
Result<std::vector<Weighting>> measure(const MergePairing& pairing, const std::vector<MergeModel>& models,
                                       bool references, const MergeSettings& settings, bool allowNonfinite,
                                       bool& nonfinite, const JobContext& context)
{
    std::vector<Weighting> weightings;
    for (std::size_t m = 0; m < models.size(); ++m) {
        std::vector<const Tensor*> tensors;
        for (const MergedTensor& merged : pairing.merged) {
            if (references ? !merged.references.empty() : merged.weighted)
                tensors.push_back(references ? merged.references[m] : merged.fishers[m]);
        }
        const std::string& path = references ? models[m].reference->path : models[m].fisher->path;
        FL_TRY(const FisherStatistics statistics, measureFisher(tensors, path, allowNonfinite, context));
        nonfinite = nonfinite || statistics.nonfinite > 0;
        if (statistics.mean == 0)
            context.find({Severity::Warning,
                          "zero-fisher",
                          {path, {}, {}},
                          "The Fisher is zero everywhere, so this model has no weight in the merge.",
                          "Check the Fisher file."});
        weightings.push_back(weightingOf(statistics, settings.normalization, settings.floor));
    }
    return weightings;
}

std::vector<MergeLambda> lambdasOf(const MergeSettings& settings)
{
    std::vector<MergeLambda> lambdas{mergeLambda(*settings.method, settings.coefficients)};
    for (const MergeRule& rule : settings.rules)
        lambdas.push_back(mergeLambda(*settings.method, rule.coefficients));
    return lambdas;
}

/// The regret compares with a Fisher merge, which negative coefficients do not have.
bool regretIsDefined(const std::vector<MergeLambda>& lambdas)
{
    return std::all_of(lambdas.begin(), lambdas.end(), [](const MergeLambda& lambda) {
        return std::all_of(lambda.mean.begin(), lambda.mean.end(), [](double value) { return value >= 0; });
    });
}

void applyRules(MergePairing& pairing, const MergeSettings& settings, const JobContext& context)
{
    std::vector<bool> used(settings.rules.size(), false);
    for (MergedTensor& merged : pairing.merged) {
        const auto rule = ruleFor(settings.rules, merged.info.name);
        merged.lambda = rule ? *rule + 1 : 0;
        if (rule)
            used[*rule] = true;
    }
    for (std::size_t i = 0; i < used.size(); ++i)
        if (!used[i])
            context.find({Severity::Warning,
                          "rule-without-match",
                          {},
                          "The rule '" + settings.rules[i].pattern
                              + "' sets no tensor: its pattern matches none, or later rules match all of its tensors.",
                          "Check the pattern against the tensor names."});
}

}  // namespace

Result<std::unique_ptr<ModelMerge>> ModelMerge::prepare(std::span<const MergeModel> models, const Catalogue* base,
                                                        const MergeSettings& settings, const JobContext& context)
{
    const MergeMethod& method = *settings.method;
    if (models.size() < 2)
        return fail(ErrorCode::Usage, "A merge needs at least two models.");
    FL_CHECK(checkCoefficients(method, settings.coefficients, models.size()));
    FL_CHECK(checkRules(method, settings.rules, models.size()));
    if (!(settings.floor >= 0) || !std::isfinite(settings.floor))
        return fail(ErrorCode::Usage, "The floor must be a number of at least 0.");
    if (method.needsBase && !base)
        return fail(ErrorCode::Usage, "The method " + std::string(method.name) + " needs the base model.", {},
                    "Give it with --base.");
    if (method.needsFisher
        && std::any_of(models.begin(), models.end(), [](const MergeModel& model) { return !model.fisher; }))
        return fail(ErrorCode::Usage, "The method " + std::string(method.name) + " needs a Fisher of every model.", {},
                    "Give one per model with --fisher.");

    MergeBlocks::Setup setup;
    setup.models.assign(models.begin(), models.end());
    setup.settings = settings;
    setup.lambdas = lambdasOf(settings);
    FL_TRY(MergePairing pairing, pairForMerge(models, base, method, context));
    applyRules(pairing, settings, context);
    if (method.needsFisher) {
        FL_TRY(setup.weightings,
               measure(pairing, setup.models, false, settings, settings.fallback, setup.checkFishers, context));
    }
    if (std::all_of(models.begin(), models.end(), [](const MergeModel& model) { return model.reference; })) {
        if (!regretIsDefined(setup.lambdas)) {
            context.find({Severity::Warning,
                          "regret-undefined",
                          {},
                          "The Fisher merge that the regret compares with does not exist for negative coefficients.",
                          ""});
        } else {
            bool nonfinite = false;
            FL_TRY(setup.referenceWeightings, measure(pairing, setup.models, true, settings, true, nonfinite, context));
            setup.judged = true;
        }
    }
    auto impl = std::make_unique<Impl>(std::move(pairing), std::move(setup), context);
    for (const MergedTensor& merged : impl->pairing.merged)
        impl->toWrite += merged.info.count;
    return std::unique_ptr<ModelMerge>(new ModelMerge(std::move(impl)));
}

Result<std::unique_ptr<ModelMerge>> ModelMerge::withCoefficients(std::vector<double> coefficients,
                                                                 std::vector<MergeRule> rules) const
{
    MergeBlocks::Setup setup = impl_->blocks.setup();
    FL_CHECK(checkCoefficients(*setup.settings.method, coefficients, setup.models.size()));
    FL_CHECK(checkRules(*setup.settings.method, rules, setup.models.size()));
    setup.settings.coefficients = std::move(coefficients);
    setup.settings.rules = std::move(rules);
    setup.lambdas = lambdasOf(setup.settings);
    setup.judged = setup.judged && regretIsDefined(setup.lambdas);
    MergePairing pairing = impl_->pairing;
    applyRules(pairing, setup.settings, impl_->context);
    auto impl = std::make_unique<Impl>(std::move(pairing), std::move(setup), impl_->context);
    impl->toWrite = impl_->toWrite;
    return std::unique_ptr<ModelMerge>(new ModelMerge(std::move(impl)));
}

std::vector<OutputTensor> ModelMerge::outputs()
{
    std::vector<OutputTensor> outputs;
    for (const MergedTensor& merged : impl_->pairing.merged)
        outputs.push_back({merged.info, [impl = impl_.get(), &merged](std::int64_t first, std::span<std::byte> out) {
                               return impl->fill(merged, first, out);
                           }});
    for (const Tensor* tensor : impl_->pairing.copied)
        outputs.push_back(copyOf(*tensor));
    return outputs;
}

MergeOutcome ModelMerge::outcome()
{
    const MergeBlocks::Totals& totals = impl_->blocks.totals();
    const MergeBlocks::Setup& setup = impl_->blocks.setup();
    MergeOutcome outcome;
    std::int64_t weighted = 0;
    for (const MergedTensor& merged : impl_->pairing.merged) {
        outcome.merged += merged.info.count;
        weighted += merged.weighted ? merged.info.count : 0;
    }
    for (std::size_t m = 0; m < setup.models.size(); ++m) {
        const MergeModel& model = setup.models[m];
        if (model.fisher)
            outcome.costs.push_back(
                PredictedCost{model.task, totals.costs[m].value(), costUnit(model.fisher->attributes)});
        if (weighted > 0)
            outcome.floorShare.push_back(
                {model.task, static_cast<double>(totals.raised[m]) / static_cast<double>(weighted)});
    }
    for (std::size_t i = 0; i < setup.settings.rules.size(); ++i) {
        RuleUse use{setup.settings.rules[i].pattern, setup.settings.rules[i].coefficients, {}};
        for (const MergedTensor& merged : impl_->pairing.merged)
            if (merged.lambda == i + 1)
                use.tensors.push_back(merged.info.name);
        outcome.rules.push_back(std::move(use));
    }
    if (setup.judged && totals.regretOwn.value() > 0)
        outcome.regret = totals.regretMade.value() / totals.regretOwn.value();

    const JobContext& context = impl_->context;
    if (totals.unweighted > 0)
        context.find(
            {Severity::Warning,
             "zero-weight",
             {},
             "At " + std::to_string(totals.unweighted) + " entries all Fishers are 0, so the weighted mean was taken.",
             "A floor above 0 makes this rare."});
    if (totals.replaced > 0)
        context.find({Severity::Warning,
                      "nonfinite",
                      {},
                      "At " + std::to_string(totals.replaced)
                          + " entries a value or a Fisher is NaN or infinite, so the weighted mean of the finite "
                            "values was taken.",
                      ""});
    if (totals.overflowed > 0)
        context.find({Severity::Warning,
                      "overflow",
                      {},
                      std::to_string(totals.overflowed)
                          + " merged entries are too large for the element type and became infinite or NaN.",
                      "Use smaller coefficients."});
    return outcome;
}

}  // namespace fisherlens
