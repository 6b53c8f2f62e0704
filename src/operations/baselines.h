// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "edit/regret.h"
#include "stats/agreement.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace fisherlens {

/// How well something that needs no gradients stands for the reference: what an agreement has to beat.
struct Baseline {
    std::string_view
        name;  ///< magnitude |θ|, magnitude-squared θ², random (uniform, seed 0), layer-index (1, 2, ... in
               ///< the order of the tensors)
    Agreement global;
    std::optional<double> withinSpearman;
};

/// The baselines over the same tensors as the regret. One measureAgreement each. Errors: those of it.
Result<std::vector<Baseline>> measureBaselines(std::span<const RegretTensor> tensors, const AgreementOptions& options,
                                               const JobContext& context);

}  // namespace fisherlens
