// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference/ranks.h"

namespace fisherlens::module {

/// openRankSums(), with LibTorch's ProcessGroupGloo over a store of ours (LibTorch 1.13's own would listen on every
/// address). Only in builds with Gloo.
Result<std::unique_ptr<RankSums>> connectRanks(const RankMeeting& meeting);

}  // namespace fisherlens::module
