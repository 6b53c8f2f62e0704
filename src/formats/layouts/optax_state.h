// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/containers/msgpack.h"
#include "formats/optimizers.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace fisherlens {

/// Where the states of one optimizer lie in a file: its transformations, each with a tree like that of the parameters.
struct OptaxPlace {
    std::string path;  ///< "opt_state/0"
    struct Part {
        std::size_t node = 0;             ///< of the named tuple
        std::size_t hyperparameters = 0;  ///< of the map of optax.inject_hyperparams around it; 0: none
    };
    std::vector<Part> parts;  ///< several where different parameters have optimizers of their own
};

/// True for a map with the fields of a transformation of optax that keeps something per parameter: ScaleByAdamState
/// (count, mu, nu) and the like, optax/_src/transform.py.
[[nodiscard]] bool isOptaxState(const MsgpackTree& tree, const MsgpackValue& map);

/// The optimizer states in a file, outside of `passedOver` (the trees of the parameters).
[[nodiscard]] std::vector<OptaxPlace> findOptaxStates(const MsgpackTree& tree,
                                                      const std::vector<std::size_t>& passedOver);

/// The state by the names of the parameters, as PyTorch's optimizers call it: nu is exp_avg_sq, mu exp_avg, count step.
/// `shapes` are those of the parameters: Adafactor's factors do not say which axes they lack. Findings:
/// optax-class-unknown (several classes have the fields of Adam).
[[nodiscard]] OptimizerRecord optaxRecord(const MsgpackTree& tree, const OptaxPlace& place,
                                          const std::map<std::string, Shape>& shapes, const std::string& file,
                                          const JobContext& context);

/// The arrays below a map, in the order of the file; names joined by "/".
[[nodiscard]] std::vector<std::pair<std::string, const MsgpackValue*>> arraysBelow(const MsgpackTree& tree,
                                                                                   std::size_t node);

}  // namespace fisherlens
