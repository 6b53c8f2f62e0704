// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/containers/msgpack_stream.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace fisherlens {
namespace {

constexpr std::size_t kWindow = 4096;  // between two arrays lies little

}  // namespace

Failure MsgpackStream::damaged(std::string text) const
{
    return fail(ErrorCode::Damaged, std::move(text), {file_->path(), {}, at_},
                "The file was probably not written to its end; copy or save it again.");
}

Failure MsgpackStream::tooMuch(std::string text) const
{
    return fail(ErrorCode::Unsupported, std::move(text), {file_->path(), {}, at_});
}

Result<std::span<const std::byte>> MsgpackStream::bytes(std::size_t count)
{
    if (count > file_->size() - at_)
        return damaged("The file ends within a value.");
    if (at_ < begin_ || at_ + count > begin_ + filled_) {
        begin_ = at_;
        buffer_.resize(std::max(kWindow, count));
        filled_ = static_cast<std::size_t>(std::min<std::uint64_t>(buffer_.size(), file_->size() - at_));
        FL_CHECK(file_->read(begin_, std::span(buffer_).first(filled_)));
    }
    const auto found = std::span<const std::byte>(buffer_).subspan(static_cast<std::size_t>(at_ - begin_), count);
    at_ += count;
    return found;
}
Result<void> MsgpackStream::skip(std::uint64_t count)
{
    if (count > file_->size() - at_)
        return damaged("The file ends within a value.");
    at_ += count;
    return {};
}
Result<std::uint64_t> MsgpackStream::number(std::size_t width)
{
    FL_TRY(const auto raw, bytes(width));
    std::uint64_t value = 0;
    for (const std::byte byte : raw)
        value = value << 8U | std::to_integer<std::uint64_t>(byte);
    return value;
}
Result<std::string> MsgpackStream::text(std::uint64_t length, std::size_t limit)
{
    const auto kept = static_cast<std::size_t>(std::min<std::uint64_t>(length, limit));
    FL_TRY(const auto raw, bytes(kept));
    std::string result(reinterpret_cast<const char*>(raw.data()), raw.size());
    FL_CHECK(skip(length - kept));
    return result;
}

Result<MsgpackHeader> MsgpackStream::sized(MsgpackHeader::Type type, std::size_t width)
{
    MsgpackHeader header{type};
    FL_TRY(header.length, number(width));
    if (type == MsgpackHeader::Type::Extension) {
        FL_CHECK(extension(header));
    }
    return header;
}
Result<void> MsgpackStream::extension(MsgpackHeader& header)
{
    FL_TRY(const std::uint64_t code, number(1));
    header.extension = static_cast<std::int8_t>(code);
    return {};
}

Result<MsgpackHeader> MsgpackStream::header()
{
    using Type = MsgpackHeader::Type;
    FL_TRY(const std::uint64_t first, number(1));
    const auto marker = static_cast<unsigned>(first);
    if (marker < 0x80)
        return MsgpackHeader{Type::Number, static_cast<double>(marker)};
    if (marker < 0x90)
        return MsgpackHeader{Type::Map, 0, marker & 0x0fU};
    if (marker < 0xa0)
        return MsgpackHeader{Type::Array, 0, marker & 0x0fU};
    if (marker < 0xc0)
        return MsgpackHeader{Type::Text, 0, marker & 0x1fU};
    if (marker >= 0xe0)
        return MsgpackHeader{Type::Number, static_cast<double>(marker) - 256};
    switch (marker) {
    case 0xc0: return MsgpackHeader{Type::Nothing};
    case 0xc2: return MsgpackHeader{Type::Boolean, 0};
    case 0xc3: return MsgpackHeader{Type::Boolean, 1};
    case 0xc4: return sized(Type::Binary, 1);
    case 0xc5: return sized(Type::Binary, 2);
    case 0xc6: return sized(Type::Binary, 4);
    case 0xc7: return sized(Type::Extension, 1);
    case 0xc8: return sized(Type::Extension, 2);
    case 0xc9: return sized(Type::Extension, 4);
    case 0xca: {
        FL_TRY(const std::uint64_t bits, number(4));
        return MsgpackHeader{Type::Number, std::bit_cast<float>(static_cast<std::uint32_t>(bits))};
    }
    case 0xcb: {
        FL_TRY(const std::uint64_t bits, number(8));
        return MsgpackHeader{Type::Number, std::bit_cast<double>(bits)};
    }
    case 0xcc:
    case 0xcd:
    case 0xce:
    case 0xcf: {
        FL_TRY(const std::uint64_t value, number(std::size_t{1} << (marker - 0xccU)));
        return MsgpackHeader{Type::Number, static_cast<double>(value)};
    }
    case 0xd0:
    case 0xd1:
    case 0xd2:
    case 0xd3: {
        const std::size_t width = std::size_t{1} << (marker - 0xd0U);
        FL_TRY(const std::uint64_t value, number(width));
        const auto shift = static_cast<unsigned>(64 - 8 * width);
        return MsgpackHeader{Type::Number, static_cast<double>(static_cast<std::int64_t>(value << shift) >> shift)};
    }
    case 0xd4:
    case 0xd5:
    case 0xd6:
    case 0xd7:
    case 0xd8: {
        MsgpackHeader fixed{Type::Extension, 0, std::uint64_t{1} << (marker - 0xd4U)};
        FL_CHECK(extension(fixed));
        return fixed;
    }
    case 0xd9: return sized(Type::Text, 1);
    case 0xda: return sized(Type::Text, 2);
    case 0xdb: return sized(Type::Text, 4);
    case 0xdc: return sized(Type::Array, 2);
    case 0xdd: return sized(Type::Array, 4);
    case 0xde: return sized(Type::Map, 2);
    case 0xdf: return sized(Type::Map, 4);
    default: return damaged("This is not MessagePack: a byte that begins no value.");
    }
}

}  // namespace fisherlens
