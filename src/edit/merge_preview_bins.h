// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of merge_preview: the histograms of one tensor, while they are filled and as they are evaluated.

#include "edit/merge_pairing.h"
#include "edit/weighting.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace fisherlens::detail {

/// What is summed: F_A d², F_B d², d².
inline constexpr std::size_t kMasses = 3;
using Masses = std::array<double, kMasses>;

/// Range of r over the entries of a tensor with 0 < r < ∞.
struct RatioRange {
    double low = std::numeric_limits<double>::infinity(), high = 0;
    void add(double ratio)
    {
        low = ratio < low ? ratio : low;
        high = ratio > high ? ratio : high;
    }
    [[nodiscard]] bool empty() const { return !(low <= high); }
};

/// Sums over a run of entries of one tensor.
struct PreviewSums {
    /// Per bin and mass: Σ q, Σ q t, Σ q t², t in [0, 1] the place of log r inside the bin.
    std::vector<std::array<std::array<double, 3>, kMasses>> bins;
    Masses zero{}, infinite{}, linear{};  ///< r = 0, r = ∞, w = λ
    std::int64_t unratioed = 0, nonfinite = 0;

    void add(const PreviewSums& other);
};

/// The values of one range of a tensor in both models. Fishers may be missing (empty).
struct PreviewBlock {
    std::vector<double> a, b, fisherA, fisherB;  ///< F as in the file; not finite or negative ones become 0 as masses
    std::vector<double> weightA, weightB;        ///< as merged, before normalisation; of weighed tensors only

    Result<void> read(const MergedTensor& tensor, const std::array<Weighting, 2>& floors, std::int64_t first,
                      std::size_t n);
    /// w = λ: both weights are 0, or one Fisher is not finite.
    [[nodiscard]] bool unratioed(std::size_t i) const;

    [[nodiscard]] RatioRange range() const;
    void fill(bool weighed, const RatioRange& range, PreviewSums& sums) const;
};

/// The non-empty bins of a tensor as evaluate() needs them.
struct PreviewBins {
    struct Mass {
        double sum = 0, ratio = 1, variance = 0;  ///< Σ q, exp of the mean of log r under q, its variance
    };
    std::vector<std::array<Mass, kMasses>> bins;
    Masses zero{}, infinite{}, linear{}, total{};
    bool hasA = false, hasB = false;  ///< the Fisher of the model is known

    static PreviewBins of(const PreviewSums& sums, const RatioRange& range);
};

}  // namespace fisherlens::detail
