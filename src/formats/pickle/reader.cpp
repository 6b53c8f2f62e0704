// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/pickle/reader.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <system_error>

namespace fisherlens::pickle {
namespace {

std::optional<std::uint32_t> hex(std::string_view digits)
{
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (error != std::errc() || end != digits.data() + digits.size() || digits.empty())
        return std::nullopt;
    return value;
}

/// Surrogates are kept as three bytes each, as Python's "surrogatepass" does.
void appendUtf8(std::string& out, std::uint32_t code)
{
    const auto push = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        push(code);
    } else if (code < 0x800) {
        push(0xC0 | code >> 6);
        push(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        push(0xE0 | code >> 12);
        push(0x80 | (code >> 6 & 0x3F));
        push(0x80 | (code & 0x3F));
    } else {
        push(0xF0 | (code >> 18 & 0x07));
        push(0x80 | (code >> 12 & 0x3F));
        push(0x80 | (code >> 6 & 0x3F));
        push(0x80 | (code & 0x3F));
    }
}

char simpleEscape(char c)
{
    switch (c) {
    case 'n': return '\n';
    case 't': return '\t';
    case 'r': return '\r';
    case 'a': return '\a';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'v': return '\v';
    default: return c;
    }
}

}  // namespace

std::optional<std::span<const std::byte>> Reader::take(std::uint64_t n)
{
    if (n > left())
        return std::nullopt;
    const auto part = bytes_.subspan(at_, static_cast<std::size_t>(n));
    at_ += static_cast<std::size_t>(n);
    return part;
}

std::optional<std::string_view> Reader::takeText(std::uint64_t n)
{
    const auto part = take(n);
    if (!part)
        return std::nullopt;
    return std::string_view(reinterpret_cast<const char*>(part->data()), part->size());
}

std::optional<std::uint64_t> Reader::number(std::size_t n)
{
    const auto part = take(n);
    if (!part)
        return std::nullopt;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < n; ++i)
        value |= std::to_integer<std::uint64_t>((*part)[i]) << (8 * i);
    return value;
}

std::optional<double> Reader::bigEndianDouble()
{
    const auto part = take(8);
    if (!part)
        return std::nullopt;
    std::uint64_t bits = 0;
    for (const std::byte byte : *part)
        bits = bits << 8U | std::to_integer<std::uint64_t>(byte);
    return std::bit_cast<double>(bits);
}

std::optional<std::string_view> Reader::line()
{
    const std::string_view rest(reinterpret_cast<const char*>(bytes_.data()) + at_, left());
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos)
        return std::nullopt;
    at_ += end + 1;
    std::string_view text = rest.substr(0, end);
    if (text.ends_with('\r'))
        text.remove_suffix(1);
    return text;
}

std::optional<std::int64_t> decodeLong(std::span<const std::byte> bytes)
{
    if (bytes.empty())
        return 0;
    const bool negative = (std::to_integer<unsigned>(bytes.back()) & 0x80U) != 0;
    const std::byte fill{negative ? std::uint8_t{0xFF} : std::uint8_t{0}};
    // Redundant sign bytes are legal; what remains must fit.
    while (bytes.size() > 8 && bytes.back() == fill)
        bytes = bytes.first(bytes.size() - 1);
    if (bytes.size() > 8)
        return std::nullopt;
    std::uint64_t value = negative ? ~std::uint64_t{0} : 0;
    for (std::size_t i = bytes.size(); i-- > 0;)
        value = value << 8U | std::to_integer<std::uint64_t>(bytes[i]);
    const auto result = std::bit_cast<std::int64_t>(value);
    // Eight bytes left of a longer number: the sign may have been in the ninth.
    return (result < 0) == negative ? std::optional(result) : std::nullopt;
}

std::optional<LineNumber> parseInteger(std::string_view line)
{
    if (line.ends_with('L'))
        line.remove_suffix(1);
    if (line.starts_with('+'))
        line.remove_prefix(1);
    LineNumber number;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number.value);
    if (line.empty() || end != line.data() + line.size())
        return std::nullopt;
    if (error == std::errc::result_out_of_range)
        number.tooLarge = true;
    else if (error != std::errc())
        return std::nullopt;
    return number;
}

std::optional<double> parseFloat(std::string_view line)
{
    double value = 0;
    if (line.starts_with('+'))
        line.remove_prefix(1);
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), value);
    if (error != std::errc() || end != line.data() + line.size())
        return std::nullopt;
    return value;
}

std::optional<std::string> unquote(std::string_view line)
{
    if (line.size() < 2 || (line.front() != '\'' && line.front() != '"') || line.back() != line.front())
        return std::nullopt;
    line = line.substr(1, line.size() - 2);
    std::string out;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] != '\\') {
            out.push_back(line[i]);
            continue;
        }
        if (++i == line.size())
            return std::nullopt;
        if (line[i] == 'x') {
            const auto code = hex(line.substr(i + 1, 2));
            if (!code || line.size() - i < 3)
                return std::nullopt;
            out.push_back(static_cast<char>(*code));
            i += 2;
        } else {
            out.push_back(simpleEscape(line[i]));
        }
    }
    return out;
}

std::optional<std::string> unescapeUnicode(std::string_view line)
{
    std::string out;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool escape = line[i] == '\\' && i + 1 < line.size() && (line[i + 1] == 'u' || line[i + 1] == 'U');
        if (!escape) {
            // Bytes from 0x80 on are Latin-1 in this encoding.
            appendUtf8(out, static_cast<unsigned char>(line[i]));
            continue;
        }
        const std::size_t digits = line[i + 1] == 'u' ? 4 : 8;
        if (line.size() - i - 2 < digits)
            return std::nullopt;
        const auto code = hex(line.substr(i + 2, digits));
        if (!code || *code > 0x10FFFF)
            return std::nullopt;
        appendUtf8(out, *code);
        i += 1 + digits;
    }
    return out;
}

}  // namespace fisherlens::pickle
