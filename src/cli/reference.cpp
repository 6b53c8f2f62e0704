// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verb.h"

#include "operations/reference.h"
#include "report/table.h"

#include <fmt/format.h>

#include <memory>

namespace fisherlens::cli {
namespace {

Json toJson(const BudgetOutcome& outcome)
{
    return {{"sparsity", outcome.sparsity}, {"until", outcome.until},       {"regret", number(outcome.regret)},
            {"low", number(outcome.low)},   {"high", number(outcome.high)}, {"examples", outcome.examples},
            {"stopped", outcome.stopped},   {"excluded", outcome.excluded}};
}

Json toJson(const ReferenceResult& result)
{
    Json json;
    json["examples"] = result.examples;
    json["resumed_examples"] = result.resumed;
    json["kind"] = name(result.kind);
    json["parameters"] = result.parameters;
    json["fast_parameters"] = result.fastParameters;
    json["fallback_parameters"] = result.fallbackParameters;
    json["fallbacks"] = Json::array();
    for (const ReferenceResult::Fallback& fallback : result.fallbacks)
        json["fallbacks"].push_back({{"name", fallback.tensor}, {"reason", fallback.reason}});
    json["self_check_max_relative_error"] = number(result.selfCheck);
    json["split_half_spearman"] = number(result.splitHalfSpearman);
    json["attainable_spearman"] = number(result.attainableSpearman);
    json["seconds"] = number(result.seconds);
    if (result.ranks > 1)
        json["ranks"] = result.ranks;
    if (result.budget)
        json["until_regret"] = toJson(*result.budget);
    json["findings"] = cli::toJson(result.findings);
    json["output"] = result.output;
    return json;
}

std::string toText(const ReferenceResult& result)
{
    std::string text =
        fmt::format("{}: {} Fisher of {} parameters in {} tensors, mean over {} examples\n", result.output,
                    name(result.kind), countText(result.parameters), result.tensors, countText(result.examples));
    const Table table{{"what", "value"},
                      {{"Spearman of the two halves", numberText(result.splitHalfSpearman)},
                       {"attainable Spearman", numberText(result.attainableSpearman)},
                       {"parameters worked on in batches", countText(result.fastParameters)},
                       {"parameters worked on example by example", countText(result.fallbackParameters)},
                       {"single examples against a batch, relative difference", numberText(result.selfCheck)},
                       {"seconds", numberText(result.seconds)}}};
    text += plainText(table);
    if (result.budget) {
        const BudgetOutcome& outcome = *result.budget;
        text += fmt::format("Regret at {}: {}, without the noise of the examples {} to {} (95 % interval); it {} {}. Stopped by {} "
                            "after {} examples.\n",
                            percentText(outcome.sparsity, 0), numberText(outcome.regret), numberText(outcome.low),
                            numberText(outcome.high), outcome.excluded ? "excludes" : "does not exclude",
                            numberText(outcome.until), outcome.stopped, countText(outcome.examples));
    }
    return text + findingsText(result.findings);
}

/// What is read as text and checked when the verb runs, so that the sentence lists what is built.
struct Words {
    std::string loss, kind = "empirical", unit, shard = "1/1", device = "cpu";
    std::optional<double> untilRegret, sparsity, seconds;
    std::string recycled;
    double rankSeconds = 60;
};

/// Of ranks, only rank 0 says something on standard output.
Answer silent(const ReferenceResult& result)
{
    Answer answer;
    answer.silent = true;
    for (const Finding& finding : result.findings)
        if (finding.severity != Severity::Information)
            answer.text += fmt::format("rank {}: {}\n", result.rank, finding.text);
    return answer;
}

Answer silent(const Error& error, int rank)
{
    return {{}, fmt::format("fisherlens-cli: rank {}: {}\n", rank, describe(error)), exitStatus(error.code), true};
}

}  // namespace

void addReference(CLI::App& app, Run& run)
{
    CLI::App* verb = app.add_subcommand("reference", "Estimate a Fisher diagonal from per-example gradients");
    auto request = std::make_shared<ReferenceRequest>();
    auto words = std::make_shared<Words>();
    EstimateSettings& settings = request->settings;
    verb->add_option("--model", request->model, "TorchScript module; it is run after its operators were checked")
        ->required();
    verb->add_option("--data", request->data, "Data file with inputs and targets")->required();
    verb->add_option("--loss", words->loss, "cross-entropy, nll, mse, bce, per-example, causal-lm or masked-lm")
        ->required();
    verb->add_option("-o,--output", request->output, "Fisher file to write; .safetensors or HDF5")->required();
    verb->add_option("--kind", words->kind,
                     "empirical (data labels), sampled (labels drawn from the model) or exact (all labels)")
        ->check(CLI::IsMember({"empirical", "sampled", "exact"}))
        ->capture_default_str();
    verb->add_option("--weights", request->weights, "Checkpoint whose parameters replace the module's");
    verb->add_option("--samples", settings.labels.samples, "Labels drawn per example (kind sampled)")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    verb->add_option("--seed", settings.labels.seed, "Seed of drawn labels and of the two halves")
        ->capture_default_str();
    verb->add_option("--examples", settings.examples, "Use the first N examples only")->check(CLI::PositiveNumber);
    verb->add_option("--batch-size", settings.batchSize,
                     "Most examples worked on together (default: chosen); affects time and memory, the result only by "
                     "rounding")
        ->check(CLI::PositiveNumber);
    verb->add_option("--unit", words->unit,
                     "What the mean is over: example, or for causal-lm and masked-lm sequence (the default) or token");
    verb->add_option("--sigma", settings.loss.sigma, "Standard deviation of mse's Gaussian")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    verb->add_option("--split", request->split, "Which part of the data it is; recorded in the file")
        ->check(CLI::IsMember({"train", "held-out"}));
    verb->add_flag("--standard-error", settings.standardError,
                   "Also write the standard error of every entry, from 16 to 32 disjoint groups of examples");
    verb->add_option("--shard", words->shard, "Work on part I of N of the examples only; see combine")
        ->type_name("I/N");
    auto* until = verb->add_option("--until-regret", words->untilRegret,
                                   "Add examples until the interval of the regret of pruning excludes this value")
                      ->check(CLI::PositiveNumber);
    auto* recycled = verb->add_option("--recycled", words->recycled, "Fisher file whose regret it is")->needs(until);
    auto* sparsity = verb->add_option("--sparsity", words->sparsity, "Share of the entries that is pruned")
                         ->check(CLI::Range(0.0, 1.0))
                         ->needs(until);
    verb->add_option("--seconds", words->seconds, "Stop after so long at the latest")
        ->check(CLI::PositiveNumber)
        ->needs(until);
    until->needs(recycled)->needs(sparsity);
    verb->add_option("--keep-seconds", request->keepSeconds,
                     "Write the sums so far to OUT.partial every so many seconds, for the same command to go on from")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    verb->add_option("--device", words->device, "Where to compute; cuda needs a LibTorch that has it")
        ->check(CLI::IsMember({"cpu", "cuda"}))
        ->capture_default_str();
    verb->add_option("--rank-seconds", words->rankSeconds,
                     "Where RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT are set: a rank is lost after so long without an "
                     "answer")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    verb->callback([request, words, &run] {
        run = [request, words](const JobContext& context) -> Result<Answer> {
            FL_TRY(request->settings.loss.loss, lossFromName(words->loss));
            FL_TRY(request->settings.loss.unit, unitFor(request->settings.loss.loss, words->unit));
            FL_TRY(request->shard, shardFromText(words->shard));
            if (words->untilRegret)
                request->budget = RegretBudget{words->recycled, *words->untilRegret, *words->sparsity, words->seconds};
            request->settings.labels.kind = fisherKindFromName(words->kind).value_or(FisherKind::Empirical);
            request->settings.device = deviceFromName(words->device).value_or(Device::Cpu);
            FL_TRY(request->ranks, ranksFromEnvironment());
            if (request->ranks)
                request->ranks->seconds = words->rankSeconds;
            const Result<ReferenceResult> result = estimateReference(*request, context);
            if (request->ranks && request->ranks->rank > 0)
                return result ? silent(*result) : silent(result.error(), request->ranks->rank);
            if (!result)
                return fail(result.error());
            return Answer{toJson(*result), toText(*result), 0};
        };
    });
}

}  // namespace fisherlens::cli
