// SPDX-License-Identifier: GPL-3.0-or-later
// The header of safetensors: whatever the bytes, opening gives tensors that can be read or an error, nothing else.
#include "formats/containers/safetensors.h"
#include "fuzz/memory_file.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    using namespace fisherlens;
    const MemoryFile memory(data, size);
    const auto file = memory.source();
    static_cast<void>(looksLikeSafetensors(*file));
    const auto opened = openSafetensors(file, {});
    if (!opened)
        return 0;
    std::uint64_t bytes = 0;
    for (const Tensor& tensor : opened->tensors.tensors()) {
        bytes += tensor.info.bytes();
        std::vector<std::byte> values(static_cast<std::size_t>(tensor.info.bytes()));
        if (!tensor.source->readBytes(0, values))
            std::abort();
    }
    if (bytes > size)  // no byte belongs to two tensors
        std::abort();
    return 0;
}
