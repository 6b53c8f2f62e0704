// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/checkpoint.h"
#include "formats/fisher_file.h"
#include "formats/optimizer_log.h"
#include "formats/training_log.h"

#include <optional>
#include <string>
#include <vector>

namespace fisherlens {

/// One opened file, of whichever kind it is. Values have not been read.
struct Opened {
    std::string path;
    std::string format;                    ///< "pytorch-zip", "safetensors", "fisherlens.fisher", "hdf5", ...
    std::optional<Checkpoint> checkpoint;  ///< a model, with or without optimizer state
    std::optional<FisherFile> fisher;      ///< a Fisher file
    Catalogue arrays;                      ///< plain arrays: a data file, or the accumulators of a log's last snapshot
    std::optional<OptimizerLog> log;       ///< an optimizer log
    std::optional<TrainingLog> training;   ///< what a trainer logged: loss, learning rate, gradient norm
    std::optional<Checkpoint> snapshot;    ///< the last snapshot of the log: optimizer state without parameters
    std::vector<Finding> findings;
};

/// Opens a checkpoint, Fisher file, data file, optimizer log or training log by its content. Reads headers only, and
/// the rows of logs. A folder with a model is a checkpoint, also when a training log lies in it. Errors: those of
/// openCheckpoint, openFisherFile, openHdf5, openOptimizerLog and openTrainingLog.
Result<Opened> open(const OpenOptions& options, const JobContext& context);

}  // namespace fisherlens
