// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/tensor.h"

#include "base/converted_blocks.h"
#include "base/names.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace fisherlens {
namespace {

constexpr std::size_t kAmbiguous = std::numeric_limits<std::size_t>::max();

/// Elements of a file, contiguous or strided.
class StoredSource final : public TensorSource {
public:
    StoredSource(std::shared_ptr<const ByteSource> file, DType dtype, Shape shape, std::vector<std::int64_t> strides,
                 std::uint64_t offset)
        : file_(std::move(file)), dtype_(dtype), shape_(std::move(shape)), strides_(std::move(strides)), offset_(offset)
    {
        std::int64_t expected = 1;
        for (std::size_t k = shape_.size(); k-- > 0;) {
            if (shape_[k] != 1 && strides_[k] != expected)
                contiguous_ = false;
            expected *= shape_[k];
        }
    }

    Result<void> read(std::int64_t first, std::span<double> out) const override { return convert(first, out); }
    Result<void> read(std::int64_t first, std::span<float> out) const override { return convert(first, out); }

    Result<void> readBytes(std::int64_t first, std::span<std::byte> out) const override
    {
        const std::size_t item = byteSize(dtype_);
        if (contiguous_)
            return file_->read(offset_ + static_cast<std::uint64_t>(first) * item, out);
        return gather(first, static_cast<std::int64_t>(out.size() / item), out);
    }

private:
    template <class T>
    Result<void> convert(std::int64_t first, std::span<T> out) const
    {
        // Stored as it is wanted: nothing to convert.
        constexpr bool little = std::endian::native == std::endian::little;
        if (little && contiguous_ && dtype_ == (std::is_same_v<T, float> ? DType::F32 : DType::F64))
            return readBytes(first, std::as_writable_bytes(out));
        return readConverted(dtype_, first, out, [this](std::int64_t from, std::span<std::byte> bytes) {
            return readBytes(from, bytes);
        });
    }

    /// Reads the elements of a strided array. Dense permuted layouts (channels_last, transposed) touch the file out of
    /// order, so the span of bytes that a chunk covers is read at once when it is not much larger than the chunk.
    Result<void> gather(std::int64_t first, std::int64_t n, std::span<std::byte> out) const
    {
        const std::size_t item = byteSize(dtype_);
        constexpr std::int64_t chunk = std::int64_t{1} << 14;
        std::vector<std::int64_t> positions;
        std::vector<std::byte> window;
        for (std::int64_t done = 0; done < n; done += chunk) {
            const std::int64_t m = std::min(chunk, n - done);
            positions.resize(static_cast<std::size_t>(m));
            for (std::int64_t i = 0; i < m; ++i)
                positions[static_cast<std::size_t>(i)] = position(first + done + i);
            const auto [low, high] = std::minmax_element(positions.begin(), positions.end());
            const std::int64_t begin = *low;
            const std::int64_t extent = *high - begin + 1;
            std::byte* target = out.data() + static_cast<std::size_t>(done) * item;
            if (extent <= 256 * m || extent <= (std::int64_t{1} << 21)) {
                window.resize(static_cast<std::size_t>(extent) * item);
                FL_CHECK(file_->read(offset_ + static_cast<std::uint64_t>(begin) * item, window));
                for (std::int64_t i = 0; i < m; ++i)
                    std::memcpy(target + static_cast<std::size_t>(i) * item,
                                window.data()
                                    + static_cast<std::size_t>(positions[static_cast<std::size_t>(i)] - begin) * item,
                                item);
            } else {
                for (std::int64_t i = 0; i < m; ++i)
                    FL_CHECK(
                        file_->read(offset_ + static_cast<std::uint64_t>(positions[static_cast<std::size_t>(i)]) * item,
                                    {target + static_cast<std::size_t>(i) * item, item}));
            }
        }
        return {};
    }

    std::int64_t position(std::int64_t flat) const
    {
        std::int64_t at = 0;
        for (std::size_t k = shape_.size(); k-- > 0;) {
            at += flat % shape_[k] * strides_[k];
            flat /= shape_[k];
        }
        return at;
    }

