// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fisherlens {

/// "model", 2, 3 of "model-00002-of-00003.safetensors", the way Hugging Face numbers the files of one model.
struct ShardName {
    std::string stem, extension;
    int number = 0, count = 0;
};
[[nodiscard]] std::optional<ShardName> shardName(std::string_view file);

}  // namespace fisherlens
