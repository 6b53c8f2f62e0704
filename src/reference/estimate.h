// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/data_file.h"
#include "reference/kept_sums.h"
#include "reference/losses.h"
#include "reference/ranks.h"
#include "reference/reference.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fisherlens {

struct EstimateSettings {
    LossSettings loss;
    LabelSettings labels;
    std::int64_t examples = 0;   ///< so many from `first` on; 0: all
    unsigned threads = 0;        ///< 0: as many as the machine has; the result does not depend on it
    std::int64_t batchSize = 0;  ///< most examples worked on together, 0: chosen; changes the result by rounding only
    bool batched = true;         ///< false: only the loop over single examples
    bool standardError = false;  ///< also the standard error of every entry; needs 16 examples
    std::int64_t first = 0;      ///< number of the first example
    Device device = Device::Cpu; ///< where the model was put; only recorded
    bool mayBeEmpty = false;     ///< a part of a larger estimate: that it has no token to predict is no error
};

/// The error when no example has a token to predict (Incompatible).
[[nodiscard]] Failure noTokens(const DataFile& data);

/// Sums over the examples of one half (halfOfExample of the seed and the example's number): Σ_n F_n per parameter.
struct HalfSums {
    std::int64_t units = 0;  ///< what a mean divides by: examples, or predicted tokens
    std::vector<std::vector<double>> squares;
};

struct Estimate {
    std::int64_t examples = 0;
    std::int64_t units = 0;  ///< of both halves
    HalfSums halves[2];
    /// Σ_n ∇(−log p(y_n|x_n)), data labels: only for kind empirical (for the others the expectation is 0), else empty.
    std::vector<std::vector<double>> gradient;
    /// Standard error of the mean over the examples, from disjoint groups of them (standard_error.h); empty unless asked.
    std::vector<std::vector<double>> standardError;
    /// Batched against single examples, see self_check.h. Unset when the module does not take several examples at once.
    std::optional<double> selfCheck;
    /// Parameters that the loop over single examples did, by index, and why.
    struct Looped {
        std::size_t parameter;
        std::string reason;
    };
    std::vector<Looped> looped;
    std::int64_t resumed = 0;     ///< examples that an ended run had done
    double seconds = 0;           ///< the loop over the examples, without the check; with that of an ended run
    double processorSeconds = 0;  ///< processor time of the process meanwhile, all threads
};

/// The Fisher diagonal from gradients of single examples, Σ over the Directions of each example. Where the model allows
/// it, examples are worked on together (BatchEngine); parameters without a rule, and models for which the engine cannot
/// be shown to be right, take the exact loop with one forward pass per example. Sums are float64 over blocks of examples
/// that are added in order, so the result is the same for every number of threads; products over the examples of a
/// block are added in the module's precision. With a keeper, a run goes on from the sums of an ended one and gives the
/// same bits as a run without interruption. With ranks, each takes some of the blocks that one process would work on, and
/// all get the same sums: those of one process up to the rounding of the additions in float64.
/// Errors: Usage (samples, sigma, examples out of range), Incompatible, Unsupported (see losses.h; a module that gives
/// different outputs for the same input, or that mixes examples), NonFinite, Cancelled. Findings of planBatches.
Result<Estimate> estimate(const ReferenceModel& model, const DataFile& data, const EstimateSettings& settings,
                          const JobContext& context, SumsKeeper* keeper = nullptr, Ranks* ranks = nullptr);

}  // namespace fisherlens
