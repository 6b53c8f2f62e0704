// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/byte_source.h"
#include "base/job.h"
#include "base/result.h"

#include <cstddef>
#include <functional>
#include <span>
#include <string>

namespace fisherlens {

/// Runs `fisherlens-h5 MODE FILE OFFSET LENGTH [DATASET]` (see h5_child/protocol.h) and passes on what it writes, in order. The child
/// is ended when `sink` fails, on cancel, and when it writes nothing for 30 s; it never outlives this call.
/// Errors: those of `sink`, Damaged (exit status, signal, stalled), Environment (no such program), Cancelled.
Result<void> runHdf5Child(const ByteSource& file, const std::string& mode, const std::string& dataset,
                          const CancelToken& cancel,
                          const std::function<Result<void>(std::span<const std::byte>)>& sink);

}  // namespace fisherlens
