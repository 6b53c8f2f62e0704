// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <string>
#include <vector>

namespace fisherlens {

/// The paths of all values that the `_METADATA` of an Orbax checkpoint names, "opt_state/0/nu/Dense_0/kernel"; their
/// elements lie in a database of TensorStore, which is not read (facts/formats-trainers.md 7). Errors: those of
/// readJsonFile, Damaged (no such file).
Result<std::vector<std::string>> readOrbaxNames(const std::string& path);

}  // namespace fisherlens
