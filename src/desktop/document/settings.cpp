// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/document/settings.h"

#include <algorithm>

namespace fisherlens::desktop {

const SourceSettings* Settings::source(SourceId id) const
{
    const auto at =
        std::find_if(sources.begin(), sources.end(), [id](const SourceSettings& source) { return source.id == id; });
    return at == sources.end() ? nullptr : &*at;
}

SourceSettings* Settings::source(SourceId id)
{
    return const_cast<SourceSettings*>(std::as_const(*this).source(id));
}

std::vector<SourceId*> roles(Settings& settings)
{
    return {&settings.current,
            &settings.merge.a,
            &settings.merge.b,
            &settings.merge.base,
            &settings.prune.model,
            &settings.agreement.recycled,
            &settings.agreement.reference,
            &settings.agreement.exact,
            &settings.heatmap.source,
            &settings.timeline.source};
}

RecycleSettings recycleSettings(const SourceSettings& source)
{
    RecycleSettings settings;
    settings.batchSize = source.batchSize;
    if (!source.reductionAssumed)
        settings.reduction = source.sumReduction ? Reduction::Sum : Reduction::Mean;
    settings.lossFactor = source.lossFactor;
    settings.step = source.step;
    return settings;
}

}  // namespace fisherlens::desktop
