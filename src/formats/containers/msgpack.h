// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/byte_source.h"
#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fisherlens {

/// A value of a MessagePack file. Arrays are those of Flax: extension 1 (or 3, for NumPy scalars) around (shape, name
/// of the dtype, bytes), flax/serialization.py.
struct MsgpackValue {
    enum class Kind {
        Nothing,
        Boolean,
        Number,
        Text,   ///< at most 256 bytes of it
        Map,    ///< keys are texts; whole numbers as keys become texts
        Array,  ///< an array of numbers of a type that is read
        Other,  ///< something else: its bytes are passed over
    };
    Kind kind = Kind::Other;
    double number = 0;
    std::string text;  ///< of an Other array: why it is not read
    std::vector<std::pair<std::string, std::size_t>>
        entries;   ///< key → index in MsgpackTree::values; of lists "0", ...
    Tensor array;  ///< unnamed
};

/// A file as a tree; values[0] is the root.
struct MsgpackTree {
    std::vector<MsgpackValue> values;

    [[nodiscard]] const MsgpackValue& root() const { return values.front(); }
    /// nullptr when the map has no such key.
    [[nodiscard]] const MsgpackValue* find(const MsgpackValue& map, std::string_view key) const;
};

/// True for the first bytes of a file that begins with a map whose first key is a text.
[[nodiscard]] bool looksLikeMsgpack(std::span<const std::byte> head);

/// Walks the whole file but for the elements of its arrays, which are read on demand. Arrays that Flax has cut into
/// chunks are one array. Errors: Damaged (not MessagePack, cut off, an array of another size than it says),
/// Unsupported (more than 64 levels, 1,000,000 values or 64 MiB of names), Changed, Cancelled.
Result<MsgpackTree> readMsgpack(const std::shared_ptr<const ByteSource>& file, const JobContext& context);

}  // namespace fisherlens
