// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verb.h"

#include "operations/info.h"
#include "report/table.h"

#include <fmt/format.h>

#include <map>
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
    Json unassigned = Json::array();
    for (const UnassignedState& state : optimizer.unassigned)
        unassigned.push_back({{"state", state.key}, {"shape", state.shape}, {"group", state.group}});
    return {{"kind", optimizer.kind},
            {"accumulator", optimizer.accumulator.empty() ? Json(nullptr) : Json(optimizer.accumulator)},
            {"step", stepOf(optimizer)},
            {"betas", betasOf(optimizer)},
            {"mapped", optimizer.mapped.size()},
            {"unmapped", optimizer.unmapped.size()},
            {"mapping", mapping},
            {"rule", optimizer.rule.empty() ? Json(nullptr) : Json(optimizer.rule)},
            {"unassigned", unassigned}};
}

Json toJson(const TrainingRun& run)
{
    Json values = Json::array();
    for (const RunValue& value : run.values)
        values.push_back({{"name", value.name}, {"value", value.value}, {"origin", value.origin}});
    return {{"batch_size", number(run.batchSize)},
            {"batch_at_least", number(run.batchAtLeast)},
            {"batch_origin", run.batchOrigin.empty() ? Json(nullptr) : Json(run.batchOrigin)},
            {"values", values}};
}

Json toJson(const OptimizerLog& log)
{
    Json snapshots = Json::array();
    for (const LogSnapshot& snapshot : log.snapshots)
        snapshots.push_back(snapshot.step);
    return {{"segments", log.segments.size()},
            {"rows", log.rows.size()},
            {"first_step", log.rows.step.empty() ? Json(nullptr) : Json(log.rows.step.front())},
            {"last_step", log.lastStep() ? Json(*log.lastStep()) : Json(nullptr)},
            {"snapshots", snapshots},
            {"batch_size", number(log.meta.batchSize)}};
}

Json toJson(const TrainingLog& log)
{
    const auto nameOf = [&log](std::optional<std::size_t> index) {
        return index ? Json(log.series[*index].name) : Json(nullptr);
    };
    Json series = Json::array();
    for (const TrainingSeries& entry : log.series)
        series.push_back({{"name", entry.name},
                          {"points", entry.step.size()},
                          {"first", number(entry.step.front())},
                          {"last", number(entry.step.back())}});
    return {{"counts", log.epochs ? "epochs" : "steps"},
            {"loss", nameOf(log.loss)},
            {"learning_rate", nameOf(log.learningRate)},
            {"gradient_norm", nameOf(log.gradientNorm)},
            {"series", series}};
}

Json toJson(const InfoResult& result)
{
    Json tensors = Json::array();
    for (const Tensor& tensor : result.tensors().tensors())
        tensors.push_back({{"name", tensor.info.name},
                           {"dtype", dtypeName(tensor.info.dtype)},
                           {"shape", tensor.info.shape},
                           {"bytes", tensor.info.bytes()}});
    Json json;
    const std::optional<Checkpoint>& checkpoint = result.opened.checkpoint;
    json["format"] = result.opened.format;
    json["layout"] = checkpoint && !checkpoint->layout.empty() ? Json(checkpoint->layout) : Json(nullptr);
    const std::optional<TrainingLog>& training = result.opened.training;
    json["run"] = checkpoint                                  ? toJson(checkpoint->run)
                  : training && !training->run.values.empty() ? toJson(training->run)
                                                              : Json(nullptr);
    json["key"] = checkpoint ? Json(checkpoint->key) : Json(nullptr);
    json["parameters"] = result.parameters;
    json["tensors"] = tensors;
    const std::optional<Checkpoint>& state = result.opened.log ? result.opened.snapshot : checkpoint;
    json["optimizer"] = state && state->optimizer ? toJson(*state->optimizer) : Json(nullptr);
    if (training)
        json["training"] = toJson(*training);
    if (result.opened.log)
        json["log"] = toJson(*result.opened.log);
    if (result.opened.fisher) {
        const FisherAttributes& fisher = result.opened.fisher->attributes;
        json["fisher"] = {{"kind", name(fisher.kind)},
                          {"scale", name(fisher.scale)},
                          {"unit", fisher.unit},
                          {"examples", fisher.examples},
                          {"batch_size", number(fisher.batchSize)}};
    }
    json["metadata"] = checkpoint ? Json(checkpoint->metadata) : Json::object();
    json["findings"] = cli::toJson(result.opened.findings);
    return json;
}

std::string optimizerText(const Optimizer& optimizer)
{
    if (optimizer.unusable)
        return fmt::format("Optimizer: {}, not usable: {}\n", optimizer.kind, optimizer.unusable->detail);
    const Json step = stepOf(optimizer);
    std::string text = fmt::format(
        "Optimizer: {}, accumulator {}, step {}, {} tensors mapped, {} not\n", optimizer.kind, optimizer.accumulator,
        step.is_null() ? "unknown" : countText(static_cast<std::int64_t>(step.get<double>())), optimizer.mapped.size(),
        optimizer.unmapped.size());
    if (!optimizer.rule.empty())
        text += "Mapping: " + optimizer.rule + "\n";
    return text;
}

