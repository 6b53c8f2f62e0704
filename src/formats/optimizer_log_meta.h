// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/optimizer_log.h"

#include <string>

namespace fisherlens::detail {

/// Reads FOLDER/meta.json. Errors: Missing, Damaged (no JSON object of bounded depth and size), Unsupported (another
/// format, a newer version).
Result<LogMeta> readLogMeta(const std::string& folder);

}  // namespace fisherlens::detail
