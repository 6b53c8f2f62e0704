// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verb.h"

#include "operations/combine.h"
#include "report/table.h"

#include <fmt/format.h>

#include <memory>

namespace fisherlens::cli {
namespace {

Json toJson(const CombineResult& result)
{
    Json json;
    json["examples"] = result.examples;
    json["kind"] = name(result.kind);
    json["tensors"] = result.tensors;
    json["parameters"] = result.parameters;
    Json parts = Json::array();
    for (const CombineResult::Part& part : result.parts)
        parts.push_back({{"file", part.file}, {"examples", part.examples}});
    json["parts"] = std::move(parts);
    json["split_half_spearman"] = number(result.splitHalfSpearman);
    json["attainable_spearman"] = number(result.attainableSpearman);
    json["findings"] = cli::toJson(result.findings);
    json["output"] = result.output;
    return json;
}

std::string toText(const CombineResult& result)
{
    Table table{{"part", "examples"}, {}};
    for (const CombineResult::Part& part : result.parts)
        table.rows.push_back({part.file, countText(part.examples)});
    table.rows.push_back({"all", countText(result.examples)});
    return fmt::format("{}: {} Fisher of {} parameters in {} tensors, mean over {} examples\n", result.output,
                       name(result.kind), countText(result.parameters), result.tensors, countText(result.examples))
           + plainText(table) + fmt::format("attainable Spearman {}\n", numberText(result.attainableSpearman))
           + findingsText(result.findings);
}

}  // namespace

void addCombine(CLI::App& app, Run& run)
{
    CLI::App* verb = app.add_subcommand("combine", "Add the shards of a reference Fisher");
    auto request = std::make_shared<CombineRequest>();
    verb->add_option("parts", request->parts, "Fisher files written by reference --shard")->required();
    verb->add_option("-o,--output", request->output, "Fisher file to write; .safetensors or HDF5")->required();
    verb->callback([request, &run] {
        run = [request](const JobContext& context) -> Result<Answer> {
            FL_TRY(const CombineResult result, combineReferences(*request, context));
            return Answer{toJson(result), toText(result), 0};
        };
    });
}

}  // namespace fisherlens::cli
