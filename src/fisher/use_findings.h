// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the fisher room: parameters that training hardly touched (facts/method.md 5, F10).

#include "base/job.h"
#include "fisher/recycle_plan.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fisherlens::detail {

/// Sums of one accumulator, in the order of the plan.
struct Use {
    std::int64_t zeros = 0;
    double mean = 0;  ///< of v̂ over the finite entries
};

/// Findings: rows-without-gradient (an embedding some of whose tokens did not occur), experts-rarely-used (of a mixture of
/// experts: numbered below `experts`, with squares far below those of the others in their layer).
void findUse(const std::string& file, const RecyclePlan& plan, const std::vector<Use>& uses, const JobContext& context);

}  // namespace fisherlens::detail
