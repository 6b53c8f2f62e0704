// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edit/prune.h"
#include "edit/selection.h"

#include <cstddef>
#include <span>
#include <vector>

namespace fisherlens {

/// One stored tensor that may be pruned, under all its names.
struct Prunable {
    std::vector<std::size_t> names;   ///< indices in the catalogue, the first one speaks for all
    const Tensor* weights = nullptr;
    const Tensor* fisher = nullptr;   ///< null where it is not known
    std::size_t position = 0;         ///< in the order of ties
    Cut cut;
    std::int64_t pruned = 0;
};

/// Which tensors the sparsity refers to, in the order of the file. Adds `pattern-without-match`, `no-fisher`,
/// `tied-tensors`. Errors: Usage (nothing is left), Incompatible (the Fisher of another model).
Result<std::vector<Prunable>> pruneScope(const Catalogue& tensors, const FisherFile* fisher, const PruneSettings& settings,
                                         const JobContext& context);

}  // namespace fisherlens
