// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/fisher_file.h"

#include <string>

namespace fisherlens {

/// ½ΣF_iδ² of one task, with F_i as in the file: second order and diagonal, far too small for steps as long as a merge.
struct PredictedCost {
    std::string task;
    double value = 0;
    std::string unit;
};

/// "nats per unit, diagonal, second order" for exact and sampled Fishers that are means per unit, else "relative".
[[nodiscard]] inline std::string costUnit(const FisherAttributes& fisher)
{
    const bool nats = (fisher.kind == FisherKind::Exact || fisher.kind == FisherKind::Sampled)
                      && fisher.scale == FisherScale::MeanPerUnit;
    return nats ? "nats per unit, diagonal, second order" : "relative";
}

}  // namespace fisherlens
