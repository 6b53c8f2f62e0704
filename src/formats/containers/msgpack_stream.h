// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/byte_source.h"
#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace fisherlens {

/// One header of MessagePack: what follows, and how long it is.
struct MsgpackHeader {
    enum class Type { Nothing, Boolean, Number, Text, Binary, Array, Map, Extension };
    Type type = Type::Nothing;
    double number = 0;         ///< of Boolean and Number
    std::uint64_t length = 0;  ///< bytes, elements or pairs
    int extension = 0;
};

/// The bytes of a MessagePack file in order; what is passed over is not read. Errors: Damaged (the file ends within a
/// value, a byte that begins none).
class MsgpackStream {
public:
    explicit MsgpackStream(std::shared_ptr<const ByteSource> file) : file_(std::move(file)) {}

    [[nodiscard]] const std::shared_ptr<const ByteSource>& file() const { return file_; }
    [[nodiscard]] std::uint64_t at() const { return at_; }
    [[nodiscard]] std::uint64_t left() const { return file_->size() - at_; }

    Result<MsgpackHeader> header();
    /// The first `limit` of `length` bytes; all of them are passed.
    Result<std::string> text(std::uint64_t length, std::size_t limit);
    Result<void> skip(std::uint64_t count);

    [[nodiscard]] Failure damaged(std::string text) const;
    [[nodiscard]] Failure tooMuch(std::string text) const;

private:
    Result<std::span<const std::byte>> bytes(std::size_t count);
    /// Big-endian, as everything in MessagePack.
    Result<std::uint64_t> number(std::size_t width);
    Result<MsgpackHeader> sized(MsgpackHeader::Type type, std::size_t width);
    Result<void> extension(MsgpackHeader& header);

    std::shared_ptr<const ByteSource> file_;
    std::vector<std::byte> buffer_;
    std::uint64_t begin_ = 0, at_ = 0;  ///< of the buffer; of the next byte
    std::size_t filled_ = 0;
};

}  // namespace fisherlens
