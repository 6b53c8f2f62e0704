// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference/kept_sums.h"
#include "reference/standard_error.h"

#include <cstdint>
#include <optional>

namespace fisherlens {

/// All that an estimate has added up after some of its blocks of examples.
struct RunningSums {
    RunningSums(const ReferenceModel& model, bool gradient, bool standardError);

    ExampleSums total;
    std::optional<GroupErrors> errors;
    std::int64_t blocks = 0;   ///< that are in the sums, in order
    std::int64_t astray = 0;   ///< examples that took another way through the model
    std::int64_t resumed = 0;  ///< examples that an ended run has done
    double seconds = 0, processorSeconds = 0;

    [[nodiscard]] SumsView view();
    /// Takes what view() showed. False, and nothing is taken, when it does not fit.
    bool take(KeptSums kept);
    /// The arrays, in the order of view().
    [[nodiscard]] std::vector<ParameterArrays*> arrays();
    /// The numbers of view() that add up over disjoint sets of examples.
    [[nodiscard]] std::vector<double> counts() const;
    void setCounts(const std::vector<double>& counts);
};

}  // namespace fisherlens
