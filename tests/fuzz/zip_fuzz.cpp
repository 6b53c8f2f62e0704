// SPDX-License-Identifier: GPL-3.0-or-later
// The directory of a ZIP archive: entries lie inside the file and share no byte, reading one gives its declared size or
// an error; opening the whole as a checkpoint ends too, and so does reading the arrays of an NPZ.
#include "formats/checkpoint.h"
#include "formats/containers/npz.h"
#include "formats/containers/zip.h"
#include "fuzz/memory_file.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    using namespace fisherlens;
    const MemoryFile memory(data, size);
    const auto file = memory.source();
    static_cast<void>(openCheckpoint({.path = file->path()}, {}));
    const auto zip = ZipDirectory::open(file, {});
    if (!zip)
        return 0;
    if (const auto npz = openNpz(file, {}))
        for (const Tensor& tensor : npz->tensors.tensors())
            if (tensor.info.count <= 4096)
                static_cast<void>(readAll(tensor));
    std::uint64_t stored = 0;
    for (const ZipEntry& entry : zip->entries()) {
        if (entry.dataOffset > size || entry.compressedSize > size - entry.dataOffset
            || zip->find(entry.name) != &entry)
            std::abort();
        stored += entry.compressedSize;
        const auto bytes = zip->read(entry, std::uint64_t{1} << 20U, {});
        if (bytes && bytes->size() != entry.size)
            std::abort();
    }
    if (stored > size)
        std::abort();
    return 0;
}
