// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/layouts/dcp_metadata.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace fisherlens {

/// The keys of a distributed checkpoint, sorted into models and optimizer states (facts/formats-trainers.md 3, "Keys by
/// writer"): optimizer states are what lies beside a `param_groups`, or has a name like `state.NAME.exp_avg_sq`.
/// Everything else that is a tensor belongs to a state dict, named by the writer's own split of the key.
struct DcpNames {
    struct State {
        std::string parameter;                                   ///< "layers.0.weight", or "0"
        std::vector<std::pair<std::string, std::size_t>> slots;  ///< "exp_avg_sq" → index of the item
    };
    struct Group {
        std::string key;  ///< "0", or a parameter's name (flattened groups)
        std::vector<std::pair<std::string, std::size_t>> options;
    };
    struct OptimizerKeys {
        std::string path;  ///< "optimizer", "" for the root
        std::vector<State> states;
        std::vector<Group> groups;
        std::size_t groupList = kNone;  ///< the item that holds all groups as one value
    };
    struct Model {
        std::string path;
        std::vector<std::pair<std::string, std::size_t>> tensors;  ///< name → index of the item
    };
    static constexpr std::size_t kNone = ~std::size_t{0};

    std::vector<Model> models;
    std::vector<OptimizerKeys> optimizers;
    std::vector<std::size_t> others;  ///< values that are neither
};

[[nodiscard]] DcpNames sortDcpNames(const DcpMetadata& metadata);

}  // namespace fisherlens
