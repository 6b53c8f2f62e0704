// SPDX-License-Identifier: GPL-3.0-or-later
#include "fisher/accumulator_tap.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <optional>
#include <type_traits>
#include <vector>

namespace fisherlens::detail {
namespace {

/// True where the bytes in the file are the floats themselves.
bool isNativeFloat(const Tensor& tensor)
{
    return std::endian::native == std::endian::little && tensor.info.offset && tensor.info.dtype == DType::F32;
}

/// Elements of one task: values and moments stay in the second-level cache.
constexpr std::int64_t kChunk = std::int64_t{1} << 15;

bool isSingle(const Tensor& tensor)
{
    // Computed values (8-bit states, factors) have no offset in a file and more digits than their dtype says.
    return tensor.info.offset && isFloating(tensor.info.dtype) && byteSize(tensor.info.dtype) <= sizeof(float);
}

template <class Value>
Result<void> readValues(const TensorSource& source, bool native, std::int64_t first, std::span<Value> out)
{
    if constexpr (std::is_same_v<Value, float>)
        if (native)
            return source.readBytes(first, std::as_writable_bytes(out));
    return source.read(first, out);
}

/// Every entry looked at by itself: also the ones that are not finite, negative, or lost in float32.
template <class Value, bool kMoments>
AccumulatorTally tallyOneByOne(std::span<const Value> values, std::span<const Value> moments, double start,
                               double factor)
{
    constexpr std::size_t kLanes = 8;  // independent sums, so that the additions overlap
    constexpr double kLargest = std::numeric_limits<float>::max();
    double all[kLanes] = {}, with[kLanes] = {}, squares[kLanes] = {};
    std::int64_t nonfinite = 0, negative = 0, zeros = 0, lost = 0;
    const auto take = [&](std::size_t i, std::size_t lane) {
        const double v = static_cast<double>(values[i]) - start;
        const bool finite = std::abs(v) <= std::numeric_limits<double>::max();
        const double own = finite ? v : 0;
        const auto stored = std::abs(static_cast<float>(own * factor));
        nonfinite += !finite;
        negative += own < 0;
        zeros += finite && v == 0;
        lost += (stored > kLargest) | ((stored == 0) & (own != 0));
        all[lane] += own;
        if constexpr (kMoments) {
            const double m = static_cast<double>(moments[i]);
            const bool both = finite && std::abs(m) <= std::numeric_limits<double>::max();
            with[lane] += both ? own : 0;
            squares[lane] += both ? m * m : 0;
        }
    };
    std::size_t i = 0;
    for (; i + kLanes <= values.size(); i += kLanes)
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            take(i + lane, lane);
    for (; i < values.size(); ++i)
        take(i, 0);
    AccumulatorTally tally{nonfinite, negative, zeros, lost, 0, 0, 0};
    for (std::size_t lane = 0; lane < kLanes; ++lane)
        tally += {0, 0, 0, 0, all[lane], with[lane], squares[lane]};
    return tally;
}

/// What the bits of a block of floats tell before any sum. Bit patterns of floats ≥ 0 are ordered as their values, and
/// loops over integers are vectorised without giving up the rules for NaN.
struct Range {
    std::int32_t unusual = 0;  ///< entries with a sign or not finite, or whose moment is not finite
    std::int32_t zeros = 0;
    std::int32_t least = kInfinity, largest = 0;  ///< bits of the positive entries
    static constexpr std::int32_t kInfinity = 0x7F80'0000, kSign = 0x7FFF'FFFF;
};

template <bool kMoments>
Range rangeOf(std::span<const float> values, std::span<const float> moments)
{
    Range range;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto v = std::bit_cast<std::int32_t>(values[i]);
        range.unusual += v < 0 || v >= Range::kInfinity;
        range.zeros += v == 0;
        const std::int32_t positive = v == 0 ? Range::kInfinity : v;
        range.least = positive < range.least ? positive : range.least;
        range.largest = v > range.largest ? v : range.largest;
        if constexpr (kMoments)
            range.unusual += (std::bit_cast<std::int32_t>(moments[i]) & Range::kSign) >= Range::kInfinity;
    }
    return range;
}

/// Sums of a block without unusual entries.
template <bool kMoments>
AccumulatorTally sumsOf(std::span<const float> values, std::span<const float> moments)
{
    constexpr std::size_t kLanes = 4;  // of two sums: as many as registers hold
    double all[kLanes] = {}, squares[kLanes] = {};
    const std::size_t whole = values.size() / kLanes * kLanes;
    for (std::size_t i = 0; i < whole; i += kLanes)
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            all[lane] += static_cast<double>(values[i + lane]);
            if constexpr (kMoments) {
                const auto m = static_cast<double>(moments[i + lane]);
                squares[lane] += m * m;
            }
        }
    for (std::size_t i = whole; i < values.size(); ++i) {
        all[0] += static_cast<double>(values[i]);
        if constexpr (kMoments)
            squares[0] += static_cast<double>(moments[i]) * static_cast<double>(moments[i]);
    }
    AccumulatorTally tally;
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
        tally.all += all[lane];
        tally.moments += squares[lane];
    }
    tally.withMoment = kMoments ? tally.all : 0;
    return tally;
}

