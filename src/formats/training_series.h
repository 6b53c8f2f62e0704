// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the training logs: where the readers put their points.

#include "formats/training_log.h"

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace fisherlens::detail {

inline constexpr double kNoTime = std::numeric_limits<double>::quiet_NaN();

/// Collects points by name, at most 20,000 names and 20 million points.
class SeriesBuilder {
public:
    /// False when there are too many; the point is then left out.
    bool add(const std::string& name, double step, double value, double time = kNoTime);
    /// Series in the order of their first points, each sorted by step (stable).
    [[nodiscard]] std::vector<TrainingSeries> take();

private:
    static constexpr std::size_t kMaxNames = 20'000;
    static constexpr std::size_t kMaxPoints = 20'000'000;
    std::vector<TrainingSeries> series_;
    std::map<std::string, std::size_t, std::less<>> byName_;
    std::size_t points_ = 0;
};

Result<void> readTrainerState(const std::string& path, SeriesBuilder& series, const JobContext& context);
/// `epochs` is set when the table counts epochs and not steps.
Result<void> readCsv(const std::string& path, SeriesBuilder& series, bool& epochs, const JobContext& context);
Result<void> readMlflow(const std::string& folder, SeriesBuilder& series, const JobContext& context);

/// wandb-summary.json: the last value of each quantity; and config.yaml beside it.
Result<void> readWandb(const std::string& path, SeriesBuilder& series, TrainingRun& run);

/// A whole text file of at most 1 GiB.
Result<std::string> readText(const std::string& path);

}  // namespace fisherlens::detail
