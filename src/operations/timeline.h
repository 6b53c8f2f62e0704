// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/optimizer_log.h"
#include "formats/training_log.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fisherlens {

struct TimelineTensor {
    std::string name;
    std::optional<double> beta2;
    /// Per row, at the shares of kLogQuantiles: B·v̂ with v̂ = v/(1 − β₂^t) where B and β₂ are known, else what is known
    /// of it (Timeline::scaled, `beta2`); NaN where the row has none.
    std::vector<LogQuantiles> quantiles;
    /// Spearman between each snapshot and the one before it: one fewer than Timeline::snapshots.
    std::vector<std::optional<double>> correlation;
    std::int64_t entries = 0;  ///< of the last snapshot; 0: in none
};

/// What happened to the accumulator, loss and learning rate over a run.
struct Timeline {
    std::string path;
    std::shared_ptr<const OptimizerLog> log;      ///< null: only what the trainer logged
    std::shared_ptr<const TrainingLog> training;  ///< null: there is none
    bool epochs = false;                          ///< the axis counts epochs

    std::vector<double> step, time;  ///< of the rows; time in seconds since 1970, NaN where it is not known
    std::vector<double> loss, learningRate, gradientNorm;  ///< per row; NaN where it was not logged
    std::vector<TimelineTensor> tensors;
    std::vector<std::int64_t> snapshots;  ///< steps
    std::optional<double> batchSize;
    bool scaled = false;  ///< quantiles are mean per example: B is known

    bool chainIntact = true;          ///< every link of the hash chain that was looked at holds
    std::vector<std::string> hashes;  ///< SHA-256 of the segments, as far as they were looked at
    std::vector<Finding> findings;

    [[nodiscard]] std::optional<double> lastStep() const;
};

/// Reads an optimizer log or a training log. `earlier` is an older reading of the same: only what is new is read,
/// ranked and hashed. Findings are in the result. Errors: those of openOptimizerLog and openTrainingLog, of reading the
/// snapshots, Unsupported (neither a log nor a training log), Cancelled.
Result<std::shared_ptr<const Timeline>>
readTimeline(const std::string& path, const std::shared_ptr<const Timeline>& earlier, const JobContext& context);

/// Share of the average v̂_t that still comes from steps before s: (β^(t−s) − β^t)/(1 − β^t). 0 for s ≤ 0.
[[nodiscard]] double memoryFromBefore(double beta2, double s, double t);
/// Share of its full memory that the average has seen after t steps: 1 − β^t.
[[nodiscard]] double memoryFilled(double beta2, double t);

/// Whether the accumulator describes one and the same state of the run.
///
/// Two consecutive snapshots count as different when the median over the tensors of their rank correlation is below
/// 0.95. Different pairs at the very beginning are the average filling up; a pair that differs after a pair that did
/// not is a change, and it matters as long as more than 5 % of the average's memory is from before it. Both numbers
/// are conventions of this view, said in its tool tip; no estimate depends on them.
struct TimelineJudgement {
    enum Kind {
        CannotJudge,    ///< fewer than two snapshots
        StillChanging,  ///< the last two snapshots differ
        NotStationary,  ///< a change is still in the memory
        Stationary,     ///< all snapshots since `step` agree
    } kind = CannotJudge;
    std::int64_t step = 0;         ///< the last snapshot before the change; of Stationary the first that agrees
    std::int64_t next = 0;         ///< the snapshot after `step`
    std::string tensor;            ///< the largest tensor whose ranks changed
    double correlation = 0;        ///< of that tensor between the two snapshots; of Stationary the lowest median since
    std::optional<double> memory;  ///< share of the memory at the last step that is from before the change
};
inline constexpr double kSameRanks = 0.95;
inline constexpr double kForgotten = 0.05;
[[nodiscard]] TimelineJudgement judgeTimeline(const Timeline& timeline);

}  // namespace fisherlens
