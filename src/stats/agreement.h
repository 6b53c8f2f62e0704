// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "stats/pair_stream.h"
#include "stats/ranks.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fisherlens {

/// The shares q of the top-k overlap, k = max(1, floor(q·n)).
inline constexpr std::array<double, 4> kTopShares{0.001, 0.01, 0.1, 0.5};

/// How well a diagonal A stands for a diagonal B (DESIGN.md 3, "Agreement"). Values are taken as float32, as Fisher
/// files store them; sums are float64. Everything that is undefined is nullopt: rank measures and overlap where n < 3
/// or one side is constant, cosine where n < 3 or one side is zero, ratios over zero, logarithms without positive
/// entries.
struct Agreement {
    std::int64_t n = 0;          ///< entries finite in both: all below is about them
    std::int64_t nonfinite = 0;  ///< entries left out
    std::int64_t zerosA = 0, zerosB = 0;
    std::int64_t positive = 0;  ///< entries positive in both: what the logarithmic measures use

    std::optional<double> spearman;
    std::optional<double> kendall;  ///< τ-b
    bool kendallSampled = false;
    std::optional<double> kendallError;  ///< standard error of a sampled τ-b, 0 of an exact one
    std::optional<double> pearsonLog;    ///< of log10 A and log10 B
    std::optional<double> cosine;
    std::array<std::optional<double>, kTopShares.size()> topOverlap;  ///< |A∩B|/|A∪B| of the k largest
    std::optional<double> fit;                                        ///< ΣAB/ΣB²: A ≈ fit·B
    std::optional<double> traceRatio;                                 ///< ΣA/ΣB
    std::optional<double> lowerQuartileLog10Ratio, medianLog10Ratio, upperQuartileLog10Ratio;  ///< of log10(A/B)
    std::optional<double> logLogSlope;  ///< least squares of log10 A on log10 B
};

struct TensorAgreement {
    std::string name;
    Agreement agreement;
};

struct AgreementReport {
    Agreement global;                      ///< all entries pooled
    std::optional<double> withinSpearman;  ///< ranks inside each tensor, rank/(n + 1) pooled
    std::vector<TensorAgreement> tensors;  ///< in the order of the pairs
};

struct AgreementOptions {
    /// Up to so many entries everything is computed from sorted values in memory; above from histograms of the keys, in
    /// four passes, with |Δρ| < 1e-6, top-k exact, quantiles to 1e-8, and τ-b from a sample.
    std::int64_t exactLimit = std::int64_t{1} << 20;
    /// Entries in the sample of τ-b: one at a random place (Philox) of each of so many equal runs of consecutive
    /// entries. Standard error: spread of τ-b over 64 interleaved parts of the sample, /√64, × √(1 − share sampled).
    std::int64_t kendallSample = std::int64_t{1} << 18;
    std::uint64_t seed = 0;
    /// Sees the pairs of the measurement of all entries (not those of single tensors); not owned.
    PairVisitor* visitor = nullptr;
};

/// All measures for each pair and for all entries together. Ties among the k largest go by (name bytes, flat index).
/// Errors: those of reading, Incompatible (element counts differ), Cancelled.
Result<AgreementReport> measureAgreement(std::span<const TensorPair> pairs, const AgreementOptions& options,
                                         const JobContext& context);

/// Totals and ranks only: a fraction of the passes.
struct TraceAndRank {
    std::int64_t n = 0;  ///< entries finite in both
    std::optional<double> traceRatio;
    std::optional<double> spearman;
};
Result<TraceAndRank> measureTraceAndRank(std::span<const TensorPair> pairs, const AgreementOptions& options,
                                         const JobContext& context);

/// Spearman of all entries of the pairs pooled; of one tensor with a single pair.
Result<std::optional<double>> spearman(std::span<const TensorPair> pairs, const JobContext& context);

}  // namespace fisherlens
