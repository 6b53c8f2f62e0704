// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/mapping_report.h"

#include <fmt/format.h>

namespace fisherlens {

void reportMapping(const MappingSummary& summary, const std::string& file, const JobContext& context)
{
    const Where where{file, {}, {}};
    std::size_t shared = 0, all = 0;
    for (const auto& [shape, count] : summary.shapes) {
        all += count;
        shared += count > 1 ? count : 0;
    }
    const bool byRule = summary.how == MappingHow::OrderVerified || summary.how == MappingHow::ArchitectureOrder;
    if (byRule && shared > 0)
        context.find(
            {Severity::Information, "mapping-by-rule", where,
             fmt::format("The file names no parameters. By rule ({}) the shapes agree for {} of {}; {} of them "
                         "share their shape with another, which only the rule tells apart.",
                         summary.rule, all, all, shared),
             "Check the mapping where the training script built its parameter groups in another way."});
    if (summary.tied > 0)
        context.find({Severity::Information, "tied-parameters", where,
                      fmt::format("{} parameters have several names; these share one state, the average of squares of "
                                  "the sum of their gradients.",
                                  summary.tied),
                      ""});
    else if (!summary.tiedByConfig.empty())
        context.find({Severity::Information,
                      "tied-parameters",
                      {file, summary.tiedByConfig, {}},
                      "config.json ties the output layer to the embeddings: the squares of this parameter are those of "
                      "the sum of both gradients.",
                      ""});
    if (summary.withoutState > 0)
        context.find({Severity::Information, "parameter-without-state", where,
                      fmt::format("{} of {} parameters have no optimizer state (frozen, unused or never given a "
                                  "gradient).",
                                  summary.withoutState, summary.parameters),
                      "Nothing can be recycled for them."});
    if (summary.statesLeft > 0)
        context.find(
            {Severity::Warning, "state-without-parameter", where,
             fmt::format("{} optimizer states name parameters that the model does not have.", summary.statesLeft),
             "They are left out."});
}

void reportSubset(std::size_t states, std::size_t parameters, const std::string& rule, const std::string& file,
                  const JobContext& context)
{
    context.find({Severity::Warning,
                  "mapping-subset",
                  {file, {}, {}},
                  fmt::format("The optimizer has {} parameters and no names for them, the model has {}: in one order "
                              "({}) the shapes fit in exactly one way, and the other {} are taken as frozen.",
                              states, parameters, rule, parameters - states),
                  "Check the mapping; an optimizer of another model could fit by chance."});
}

}  // namespace fisherlens
