// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/recycle.h"

#include "formats/optimizer_log.h"
#include "operations/info.h"
#include "operations/output_path.h"
#include "operations/recycle_log.h"

#include <array>

namespace fisherlens {
namespace {

/// Tied parameters have one accumulator and count once.
Result<std::int64_t> countRecycled(const Optimizer& optimizer)
{
    Catalogue accumulators;
    for (const ParameterState& state : optimizer.mapped)
        FL_CHECK(accumulators.add(state.accumulator));
    return countParameters(accumulators);
}

}  // namespace

Result<RecycleResult> recycleCheckpoint(const RecycleRequest& request, const JobContext& context)
{
    const std::array inputs{request.open.path, request.open.optimizerPath, request.open.modelPath};
    FL_CHECK(checkOutputPath(request.output, inputs));
    if (looksLikeOptimizerLog(request.open.path))
        return recycleLog(request, context);
    if (!request.snapshots.empty())
        return fail(ErrorCode::Usage, "--snapshot chooses a step of an optimizer log, and this is none.",
                    {request.open.path, {}, {}}, "Give the folder NAME.optlog that the hook wrote.");
    Findings findings;
    JobContext inner = context;
    inner.findings = &findings;
    FL_TRY(const Checkpoint checkpoint, openCheckpoint(request.open, inner));
    FL_TRY(FisherFile file, recycle(checkpoint, request.settings, inner));
    FL_TRY(WatchedAccumulators watched, WatchedAccumulators::of(checkpoint, request.settings));
    FL_TRY(file.diagonal, watched.diagonal());
    FL_CHECK(writeFisherFile(file, request.output, inner));
    RecycleResult result;
    FL_TRY(result.scan, watched.finish(inner));
    result.output = request.output;
    result.tensors = static_cast<std::int64_t>(file.diagonal.size());
    FL_TRY(result.parameters, countRecycled(*checkpoint.optimizer));
    result.attributes = file.attributes;
    if (file.attributes.scale == FisherScale::MeanPerUnit)
        result.batchOrigin = request.settings.batchSize ? "given" : checkpoint.run.batchOrigin;
    if (request.settings.reduction)
        result.reductionOrigin = "given";
    else if (recordedReduction(checkpoint.run))
        result.reductionOrigin = checkpoint.run.find("reduction")->origin;
    result.findings = findings.list();
    return result;
}

}  // namespace fisherlens
