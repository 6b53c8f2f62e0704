// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/info.h"

#include "base/names.h"

#include <set>
#include <tuple>

namespace fisherlens {

const Catalogue& InfoResult::tensors() const
{
    if (opened.checkpoint)
        return opened.checkpoint->tensors;
    return opened.fisher ? opened.fisher->diagonal : opened.arrays;
}

std::int64_t countParameters(const Catalogue& tensors)
{
    std::int64_t total = 0;
    std::set<std::tuple<std::string, std::uint64_t, Shape>> seen;
    for (const Tensor& tensor : tensors.tensors()) {
        const TensorInfo& info = tensor.info;
        const bool tied = info.offset && info.count > 0 && !seen.emplace(info.file, *info.offset, info.shape).second;
        if (!tied && !isBufferName(info.name))
            total += info.count;
    }
    return total;
}

Result<InfoResult> info(const OpenOptions& options, const JobContext& context)
{
    InfoResult result;
    FL_TRY(result.opened, open(options, context));
    result.parameters = countParameters(result.tensors());
    return result;
}

}  // namespace fisherlens
