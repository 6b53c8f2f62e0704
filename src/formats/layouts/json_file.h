// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>

namespace fisherlens {

/// A JSON file as Python's json module writes it: NaN, Infinity and -Infinity, which are not JSON, are read as null.
/// At most `limit` bytes, 64 levels and a million values. Errors: Missing, Damaged, Unsupported (beyond the limits).
Result<nlohmann::json> readJsonFile(const std::string& path, std::uint64_t limit = std::uint64_t{64} << 20U);

}  // namespace fisherlens
