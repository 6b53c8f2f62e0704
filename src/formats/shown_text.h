// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace fisherlens {

/// A name out of a file as it may stand in a sentence: at most 200 bytes, everything but printable ASCII as "?".
[[nodiscard]] inline std::string shownText(std::string_view text)
{
    constexpr std::size_t limit = 200;
    std::string out(text.substr(0, limit));
    for (char& c : out)
        if (c < 0x20 || c > 0x7E)
            c = '?';
    if (text.size() > limit)
        out += "...";
    return out;
}

}  // namespace fisherlens
