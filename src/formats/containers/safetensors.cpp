// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/containers/safetensors.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <numeric>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace fisherlens {
namespace {

static_assert(std::endian::native == std::endian::little, "files are little-endian");

constexpr std::uint64_t kMaxHeader = 100'000'000;
constexpr std::size_t kMaxTensors = 1'000'000;
constexpr std::size_t kMaxDimensions = 64;
constexpr std::size_t kMaxIgnoredDepth = 64;
constexpr std::string_view kMetadata = "__metadata__";
constexpr std::string_view kDamagedHint = "The file is damaged or was written wrongly: copy or save it again.";

/// One entry of the header as it was read.
struct Entry {
    std::string name;
    std::string dtype;
    Shape shape;
    std::array<std::uint64_t, 2> range{};
    bool hasDtype = false, hasShape = false, hasRange = false;
};

/// Receives the JSON events of the header. The first contradiction is kept in `error` and stops the parser.
class HeaderReader {
public:
    HeaderReader(const ByteSource& file, const CancelToken& cancel) : file_(file), cancel_(cancel) {}

    std::vector<Entry> entries;
    std::map<std::string, std::string> metadata;
    std::optional<Error> error;

    bool null()
    {
        if (state_ == State::AwaitMetadata) {
            state_ = State::Root;
            return true;
        }
        return scalar();
    }
    bool boolean(bool) { return scalar(); }
    bool number_integer(std::int64_t) { return scalar(); }  // negative: no field holds one
    bool number_float(double, const std::string&) { return scalar(); }
    bool binary(nlohmann::json::binary_t&) { return scalar(); }

    bool number_unsigned(std::uint64_t value)
    {
        if (state_ == State::InShape) {
            if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
                return refuse(ErrorCode::Damaged, "A size in the shape is impossible.");
            if (entries.back().shape.size() == kMaxDimensions)
                return refuse(ErrorCode::Unsupported, "The tensor has more than 64 dimensions.");
            entries.back().shape.push_back(static_cast<std::int64_t>(value));
            return true;
        }
        if (state_ == State::InRange) {
            if (rangeLength_ == 2)
                return refuse(ErrorCode::Damaged, "data_offsets has more than two numbers.");
            entries.back().range[rangeLength_++] = value;
            return true;
        }
        return scalar();
    }

    bool string(std::string& value)
    {
        if (state_ == State::AwaitDtype) {
            entries.back().dtype = std::move(value);
            state_ = State::InEntry;
            return true;
        }
        if (state_ == State::AwaitMetadataValue) {
            metadata[key_] = std::move(value);
            state_ = State::InMetadata;
            return true;
        }
        return scalar();
    }

    bool start_object(std::size_t)
    {
        switch (state_) {
        case State::Start: state_ = State::Root; return true;
        case State::AwaitMetadata: state_ = State::InMetadata; return true;
        case State::AwaitEntry: state_ = State::InEntry; return true;
        default: return startIgnored();
        }
    }

    bool end_object()
    {
        switch (state_) {
        case State::InEntry: state_ = State::Root; return finishEntry();
        case State::InMetadata: state_ = State::Root; return true;
        case State::Root: state_ = State::Done; return true;
        default: return endIgnored();
        }
    }

    bool start_array(std::size_t)
    {
        if (state_ == State::AwaitShape) {
            state_ = State::InShape;
            return true;
        }
        if (state_ == State::AwaitRange) {
            state_ = State::InRange;
            rangeLength_ = 0;
            return true;
        }
        return startIgnored();
    }

    bool end_array()
    {
        if (state_ == State::InRange && rangeLength_ != 2)
            return refuse(ErrorCode::Damaged, "data_offsets must be two numbers.");
        if (state_ == State::InShape || state_ == State::InRange) {
            state_ = State::InEntry;
            return true;
        }
        return endIgnored();
    }

    bool key(std::string& value)
    {
        switch (state_) {
        case State::Root: return startTensor(value);
        case State::InEntry: return startField(value);
        case State::InMetadata:
            key_ = std::move(value);
            state_ = State::AwaitMetadataValue;
            return true;
        default: return true;  // inside a field that is ignored
        }
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&)
    {
        error = Error{ErrorCode::Damaged, "The header is not valid JSON.",
                      Where{file_.path(), {}, 8 + static_cast<std::uint64_t>(position)}, std::string(kDamagedHint),
                      nullptr};
        return false;
    }

private:
    enum class State {
        Start,
        Root,
        Done,
        AwaitEntry,
        InEntry,
        AwaitDtype,
        AwaitShape,
        InShape,
        AwaitRange,
        InRange,
        Ignored,
        AwaitMetadata,
        InMetadata,
        AwaitMetadataValue,
    };

