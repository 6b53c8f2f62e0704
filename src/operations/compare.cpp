// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/compare.h"

#include "base/names.h"
#include "formats/checkpoint.h"
#include "operations/reference_parts.h"
#include "stats/ranks.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <span>

namespace fisherlens {
namespace {

struct Matched {
    std::vector<TensorPair> pairs;
    std::vector<UnmatchedTensor> unmatched;
};

Result<Matched> match(const FisherFile& a, const FisherFile& b)
{
    Matched matched;
    for (const Tensor& tensor : a.diagonal.tensors()) {
        const Tensor* other = b.diagonal.findMatching(tensor.info.name);
        // Both ways, so that a name whose key is ambiguous in A does not take the place of another one.
        if (!other || a.diagonal.findMatching(other->info.name) != &tensor) {
            matched.unmatched.push_back({tensor.info.name, 'a'});
            continue;
        }
        if (other->info.shape != tensor.info.shape)
            return fail(ErrorCode::Incompatible,
                        fmt::format("The shape is {} in {} and {} in {}.", shapeText(tensor.info.shape), a.path,
                                    shapeText(other->info.shape), b.path),
                        {a.path, tensor.info.name, {}}, "Compare files of the same model.");
        matched.pairs.push_back({tensor.info.name, tensor, *other});
    }
    for (const Tensor& tensor : b.diagonal.tensors()) {
        const Tensor* other = a.diagonal.findMatching(tensor.info.name);
        if (!other || b.diagonal.findMatching(other->info.name) != &tensor)
            matched.unmatched.push_back({tensor.info.name, 'b'});
    }
    if (matched.pairs.empty())
        return fail(ErrorCode::Incompatible, "The two files have no tensor in common.", {a.path, {}, {}},
                    "Compare files of the same model.");
    return matched;
}

void findDifferences(const FisherFile& a, const FisherFile& b, const Matched& matched, const JobContext& context)
{
    const Where where{a.path, {}, {}};
    if (a.attributes.scale != b.attributes.scale)
        context.find({Severity::Warning, "scales-differ", where,
                      fmt::format("The scales differ ({} and {}): ranks, overlap and cosine can be compared, trace "
                                  "ratio, fit and log-ratio cannot.",
                                  name(a.attributes.scale), name(b.attributes.scale)),
                      "Recycle with --batch-size for values at the scale of a Fisher diagonal."});
    else if (a.attributes.scale == FisherScale::MeanPerUnit && a.attributes.unit != b.attributes.unit)
        context.find({Severity::Warning, "units-differ", where,
                      fmt::format("The units differ (per {} and per {}): ranks can be compared, values cannot.",
                                  a.attributes.unit, b.attributes.unit),
                      "Compute both for the same unit."});
    if (!matched.unmatched.empty())
        context.find({Severity::Warning, "unmatched", where,
                      fmt::format("{} tensors are in one of the files only and are left out, for example {}.",
                                  matched.unmatched.size(), matched.unmatched.front().name),
                      ""});
}

/// All of the name but its last part.
std::string layerOf(const std::string& name)
{
    return name.substr(0, std::min(name.rfind('.'), name.size()));
}

Result<void> addRegret(const CompareRequest& request, const std::vector<TensorPair>& pairs, CompareResult& result,
                       const JobContext& context)
{
    if (request.weights.empty())
        return {};
    OpenOptions open;
    open.path = request.weights;
    FL_TRY(const Checkpoint checkpoint, openCheckpoint(open, context));
    std::vector<RegretTensor> tensors;
    for (const TensorPair& pair : pairs) {
        const Tensor* weights = checkpoint.tensors.findMatching(pair.name);
        if (!weights || !isFloating(weights->info.dtype))
            continue;
        if (weights->info.shape != pair.a.info.shape)
            return fail(ErrorCode::Incompatible,
                        fmt::format("The shape is {} here and {} in the Fisher files.", shapeText(weights->info.shape),
                                    shapeText(pair.a.info.shape)),
                        {request.weights, weights->info.name, {}},
                        "Give the checkpoint that the Fisher files belong to.");
        tensors.push_back({pair.name, *weights, pair.a, pair.b});
    }
    if (tensors.empty())
        return fail(ErrorCode::Incompatible, "The checkpoint has no tensor in common with the Fisher files.",
                    {request.weights, {}, {}}, "Give the checkpoint that the Fisher files belong to.");
    if (tensors.size() < pairs.size())
        context.find({Severity::Warning,
                      "regret-partial",
                      {request.weights, {}, {}},
                      fmt::format("The regret is over {} of {} tensors: the checkpoint lacks the others.",
                                  tensors.size(), pairs.size()),
                      ""});
    FL_TRY(result.regret, pruneRegret(tensors, kRegretSparsities, context));
    FL_TRY(result.baselines, measureBaselines(tensors, request.options, context));
    for (LayerAgreement& layer : result.layers) {
        std::vector<RegretTensor> members;
        std::copy_if(tensors.begin(), tensors.end(), std::back_inserter(members),
                     [&](const RegretTensor& tensor) { return layerOf(tensor.name) == layer.name; });
        if (members.empty())
            continue;
        FL_TRY(layer.regret, pruneRegret(members, kRegretSparsities, context));
    }
    return {};
}

Result<std::vector<LayerAgreement>> layersOf(const std::vector<TensorPair>& pairs, const AgreementOptions& options,
                                             const JobContext& context)
{
    std::vector<LayerAgreement> layers;
    std::map<std::string, std::vector<TensorPair>> members;
    for (const TensorPair& pair : pairs) {
        const std::string layer = layerOf(pair.name);
        std::vector<TensorPair>& of = members[layer];
        if (of.empty())
            layers.push_back({layer, 0, {}, {}});
        of.push_back(pair);
    }
    for (LayerAgreement& layer : layers) {
        const std::vector<TensorPair>& of = members[layer.name];
        layer.tensors = of.size();
        FL_TRY(layer.agreement, measureTraceAndRank(of, options, context));
    }
    return layers;
}

/// For each pair √(2r/(1+r)) of the halves of the reference; empty without halves.
Result<std::vector<std::optional<double>>> attainableOf(const std::vector<TensorPair>& pairs, const FisherFile& reference,
                                                        const JobContext& context)
{
    std::vector<std::optional<double>> values;
    for (const TensorPair& pair : pairs) {
        const Tensor *one = reference.half0.find(pair.b.info.name), *other = reference.half1.find(pair.b.info.name);
        std::optional<double> r;
        if (one && other) {
            const TensorPair halves{pair.name, *one, *other};
            FL_TRY(r, spearman(std::span(&halves, 1), context));
        }
        values.push_back(attainable(r));
    }
    return values;
}

}  // namespace

Result<CompareResult> compareFiles(const CompareRequest& request, const JobContext& context)
{
    Findings findings;
    JobContext inner = context;
    inner.findings = &findings;
    FL_TRY(const FisherFile a, openFisherFile(request.approximation, inner));
    FL_TRY(const FisherFile b, openFisherFile(request.reference, inner));
    FL_TRY(Matched matched, match(a, b));
    findDifferences(a, b, matched, inner);
    CompareResult result;
    FL_TRY(result.report, measureAgreement(matched.pairs, request.options, inner));
    if (const std::int64_t left = result.report.global.nonfinite; left > 0)
        inner.find({Severity::Warning,
                    "nonfinite",
                    {a.path, {}, {}},
                    fmt::format("{} entries are NaN or infinite in one of the files and are left out.", left),
                    ""});
    FL_TRY(result.splitHalf, spearmanOfHalves(b, inner));
    result.attainableSpearman = attainable(result.splitHalf);
    FL_TRY(result.attainable, attainableOf(matched.pairs, b, inner));
    FL_TRY(result.layers, layersOf(matched.pairs, request.options, inner));
    FL_CHECK(addRegret(request, matched.pairs, result, inner));
    result.approximation = a.attributes;
    result.reference = b.attributes;
    result.unmatched = std::move(matched.unmatched);
    result.findings = findings.list();
    return result;
}

}  // namespace fisherlens
