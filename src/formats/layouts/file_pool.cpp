// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/file_pool.h"

#include "formats/pickle/values.h"

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

namespace fisherlens {
namespace {

constexpr std::size_t kMaxOpen = 64;

class ArchivedSource final : public TensorSource {
public:
    ArchivedSource(ArchivePlace place, std::string key, std::string name, DType dtype, Shape shape)
        : place_(std::move(place)), key_(std::move(key)), name_(std::move(name)), dtype_(dtype),
          shape_(std::move(shape))
    {}
    Result<void> read(std::int64_t first, std::span<double> out) const override { return values(first, out); }
    Result<void> read(std::int64_t first, std::span<float> out) const override { return values(first, out); }
    Result<void> readBytes(std::int64_t first, std::span<std::byte> out) const override
    {
        FL_TRY(const Tensor tensor, stored());
        return tensor.source->readBytes(first, out);
    }

private:
    struct Found {
        std::uint64_t offset = 0;  ///< in the file, of the first element
        std::vector<std::int64_t> strides;
    };

    template <class T>
    Result<void> values(std::int64_t first, std::span<T> out) const
    {
        FL_TRY(const Tensor tensor, stored());
        return tensor.source->read(first, out);
    }

    Result<Tensor> stored() const
    {
        FL_TRY(const Found found, find());
        FL_TRY(std::shared_ptr<const ByteSource> file, place_.pool->open(place_.file));
        return storedTensor(std::move(file), name_, dtype_, shape_, found.strides, found.offset, place_.offset,
                            place_.offset + place_.length);
    }

    Result<Found> find() const
    {
        const std::scoped_lock lock(mutex_);
        if (!found_) {
            FL_TRY(found_, search());
        }
        return *found_;
    }

    Result<std::optional<Found>> search() const
    {
        const JobContext silent;
        const Where where{place_.pool->path(place_.file), name_, place_.offset};
        FL_TRY(TorchArchive archive, place_.open(silent));
        FL_TRY(const pickle::Walk walk, archive.walk(silent));
        const pickle::NodeId node =
            key_.empty() ? walk.document.root() : pickle::lookup(walk.document, walk.document.root(), key_);
        std::optional<pickle::TensorRecord> record;
        if (node != pickle::kNoNode) {
            FL_TRY(record, pickle::tensorRecord(walk.document, node, archive.path()));
        }
        if (!record || !record->unreadable.empty())
            return fail(ErrorCode::Damaged, "There is no tensor in its place in the file.", where,
                        "The checkpoint is damaged; save it again.");
        if (record->dtype != dtype_ || record->shape != shape_)
            return fail(ErrorCode::Damaged,
                        "The tensor in the file is " + std::string(dtypeName(record->dtype)) + " "
                            + shapeText(record->shape) + ", but the checkpoint says " + std::string(dtypeName(dtype_))
                            + " " + shapeText(shape_) + ".",
                        where, "The checkpoint is damaged; save it again.");
        FL_TRY(const Tensor tensor, archive.tensor(name_, *record, silent.cancel));
        if (!tensor.info.offset)
            return fail(ErrorCode::Unsupported, "The tensor is stored compressed.", where,
                        "Save the checkpoint again: PyTorch does not compress.");
        return std::optional(Found{place_.offset + *tensor.info.offset, record->strides});
    }

    ArchivePlace place_;
    std::string key_, name_;
    DType dtype_;
    Shape shape_;
    mutable std::mutex mutex_;
    mutable std::optional<Found> found_;
};

}  // namespace

Result<std::size_t> FilePool::add(const std::string& path)
{
    const auto [at, isNew] = byPath_.emplace(path, files_.size());
    if (!isNew)
        return at->second;
    std::error_code error;
    File file{path, 0, {}};
    file.size = std::filesystem::file_size(path, error);
    if (!error)
        file.time = std::filesystem::last_write_time(path, error);
    if (error) {
        byPath_.erase(at);
        return fail(ErrorCode::Missing, "The file cannot be opened: " + error.message() + ".", {path, {}, {}},
                    "The checkpoint is incomplete; copy or save it again.");
    }
    files_.push_back(std::move(file));
    return files_.size() - 1;
}

Result<std::shared_ptr<const ByteSource>> FilePool::open(std::size_t index) const
{
    const std::scoped_lock lock(mutex_);
    const auto at =
        std::find_if(opened_.begin(), opened_.end(), [&](const auto& entry) { return entry.first == index; });
    if (at != opened_.end()) {
        opened_.splice(opened_.begin(), opened_, at);
        return opened_.front().second;
    }
    const File& file = files_[index];
    FL_TRY(std::shared_ptr<const ByteSource> source, ByteSource::open(file.path));
    std::error_code error;
    if (source->size() != file.size || std::filesystem::last_write_time(file.path, error) != file.time || error)
        return fail(ErrorCode::Changed, "The file changed while it was read.", {file.path, {}, {}},
                    "Wait until the program that writes it is done, then try again.");
    if (opened_.size() >= kMaxOpen)
        opened_.pop_back();
    opened_.emplace_front(index, source);
    return source;
}

Result<TorchArchive> ArchivePlace::open(const JobContext& context) const
{
    FL_TRY(const std::shared_ptr<const ByteSource> whole, pool->open(file));
    FL_TRY(std::shared_ptr<const ByteSource> part, ByteSource::window(whole, offset, length));
    return TorchArchive::open(std::move(part), context);
}

std::shared_ptr<const TensorSource> archivedTensor(ArchivePlace place, std::string key, std::string name, DType dtype,
                                                   Shape shape)
{
    return std::make_shared<ArchivedSource>(std::move(place), std::move(key), std::move(name), dtype, std::move(shape));
}

}  // namespace fisherlens
