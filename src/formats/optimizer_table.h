// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/checkpoint.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

using KeySet = std::set<std::string, std::less<>>;

/// How the squares lie in the state of one parameter.
enum class SquaresForm {
    None,        ///< there are none that can be used
    Plain,       ///< one array of the parameter's shape (also quantised by torchao)
    Factored,    ///< row and column averages, or a plain array for small parameters
    BlockMeans,  ///< one mean per block, or a plain array
    Quantised,   ///< bitsandbytes: state2, with qmap2 and absmax2 when it is quantised
    Root,        ///< the square root of an envelope (Adamax)
};

/// One row of the table of optimizers: how it is recognised, what its state means, and what is to be said of it.
/// Sources: facts/formats-pytorch.md 5.
struct OptimizerClass {
    using Keys = std::vector<std::string_view>;
    std::string_view kind;  ///< "SGD"
    Keys stateHas = {};     ///< one of these is in the state of some parameter; empty: any state
    Keys groupHas = {};     ///< all of these are in some group
    Keys groupHasNot = {};  ///< none of these is
    SquaresForm form = SquaresForm::None;
    std::string_view accumulator = {};  ///< state key of the squares: "exp_avg_sq"
    Keys beside = {};                   ///< further keys that the state may have; others make it a foreign optimizer
    Averaging::Kind averaging = Averaging::Kind::Moving;
    std::string_view decay = "beta2";  ///< group option with β: "beta2" is the second of betas
    std::string_view start = {};       ///< group option with s₀, or a number; empty: zero
    bool couples = false;              ///< weight decay is inside of the squares unless the group says otherwise
    bool momentumHasNone = false;      ///< states with a momentum_buffer hold squares of something else
    std::string_view finding = {};     ///< id of what is always to be said, with `reason` as its sentence
    std::string_view reason = {};      ///< one sentence: why it cannot be used, or what is to be said
    std::string_view hint = {};

    [[nodiscard]] bool usable() const { return form != SquaresForm::None; }
};

/// The first row that fits; a row "unknown optimizer" when none does.
[[nodiscard]] const OptimizerClass& recogniseOptimizer(const KeySet& stateKeys, const KeySet& groupKeys);

/// The row of an optimizer whose class is recorded ("AdamW", "SOAP", "PagedAdamW8bit") and whose squares are kept as
/// `accumulator`; nullptr for a class that is not in the table.
[[nodiscard]] const OptimizerClass* optimizerOfClass(std::string_view className, std::string_view accumulator);

/// True for the row that recogniseOptimizer() returns when no other one fits.
[[nodiscard]] bool isUnknownOptimizer(const OptimizerClass& row);

/// All rows, in the order in which they are tried; for tests and the documentation.
[[nodiscard]] const std::vector<OptimizerClass>& optimizerTable();

}  // namespace fisherlens
