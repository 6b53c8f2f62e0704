// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verb.h"

#include "operations/recycle.h"
#include "report/table.h"

#include <fmt/format.h>

#include <memory>

namespace fisherlens::cli {
namespace {

Json toJson(const RecycleResult& result)
{
    const FisherAttributes& attributes = result.attributes;
    Json shares = Json::array();
    for (const TensorScan& tensor : result.scan.tensors)
        shares.push_back({{"name", tensor.name}, {"share", number(tensor.meanGradientShare)}});
    Json json;
    json["tensors"] = result.tensors;
    json["parameters"] = result.parameters;
    json["kind"] = name(attributes.kind);
    json["scale"] = name(attributes.scale);
    json["unit"] = attributes.unit;
    json["corrections"] = {
        {"bias", attributes.biasCorrected},
        {"batch", attributes.scale == FisherScale::MeanPerUnit ? number(attributes.batchSize) : Json(nullptr)},
        {"batch_origin", result.batchOrigin.empty() ? Json(nullptr) : Json(result.batchOrigin)},
        {"reduction", attributes.reduction},
        {"reduction_origin", result.reductionOrigin.empty() ? Json(nullptr) : Json(result.reductionOrigin)},
        {"loss_factor", attributes.lossFactor}};
    json["optimizer"] = attributes.optimizer;
    json["step"] = number(attributes.step);
    json["mean_gradient_share"] = {{"global", number(result.scan.meanGradientShare)}, {"tensors", shares}};
    json["findings"] = cli::toJson(result.findings);
    json["output"] = result.output;
    return json;
}

std::string toText(const RecycleResult& result)
{
    const FisherAttributes& attributes = result.attributes;
    std::string text = fmt::format("{}: recycled Fisher of {} parameters in {} tensors, {}\n", result.output,
                                   countText(result.parameters), result.tensors,
                                   attributes.scale == FisherScale::MeanPerUnit ? "mean per " + attributes.unit
                                                                                : "at the scale of the accumulator");
    text += fmt::format(
        "From {} after {} steps; bias correction {}; batch size {}; {} reduction; loss factor {}\n",
        attributes.optimizer, attributes.step > 0 ? fmt::format("{:g}", attributes.step) : "an unknown number of",
        attributes.biasCorrected ? "on" : "off",
        attributes.batchSize > 0 ? fmt::format("{:g}", attributes.batchSize)
                                       + (result.batchOrigin == "given" ? "" : " = " + result.batchOrigin)
                                 : "unknown",
        attributes.reduction, fmt::format("{:g}", attributes.lossFactor));
    if (const auto share = result.scan.meanGradientShare)
        text += fmt::format("Share of it that is the square of the mean gradient, estimated without data: {}\n",
                            percentText(share));
    return text + findingsText(result.findings);
}

}  // namespace

void addRecycle(CLI::App& app, Run& run)
{
    CLI::App* verb =
        app.add_subcommand("recycle", "Turn the squared-gradient accumulator of a checkpoint into a Fisher diagonal");
    auto request = std::make_shared<RecycleRequest>();
    auto reduction = std::make_shared<std::string>();
    verb->add_option("checkpoint", request->open.path, "Checkpoint with optimizer state, or optimizer log")->required();
    verb->add_option("-o,--output", request->output, "Fisher file to write; .safetensors or HDF5")->required();
    verb->add_option("--optimizer", request->open.optimizerPath,
                     "File with the optimizer state, when it is a separate one");
    verb->add_option("--model", request->open.modelPath,
                     "File with the parameters, when CHECKPOINT holds only the optimizer state");
    verb->add_option("--key", request->open.key, "Which state dict, when the file holds several");
    verb->add_option("--mapping", request->open.mappingPath,
                     "JSON file that says which optimizer state belongs to which parameter");
    verb->add_option("--batch-size", request->settings.batchSize,
                     "Examples per optimizer step: micro-batch × accumulation × ranks");
    verb->add_option("--reduction", *reduction,
                     "How the training loss was reduced over the batch (default: what the files record, else mean)")
        ->check(CLI::IsMember({"mean", "sum"}));
    verb->add_option("--loss-factor", request->settings.lossFactor, "c: training loss of one example = c·(−log p)");
    verb->add_option("--unit", request->settings.unit, "example, sequence or token")
        ->check(CLI::IsMember({"example", "sequence", "token"}));
    verb->add_option("--step", request->settings.step, "Number of optimizer steps, instead of the recorded one");
    verb->add_option("--snapshot", request->snapshots,
                     "Step of an optimizer log (default: its last snapshot); several steps: mean and standard error")
        ->delimiter(',');
    verb->add_flag("--raw", request->settings.raw, "The stored array as it is, without corrections");
    verb->callback([request, reduction, &run] {
        if (!reduction->empty())
            request->settings.reduction = *reduction == "sum" ? Reduction::Sum : Reduction::Mean;
        run = [request](const JobContext& context) -> Result<Answer> {
            FL_TRY(const RecycleResult result, recycleCheckpoint(*request, context));
            return Answer{toJson(result), toText(result), 0};
        };
    });
}

}  // namespace fisherlens::cli
