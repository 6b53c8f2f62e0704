// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace fisherlens {

/// What went wrong, as a closed set. The command line maps it to an exit status (exitStatus), the window to a sentence
/// in the user's language; neither parses `Error::detail`.
enum class ErrorCode {
    Usage,         ///< wrong arguments, or a combination that has no meaning (exit 2)
    Missing,       ///< an input does not exist or may not be read (exit 3)
    Damaged,       ///< an input contradicts its own format: truncated, overlapping, out of range (exit 3)
    Unsupported,   ///< a well-formed input that this program does not read or use (exit 3)
    Unsafe,        ///< an input that asks for code to be run (exit 3)
    Incompatible,  ///< inputs that do not belong together: shapes, names, units (exit 3)
    NonFinite,     ///< NaN or infinity where a decision would rest on it (exit 3)
    Changed,       ///< an input changed while it was read (exit 3)
    Environment,   ///< a library or module of the installation is missing or failed (exit 3)
    NotWritten,    ///< an output could not be written; nothing was left behind (exit 4)
    Cancelled,     ///< the user asked to stop (exit 5)
};

/// Where it happened; empty fields are unknown.
struct Where {
    std::string file;
    std::string tensor;
    std::optional<std::uint64_t> offset;
};

/// A failed operation. `detail` is one English sentence that says what is wrong with which values; `hint` one that
/// says what to do.
struct Error {
    ErrorCode code = ErrorCode::Damaged;
    std::string detail;
    Where where;
    std::string hint;
    std::shared_ptr<const Error> cause;
};

/// Stable kebab-case id of a code, as in the `--json` output: "not-written".
[[nodiscard]] std::string_view codeName(ErrorCode code);

/// Exit status of DESIGN.md 8 for a code: 2, 3, 4 or 5.
[[nodiscard]] int exitStatus(ErrorCode code);

/// "FILE, tensor NAME, byte 123": the known parts of a place, "" when there is none.
[[nodiscard]] std::string describe(const Where& where);

/// One line for people: place, detail, hint.
[[nodiscard]] std::string describe(const Error& error);

}  // namespace fisherlens
