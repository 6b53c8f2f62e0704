// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/checkpoint.h"
#include "formats/fisher_file.h"

#include <optional>
#include <string>

namespace fisherlens {

enum class Reduction { Mean, Sum };

/// What the file cannot say about the training run. DESIGN.md 3, "Recycled from Adam".
struct RecycleSettings {
    std::optional<double> batchSize;  ///< effective B; unset: that of Checkpoint::run, if known, else scale accumulator
    std::optional<Reduction> reduction;  ///< unset: recordedReduction(), else mean with finding reduction-assumed
    double lossFactor = 1;               ///< c: training loss of one example = c·(−log p)
    std::optional<double> step;          ///< overrides t of every parameter
    std::string unit = "example";
    bool raw = false;  ///< the stored array as it is: no correction, scale accumulator
};

/// What the run says of its loss (value "reduction"): "sum", or in the words of some trainer an average ("mean",
/// fairseq's "sum ÷ sample size", Keras's "sum_over_batch_size"). Unset when it says nothing, or nothing that is known.
[[nodiscard]] std::optional<Reduction> recordedReduction(const TrainingRun& run);

/// F ≈ B·v̂/c² (mean reduction) or v̂/(B·c²) (sum), v̂ = v/(1−β₂^t): Li et al., ICML 2025, arXiv 2507.18807, with
/// Adam's bias correction. Tensors are computed on demand, float64 inside. Errors: Incompatible or Unsupported (no
/// usable optimizer state: the checkpoint's reason), Usage (B ≤ 0, c = 0, t ≤ 0).
Result<FisherFile> recycle(const Checkpoint& checkpoint, const RecycleSettings& settings, const JobContext& context);

}  // namespace fisherlens
