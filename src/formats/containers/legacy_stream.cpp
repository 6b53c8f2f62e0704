// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/containers/legacy_stream.h"

#include "formats/containers/lazy_view.h"
#include "formats/shown_text.h"

#include <algorithm>
#include <string_view>

namespace fisherlens {
namespace {

using pickle::Document;
using pickle::Kind;
using pickle::NodeId;

/// The magic number inside its pickle: 0x1950a86a20f9469cfc6c as LONG1.
constexpr std::string_view kMagic("\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19", 12);
constexpr std::uint64_t kFirstPiece = std::uint64_t{4} << 20U, kMaxPickleBytes = std::uint64_t{512} << 20U;

/// Reads pickles one after the other. How long one is shows only when it is walked, so pieces of the file grow until
/// it fits.
class PickleSequence {
public:
    PickleSequence(const ByteSource& file, const JobContext& context) : file_(file), context_(context) {}

    [[nodiscard]] std::uint64_t offset() const { return offset_; }

    Result<pickle::Walk> next()
    {
        for (std::uint64_t piece = kFirstPiece;; piece *= 8) {
            const std::uint64_t left = file_.size() - offset_, n = std::min({piece, left, kMaxPickleBytes});
            std::vector<std::byte> bytes(static_cast<std::size_t>(n));
            FL_CHECK(file_.read(offset_, bytes));
            auto walk = pickle::walk(std::move(bytes), {file_.path(), offset_}, context_.cancel);
            const bool cut = !walk && walk.error().code == ErrorCode::Damaged && n < left && n < kMaxPickleBytes;
            if (cut)
                continue;
            if (walk)
                offset_ += walk->consumed;
            return walk;
        }
    }

private:
    const ByteSource& file_;
    const JobContext& context_;
    std::uint64_t offset_ = 0;
};

/// Bytes of one element of a storage class; 0 for classes that are not known.
std::size_t itemSize(std::string_view name)
{
    struct Row {
        std::string_view name;
        std::size_t bytes;
    };
    constexpr Row rows[] = {{"DoubleStorage", 8},   {"FloatStorage", 4},        {"HalfStorage", 2},
                            {"BFloat16Storage", 2}, {"LongStorage", 8},         {"IntStorage", 4},
                            {"ShortStorage", 2},    {"CharStorage", 1},         {"ByteStorage", 1},
                            {"BoolStorage", 1},     {"ComplexFloatStorage", 8}, {"ComplexDoubleStorage", 16},
                            {"UntypedStorage", 1},  {"QInt8Storage", 1},        {"QUInt8Storage", 1},
                            {"QInt32Storage", 4},   {"QUInt4x2Storage", 1},     {"QUInt2x4Storage", 1}};
    for (const Row& row : rows)
        if (row.name == name)
            return row.bytes;
    return 0;
}

}  // namespace

bool looksLikeLegacyStream(std::span<const std::byte> firstBytes)
{
    const std::string_view head(reinterpret_cast<const char*>(firstBytes.data()), firstBytes.size());
    return head.size() > 2 && head[0] == '\x80' && head.substr(0, 40).find(kMagic) != std::string_view::npos;
}

Result<std::pair<std::unique_ptr<LegacyStream>, pickle::Walk>>
LegacyStream::open(std::shared_ptr<const ByteSource> file, const JobContext& context)
{
    std::unique_ptr<LegacyStream> stream(new LegacyStream(file));
    PickleSequence pickles(*file, context);
    for (int i = 0; i < 3; ++i)  // magic number, version of the protocol, system
        FL_CHECK(pickles.next());
    FL_TRY(pickle::Walk object, pickles.next());
    FL_TRY(const pickle::Walk list, pickles.next());
    std::vector<std::string> keys;
    for (const NodeId item : list.document.items(list.document.root())) {
        const auto key = list.document.text(item);
        if (!key)
            return fail(ErrorCode::Damaged, "The list of storages holds something that is no key.",
                        {file->path(), {}, pickles.offset()}, "The file is damaged; save it again.");
        keys.emplace_back(*key);
    }
    FL_CHECK(stream->placeStorages(object.document, keys, pickles.offset(), context));
    for (const std::string& name : object.opaqueGlobals)
        context.find(
            {Severity::Information,
             "opaque-object",
             {file->path(), {}, {}},
             "The file names " + name + ", which this program does not know; it is kept as a record and never run.",
             "What belongs to it is not shown."});
    return std::pair(std::move(stream), std::move(object));
}

Result<void> LegacyStream::placeStorages(const Document& object, const std::vector<std::string>& keys,
                                         std::uint64_t offset, const JobContext& context)
{
    const auto damaged = [this](std::string text, std::uint64_t at) {
        return fail(ErrorCode::Damaged, std::move(text), {path(), {}, at}, "The file is damaged; save it again.");
    };
    // The class and number of elements of a storage are those of its first mention.
    for (NodeId id = 0; id < object.size(); ++id) {
        if (object.kind(id) != Kind::Persistent)
            continue;
        const auto items = object.items(object.persistent(id));
        if (items.size() < 5 || object.text(items[0]) != "storage")
            continue;  // ('module', class, file, source) of a pickled module
        const auto type = object.global(items[1]);
        const auto key = object.text(items[2]);
        const auto count = object.integer(items[4]);
        if (!type || !key || !count || *count < 0)
            return damaged("A storage in this file is described wrongly.", 0);
        if (items.size() > 5 && object.kind(items[5]) != Kind::None)
            return fail(ErrorCode::Unsupported,
                        "The file shares storages in the way of PyTorch 0.4, which is not read.", {path(), {}, {}},
                        "Load it with PyTorch and save it again with a current torch.save.");
        storages_.try_emplace(std::string(*key), Storage{0, 0, std::string(type->name), *count});
    }
    for (const std::string& key : keys) {
        if (context.cancel.requested())
            return cancelled();
        const auto at = storages_.find(key);
        if (at == storages_.end() || at->second.offset != 0)
            return damaged("The storage \"" + shownText(key) + "\" is listed twice, or used by no tensor.", offset);
        Storage& storage = at->second;
        const std::size_t item = itemSize(storage.className);
        if (item == 0)
            return fail(ErrorCode::Unsupported, "The storage class " + shownText(storage.className) + " is not read.",
                        {path(), {}, offset});
        std::byte raw[8];
        FL_CHECK(file_->read(offset, raw));
        std::uint64_t count = 0;
        for (int i = 8; i-- > 0;)
            count = count << 8U | static_cast<std::uint64_t>(raw[i]);
        if (count != static_cast<std::uint64_t>(storage.count))
            return damaged("The storage \"" + shownText(key) + "\" should have " + std::to_string(storage.count)
                               + " elements but has " + std::to_string(count) + ".",
                           offset);
        storage.offset = offset + 8;
        if (__builtin_mul_overflow(count, item, &storage.bytes) || storage.bytes > file_->size() - storage.offset)
            return damaged("The file ends inside of the storage \"" + shownText(key) + "\".", storage.offset);
        offset = storage.offset + storage.bytes;
    }
    return {};
}

Result<Tensor> LegacyStream::tensor(std::string name, const pickle::TensorRecord& record, const CancelToken&)
{
    const auto at = storages_.find(record.storage.key);
    const bool known = at != storages_.end() && at->second.offset != 0;
    if (!known || at->second.className != record.storage.className || at->second.count != record.storage.count)
        return fail(ErrorCode::Damaged,
                    "The storage \"" + shownText(record.storage.key) + "\" is "
                        + (known ? "declared in two ways." : "missing from the file."),
                    {path(), std::move(name), {}}, "The file is damaged; save it again.");
    const Storage& storage = at->second;
    std::uint64_t offset = 0;
    if (__builtin_mul_overflow(static_cast<std::uint64_t>(record.offset), byteSize(record.dtype), &offset)
        || __builtin_add_overflow(storage.offset, offset, &offset))
        return fail(ErrorCode::Damaged, "The place of the tensor is impossible.", {path(), std::move(name), {}});
    FL_TRY(Tensor stored, storedTensor(file_, std::move(name), record.dtype, record.shape, record.strides, offset,
                                       storage.offset, storage.offset + storage.bytes));
    return lazyView(std::move(stored), record.conjugated, record.negated);
}

}  // namespace fisherlens
