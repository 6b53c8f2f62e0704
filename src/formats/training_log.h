// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/training_run.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

/// One quantity that a trainer logged. The three columns have the same length.
struct TrainingSeries {
    std::string name;           ///< as the trainer calls it: "train/loss"
    std::vector<double> step;   ///< optimizer steps, or epochs (TrainingLog::epochs), ascending
    std::vector<double> value;  ///< finite, or NaN where the trainer logged NaN or infinity
    std::vector<double> time;   ///< seconds since 1970; NaN where the log does not say
};

/// What a trainer logged beside its checkpoints.
struct TrainingLog {
    std::string path;
    std::string format;   ///< "trainer-state", "tensorboard", "csv", "mlflow", "wandb-summary"
    bool epochs = false;  ///< the log counts epochs, not steps
    std::vector<TrainingSeries> series;
    /// Indices into `series` of what a timeline shows; of several candidates the one named most plainly.
    std::optional<std::size_t> loss, learningRate, gradientNorm;
    TrainingRun run;  ///< settings that lie beside the log (W&B's config.yaml)
};

/// True for a file or folder whose name says that it is one: trainer_state.json, events.out.tfevents.*, metrics.csv,
/// results.csv, wandb-summary.json, or a folder that holds one of these, the subfolder `metrics` of an MLflow run or
/// `files` of W&B.
[[nodiscard]] bool looksLikeTrainingLog(const std::string& path);

/// Reads a Hugging Face trainer_state.json, TensorBoard event files, the metrics.csv of Lightning or results.csv of
/// ultralytics, the folder of an MLflow run, or the last values and settings of a W&B run (its log itself is not read);
/// a folder is searched for them in this order. A last record that is not written to its end is normal and left out; a
/// damaged one ends the file there (finding training-log-damaged). Errors: Missing, Damaged, Unsupported (none of these;
/// no series of numbers), Cancelled.
Result<TrainingLog> openTrainingLog(const std::string& path, const JobContext& context);

/// What a logged name stands for; smaller is a plainer name; nullopt: something else. Names of evaluation, validation
/// and test are no training loss.
[[nodiscard]] std::optional<int> lossRank(std::string_view name);
[[nodiscard]] std::optional<int> learningRateRank(std::string_view name);
[[nodiscard]] std::optional<int> gradientNormRank(std::string_view name);

}  // namespace fisherlens