    std::shared_ptr<const ByteSource> file_;
    DType dtype_;
    Shape shape_;
    std::vector<std::int64_t> strides_;
    std::uint64_t offset_;
    bool contiguous_ = true;
};

class MemorySource final : public TensorSource {
public:
    MemorySource(DType dtype, std::vector<std::byte> bytes) : dtype_(dtype), bytes_(std::move(bytes)) {}
    Result<void> read(std::int64_t first, std::span<double> out) const override
    {
        toFloat64(dtype_, at(first, out.size()), out);
        return {};
    }
    Result<void> read(std::int64_t first, std::span<float> out) const override
    {
        toFloat32(dtype_, at(first, out.size()), out);
        return {};
    }
    Result<void> readBytes(std::int64_t first, std::span<std::byte> out) const override
    {
        const auto bytes = at(first, out.size() / byteSize(dtype_));
        std::copy(bytes.begin(), bytes.end(), out.begin());
        return {};
    }

private:
    std::span<const std::byte> at(std::int64_t first, std::size_t n) const
    {
        const std::size_t item = byteSize(dtype_);
        return {bytes_.data() + static_cast<std::size_t>(first) * item, n * item};
    }
    DType dtype_;
    std::vector<std::byte> bytes_;
};

class ComputedSource final : public TensorSource {
public:
    explicit ComputedSource(Compute compute) : compute_(std::move(compute)) {}
    using TensorSource::read;
    Result<void> read(std::int64_t first, std::span<double> out) const override { return compute_(first, out); }

private:
    Compute compute_;
};

}  // namespace

std::optional<std::int64_t> elementCount(const Shape& shape)
{
    std::int64_t count = 1;
    bool empty = false;
    for (const std::int64_t size : shape) {
        if (size < 0)
            return std::nullopt;
        if (size == 0) {
            empty = true;
            continue;
        }
        if (__builtin_mul_overflow(count, size, &count))
            return std::nullopt;
    }
    return empty ? 0 : count;
}

std::string shapeText(const Shape& shape)
{
    std::string text = "[";
    for (std::size_t k = 0; k < shape.size(); ++k)
        text += (k ? ", " : "") + std::to_string(shape[k]);
    return text + "]";
}

Result<void> TensorSource::read(std::int64_t first, std::span<float> out) const
{
    constexpr std::size_t chunk = std::size_t{1} << 15U;
    std::vector<double> buffer(std::min(out.size(), chunk));
    for (std::size_t done = 0; done < out.size(); done += chunk) {
        const std::span block(buffer.data(), std::min(chunk, out.size() - done));
        FL_CHECK(read(first + static_cast<std::int64_t>(done), block));
        std::transform(block.begin(), block.end(), out.begin() + static_cast<std::ptrdiff_t>(done),
                       [](double value) { return static_cast<float>(value); });
    }
    return {};
}

Result<void> TensorSource::readBytes(std::int64_t, std::span<std::byte>) const
{
    return fail(ErrorCode::Unsupported, "This tensor is computed and has no stored bytes.");
}

Result<void> Catalogue::add(Tensor tensor)
{
    const auto [at, isNew] = byName_.emplace(tensor.info.name, tensors_.size());
    if (!isNew)
        return fail(ErrorCode::Damaged, "Two tensors have the same name.",
                    {tensor.info.file, tensor.info.name, tensor.info.offset});
    const auto [key, isNewKey] = byKey_.emplace(matchKey(tensor.info.name), tensors_.size());
    if (!isNewKey)
        key->second = kAmbiguous;
    tensors_.push_back(std::move(tensor));
    return {};
}

const Tensor* Catalogue::find(std::string_view name) const
{
    const auto at = byName_.find(std::string(name));
    return at == byName_.end() ? nullptr : &tensors_[at->second];
}

const Tensor* Catalogue::findMatching(std::string_view name) const
{
    if (const Tensor* exact = find(name))
        return exact;
    const auto at = byKey_.find(matchKey(name));
    return at == byKey_.end() || at->second == kAmbiguous ? nullptr : &tensors_[at->second];
}

