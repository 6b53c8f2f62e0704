// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verb.h"

#include "operations/ladder.h"
#include "report/table.h"

#include <fmt/format.h>

#include <memory>

namespace fisherlens::cli {
namespace {

Json toJson(const std::vector<Rung>& rungs)
{
    Json json = Json::array();
    for (const Rung& rung : rungs)
        json.push_back({{"from", rung.from},
                        {"to", rung.to},
                        {"cause", rung.cause},
                        {"trace_ratio", number(rung.traceRatio)},
                        {"spearman", number(rung.spearman)}});
    return json;
}

Json toJson(const LadderResult& result)
{
    Json tensors = Json::array();
    for (const TensorLadder& tensor : result.ladder.tensors)
        tensors.push_back({{"name", tensor.name}, {"rungs", toJson(tensor.rungs)}});
    Json json;
    json["batch_size"] = number(result.batchSize);
    json["global"] = toJson(result.ladder.global);
    json["tensors"] = tensors;
    json["findings"] = cli::toJson(result.findings);
    return json;
}

std::string toText(const LadderResult& result)
{
    Table table{{"tensor"}, {}};
    for (const Rung& rung : result.ladder.global) {
        table.header.push_back(fmt::format("{} → {} ({})", rung.from, rung.to, rung.cause));
        table.header.push_back("Spearman");
    }
    const auto addRow = [&table](const std::string& label, const std::vector<Rung>& rungs) {
        std::vector<std::string> row{label};
        for (const Rung& rung : rungs) {
            row.push_back(rung.traceRatio ? numberText(rung.traceRatio) + " ×" : "undefined");
            row.push_back(numberText(rung.spearman));
        }
        table.rows.push_back(std::move(row));
    };
    addRow("all", result.ladder.global);
    for (const TensorLadder& tensor : result.ladder.tensors)
        addRow(tensor.name, tensor.rungs);
    return fmt::format("What lies between the reference and the recycled Fisher (trace ratios; batch size {})\n\n",
                       fmt::format("{:g}", result.batchSize))
           + plainText(table) + findingsText(result.findings);
}

}  // namespace

void addLadder(CLI::App& app, Run& run)
{
    CLI::App* verb =
        app.add_subcommand("ladder", "Split the difference between a recycled and a reference Fisher into its causes");
    auto request = std::make_shared<LadderRequest>();
    verb->add_option("recycled", request->recycled, "Recycled Fisher file, made with a known batch size")->required();
    verb->add_option("--empirical", request->empirical, "Empirical reference with its mean gradient")->required();
    verb->add_option("--exact", request->exact, "Exact (or sampled) reference; without it the first rung is left out");
    verb->callback([request, &run] {
        run = [request](const JobContext& context) -> Result<Answer> {
            FL_TRY(const LadderResult result, ladderOfFiles(*request, context));
            return Answer{toJson(result), toText(result), 0};
        };
    });
}

}  // namespace fisherlens::cli
