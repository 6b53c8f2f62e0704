// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fisherlens {

/// Examples for a reference or an evaluation (DESIGN.md 7, "Data file"): the first dimension of every tensor counts them.
struct DataFile {
    std::string path;
    std::vector<Tensor> inputs;  ///< `inputs`, or `inputs/0`, `inputs/1`, ... in order; [N, ...]
    Tensor targets;              ///< integers [N] or [N, T], or floats of the output's shape
    std::int64_t examples = 0;
};

/// Opens HDF5, NPZ or safetensors, by content. Errors: Missing, Damaged, Unsupported (no `inputs` or `targets`),
/// Incompatible (first dimensions differ, or there are no examples).
Result<DataFile> openDataFile(const std::string& path, const JobContext& context);

}  // namespace fisherlens
