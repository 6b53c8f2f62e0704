// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "formats/optimizer_table.h"
#include "formats/optimizers.h"

#include <optional>
#include <string>

namespace fisherlens {

/// What one entry of an optimizer's state says about the squares of one parameter.
struct SquaresReading {
    std::optional<Tensor> accumulator;  ///< unset: `reason` says why
    std::string reason;
    bool unreadable = false;  ///< squares are there, but in a form that is not read
    bool flat = false;        ///< OptimizerReading::State::flat
    bool quantised = false, factored = false;
    std::optional<Tensor> firstMoment;
};

/// readOptimizerState() of an optimizer whose row of the table is known; with nullptr its keys decide.
Result<OptimizerReading> readOptimizerStateAs(const OptimizerClass* row, const OptimizerRecord& record,
                                              const std::string& file, const JobContext& context);

/// Reads the squares in the form that the row of the table says. Headers only.
[[nodiscard]] SquaresReading readSquares(const OptimizerClass& row, const OptimizerRecord::Entry& entry);

/// A number, also one that is stored as a tensor of one element.
Result<std::optional<double>> numberOf(const StateValue* value);

/// What has to be said of an optimizer that was read: weight decay in the squares, the class that the file does not
/// tell, narrow types, quantised and factored squares, and the finding of the table.
void reportOptimizer(const OptimizerClass& row, const OptimizerReading& reading, const OptimizerRecord& record,
                     bool factored, const std::string& file, const JobContext& context);

}  // namespace fisherlens
