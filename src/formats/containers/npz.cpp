// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/containers/npz.h"

#include "formats/containers/decoded_source.h"
#include "formats/containers/utf8.h"
#include "formats/containers/zip.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

namespace fisherlens {
namespace {

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::uint64_t kMaxHeader = std::uint64_t{1} << 16U;
constexpr std::size_t kMaxDimensions = 64;
constexpr std::uint64_t kMaxUnpacked = std::uint64_t{4} << 30U;
constexpr std::size_t kMaxArrays = 100'000;

struct Header {
    std::string descr;
    bool isNumber = true;  ///< descr is a text, not the list of a structured dtype
    bool fortran = false;
    Shape shape;
    std::uint64_t dataOffset = 0;  ///< from the first byte of the .npy
};

/// Parser of exactly the literal that numpy writes:
/// {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), } with the keys in any order, padded with spaces.
class Literal {
public:
    explicit Literal(std::string_view text) : rest_(text) {}

    std::optional<Header> parse()
    {
        Header header;
        bool descr = false, fortran = false, shape = false;
        if (!take('{'))
            return std::nullopt;
        while (!take('}')) {
            const auto key = text();
            if (!key || !take(':'))
                return std::nullopt;
            if (*key == "descr" && !std::exchange(descr, true)) {
                if (!parseDescr(header))
                    return std::nullopt;
            } else if (*key == "fortran_order" && !std::exchange(fortran, true)) {
                header.fortran = takeWord("True");
                if (!header.fortran && !takeWord("False"))
                    return std::nullopt;
            } else if (*key == "shape" && !std::exchange(shape, true)) {
                if (!parseShape(header.shape))
                    return std::nullopt;
            } else {
                return std::nullopt;
            }
            if (!take(',') && !peek('}'))
                return std::nullopt;
        }
        skipSpace();
        return descr && fortran && shape && rest_.empty() ? std::optional(std::move(header)) : std::nullopt;
    }

private:
    void skipSpace()
    {
        const auto first = rest_.find_first_not_of(" \n\r\t");
        rest_.remove_prefix(std::min(first, rest_.size()));
    }
    bool peek(char c)
    {
        skipSpace();
        return rest_.starts_with(c);
    }
    bool take(char c)
    {
        if (!peek(c))
            return false;
        rest_.remove_prefix(1);
        return true;
    }
    bool takeWord(std::string_view word)
    {
        skipSpace();
        if (!rest_.starts_with(word))
            return false;
        rest_.remove_prefix(word.size());
        return true;
    }
    std::optional<std::string> text()
    {
        const char quote = peek('"') ? '"' : '\'';
        if (!take(quote))
            return std::nullopt;
        const auto end = rest_.find(quote);
        if (end == std::string_view::npos || rest_.substr(0, end).find('\\') != std::string_view::npos)
            return std::nullopt;
        std::string result(rest_.substr(0, end));
        rest_.remove_prefix(end + 1);
        return result;
    }
    /// A text, or the bracketed list of a structured dtype, which is stepped over.
    bool parseDescr(Header& header)
    {
        if (!peek('[')) {
            auto descr = text();
            header.descr = descr.value_or("");
            return descr.has_value();
        }
        header.isNumber = false;
        int depth = 0;
        while (!rest_.empty()) {
            if (peek('\'') || peek('"')) {
                if (!text())
                    return false;
                continue;
            }
            const char c = rest_.empty() ? '\0' : rest_.front();
            rest_.remove_prefix(rest_.empty() ? 0 : 1);
            depth += c == '[' || c == '(' ? 1 : c == ']' || c == ')' ? -1 : 0;
            if (depth == 0)
                return c == ']';
        }
        return false;
    }
    bool parseShape(Shape& shape)
    {
        if (!take('('))
            return false;
        while (!take(')')) {
            skipSpace();
            std::int64_t size = 0;
            const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), size);
            if (error != std::errc() || size < 0 || shape.size() == kMaxDimensions)
                return false;
            rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
            shape.push_back(size);
            if (!take(',') && !peek(')'))
                return false;
        }
        return true;
    }

    std::string_view rest_;
};

