// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/reference_parts.h"

#include "stats/agreement.h"

#include <filesystem>
#include <vector>

namespace fisherlens {

Result<std::optional<double>> spearmanOfHalves(const FisherFile& file, const JobContext& context)
{
    std::vector<TensorPair> pairs;
    for (const Tensor& half : file.half0.tensors()) {
        const Tensor* other = file.half1.find(half.info.name);
        if (!other)
            return fail(ErrorCode::Damaged, "The second half has no such tensor.", {file.path, half.info.name, {}});
        pairs.push_back({half.info.name, half, *other});
    }
    if (pairs.empty())
        return std::optional<double>{};
    return spearman(pairs, context);
}

std::string fileNameOf(const std::string& path)
{
    return std::filesystem::path(path).filename().string();
}

}  // namespace fisherlens
