// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace fisherlens::pickle {

/// A cursor over the bytes of a pickle. Every call answers nothing when the bytes do not suffice; nothing is copied.
class Reader {
public:
    explicit Reader(std::span<const std::byte> bytes) : bytes_(bytes) {}
    [[nodiscard]] std::size_t position() const { return at_; }
    [[nodiscard]] std::size_t left() const { return bytes_.size() - at_; }

    std::optional<std::span<const std::byte>> take(std::uint64_t n);
    std::optional<std::string_view> takeText(std::uint64_t n);
    /// Little-endian, n ≤ 8 bytes.
    std::optional<std::uint64_t> number(std::size_t n);
    /// Big-endian IEEE double.
    std::optional<double> bigEndianDouble();
    /// Up to and without the next line feed (and a carriage return before it).
    std::optional<std::string_view> line();

private:
    std::span<const std::byte> bytes_;
    std::size_t at_ = 0;
};

/// Two's complement, little-endian, any length: nothing when it needs more than 64 bits.
[[nodiscard]] std::optional<std::int64_t> decodeLong(std::span<const std::byte> bytes);

/// The text of an INT or LONG line ("12", "-3", "7L"): nothing when it is no number; `tooLarge` when beyond 64 bits.
struct LineNumber {
    std::int64_t value = 0;
    bool tooLarge = false;
};
[[nodiscard]] std::optional<LineNumber> parseInteger(std::string_view line);
[[nodiscard]] std::optional<double> parseFloat(std::string_view line);

/// The quoted, escaped text of a STRING line ('a\'b\x41'); nothing when the quotes or escapes are wrong.
[[nodiscard]] std::optional<std::string> unquote(std::string_view line);
/// The raw-unicode-escape text of a UNICODE line (\uXXXX, \UXXXXXXXX) as UTF-8.
[[nodiscard]] std::optional<std::string> unescapeUnicode(std::string_view line);

}  // namespace fisherlens::pickle
