// SPDX-License-Identifier: GPL-3.0-or-later
// TensorBoard event files: the framing as it is, and the bytes behind the first as a message (so that the protobuf
// reader is reached without a checksum that fits).
#include "formats/event_file.h"
#include "fuzz/memory_file.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    using namespace fisherlens;
    detail::SeriesBuilder series;
    const auto bytes = std::as_bytes(std::span(data, size));
    static_cast<void>(detail::readEvent(bytes, series));
    const MemoryFile memory(data, size);
    static_cast<void>(detail::readEventFile(memory.source(), series, {}));
    static_cast<void>(series.take());
    return 0;
}
