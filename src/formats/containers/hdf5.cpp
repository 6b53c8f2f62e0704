// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/containers/hdf5.h"

#include "formats/containers/decoded_source.h"
#include "formats/containers/hdf5_process.h"
#include "formats/containers/utf8.h"
#include "formats/h5_child/protocol.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <utility>
#include <vector>

namespace fisherlens {
namespace {

constexpr std::size_t kMaxCatalogueBytes = std::size_t{512} << 20U;
static_assert(kHdf5Batch == h5::kMaxFiles);

/// Takes fields from a record; after the first one that does not fit, ok() is false and everything reads as zero.
class Fields {
public:
    explicit Fields(std::string_view bytes) : rest_(bytes) {}
    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] bool done() const { return ok_ && rest_.empty(); }

    template <class T>
    T take()
    {
        T value{};
        if (const std::string_view bytes = takeBytes(sizeof value); ok_)
            std::memcpy(&value, bytes.data(), sizeof value);
        return value;
    }
    std::string_view takeBytes(std::size_t size)
    {
        ok_ = ok_ && size <= rest_.size();
        const std::string_view result = rest_.substr(0, ok_ ? size : 0);
        rest_.remove_prefix(result.size());
        return result;
    }
    std::string text() { return std::string(takeBytes(take<std::uint32_t>())); }

private:
    std::string_view rest_;
    bool ok_ = true;
};

/// A dataset that only the child can decode; see decoded_source.h for when that happens.
Result<Tensor> decodedByChild(std::shared_ptr<const ByteSource> file, TensorInfo info, const CancelToken& cancel)
{
    if (info.count == 0)
        return memoryTensor(std::move(info.name), info.dtype, std::move(info.shape), std::vector<std::byte>{});
    const auto decode = [file, path = info.name, cancel](const DecodedSink& sink) -> Result<void> {
        FL_CHECK(runHdf5Child(*file, "data", path, cancel, sink));
        return file->checkUnchanged();
    };
    return decodedTensor(std::move(info), decode);
}

class Parser {
public:
    Parser(std::shared_ptr<const ByteSource> file, const JobContext& context)
        : file_(std::move(file)), context_(context)
    {}

    Result<Hdf5File> parse(std::string_view answer)
    {
        Fields records(answer);
        while (true) {
            const auto tag = records.take<h5::Tag>();
            Fields fields(records.takeBytes(records.take<std::uint32_t>()));
            if (!records.ok())
                return hdf5LibraryFailed(*file_);
            if (tag == h5::Tag::End) {
                if (!records.done() || overlapping())
                    return hdf5LibraryFailed(*file_);
                return std::move(result_);
            }
            std::string path = fields.text();
            if (!isUtf8(path))
                return fail(ErrorCode::Unsupported, "The file holds an object whose name is not valid UTF-8.",
                            {file_->path(), {}, {}});
            FL_CHECK(record(tag, std::move(path), fields));
            if (!fields.done())
                return hdf5LibraryFailed(*file_);
        }
    }

private:
    Result<void> record(h5::Tag tag, std::string path, Fields& fields)
    {
        switch (tag) {
        case h5::Tag::Dataset: return dataset(std::move(path), fields);
        case h5::Tag::Attribute: return attribute(path, fields);
        case h5::Tag::Skipped: result_.skipped[path] = fields.text(); return {};
        case h5::Tag::Refused:
            return fail(ErrorCode::Unsupported, fields.text(), {file_->path(), std::move(path), {}},
                        "Store everything in one file without links to other files.");
        case h5::Tag::End: break;
        }
        return hdf5LibraryFailed(*file_);
    }

