// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/pickle/document.h"
#include "formats/pickle/machine.h"
#include "formats/pickle/opcodes.h"
#include "formats/pickle/place.h"
#include "formats/pickle/reader.h"

#include <optional>

namespace fisherlens::pickle {

/// The value of an opcode that needs nothing from the stack (numbers, texts, bytes, empty containers); nothing for any
/// other opcode.
Result<std::optional<NodeId>> readLiteral(Op op, Reader& reader, Document& document, const Place& place,
                                          const Limits& limits);

}  // namespace fisherlens::pickle
