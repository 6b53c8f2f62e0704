// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace fisherlens::cli {

/// The bytes of resources/hook/fisherlens_hook.py, compiled in.
extern const std::string_view kHookSource;

}  // namespace fisherlens::cli