    Result<void> dataset(std::string path, Fields& fields)
    {
        const auto dtype = dtypeFromName(fields.text());
        const auto layout = fields.take<h5::Layout>();
        const auto offset = fields.take<std::uint64_t>();
        const auto rank = fields.take<std::uint32_t>();
        Shape shape;
        for (std::uint32_t k = 0; fields.ok() && k < rank; ++k)
            shape.push_back(static_cast<std::int64_t>(std::min<std::uint64_t>(
                fields.take<std::uint64_t>(), std::uint64_t{std::numeric_limits<std::int64_t>::max()})));
        if (!fields.ok() || !dtype || rank > h5::kMaxDimensions
            || (layout != h5::Layout::Contiguous && layout != h5::Layout::Decoded))
            return hdf5LibraryFailed(*file_);
        if (layout == h5::Layout::Contiguous) {
            FL_TRY(Tensor tensor,
                   storedTensor(file_, std::move(path), *dtype, std::move(shape), {}, offset, 0, file_->size()));
            return result_.tensors.add(std::move(tensor));
        }
        const auto count = elementCount(shape);
        if (!count || *count > std::numeric_limits<std::int64_t>::max() / static_cast<std::int64_t>(byteSize(*dtype)))
            return fail(ErrorCode::Damaged, "The shape " + shapeText(shape) + " is impossible.",
                        {file_->path(), std::move(path), {}});
        FL_TRY(Tensor tensor,
               decodedByChild(file_, {std::move(path), *dtype, std::move(shape), *count, file_->path(), {}},
                              context_.cancel));
        return result_.tensors.add(std::move(tensor));
    }

    Result<void> attribute(const std::string& path, Fields& fields)
    {
        std::string name = fields.text();
        Hdf5Attribute value;
        switch (fields.take<h5::Value>()) {
        case h5::Value::Signed: value = fields.take<std::int64_t>(); break;
        case h5::Value::Unsigned: {
            const auto bits = fields.take<std::uint64_t>();
            if (bits <= std::uint64_t{std::numeric_limits<std::int64_t>::max()})
                value = static_cast<std::int64_t>(bits);
            else
                value = bits;
            break;
        }
        case h5::Value::Real: value = fields.take<double>(); break;
        case h5::Value::Text: value = fields.text(); break;
        case h5::Value::Texts: {
            std::vector<std::string> texts;
            const auto count = fields.take<std::uint32_t>();
            for (std::uint32_t i = 0; fields.ok() && i < count; ++i)
                texts.push_back(fields.text());
            value = std::move(texts);
            break;
        }
        default: return hdf5LibraryFailed(*file_);
        }
        result_.attributes[path].insert_or_assign(std::move(name), std::move(value));
        return {};
    }

    /// Two names may share all bytes (a hard or soft link), never a part of them.
    [[nodiscard]] bool overlapping() const
    {
        std::vector<std::pair<std::uint64_t, std::uint64_t>> ranges;
        for (const Tensor& tensor : result_.tensors.tensors())
            if (tensor.info.offset && tensor.info.count > 0)
                ranges.emplace_back(*tensor.info.offset, *tensor.info.offset + tensor.info.bytes());
        std::sort(ranges.begin(), ranges.end());
        return std::adjacent_find(ranges.begin(), ranges.end(),
                                  [](const auto& a, const auto& b) { return b.first < a.second && a != b; })
               != ranges.end();
    }

    std::shared_ptr<const ByteSource> file_;
    const JobContext& context_;
    Hdf5File result_;
};

Failure tooManyObjects(const ByteSource& file)
{
    return fail(ErrorCode::Unsupported, "The file holds too many objects.", {file.path(), {}, {}});
}

/// Cuts the answer of `catalogues` into those of the files.
class Answers {
public:
    Answers(std::span<const std::shared_ptr<const ByteSource>> files, const JobContext& context, Hdf5Receiver take)
        : files_(files), context_(context), take_(std::move(take))
    {}
    /// How many files are done with.
    [[nodiscard]] std::size_t done() const { return done_; }

    Result<void> add(std::span<const std::byte> bytes)
    {
        answer_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        while (answer_.size() - at_ >= 5) {
            h5::Tag tag{};
            std::uint32_t length = 0;
            std::memcpy(&tag, answer_.data() + at_, 1);
            std::memcpy(&length, answer_.data() + at_ + 1, sizeof length);
            if (answer_.size() - at_ - 5 < length)
                break;
            at_ += 5 + std::size_t{length};
            if (tag != h5::Tag::End && tag != h5::Tag::Refused)
                continue;
            if (done_ == files_.size())
                return {};  // more answers than files: the exit status tells
            FL_CHECK(finish(parsed(std::string_view(answer_).substr(0, at_))));
            answer_.erase(0, at_);
            at_ = 0;
        }
        return answer_.size() <= kMaxCatalogueBytes ? Result<void>() : tooManyObjects(*files_[done_]);
    }

