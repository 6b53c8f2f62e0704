// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/containers/msgpack.h"

#include "formats/containers/assembled_source.h"
#include "formats/containers/msgpack_stream.h"
#include "formats/containers/utf8.h"
#include "formats/pickle/tensor_record.h"
#include "formats/shown_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace fisherlens {
namespace {

using Kind = MsgpackValue::Kind;

constexpr std::size_t kMaxDepth = 64, kMaxValues = 1'000'000, kMaxNameBytes = std::size_t{64} << 20U;
constexpr std::size_t kMaxName = 4096, kMaxText = 256, kMaxRank = 64;

class Walker {
public:
    Walker(const std::shared_ptr<const ByteSource>& file, const JobContext& context) : in_(file), context_(context) {}

    Result<MsgpackTree> walk()
    {
        FL_CHECK(value(1));
        while (!open_.empty()) {
            if (context_.cancel.requested())
                return cancelled();
            Frame& frame = open_.back();
            if (frame.left == 0) {
                FL_CHECK(close(frame.value));
                open_.pop_back();
                continue;
            }
            --frame.left;
            const std::size_t owner = frame.value;
            std::string key = std::to_string(frame.next++);
            if (frame.keyed) {
                FL_TRY(key, readKey());
            }
            tree_.values[owner].entries.emplace_back(std::move(key), tree_.values.size());
            FL_CHECK(value(open_.size() + 1));
        }
        if (in_.left() > 0)
            return in_.damaged("There are bytes after the end of the MessagePack data.");
        return std::move(tree_);
    }

private:
    struct Frame {
        std::size_t value;
        std::uint64_t left;
        bool keyed;
        std::size_t next = 0;
    };

    Result<std::string> readKey()
    {
        FL_TRY(const MsgpackHeader found, in_.header());
        std::string key;
        const bool whole = found.type == MsgpackHeader::Type::Number && std::abs(found.number) <= 1e9
                           && found.number == std::trunc(found.number);  // neither holds for a NaN
        if (whole) {
            key = std::to_string(static_cast<std::int32_t>(found.number));
        } else if (found.type == MsgpackHeader::Type::Text && found.length <= kMaxName) {
            FL_TRY(key, in_.text(found.length, kMaxName));
        } else {
            return in_.damaged("A key of a map is neither a short text nor a number.");
        }
        nameBytes_ += key.size();
        if (nameBytes_ > kMaxNameBytes)
            return in_.tooMuch("The names in this file are too long.");
        if (!isUtf8(key))
            return in_.tooMuch("The file holds a name that is not valid UTF-8.");
        return key;
    }

    Result<void> value(std::size_t depth)
    {
        using Type = MsgpackHeader::Type;
        if (tree_.values.size() >= kMaxValues)
            return in_.tooMuch("The file has more than 1,000,000 values.");
        FL_TRY(const MsgpackHeader found, in_.header());
        const std::size_t index = tree_.values.size();
        MsgpackValue& made = tree_.values.emplace_back();
        made.number = found.number;
        switch (found.type) {
        case Type::Nothing: made.kind = Kind::Nothing; return {};
        case Type::Boolean: made.kind = Kind::Boolean; return {};
        case Type::Number: made.kind = Kind::Number; return {};
        case Type::Text: made.kind = Kind::Text; return assignText(made, found.length);
        case Type::Binary: return in_.skip(found.length);
        case Type::Extension: return readExtension(made, found);
        case Type::Array:
        case Type::Map: break;
        }
        made.kind = Kind::Map;
        if (depth > kMaxDepth)
            return in_.tooMuch("The file is nested too deeply.");
        open_.push_back({index, found.length, found.type == Type::Map});
        return {};
    }
    Result<void> assignText(MsgpackValue& made, std::uint64_t length)
    {
        FL_TRY(made.text, in_.text(length, kMaxText));
        return {};
    }

    /// (shape, dtype name, bytes) of an array; anything else is passed over.
    Result<void> readExtension(MsgpackValue& made, const MsgpackHeader& found)
    {
        using Type = MsgpackHeader::Type;
        if (found.length > in_.left())
            return in_.damaged("The file ends within a value.");
        const std::uint64_t end = in_.at() + found.length;
        if (found.extension != 1 && found.extension != 3)
            return in_.skip(found.length);
        FL_TRY(const MsgpackHeader triple, in_.header());
        FL_TRY(const MsgpackHeader sizes, in_.header());
        if (triple.type != Type::Array || triple.length != 3 || sizes.type != Type::Array || sizes.length > kMaxRank)
            return in_.damaged("An array in this file is not described as Flax does.");
        Shape shape;
        for (std::uint64_t k = 0; k < sizes.length; ++k) {
            FL_TRY(const MsgpackHeader size, in_.header());
            if (size.type != Type::Number || !(size.number >= 0 && size.number < 0x1p53))
                return in_.damaged("The shape of an array is no list of sizes.");
            shape.push_back(static_cast<std::int64_t>(size.number));
        }
        FL_TRY(const MsgpackHeader name, in_.header());
        if (name.type != Type::Text)
            return in_.damaged("An array in this file is not described as Flax does.");
        FL_TRY(const std::string numpy, in_.text(name.length, kMaxText));
        FL_TRY(const MsgpackHeader content, in_.header());
        if (content.type != Type::Binary || in_.at() + content.length != end)
            return in_.damaged("An array in this file is not described as Flax does.");
        const auto dtype = pickle::torchDType(numpy);  // ml_dtypes and PyTorch use the same names
        if (!dtype) {
            made.text = "its type " + shownText(numpy) + " is not read";
            return in_.skip(content.length);
        }
        const auto count = elementCount(shape);
        if (!count || content.length % byteSize(*dtype) != 0
            || static_cast<std::uint64_t>(*count) != content.length / byteSize(*dtype))
            return in_.damaged("An array of the shape " + shapeText(shape) + " has " + std::to_string(content.length)
                               + " bytes.");
        FL_TRY(made.array, storedTensor(in_.file(), {}, *dtype, std::move(shape), {}, in_.at(), 0, in_.file()->size()));
        made.kind = Kind::Array;
        return in_.skip(content.length);
    }

