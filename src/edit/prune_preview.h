// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"
#include "edit/criterion.h"
#include "edit/prune.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

/// Names that the window leaves out by default (DESIGN.md 3, "Prune"): tensors of at most one dimension, and embeddings
/// (a part of the name contains "embed", or is wte or wpe). For PruneSettings::exclude.
[[nodiscard]] std::vector<std::string> smallAndEmbeddings(const Catalogue& tensors);

/// What pruning removes of one tensor, or of all.
struct PruneCount {
    std::int64_t entries = 0;  ///< n that S refers to; 0: the criterion leaves this tensor out (no Fisher)
    std::int64_t pruned = 0;
    std::optional<double> cost;       ///< Σ½Fθ² of the removed entries, F as in the file; unset without a Fisher
    std::optional<double> threshold;  ///< the score up to which is removed; unset when nothing is
};

/// Counts at one sparsity, read off the histograms. They differ from what is written (ModelPrune) by at most
/// `unresolved` entries per tensor, which lie in the bin that the threshold cuts.
struct PrunePrediction {
    PruneCount total;                 ///< `pruned` is exact; cost and threshold have the resolution of a bin
    std::vector<PruneCount> tensors;  ///< in the order of PrunePreview::names()
    std::int64_t unresolved = 0;      ///< 0: exact
};

/// Every sparsity of every criterion from one pass over all entries (DESIGN.md 5, "Previews"). Bins are order-preserving
/// and common to all tensors: exponent and leading 5 bits of the mantissa of the score, 32 to an octave (2 to 3 % wide);
/// scores of exactly 0 are told apart by bins of |θ|, as ties are, and entries of 0 by their names. Inside any other bin
/// entries are taken as spread evenly.
/// Immutable; may be evaluated from any thread. The exact counts, mask and file of a sparsity come from ModelPrune.
class PrunePreview {
public:
    /// Scope and seed as in `settings` (include, exclude, seed; the rest is not used). `fisher` may be null: then only
    /// magnitude and random are possible. Entries with NaN or infinity are kept, as with PruneSettings::fallback. The
    /// same result for every number of threads. Errors: Usage (nothing is left), Incompatible (the Fisher of another
    /// model), Damaged (negative Fisher), those of reading, Cancelled.
    static Result<std::shared_ptr<const PrunePreview>> measure(const Catalogue& tensors, const FisherFile* fisher,
                                                               const PruneSettings& settings,
                                                               const JobContext& context);
    ~PrunePreview();

    /// Of the tensors in scope, in the order of the file; the first name of tied ones.
    [[nodiscard]] const std::vector<std::string>& names() const;
    [[nodiscard]] std::string_view costUnit() const;  ///< "" without a Fisher
    [[nodiscard]] bool has(PruneCriterion criterion) const;
    [[nodiscard]] std::int64_t zeroFisher() const;  ///< entries with F = 0 exactly: no evidence
    [[nodiscard]] std::int64_t nonfinite(PruneCriterion criterion) const;

    /// In microseconds. The criterion must be one that has() confirms; S is clamped to [0, 1].
    [[nodiscard]] PrunePrediction evaluate(PruneCriterion criterion, double sparsity, bool perTensor,
                                           bool keepZeroFisher) const;

    struct ScoreBin {
        double low = 0, high = 0;
        std::int64_t count = 0;
    };
    /// The positive scores of all tensors, ascending, for the picture of a threshold; empty bins left out.
    [[nodiscard]] std::vector<ScoreBin> scores(PruneCriterion criterion) const;

private:
    struct Impl;
    explicit PrunePreview(std::unique_ptr<const Impl> impl);
    std::unique_ptr<const Impl> impl_;
};

}  // namespace fisherlens