/// Blocks that stay in the first-level cache; one with nothing unusual in it needs sums only.
template <class Value, bool kMoments>
AccumulatorTally tallyOf(std::span<const Value> values, std::span<const Value> moments, double start, double factor)
{
    if constexpr (std::is_same_v<Value, double>) {
        return tallyOneByOne<double, kMoments>(values, moments, start, factor);
    } else {
        constexpr std::size_t kBlock = 2048;
        AccumulatorTally tally;
        for (std::size_t first = 0; first < values.size(); first += kBlock) {
            const auto v = values.subspan(first, std::min(kBlock, values.size() - first));
            const auto m = kMoments ? moments.subspan(first, v.size()) : moments;
            const Range range = rangeOf<kMoments>(v, m);
            const auto asStored = [factor](std::int32_t bits) {
                return static_cast<float>(static_cast<double>(std::bit_cast<float>(bits)) * factor);
            };
            const bool stored =
                asStored(range.least) > 0 && asStored(range.largest) <= std::numeric_limits<float>::max();
            if (start != 0 || range.unusual > 0 || !stored) {
                tally += tallyOneByOne<float, kMoments>(v, m, start, factor);
                continue;
            }
            AccumulatorTally sums = sumsOf<kMoments>(v, m);
            sums.zeros = range.zeros;
            tally += sums;
        }
        return tally;
    }
}

}  // namespace

void AccumulatorTally::operator+=(const AccumulatorTally& other)
{
    nonfinite += other.nonfinite;
    negative += other.negative;
    zeros += other.zeros;
    lost += other.lost;
    all += other.all;
    withMoment += other.withMoment;
    moments += other.moments;
}

AccumulatorTap::AccumulatorTap(const PlannedTensor& tensor, bool tally)
    : values_(tensor.state->accumulator.source), nativeValues_(isNativeFloat(tensor.state->accumulator)),
      count_(tensor.state->accumulator.info.count), start_(tensor.start), factor_(tensor.factor),
      single_(isSingle(tensor.state->accumulator)), tallies_(tally)
{
    if (tally && tensor.state->firstMoment) {
        moments_ = tensor.state->firstMoment->source;
        nativeMoments_ = isNativeFloat(*tensor.state->firstMoment);
        single_ = single_ && isSingle(*tensor.state->firstMoment);
    }
}

template <class Value, class Out>
Result<AccumulatorTally> AccumulatorTap::chunk(std::int64_t first, std::size_t n, Out* out) const
{
    const auto buffer = std::make_unique_for_overwrite<Value[]>(moments_ ? 2 * n : n);
    const std::span values(buffer.get(), n);
    FL_CHECK(readValues(*values_, nativeValues_, first, values));
    AccumulatorTally tally;
    if (moments_) {
        const std::span moments(buffer.get() + n, n);
        FL_CHECK(readValues(*moments_, nativeMoments_, first, moments));
        tally = tallyOf<Value, true>(values, moments, start_, factor_);
    } else if (tallies_) {
        tally = tallyOf<Value, false>(values, {}, start_, factor_);
    }
    if (out)
        for (std::size_t i = 0; i < n; ++i)
            out[i] = static_cast<Out>((static_cast<double>(values[i]) - start_) * factor_);
    return tally;
}

template <class Out>
Result<void> AccumulatorTap::pass(std::int64_t first, std::int64_t n, Out* out) const
{
    const auto chunks = static_cast<std::size_t>((n + kChunk - 1) / kChunk);
    std::vector<std::optional<Result<AccumulatorTally>>> parts(chunks);
    tbb::parallel_for(std::size_t{0}, chunks, [&](std::size_t c) {
        const std::int64_t offset = static_cast<std::int64_t>(c) * kChunk;
        const auto length = static_cast<std::size_t>(std::min(kChunk, n - offset));
        Out* const target = out ? out + offset : nullptr;
        parts[c] =
            single_ ? chunk<float>(first + offset, length, target) : chunk<double>(first + offset, length, target);
    });
    AccumulatorTally sum;
    for (const auto& part : parts) {
        if (!*part)
            return fail(part->error());
        sum += **part;
    }
    const std::lock_guard lock(mutex_);
    if (tallies_ && first == next_) {
        tally_ += sum;
        next_ += n;
    }
    return {};
}

Result<void> AccumulatorTap::read(std::int64_t first, std::span<double> out) const
{
    return pass(first, static_cast<std::int64_t>(out.size()), out.data());
}

Result<void> AccumulatorTap::read(std::int64_t first, std::span<float> out) const
{
    return pass(first, static_cast<std::int64_t>(out.size()), out.data());
}

Result<void> AccumulatorTap::readRest(const JobContext& context, const std::function<void(std::int64_t)>& done) const
{
    const std::int64_t begin = next_;
    return forEachBlock(count_ - begin, context.cancel, [&](std::int64_t first, std::int64_t n) -> Result<void> {
        FL_CHECK(pass<float>(begin + first, n, nullptr));
        done(n);
        return {};
    });
}

Tensor recycledTensor(const PlannedTensor& tensor, std::shared_ptr<const AccumulatorTap> tap)
{
    TensorInfo info = tensor.state->accumulator.info;
    info.name = tensor.state->parameter;
    info.dtype = DType::F32;
    info.offset.reset();
    return {std::move(info), std::move(tap)};
}

}  // namespace fisherlens::detail
