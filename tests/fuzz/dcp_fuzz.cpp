// SPDX-License-Identifier: GPL-3.0-or-later
// The `.metadata` of a distributed checkpoint, and the sorting of the names in it.
#include "formats/layouts/dcp_metadata.h"
#include "formats/layouts/dcp_names.h"

#include <cstdint>
#include <cstdlib>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace fisherlens;
    const auto* bytes = reinterpret_cast<const std::byte*>(data);
    const auto metadata = readDcpMetadata(std::vector<std::byte>(bytes, bytes + size), "fuzz", {});
    if (!metadata) {
        if (metadata.error().detail.empty())
            std::abort();
        return 0;
    }
    const DcpNames names = sortDcpNames(*metadata);
    std::size_t placed = names.others.size();
    for (const auto& model : names.models)
        placed += model.tensors.size();
    if (placed > metadata->items.size())
        std::abort();
    return 0;
}
