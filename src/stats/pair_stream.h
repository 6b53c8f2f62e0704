// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

/// Two arrays of one parameter: A approximates B. Equal shapes.
struct TensorPair {
    std::string name;
    Tensor a, b;
};

/// A run of at most 2^16 consecutive elements of one pair.
struct PairChunk {
    std::size_t pair = 0;      ///< index into the pairs
    std::int64_t first = 0;    ///< flat index in the tensor
    std::int64_t ordinal = 0;  ///< index in all pairs, one after the other
    std::span<float> a, b;     ///< the values, as float32; of equal length, owned by the wave
};

/// Chunks in memory at once, in the order of the pairs. The visitor may work on them in parallel and change the values;
/// what it adds up over chunks it adds in this order, so results do not depend on the number of threads.
using Wave = std::span<PairChunk>;

/// Reads all pairs once, in waves of about 2^20 elements (8 MiB of buffers), each wave read in parallel. `stage` and
/// the part [from, to] of it are reported. Errors: those of reading, of the visitor, Cancelled, Incompatible (counts of
/// elements that differ).
Result<void> forEachWave(std::span<const TensorPair> pairs, const JobContext& context, std::string_view stage,
                         double from, double to, const std::function<Result<void>(Wave)>& visit);

/// What else is counted while a measurement (agreement.h) goes over its pairs anyway: every pair with two finite values
/// is seen once before between() and once after it. first() and last() are called by several threads at a time.
class PairVisitor {
public:
    virtual ~PairVisitor() = default;
    virtual void first(const PairChunk& chunk) = 0;
    virtual void between() = 0;
    virtual void last(const PairChunk& chunk) = 0;
};

/// Shows all pairs to a visitor in two passes of its own. Errors: those of forEachWave.
Result<void> visitPairs(std::span<const TensorPair> pairs, PairVisitor& visitor, const JobContext& context,
                        std::string_view stage);

/// Moves the pairs with two finite values to the front of the chunk, in order, and shortens its spans to them; returns
/// how many were left out.
std::int64_t keepFinite(PairChunk& chunk);

/// Sum of the element counts.
[[nodiscard]] std::int64_t elementCount(std::span<const TensorPair> pairs);

}  // namespace fisherlens
