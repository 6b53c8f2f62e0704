// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/byte_source.h"
#include "base/dtype.h"
#include "base/job.h"
#include "base/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fisherlens {

/// Elements per streaming buffer: 1 Mi, that is 4 MiB as float and 8 MiB as double.
inline constexpr std::int64_t kBlockElements = std::int64_t{1} << 20;

using Shape = std::vector<std::int64_t>;

/// Product of the sizes, 1 for a scalar; nullopt when a size is negative or the product overflows.
[[nodiscard]] std::optional<std::int64_t> elementCount(const Shape& shape);

/// "[64, 288]", "[]" for a scalar.
[[nodiscard]] std::string shapeText(const Shape& shape);

/// What is known of a named array without reading its values.
struct TensorInfo {
    std::string name;
    DType dtype = DType::F32;
    Shape shape;
    std::int64_t count = 1;               ///< number of elements, checked
    std::string file;                     ///< file that holds it, "" for computed ones
    std::optional<std::uint64_t> offset;  ///< byte offset of the first element in that file

    [[nodiscard]] std::uint64_t bytes() const { return static_cast<std::uint64_t>(count) * byteSize(dtype); }
};

/// Values of one array in C order (last index fastest), addressed by flat index. Immutable and thread-safe.
/// Ranges must lie within the array.
class TensorSource {
public:
    virtual ~TensorSource() = default;
    /// out.size() elements from flat index `first`.
    virtual Result<void> read(std::int64_t first, std::span<double> out) const = 0;
    /// The same as float (rounded to nearest even). The default goes through double.
    virtual Result<void> read(std::int64_t first, std::span<float> out) const;
    /// Raw little-endian elements of the tensor's dtype; a computed source refuses (Unsupported).
    virtual Result<void> readBytes(std::int64_t first, std::span<std::byte> out) const;
};

/// One named array: what it is, and its values. Cheap to copy.
struct Tensor {
    TensorInfo info;
    std::shared_ptr<const TensorSource> source;
};

/// An ordered set of tensors with unique names.
class Catalogue {
public:
    /// Error Damaged when the name is there already.
    Result<void> add(Tensor tensor);
    [[nodiscard]] const Tensor* find(std::string_view name) const;
    /// By name ignoring distribution prefixes (matchKey). nullptr when none or when two names share the key.
    [[nodiscard]] const Tensor* findMatching(std::string_view name) const;
    [[nodiscard]] const std::vector<Tensor>& tensors() const { return tensors_; }
    [[nodiscard]] bool empty() const { return tensors_.empty(); }
    [[nodiscard]] std::size_t size() const { return tensors_.size(); }
    /// Total number of scalars.
    [[nodiscard]] std::int64_t parameters() const;

private:
    std::vector<Tensor> tensors_;
    std::unordered_map<std::string, std::size_t> byName_;
    std::unordered_map<std::string, std::size_t> byKey_;  ///< npos marks an ambiguous key
};

/// Where the elements of a stored array lie: element (i0, i1, ...) at byte offset + itemsize·Σ i_k·strides[k].
/// Errors: Damaged when any element lies outside [begin, end) of the file's bytes, or the count overflows.
/// Strides are in elements; empty strides mean C order.
Result<Tensor> storedTensor(std::shared_ptr<const ByteSource> file, std::string name, DType dtype, Shape shape,
                            std::vector<std::int64_t> strides, std::uint64_t offset, std::uint64_t begin,
                            std::uint64_t end);

/// A tensor held in memory as little-endian elements of `dtype` (bytes.size() = count·byteSize).
Result<Tensor> memoryTensor(std::string name, DType dtype, Shape shape, std::vector<std::byte> bytes);
/// The same from floats, as dtype F32. values.size() must be the product of the shape.
Tensor memoryTensor(std::string name, Shape shape, std::vector<float> values);

/// A computed tensor: `compute(first, out)` fills doubles. The info's dtype says what it becomes when stored.
using Compute = std::function<Result<void>(std::int64_t first, std::span<double> out)>;
Tensor computedTensor(TensorInfo info, Compute compute);

/// Calls visit(first, n) for consecutive blocks of at most `block` elements; polls cancel before each.
template <class Visit>
Result<void> forEachBlock(std::int64_t count, const CancelToken& cancel, Visit&& visit,
                          std::int64_t block = kBlockElements)
{
    for (std::int64_t first = 0; first < count; first += block) {
        if (cancel.requested())
            return cancelled();
        FL_CHECK(visit(first, std::min(block, count - first)));
    }
    return {};
}

/// All values; for small tensors and tests.
Result<std::vector<double>> readAll(const Tensor& tensor);

}  // namespace fisherlens
