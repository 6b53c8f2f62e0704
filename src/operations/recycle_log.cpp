// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/recycle_log.h"

#include "formats/optimizer_log.h"
#include "operations/output_path.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace fisherlens {
namespace {

void completeSettings(RecycleSettings& settings, const OptimizerLog& log, const JobContext& context)
{
    if (settings.raw)
        return;
    if (!settings.batchSize && log.meta.batchSize) {
        settings.batchSize = log.meta.batchSize;
        context.find({Severity::Information,
                      "batch-size-recorded",
                      {log.path, {}, {}},
                      fmt::format("The batch size {:g} is the one that the log records.", *log.meta.batchSize),
                      ""});
    }
    if (!settings.reduction && !log.meta.reduction.empty())
        settings.reduction = log.meta.reduction == "sum" ? Reduction::Sum : Reduction::Mean;
}

/// Mean (or standard error of the mean) of the same tensor of several snapshots.
Tensor combined(std::vector<std::shared_ptr<const TensorSource>> sources, TensorInfo info, bool spread)
{
    info.dtype = DType::F32;
    info.offset.reset();
    return computedTensor(
        std::move(info),
        [sources = std::move(sources), spread](std::int64_t first, std::span<double> out) -> Result<void> {
            const auto n = static_cast<double>(sources.size());
            std::vector<double> mean(out.size()), values(out.size());
            for (const auto& source : sources) {
                FL_CHECK(source->read(first, std::span<double>(values)));
                for (std::size_t i = 0; i < values.size(); ++i)
                    mean[i] += values[i] / n;
            }
            if (!spread) {
                std::copy(mean.begin(), mean.end(), out.begin());
                return {};
            }
            std::fill(out.begin(), out.end(), 0);
            for (const auto& source : sources) {
                FL_CHECK(source->read(first, std::span<double>(values)));
                for (std::size_t i = 0; i < values.size(); ++i)
                    out[i] += (values[i] - mean[i]) * (values[i] - mean[i]);
            }
            for (double& value : out)
                value = std::sqrt(value / (n - 1) / n);
            return {};
        });
}

Result<void> combine(FisherFile& into, const std::vector<FisherFile>& files)
{
    Catalogue diagonal;
    for (const Tensor& tensor : into.diagonal.tensors()) {
        std::vector<std::shared_ptr<const TensorSource>> sources;
        for (const FisherFile& file : files) {
            const Tensor* same = file.diagonal.find(tensor.info.name);
            if (!same || same->info.shape != tensor.info.shape || file.diagonal.size() != into.diagonal.size())
                return fail(ErrorCode::Incompatible, "The snapshots do not hold the same tensors.",
                            {tensor.info.file, tensor.info.name, {}}, "Recycle them one by one.");
            sources.push_back(same->source);
        }
        FL_CHECK(diagonal.add(combined(sources, tensor.info, false)));
        FL_CHECK(into.standardError.add(combined(std::move(sources), tensor.info, true)));
    }
    into.diagonal = std::move(diagonal);
    return {};
}

/// The steps of the snapshots join the provenance.
void recordSnapshots(FisherAttributes& attributes, const std::vector<std::int64_t>& steps)
{
    auto provenance = nlohmann::json::parse(attributes.provenance, nullptr, false);
    if (!provenance.is_object())
        return;
    provenance["snapshots"] = steps;
    attributes.provenance = provenance.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

Result<RecycledLog> recycleSnapshots(const std::string& path, std::vector<std::int64_t> steps, RecycleSettings settings,
                                     const JobContext& context)
{
    FL_TRY(const OptimizerLog log, openOptimizerLog(path, context));
    completeSettings(settings, log, context);
    std::sort(steps.begin(), steps.end());
    steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
    if (steps.empty() && !log.snapshots.empty())
        steps.push_back(log.snapshots.back().step);
    RecycledLog result;
    std::vector<FisherFile> files;
    for (std::size_t i = 0; i < std::max<std::size_t>(steps.size(), 1); ++i) {
        // What is the same in every snapshot is said once, of the last one.
        JobContext inner = context;
        if (i + 1 < steps.size())
            inner.findings = nullptr;
        FL_TRY(result.last, checkpointOfSnapshot(log, steps.empty() ? std::nullopt : std::optional(steps[i]), inner));
        FL_TRY(FisherFile file, recycle(result.last, settings, inner));
        files.push_back(std::move(file));
    }
    result.settings = settings;
    result.file = files.back();
    recordSnapshots(result.file.attributes, steps);
    if (files.size() > 1) {
        FL_CHECK(combine(result.file, files));
        context.find(
            {Severity::Information,
             "snapshots-correlated",
             {path, {}, {}},
             fmt::format("The mean of {} snapshots is taken. They share the memory of one moving average, so the "
                         "standard error that is computed as if they were independent is too small.",
                         files.size()),
             ""});
    }
    return result;
}

Result<RecycleResult> recycleLog(const RecycleRequest& request, const JobContext& context)
{
    Findings findings;
    JobContext inner = context;
    inner.findings = &findings;
    if (!request.open.optimizerPath.empty() || !request.open.modelPath.empty() || !request.open.key.empty())
        return fail(ErrorCode::Usage, "--optimizer, --model and --key have no meaning for an optimizer log.", {},
                    "Choose a step of the log with --snapshot.");
    FL_TRY(const RecycledLog recycled, recycleSnapshots(request.open.path, request.snapshots, request.settings, inner));
    RecycleResult result;
    FL_TRY(result.scan, scanAccumulators(recycled.last, recycled.settings, inner));
    FL_CHECK(writeFisherFile(recycled.file, request.output, inner));
    result.output = request.output;
    result.tensors = static_cast<std::int64_t>(recycled.file.diagonal.size());
    result.parameters = recycled.file.diagonal.parameters();
    result.attributes = recycled.file.attributes;
    if (result.attributes.batchSize > 0)
        result.batchOrigin = request.settings.batchSize ? "given" : "batch_size of meta.json";
    if (recycled.settings.reduction)
        result.reductionOrigin = request.settings.reduction ? "given" : "reduction of meta.json";
    result.findings = findings.list();
    return result;
}

}  // namespace fisherlens
