// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/accumulators.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <utility>

namespace fisherlens {
namespace {

/// Factors of up to this many elements are kept in memory; a larger "factor" is no factor.
constexpr std::int64_t kMaxKept = std::int64_t{1} << 26;

Failure unfit(std::string text)
{
    return fail(ErrorCode::Incompatible, std::move(text), {}, "The state is damaged, or of another optimizer.");
}

/// Small tensors, read once by whoever comes first.
class Kept {
public:
    explicit Kept(Tensor tensor) : tensor_(std::move(tensor)) {}

    Result<const std::vector<double>*> values() const
    {
        const std::lock_guard lock(mutex_);
        if (!read_) {
            FL_TRY(values_, readAll(tensor_));
            read_ = true;
        }
        return &values_;
    }

private:
    Tensor tensor_;
    mutable std::mutex mutex_;
    mutable bool read_ = false;
    mutable std::vector<double> values_;
};

/// A computed float32 tensor in the place of a stored one.
Tensor computed(const Tensor& stored, Shape shape, std::int64_t count, Compute compute)
{
    TensorInfo info = stored.info;
    info.dtype = DType::F32;
    info.shape = std::move(shape);
    info.count = count;
    info.offset.reset();
    return computedTensor(std::move(info), std::move(compute));
}

/// Where the elements of a factor lie: C order with stride 0 at its averaged axis.
std::vector<std::int64_t> stridesOf(const Shape& shape)
{
    std::vector<std::int64_t> strides(shape.size(), 0);
    std::int64_t stride = 1;
    for (std::size_t k = shape.size(); k-- > 0;) {
        strides[k] = shape[k] == 1 ? 0 : stride;
        stride *= shape[k];
    }
    return strides;
}

/// Two factors as shapes of the parameter's rank, and the axis that `col` averages (where it has a 1).
struct Factors {
    Shape row, col, full;
    std::size_t averaged = 0;
};

std::optional<Factors> factorsOf(const Shape& row, const Shape& col)
{
    if (row.size() != col.size() || row.size() < 2)
        return std::nullopt;
    Factors factors{row, col, row, row.size()};
    for (std::size_t k = 0; k < row.size(); ++k) {
        if (row[k] < 1 || col[k] < 1 || (row[k] != col[k] && row[k] != 1 && col[k] != 1))
            return std::nullopt;
        if (col[k] == 1 && row[k] != 1 && factors.averaged == row.size())
            factors.averaged = k;
        factors.full[k] = std::max(row[k], col[k]);
    }
    if (factors.averaged == row.size())  // an axis of size 1 leaves no trace, and its mean is the value itself
        factors.averaged = row.size() - 2;
    return factors;
}

/// Mean over one axis of an array in C order; the axis stays with size 1.
std::vector<double> meanOver(const std::vector<double>& values, const Shape& shape, std::size_t axis)
{
    std::int64_t inner = 1;
    for (std::size_t k = axis + 1; k < shape.size(); ++k)
        inner *= shape[k];
    const std::int64_t size = shape[axis], outer = static_cast<std::int64_t>(values.size()) / (inner * size);
    std::vector<double> means(static_cast<std::size_t>(outer * inner), 0.0);
    for (std::int64_t o = 0; o < outer; ++o)
        for (std::int64_t a = 0; a < size; ++a)
            for (std::int64_t i = 0; i < inner; ++i)
                means[static_cast<std::size_t>(o * inner + i)] +=
                    values[static_cast<std::size_t>((o * size + a) * inner + i)];
    for (double& mean : means)
        mean /= static_cast<double>(size);
    return means;
}

/// Visits out.size() elements from flat index `first` with the flat indices into two broadcast arrays.
template <class Visit>
void walkBroadcast(const Shape& shape, const std::vector<std::int64_t>& a, const std::vector<std::int64_t>& b,
                   std::int64_t first, std::int64_t n, Visit&& visit)
{
    std::vector<std::int64_t> index(shape.size(), 0);
    std::int64_t atA = 0, atB = 0, rest = first;
    for (std::size_t k = shape.size(); k-- > 0;) {
        index[k] = rest % shape[k];
        rest /= shape[k];
        atA += index[k] * a[k];
        atB += index[k] * b[k];
    }
    for (std::int64_t i = 0; i < n; ++i) {
        visit(i, atA, atB);
        for (std::size_t k = shape.size(); k-- > 0;) {
            atA += a[k];
            atB += b[k];
            if (++index[k] < shape[k])
                break;
            atA -= a[k] * shape[k];
            atB -= b[k] * shape[k];
            index[k] = 0;
        }
    }
}

}  // namespace

Result<Tensor> factoredTensor(const Tensor& row, const Tensor& col, bool keepsAxes)
{
    Shape rowShape = row.info.shape, colShape = col.info.shape;
    const bool sameRank = rowShape.size() == colShape.size() && !rowShape.empty();
    if (!keepsAxes && sameRank && std::equal(rowShape.begin(), rowShape.end() - 1, colShape.begin())) {
        rowShape.push_back(1);
        colShape.insert(colShape.end() - 1, 1);
    } else if (!keepsAxes) {
        rowShape.clear();  // no factors of the last two axes
    }
    const auto factors = factorsOf(rowShape, colShape);
    const auto count = factors ? elementCount(factors->full) : std::nullopt;
    if (!count || row.info.count > kMaxKept || col.info.count > kMaxKept)
        return unfit("The factors of the squares have shapes " + shapeText(row.info.shape) + " and "
                     + shapeText(col.info.shape) + ", which belong to no common parameter.");
    auto rows = std::make_shared<Kept>(row), cols = std::make_shared<Kept>(col);
    return computed(
        row, factors->full, *count,
        [rows, cols, f = *factors](std::int64_t first, std::span<double> out) -> Result<void> {
            FL_TRY(const std::vector<double>* r, rows->values());
            FL_TRY(const std::vector<double>* c, cols->values());
            // R ÷ mean(R) first: the product alone may underflow.
            std::vector<double> ratio = *r;
            const std::vector<double> means = meanOver(*r, f.row, f.averaged);
            Shape meanShape = f.row;
            meanShape[f.averaged] = 1;
            walkBroadcast(f.row, stridesOf(f.row), stridesOf(meanShape), 0, static_cast<std::int64_t>(r->size()),
                          [&](std::int64_t i, std::int64_t, std::int64_t m) {
                              const double mean = means[static_cast<std::size_t>(m)];
                              double& value = ratio[static_cast<std::size_t>(i)];
                              value = mean == 0 ? 0 : value / mean;
                          });
            walkBroadcast(f.full, stridesOf(f.row), stridesOf(f.col), first, static_cast<std::int64_t>(out.size()),
                          [&](std::int64_t i, std::int64_t a, std::int64_t b) {
                              out[static_cast<std::size_t>(i)] =
                                  ratio[static_cast<std::size_t>(a)] * (*c)[static_cast<std::size_t>(b)];
                          });
            return {};
        });
}

Result<Tensor> blockMeansTensor(const Tensor& means, const Shape& shape)
{
    const auto count = elementCount(shape);
    const std::int64_t blocks = means.info.count;
    if (!count || blocks < 1 || blocks > kMaxKept || *count % blocks != 0)
        return unfit("The mean squares have shape " + shapeText(means.info.shape)
                     + ", which does not divide a parameter of shape " + shapeText(shape) + ".");
    const std::int64_t run = std::max<std::int64_t>(1, *count / blocks);
    auto kept = std::make_shared<Kept>(means);
    return computed(means, shape, *count, [kept, run](std::int64_t first, std::span<double> out) -> Result<void> {
        FL_TRY(const std::vector<double>* values, kept->values());
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = (*values)[static_cast<std::size_t>((first + static_cast<std::int64_t>(i)) / run)];
        return {};
    });
}

Result<Tensor> quantisedTensor(QuantisedParts parts)
{
    const auto count = elementCount(parts.shape);
    const std::int64_t codes = parts.codes.info.count * (parts.bits == 4 ? 2 : 1), scales = parts.scale.info.count;
    const std::int64_t levels = parts.bits == 4 ? 16 : 256;
    const bool bytes = parts.codes.info.dtype == DType::U8;
    if (!count || codes != *count || (parts.map ? !bytes || parts.map->info.count != levels : parts.bits != 8))
        return unfit("The codes of the quantised squares do not belong to a parameter of shape "
                     + shapeText(parts.shape) + ".");
    std::int64_t block = 0;
    for (const std::int64_t usual : {std::int64_t{256}, std::int64_t{2048}})
        if (scales == (codes + usual - 1) / usual && block == 0)
            block = usual;
    if (scales > 0 && codes % scales == 0 && (block == 0 || codes / scales % 128 == 0))
        block = codes / scales;
    if (block < 1)
        return unfit("The quantised squares have " + std::to_string(codes) + " codes and " + std::to_string(scales)
                     + " scales, which fit no size of blocks.");
    auto map = parts.map ? std::make_shared<Kept>(*parts.map) : nullptr;
    return computed(
        parts.codes, parts.shape, *count,
        [source = parts.codes.source, scale = parts.scale.source, map, block,
         half = parts.bits == 4](std::int64_t first, std::span<double> out) -> Result<void> {
            if (out.empty())
                return {};
            const auto end = first + static_cast<std::int64_t>(out.size());
            const std::int64_t firstBlock = first / block;
            std::vector<double> scales(static_cast<std::size_t>((end - 1) / block - firstBlock + 1));
            FL_CHECK(scale->read(firstBlock, std::span(scales)));
            const auto scaled = [&](std::size_t i, double value) {
                const std::int64_t at = (first + static_cast<std::int64_t>(i)) / block - firstBlock;
                out[i] = value * scales[static_cast<std::size_t>(at)];
            };
            if (!map) {
                FL_CHECK(source->read(first, out));
                for (std::size_t i = 0; i < out.size(); ++i)
                    scaled(i, out[i]);
                return {};
            }
            FL_TRY(const std::vector<double>* levels, map->values());
            const std::int64_t firstByte = half ? first / 2 : first;
            std::vector<std::byte> bytes(static_cast<std::size_t>((half ? (end + 1) / 2 : end) - firstByte));
            FL_CHECK(source->readBytes(firstByte, bytes));
            for (std::size_t i = 0; i < out.size(); ++i) {
                const std::int64_t at = first + static_cast<std::int64_t>(i);
                auto code = static_cast<std::size_t>(bytes[static_cast<std::size_t>((half ? at / 2 : at) - firstByte)]);
                if (half)
                    code = at % 2 == 0 ? code >> 4U : code & 15U;
                scaled(i, (*levels)[code]);
            }
            return {};
        });
}

Tensor scaledByTensor(const Tensor& values, const Tensor& scale)
{
    auto kept = std::make_shared<Kept>(scale);
    return computed(values, values.info.shape, values.info.count,
                    [source = values.source, kept](std::int64_t first, std::span<double> out) -> Result<void> {
                        FL_TRY(const std::vector<double>* factor, kept->values());
                        FL_CHECK(source->read(first, out));
                        for (double& value : out)
                            value *= factor->front();
                        return {};
                    });
}

Tensor squaredTensor(const Tensor& values)
{
    return computed(values, values.info.shape, values.info.count,
                    [source = values.source](std::int64_t first, std::span<double> out) -> Result<void> {
                        FL_CHECK(source->read(first, out));
                        for (double& value : out)
                            value *= value;
                        return {};
                    });
}

}  // namespace fisherlens
