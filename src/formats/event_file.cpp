// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/event_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <optional>
#include <string_view>

namespace fisherlens::detail {
namespace {

constexpr std::uint64_t kMaxRecord = std::uint64_t{256} << 20U;

constexpr std::array<std::uint32_t, 256> crcTable()
{
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value >> 1U) ^ ((value & 1U) != 0 ? 0x82F63B78U : 0U);
        table[i] = value;
    }
    return table;
}

template <class T>
T little(std::span<const std::byte> bytes)
{
    T value{};
    std::memcpy(&value, bytes.data(), sizeof value);
    return value;
}

/// The fields of a protobuf message, one after the other.
class Message {
public:
    explicit Message(std::span<const std::byte> bytes) : rest_(bytes) {}

    struct Field {
        std::uint32_t number = 0;
        unsigned wire = 0;                 ///< 0 varint, 1 eight bytes, 2 bytes, 5 four bytes
        std::uint64_t value = 0;           ///< of 0, 1 and 5
        std::span<const std::byte> bytes;  ///< of 2
    };

    /// nullopt at the end; then ok() says whether the message was well formed.
    std::optional<Field> next()
    {
        if (rest_.empty() || !ok_)
            return std::nullopt;
        Field field;
        const std::uint64_t key = varint();
        field.number = static_cast<std::uint32_t>(key >> 3U);
        field.wire = static_cast<unsigned>(key & 7U);
        switch (field.wire) {
        case 0: field.value = varint(); break;
        case 1: field.value = fixed<std::uint64_t>(); break;
        case 5: field.value = fixed<std::uint32_t>(); break;
        case 2: field.bytes = take(varint()); break;
        default: ok_ = false;
        }
        ok_ = ok_ && field.number != 0 && key >> 35U == 0;
        return ok_ ? std::optional(field) : std::nullopt;
    }
    [[nodiscard]] bool ok() const { return ok_; }

private:
    std::uint64_t varint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
            const auto byte = static_cast<std::uint64_t>(rest_.front());
            rest_ = rest_.subspan(1);
            value |= (byte & 0x7FU) << shift;
            if ((byte & 0x80U) == 0)
                return value;
        }
        ok_ = false;
        return 0;
    }
    std::span<const std::byte> take(std::uint64_t size)
    {
        if (!ok_ || size > rest_.size()) {
            ok_ = false;
            return {};
        }
        const auto result = rest_.first(static_cast<std::size_t>(size));
        rest_ = rest_.subspan(result.size());
        return result;
    }
    template <class T>
    std::uint64_t fixed()
    {
        const auto bytes = take(sizeof(T));
        return bytes.empty() ? 0 : little<T>(bytes);
    }

    std::span<const std::byte> rest_;
    bool ok_ = true;
};

double asFloat(std::uint64_t bits)
{
    float value = 0;
    const auto low = static_cast<std::uint32_t>(bits);
    std::memcpy(&value, &low, sizeof value);
    return static_cast<double>(value);
}

double asDouble(std::uint64_t bits)
{
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

/// The number of a TensorProto that holds one; nullopt for every other tensor.
std::optional<double> scalarOf(std::span<const std::byte> tensor, bool& ok)
{
    constexpr std::uint64_t floatType = 1, doubleType = 2;
    std::uint64_t dtype = 0;
    std::size_t count = 0;
    double value = 0;
    std::span<const std::byte> content;
    Message message(tensor);
    while (const auto field = message.next()) {
        if (field->number == 1 && field->wire == 0)
            dtype = field->value;
        else if (field->number == 4 && field->wire == 2)
            content = field->bytes;
        else if (field->number == 5 && field->wire == 5)
            value = asFloat(field->value), ++count;
        else if (field->number == 6 && field->wire == 1)
            value = asDouble(field->value), ++count;
        else if (field->number == 5 && field->wire == 2 && field->bytes.size() == 4)
            value = asFloat(little<std::uint32_t>(field->bytes)), ++count;
        else if (field->number == 6 && field->wire == 2 && field->bytes.size() == 8)
            value = asDouble(little<std::uint64_t>(field->bytes)), ++count;
    }
    ok = ok && message.ok();
    if (count == 1 && content.empty())
        return value;
    if (count == 0 && dtype == floatType && content.size() == 4)
        return asFloat(little<std::uint32_t>(content));
    if (count == 0 && dtype == doubleType && content.size() == 8)
        return asDouble(little<std::uint64_t>(content));
    return std::nullopt;
}

struct Scalar {
    std::string tag;
    double value = 0;
};

std::optional<Scalar> valueOf(std::span<const std::byte> bytes, bool& ok)
{
    Scalar scalar;
    std::optional<double> number;
    Message message(bytes);
    while (const auto field = message.next()) {
        if (field->number == 1 && field->wire == 2)
            scalar.tag.assign(reinterpret_cast<const char*>(field->bytes.data()), field->bytes.size());
        else if (field->number == 2 && field->wire == 5)
            number = asFloat(field->value);
        else if (field->number == 8 && field->wire == 2)
            number = scalarOf(field->bytes, ok);
    }
    ok = ok && message.ok();
    if (!number || scalar.tag.empty())
        return std::nullopt;
    scalar.value = *number;
    return scalar;
}

}  // namespace

