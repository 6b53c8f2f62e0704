// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <map>
#include <string>

namespace fisherlens {

/// The single values of a YAML file of nested maps, as yacs, W&B and MLflow write their settings: "SOLVER.IMS_PER_BATCH"
/// → "16". Lists, texts over several lines and anything in braces are passed over. At most 4 MiB, 100,000 values and 64
/// levels. Errors: Missing, Unsupported (larger).
Result<std::map<std::string, std::string>> readYamlFile(const std::string& path);

}  // namespace fisherlens
