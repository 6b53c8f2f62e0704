// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/containers/zip.h"

#include "formats/containers/zip_records.h"
#include "formats/shown_text.h"

#include <zlib.h>

#include <algorithm>
#include <climits>
#include <limits>

namespace fisherlens {
namespace {

/// Polls cancel often enough for 200 ms while local headers are read.
constexpr std::size_t kEntriesPerPoll = 256;

Failure overlapping(const ByteSource& file, const std::string& name, std::uint64_t offset)
{
    return fail(ErrorCode::Damaged, "The entry \"" + shownText(name) + "\" overlaps other parts of the archive.",
                {file.path(), {}, offset}, "The archive is damaged or was made to mislead; save it again.");
}

/// Each byte of the archive belongs to one entry or to the directory: also what stops quoted-overlap zip bombs.
Result<void> checkDisjoint(const ByteSource& file, const std::vector<ZipEntry>& entries, std::uint64_t directoryOffset)
{
    std::vector<const ZipEntry*> sorted;
    sorted.reserve(entries.size());
    for (const ZipEntry& entry : entries)
        sorted.push_back(&entry);
    std::sort(sorted.begin(), sorted.end(),
              [](const ZipEntry* a, const ZipEntry* b) { return a->headerOffset < b->headerOffset; });
    std::uint64_t end = 0;
    for (const ZipEntry* entry : sorted) {
        const std::uint64_t entryEnd = entry->dataOffset + entry->compressedSize;
        if (entry->headerOffset < end || entryEnd > directoryOffset)
            return overlapping(file, entry->name, entry->headerOffset);
        end = entryEnd;
    }
    return {};
}

/// zlib's stream, ended on every path.
struct Inflater {
    z_stream stream{};
    bool ready = false;
    Inflater() { ready = ::inflateInit2(&stream, -MAX_WBITS) == Z_OK; }
    ~Inflater()
    {
        if (ready)
            ::inflateEnd(&stream);
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
};

Result<void> inflateEntry(const ByteSource& file, const ZipEntry& entry, std::span<std::byte> out,
                          const CancelToken& cancel)
{
    const Where where{file.path(), {}, entry.dataOffset};
    Inflater inflater;
    if (!inflater.ready)
        return fail(ErrorCode::Environment, "zlib could not be started.", where);
    std::vector<std::byte> input(std::min<std::uint64_t>(entry.compressedSize, std::uint64_t{1} << 20U));
    std::uint64_t consumed = 0;
    std::size_t produced = 0;
    int status = Z_OK;
    // One byte more than declared, so that a stream that holds more is noticed without storing it.
    std::byte surplus{};
    while (status != Z_STREAM_END) {
        if (cancel.requested())
            return cancelled();
        if (inflater.stream.avail_in == 0 && consumed < entry.compressedSize) {
            const std::uint64_t n = std::min<std::uint64_t>(input.size(), entry.compressedSize - consumed);
            FL_CHECK(file.read(entry.dataOffset + consumed, std::span(input.data(), n)));
            consumed += n;
            inflater.stream.next_in = reinterpret_cast<Bytef*>(input.data());
            inflater.stream.avail_in = static_cast<uInt>(n);
        }
        const bool full = produced == out.size();
        const std::size_t room = full ? 1 : std::min<std::size_t>(out.size() - produced, std::size_t{16} << 20U);
        inflater.stream.next_out = reinterpret_cast<Bytef*>(full ? &surplus : out.data() + produced);
        inflater.stream.avail_out = static_cast<uInt>(room);
        status = ::inflate(&inflater.stream, Z_NO_FLUSH);
        const std::size_t got = room - inflater.stream.avail_out;
        if ((status != Z_OK && status != Z_STREAM_END) || (full && got > 0))
            return fail(ErrorCode::Damaged, "The compressed entry \"" + shownText(entry.name) + "\" is damaged.", where,
                        "Save the file again.");
        produced += got;
    }
    if (produced != out.size())
        return fail(ErrorCode::Damaged,
                    "The compressed entry \"" + shownText(entry.name) + "\" is shorter than it declares.", where);
    return {};
}

}  // namespace

bool looksLikeZip(std::span<const std::byte> firstBytes)
{
    if (firstBytes.size() < 4)
        return false;
    const std::uint32_t signature = zip::u32(firstBytes, 0);
    return signature == zip::kLocalHeader || signature == zip::kEndRecord;
}

Result<ZipDirectory> ZipDirectory::open(std::shared_ptr<const ByteSource> file, const JobContext& context)
{
    FL_TRY(const zip::End end, zip::findEnd(*file));
    FL_TRY(std::vector<zip::CentralRecord> records, zip::readCentralDirectory(*file, end));
    ZipDirectory directory;
    directory.entries_.reserve(records.size());
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (i % kEntriesPerPoll == 0 && context.cancel.requested())
            return cancelled();
        FL_TRY(ZipEntry entry, zip::resolve(*file, std::move(records[i])));
        if (!directory.byName_.emplace(entry.name, i).second)
            return fail(ErrorCode::Damaged, "The archive has two entries named \"" + shownText(entry.name) + "\".",
                        {file->path(), {}, entry.headerOffset}, "Programs disagree which one counts; save it again.");
        directory.entries_.push_back(std::move(entry));
    }
    FL_CHECK(checkDisjoint(*file, directory.entries_, end.directoryOffset));
    if (end.trailingBytes > 0)
        context.find({Severity::Warning,
                      "zip-trailing-bytes",
                      {file->path(), {}, file->size() - end.trailingBytes},
                      std::to_string(end.trailingBytes) + " bytes follow the end of the archive; they are ignored.",
                      "If the file was copied in parts, copy it again."});
    directory.file_ = std::move(file);
    return directory;
}

const ZipEntry* ZipDirectory::find(std::string_view name) const
{
    const auto at = byName_.find(std::string(name));
    return at == byName_.end() ? nullptr : &entries_[at->second];
}

Result<std::vector<std::byte>> ZipDirectory::read(const ZipEntry& entry, std::uint64_t limit,
                                                  const CancelToken& cancel) const
{
    if (entry.size > limit)
        return fail(ErrorCode::Unsupported,
                    "The entry \"" + shownText(entry.name) + "\" has " + std::to_string(entry.size) + " bytes; at most "
                        + std::to_string(limit) + " are read into memory.",
                    {file_->path(), {}, entry.dataOffset});
    std::vector<std::byte> bytes(entry.size);
    if (entry.deflated) {
        FL_CHECK(inflateEntry(*file_, entry, bytes, cancel));
        return bytes;
    }
    constexpr std::size_t chunk = std::size_t{16} << 20U;
    for (std::size_t done = 0; done < bytes.size(); done += chunk) {
        if (cancel.requested())
            return cancelled();
        FL_CHECK(
            file_->read(entry.dataOffset + done, std::span(bytes).subspan(done, std::min(chunk, bytes.size() - done))));
    }
    return bytes;
}

}  // namespace fisherlens
