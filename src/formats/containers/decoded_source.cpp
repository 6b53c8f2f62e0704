// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/containers/decoded_source.h"

#include <algorithm>
#include <mutex>
#include <new>
#include <vector>

namespace fisherlens {
namespace {

constexpr std::uint64_t kMaxBytes = std::uint64_t{4} << 30U;
constexpr std::uint64_t kFirstReserve = std::uint64_t{64} << 20U;  // a claimed size is believed only up to here

class DecodedSource final : public TensorSource {
public:
    DecodedSource(TensorInfo info, Decode decode) : info_(std::move(info)), decode_(std::move(decode)) {}

    Result<void> read(std::int64_t first, std::span<double> out) const override
    {
        FL_TRY(const TensorSource* const values, decoded());
        return values->read(first, out);
    }
    Result<void> read(std::int64_t first, std::span<float> out) const override
    {
        FL_TRY(const TensorSource* const values, decoded());
        return values->read(first, out);
    }
    Result<void> readBytes(std::int64_t first, std::span<std::byte> out) const override
    {
        FL_TRY(const TensorSource* const values, decoded());
        return values->readBytes(first, out);
    }

private:
    Result<const TensorSource*> decoded() const
    {
        const std::scoped_lock lock(mutex_);
        if (!values_) {
            try {
                FL_CHECK(load());
            } catch (const std::bad_alloc&) {
                return fail(ErrorCode::Environment, "There is not enough memory for the decoded array.", where());
            }
        }
        return values_.get();
    }

    Result<void> load() const
    {
        const std::uint64_t size = info_.bytes();
        if (size > kMaxBytes)
            return fail(ErrorCode::Unsupported, "The array is compressed or chunked and takes more than 4 GiB decoded.",
                        where(), "Store it contiguously, without compression.");
        std::vector<std::byte> bytes;
        bytes.reserve(static_cast<std::size_t>(std::min(size, kFirstReserve)));
        FL_CHECK(decode_([&](std::span<const std::byte> piece) -> Result<void> {
            if (piece.size() > size - bytes.size())
                return fail(ErrorCode::Damaged, "The array holds more elements than its shape says.", where());
            bytes.insert(bytes.end(), piece.begin(), piece.end());
            return {};
        }));
        if (bytes.size() != size)
            return fail(ErrorCode::Damaged, "The array holds fewer elements than its shape says.", where());
        FL_TRY(Tensor tensor, memoryTensor(info_.name, info_.dtype, info_.shape, std::move(bytes)));
        values_ = std::move(tensor.source);
        return {};
    }

    Where where() const { return {info_.file, info_.name, {}}; }

    TensorInfo info_;
    Decode decode_;
    mutable std::mutex mutex_;
    mutable std::shared_ptr<const TensorSource> values_;
};

}  // namespace

Tensor decodedTensor(TensorInfo info, Decode decode)
{
    auto source = std::make_shared<DecodedSource>(info, std::move(decode));
    return Tensor{std::move(info), std::move(source)};
}

}  // namespace fisherlens
