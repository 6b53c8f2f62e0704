// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/fisher_file.h"

#include <optional>
#include <string>
#include <vector>

namespace fisherlens {

/// One step of the chain from the exact Fisher to the recycled one.
struct Rung {
    std::string from, to;              ///< "exact" (or "sampled"), "empirical", "joint", "recycled"
    std::string cause;                 ///< "labels", "batch", "history"
    std::optional<double> traceRatio;  ///< Σ to ÷ Σ from
    std::optional<double> spearman;
};

struct TensorLadder {
    std::string name;
    std::vector<Rung> rungs;
};

struct Ladder {
    std::vector<Rung> global;
    std::vector<TensorLadder> tensors;  ///< tensors that are in all files, in the order of the recycled one
};

/// DESIGN.md 3, "The ladder": exact → empirical (labels) → joint = F_emp + (B−1)μ² (batch) → recycled (history), with B
/// of the recycled file and μ, the mean gradient, of the empirical one. `exact` may be null: then the first rung is
/// left out. Tensors that are not in all files are left out with the finding unmatched. Errors: Usage (a file of
/// another kind, B unknown, units or scales that differ), Unsupported (no mean gradient), Incompatible (no common
/// tensor, or shapes that differ), those of reading, Cancelled.
Result<Ladder> measureLadder(const FisherFile& recycled, const FisherFile& empirical, const FisherFile* exact,
                             const JobContext& context);

}  // namespace fisherlens
