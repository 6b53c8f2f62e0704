// SPDX-License-Identifier: GPL-3.0-or-later
#include "fisher/ladder.h"

#include "stats/agreement.h"

#include <fmt/format.h>

#include <algorithm>

namespace fisherlens {
namespace {

/// The diagonals of one parameter.
struct Chain {
    std::string name;
    const Tensor* exact = nullptr;
    const Tensor* empirical = nullptr;
    const Tensor* meanGradient = nullptr;
    const Tensor* recycled = nullptr;
};

struct Step {
    std::string from, to, cause;
    std::vector<TensorPair> pairs;  ///< a: to, b: from; one per chain
};

Result<void> checkKinds(const FisherFile& recycled, const FisherFile& empirical, const FisherFile* exact)
{
    const auto wrong = [](const FisherFile& file, std::string_view wanted) {
        return fail(
            ErrorCode::Usage,
            fmt::format("A Fisher file of kind {} is needed here; this one is {}.", wanted, name(file.attributes.kind)),
            {file.path, {}, {}});
    };
    if (recycled.attributes.kind != FisherKind::Recycled)
        return wrong(recycled, "recycled");
    if (empirical.attributes.kind != FisherKind::Empirical)
        return wrong(empirical, "empirical");
    if (exact && exact->attributes.kind != FisherKind::Exact && exact->attributes.kind != FisherKind::Sampled)
        return wrong(*exact, "exact or sampled");
    return {};
}

Result<void> checkScales(const FisherFile& recycled, const FisherFile& empirical, const FisherFile* exact)
{
    const FisherAttributes& wanted = recycled.attributes;
    if (!(wanted.batchSize >= 1) || wanted.scale != FisherScale::MeanPerUnit)
        return fail(ErrorCode::Usage, "The recycled file does not hold the batch size that its values are scaled with.",
                    {recycled.path, {}, {}}, "Recycle the checkpoint again with --batch-size.");
    for (const FisherFile* file : {&empirical, exact}) {
        if (!file)
            continue;
        const FisherAttributes& found = file->attributes;
        if (found.unit != wanted.unit || found.scale != wanted.scale)
            return fail(ErrorCode::Usage,
                        fmt::format("The units differ: {} per {} here, {} per {} in the recycled file.",
                                    name(found.scale), found.unit, name(wanted.scale), wanted.unit),
                        {file->path, {}, {}}, "Compute both for the same unit.");
    }
    if (empirical.meanGradient.empty())
        return fail(ErrorCode::Unsupported, "The empirical file holds no mean gradient, which the ladder needs.",
                    {empirical.path, {}, {}}, "Compute it with fisherlens-cli reference --kind empirical.");
    return {};
}

Result<std::vector<Chain>> matchTensors(const FisherFile& recycled, const FisherFile& empirical,
                                        const FisherFile* exact, const JobContext& context)
{
    std::vector<Chain> chains;
    std::size_t left = 0;
    for (const Tensor& tensor : recycled.diagonal.tensors()) {
        const std::string& name = tensor.info.name;
        const Chain chain{name, exact ? exact->diagonal.findMatching(name) : nullptr,
                          empirical.diagonal.findMatching(name), empirical.meanGradient.findMatching(name), &tensor};
        if (!chain.empirical || !chain.meanGradient || (exact && !chain.exact)) {
            ++left;
            continue;
        }
        for (const Tensor* other : {chain.exact, chain.empirical, chain.meanGradient})
            if (other && other->info.shape != tensor.info.shape)
                return fail(ErrorCode::Incompatible,
                            fmt::format("The shape is {} here and {} in the recycled file.",
                                        shapeText(other->info.shape), shapeText(tensor.info.shape)),
                            {other->info.file, name, {}}, "Take files of the same model.");
        chains.push_back(chain);
    }
    if (chains.empty())
        return fail(ErrorCode::Incompatible, "No tensor of the recycled file is in the reference.",
                    {empirical.path, {}, {}}, "Take files of the same model.");
    if (left > 0 || empirical.diagonal.size() > chains.size())
        context.find({Severity::Warning,
                      "unmatched",
                      {recycled.path, {}, {}},
                      fmt::format("{} of {} tensors of the recycled file and {} of the empirical one are in all files; "
                                  "the others are left out.",
                                  chains.size(), recycled.diagonal.size(), empirical.diagonal.size()),
                      ""});
    return chains;
}

/// F_emp + (B−1)μ², read from both as it is needed.
Tensor jointTensor(const Chain& chain, double batchSize)
{
    TensorInfo info = chain.empirical->info;
    info.dtype = DType::F64;
    info.offset.reset();
    return computedTensor(std::move(info),
                          [empirical = chain.empirical->source, gradient = chain.meanGradient->source,
                           batchSize](std::int64_t first, std::span<double> out) -> Result<void> {
                              FL_CHECK(empirical->read(first, out));
                              std::vector<double> mean(out.size());
                              FL_CHECK(gradient->read(first, std::span(mean)));
                              for (std::size_t i = 0; i < out.size(); ++i)
                                  out[i] += (batchSize - 1) * mean[i] * mean[i];
                              return {};
                          });
}

std::vector<Step> stepsOf(const std::vector<Chain>& chains, const FisherFile& recycled, const FisherFile* exact)
{
    std::vector<Step> steps;
    if (exact)
        steps.push_back({std::string(name(exact->attributes.kind)), "empirical", "labels", {}});
    steps.push_back({"empirical", "joint", "batch", {}});
    steps.push_back({"joint", "recycled", "history", {}});
    for (const Chain& chain : chains) {
        const Tensor joint = jointTensor(chain, recycled.attributes.batchSize);
        if (exact)
            steps.front().pairs.push_back({chain.name, *chain.empirical, *chain.exact});
        steps[steps.size() - 2].pairs.push_back({chain.name, joint, *chain.empirical});
        steps.back().pairs.push_back({chain.name, *chain.recycled, joint});
    }
    return steps;
}

Result<Rung> measureRung(const Step& step, std::span<const TensorPair> pairs, const JobContext& context)
{
    FL_TRY(const TraceAndRank measured, measureTraceAndRank(pairs, {}, context));
    return Rung{step.from, step.to, step.cause, measured.traceRatio, measured.spearman};
}

}  // namespace

Result<Ladder> measureLadder(const FisherFile& recycled, const FisherFile& empirical, const FisherFile* exact,
                             const JobContext& context)
{
    FL_CHECK(checkKinds(recycled, empirical, exact));
    FL_CHECK(checkScales(recycled, empirical, exact));
    FL_TRY(const auto chains, matchTensors(recycled, empirical, exact, context));
    const auto steps = stepsOf(chains, recycled, exact);
    Ladder ladder;
    for (const Step& step : steps) {
        FL_TRY(Rung rung, measureRung(step, step.pairs, context));
        ladder.global.push_back(std::move(rung));
    }
    for (std::size_t i = 0; i < chains.size(); ++i) {
        TensorLadder tensor{chains[i].name, {}};
        for (const Step& step : steps) {
            FL_TRY(Rung rung, measureRung(step, std::span(step.pairs).subspan(i, 1), context));
            tensor.rungs.push_back(std::move(rung));
        }
        ladder.tensors.push_back(std::move(tensor));
    }
    return ladder;
}

}  // namespace fisherlens
