// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/fisher_file.h"
#include "reference/estimate.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace fisherlens {

/// How long a reference goes on: until the regret of pruning with a recycled Fisher is known well enough.
struct RegretBudget {
    std::string recycled;                        ///< Fisher file
    double until = 1;                            ///< the interval of the regret has to exclude this value
    double sparsity = 0.75;                      ///< share of the entries that is pruned
    std::optional<double> seconds;               ///< at the latest; unset: until all examples are used
    std::shared_ptr<const FisherFile> opened{};  ///< the diagonal itself, instead of the file
};

/// What was reached. `regret` is that of the sums as they are. Their noise makes the reference's own choice look cheaper
/// than it is, and so the regret larger; the interval is for the regret without it: jackknifeInterval() over at least
/// kFewestBudgetGroups groups of examples, not below 1. It is looked at as often as budgetLooks() says, each time with an
/// error of 5 % ÷ looks (Bonferroni). Unset where the regret is undefined, or the groups are too few.
struct BudgetOutcome {
    double sparsity = 0, until = 0;
    std::optional<double> regret, low, high;
    std::int64_t examples = 0;
    std::string_view stopped;  ///< "regret" (the interval excludes the value), "seconds" or "examples" (all are used)
    bool excluded = false;     ///< the interval excludes the value
};

struct BudgetedEstimate {
    Estimate estimate;
    BudgetOutcome outcome;
};

inline constexpr std::int64_t kFewestBudgetGroups = 8, kMostBudgetGroups = 16;

/// How often the interval is looked at when the examples come in so many parts: after 8, 16, 32 and so on, and at the end.
[[nodiscard]] std::int64_t budgetLooks(std::int64_t parts);

/// estimate() over growing parts of the examples that `settings` asks for. The interval is looked at when their number has
/// doubled, from 8 parts on; `weights` is the checkpoint of θ. With a keeper, a run goes on from the parts of an ended one,
/// whose time counts. Errors: Usage (a standard error as well: its groups are others; until, sparsity), those of opening,
/// estimate and pruneRegret.
Result<BudgetedEstimate> estimateWithinBudget(const ReferenceModel& model, const DataFile& data,
                                              const EstimateSettings& settings, const RegretBudget& budget,
                                              const std::string& weights, const JobContext& context,
                                              SumsKeeper* keeper = nullptr);

}  // namespace fisherlens
