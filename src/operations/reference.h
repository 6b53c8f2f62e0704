// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "operations/regret_budget.h"
#include "reference/estimate.h"
#include "reference/ranks.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

/// Part `number` (1 to `of`) of the examples, cut into consecutive runs whose lengths differ by at most one.
struct Shard {
    std::int64_t number = 1;
    std::int64_t of = 1;
};

/// From "I/N". Error Usage unless 1 ≤ I ≤ N.
Result<Shard> shardFromText(std::string_view text);

struct ReferenceRequest {
    std::string model;              ///< TorchScript module
    std::string data;               ///< data file
    std::string weights;            ///< checkpoint whose parameters replace the module's, or ""
    std::string output;             ///< Fisher file; replaced when it exists
    std::string split = "unknown";  ///< which part of the data it is: train, held-out, unknown; only recorded
    Shard shard;                    ///< of the examples that `settings` asks for; combineReferences joins the parts
    std::optional<RegretBudget> budget;  ///< stop early, when the regret is known well enough
    std::optional<RankSettings> ranks;   ///< share the work with the same command in other processes
    double keepSeconds = 30;             ///< between two writings of the sums so far; 0: after every part
    EstimateSettings settings;
};

struct ReferenceResult {
    std::string output;
    FisherKind kind = FisherKind::Empirical;
    std::int64_t examples = 0;
    std::int64_t resumed = 0;  ///< of them, those that an ended run had done
    std::int64_t tensors = 0;
    std::int64_t parameters = 0;          ///< scalars
    std::int64_t fastParameters = 0;      ///< by the batched engine
    std::int64_t fallbackParameters = 0;  ///< by the loop over single examples
    /// Tensors that the loop over single examples did, and why.
    struct Fallback {
        std::string tensor, reason;
    };
    std::vector<Fallback> fallbacks;
    std::optional<double> selfCheck;           ///< Estimate::selfCheck
    std::optional<double> splitHalfSpearman;   ///< of the two halves' diagonals, all entries pooled
    std::optional<double> attainableSpearman;  ///< √(2r/(1+r)) of it
    double seconds = 0;
    int rank = 0, ranks = 1;              ///< of this process, and of how many
    std::optional<BudgetOutcome> budget;  ///< only when asked for
    std::vector<Finding> findings;
};

/// Estimates a Fisher diagonal from per-example gradients and writes it with both halves and, for kind empirical, the
/// mean gradient μ of −log p. With ranks, each process works on some of the examples, rank 0 writes, and when one of them
/// fails or is lost all end with the same error. The sums so far are kept in partialPath(output) (partial_sums.h) and
/// removed at the end: a run that was ended goes on from there (finding `resumed`) and writes the same numbers, bit for
/// bit. Errors: Usage (the output is an input; settings; a shard without examples; a budget with a shard or ranks),
/// Environment (a rank is lost; no such device), those of openReferenceModel, openDataFile, openCheckpoint, estimate and
/// writeFisherFile.
Result<ReferenceResult> estimateReference(const ReferenceRequest& request, const JobContext& context);

/// Of each rank its own: "OUT.partial", or "OUT.rank-0-of-4.partial".
[[nodiscard]] std::string partialPath(const std::string& output, int rank = 0, int ranks = 1);

}  // namespace fisherlens