std::optional<DType> dtypeOf(std::string_view descr)
{
    constexpr std::array<std::pair<std::string_view, DType>, 14> known{{{"<f2", DType::F16},
                                                                        {"<f4", DType::F32},
                                                                        {"<f8", DType::F64},
                                                                        {"|i1", DType::I8},
                                                                        {"<i2", DType::I16},
                                                                        {"<i4", DType::I32},
                                                                        {"<i8", DType::I64},
                                                                        {"|u1", DType::U8},
                                                                        {"<u2", DType::U16},
                                                                        {"<u4", DType::U32},
                                                                        {"<u8", DType::U64},
                                                                        {"|b1", DType::Bool},
                                                                        {"<i1", DType::I8},
                                                                        {"<u1", DType::U8}}};
    for (const auto& [name, dtype] : known)
        if (name == descr)
            return dtype;
    return std::nullopt;
}

Failure damaged(const ByteSource& file, std::string detail, const std::string& name)
{
    return fail(ErrorCode::Damaged, std::move(detail), {file.path(), name, {}}, "Copy or save it again.");
}

/// `npy` begins with the file's header; it may end after it.
Result<Header> parseHeader(const ByteSource& file, const std::string& name, std::span<const std::byte> npy)
{
    const std::string_view text(reinterpret_cast<const char*>(npy.data()), npy.size());
    const auto byteAt = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    if (text.size() < 12 || !text.starts_with(kMagic))
        return damaged(file, "This entry is no NumPy array.", name);
    const unsigned version = byteAt(6);
    if (version < 1 || version > 3)
        return fail(ErrorCode::Unsupported, "This NumPy array has an unknown version.", {file.path(), name, {}});
    const std::size_t start = version == 1 ? 10 : 12;
    const std::uint64_t length =
        byteAt(8) | byteAt(9) << 8U | (version == 1 ? 0U : byteAt(10) << 16U | std::uint32_t{byteAt(11)} << 24U);
    if (length > kMaxHeader || length > text.size() - start)
        return damaged(file, "The header of this NumPy array is longer than the entry or than 65,536 bytes.", name);
    auto header = Literal(text.substr(start, static_cast<std::size_t>(length))).parse();
    if (!header)
        return damaged(file, "The header of this NumPy array is not what NumPy writes.", name);
    header->dataOffset = start + length;
    return std::move(*header);
}

/// The first bytes of a deflated stream, as many as fit a header; fewer where the stream is damaged.
std::vector<std::byte> inflatedStart(std::span<std::byte> deflated)
{
    std::vector<std::byte> result(kMaxHeader + 12);
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return {};
    stream.next_in = reinterpret_cast<Bytef*>(deflated.data());
    stream.avail_in = static_cast<uInt>(deflated.size());
    stream.next_out = reinterpret_cast<Bytef*>(result.data());
    stream.avail_out = static_cast<uInt>(result.size());
    inflate(&stream, Z_SYNC_FLUSH);
    result.resize(result.size() - stream.avail_out);
    inflateEnd(&stream);
    return result;
}

/// Elements of an array in Fortran order, as strides in elements.
std::vector<std::int64_t> fortranStrides(const Shape& shape)
{
    std::vector<std::int64_t> strides;
    std::int64_t step = 1;
    for (const std::int64_t size : shape) {
        strides.push_back(step);
        step *= std::max<std::int64_t>(size, 1);
    }
    return strides;
}

/// Moves elements in Fortran order to C order.
std::vector<std::byte> toCOrder(const Shape& shape, std::size_t item, std::span<const std::byte> bytes)
{
    const auto strides = fortranStrides(shape);
    std::vector<std::byte> result(bytes.size());
    std::vector<std::int64_t> index(shape.size(), 0);
    std::int64_t from = 0;
    for (std::size_t to = 0; to < bytes.size(); to += item) {
        std::memcpy(result.data() + to, bytes.data() + static_cast<std::size_t>(from) * item, item);
        for (std::size_t k = shape.size(); k-- > 0;) {
            from += strides[k];
            if (++index[k] < shape[k])
                break;
            from -= strides[k] * shape[k];
            index[k] = 0;
        }
    }
    return result;
}

