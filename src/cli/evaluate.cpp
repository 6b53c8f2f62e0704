// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verb.h"

#include "operations/evaluate.h"
#include "report/table.h"

#include <fmt/format.h>

#include <memory>

namespace fisherlens::cli {
namespace {

Json toJson(const EvaluateResult& result)
{
    Json json;
    json["loss"] = number(result.evaluation.loss);
    json["accuracy"] = number(result.evaluation.accuracy);
    json["mse"] = number(result.evaluation.mse);
    json["examples"] = result.evaluation.examples;
    json["findings"] = cli::toJson(result.findings);
    return json;
}

std::string toText(const EvaluateResult& result)
{
    Table table{{"what", "value"},
                {{"examples", countText(result.evaluation.examples)},
                 {"loss (mean −log p, nats)", numberText(result.evaluation.loss, 6)}}};
    if (result.evaluation.accuracy)
        table.rows.push_back({"accuracy", percentText(result.evaluation.accuracy, 2)});
    if (result.evaluation.mse)
        table.rows.push_back({"mean squared error", numberText(result.evaluation.mse, 6)});
    return plainText(table) + findingsText(result.findings);
}

}  // namespace

void addEvaluate(CLI::App& app, Run& run)
{
    CLI::App* verb = app.add_subcommand("evaluate", "Loss and accuracy of a model on a data file");
    auto request = std::make_shared<EvaluateRequest>();
    auto loss = std::make_shared<std::string>();
    verb->add_option("--model", request->model, "TorchScript module; it is run after its operators were checked")
        ->required();
    verb->add_option("--data", request->data, "Data file with inputs and targets")->required();
    verb->add_option("--loss", *loss, "cross-entropy, nll, mse, bce, per-example, causal-lm or masked-lm")->required();
    verb->add_option("--weights", request->weights, "Checkpoint whose parameters replace the module's");
    verb->add_option("--sigma", request->loss.sigma, "Standard deviation of mse's Gaussian")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    verb->callback([request, loss, &run] {
        run = [request, loss](const JobContext& context) -> Result<Answer> {
            FL_TRY(request->loss.loss, lossFromName(*loss));
            FL_TRY(const EvaluateResult result, evaluateFiles(*request, context));
            return Answer{toJson(result), toText(result), 0};
        };
    });
}

}  // namespace fisherlens::cli
