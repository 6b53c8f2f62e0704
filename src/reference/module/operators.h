// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace fisherlens::module {

/// What running an operator can do.
enum class OperatorRank {
    Pure,      ///< computes a value from its arguments (in place on a temporary included)
    Random,    ///< draws random numbers
    Stateful,  ///< changes the module, or prints
    Unknown,   ///< anything else: files, other languages, other processes, operators nobody has looked at
};

/// By qualified name, "aten::relu". The list is what the exports of the models in facts/reference-engine.md contain and
/// the mathematical operators of LibTorch 1.13 and 2.6 beside them.
[[nodiscard]] OperatorRank rankOperator(std::string_view qualifiedName);

}  // namespace fisherlens::module
