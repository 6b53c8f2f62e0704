// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/containers/zip_records.h"

#include "formats/shown_text.h"

#include <algorithm>
#include <optional>
#include <string>

namespace fisherlens::zip {
namespace {

constexpr std::size_t kEndSize = 22, kLocatorSize = 20, kZip64EndSize = 56, kCentralSize = 46, kLocalSize = 30;
constexpr std::uint16_t kFull16 = 0xFFFF;
constexpr std::uint32_t kFull32 = 0xFFFFFFFF;
/// Far more than any real archive: a directory of 256 MiB lists over a million tensors.
constexpr std::uint64_t kMaxDirectoryBytes = std::uint64_t{256} << 20U;
/// No deflate stream unpacks to more than 1032 times its size (RFC 1951: 258 bytes per 2 bits).
constexpr std::uint64_t kMaxDeflateRatio = 1032;
constexpr std::uint16_t kEncrypted = 1U << 0, kStrongEncryption = 1U << 6, kMaskedHeaders = 1U << 13;

Failure damaged(const ByteSource& file, std::string text, std::uint64_t offset)
{
    return fail(ErrorCode::Damaged, std::move(text), {file.path(), {}, offset},
                "The file is probably truncated or was changed: copy or save it again.");
}

std::uint64_t little(std::span<const std::byte> bytes, std::size_t at, std::size_t n)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < n; ++i)
        value |= std::to_integer<std::uint64_t>(bytes[at + i]) << (8 * i);
    return value;
}

/// Position of the end record inside `tail`, the last bytes of the file.
std::optional<std::size_t> locateEnd(std::span<const std::byte> tail)
{
    std::optional<std::size_t> last;
    if (tail.size() < kEndSize)
        return last;
    for (std::size_t at = tail.size() - kEndSize + 1; at-- > 0;) {
        if (u32(tail, at) != kEndRecord)
            continue;
        const std::size_t end = at + kEndSize + u16(tail, at + 20);
        if (end == tail.size())
            return at;
        if (!last && end < tail.size())
            last = at;
    }
    return last;
}

/// Values of the zip64 end record replace those of the classic one, which must agree wherever they are not "full".
Result<void> applyZip64(const ByteSource& file, std::uint64_t endAt, std::span<const std::byte> classic, End& end)
{
    if (endAt < kLocatorSize)
        return {};
    std::vector<std::byte> locator(kLocatorSize);
    FL_CHECK(file.read(endAt - kLocatorSize, locator));
    if (u32(locator, 0) != kZip64Locator)
        return {};
    const std::uint64_t at = u64(locator, 8);
    if (u32(locator, 4) != 0 || u32(locator, 16) > 1)
        return fail(ErrorCode::Unsupported, "The archive is split over several files.", {file.path(), {}, endAt});
    if (at > endAt - kLocatorSize || endAt - kLocatorSize - at < kZip64EndSize)
        return damaged(file, "The zip64 locator of the archive points outside of it.", endAt - kLocatorSize);
    std::vector<std::byte> record(kZip64EndSize);
    FL_CHECK(file.read(at, record));
    if (u32(record, 0) != kZip64End)
        return damaged(file, "The zip64 end record of the archive is missing.", at);
    const std::uint64_t entries = u64(record, 32), size = u64(record, 40), offset = u64(record, 48);
    if (u32(record, 16) != 0 || u32(record, 20) != 0 || u64(record, 24) != entries)
        return fail(ErrorCode::Unsupported, "The archive is split over several files.", {file.path(), {}, at});
    if ((u16(classic, 10) != kFull16 && end.entries != entries)
        || (u32(classic, 12) != kFull32 && end.directorySize != size)
        || (u32(classic, 16) != kFull32 && end.directoryOffset != offset))
        return damaged(file, "The two end records of the archive disagree.", at);
    if (offset > at || size > at - offset)
        return damaged(file, "The directory of the archive reaches beyond its end.", at);
    end.entries = entries;
    end.directorySize = size;
    end.directoryOffset = offset;
    return {};
}

