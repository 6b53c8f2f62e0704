// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <sys/stat.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace fisherlens {

/// Read-only random access to a file, by pread and never by mmap: a checkpoint that training truncates while it is
/// mapped would be SIGBUS. Thread-safe. The identity (device, inode, size, mtime) is taken when it is opened.
class ByteSource {
public:
    /// Errors: Missing (not there, not readable, a directory or device).
    static Result<std::shared_ptr<const ByteSource>> open(const std::string& path);
    /// `length` bytes of a file from `offset`, as if they were a file (an archive inside of another file). Offsets are
    /// then counted from there, also in errors. Error Damaged: the range reaches beyond the end.
    static Result<std::shared_ptr<const ByteSource>> window(const std::shared_ptr<const ByteSource>& file,
                                                            std::uint64_t offset, std::uint64_t length);
    ~ByteSource();
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::uint64_t size() const { return size_; }
    /// Where a window begins in its file; 0 for a whole file.
    [[nodiscard]] std::uint64_t base() const { return base_; }
    /// The open descriptor, to be handed to a child process that reads the same file; it stays owned by this object.
    [[nodiscard]] int descriptor() const { return descriptor_; }

    /// Fills `out` from `offset`. Errors: Damaged (range beyond the end), Missing (I/O error), Changed (shrunk meanwhile).
    Result<void> read(std::uint64_t offset, std::span<std::byte> out) const;

    /// Error Changed when size, mtime or inode behind the open file differ from those at opening. Call after reading.
    Result<void> checkUnchanged() const;

private:
    struct Identity {
        std::uint64_t device = 0, inode = 0, size = 0;
        std::int64_t seconds = 0, nanoseconds = 0;
        bool operator==(const Identity&) const = default;
    };
    ByteSource(std::string path, int descriptor, Identity identity)
        : path_(std::move(path)), descriptor_(descriptor), identity_(identity), size_(identity.size)
    {}
    static Identity identify(const struct ::stat& status);

    std::string path_;
    int descriptor_;
    Identity identity_;
    std::uint64_t base_ = 0, size_ = 0;
    std::shared_ptr<const ByteSource> whole_;  ///< of a window: the file, which owns the descriptor
};

}  // namespace fisherlens
