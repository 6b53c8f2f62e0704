// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/fisher_file.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fisherlens {

struct CombineRequest {
    std::vector<std::string> parts;  ///< Fisher files of disjoint examples, at least one
    std::string output;              ///< Fisher file; replaced when it exists
};

struct CombineResult {
    std::string output;
    FisherKind kind = FisherKind::Empirical;
    std::int64_t examples = 0;
    std::int64_t tensors = 0;
    std::int64_t parameters = 0;  ///< scalars
    struct Part {
        std::string file;
        std::int64_t examples = 0;
    };
    std::vector<Part> parts;                   ///< in the order of their first examples where known
    std::optional<double> splitHalfSpearman;   ///< of the combined halves, all entries pooled
    std::optional<double> attainableSpearman;  ///< √(2r/(1+r)) of it
    std::vector<Finding> findings;
};

/// One reference Fisher from those of disjoint sets of examples: F = Σ n_i F_i / Σ n_i, also for the mean gradient and,
/// with the examples of each half, for the halves; standard errors of independent parts add as √Σ(n_i/n)²e_i². Equal to
/// one run over all examples up to the rounding of the parts to float32. What not every part has is left out with the
/// finding `part-left-out`. Parts are put in order first, so their order on the command line does not matter.
/// Errors: Usage (no part; the output is a part), Incompatible (a recycled diagonal; unknown number of examples;
/// differing kind, unit, loss, seed, samples, split, tensors; parts that share examples), those of reading and writing.
Result<CombineResult> combineReferences(const CombineRequest& request, const JobContext& context);

}  // namespace fisherlens
