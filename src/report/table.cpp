// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>

namespace fisherlens {
namespace {

constexpr std::string_view kMinus = "\u2212";

/// Columns that a text takes in a terminal, for the scripts we write: one per code point.
std::size_t width(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool looksNumeric(std::string_view text)
{
    if (text.empty() || text == "undefined")
        return true;
    if (text.starts_with(kMinus))
        text.remove_prefix(kMinus.size());
    return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

std::string withRealMinus(std::string text)
{
    for (std::size_t at = text.find('-'); at != std::string::npos; at = text.find('-', at))
        text.replace(at, 1, kMinus);
    return text;
}

}  // namespace

std::string plainText(const Table& table)
{
    const std::size_t columns = table.header.size();
    std::vector<std::size_t> widths(columns);
    std::vector<bool> numeric(columns, true);
    for (std::size_t c = 0; c < columns; ++c)
        widths[c] = width(table.header[c]);
    for (const auto& row : table.rows)
        for (std::size_t c = 0; c < std::min(columns, row.size()); ++c) {
            widths[c] = std::max(widths[c], width(row[c]));
            numeric[c] = numeric[c] && looksNumeric(row[c]);
        }
    std::string text;
    const auto addRow = [&](const std::vector<std::string>& row) {
        std::string line;
        for (std::size_t c = 0; c < columns; ++c) {
            const std::string cell = c < row.size() ? row[c] : "";
            const std::string padding(widths[c] - width(cell), ' ');
            line += (c ? "  " : "") + (numeric[c] ? padding + cell : cell + padding);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    };
    addRow(table.header);
    std::vector<std::string> rule;
    for (const std::size_t w : widths)
        rule.emplace_back(w, '-');
    addRow(rule);
    for (const auto& row : table.rows)
        addRow(row);
    return text;
}

std::string numberText(std::optional<double> value, int digits)
{
    if (!value || !std::isfinite(*value))
        return "undefined";
    if (*value == 0)
        return "0";
    const std::string scientific = fmt::format("{:.{}e}", *value, digits - 1);
    const std::size_t e = scientific.find('e');
    const int exponent = std::atoi(scientific.c_str() + e + 1);
    if (exponent >= -4 && exponent < 7)
        return withRealMinus(fmt::format("{:.{}f}", *value, std::max(0, digits - 1 - exponent)));
    return withRealMinus(scientific.substr(0, e) + "e" + std::to_string(exponent));
}

std::string countText(std::int64_t value)
{
    std::string text = std::to_string(value);
    const std::size_t start = value < 0 ? 1 : 0;
    for (std::size_t at = text.size(); at > start + 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return withRealMinus(text);
}

std::string percentText(std::optional<double> share, int decimals)
{
    if (!share || !std::isfinite(*share))
        return "undefined";
    return withRealMinus(fmt::format("{:.{}f} %", 100 * *share, decimals));
}

}  // namespace fisherlens
