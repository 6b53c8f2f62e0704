// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

/// One thing that is known of the training run, and the place that says it.
struct RunValue {
    std::string name;              ///< "micro-batch", "clip-norm", ...: see TrainingRun
    std::string value;             ///< as it is shown: "8", "bf16", "true"
    std::optional<double> number;  ///< the value, when it is a number
    std::string origin;            ///< "training_args.bin: per_device_train_batch_size"
};

/// What the files around a checkpoint say of the run that wrote it. Names of values:
///  - factors of the effective batch: "micro-batch" (examples of one forward pass on one device), "accumulation",
///    "world-size" (data-parallel copies), or "global-batch" where a file says the product;
///  - "optimizer-steps", "epochs", "data-set-size" (an estimate where its origin says so), "learning-rate",
///    "weight-decay", "warm-up-steps", "warm-up-ratio", "planned-steps", "schedule", "mixup", "cutmix", "clip-norm" (0: no clipping), "clip-value" (every entry), "clip-adaptive" (share of the parameter's norm), "clip-norm-of-each" (parameter), "loss-scale" (of fp16, when saved), "precision", "label-smoothing", "reduction",
///    "loss", "seed", "trainer-version", "optimizer".
struct TrainingRun {
    std::vector<RunValue> values;        ///< in the order in which they are shown, each name once
    std::optional<double> batchSize;     ///< effective B of one optimizer step: only when all its factors are known
    std::optional<double> batchAtLeast;  ///< product of the known factors, when others are unknown
    std::string batchOrigin;  ///< "8 (training_args.bin: per_device_train_batch_size) × 4 (...)", and what is unknown

    [[nodiscard]] const RunValue* find(std::string_view name) const;
    [[nodiscard]] std::optional<double> number(std::string_view name) const;
    /// Adds a value unless one of this name is there: the first place that says something counts.
    void add(RunValue value);
    void add(std::string name, double number, std::string origin);
    void add(std::string name, std::string text, std::string origin);
    /// Replaces the value of a name, or adds it: what a person says counts more than any file. An empty text takes the
    /// value away. deriveBatch() is the caller's.
    void set(const std::string& name, const std::string& text, std::string origin);
};

/// Fills batchSize, batchAtLeast and batchOrigin from the values: B = global-batch, or micro-batch × accumulation ×
/// world-size (DESIGN.md 3).
void deriveBatch(TrainingRun& run);

}  // namespace fisherlens