std::uint32_t maskedCrc32c(std::span<const std::byte> bytes)
{
    static constexpr std::array<std::uint32_t, 256> table = crcTable();
    std::uint32_t crc = ~0U;
    for (const std::byte byte : bytes)
        crc = table[(crc ^ static_cast<std::uint32_t>(byte)) & 0xFFU] ^ (crc >> 8U);
    crc = ~crc;
    return ((crc >> 15U) | (crc << 17U)) + 0xA282EAD8U;
}

bool readEvent(std::span<const std::byte> event, SeriesBuilder& series)
{
    double time = kNoTime;
    std::int64_t step = 0;
    std::vector<Scalar> scalars;
    bool ok = true;
    Message message(event);
    while (const auto field = message.next()) {
        if (field->number == 1 && field->wire == 1)
            time = asDouble(field->value);
        else if (field->number == 2 && field->wire == 0)
            step = static_cast<std::int64_t>(field->value);
        else if (field->number == 5 && field->wire == 2) {
            Message summary(field->bytes);
            while (const auto entry = summary.next())
                if (entry->number == 1 && entry->wire == 2)
                    if (auto scalar = valueOf(entry->bytes, ok))
                        scalars.push_back(std::move(*scalar));
            ok = ok && summary.ok();
        }
    }
    if (!ok || !message.ok())
        return false;
    for (const Scalar& scalar : scalars)
        series.add(scalar.tag, static_cast<double>(step), scalar.value, time);
    return true;
}

Result<void> readEventFile(const std::shared_ptr<const ByteSource>& file, SeriesBuilder& series,
                           const JobContext& context)
{
    std::uint64_t offset = 0;
    std::array<std::byte, 12> head{};
    std::vector<std::byte> data;
    const auto damaged = [&](std::string_view what) -> Result<void> {
        if (offset == 0)
            return fail(ErrorCode::Damaged, "The file does not begin with a record of an event file.",
                        {file->path(), {}, offset});
        context.find({Severity::Warning,
                      "training-log-damaged",
                      {file->path(), {}, offset},
                      "A record of the event file is damaged (" + std::string(what) + "); what follows it is left out.",
                      ""});
        return {};
    };
    // Whoever writes the file may be in the middle of a record: a last one that is not whole is left out.
    while (file->size() - offset >= head.size()) {
        if (context.cancel.requested())
            return cancelled();
        context.report("read the training log", static_cast<double>(offset) / static_cast<double>(file->size()));
        FL_CHECK(file->read(offset, head));
        const auto length = little<std::uint64_t>(head);
        if (little<std::uint32_t>(std::span(head).subspan(8)) != maskedCrc32c(std::span(head).first(8)))
            return damaged("its length does not match its checksum");
        const std::uint64_t rest = file->size() - offset - head.size();
        if (length > rest || rest - length < 4)
            break;
        if (length > kMaxRecord)
            return damaged("it is larger than 256 MiB");
        data.resize(static_cast<std::size_t>(length) + 4);
        FL_CHECK(file->read(offset + head.size(), data));
        const auto body = std::span<const std::byte>(data).first(static_cast<std::size_t>(length));
        if (little<std::uint32_t>(std::span<const std::byte>(data).last(4)) != maskedCrc32c(body))
            return damaged("its bytes do not match their checksum");
        if (!readEvent(body, series))
            return damaged("it is no event");
        offset += head.size() + length + 4;
    }
    if (offset == 0 && file->size() > 0)
        return damaged("it is cut off");
    context.report("read the training log", 1);
    return {};
}

}  // namespace fisherlens::detail
