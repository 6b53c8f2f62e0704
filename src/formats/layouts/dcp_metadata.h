// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/dtype.h"
#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace fisherlens {

/// A range of one of the files of a distributed checkpoint: a complete torch.save archive.
struct DcpSlice {
    std::string file;  ///< a name inside the folder
    std::uint64_t offset = 0, length = 0;
};

/// One value of a distributed checkpoint.
struct DcpItem {
    struct Chunk {
        std::vector<std::int64_t> offsets;
        Shape sizes;
        DcpSlice slice;
    };
    std::string key;                ///< "optimizer.state.layers.0.weight.exp_avg_sq"
    std::vector<std::string> path;  ///< the same as its writer split it; {key} when it did not say
    bool isTensor = false;
    std::optional<DType> dtype;  ///< unset: a type that is not read, `typeName`
    std::string typeName;
    Shape shape;
    std::vector<Chunk> chunks;      ///< of a tensor
    std::optional<DcpSlice> bytes;  ///< of anything else
};

/// What `.metadata` of torch.distributed.checkpoint says (facts/formats-trainers.md 3; PyTorch 1.13 to 2.14).
struct DcpMetadata {
    std::vector<DcpItem> items;  ///< in the order of the file
    bool split = false;          ///< the writer said how it split the keys

    [[nodiscard]] const DcpItem* find(const std::string& key) const
    {
        const auto at = byKey.find(key);
        return at == byKey.end() ? nullptr : &items[at->second];
    }
    std::unordered_map<std::string, std::size_t> byKey;
};

/// Reads a `.metadata` file: a pickle, walked and never run. File names are those of the folder: no separators. Classes
/// outside of torch.distributed become the findings `opaque-object`. Errors: Damaged, Unsafe, Unsupported (a stream
/// with extensions such as compression, the limits), Cancelled.
Result<DcpMetadata> readDcpMetadata(std::vector<std::byte> bytes, const std::string& file, const JobContext& context);

}  // namespace fisherlens