class Opener {
public:
    Opener(std::shared_ptr<const ZipDirectory> zip, const JobContext& context) : zip_(std::move(zip)), context_(context)
    {}

    Result<NpzFile> run()
    {
        if (zip_->entries().size() > kMaxArrays)
            return fail(ErrorCode::Unsupported, "The archive holds more than 100,000 entries.",
                        {file().path(), {}, {}});
        for (const ZipEntry& entry : zip_->entries()) {
            if (context_.cancel.requested())
                return cancelled();
            FL_CHECK(add(entry));
        }
        return std::move(result_);
    }

private:
    [[nodiscard]] const ByteSource& file() const { return *zip_->file(); }

    Result<void> add(const ZipEntry& entry)
    {
        constexpr std::string_view suffix = ".npy";
        std::string name = entry.name;
        if (!isUtf8(name))
            return fail(ErrorCode::Unsupported, "The archive holds a name that is not valid UTF-8.",
                        {file().path(), {}, {}});
        if (!name.ends_with(suffix)) {
            result_.skipped[name] = "This entry is no NumPy array.";
            return {};
        }
        name.resize(name.size() - suffix.size());
        FL_TRY(const Header header, readHeader(entry, name));
        const auto dtype = header.isNumber ? dtypeOf(header.descr) : std::nullopt;
        if (!dtype) {
            result_.skipped[name] = "The values of this array are not little-endian numbers.";
            return {};
        }
        const auto count = elementCount(header.shape);
        std::uint64_t bytes = 0;
        if (!count || __builtin_mul_overflow(static_cast<std::uint64_t>(*count), byteSize(*dtype), &bytes)
            || header.dataOffset > entry.size || bytes != entry.size - header.dataOffset)
            return damaged(file(), "The shape " + shapeText(header.shape) + " does not fit the size of this entry.",
                           name);
        if (entry.deflated)
            return result_.tensors.add(
                unpacked(entry, {name, *dtype, header.shape, *count, file().path(), {}}, header));
        const std::uint64_t begin = entry.dataOffset + header.dataOffset;
        FL_TRY(Tensor tensor, storedTensor(zip_->file(), name, *dtype, header.shape,
                                           header.fortran ? fortranStrides(header.shape) : std::vector<std::int64_t>{},
                                           begin, begin, begin + bytes));
        return result_.tensors.add(std::move(tensor));
    }

    Result<Header> readHeader(const ZipEntry& entry, const std::string& name) const
    {
        // NumPy's headers have 128 bytes; reading 64 KiB for each of a thousand arrays would take a while.
        for (const std::uint64_t most : {std::uint64_t{512}, kMaxHeader + 12}) {
            std::vector<std::byte> stored(static_cast<std::size_t>(std::min(entry.compressedSize, most)));
            FL_CHECK(file().read(entry.dataOffset, stored));
            auto header = parseHeader(file(), name, entry.deflated ? inflatedStart(stored) : stored);
            if (header || most > kMaxHeader || stored.size() == entry.compressedSize)
                return header;
        }
        return damaged(file(), "This entry is no NumPy array.", name);
    }

    Tensor unpacked(const ZipEntry& entry, TensorInfo info, const Header& header) const
    {
        const auto decode = [zip = zip_, entry, header, item = byteSize(info.dtype),
                             cancel = context_.cancel](const DecodedSink& sink) -> Result<void> {
            FL_TRY(const std::vector<std::byte> bytes, zip->read(entry, kMaxUnpacked, cancel));
            FL_CHECK(zip->file()->checkUnchanged());
            const auto data = std::span(bytes).subspan(static_cast<std::size_t>(header.dataOffset));
            return header.fortran ? sink(toCOrder(header.shape, item, data)) : sink(data);
        };
        return decodedTensor(std::move(info), decode);
    }

    std::shared_ptr<const ZipDirectory> zip_;
    const JobContext& context_;
    NpzFile result_;
};

}  // namespace

Result<NpzFile> openNpz(std::shared_ptr<const ByteSource> file, const JobContext& context)
{
    FL_TRY(ZipDirectory zip, ZipDirectory::open(std::move(file), context));
    return Opener(std::make_shared<const ZipDirectory>(std::move(zip)), context).run();
}

}  // namespace fisherlens
