// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/optimizers.h"
#include "formats/pickle/document.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

/// A number, truth value, None, short text or short list of numbers out of a pickle; monostate for anything else.
[[nodiscard]] StateValue plainValue(const pickle::Document& document, pickle::NodeId id);

/// A list of texts and whole numbers as texts (the names of parameters); nothing when it is no such list.
[[nodiscard]] std::optional<std::vector<std::string>> plainNames(const pickle::Document& document, pickle::NodeId id);

/// A dictionary of an optimizer's param_groups; nothing when it is no dictionary.
[[nodiscard]] std::optional<OptimizerRecord::Group> plainGroup(const pickle::Document& document, pickle::NodeId id);

/// Names that an optimizer's states hold themselves (`param_name`, as bergson writes) become those of the groups.
void takeRecordedNames(OptimizerRecord& record);

/// The value of a key of a dictionary, or of an attribute that BUILD attached to an object; kNoNode when there is none.
[[nodiscard]] pickle::NodeId field(const pickle::Document& document, pickle::NodeId id, std::string_view name);

}  // namespace fisherlens