    bool refuse(ErrorCode code, std::string detail)
    {
        const bool inTensor = state_ >= State::AwaitEntry && state_ <= State::Ignored;
        error = Error{code, std::move(detail), Where{file_.path(), inTensor ? entries.back().name : "", {}},
                      code == ErrorCode::Damaged ? std::string(kDamagedHint) : "", nullptr};
        return false;
    }

    /// A value at a place that asks for no such value: ignored inside an unknown field, else a contradiction.
    bool scalar()
    {
        if (state_ != State::Ignored)
            return refuse(ErrorCode::Damaged, "The header holds a value of the wrong type.");
        if (ignoredDepth_ == 0)
            state_ = State::InEntry;
        return true;
    }
    bool startIgnored()
    {
        if (state_ != State::Ignored)
            return scalar();
        if (++ignoredDepth_ > kMaxIgnoredDepth)
            return refuse(ErrorCode::Damaged, "The header is nested too deeply.");
        return true;
    }
    bool endIgnored()
    {
        if (--ignoredDepth_ == 0)
            state_ = State::InEntry;
        return true;
    }

    bool startTensor(std::string& name)
    {
        if (name == kMetadata) {
            if (hasMetadata_)
                return refuse(ErrorCode::Damaged, "The header holds __metadata__ twice.");
            hasMetadata_ = true;
            state_ = State::AwaitMetadata;
            return true;
        }
        if (entries.size() == kMaxTensors)
            return refuse(ErrorCode::Unsupported, "The file holds more than 1,000,000 tensors.");
        if (entries.size() % 4096 == 0 && cancel_.requested()) {
            error = cancelled().value();
            return false;
        }
        entries.emplace_back().name = std::move(name);
        state_ = State::AwaitEntry;
        return true;
    }

    bool startField(const std::string& field)
    {
        Entry& entry = entries.back();
        bool* seen = nullptr;
        if (field == "dtype") {
            seen = &entry.hasDtype;
            state_ = State::AwaitDtype;
        } else if (field == "shape") {
            seen = &entry.hasShape;
            state_ = State::AwaitShape;
        } else if (field == "data_offsets") {
            seen = &entry.hasRange;
            state_ = State::AwaitRange;
        } else {
            state_ = State::Ignored;
            ignoredDepth_ = 0;
            return true;
        }
        if (*seen)
            return refuse(ErrorCode::Damaged, "The field " + field + " is there twice.");
        *seen = true;
        return true;
    }

    bool finishEntry()
    {
        const Entry& entry = entries.back();
        if (entry.hasDtype && entry.hasShape && entry.hasRange)
            return true;
        return refuse(ErrorCode::Damaged, "The entry lacks dtype, shape or data_offsets.");
    }

    const ByteSource& file_;
    const CancelToken& cancel_;
    State state_ = State::Start;
    std::string key_;
    std::size_t rangeLength_ = 0;
    std::size_t ignoredDepth_ = 0;
    bool hasMetadata_ = false;
};

Failure damaged(const ByteSource& file, std::string detail, std::string tensor = {},
                std::optional<std::uint64_t> offset = {})
{
    return fail(ErrorCode::Damaged, std::move(detail), {file.path(), std::move(tensor), offset},
                std::string(kDamagedHint));
}

/// No holes, no overlaps, exact end.
Result<void> checkRanges(const ByteSource& file, const std::vector<Entry>& entries, std::uint64_t dataSize)
{
    std::vector<std::size_t> order(entries.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return entries[a].range < entries[b].range; });
    std::uint64_t at = 0;
    for (const std::size_t index : order) {
        const Entry& entry = entries[index];
        if (entry.range[0] != at || entry.range[1] < at)
            return damaged(file,
                           entry.range[0] < at   ? "The tensor overlaps another one."
                           : entry.range[0] > at ? "There is a hole before the tensor."
                                                 : "The tensor ends before it begins.",
                           entry.name, entry.range[0]);
        at = entry.range[1];
    }
    if (at != dataSize)
        return damaged(file, "The tensors take " + std::to_string(at) + " bytes, but the file holds "
                                 + std::to_string(dataSize) + " bytes of data.");
    return {};
}

