// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "edit/merge.h"
#include "edit/weighting.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

/// Merges of two models A and B at every share λ of B, predicted from one look at all entries (DESIGN.md 5, "Previews").
/// With d = θ_B − θ_A and r = F_B/F_A of the Fishers as merged (normalised, floored), the Fisher merge is
///     θ* − θ_A = w·d,   θ* − θ_B = −(1 − w)·d,   w(λ, r) = λr/((1 − λ) + λr),
/// so costs and distances at any λ follow from a histogram over log r of F_A d², F_B d² and d² (F as in the files). A
/// bin holds the sum, the mean and the variance of log r under each of the three, and w² is expanded to second order
/// about that mean. Entries with r = 0 (w = 0 for λ < 1), r = ∞ (w = 1 for λ > 0), and without a ratio (both Fishers 0 or
/// one not finite, or a tensor without Fishers: w = λ) are summed apart and exact.
struct MergePreviewSettings {
    double floor = 1e-6;     ///< ε of DESIGN.md 3; another one needs a new preview
    std::size_t bins = 512;  ///< per tensor, over its own range of log r
};

enum class PreviewRule { Fisher, Linear };

/// What a merge does to one tensor, or to all. Distances and effective share are unset where the models are equal
/// (d = 0), costs where that model has no Fisher there. No rounding to the element type is predicted.
struct MergePrediction {
    std::optional<double> costA, costB;  ///< ½ΣF_A(θ* − θ_A)², ½ΣF_B(θ* − θ_B)²: unit as costUnit() of the file
    std::optional<double> distanceA, distanceB;  ///< ‖θ* − θ_A‖/‖d‖, ‖θ* − θ_B‖/‖d‖
    std::optional<double> effectiveShare;  ///< Σ w d²/Σ d²: the share of B that a linear merge would need to go as
                                           ///< far along d in the mean
};

struct MergePredictions {
    MergePrediction total;
    std::vector<MergePrediction> tensors;  ///< in the order of MergePreview::tensors()
};

/// A tensor that is merged.
struct PreviewTensor {
    std::string name;
    Shape shape;
    std::int64_t entries = 0;
    bool weighed = false;        ///< both Fishers are known; else w = λ
    std::int64_t unratioed = 0;  ///< entries of a weighed tensor where both Fishers are 0 or one is not finite: w = λ
    std::int64_t nonfinite = 0;  ///< entries where θ_A or θ_B is not finite (but for one infinity in both): left out
    double lowLogRatio = 0, highLogRatio = 0;  ///< range of the natural log r; 0 when there is none
};

/// Immutable; may be evaluated from any thread.
class MergePreview {
public:
    /// Two passes over the models and their Fishers (the first finds the range of log r of every tensor) after the passes
    /// that measure the Fishers (edit/weighting.h); the same result for every number of threads. Tensors are paired as
    /// ModelMerge does. Errors: Usage (floor, bins), Incompatible, Damaged, those of reading, Cancelled.
    static Result<std::shared_ptr<const MergePreview>>
    measure(const MergeModel& a, const MergeModel& b, const MergePreviewSettings& settings, const JobContext& context);
    ~MergePreview();

    [[nodiscard]] const std::vector<PreviewTensor>& tensors() const;
    /// Whether any tensor is weighed by Fishers; otherwise Fisher and linear merges are the same.
    [[nodiscard]] bool weighs() const;
    [[nodiscard]] std::int64_t nonfiniteFishers() const;  ///< entries of both Fishers that are not finite: w = λ there
    [[nodiscard]] std::string_view unitA() const;  ///< of costA; "" without a Fisher
    [[nodiscard]] std::string_view unitB() const;

    /// `shares`: λ of every tensor, or one for all. Fisher merges take λ in [0, 1] (others are clamped), linear ones any.
    /// Changing the normalisation shifts log r and needs no new pass: the floor moves with it.
    [[nodiscard]] MergePredictions evaluate(std::span<const double> shares, PreviewRule rule,
                                            Normalization normalization) const;
    [[nodiscard]] MergePrediction evaluateTotal(std::span<const double> shares, PreviewRule rule,
                                                Normalization normalization) const;

private:
    struct Impl;
    explicit MergePreview(std::unique_ptr<const Impl> impl);
    std::unique_ptr<const Impl> impl_;
};

}  // namespace fisherlens
