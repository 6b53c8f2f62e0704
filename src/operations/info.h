// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/checkpoint.h"
#include "formats/fisher_file.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fisherlens {

struct InfoRequest {
    OpenOptions open;
};

/// What a file holds. Values have not been read.
struct InfoResult {
    std::string format;                     ///< "pytorch-zip", "safetensors", "fisherlens.fisher", "hdf5", ...
    std::string key;                        ///< chosen state dict inside the file, "" for the root
    Catalogue tensors;
    std::int64_t parameters = 0;            ///< scalars, without buffers, tied tensors once
    std::optional<Optimizer> optimizer;
    std::optional<FisherAttributes> fisher; ///< set for Fisher files
    std::map<std::string, std::string> metadata;
    std::vector<Finding> findings;
};

/// Opens a checkpoint, Fisher file or data file by its content and says what is in it. Reads headers only.
/// Errors: those of openCheckpoint, openFisherFile and openHdf5.
Result<InfoResult> info(const InfoRequest& request, const JobContext& context);

/// Scalars of a model: buffers are left out, tensors that share their storage count once.
[[nodiscard]] std::int64_t countParameters(const Catalogue& tensors);

}  // namespace fisherlens
