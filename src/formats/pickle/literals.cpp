// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/pickle/literals.h"

namespace fisherlens::pickle {
namespace {

using Literal = Result<std::optional<NodeId>>;

Literal binaryInteger(std::size_t n, Reader& reader, Document& document, const Place& place)
{
    const auto value = reader.number(n);
    if (!value)
        return place.truncated();
    // Only the four-byte form is signed.
    const auto number =
        n == 4 ? static_cast<std::int64_t>(static_cast<std::int32_t>(*value)) : static_cast<std::int64_t>(*value);
    return document.addPlain(Kind::Int, number);
}

Literal binaryLong(std::size_t lengthBytes, Reader& reader, Document& document, const Place& place,
                   const Limits& limits)
{
    const auto length = reader.number(lengthBytes);
    if (!length || *length > reader.left())
        return place.truncated();
    if (*length > limits.longBytes)
        return place.tooLarge();
    const auto value = decodeLong(*reader.take(*length));
    return value ? document.addPlain(Kind::Int, *value) : document.addPlain(Kind::BigInt);
}

Literal counted(Kind kind, std::size_t lengthBytes, Reader& reader, Document& document, const Place& place)
{
    const auto length = reader.number(lengthBytes);
    const auto text = length ? reader.takeText(*length) : std::nullopt;
    if (!text)
        return place.truncated();
    return document.addText(kind, *text);
}

Literal textLine(Op op, Reader& reader, Document& document, const Place& place)
{
    const auto line = reader.line();
    if (!line)
        return place.truncated();
    if (op == Op::Int && (*line == "00" || *line == "01"))
        return document.addPlain(Kind::Bool, *line == "01");
    if (op == Op::Int || op == Op::Long) {
        const auto number = parseInteger(*line);
        if (!number)
            return place.damaged("The pickle in this file has a number that is none.");
        return number->tooLarge ? document.addPlain(Kind::BigInt) : document.addPlain(Kind::Int, number->value);
    }
    if (op == Op::Float) {
        const auto number = parseFloat(*line);
        if (!number)
            return place.damaged("The pickle in this file has a number that is none.");
        return document.addFloat(*number);
    }
    auto text = op == Op::String ? unquote(*line) : unescapeUnicode(*line);
    if (!text)
        return place.damaged("The pickle in this file has a text that is not well-formed.");
    return document.addOwnedText(Kind::Text, std::move(*text));
}

Literal binaryFloat(Reader& reader, Document& document, const Place& place)
{
    const auto value = reader.bigEndianDouble();
    if (!value)
        return place.truncated();
    return document.addFloat(*value);
}

}  // namespace

Literal readLiteral(Op op, Reader& reader, Document& document, const Place& place, const Limits& limits)
{
    switch (op) {
    case Op::None: return document.addPlain(Kind::None);
    case Op::NewTrue: return document.addPlain(Kind::Bool, 1);
    case Op::NewFalse: return document.addPlain(Kind::Bool, 0);
    case Op::BinInt: return binaryInteger(4, reader, document, place);
    case Op::BinInt1: return binaryInteger(1, reader, document, place);
    case Op::BinInt2: return binaryInteger(2, reader, document, place);
    case Op::Long1: return binaryLong(1, reader, document, place, limits);
    case Op::Long4: return binaryLong(4, reader, document, place, limits);
    case Op::BinFloat: return binaryFloat(reader, document, place);
    case Op::Int:
    case Op::Long:
    case Op::Float:
    case Op::String:
    case Op::Unicode: return textLine(op, reader, document, place);
    case Op::ShortBinString:
    case Op::ShortBinUnicode: return counted(Kind::Text, 1, reader, document, place);
    case Op::BinString:
    case Op::BinUnicode: return counted(Kind::Text, 4, reader, document, place);
    case Op::BinUnicode8: return counted(Kind::Text, 8, reader, document, place);
    case Op::ShortBinBytes: return counted(Kind::Bytes, 1, reader, document, place);
    case Op::BinBytes: return counted(Kind::Bytes, 4, reader, document, place);
    case Op::BinBytes8:
    case Op::ByteArray8: return counted(Kind::Bytes, 8, reader, document, place);
    case Op::EmptyTuple: return document.addSequence(Kind::Tuple, {});
    case Op::EmptyList: return document.addSequence(Kind::List, {});
    case Op::EmptySet: return document.addSequence(Kind::Set, {});
    case Op::EmptyDict: return document.addDict();
    default: return std::nullopt;
    }
}

}  // namespace fisherlens::pickle
