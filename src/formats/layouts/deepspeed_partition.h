// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/optimizers.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fisherlens {

/// What one data-parallel rank saved: its partition of each group's flat buffers.
struct ZeroPartition {
    struct Group {
        std::optional<Tensor> master;  ///< fp32 weights
        StateValues state;             ///< "exp_avg_sq" (flat), "step", ...
    };
    std::string file;
    bool stage3 = false;
    bool lean = false;  ///< an old elastic checkpoint: the state is stored without alignment padding
    std::vector<std::size_t> partitionCounts;     ///< per group, or one for all
    std::vector<OptimizerRecord::Group> options;  ///< param_groups; `parameters` are indices of groups
    std::vector<Group> groups;
    std::vector<std::vector<std::size_t>> paddings;  ///< after each parameter of each group; empty: none
};

/// Reads the description of a *_optim_states.pt file. Errors: those of TorchArchive, Damaged, Unsupported (several
/// communication intervals per group; no partitioned state).
Result<ZeroPartition> readZeroPartition(const std::string& file, const JobContext& context);

}  // namespace fisherlens
