// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/pickle/document.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace fisherlens::pickle {

/// Bounds of one walk. Real checkpoints stay far below; hostile ones end with a sentence.
struct Limits {
    std::uint64_t opcodes = std::uint64_t{1} << 27U;
    std::uint64_t nodes = std::uint64_t{1} << 23U;
    std::uint64_t containers = std::uint64_t{1} << 22U;  ///< lists, tuples, dictionaries, objects
    std::uint64_t elements = std::uint64_t{1} << 26U;    ///< of all containers together
    std::uint64_t stack = std::uint64_t{1} << 24U;
    std::uint64_t marks = std::uint64_t{1} << 20U;       ///< open MARKs, that is nesting
    std::uint64_t sparseMemo = std::uint64_t{1} << 20U;  ///< memo entries out of sequence
    std::uint64_t longBytes = 4096;                      ///< of one LONG1 or LONG4
};

/// A walked pickle.
struct Walk {
    Document document;
    std::vector<std::string> opaqueGlobals;  ///< names outside the allow-list, each once, the first hundred
    std::size_t consumed = 0;                ///< bytes up to and with STOP
    bool untidy = false;  ///< values left on the stack or bytes after STOP: legal for Python, unusual
};

/// Where the pickle comes from, for error texts: `offset` is the place of its first byte in the file.
struct Origin {
    std::string file;
    std::uint64_t offset = 0;
};

/// Walks a pickle of protocol 0 to 5 and executes nothing: globals become names, calls become records. One loop, no
/// recursion, every length compared with the bytes left before it is used. Errors: Unsafe (a global that judge()
/// refuses, naming it), Damaged (not a pickle, truncated, stack underflow, ...), Unsupported (EXT and PERSID opcodes,
/// out-of-band buffers, beyond the limits), Cancelled.
Result<Walk> walk(std::vector<std::byte> bytes, const Origin& origin, const CancelToken& cancel,
                  const Limits& limits = {});

}  // namespace fisherlens::pickle
