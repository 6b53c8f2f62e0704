// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/reference.h"

#include "formats/data_file.h"
#include "formats/fisher_file.h"
#include "operations/load_model.h"
#include "operations/output_path.h"
#include "operations/reference_parts.h"
#include "report/provenance.h"
#include "stats/ranks.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>

namespace fisherlens {
namespace {

using Parameters = std::vector<ReferenceParameter>;

/// One tensor per parameter, `value(parameter, index)` on demand.
template <class Value>
Result<Catalogue> catalogueOf(const Parameters& parameters, Value value)
{
    Catalogue catalogue;
    for (std::size_t p = 0; p < parameters.size(); ++p) {
        TensorInfo info{parameters[p].name, DType::F32, parameters[p].shape, parameters[p].count, {}, {}};
        FL_CHECK(catalogue.add(
            computedTensor(std::move(info), [p, value](std::int64_t first, std::span<double> out) -> Result<void> {
                for (std::size_t i = 0; i < out.size(); ++i)
                    out[i] = value(p, static_cast<std::size_t>(first) + i);
                return {};
            })));
    }
    return catalogue;
}

std::string provenanceOf(const ReferenceRequest& request, const EstimateSettings& settings, std::int64_t examples)
{
    nlohmann::json json;
    json["program"] = programVersion();
    json["date"] = timestamp();
    json["model"] = fileNameOf(request.model);
    json["data"] = fileNameOf(request.data);
    if (!request.weights.empty())
        json["weights"] = fileNameOf(request.weights);
    json["first_example"] = settings.first;
    json["end_example"] = settings.first + examples;
    json["loss"] = name(settings.loss.loss);
    if (settings.loss.loss == Loss::Mse)
        json["sigma"] = settings.loss.sigma;
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Result<FisherFile> fileOf(const ReferenceRequest& request, const EstimateSettings& settings,
                          const Parameters& parameters, std::shared_ptr<const Estimate> estimate)
{
    FisherFile file;
    file.path = request.output;
    FisherAttributes& attributes = file.attributes;
    attributes.kind = settings.labels.kind;
    attributes.unit = name(settings.loss.unit);
    attributes.examples = estimate->units;
    attributes.split = request.split;
    attributes.seed = settings.labels.seed;
    attributes.samples = attributes.kind == FisherKind::Sampled ? settings.labels.samples : 0;
    attributes.provenance = provenanceOf(request, settings, estimate->examples);

    const auto n = static_cast<double>(estimate->units);
    FL_TRY(file.diagonal, catalogueOf(parameters, [estimate, n](std::size_t p, std::size_t i) {
               return (estimate->halves[0].squares[p][i] + estimate->halves[1].squares[p][i]) / n;
           }));
    if (!estimate->gradient.empty()) {
        FL_TRY(file.meanGradient, catalogueOf(parameters, [estimate, n](std::size_t p, std::size_t i) {
                   return estimate->gradient[p][i] / n;
               }));
    }
    if (!estimate->standardError.empty()) {
        FL_TRY(file.standardError, catalogueOf(parameters, [estimate](std::size_t p, std::size_t i) {
                   return estimate->standardError[p][i];
               }));
    }
    file.half0Examples = estimate->halves[0].units;
    file.half1Examples = estimate->halves[1].units;
    if (file.half0Examples > 0 && file.half1Examples > 0) {
        const auto half = [&](std::size_t h) {
            return catalogueOf(parameters, [estimate, h](std::size_t p, std::size_t i) {
                return estimate->halves[h].squares[p][i] / static_cast<double>(estimate->halves[h].units);
            });
        };
        FL_TRY(file.half0, half(0));
        FL_TRY(file.half1, half(1));
    }
    return file;
}

/// The examples of the shard.
Result<EstimateSettings> ofShard(const ReferenceRequest& request, const DataFile& data)
{
    EstimateSettings settings = request.settings;
    const Shard shard = request.shard;
    const std::int64_t total = settings.examples > 0 ? settings.examples : data.examples;
    if (shard.of == 1 || total > data.examples)  // too many are refused with the number that there is
        return settings;
    if (request.budget)
        return fail(ErrorCode::Usage, "A shard cannot stop by the regret: the other shards do not know of it.", {},
                    "Leave out --shard or --until-regret.");
    const std::int64_t each = total / shard.of, rest = total % shard.of;
    settings.first = (shard.number - 1) * each + std::min(shard.number - 1, rest);
    settings.examples = each + (shard.number <= rest ? 1 : 0);
    if (settings.examples == 0)
        return fail(ErrorCode::Usage,
                    fmt::format("Part {} of {} of {} examples is empty.", shard.number, shard.of, total), {},
                    "Use at most as many shards as there are examples.");
    return settings;
}

}  // namespace

Result<Shard> shardFromText(std::string_view text)
{
    Shard shard;
    const std::size_t slash = text.find('/');
    const auto read = [](std::string_view part, std::int64_t& value) {
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
        return error == std::errc() && end == part.data() + part.size();
    };
    if (slash == std::string_view::npos || !read(text.substr(0, slash), shard.number)
        || !read(text.substr(slash + 1), shard.of) || shard.number < 1 || shard.number > shard.of)
        return fail(ErrorCode::Usage, fmt::format("'{}' is no shard.", text), {},
                    "Write I/N with I from 1 to N, for example --shard 2/4 for the second of four.");
    return shard;
}

Result<ReferenceResult> estimateReference(const ReferenceRequest& request, const JobContext& context)
{
    const std::array inputs{request.model, request.data, request.weights,
                            request.budget ? request.budget->recycled : std::string()};
    FL_CHECK(checkOutputPath(request.output, inputs));
    Findings findings;
    JobContext inner = context;
    inner.findings = &findings;
    FL_TRY(const DataFile data, openDataFile(request.data, inner));
    FL_TRY(const auto model, loadModel(request.model, request.weights, inner));
    FL_TRY(const EstimateSettings settings, ofShard(request, data));
    ReferenceResult result;
    Estimate sums;
    if (request.budget) {
        const std::string weights = request.weights.empty() ? request.model : request.weights;
        FL_TRY(BudgetedEstimate budgeted,
               estimateWithinBudget(*model, data, settings, *request.budget, weights, inner));
        sums = std::move(budgeted.estimate);
        result.budget = budgeted.outcome;
    } else {
        FL_TRY(sums, estimate(*model, data, settings, inner));
    }
    const auto shared = std::make_shared<const Estimate>(std::move(sums));
    FL_TRY(const FisherFile file, fileOf(request, settings, model->parameters(), shared));

    FL_TRY(result.splitHalfSpearman, spearmanOfHalves(file, inner));
    result.attainableSpearman = attainable(result.splitHalfSpearman);
    FL_CHECK(writeFisherFile(file, request.output, inner));
    result.output = request.output;
    result.kind = file.attributes.kind;
    result.examples = shared->examples;
    result.tensors = static_cast<std::int64_t>(file.diagonal.size());
    result.parameters = file.diagonal.parameters();
    for (const Estimate::Looped& looped : shared->looped) {
        const ReferenceParameter& parameter = model->parameters()[looped.parameter];
        result.fallbackParameters += parameter.count;
        result.fallbacks.push_back({parameter.name, looped.reason});
    }
    result.fastParameters = result.parameters - result.fallbackParameters;
    result.selfCheck = shared->selfCheck;
    result.seconds = shared->seconds;
    result.findings = findings.list();
    return result;
}

}  // namespace fisherlens