/// The training run as far as the files say it, each value with its origin.
std::string runText(const TrainingRun& run)
{
    std::string text;
    if (run.batchSize)
        text += fmt::format("Effective batch: {:g} = {}\n", *run.batchSize, run.batchOrigin);
    else if (run.batchAtLeast)
        text += fmt::format("Effective batch: at least {:g} = {}\n", *run.batchAtLeast, run.batchOrigin);
    if (run.values.empty())
        return text;
    Table table{{"training run", "value", "origin"}, {}};
    for (const RunValue& value : run.values)
        table.rows.push_back({value.name, value.value, value.origin});
    return text + "\n" + plainText(table);
}

std::string headText(const InfoResult& result)
{
    const Opened& opened = result.opened;
    const std::string key =
        opened.checkpoint && !opened.checkpoint->key.empty() ? ", state dict '" + opened.checkpoint->key + "'" : "";
    const std::string layout =
        opened.checkpoint && !opened.checkpoint->layout.empty() ? " (" + opened.checkpoint->layout + ")" : "";
    std::string text = fmt::format("{}: {}{}{}, {} tensors, {} parameters\n", opened.path, opened.format, layout, key,
                                   result.tensors().size(), countText(result.parameters));
    if (opened.checkpoint)
        text += opened.checkpoint->optimizer ? optimizerText(*opened.checkpoint->optimizer)
                                             : "Optimizer: none in this file\n";
    if (opened.training)
        for (const TrainingSeries& series : opened.training->series)
            text += fmt::format("{}: {} points, {} {:g} to {:g}\n", series.name, countText(std::ssize(series.step)),
                                opened.training->epochs ? "epochs" : "steps", series.step.front(), series.step.back());
    if (opened.log) {
        const OptimizerLog& log = *opened.log;
        text += fmt::format("Log: {} rows in {} segments up to step {}, {} snapshots\n",
                            countText(std::ssize(log.rows.step)), log.segments.size(),
                            log.lastStep() ? countText(*log.lastStep()) : "0", log.snapshots.size());
        if (opened.snapshot && opened.snapshot->optimizer)
            text += optimizerText(*opened.snapshot->optimizer);
    }
    if (opened.checkpoint)
        text += runText(opened.checkpoint->run);
    if (opened.training)
        text += runText(opened.training->run);
    if (opened.fisher) {
        const FisherAttributes& fisher = opened.fisher->attributes;
        text += fmt::format("Fisher diagonal: {}, {}, unit {}, {} examples\n", name(fisher.kind), name(fisher.scale),
                            fisher.unit, fisher.examples ? countText(fisher.examples) : "unknown number of");
    }
    return text;
}

std::string toText(const InfoResult& result)
{
    std::map<std::string, std::string> states;
    const auto& source = result.opened.log ? result.opened.snapshot : result.opened.checkpoint;
    if (source && source->optimizer)
        for (const ParameterState& state : source->optimizer->mapped)
            states[state.parameter] = fmt::format("state {} ({})", state.state, mappingHowName(state.how));
    Table table{{"tensor", "dtype", "shape", "parameters"}, {}};
    if (!states.empty())
        table.header.push_back("optimizer state");
    for (const Tensor& tensor : result.tensors().tensors()) {
        table.rows.push_back({tensor.info.name, std::string(dtypeName(tensor.info.dtype)), shapeText(tensor.info.shape),
                              countText(tensor.info.count)});
        if (!states.empty())
            table.rows.back().push_back(states.contains(tensor.info.name) ? states[tensor.info.name] : "none");
    }
    return headText(result) + "\n" + plainText(table) + findingsText(result.opened.findings);
}

}  // namespace

void addInfo(CLI::App& app, Run& run)
{
    CLI::App* verb = app.add_subcommand(
        "info",
        "Say what a checkpoint, Fisher file, data file or optimizer log holds, and how its optimizer state maps");
    auto options = std::make_shared<OpenOptions>();
    verb->add_option("path", options->path, "File or log to look at")->required();
    verb->add_option("--optimizer", options->optimizerPath, "File with the optimizer state, when it is a separate one");
    verb->add_option("--model", options->modelPath,
                     "File with the parameters, when PATH holds only the optimizer state");
    verb->add_option("--key", options->key, "Which state dict, when the file holds several");
    verb->add_option("--mapping", options->mappingPath,
                     "JSON file that says which optimizer state belongs to which parameter");
    auto written = std::make_shared<std::string>();
    verb->add_option("--write-mapping", *written, "Write such a file, to be completed by hand");
    verb->callback([options, written, &run] {
        run = [options, written](const JobContext& context) -> Result<Answer> {
            FL_TRY(const InfoResult result, info(*options, context));
            if (!written->empty())
                FL_CHECK(writeMapping(result, *written));
            return Answer{toJson(result), toText(result), 0};
        };
    });
}

}  // namespace fisherlens::cli
