// SPDX-License-Identifier: GPL-3.0-or-later
#include "fisher/accumulator_scan.h"

#include "fisher/corrections.h"
#include "fisher/recycle_plan.h"
#include "fisher/run_findings.h"

#include <fmt/format.h>

#include <cmath>
#include <set>
#include <string_view>

namespace fisherlens {
namespace {

using detail::PlannedTensor;

/// Sums that the warning number needs; both over the same entries.
struct Squares {
    double first = 0, second = 0;  ///< Σ m̂², Σ v̂
    double all = 0;                ///< Σ v̂, also of entries without a first moment
};

void scanBlock(std::span<const double> values, std::span<const double> moments, const PlannedTensor& tensor,
               TensorScan& scan, Squares& squares)
{
    double first = 0, second = 0, all = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double v = values[i] - tensor.start;
        if (!std::isfinite(v)) {
            ++scan.nonfinite;
            continue;
        }
        const auto stored = static_cast<float>(v * tensor.factor);
        scan.negative += v < 0;
        scan.zeros += v == 0;
        all += v;
        scan.lost += !std::isfinite(stored) || (stored == 0 && v != 0);
        if (!moments.empty() && std::isfinite(moments[i])) {
            first += moments[i] * moments[i];
            second += v;
        }
    }
    squares.first += first;
    squares.second += second;
    squares.all += all;
}

std::optional<double> shareOf(const PlannedTensor& tensor, const Squares& squares, std::optional<double> batchSize)
{
    if (!tensor.state->firstMoment || !tensor.bias || !tensor.decay || !tensor.group || !tensor.group->beta1)
        return std::nullopt;
    const double beta1 = *tensor.group->beta1;
    const auto rho = momentumNoise(beta1, *tensor.step);
    if (!rho)
        return std::nullopt;
    const double correction = biasCorrection(beta1, *tensor.step);
    return meanGradientShare(squares.first * correction * correction, squares.second * *tensor.bias, rho, batchSize);
}

/// Adds up one count of all tensors; a finding when it is not zero, placed at the first tensor concerned.
void findCount(const Checkpoint& checkpoint, const AccumulatorScan& scan, std::int64_t TensorScan::*count,
               Finding finding, std::string_view what, const JobContext& context)
{
    std::int64_t entries = 0, tensors = 0;
    for (const TensorScan& tensor : scan.tensors) {
        if (tensor.*count == 0)
            continue;
        if (tensors++ == 0)
            finding.where = {checkpoint.path, tensor.name, {}};
        entries += tensor.*count;
    }
    if (entries == 0)
        return;
    finding.text = fmt::format("{} entries of {} tensors {}", entries, tensors, what);
    context.find(std::move(finding));
}

void report(const Checkpoint& checkpoint, const AccumulatorScan& scan, const JobContext& context)
{
    findCount(checkpoint, scan, &TensorScan::nonfinite,
              {Severity::Warning, "nonfinite", {}, {}, "Merging and pruning with this file need --nonfinite fallback."},
              "are NaN or infinite in the accumulator and stored as they are.", context);
    findCount(checkpoint, scan, &TensorScan::negative,
              {Severity::Warning, "negative-accumulator", {}, {}, "Check that the file is what its optimizer wrote."},
              "are negative, which no average of squares is; they are stored as they are.", context);
    findCount(
        checkpoint, scan, &TensorScan::zeros,
        {Severity::Information, "exact-zeros", {}, {}, "No evidence is not unimportance: see prune --zero-fisher."},
        "are exactly zero: these parameters had no gradient.", context);
    findCount(checkpoint, scan, &TensorScan::lost,
              {Severity::Warning, "beyond-float32", {}, {}, "Check the batch size and the loss factor."},
              "leave the range of float32 when corrected, and become infinite or zero in the file.", context);
}

}  // namespace

Result<AccumulatorScan> scanAccumulators(const Checkpoint& checkpoint, const RecycleSettings& settings,
                                         const JobContext& context)
{
    FL_TRY(const auto plan, detail::planRecycling(checkpoint, settings));
    double total = 0, done = 0;
    for (const PlannedTensor& tensor : plan.tensors)
        total += static_cast<double>(tensor.state->accumulator.info.count);
    AccumulatorScan scan;
    double meanSquares = 0, all = 0;  // Σ over tensors of share·Σv̂ and Σv̂
    double norm = 0;                  // Σ v̂ of every state, tied parameters once
    bool corrected = true;
    std::set<std::string_view> counted;
    std::vector<double> values, moments;
    for (const PlannedTensor& tensor : plan.tensors) {
        const ParameterState& state = *tensor.state;
        TensorScan part;
        part.name = state.parameter;
        Squares squares;
        FL_CHECK(forEachBlock(state.accumulator.info.count, context.cancel,
                              [&](std::int64_t first, std::int64_t n) -> Result<void> {
                                  values.resize(static_cast<std::size_t>(n));
                                  FL_CHECK(state.accumulator.source->read(first, std::span(values)));
                                  moments.resize(state.firstMoment ? values.size() : 0);
                                  if (state.firstMoment)
                                      FL_CHECK(state.firstMoment->source->read(first, std::span(moments)));
                                  scanBlock(values, moments, tensor, part, squares);
                                  done += static_cast<double>(n);
                                  context.report("check accumulators", done / total);
                                  return {};
                              }));
        const double second = squares.second * tensor.bias.value_or(1);
        corrected = corrected && tensor.bias;
        if (counted.insert(state.state).second)
            norm += squares.all * tensor.bias.value_or(1);
        part.meanGradientShare = shareOf(tensor, squares, plan.batchSize);
        if (part.meanGradientShare) {
            meanSquares += *part.meanGradientShare * second;
            all += second;
        }
        scan.tensors.push_back(std::move(part));
    }
    if (all > 0)
        scan.meanGradientShare = meanSquares / all;
    report(checkpoint, scan, context);
    if (!settings.raw)
        detail::findFromValues(checkpoint, corrected ? std::optional(norm) : std::nullopt, scan.meanGradientShare,
                               context);
    return scan;
}

}  // namespace fisherlens
