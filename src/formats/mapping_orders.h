// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/optimizers.h"

#include <cstddef>
#include <string>
#include <vector>

namespace fisherlens {

/// A parameter as far as the usual groupings look at it.
struct OrderedParameter {
    std::string name;
    std::size_t dimensions = 0;
};

/// The orders in which the optimizer may have numbered the parameters: each gives, for every place in the
/// concatenation of the groups, the index of a parameter. Only orders whose groups have the recorded sizes; each once.
/// Sources: torch.optim (one group, or consecutive ones), nanoGPT, timm, and the four rules of the Hugging Face
/// Trainer (facts/formats-pytorch.md 6).
[[nodiscard]] std::vector<std::vector<std::size_t>> candidateOrders(const std::vector<OrderedParameter>& parameters,
                                                                    const std::vector<OptimizerRecord::Group>& groups);

}  // namespace fisherlens
