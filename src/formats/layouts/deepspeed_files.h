// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/layouts/folder_table.h"

#include <cstddef>
#include <string>
#include <vector>

namespace fisherlens {

/// The files of one DeepSpeed save (facts/formats-trainers.md 5), by their names.
struct DeepSpeedFiles {
    std::string folder;                      ///< the one with the files: `global_step4`
    std::string modelStates;                 ///< mp_rank_00_model_states.pt, or that of the first data-parallel rank
    std::vector<std::string> shardedStates;  ///< stage 3: model states of all data-parallel ranks, in order
    std::vector<std::string> optimStates;    ///< of all data-parallel ranks, in order; empty for ZeRO stage 0
};

/// True when the folder is a save, or has a file `latest` that names one of its folders.
bool isDeepSpeed(const Folder& folder);

/// Finds the files. Errors: Unsupported (tensor or expert parallel), Missing (no model states), Damaged (`latest` names
/// no folder), those of Folder::list.
Result<DeepSpeedFiles> findDeepSpeedFiles(const Folder& folder, const JobContext& context);

/// The text of a small file that names a folder ("latest"), without line feeds; Damaged when it is no plain name.
Result<std::string> folderNamedBy(const Folder& folder, const std::string& file);

}  // namespace fisherlens
