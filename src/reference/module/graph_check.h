// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "reference/module/torch_compat.h"

#include <string>
#include <string_view>

namespace fisherlens::module {

/// Looks at every node of the inlined graph of forward(), nested blocks included, before anything runs. Errors: Unsafe
/// (an operator outside the allow-list of operators.h: it is named), Unsupported (random operators outside branches
/// that only training takes; operators that change the module; dropout or batch norm that is always in training mode;
/// no forward method; forward hooks).
Result<void> checkGraph(const torch::jit::Module& module, const std::string& file);

/// True when forward() can reach the operator ("aten::lstm").
bool usesOperator(const torch::jit::Module& module, std::string_view name);

}  // namespace fisherlens::module