    Result<void> finish(Result<Hdf5File> file)
    {
        const std::size_t index = done_++;
        failedToTake_ = take_(index, std::move(file));
        return failedToTake_;
    }
    /// The error of the receiver, if there is one.
    [[nodiscard]] const Result<void>& taken() const { return failedToTake_; }

private:
    Result<Hdf5File> parsed(std::string_view answer)
    {
        const auto& file = files_[done_];
        FL_CHECK(file->checkUnchanged());
        return Parser(file, context_).parse(answer);
    }

    std::span<const std::shared_ptr<const ByteSource>> files_;
    const JobContext& context_;
    Hdf5Receiver take_;
    std::string answer_;
    std::size_t at_ = 0, done_ = 0;  ///< end of the last whole record; files
    Result<void> failedToTake_;
};

/// Up to 64 files in one child; more when it fails.
Result<void> openBatch(std::span<const std::shared_ptr<const ByteSource>> files, const JobContext& context,
                       const Hdf5Receiver& take)
{
    for (std::size_t first = 0; first < files.size();) {
        const auto rest = files.subspan(first);
        Answers answers(rest, context,
                        [&](std::size_t index, Result<Hdf5File> file) { return take(first + index, std::move(file)); });
        const auto run = runHdf5Catalogues(rest, context.cancel,
                                           [&](std::span<const std::byte> bytes) { return answers.add(bytes); });
        if (!answers.taken())
            return answers.taken();
        if (!run && (run.error().code == ErrorCode::Cancelled || run.error().code == ErrorCode::Environment))
            return run;
        if (answers.done() < rest.size()) {
            const ByteSource& file = *rest[answers.done()];
            Error error = run || run.error().code == ErrorCode::Damaged ? hdf5LibraryFailed(file).value() : run.error();
            FL_CHECK(answers.finish(fail(std::move(error))));
        }
        first += answers.done();
    }
    return {};
}

}  // namespace

const Hdf5Attribute* Hdf5File::attribute(const std::string& path, const std::string& name) const
{
    const auto object = attributes.find(path);
    if (object == attributes.end())
        return nullptr;
    const auto found = object->second.find(name);
    return found == object->second.end() ? nullptr : &found->second;
}

bool looksLikeHdf5(const ByteSource& file)
{
    constexpr std::string_view signature = "\x89HDF\r\n\x1a\n";
    std::array<char, signature.size()> bytes{};
    for (std::uint64_t offset = 0; offset + bytes.size() <= file.size(); offset = offset ? 2 * offset : 512) {
        if (!file.read(offset, std::as_writable_bytes(std::span(bytes))))
            return false;
        if (std::string_view(bytes.data(), bytes.size()) == signature)
            return true;
    }
    return false;
}

Result<Hdf5File> openHdf5(std::shared_ptr<const ByteSource> file, const JobContext& context)
{
    std::string answer;
    FL_CHECK(
        runHdf5Child(*file, "catalogue", {}, context.cancel, [&](std::span<const std::byte> bytes) -> Result<void> {
            if (bytes.size() > kMaxCatalogueBytes - answer.size())
                return tooManyObjects(*file);
            answer.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
            return {};
        }));
    FL_CHECK(file->checkUnchanged());
    return Parser(file, context).parse(answer);
}

Result<void> openHdf5Files(std::span<const std::shared_ptr<const ByteSource>> files, const JobContext& context,
                           const Hdf5Receiver& take)
{
    for (std::size_t first = 0; first < files.size(); first += kHdf5Batch) {
        const std::size_t count = std::min(kHdf5Batch, files.size() - first);
        FL_CHECK(openBatch(files.subspan(first, count), context, [&](std::size_t index, Result<Hdf5File> file) {
            return take(first + index, std::move(file));
        }));
    }
    return {};
}

}  // namespace fisherlens
