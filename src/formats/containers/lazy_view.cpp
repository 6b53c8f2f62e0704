// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/containers/lazy_view.h"

#include "base/converted_blocks.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace fisherlens {
namespace {

constexpr std::byte kSign{0x80};

/// Flips the sign of every number of `width` little-endian bytes, beginning at `first`, `step` bytes apart.
void flipSigns(std::span<std::byte> bytes, std::size_t first, std::size_t width, std::size_t step)
{
    for (std::size_t i = first + width - 1; i < bytes.size(); i += step)
        bytes[i] ^= kSign;
}

/// These have neither a negative zero nor more than one NaN, whose code is that of a negative zero.
void negateFnuz(std::span<std::byte> bytes)
{
    for (std::byte& value : bytes)
        if ((value & ~kSign) != std::byte{0})
            value ^= kSign;
}

/// Two's complement.
void negateIntegers(std::span<std::byte> bytes, std::size_t width)
{
    for (std::size_t i = 0; i < bytes.size(); i += width) {
        unsigned carry = 1;
        for (std::byte& value : bytes.subspan(i, width)) {
            carry += std::to_integer<unsigned>(~value);
            value = static_cast<std::byte>(carry & 0xFFU);
            carry >>= 8U;
        }
    }
}

class LazySource final : public TensorSource {
public:
    LazySource(std::shared_ptr<const TensorSource> stored, DType dtype, bool conjugated, bool negated)
        : stored_(std::move(stored)), dtype_(dtype), conjugated_(conjugated), negated_(negated)
    {}

    Result<void> read(std::int64_t first, std::span<double> out) const override { return convert(first, out); }
    Result<void> read(std::int64_t first, std::span<float> out) const override { return convert(first, out); }
    Result<void> readBytes(std::int64_t first, std::span<std::byte> out) const override
    {
        FL_CHECK(stored_->readBytes(first, out));
        resolve(out);
        return {};
    }

private:
    template <class T>
    Result<void> convert(std::int64_t first, std::span<T> out) const
    {
        return readConverted(dtype_, first, out, [this](std::int64_t from, std::span<std::byte> bytes) {
            return readBytes(from, bytes);
        });
    }

    void resolve(std::span<std::byte> bytes) const
    {
        const std::size_t width = byteSize(dtype_);
        if (isComplex(dtype_)) {
            if (negated_)
                flipSigns(bytes, 0, width / 2, width);
            if (negated_ != conjugated_)
                flipSigns(bytes, width / 2, width / 2, width);
        } else if (negated_ && (dtype_ == DType::F8E4M3Fnuz || dtype_ == DType::F8E5M2Fnuz)) {
            negateFnuz(bytes);
        } else if (negated_ && isFloating(dtype_)) {
            flipSigns(bytes, 0, width, width);
        } else if (negated_ && dtype_ != DType::Bool) {  // truth values have no negative, in PyTorch neither
            negateIntegers(bytes, width);
        }
    }

    std::shared_ptr<const TensorSource> stored_;
    DType dtype_;
    bool conjugated_, negated_;
};

}  // namespace

Tensor lazyView(Tensor stored, bool conjugated, bool negated)
{
    if (!negated && !(conjugated && isComplex(stored.info.dtype)))
        return stored;
    stored.source = std::make_shared<LazySource>(std::move(stored.source), stored.info.dtype, conjugated, negated);
    stored.info.offset.reset();
    return stored;
}

}  // namespace fisherlens
