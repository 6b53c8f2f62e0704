// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/info.h"

#include "base/names.h"
#include "formats/mapping_file.h"
#include "operations/output_path.h"

#include <array>
#include <set>
#include <tuple>

namespace fisherlens {

const Catalogue& InfoResult::tensors() const
{
    if (opened.checkpoint)
        return opened.checkpoint->tensors;
    return opened.fisher ? opened.fisher->diagonal : opened.arrays;
}

Result<void> writeMapping(const InfoResult& result, const std::string& path)
{
    const std::array inputs{result.opened.path};
    FL_CHECK(checkOutputPath(path, inputs));
    if (!result.opened.checkpoint)
        return fail(ErrorCode::Unsupported, "This is no checkpoint, so there is no optimizer state to be assigned.",
                    {result.opened.path, {}, {}});
    return writeMappingFile(*result.opened.checkpoint, path);
}

std::int64_t countParameters(const Catalogue& tensors)
{
    std::int64_t total = 0;
    std::set<std::tuple<std::string, std::uint64_t, Shape>> seen;
    for (const Tensor& tensor : tensors.tensors()) {
        const TensorInfo& info = tensor.info;
        const bool tied = info.offset && info.count > 0 && !seen.emplace(info.file, *info.offset, info.shape).second;
        if (!tied && !isBuffer(info.name, info.shape.size()))
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