std::int64_t Catalogue::parameters() const
{
    std::int64_t total = 0;
    for (const Tensor& tensor : tensors_)
        total += tensor.info.count;
    return total;
}

Result<Tensor> storedTensor(std::shared_ptr<const ByteSource> file, std::string name, DType dtype, Shape shape,
                            std::vector<std::int64_t> strides, std::uint64_t offset, std::uint64_t begin,
                            std::uint64_t end)
{
    const Where where{file->path(), name, offset};
    const auto count = elementCount(shape);
    std::int64_t bytes = 0;
    if (!count || __builtin_mul_overflow(*count, static_cast<std::int64_t>(byteSize(dtype)), &bytes))
        return fail(ErrorCode::Damaged, "The shape " + shapeText(shape) + " is impossible.", where);
    if (strides.empty() && !shape.empty()) {
        strides.resize(shape.size());
        std::int64_t step = 1;
        for (std::size_t k = shape.size(); k-- > 0;) {
            strides[k] = step;
            step *= std::max<std::int64_t>(shape[k], 1);
        }
    }
    if (strides.size() != shape.size())
        return fail(ErrorCode::Damaged, "Shape and strides have different lengths.", where);
    std::int64_t last = 0;
    for (std::size_t k = 0; k < shape.size() && *count > 0; ++k) {
        std::int64_t reach = 0;
        if (strides[k] < 0 || __builtin_mul_overflow(shape[k] - 1, strides[k], &reach)
            || __builtin_add_overflow(last, reach, &last))
            return fail(ErrorCode::Damaged, "The strides are impossible.", where);
    }
    if (*count > 0) {
        std::int64_t needed = 0;
        if (__builtin_add_overflow(last, std::int64_t{1}, &needed)
            || __builtin_mul_overflow(needed, static_cast<std::int64_t>(byteSize(dtype)), &needed) || offset < begin
            || offset > end || static_cast<std::uint64_t>(needed) > end - offset)
            return fail(ErrorCode::Damaged,
                        "The tensor of shape " + shapeText(shape) + " reaches beyond the bytes stored for it.", where,
                        "The file is damaged or was written wrongly.");
    }
    TensorInfo info{std::move(name), dtype, shape, *count, file->path(), offset};
    return Tensor{std::move(info),
                  std::make_shared<StoredSource>(std::move(file), dtype, std::move(shape), std::move(strides), offset)};
}

Result<Tensor> memoryTensor(std::string name, DType dtype, Shape shape, std::vector<std::byte> bytes)
{
    const auto count = elementCount(shape);
    if (!count || bytes.size() / byteSize(dtype) != static_cast<std::size_t>(*count)
        || bytes.size() % byteSize(dtype) != 0)
        return fail(ErrorCode::Damaged, "The shape " + shapeText(shape) + " does not fit its data.", {{}, name, {}});
    return Tensor{TensorInfo{std::move(name), dtype, std::move(shape), *count, {}, {}},
                  std::make_shared<MemorySource>(dtype, std::move(bytes))};
}

Tensor memoryTensor(std::string name, Shape shape, std::vector<float> values)
{
    std::vector<std::byte> bytes(values.size() * sizeof(float));
    if (!values.empty())
        std::memcpy(bytes.data(), values.data(), bytes.size());
    return Tensor{
        TensorInfo{std::move(name), DType::F32, std::move(shape), static_cast<std::int64_t>(values.size()), {}, {}},
        std::make_shared<MemorySource>(DType::F32, std::move(bytes))};
}

Tensor computedTensor(TensorInfo info, Compute compute)
{
    return Tensor{std::move(info), std::make_shared<ComputedSource>(std::move(compute))};
}

Result<std::vector<double>> readAll(const Tensor& tensor)
{
    std::vector<double> values(static_cast<std::size_t>(tensor.info.count));
    FL_CHECK(tensor.source->read(0, std::span(values)));
    return values;
}

}  // namespace fisherlens
