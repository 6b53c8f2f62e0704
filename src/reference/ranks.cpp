// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/ranks.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <string_view>

namespace fisherlens {
namespace {

constexpr std::array kVariables{"RANK", "WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT"};
constexpr const char* kHint =
    "Set RANK (0 to WORLD_SIZE-1), WORLD_SIZE, MASTER_ADDR (the address of rank 0) and MASTER_PORT for every rank, or "
    "none of them.";
constexpr int kMostRanks = 1024;

Result<int> number(const char* variable, int least, int most)
{
    const std::string_view text = std::getenv(variable);
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < least || value > most)
        return fail(ErrorCode::Usage,
                    fmt::format("The environment variable {} is '{}'; it has to be a number from {} to {}.", variable,
                                text, least, most),
                    {}, kHint);
    return value;
}

}  // namespace

Result<std::optional<RankSettings>> ranksFromEnvironment()
{
    std::vector<const char*> set, missing;
    for (const char* variable : kVariables) {
        const char* value = std::getenv(variable);
        (value && *value ? set : missing).push_back(variable);
    }
    if (set.empty())
        return std::optional<RankSettings>{};
    if (!missing.empty())
        return fail(ErrorCode::Usage,
                    fmt::format("The environment sets {}, but not {}.", fmt::join(set, ", "), fmt::join(missing, ", ")),
                    {}, kHint);
    RankSettings settings;
    FL_TRY(settings.size, number("WORLD_SIZE", 1, kMostRanks));
    FL_TRY(settings.rank, number("RANK", 0, settings.size - 1));
    FL_TRY(const int port, number("MASTER_PORT", 1, 65535));
    settings.port = static_cast<std::uint16_t>(port);
    settings.address = std::getenv("MASTER_ADDR");
    return std::optional(std::move(settings));
}

}  // namespace fisherlens
