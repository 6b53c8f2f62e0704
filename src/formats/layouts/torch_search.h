// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/pickle/document.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

/// A place in a walked pickle.
struct Place {
    std::string path;  ///< keys and indices joined by dots, "" for the root
    pickle::NodeId node = pickle::kNoNode;
};

/// What a torch.save file holds.
struct TorchContent {
    std::vector<Place> stateDicts;
    std::vector<Place> optimizers;
    std::vector<Place> modules;                   ///< whole pickled nn.Module objects
    std::map<std::string, std::string> metadata;  ///< numbers and short texts beside them
    bool complete = true;  ///< false: the file has so many or so entangled values that the search was given up
};

/// A whole nn.Module: an object whose attributes hold its parameters.
[[nodiscard]] bool isModule(const pickle::Document& document, pickle::NodeId id);

/// A dictionary of the names of parameters, each with an optimizer of its own: torchtune with optimizer_in_bwd.
[[nodiscard]] bool isOptimizerPerParameter(const pickle::Document& document, pickle::NodeId id);

/// The parameters, buffers and modules of a module, in the order of its state_dict().
[[nodiscard]] std::vector<pickle::Document::Pair> moduleEntries(const pickle::Document& document,
                                                                pickle::NodeId module);

/// Searches dictionaries and lists from the root (iterative, each value once, 32 levels, a bounded number of steps). A
/// state dict is a dictionary with tensors and without further dictionaries of tensors, or below a usual name ("model",
/// "state_dict", ...) a tree of nothing but tensors. Schedulers, scalers, random states and the like are passed over by
/// name.
[[nodiscard]] TorchContent searchContent(const pickle::Document& document);

/// The value at a dotted path; keys may themselves hold dots.
[[nodiscard]] std::optional<pickle::NodeId> resolvePath(const pickle::Document& document, std::string_view path);

}  // namespace fisherlens