Result<DType> dtypeOf(const ByteSource& file, const Entry& entry)
{
    if (const auto dtype = dtypeFromName(entry.dtype); dtype && *dtype != DType::C128)
        return *dtype;
    constexpr std::array<std::string_view, 4> known{"F4", "F6_E2M3", "F6_E3M2", "F8_E8M0"};
    if (std::find(known.begin(), known.end(), entry.dtype) != known.end())
        return fail(ErrorCode::Unsupported, "The tensor has the dtype " + entry.dtype + ", which is not read.",
                    {file.path(), entry.name, {}}, "Convert the model to float16 or float32.");
    return damaged(file, "The tensor has an unknown dtype.", entry.name);
}

Result<std::string> readHeader(const ByteSource& file)
{
    std::uint64_t length = 0;
    if (file.size() < sizeof length)
        return damaged(file, "The file is too short for a safetensors file.");
    FL_CHECK(file.read(0, std::as_writable_bytes(std::span(&length, 1))));
    if (length > kMaxHeader)
        return damaged(file, "The header claims " + std::to_string(length) + " bytes; at most 100 MB are allowed.");
    if (length > file.size() - sizeof length)
        return damaged(file, "The header claims " + std::to_string(length) + " bytes, but the file ends before.");
    std::string header(static_cast<std::size_t>(length), '\0');
    FL_CHECK(file.read(sizeof length, std::as_writable_bytes(std::span(header))));
    // The JSON library takes a NUL byte for the end of the text and skips a byte order mark; both are no JSON.
    if (header.find('\0') != std::string::npos || header.starts_with("\xEF\xBB\xBF"))
        return damaged(file, "The header is not valid JSON.");
    return header;
}

}  // namespace

bool looksLikeSafetensors(const ByteSource& file)
{
    std::array<char, 16> head{};
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(file.size(), head.size()));
    if (size < 10 || !file.read(0, std::as_writable_bytes(std::span(head).first(size))))
        return false;
    std::uint64_t length = 0;
    std::memcpy(&length, head.data(), sizeof length);
    if (length < 2 || length >> 40U)
        return false;
    const auto text = std::string_view(head.data(), size).substr(sizeof length);
    const auto first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text[first] == '{';
}

Result<SafetensorsFile> openSafetensors(std::shared_ptr<const ByteSource> file, const JobContext& context)
{
    HeaderReader reader(*file, context.cancel);
    std::uint64_t begin = sizeof(std::uint64_t);
    {
        FL_TRY(const std::string header, readHeader(*file));
        begin += header.size();
        if (!nlohmann::json::sax_parse(header, &reader))
            return fail(reader.error ? std::move(*reader.error)
                                     : damaged(*file, "The header is not valid JSON.").value());
    }
    std::unordered_set<std::string_view> names;
    for (const Entry& entry : reader.entries)
        if (!names.insert(entry.name).second)
            return damaged(*file, "Two tensors have the same name.", entry.name);
    FL_CHECK(checkRanges(*file, reader.entries, file->size() - begin));

    SafetensorsFile result;
    result.metadata = std::move(reader.metadata);
    for (std::size_t i = 0; i < reader.entries.size(); ++i) {
        if (i % 4096 == 0 && context.cancel.requested())
            return cancelled();
        Entry& entry = reader.entries[i];
        FL_TRY(const DType dtype, dtypeOf(*file, entry));
        const std::uint64_t first = begin + entry.range[0];
        const std::uint64_t end = begin + entry.range[1];
        FL_TRY(Tensor tensor, storedTensor(file, entry.name, dtype, std::move(entry.shape), {}, first, first, end));
        if (tensor.info.bytes() != end - first)
            return damaged(*file,
                           "The shape " + shapeText(tensor.info.shape) + " needs " + std::to_string(tensor.info.bytes())
                               + " bytes, but data_offsets gives " + std::to_string(end - first) + ".",
                           tensor.info.name, first);
        FL_CHECK(result.tensors.add(std::move(tensor)));
    }
    return result;
}

}  // namespace fisherlens
