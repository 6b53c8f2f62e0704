// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/byte_source.h"
#include "base/job.h"
#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fisherlens {

/// One file inside an archive. Sizes are those of the central directory; the name is compared as bytes and never used
/// as a path.
struct ZipEntry {
    std::string name;
    std::uint64_t headerOffset = 0;    ///< of the local header in the file
    std::uint64_t dataOffset = 0;      ///< of the first stored byte in the file
    std::uint64_t compressedSize = 0;  ///< bytes in the file
    std::uint64_t size = 0;            ///< bytes when unpacked
    bool deflated = false;
};

/// The directory of a ZIP archive (PKWARE APPNOTE 6.3, zip64), with the checks that make its offsets safe to read:
/// unique names; methods stored and deflate only; no encryption, no split archives; local headers agree with the
/// central ones; every entry inside the file and disjoint from all others and from the directory; a deflated entry
/// declares at most what deflate can hold (1032:1). CRCs are ignored: PyTorch may write 0.
/// Read by hand and not with minizip: the checks need the raw local headers and both end records, which it hides.
class ZipDirectory {
public:
    /// Bytes after the end record become the finding `zip-trailing-bytes`. Errors: Damaged, Unsupported.
    static Result<ZipDirectory> open(std::shared_ptr<const ByteSource> file, const JobContext& context);

    [[nodiscard]] const std::shared_ptr<const ByteSource>& file() const { return file_; }
    /// In the order of the central directory.
    [[nodiscard]] const std::vector<ZipEntry>& entries() const { return entries_; }
    [[nodiscard]] const ZipEntry* find(std::string_view name) const;

    /// The unpacked bytes of an entry of at most `limit` bytes. Errors: Unsupported (larger), Damaged (the stream does
    /// not unpack to exactly `size` bytes), Cancelled.
    Result<std::vector<std::byte>> read(const ZipEntry& entry, std::uint64_t limit, const CancelToken& cancel) const;

private:
    std::shared_ptr<const ByteSource> file_;
    std::vector<ZipEntry> entries_;
    std::unordered_map<std::string, std::size_t> byName_;
};

/// True when the file begins like a ZIP archive with at least one entry (or an empty one).
[[nodiscard]] bool looksLikeZip(std::span<const std::byte> firstBytes);

}  // namespace fisherlens
