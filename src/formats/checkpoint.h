// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"
#include "formats/training_run.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

/// How a parameter and its optimizer state were brought together, strongest first.
enum class MappingHow {
    RecordedName,       ///< the file names the parameter (param_names, or state keyed by name)
    ByHand,             ///< the user's mapping file
    ArchitectureOrder,  ///< order of the modules of a known architecture, group sizes and every shape verified
    OrderVerified,      ///< order of the parameters in the state dict, every shape verified
    UniqueShape,        ///< the file keeps no order (safetensors), but no two parameters have the same shape
};

/// "recorded-name", "by-hand", "architecture-order", "order-verified", "unique-shape".
[[nodiscard]] std::string_view mappingHowName(MappingHow how);

/// Hyper-parameters of one parameter group, as far as the file records them.
struct OptimizerGroup {
    std::optional<double> learningRate, beta1, beta2, epsilon, weightDecay;
    std::optional<bool> decoupledWeightDecay;  ///< unset: the file does not tell Adam from AdamW
    bool amsgrad = false;
};

/// What one accumulated value is an average of, beyond the plain moving average of Adam. E[g²] is estimated as
/// (v − β^t s₀)/(1 − β^t), (v − s₀)/t, or v: DESIGN.md 3, "Other optimizers".
struct Averaging {
    enum class Kind {
        Moving,    ///< v ← β v + (1−β) g², from s₀
        Sum,       ///< v ← v + g², from s₀
        Complete,  ///< weights that sum to one at every step: nothing to correct
        Relative,  ///< an unknown factor, the same for all parameters: ranks only, no scale
    };
    Kind kind = Kind::Moving;
    std::optional<double> decay;  ///< β; unset: beta2 of the group
    double start = 0;             ///< s₀
    std::string startOrigin;      ///< "param_groups: initial_accumulator_value"; "" for the usual zero
};

/// The optimizer state of one parameter.
struct ParameterState {
    std::string parameter;  ///< name of the tensor in Checkpoint::tensors
    std::string state;      ///< key of the state in the file: "0", or a name
    MappingHow how = MappingHow::OrderVerified;
    Tensor accumulator;                 ///< g² average as stored; named and shaped like the parameter
    std::optional<Tensor> firstMoment;  ///< exp_avg
    std::optional<double> step;         ///< optimizer steps that the accumulator has seen
    std::size_t group = 0;              ///< index into Optimizer::groups
    Averaging averaging;
    bool coarse = false;  ///< stored as float16, 8 or 4 bits: a zero may be a small square
};

/// A state that no parameter could be found for, as the table for assigning by hand shows it.
struct UnassignedState {
    std::string key;
    Shape shape;
    std::size_t group = 0;
};

/// A parameter without state, or a state without parameter.
struct Unmapped {
    std::string name;
    std::string reason;  ///< one sentence
};

struct Optimizer {
    std::string kind;         ///< "Adam", "AdamW", "Adam or AdamW", or the name of an unsupported one
    std::string accumulator;  ///< "exp_avg_sq"; "" when there is none that can be used
    std::vector<OptimizerGroup> groups;
    std::vector<ParameterState> mapped;  ///< in the order of Checkpoint::tensors
    std::vector<Unmapped> unmapped;
    /// Why nothing can be recycled (state of another model, no squares, ...). `mapped` is then empty.
    std::optional<Error> unusable;
    std::string rule = {};  ///< one sentence: how the mapping was decided; "" where every name was recorded
    std::vector<UnassignedState> unassigned = {};  ///< with `unusable`, when only the mapping is missing
};

/// A model file, opened: headers only, tensors are read on demand.
struct Checkpoint {
    std::string path;
    std::string format;  ///< of the file with the parameters: "pytorch-zip", "torchscript", "safetensors", "npz", ...
    std::string layout;  ///< whose arrangement: "huggingface-trainer", "lightning", ...; "" for none that is known
    std::string key;     ///< path of the chosen state dict inside the file ("model"), "" for the root
    Catalogue tensors;   ///< parameters and buffers, names inside the state dict, tied names repeated
    std::optional<Optimizer> optimizer;
    std::map<std::string, std::string> metadata;  ///< safetensors __metadata__, scalars beside the state ("epoch")
    TrainingRun run;                              ///< batch, accumulation, clipping, ..., each with its origin
};

struct OpenOptions {
    std::string path = {};
    std::string optimizerPath = {};  ///< file with the optimizer state when it is not in `path`, else ""
    std::string modelPath = {};      ///< file with the parameters when `path` holds only the optimizer state, else ""
    std::string key = {};            ///< which state dict, when several are present
    std::string mappingPath = {};    ///< file that says which state belongs to which parameter (formats/mapping_file.h)
};

/// Opens a checkpoint, a file or a folder, by its content. Everything noteworthy becomes a finding. Errors: Missing, Damaged, Unsafe (a
/// pickle that asks for code from os, subprocess, ...), Unsupported (another format; several state dicts and no key:
/// the sentence lists them), Incompatible (the key does not exist).
Result<Checkpoint> openCheckpoint(const OpenOptions& options, const JobContext& context);

}  // namespace fisherlens
