// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "formats/fisher_file.h"

#include <optional>
#include <string>

namespace fisherlens {

/// Spearman of the two halves of a reference, all entries pooled: the r of the attainable agreement (DESIGN.md 3).
/// nullopt where the file has no halves or the correlation is undefined.
Result<std::optional<double>> spearmanOfHalves(const FisherFile& file, const JobContext& context);

/// The last component of a path.
[[nodiscard]] std::string fileNameOf(const std::string& path);

}  // namespace fisherlens
