// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/checkpoint.h"
#include "formats/fisher_file.h"

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
    Catalogue arrays;                      ///< plain arrays: a data file
    std::vector<Finding> findings;
};

/// Opens a checkpoint, Fisher file or data file by its content. Reads headers only. Errors: those of openCheckpoint,
/// openFisherFile and openHdf5.
Result<Opened> open(const OpenOptions& options, const JobContext& context);

}  // namespace fisherlens
