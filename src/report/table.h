// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fisherlens {

/// A table of text cells for people. Columns whose cells are all numbers are right-aligned.
struct Table {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
};

/// Aligned by spaces, header underlined, UTF-8 aware; ends with a newline.
[[nodiscard]] std::string plainText(const Table& table);

/// A number for people: at most `digits` significant digits, real minus sign, powers as 1.2e−7; "undefined" when unset
/// or not finite.
[[nodiscard]] std::string numberText(std::optional<double> value, int digits = 4);

/// 38282 → "38,282".
[[nodiscard]] std::string countText(std::int64_t value);

/// 0.123 → "12.3 %".
[[nodiscard]] std::string percentText(std::optional<double> share, int decimals = 1);

}  // namespace fisherlens