/// The zip64 extra field (id 1) holds, in this order, only those of size, compressed size, offset that are "full".
Result<void> applyZip64Extra(const ByteSource& file, std::span<const std::byte> extra, ZipEntry& entry,
                             std::uint64_t at)
{
    for (std::size_t i = 0; i + 4 <= extra.size();) {
        const std::uint16_t id = u16(extra, i);
        const std::size_t length = u16(extra, i + 2);
        i += 4;
        if (length > extra.size() - i)
            return {};  // some writers pad extra fields; only a zip64 field is needed and it is whole or absent
        if (id == 1) {
            std::size_t field = i;
            for (std::uint64_t* value : {&entry.size, &entry.compressedSize, &entry.headerOffset}) {
                if (*value != kFull32)
                    continue;
                if (i + length - field < 8)
                    return damaged(file, "The sizes of the entry \"" + shownText(entry.name) + "\" are incomplete.",
                                   at);
                *value = u64(extra, field);
                field += 8;
            }
            return {};
        }
        i += length;
    }
    return {};
}

}  // namespace

std::uint16_t u16(std::span<const std::byte> bytes, std::size_t at)
{
    return static_cast<std::uint16_t>(little(bytes, at, 2));
}

std::uint32_t u32(std::span<const std::byte> bytes, std::size_t at)
{
    return static_cast<std::uint32_t>(little(bytes, at, 4));
}

std::uint64_t u64(std::span<const std::byte> bytes, std::size_t at)
{
    return little(bytes, at, 8);
}

Result<End> findEnd(const ByteSource& file)
{
    const std::uint64_t tailSize = std::min<std::uint64_t>(file.size(), kEndSize + kFull16);
    const std::uint64_t tailOffset = file.size() - tailSize;
    std::vector<std::byte> tail(tailSize);
    FL_CHECK(file.read(tailOffset, tail));
    const auto found = locateEnd(tail);
    if (!found)
        return damaged(file, "The archive has no end record.", tailOffset);
    const auto record = std::span<const std::byte>(tail).subspan(*found, kEndSize);
    const std::uint64_t at = tailOffset + *found;
    End end;
    end.entries = u16(record, 10);
    end.directorySize = u32(record, 12);
    end.directoryOffset = u32(record, 16);
    end.trailingBytes = file.size() - at - kEndSize - u16(record, 20);
    const bool split = (u16(record, 4) != 0 && u16(record, 4) != kFull16)
                       || (u16(record, 6) != 0 && u16(record, 6) != kFull16) || u16(record, 8) != u16(record, 10);
    if (split)
        return fail(ErrorCode::Unsupported, "The archive is split over several files.", {file.path(), {}, at});
    FL_CHECK(applyZip64(file, at, record, end));
    if (end.directoryOffset > at || end.directorySize > at - end.directoryOffset)
        return damaged(file, "The directory of the archive reaches beyond its end.", at);
    if (end.directorySize > kMaxDirectoryBytes)
        return fail(ErrorCode::Unsupported, "The directory of the archive is larger than 256 MiB.",
                    {file.path(), {}, at});
    if (end.entries > end.directorySize / kCentralSize)
        return damaged(file, "The directory of the archive is too small for its entries.", at);
    return end;
}

