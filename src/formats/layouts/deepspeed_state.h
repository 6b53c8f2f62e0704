// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"
#include "formats/layouts/deepspeed_files.h"
#include "formats/optimizers.h"
#include "formats/pickle/document.h"
#include "formats/training_run.h"

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace fisherlens {

/// Names and shapes of one parameter group (of a sub-group under stage 3), in the order of the flat buffer.
using ParameterShapes = std::vector<std::pair<std::string, Shape>>;

/// The entry `param_shapes` of a model-states file: one list per group. Errors: Damaged; Unsupported (files before
/// DeepSpeed 0.5, whose only list does not tell the groups apart, when `groups` is more than one; 0: not known yet).
Result<std::vector<ParameterShapes>> parameterShapes(const pickle::Document& document, pickle::NodeId root,
                                                     std::size_t groups, const std::string& file);

/// The partitioned state of a ZeRO optimizer, put together per parameter (the arithmetic of DeepSpeed's zero_to_fp32.py
/// and ds_to_universal.py, facts/formats-trainers.md 5). Tensors are read on demand.
struct ZeroState {
    int stage = 1;                ///< 3, or 1 for stages 1 and 2, which are laid out alike
    std::vector<Tensor> weights;  ///< the fp32 masters, named
    OptimizerRecord record;       ///< states keyed by name
};

/// Reads all partitions; `document` is the model-states file, with the shapes of the parameters. Errors: Unsupported (an
/// incomplete save, several communication intervals, expert-parallel groups), Damaged (partitions and shapes that
/// disagree), those of TorchArchive.
Result<ZeroState> readZeroState(const DeepSpeedFiles& files, const pickle::Document& document,
                                const JobContext& context);

/// The parameters that a run of stage 3 did not train: `frozen_param_fragments` of the model states of all ranks, each
/// parameter cut into equal slices, the last one padded (zero_to_fp32.py). Empty where none are kept. Errors: Damaged
/// (slices and shapes that disagree), those of TorchArchive.
Result<std::vector<Tensor>> readFrozenWeights(const DeepSpeedFiles& files, const JobContext& context);

/// Batch, accumulation, world size, clipping and precision, from the texts that TorchFile::metadata() finds in the
/// model states ("ds_config.gradient_clipping").
[[nodiscard]] TrainingRun deepSpeedRun(const std::map<std::string, std::string>& metadata);

}  // namespace fisherlens
