// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/shard_name.h"

#include <charconv>

namespace fisherlens {
namespace {

std::optional<int> wholeNumber(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 0)
        return std::nullopt;
    return value;
}

}  // namespace

std::optional<ShardName> shardName(std::string_view file)
{
    // STEM-<number>-of-<count>.EXTENSION
    const std::size_t dot = file.rfind('.');
    if (dot == std::string_view::npos)
        return std::nullopt;
    const std::string_view base = file.substr(0, dot);
    const std::size_t of = base.rfind("-of-");
    const std::size_t dash = of == std::string_view::npos || of == 0 ? of : base.rfind('-', of - 1);
    if (of == std::string_view::npos || dash == std::string_view::npos || dash >= of)
        return std::nullopt;
    const auto number = wholeNumber(base.substr(dash + 1, of - dash - 1));
    const auto count = wholeNumber(base.substr(of + 4));
    if (!number || !count || *number < 1 || *number > *count)
        return std::nullopt;
    return ShardName{std::string(base.substr(0, dash)), std::string(file.substr(dot)), *number, *count};
}

}  // namespace fisherlens
