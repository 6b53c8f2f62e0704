// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verb.h"

#include "operations/info.h"
#include "report/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace fisherlens::cli {
namespace {

/// The step that most parameters have in common is what a user expects to read; the largest one is it in practice.
Json stepOf(const Optimizer& optimizer)
{
    std::optional<double> step;
    for (const ParameterState& state : optimizer.mapped)
        if (state.step && (!step || *state.step > *step))
            step = state.step;
    return number(step);
}

Json betasOf(const Optimizer& optimizer)
{
    if (optimizer.groups.empty() || !optimizer.groups.front().beta1 || !optimizer.groups.front().beta2)
        return nullptr;
    return Json::array({*optimizer.groups.front().beta1, *optimizer.groups.front().beta2});
}

Json toJson(const Optimizer& optimizer)
{
    Json mapping = Json::array();
    for (const ParameterState& state : optimizer.mapped)
        mapping.push_back({{"parameter", state.parameter}, {"state", state.state}, {"how", mappingHowName(state.how)}});
    return {{"kind", optimizer.kind},
            {"accumulator", optimizer.accumulator.empty() ? Json(nullptr) : Json(optimizer.accumulator)},
            {"step", stepOf(optimizer)},
            {"betas", betasOf(optimizer)},
            {"mapped", optimizer.mapped.size()},
            {"unmapped", optimizer.unmapped.size()},
            {"mapping", mapping}};
}

Json toJson(const InfoResult& result)
{
    Json tensors = Json::array();
    for (const Tensor& tensor : result.tensors.tensors())
        tensors.push_back({{"name", tensor.info.name},
                           {"dtype", dtypeName(tensor.info.dtype)},
                           {"shape", tensor.info.shape},
                           {"bytes", tensor.info.bytes()}});
    Json json;
    json["format"] = result.format;
    json["key"] = result.key;
    json["parameters"] = result.parameters;
    json["tensors"] = tensors;
    json["optimizer"] = result.optimizer ? toJson(*result.optimizer) : Json(nullptr);
    if (result.fisher)
        json["fisher"] = {{"kind", name(result.fisher->kind)},
                          {"scale", name(result.fisher->scale)},
                          {"unit", result.fisher->unit},
                          {"examples", result.fisher->examples},
                          {"batch_size", number(result.fisher->batchSize)}};
    json["metadata"] = result.metadata;
    json["findings"] = cli::toJson(result.findings);
    return json;
}

std::string optimizerText(const Optimizer& optimizer)
{
    if (optimizer.unusable)
        return fmt::format("Optimizer: {}, not usable: {}\n", optimizer.kind, optimizer.unusable->detail);
    const Json step = stepOf(optimizer);
    return fmt::format("Optimizer: {}, accumulator {}, step {}, {} tensors mapped, {} not\n", optimizer.kind, optimizer.accumulator,
                       step.is_null() ? "unknown" : countText(static_cast<std::int64_t>(step.get<double>())),
                       optimizer.mapped.size(), optimizer.unmapped.size());
}

std::string toText(const std::string& path, const InfoResult& result)
{
    std::string text = fmt::format("{}: {}{}, {} tensors, {} parameters\n", path, result.format,
                                   result.key.empty() ? "" : ", state dict '" + result.key + "'", result.tensors.size(),
                                   countText(result.parameters));
    if (result.optimizer)
        text += optimizerText(*result.optimizer);
    else if (!result.fisher)
        text += "Optimizer: none in this file\n";
    if (result.fisher)
        text += fmt::format("Fisher diagonal: {}, {}, unit {}, {} examples\n", name(result.fisher->kind), name(result.fisher->scale),
                            result.fisher->unit, result.fisher->examples ? countText(result.fisher->examples) : "unknown number of");
    Table table{{"tensor", "dtype", "shape", "parameters", "optimizer state"}, {}};
    for (const Tensor& tensor : result.tensors.tensors()) {
        std::string state;
        if (result.optimizer) {
            const auto& mapped = result.optimizer->mapped;
            const auto at = std::find_if(mapped.begin(), mapped.end(),
                                         [&](const ParameterState& entry) { return entry.parameter == tensor.info.name; });
            state = at == mapped.end() ? "none" : fmt::format("state {} ({})", at->state, mappingHowName(at->how));
        }
        table.rows.push_back({tensor.info.name, std::string(dtypeName(tensor.info.dtype)), shapeText(tensor.info.shape),
                              countText(tensor.info.count), state});
    }
    return text + "\n" + plainText(table) + findingsText(result.findings);
}

}  // namespace

void addInfo(CLI::App& app, Run& run)
{
    CLI::App* verb = app.add_subcommand("info", "Say what a checkpoint, Fisher file or data file holds, and how its optimizer state maps");
    auto request = std::make_shared<InfoRequest>();
    verb->add_option("path", request->open.path, "File to look at")->required();
    verb->add_option("--optimizer", request->open.optimizerPath, "File with the optimizer state, when it is a separate one");
    verb->add_option("--model", request->open.modelPath, "File with the parameters, when PATH holds only the optimizer state");
    verb->add_option("--key", request->open.key, "Which state dict, when the file holds several");
    verb->callback([request, &run] {
        run = [request](const JobContext& context) -> Result<Answer> {
            FL_TRY(const InfoResult result, info(*request, context));
            return Answer{toJson(result), toText(request->open.path, result), 0};
        };
    });
}

}  // namespace fisherlens::cli
