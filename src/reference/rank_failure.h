// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <optional>
#include <string>

namespace fisherlens {

/// Why the ranks end: the error of one of them, or that one was lost.
struct RankFailure {
    int rank = 0;
    bool lost = false;
    Error error;
};

[[nodiscard]] std::string toText(const RankFailure& failure);
/// nullopt when it is none.
[[nodiscard]] std::optional<RankFailure> failureFromText(const std::string& text);
/// The failure as the error of a rank: its own as it is, that of another one with its number and without its place.
[[nodiscard]] Error errorFor(const RankFailure& failure, int rank);
[[nodiscard]] RankFailure lostRank(int rank, const std::string& why);

}  // namespace fisherlens
