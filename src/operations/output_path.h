// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <span>
#include <string>

namespace fisherlens {

/// Error Usage when `output` is one of the inputs, also by another spelling or link; empty names are skipped.
Result<void> checkOutputPath(const std::string& output, std::span<const std::string> inputs);

}  // namespace fisherlens
