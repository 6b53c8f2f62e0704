// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "edit/regret.h"
#include "formats/fisher_file.h"
#include "operations/baselines.h"
#include "stats/agreement.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace fisherlens {

/// Sparsities at which the regret is reported.
inline constexpr std::array<double, 5> kRegretSparsities{0.25, 0.5, 0.75, 0.9, 0.95};

struct CompareRequest {
    std::string approximation;  ///< Fisher file A
    std::string reference;      ///< Fisher file B
    std::string weights;        ///< checkpoint for the regret, "" for none
    AgreementOptions options;
};

/// A tensor that only one of the files holds.
struct UnmatchedTensor {
    std::string name;
    char in = 'a';  ///< 'a' or 'b'
};

/// The tensors of one layer (all of a name but its last part, "conv1" of "conv1.weight") together.
struct LayerAgreement {
    std::string name;
    std::size_t tensors = 0;
    TraceAndRank agreement;
    std::vector<PruneRegret> regret;  ///< of pruning this layer alone, at kRegretSparsities; only with weights
};

struct CompareResult {
    FisherAttributes approximation, reference;
    AgreementReport report;  ///< names of A
    std::vector<std::optional<double>> attainable;  ///< per tensor of the report, from the halves of B
    std::vector<LayerAgreement> layers;             ///< in the order of their first tensors
    std::vector<UnmatchedTensor> unmatched;
    std::optional<double> splitHalf;                 ///< Spearman of the two halves of B, when it holds them
    std::optional<double> attainableSpearman;        ///< what a noise-free A could be expected to reach (stats/ranks.h)
    std::optional<std::vector<PruneRegret>> regret;  ///< at kRegretSparsities; only with weights
    std::vector<Baseline> baselines;                 ///< only with weights
    std::vector<Finding> findings;
};

/// How well A stands for B, over the tensors that both hold (names without distribution prefixes). Findings: unmatched,
/// units-differ, scales-differ, nonfinite, regret-partial. Errors: Incompatible (shapes differ, nothing in common),
/// those of opening and reading, Cancelled.
Result<CompareResult> compareFiles(const CompareRequest& request, const JobContext& context);

}  // namespace fisherlens
