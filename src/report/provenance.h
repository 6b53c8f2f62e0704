// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace fisherlens {

/// "FisherLens 0.1.0".
[[nodiscard]] std::string programVersion();

/// UTC, "2026-11-24T17:40:00Z".
[[nodiscard]] std::string timestamp();

}  // namespace fisherlens
