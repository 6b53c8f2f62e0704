// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/containers/torch_archive.h"

#include "formats/containers/lazy_view.h"
#include "formats/shown_text.h"

#include <cstring>
#include <string_view>

namespace fisherlens {
namespace {

constexpr std::uint64_t kMaxPickleBytes = std::uint64_t{512} << 20U;

/// What else shares the shape of a ZIP archive, by its entries.
Failure otherArchive(const ZipDirectory& zip, const std::string& prefix)
{
    const auto unsupported = [&zip](std::string text, std::string hint) {
        return fail(ErrorCode::Unsupported, std::move(text), {zip.file()->path(), {}, {}}, std::move(hint));
    };
    if (zip.find(prefix + ".data/extern_modules"))
        return unsupported("This is a torch.package archive, which is not read.",
                           "Save the model's state_dict() with torch.save.");
    if (zip.find(prefix + "archive_format") || zip.find("archive_format"))
        return unsupported("This is a torch.export archive (pt2), which is not read.",
                           "Save the model's state_dict() with torch.save.");
    return unsupported("This ZIP archive holds no PyTorch checkpoint (there is no data.pkl in it).",
                       "Give a file written by torch.save, torch.jit.save or safetensors.");
}

/// Copies a strided array out of its storage. The range was not checked before: Damaged when it is outside.
Result<std::vector<std::byte>> gather(const pickle::TensorRecord& record, std::int64_t count,
                                      std::span<const std::byte> storage, const Where& where, const CancelToken& cancel)
{
    const std::size_t item = byteSize(record.dtype);
    const auto available = static_cast<std::int64_t>(storage.size() / item);
    std::int64_t last = record.offset;
    for (std::size_t k = 0; k < record.shape.size() && count > 0; ++k) {
        std::int64_t reach = 0;
        if (__builtin_mul_overflow(record.shape[k] - 1, record.strides[k], &reach)
            || __builtin_add_overflow(last, reach, &last))
            last = available;
    }
    if (count > 0 && last >= available)
        return fail(ErrorCode::Damaged, "The tensor reaches beyond the bytes stored for it.", where,
                    "Save the file again.");
    std::vector<std::byte> out(static_cast<std::size_t>(count) * item);
    std::vector<std::int64_t> index(record.shape.size(), 0), strides = record.strides;
    for (std::size_t k = 0; k < strides.size(); ++k)
        if (record.shape[k] == 1)
            strides[k] = 0;  // meaningless, may be any number
    std::int64_t at = record.offset;
    for (std::int64_t i = 0; i < count; ++i) {
        if (i % kBlockElements == 0 && cancel.requested())
            return cancelled();
        std::memcpy(out.data() + static_cast<std::size_t>(i) * item,
                    storage.data() + static_cast<std::size_t>(at) * item, item);
        for (std::size_t k = index.size(); k-- > 0;) {
            at += strides[k];
            if (++index[k] < record.shape[k])
                break;
            at -= strides[k] * record.shape[k];
            index[k] = 0;
        }
    }
    return out;
}

}  // namespace

Result<TorchArchive> TorchArchive::open(std::shared_ptr<const ByteSource> file, const JobContext& context)
{
    TorchArchive archive;
    FL_TRY(archive.zip_, ZipDirectory::open(std::move(file), context));
    const ZipDirectory& zip = archive.zip_;
    // PyTorch takes the prefix from the first entry of the directory.
    const std::string first = zip.entries().empty() ? std::string() : zip.entries().front().name;
    const std::size_t slash = first.find('/');
    archive.prefix_ = slash == std::string::npos ? std::string() : first.substr(0, slash + 1);
    if (archive.prefix_.empty() || !zip.find(archive.prefix_ + "data.pkl"))
        return otherArchive(zip, archive.prefix_);
    if (const ZipEntry* order = zip.find(archive.prefix_ + "byteorder")) {
        FL_TRY(const Bytes bytes, zip.read(*order, 64, context.cancel));
        const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        if (text != "little")
            return fail(ErrorCode::Unsupported, "The file was written on a big-endian machine, which is not read.",
                        {zip.file()->path(), {}, order->dataOffset},
                        "Load it with PyTorch and save it on a common machine.");
    }
    archive.torchScript_ = zip.find(archive.prefix_ + "constants.pkl") != nullptr;
    return archive;
}

Result<pickle::Walk> TorchArchive::walk(const JobContext& context) const
{
    const ZipEntry& entry = *zip_.find(prefix_ + "data.pkl");
    FL_TRY(Bytes bytes, zip_.read(entry, kMaxPickleBytes, context.cancel));
    FL_TRY(pickle::Walk walk, pickle::walk(std::move(bytes), {path(), entry.dataOffset}, context.cancel));
    for (const std::string& name : walk.opaqueGlobals)
        context.find(
            {Severity::Information,
             "opaque-object",
             {path(), {}, {}},
             "The file names " + name + ", which this program does not know; it is kept as a record and never run.",
             "What belongs to it is not shown."});
    if (walk.untidy)
        context.find({Severity::Warning,
                      "pickle-leftover",
                      {path(), {}, {}},
                      "The pickle in this file holds more than one value; the last one counts.",
                      ""});
    return walk;
}

Result<const ZipEntry*> TorchArchive::storage(const pickle::StorageReference& reference)
{
    const ZipEntry* entry = zip_.find(prefix_ + "data/" + reference.key);
    if (!entry)
        return fail(ErrorCode::Damaged, "The storage \"" + shownText(reference.key) + "\" is missing from the archive.",
                    {path(), {}, {}}, "The file is incomplete; save it again.");
    const Where where{path(), {}, entry->dataOffset};
    const auto [known, isNew] = declared_.emplace(reference.key, reference);
    if (!isNew && (known->second.className != reference.className || known->second.count != reference.count))
        return fail(ErrorCode::Damaged, "The storage \"" + shownText(reference.key) + "\" is declared in two ways.",
                    where, "The file is damaged or was made to mislead.");
    std::uint64_t bytes = 0;
    if (__builtin_mul_overflow(static_cast<std::uint64_t>(reference.count), byteSize(reference.dtype), &bytes)
        || bytes != entry->size)
        return fail(ErrorCode::Damaged,
                    "The storage \"" + shownText(reference.key) + "\" should have " + std::to_string(reference.count)
                        + " elements but has " + std::to_string(entry->size) + " bytes.",
                    where, "The file is damaged; save it again.");
    return entry;
}

Result<Tensor> TorchArchive::tensor(std::string name, const pickle::TensorRecord& record, const CancelToken& cancel)
{
    FL_TRY(const ZipEntry* entry, storage(record.storage));
    if (entry->deflated)
        return unpacked(std::move(name), record, *entry, cancel);
    std::uint64_t offset = 0;
    if (__builtin_mul_overflow(static_cast<std::uint64_t>(record.offset), byteSize(record.dtype), &offset)
        || __builtin_add_overflow(entry->dataOffset, offset, &offset))
        return fail(ErrorCode::Damaged, "The place of the tensor is impossible.", {path(), std::move(name), {}});
    FL_TRY(Tensor stored, storedTensor(zip_.file(), std::move(name), record.dtype, record.shape, record.strides, offset,
                                       entry->dataOffset, entry->dataOffset + entry->size));
    return lazyView(std::move(stored), record.conjugated, record.negated);
}

Result<Tensor> TorchArchive::unpacked(std::string name, const pickle::TensorRecord& record, const ZipEntry& entry,
                                      const CancelToken& cancel)
{
    const Where where{path(), name, entry.dataOffset};
    const auto count = elementCount(record.shape);
    std::uint64_t needed = 0;
    if (!count || __builtin_mul_overflow(static_cast<std::uint64_t>(*count), byteSize(record.dtype), &needed))
        return fail(ErrorCode::Damaged, "The shape " + shapeText(record.shape) + " is impossible.", where);
    auto& bytes = inflated_[record.storage.key];
    const std::uint64_t total = bytes ? 0 : entry.size;
    if (total > memoryLeft_ || needed > memoryLeft_ - total)
        return fail(ErrorCode::Unsupported, "The archive is compressed and needs more than 1 GiB when unpacked.", where,
                    "Load it with PyTorch and save it again: torch.save does not compress.");
    memoryLeft_ -= total + needed;
    if (!bytes) {
        FL_TRY(Bytes inflated, zip_.read(entry, total, cancel));
        bytes = std::make_shared<const Bytes>(std::move(inflated));
    }
    FL_TRY(Bytes values, gather(record, *count, *bytes, where, cancel));
    FL_TRY(Tensor tensor, memoryTensor(std::move(name), record.dtype, record.shape, std::move(values)));
    tensor.info.file = path();
    return lazyView(std::move(tensor), record.conjugated, record.negated);
}

}  // namespace fisherlens
