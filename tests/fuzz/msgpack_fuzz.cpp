// SPDX-License-Identifier: GPL-3.0-or-later
// A file of flax.serialization: walking, finding parameters and the states of optax, reading them.
#include "formats/layouts/flax_file.h"
#include "formats/optimizers.h"
#include "fuzz/memory_file.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace fisherlens;
    const MemoryFile bytes(data, size);
    const auto file = openFlaxFile(bytes.source(), {});
    if (!file) {
        if (file.error().detail.empty())
            std::abort();
        return 0;
    }
    for (const std::string& path : (*file)->stateDicts()) {
        const auto dict = (*file)->readStateDict(path, {});
        if (!dict)
            continue;
        if (dict->identity.size() != dict->tensors.size())
            std::abort();
        for (const Tensor& tensor : dict->tensors.tensors())
            if (tensor.info.count <= 64 && !isComplex(tensor.info.dtype))
                (void)readAll(tensor);
    }
    for (std::size_t i = 0; i < (*file)->optimizers().size(); ++i) {
        const auto record = (*file)->readOptimizer(i, {});
        if (record)
            (void)readOptimizerState(*record, "fuzz", {});
    }
    return 0;
}
