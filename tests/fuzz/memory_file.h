// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/byte_source.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <string>

namespace fisherlens {

/// The fuzzer's bytes as a file that never touches a disk.
class MemoryFile {
public:
    MemoryFile(const unsigned char* data, std::size_t size) : descriptor_(::memfd_create("fuzz", MFD_CLOEXEC))
    {
        if (descriptor_ < 0 || ::write(descriptor_, data, size) != static_cast<ssize_t>(size))
            std::abort();
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile() { ::close(descriptor_); }

    [[nodiscard]] std::shared_ptr<const ByteSource> source() const
    {
        auto source = ByteSource::open("/proc/self/fd/" + std::to_string(descriptor_));
        if (!source)
            std::abort();
        return *source;
    }

private:
    int descriptor_;
};

}  // namespace fisherlens
