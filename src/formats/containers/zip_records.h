// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The records of a ZIP archive as bytes: end records, central directory, local headers. Used by zip.cpp only.

#include "formats/containers/zip.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace fisherlens::zip {

inline constexpr std::uint32_t kLocalHeader = 0x04034b50;
inline constexpr std::uint32_t kCentralHeader = 0x02014b50;
inline constexpr std::uint32_t kEndRecord = 0x06054b50;
inline constexpr std::uint32_t kZip64End = 0x06064b50;
inline constexpr std::uint32_t kZip64Locator = 0x07064b50;

/// Little-endian integers; the caller has checked the range.
[[nodiscard]] std::uint16_t u16(std::span<const std::byte> bytes, std::size_t at);
[[nodiscard]] std::uint32_t u32(std::span<const std::byte> bytes, std::size_t at);
[[nodiscard]] std::uint64_t u64(std::span<const std::byte> bytes, std::size_t at);

/// Where the central directory lies.
struct End {
    std::uint64_t directoryOffset = 0;
    std::uint64_t directorySize = 0;
    std::uint64_t entries = 0;
    std::uint64_t trailingBytes = 0;  ///< bytes after the end record and its comment
};

/// The last end record whose comment ends with the file, else the last one at all; zip64 values where there are some.
/// Errors: Damaged (none, or records that disagree), Unsupported (split archive).
Result<End> findEnd(const ByteSource& file);

/// An entry as the central directory declares it, not yet compared with its local header.
struct CentralRecord {
    ZipEntry entry;
    std::uint16_t flags = 0;
    std::uint16_t method = 0;
};

Result<std::vector<CentralRecord>> readCentralDirectory(const ByteSource& file, const End& end);

/// Reads the local header, compares it and fills in dataOffset. Errors: Damaged, Unsupported (encryption, method).
Result<ZipEntry> resolve(const ByteSource& file, CentralRecord record);

}  // namespace fisherlens::zip
