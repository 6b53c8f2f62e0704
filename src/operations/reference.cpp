// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/reference.h"

#include "formats/data_file.h"
#include "formats/fisher_file.h"
#include "operations/load_model.h"
#include "operations/output_path.h"
#include "operations/reference_parts.h"
#include "report/provenance.h"
#include "stats/ranks.h"

#include <nlohmann/json.hpp>

#include <array>
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

std::string provenanceOf(const ReferenceRequest& request)
{
    nlohmann::json json;
    json["program"] = programVersion();
    json["date"] = timestamp();
    json["model"] = fileNameOf(request.model);
    json["data"] = fileNameOf(request.data);
    if (!request.weights.empty())
        json["weights"] = fileNameOf(request.weights);
    json["loss"] = name(request.settings.loss.loss);
    if (request.settings.loss.loss == Loss::Mse)
        json["sigma"] = request.settings.loss.sigma;
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Result<FisherFile> fileOf(const ReferenceRequest& request, const Parameters& parameters,
                          std::shared_ptr<const Estimate> estimate)
{
    FisherFile file;
    file.path = request.output;
    FisherAttributes& attributes = file.attributes;
    attributes.kind = request.settings.labels.kind;
    attributes.examples = estimate->examples;
    attributes.split = request.split;
    attributes.seed = request.settings.labels.seed;
    attributes.samples = attributes.kind == FisherKind::Sampled ? request.settings.labels.samples : 0;
    attributes.provenance = provenanceOf(request);

    const auto n = static_cast<double>(estimate->examples);
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
    file.half0Examples = estimate->halves[0].examples;
    file.half1Examples = estimate->halves[1].examples;
    if (file.half0Examples > 0 && file.half1Examples > 0) {
        const auto half = [&](std::size_t h) {
            return catalogueOf(parameters, [estimate, h](std::size_t p, std::size_t i) {
                return estimate->halves[h].squares[p][i] / static_cast<double>(estimate->halves[h].examples);
            });
        };
        FL_TRY(file.half0, half(0));
        FL_TRY(file.half1, half(1));
    }
    return file;
}

}  // namespace

Result<ReferenceResult> estimateReference(const ReferenceRequest& request, const JobContext& context)
{
    const std::array inputs{request.model, request.data, request.weights};
    FL_CHECK(checkOutputPath(request.output, inputs));
    Findings findings;
    JobContext inner = context;
    inner.findings = &findings;
    FL_TRY(const DataFile data, openDataFile(request.data, inner));
    FL_TRY(const auto model, loadModel(request.model, request.weights, inner));
    FL_TRY(Estimate sums, estimate(*model, data, request.settings, inner));
    const auto shared = std::make_shared<const Estimate>(std::move(sums));
    FL_TRY(const FisherFile file, fileOf(request, model->parameters(), shared));

    ReferenceResult result;
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