    /// The entries "0", "1", ... of a map in this order; null where one is missing.
    [[nodiscard]] std::vector<const MsgpackValue*> numbered(const MsgpackValue& map) const
    {
        std::vector<const MsgpackValue*> found(map.entries.size(), nullptr);
        for (const auto& [key, index] : map.entries) {
            std::size_t place = 0;
            const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), place);
            if (error == std::errc() && end == key.data() + key.size() && place < found.size())
                found[place] = &tree_.values[index];
        }
        return found;
    }

    /// Flax cuts arrays of more than 2^30 bytes: {"__msgpack_chunked_array__": true, "shape": {...}, "chunks": {...}}.
    Result<void> close(std::size_t index)
    {
        const MsgpackValue& map = tree_.values[index];
        if (!tree_.find(map, "__msgpack_chunked_array__"))
            return {};
        const MsgpackValue* sizes = tree_.find(map, "shape");
        const MsgpackValue* chunks = tree_.find(map, "chunks");
        if (!sizes || !chunks || chunks->entries.empty() || sizes->entries.size() > kMaxRank)
            return in_.damaged("An array in chunks is not described as Flax does.");
        Shape shape;
        for (const MsgpackValue* size : numbered(*sizes)) {
            if (!size || size->kind != Kind::Number || !(size->number >= 0 && size->number < 0x1p53))
                return in_.damaged("The shape of an array in chunks is no list of sizes.");
            shape.push_back(static_cast<std::int64_t>(size->number));
        }
        const auto count = elementCount(shape);
        const DType dtype = tree_.values[chunks->entries[0].second].array.info.dtype;
        std::vector<Piece> pieces;
        std::int64_t done = 0;
        for (const MsgpackValue* chunk : numbered(*chunks)) {
            if (!count || !chunk || chunk->kind != Kind::Array || chunk->array.info.dtype != dtype
                || chunk->array.info.count > *count - done)
                return in_.damaged("The chunks of an array do not fit its shape " + shapeText(shape) + ".");
            if (chunk->array.info.count > 0)
                pieces.push_back({{done}, {chunk->array.info.count}, chunk->array.source, 0});
            done += chunk->array.info.count;
        }
        FL_TRY(Tensor whole, assembledTensor({{}, dtype, std::move(shape), *count, in_.file()->path(), {}}, {*count},
                                             std::move(pieces)));
        MsgpackValue& made = tree_.values[index];
        made.kind = Kind::Array;
        made.array = std::move(whole);
        made.entries.clear();
        return {};
    }

    MsgpackStream in_;
    const JobContext& context_;
    std::size_t nameBytes_ = 0;
    MsgpackTree tree_;
    std::vector<Frame> open_;
};

}  // namespace

const MsgpackValue* MsgpackTree::find(const MsgpackValue& map, std::string_view key) const
{
    const auto at =
        std::find_if(map.entries.begin(), map.entries.end(), [key](const auto& entry) { return entry.first == key; });
    return at == map.entries.end() ? nullptr : &values[at->second];
}

bool looksLikeMsgpack(std::span<const std::byte> head)
{
    const auto at = [&head](std::size_t i) { return i < head.size() ? std::to_integer<unsigned>(head[i]) : 0U; };
    const std::size_t key = at(0) == 0xdfU ? 5 : at(0) == 0xdeU ? 3 : 1;
    const bool map = (at(0) > 0x80U && at(0) < 0x90U) || at(0) == 0xdeU || at(0) == 0xdfU;
    const bool text = (at(key) > 0xa0U && at(key) < 0xc0U) || at(key) == 0xd9U || at(key) == 0xdaU;
    return map && text;
}

Result<MsgpackTree> readMsgpack(const std::shared_ptr<const ByteSource>& file, const JobContext& context)
{
    FL_TRY(MsgpackTree tree, Walker(file, context).walk());
    FL_CHECK(file->checkUnchanged());
    return tree;
}

}  // namespace fisherlens
