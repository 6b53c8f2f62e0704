// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the fisher room: recycled values and what the accumulator says, from one read.

#include "base/tensor.h"
#include "fisher/recycle_plan.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>

namespace fisherlens::detail {

/// Counts and sums over the entries of an accumulator v (less what its start value left) and its first moment m.
struct AccumulatorTally {
    std::int64_t nonfinite = 0, negative = 0, zeros = 0;
    std::int64_t lost = 0;               ///< finite, but infinite or zero after correction and rounding to float32
    double all = 0;                      ///< Σ v of the finite entries
    double withMoment = 0, moments = 0;  ///< Σ v and Σ m² of the entries where m is finite too
    void operator+=(const AccumulatorTally& other);
};

/// The recycled values factor·(v − start) of one parameter. Entries that are read in order, from the first to the last, are
/// tallied on the way; sums are taken in chunks of fixed size, so they depend on the reader's blocks only through rounding.
class AccumulatorTap final : public TensorSource {
public:
    AccumulatorTap(const PlannedTensor& tensor, bool tally);

    Result<void> read(std::int64_t first, std::span<double> out) const override;
    Result<void> read(std::int64_t first, std::span<float> out) const override;
    /// Tallies what was not read yet. Errors: those of reading, Cancelled.
    Result<void> readRest(const JobContext& context, const std::function<void(std::int64_t)>& done) const;
    [[nodiscard]] const AccumulatorTally& tally() const { return tally_; }

private:
    template <class Out>
    Result<void> pass(std::int64_t first, std::int64_t n, Out* out) const;
    template <class Value, class Out>
    Result<AccumulatorTally> chunk(std::int64_t first, std::size_t n, Out* out) const;

    std::shared_ptr<const TensorSource> values_, moments_;  ///< moments_: nullptr where there are none
    bool nativeValues_ = false, nativeMoments_ = false;     ///< the bytes of the file are the floats
    std::int64_t count_;
    double start_, factor_;
    bool single_;  ///< both are stored as float32 or narrower: reading them as float loses nothing
    bool tallies_;
    mutable std::mutex mutex_;
    mutable std::int64_t next_ = 0;
    mutable AccumulatorTally tally_;
};

/// `tap` as the tensor that a Fisher file holds.
[[nodiscard]] Tensor recycledTensor(const PlannedTensor& tensor, std::shared_ptr<const AccumulatorTap> tap);

}  // namespace fisherlens::detail
