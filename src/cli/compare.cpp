// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verb.h"

#include "operations/compare.h"
#include "report/table.h"

#include <fmt/format.h>

#include <memory>

namespace fisherlens::cli {
namespace {

constexpr std::array<const char*, kTopShares.size()> kShareNames{"0.001", "0.01", "0.1", "0.5"};

Json toJson(const Agreement& agreement)
{
    Json overlap = Json::object();
    for (std::size_t i = 0; i < kTopShares.size(); ++i)
        overlap[kShareNames[i]] = number(agreement.topOverlap[i]);
    return {{"n", agreement.n},
            {"zeros_a", agreement.zerosA},
            {"zeros_b", agreement.zerosB},
            {"nonfinite", agreement.nonfinite},
            {"positive", agreement.positive},
            {"spearman", number(agreement.spearman)},
            {"kendall", number(agreement.kendall)},
            {"kendall_sampled", agreement.kendallSampled},
            {"kendall_error", number(agreement.kendallError)},
            {"pearson_log", number(agreement.pearsonLog)},
            {"cosine", number(agreement.cosine)},
            {"top_overlap", overlap},
            {"fit", number(agreement.fit)},
            {"trace_ratio", number(agreement.traceRatio)},
            {"median_log10_ratio", number(agreement.medianLog10Ratio)},
            {"lower_quartile_log10_ratio", number(agreement.lowerQuartileLog10Ratio)},
            {"upper_quartile_log10_ratio", number(agreement.upperQuartileLog10Ratio)},
            {"log_log_slope", number(agreement.logLogSlope)}};
}

Json toJson(const FisherAttributes& attributes)
{
    return {{"kind", name(attributes.kind)},
            {"scale", name(attributes.scale)},
            {"unit", attributes.unit},
            {"examples", attributes.examples}};
}

Json toJson(const std::vector<PruneRegret>& regrets)
{
    Json list = Json::array();
    for (const PruneRegret& regret : regrets)
        list.push_back({{"sparsity", regret.sparsity},
                        {"regret", number(regret.regret)},
                        {"magnitude", number(regret.magnitude)},
                        {"random", number(regret.random)}});
    return list;
}

Json toJson(const CompareResult& result)
{
    Json tensors = Json::array();
    for (std::size_t i = 0; i < result.report.tensors.size(); ++i) {
        const TensorAgreement& tensor = result.report.tensors[i];
        Json entry{{"name", tensor.name}};
        entry.update(toJson(tensor.agreement));
        entry["attainable_spearman"] = number(result.attainable[i]);
        tensors.push_back(std::move(entry));
    }
    Json layers = Json::array();
    for (const LayerAgreement& layer : result.layers)
        layers.push_back({{"name", layer.name},
                          {"tensors", layer.tensors},
                          {"n", layer.agreement.n},
                          {"spearman", number(layer.agreement.spearman)},
                          {"trace_ratio", number(layer.agreement.traceRatio)},
                          {"regret", layer.regret.empty() ? Json() : Json{{"prune", toJson(layer.regret)}}}});
    Json unmatched = Json::array();
    for (const UnmatchedTensor& tensor : result.unmatched)
        unmatched.push_back({{"name", tensor.name}, {"in", std::string(1, tensor.in)}});
    Json json;
    json["a"] = toJson(result.approximation);
    json["b"] = toJson(result.reference);
    json["global"] = toJson(result.report.global);
    json["within"] = {{"spearman", number(result.report.withinSpearman)}};
    json["attainable"] = {{"split_half_spearman", number(result.splitHalf)},
                          {"attainable_spearman", number(result.attainableSpearman)}};
    json["tensors"] = tensors;
    json["layers"] = layers;
    json["unmatched"] = unmatched;
    json["regret"] = result.regret ? Json{{"prune", toJson(*result.regret)}} : Json();
    Json baselines = Json::array();
    for (const Baseline& baseline : result.baselines)
        baselines.push_back({{"name", baseline.name},
                             {"global", toJson(baseline.global)},
                             {"within", {{"spearman", number(baseline.withinSpearman)}}}});
    json["baselines"] = result.regret ? std::move(baselines) : Json();
    json["findings"] = cli::toJson(result.findings);
    return json;
}

std::vector<std::string> rowOf(const std::string& label, const Agreement& agreement)
{
    return {label,
            countText(agreement.n),
            numberText(agreement.spearman),
            numberText(agreement.kendall),
            numberText(agreement.topOverlap[1]),
            numberText(agreement.topOverlap[2]),
            numberText(agreement.cosine),
            numberText(agreement.traceRatio),
            numberText(agreement.medianLog10Ratio)};
}

std::string toText(const CompareRequest& request, const CompareResult& result)
{
    const Agreement& global = result.report.global;
    std::string text = fmt::format("A {} ({}) as an approximation of B {} ({})\n\n", request.approximation,
                                   name(result.approximation.kind), request.reference, name(result.reference.kind));
    Table table{
        {"tensor", "entries", "Spearman", "Kendall", "top 1 %", "top 10 %", "cosine", "trace A/B", "median log10 A/B"},
        {}};
    table.rows.push_back(rowOf("all, pooled", global));
    for (const TensorAgreement& tensor : result.report.tensors)
        table.rows.push_back(rowOf(tensor.name, tensor.agreement));
    for (const Baseline& baseline : result.baselines)
        table.rows.push_back(rowOf(fmt::format("baseline {}", baseline.name), baseline.global));
    text += plainText(table);
    text += fmt::format("\nRanks inside each tensor, pooled: Spearman {}\n", numberText(result.report.withinSpearman));
    if (result.splitHalf)
        text += fmt::format("Attainable with this reference: Spearman {} (its halves agree by {})\n",
                            numberText(result.attainableSpearman), numberText(result.splitHalf));
    if (global.kendallSampled)
        text += fmt::format("Kendall is from a sample, standard error {}\n", numberText(global.kendallError, 2));
    text += fmt::format("Exact zeros: {} in A, {} in B\n", countText(global.zerosA), countText(global.zerosB));
    if (result.regret) {
        Table regrets{{"sparsity", "regret of A", "magnitude", "random"}, {}};
        for (const PruneRegret& regret : *result.regret)
            regrets.rows.push_back({percentText(regret.sparsity, 0), numberText(regret.regret),
                                    numberText(regret.magnitude), numberText(regret.random)});
        text += "\nPruning: cost under B of what each criterion removes, over that of B's own choice\n"
                + plainText(regrets);
        Table layers{{"layer pruned alone"}, {}};
        for (const double sparsity : kRegretSparsities)
            layers.header.push_back("regret at " + percentText(sparsity, 0));
        for (const LayerAgreement& layer : result.layers) {
            std::vector<std::string> row{layer.name};
            for (const PruneRegret& regret : layer.regret)
                row.push_back(numberText(regret.regret));
            row.resize(layers.header.size());
            layers.rows.push_back(std::move(row));
        }
        text += "\n" + plainText(layers);
    }
    return text + findingsText(result.findings);
}

}  // namespace

void addCompare(CLI::App& app, Run& run)
{
    CLI::App* verb =
        app.add_subcommand("compare", "Say how well Fisher file A approximates Fisher file B, and whether it matters");
    auto request = std::make_shared<CompareRequest>();
    verb->add_option("a", request->approximation, "Fisher file of the approximation")->required();
    verb->add_option("b", request->reference, "Fisher file of the reference")->required();
    verb->add_option("--weights", request->weights,
                     "Checkpoint of the model: adds the regret of pruning with A and baselines");
    verb->callback([request, &run] {
        run = [request](const JobContext& context) -> Result<Answer> {
            FL_TRY(const CompareResult result, compareFiles(*request, context));
            return Answer{toJson(result), toText(*request, result), 0};
        };
    });
}

}  // namespace fisherlens::cli
