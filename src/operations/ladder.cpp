// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/ladder.h"

#include <optional>

namespace fisherlens {

Result<LadderResult> ladderOfFiles(const LadderRequest& request, const JobContext& context)
{
    Findings findings;
    JobContext inner = context;
    inner.findings = &findings;
    FL_TRY(const FisherFile recycled, openFisherFile(request.recycled, inner));
    FL_TRY(const FisherFile empirical, openFisherFile(request.empirical, inner));
    std::optional<FisherFile> exact;
    if (!request.exact.empty()) {
        FL_TRY(exact, openFisherFile(request.exact, inner));
    }
    LadderResult result;
    FL_TRY(result.ladder, measureLadder(recycled, empirical, exact ? &*exact : nullptr, inner));
    result.batchSize = recycled.attributes.batchSize;
    result.findings = findings.list();
    return result;
}

}  // namespace fisherlens
