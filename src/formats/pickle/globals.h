// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace fisherlens::pickle {

enum class Trust {
    Known,   ///< on the allow-list: its meaning is known to this program, or it is an inert value
    Opaque,  ///< unknown: kept as a record and reported
    Unsafe,  ///< names code that a checkpoint has no use for (DESIGN.md 4, "Trust in files")
};

/// The Python 3 name of a module that Python 2 (and protocols 0 to 2) calls differently: `__builtin__` is `builtins`.
[[nodiscard]] std::string_view modernModule(std::string_view module);

/// Judges a global by name alone; nothing is ever imported. Modules os, posix, nt, subprocess, sys, importlib, runpy,
/// socket, shutil with all that is below them are unsafe, also when reached by a dotted name (protocol 4 resolves
/// `torch.serialization` `os.system` by attribute access); so are builtins outside the allow-list. The allow-list is
/// that of torch.load(weights_only=True), PyTorch 2.14 and 2.6 (facts/formats-pytorch.md 3.6), plus inert builtins.
[[nodiscard]] Trust judge(std::string_view module, std::string_view name);

/// "builtins.eval": as shown to people, cut and cleaned.
[[nodiscard]] std::string qualifiedName(std::string_view module, std::string_view name);

}  // namespace fisherlens::pickle
