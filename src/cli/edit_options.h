// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/verb.h"
#include "edit/cost.h"

#include <set>
#include <string>
#include <vector>

namespace fisherlens::cli {

/// What merge and prune share. A recipe holds every setting, so nothing but `allowed` may stand beside --recipe. Throws
/// CLI::ValidationError, which main answers as wrong usage.
void refuseSettingsBesideRecipe(const CLI::App& verb, const std::set<std::string>& allowed);

Json toJson(const std::vector<PredictedCost>& costs);

}  // namespace fisherlens::cli
