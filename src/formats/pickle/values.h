// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/pickle/document.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens::pickle {

/// True for a dictionary, an OrderedDict, defaultdict, Counter, and any unknown object on which items were set.
[[nodiscard]] bool isMapping(const Document& document, NodeId id);

/// Key and value of a mapping; of two equal text keys the later value wins at the place of the first, as in Python.
/// Also those of an OrderedDict or Counter whose content is an argument.
[[nodiscard]] std::vector<Document::Pair> entries(const Document& document, NodeId mapping);

/// The value of a text key, kNoNode when there is none.
[[nodiscard]] NodeId lookup(const Document& document, NodeId mapping, std::string_view key);

/// Integers of a tuple, a list or a torch.Size.
[[nodiscard]] std::optional<std::vector<std::int64_t>> integers(const Document& document, NodeId id);

/// A number, truth value or short text as it is shown: "3", "0.1", "true". Nothing for anything else.
[[nodiscard]] std::optional<std::string> scalarText(const Document& document, NodeId id);

/// True when the object is a call of (or an instance of) this class.
[[nodiscard]] bool isCallOf(const Document& document, NodeId id, std::string_view module, std::string_view name);

}  // namespace fisherlens::pickle
