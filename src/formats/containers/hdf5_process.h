// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/byte_source.h"
#include "base/job.h"
#include "base/result.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>

namespace fisherlens {

/// What takes the answer of a child, piece by piece in order.
using Hdf5Answer = std::function<Result<void>(std::span<const std::byte>)>;

/// Runs `fisherlens-h5 MODE FILE OFFSET LENGTH [DATASET]` (see h5_child/protocol.h) and passes on what it writes. The
/// child is ended when `sink` fails, on cancel, and when it writes nothing for 30 s; it never outlives this call.
/// Errors: those of `sink`, Damaged (exit status, signal, stalled), Environment (no such program), Cancelled.
Result<void> runHdf5Child(const ByteSource& file, const std::string& mode, const std::string& dataset,
                          const CancelToken& cancel, const Hdf5Answer& sink);

/// The same for `fisherlens-h5 catalogues` with 1 to h5::kMaxFiles whole files; errors name the first of them.
Result<void> runHdf5Catalogues(std::span<const std::shared_ptr<const ByteSource>> files, const CancelToken& cancel,
                               const Hdf5Answer& sink);

/// What is said of a file on which the child failed.
Failure hdf5LibraryFailed(const ByteSource& file);

}  // namespace fisherlens
