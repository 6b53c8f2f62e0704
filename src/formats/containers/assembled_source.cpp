// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/containers/assembled_source.h"

#include <algorithm>
#include <map>
#include <utility>

namespace fisherlens {
namespace {

constexpr std::size_t kMaxCutDimensions = 10;

/// A piece as runs of elements that are consecutive both in the whole and in the piece.
class Runs {
public:
    Runs(const Shape& frame, Piece piece) : piece_(std::move(piece))
    {
        std::int64_t stride = 1;
        bool whole = true;  // all inner dimensions are covered from end to end
        for (std::size_t k = frame.size(); k-- > 0; stride *= frame[k]) {
            base_ += piece_.offsets[k] * stride;
            if (whole)
                length_ *= piece_.sizes[k];
            else
                outer_.push_back({piece_.sizes[k], stride});
            whole = whole && piece_.sizes[k] == frame[k];
        }
        for (const Outer& dimension : outer_)
            count_ *= dimension.size;
    }

    [[nodiscard]] std::int64_t begin() const { return base_; }
    [[nodiscard]] std::int64_t end() const { return start(count_ - 1) + length_; }

    /// Copies what lies in [first, first + n) of the whole; `read(source, index, out)` reads elements of the piece and
    /// `at(i, n)` are those of the result.
    template <class Buffer, class Read, class At>
    Result<void> copy(std::int64_t first, std::int64_t n, Buffer& buffer, const Read& read, const At& at) const
    {
        std::int64_t run = firstRunAfter(first);
        const std::int64_t stop = first + n;
        while (run < count_ && start(run) < stop) {
            const std::int64_t from = std::max<std::int64_t>(first - start(run), 0);
            if (length_ >= kBlockElements || run + 1 == count_ || start(run + 1) >= stop) {
                const std::int64_t m = std::min(length_, stop - start(run)) - from;
                const std::int64_t place = start(run) + from - first;
                FL_CHECK(read(*piece_.source, piece_.first + run * length_ + from, at(place, m)));
                ++run;
                continue;
            }
            // Many short runs: read as one block of the piece, then spread.
            std::int64_t last = run;
            while (last + 1 < count_ && start(last + 1) < stop && (last + 2 - run) * length_ <= kBlockElements)
                ++last;
            const std::int64_t cut = std::min(length_, stop - start(last));
            const std::int64_t begin = run * length_ + from, total = last * length_ + cut - begin;
            const auto block = buffer(total);
            FL_CHECK(read(*piece_.source, piece_.first + begin, block));
            const std::size_t item = block.size() / static_cast<std::size_t>(total);
            for (std::int64_t r = run, done = 0; r <= last; ++r) {
                const std::int64_t skip = r == run ? from : 0;
                const std::int64_t m = (r == last ? cut : length_) - skip;
                const auto target = at(start(r) + skip - first, m);
                std::copy_n(block.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(done) * item),
                            target.size(), target.begin());
                done += m;
            }
            run = last + 1;
        }
        return {};
    }

private:
    struct Outer {
        std::int64_t size, stride;
    };

    /// Flat index in the whole of the first element of a run; grows with the run.
    [[nodiscard]] std::int64_t start(std::int64_t run) const
    {
        std::int64_t at = base_;
        for (const Outer& dimension : outer_) {
            at += run % dimension.size * dimension.stride;
            run /= dimension.size;
        }
        return at;
    }
    [[nodiscard]] std::int64_t firstRunAfter(std::int64_t flat) const
    {
        std::int64_t low = 0, high = count_;
        while (low < high) {
            const std::int64_t middle = low + (high - low) / 2;
            if (start(middle) + length_ > flat)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }

    Piece piece_;
    std::int64_t base_ = 0, length_ = 1, count_ = 1;
    std::vector<Outer> outer_;  ///< innermost first
};

class AssembledSource final : public TensorSource {
public:
    AssembledSource(std::vector<Runs> pieces, DType dtype) : pieces_(std::move(pieces)), item_(byteSize(dtype))
    {
        std::sort(pieces_.begin(), pieces_.end(), [](const Runs& a, const Runs& b) { return a.begin() < b.begin(); });
    }
    Result<void> read(std::int64_t first, std::span<double> out) const override { return values(first, out); }
    Result<void> read(std::int64_t first, std::span<float> out) const override { return values(first, out); }

