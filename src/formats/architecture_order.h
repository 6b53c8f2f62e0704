// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

/// An order of parameters, and which architecture says so.
struct ArchitectureOrder {
    std::string modelType;           ///< "llama"
    std::vector<std::size_t> order;  ///< indices into the names, in the order of named_parameters()
};

/// The orders in which models of transformers define parameters of these names. `modelType` is that of config.json; ""
/// asks all architectures that know every name, each order once. Prefixes of distributed training and of PEFT are
/// ignored; the parameters of a LoRA adapter come at the place of their module. Empty when the architecture does not
/// know a name; several orders where the classes of an architecture differ. Source of the table: the library itself, tests/data/make_architecture_orders.py.
[[nodiscard]] std::vector<ArchitectureOrder> architectureOrders(const std::vector<std::string>& names,
                                                                std::string_view modelType);

namespace detail {

/// One architecture: the tree of its modules in the order of definition, "model(embed layers(*(attention norm)))";
/// "*" is a number. A name without children is a parameter, or a module of weight and bias.
struct ArchitectureRow {
    std::string_view modelType;
    std::string_view tree;
};
[[nodiscard]] const std::vector<ArchitectureRow>& architectureTable();

}  // namespace detail
}  // namespace fisherlens
