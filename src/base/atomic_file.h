// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace fisherlens {

/// A file that appears whole or not at all: it is written under a temporary name in the same folder, fsynced and
/// renamed over the target by commit(). Destroyed without commit() it leaves nothing behind; the target is untouched.
class AtomicFile {
public:
    /// Errors: NotWritten (folder missing or read-only, target is a folder).
    static Result<AtomicFile> create(const std::string& target);
    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&& other) noexcept;
    ~AtomicFile();

    /// For libraries that write by path (HDF5): the temporary file, which exists and is empty.
    [[nodiscard]] const std::string& temporaryPath() const { return temporary_; }
    [[nodiscard]] const std::string& target() const { return target_; }

    /// Appends. Error NotWritten (disk full, ...).
    Result<void> write(std::span<const std::byte> bytes);
    Result<void> write(std::string_view text);

    /// fsync, rename, fsync of the folder. Error NotWritten; the temporary file is then removed.
    Result<void> commit();

private:
    AtomicFile(std::string target, std::string temporary, int descriptor)
        : target_(std::move(target)), temporary_(std::move(temporary)), descriptor_(descriptor)
    {}
    void discard() noexcept;

    std::string target_;
    std::string temporary_;
    int descriptor_ = -1;
};

/// Writes a whole small file through AtomicFile.
Result<void> writeFile(const std::string& path, std::string_view text);

}  // namespace fisherlens
