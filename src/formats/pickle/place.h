// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>

namespace fisherlens::pickle {

/// Where the machine stands, and the errors it can say there.
struct Place {
    std::string file;
    std::uint64_t offset = 0;  ///< in the file, of the current opcode

    [[nodiscard]] Where where() const { return {file, {}, offset}; }
    [[nodiscard]] Failure damaged(const char* text) const
    {
        return fail(ErrorCode::Damaged, text, where(), "The file is damaged or not a PyTorch file; save it again.");
    }
    [[nodiscard]] Failure truncated() const { return damaged("The pickle in this file ends too early."); }
    [[nodiscard]] Failure underflow() const
    {
        return damaged("The pickle in this file takes a value that is not there.");
    }
    [[nodiscard]] Failure tooLarge() const
    {
        return fail(ErrorCode::Unsupported,
                    "The pickle in this file has more or deeper values than this program reads.", where());
    }
    [[nodiscard]] Failure refuse(const char* what) const
    {
        return fail(ErrorCode::Unsupported,
                    std::string("The pickle in this file uses ") + what + ", which PyTorch does not write.", where());
    }
    [[nodiscard]] Failure unsafe(const std::string& name) const
    {
        return fail(ErrorCode::Unsafe,
                    "The file asks for " + name
                        + ", which runs code or reaches the system when it is loaded; nothing was run.",
                    where(), "Do not load this file with PyTorch, and ask its author for a safetensors file.");
    }
};

}  // namespace fisherlens::pickle
