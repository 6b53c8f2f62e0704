// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fisherlens {

/// The form of a tensor name that is compared across files: without `module.` at the start and without `_orig_mod.`,
/// `_fsdp_wrapped_module.`, `_checkpoint_wrapped_module.` anywhere (DESIGN.md 8).
[[nodiscard]] std::string matchKey(std::string_view name);

/// Shell-style glob over a whole name: `*` any run (dots included), `?` one character, `[a-z]`, `[!a-z]`.
[[nodiscard]] bool globMatches(std::string_view pattern, std::string_view name);

/// True for names that only buffers have (BatchNorm statistics, rotary tables, position ids).
[[nodiscard]] bool isBufferName(std::string_view name);

/// True for a buffer's name, or for a "bias" of three and more dimensions: no module has such a parameter, but
/// attention masks are called so (GPT-2, nanoGPT: attn.bias).
[[nodiscard]] bool isBuffer(std::string_view name, std::size_t dimensions);

/// True for names that buffers often have and parameters sometimes do ("pe", "mask"): whether they are parameters is for
/// the number of optimizer states to decide.
[[nodiscard]] bool mayBeBufferName(std::string_view name);

}  // namespace fisherlens
