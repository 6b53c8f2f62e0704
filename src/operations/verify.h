// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

/// What the chain of hashes of a log cannot show, for people.
inline constexpr std::string_view kVerifyLimits =
    "The chain cannot show that segments were removed from its end, that the values of the last segment were changed, "
    "or "
    "that the whole log was written anew. Note the last hash elsewhere and compare it to see that, too.";

struct VerifyResult {
    /// The first segment that is not as it was written; `segment` 0 is meta.json.
    struct Problem {
        std::uint64_t segment = 0;
        std::string file;  ///< name in the folder
        bool missing = false;
        std::string text;  ///< one sentence
    };
    std::string path;
    std::uint64_t segments = 0;  ///< files that are there
    std::optional<Problem> problem;
    std::string lastSha256;  ///< of the last segment's bytes; "" without segments
};

/// Recomputes the hash chain of an optimizer log (DESIGN.md 7): each segment names the SHA-256 of its predecessor's
/// bytes and of meta.json. Where two links in a row are broken, the segment between them is named when its record of
/// its predecessor differs from the true hash in a few digits only (its own record was changed), else the predecessor.
/// Errors: Missing, Unsupported (not a log), Cancelled.
Result<VerifyResult> verifyLog(const std::string& path, const JobContext& context);

}  // namespace fisherlens