    Result<void> readBytes(std::int64_t first, std::span<std::byte> out) const override
    {
        std::vector<std::byte> block;
        const auto size = [this](std::int64_t n) { return static_cast<std::size_t>(n) * item_; };
        const auto buffer = [&](std::int64_t n) {
            block.resize(size(n));
            return std::span(block);
        };
        const auto read = [](const TensorSource& source, std::int64_t at, std::span<std::byte> target) {
            return source.readBytes(at, target);
        };
        const auto at = [&](std::int64_t i, std::int64_t n) { return out.subspan(size(i), size(n)); };
        return all(first, static_cast<std::int64_t>(out.size() / item_), buffer, read, at);
    }

private:
    template <class T>
    Result<void> values(std::int64_t first, std::span<T> out) const
    {
        std::vector<T> block;
        const auto buffer = [&](std::int64_t n) {
            block.resize(static_cast<std::size_t>(n));
            return std::span(block);
        };
        const auto read = [](const TensorSource& source, std::int64_t at, std::span<T> target) {
            return source.read(at, target);
        };
        const auto at = [&](std::int64_t i, std::int64_t n) {
            return out.subspan(static_cast<std::size_t>(i), static_cast<std::size_t>(n));
        };
        return all(first, static_cast<std::int64_t>(out.size()), buffer, read, at);
    }

    template <class Buffer, class Read, class At>
    Result<void> all(std::int64_t first, std::int64_t n, Buffer buffer, const Read& read, const At& at) const
    {
        for (const Runs& piece : pieces_) {
            if (piece.begin() >= first + n)
                break;
            if (piece.end() > first)
                FL_CHECK(piece.copy(first, n, buffer, read, at));
        }
        return {};
    }

    std::vector<Runs> pieces_;
    std::size_t item_;
};

bool isInside(const Piece& piece, const Shape& frame)
{
    if (piece.offsets.size() != frame.size() || piece.sizes.size() != frame.size())
        return false;
    for (std::size_t k = 0; k < frame.size(); ++k)
        if (piece.offsets[k] < 0 || piece.sizes[k] < 0 || piece.sizes[k] > frame[k]
            || piece.offsets[k] > frame[k] - piece.sizes[k])
            return false;
    return true;
}

/// Boxes tile the frame exactly when their corners, counted with alternating signs, add up to the frame's corners: the
/// mixed difference of a box is its signed corners, and what two sets of boxes cover is determined by it.
Result<bool> tiles(const std::vector<Piece>& pieces, const Shape& frame, const Where& where)
{
    std::vector<std::size_t> cut;
    for (std::size_t k = 0; k < frame.size(); ++k)
        if (std::any_of(pieces.begin(), pieces.end(), [&](const Piece& piece) { return piece.sizes[k] != frame[k]; }))
            cut.push_back(k);
    if (cut.empty())
        return pieces.size() == 1;
    if (cut.size() > kMaxCutDimensions)
        return fail(ErrorCode::Unsupported, "The tensor is cut along more than 10 dimensions.", where);
    std::map<std::vector<std::int64_t>, std::int64_t> corners;
    std::vector<std::int64_t> corner(cut.size());
    const auto add = [&](const auto& low, const auto& size, int weight) {
        for (std::size_t bits = 0; bits < std::size_t{1} << cut.size(); ++bits) {
            int sign = weight;
            for (std::size_t k = 0; k < cut.size(); ++k) {
                const bool upper = (bits >> k & 1U) != 0;
                corner[k] = low(cut[k]) + (upper ? size(cut[k]) : 0);
                sign = upper ? -sign : sign;
            }
            if ((corners[corner] += sign) == 0)
                corners.erase(corner);
        }
    };
    for (const Piece& piece : pieces)
        add([&](std::size_t k) { return piece.offsets[k]; }, [&](std::size_t k) { return piece.sizes[k]; }, 1);
    add([](std::size_t) { return std::int64_t{0}; }, [&](std::size_t k) { return frame[k]; }, -1);
    return corners.empty();
}

}  // namespace

Result<Tensor> assembledTensor(TensorInfo info, const Shape& frame, std::vector<Piece> pieces)
{
    const Where where{info.file, info.name, {}};
    const bool inside =
        std::all_of(pieces.begin(), pieces.end(), [&](const Piece& piece) { return isInside(piece, frame); });
    const auto damaged = [&](const char* text) {
        return fail(ErrorCode::Damaged, text, where, "The checkpoint is incomplete or damaged; save it again.");
    };
    if (!inside || elementCount(frame) != info.count)
        return damaged("A piece of the tensor does not lie inside of its shape.");
    std::erase_if(pieces, [](const Piece& piece) { return elementCount(piece.sizes) == 0; });
    if (info.count > 0) {
        FL_TRY(const bool complete, tiles(pieces, frame, where));
        if (!complete)
            return damaged("The pieces of the tensor overlap or do not cover it.");
    }
    std::vector<Runs> runs;
    for (Piece& piece : pieces)
        runs.emplace_back(frame, std::move(piece));
    const DType dtype = info.dtype;
    return Tensor{std::move(info), std::make_shared<AssembledSource>(std::move(runs), dtype)};
}

}  // namespace fisherlens
