// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/optimizer_state.h"

#include <algorithm>

namespace fisherlens {
namespace {

void reportDecay(const OptimizerClass& row, const OptimizerReading& reading, const Where& where,
                 const JobContext& context)
{
    bool coupled = false, decays = false;
    for (const OptimizerGroup& group : reading.groups) {
        const bool decay = group.weightDecay.value_or(0) != 0;
        decays = decays || decay;
        // Only Adam's file may leave open whether the decay is decoupled.
        const bool certain = group.decoupledWeightDecay.has_value() || row.kind != "Adam";
        coupled = coupled || (row.couples && decay && certain && !group.decoupledWeightDecay.value_or(false));
    }
    if (coupled)
        context.find(
            {Severity::Warning, "coupled-weight-decay", where,
             std::string(row.kind)
                 + " was run with weight decay: the accumulated squares are those of gradient plus decay times "
                   "parameter.",
             "Estimates of small gradients are too large; prefer AdamW for runs that are to be recycled."});
    if (reading.kind == "Adam or AdamW")
        context.find({decays ? Severity::Warning : Severity::Information, "optimizer-class-unknown", where,
                      "The file does not tell Adam from AdamW.",
                      decays ? "If it was Adam, the accumulated squares contain the weight decay." : ""});
}

void reportForm(const OptimizerReading& reading, bool factored, const Where& where, const JobContext& context)
{
    const auto stored = [&reading](std::string_view how) {
        return std::count_if(reading.states.begin(), reading.states.end(),
                             [how](const auto& state) { return state.accumulator && state.storedAs.ends_with(how); });
    };
    if (stored("-bit") > 0)
        context.find({Severity::Information, "dequantised", where,
                      "The squares are block-quantised to 8 or 4 bits and shown after dequantisation: small values are "
                      "rounded, and those far below the largest of their block are zero.",
                      "Ranks of small values are coarse."});
    if (factored)
        context.find({Severity::Warning, "factored-accumulator", where,
                      "The optimizer keeps row and column averages of the squares; their product, of rank one, stands "
                      "for the matrix.",
                      "Trust sums over rows and columns, not single entries."});
    const auto brains = stored("bfloat16"), halves = stored("float16") - brains;
    if (halves > 0)
        context.find({Severity::Warning, "half-precision-accumulator", where,
                      "The squares of " + std::to_string(halves)
                          + " parameters are stored as float16: everything below 6e-8 is exactly zero.",
                      "Exact zeros say nothing here; save the optimizer state as float32."});
    if (brains > 0)
        context.find({Severity::Warning, "half-precision-accumulator", where,
                      "The squares of " + std::to_string(brains)
                          + " parameters are stored as bfloat16: changes below 0.4 % are rounded away, so the average "
                            "may have stalled.",
                      "Keep the optimizer state as float32 in runs that are to be recycled."});
}

}  // namespace

void reportOptimizer(const OptimizerClass& row, const OptimizerReading& reading, const OptimizerRecord& record,
                     bool factored, const std::string& file, const JobContext& context)
{
    const Where where{file, {}, {}};
    reportDecay(row, reading, where, context);
    const bool amsgrad = std::any_of(reading.groups.begin(), reading.groups.end(),
                                     [](const OptimizerGroup& group) { return group.amsgrad; })
                         || std::any_of(record.states.begin(), record.states.end(), [](const auto& entry) {
                                return findValue(entry.values, "max_exp_avg_sq") != nullptr;
                            });
    if (amsgrad)
        context.find({Severity::Information, "amsgrad", where,
                      "The optimizer is AMSGrad: the average exp_avg_sq is used, its maximum max_exp_avg_sq is not.",
                      ""});
    reportForm(reading, factored, where, context);
    if (!row.finding.empty())
        context.find({Severity::Warning, std::string(row.finding), where, std::string(row.reason), ""});
}

}  // namespace fisherlens