Result<std::vector<CentralRecord>> readCentralDirectory(const ByteSource& file, const End& end)
{
    std::vector<std::byte> bytes(end.directorySize);
    FL_CHECK(file.read(end.directoryOffset, bytes));
    std::vector<CentralRecord> records;
    records.reserve(end.entries);
    std::size_t at = 0;
    for (std::uint64_t i = 0; i < end.entries; ++i) {
        const std::uint64_t place = end.directoryOffset + at;
        if (bytes.size() - at < kCentralSize || u32(bytes, at) != kCentralHeader)
            return damaged(file, "The directory of the archive is damaged.", place);
        const std::size_t nameLength = u16(bytes, at + 28), extraLength = u16(bytes, at + 30),
                          commentLength = u16(bytes, at + 32);
        const std::size_t length = kCentralSize + nameLength + extraLength + commentLength;
        if (bytes.size() - at < length)
            return damaged(file, "The directory of the archive is damaged.", place);
        if (const std::uint16_t disk = u16(bytes, at + 34); disk != 0 && disk != kFull16)
            return fail(ErrorCode::Unsupported, "The archive is split over several files.", {file.path(), {}, place});
        CentralRecord record;
        record.flags = u16(bytes, at + 8);
        record.method = u16(bytes, at + 10);
        record.entry.name.assign(reinterpret_cast<const char*>(bytes.data()) + at + kCentralSize, nameLength);
        record.entry.compressedSize = u32(bytes, at + 20);
        record.entry.size = u32(bytes, at + 24);
        record.entry.headerOffset = u32(bytes, at + 42);
        FL_CHECK(applyZip64Extra(file,
                                 std::span<const std::byte>(bytes).subspan(at + kCentralSize + nameLength, extraLength),
                                 record.entry, place));
        records.push_back(std::move(record));
        at += length;
    }
    return records;
}

Result<ZipEntry> resolve(const ByteSource& file, CentralRecord record)
{
    ZipEntry& entry = record.entry;
    const Where where{file.path(), {}, entry.headerOffset};
    if (record.flags & (kEncrypted | kStrongEncryption | kMaskedHeaders))
        return fail(ErrorCode::Unsupported, "The entry \"" + shownText(entry.name) + "\" is encrypted.", where);
    if (record.method != 0 && record.method != 8)
        return fail(ErrorCode::Unsupported,
                    "The entry \"" + shownText(entry.name) + "\" uses compression method "
                        + std::to_string(record.method) + "; only stored and deflated entries are read.",
                    where);
    entry.deflated = record.method == 8;
    if (entry.headerOffset > file.size() || file.size() - entry.headerOffset < kLocalSize + entry.name.size())
        return damaged(file, "The entry \"" + shownText(entry.name) + "\" lies beyond the end of the file.",
                       entry.headerOffset);
    std::vector<std::byte> header(kLocalSize + entry.name.size());
    FL_CHECK(file.read(entry.headerOffset, header));
    const bool same =
        u32(header, 0) == kLocalHeader && u16(header, 8) == record.method && u16(header, 26) == entry.name.size()
        && ((u16(header, 6) ^ record.flags) & kEncrypted) == 0
        && std::equal(entry.name.begin(), entry.name.end(), header.begin() + kLocalSize, [](char a, std::byte b) {
               return static_cast<unsigned char>(a) == std::to_integer<unsigned char>(b);
           });
    if (!same)
        return damaged(file,
                       "The entry \"" + shownText(entry.name)
                           + "\" is described differently in the directory and in its own header.",
                       entry.headerOffset);
    // Only the local header's own lengths give the place of the data: PyTorch pads with a local extra field.
    const std::uint64_t skip = kLocalSize + entry.name.size() + u16(header, 28);
    if (file.size() - entry.headerOffset < skip || entry.compressedSize > file.size() - entry.headerOffset - skip)
        return damaged(file, "The entry \"" + shownText(entry.name) + "\" reaches beyond the end of the file.",
                       entry.headerOffset);
    entry.dataOffset = entry.headerOffset + skip;
    if (!entry.deflated && entry.compressedSize != entry.size)
        return damaged(file, "The stored entry \"" + shownText(entry.name) + "\" declares two different sizes.",
                       entry.headerOffset);
    if (entry.deflated && entry.size / kMaxDeflateRatio > entry.compressedSize)
        return damaged(
            file, "The entry \"" + shownText(entry.name) + "\" declares more bytes than its compressed data can hold.",
            entry.headerOffset);
    return std::move(entry);
}

}  // namespace fisherlens::zip
