// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operations/open.h"

#include <cstdint>

namespace fisherlens {

/// What `info` says of a file.
struct InfoResult {
    Opened opened;
    std::int64_t parameters = 0;  ///< scalars, without buffers, tied tensors once

    /// The tensors of whichever kind of file it is.
    [[nodiscard]] const Catalogue& tensors() const;
};

/// Opens a file and counts its parameters. Reads headers only. Errors: those of open().
Result<InfoResult> info(const OpenOptions& options, const JobContext& context);

/// Writes the mapping of a checkpoint's optimizer state to a file, to be completed by hand (formats/mapping_file.h).
/// Errors: Unsupported (no optimizer state), Usage (the output is the input), NotWritten.
Result<void> writeMapping(const InfoResult& result, const std::string& path);

/// Scalars of a model: buffers are left out, tensors that share their storage count once.
[[nodiscard]] std::int64_t countParameters(const Catalogue& tensors);

}  // namespace fisherlens
