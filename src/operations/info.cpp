// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/info.h"

#include "base/names.h"
#include "formats/containers/hdf5.h"

#include <set>
#include <tuple>

namespace fisherlens {
namespace {

InfoResult fromFisher(FisherFile file)
{
    InfoResult result;
    result.format = "fisherlens.fisher";
    result.tensors = std::move(file.diagonal);
    result.fisher = std::move(file.attributes);
    return result;
}

/// HDF5 files are Fisher files, or arrays that are only listed (data files).
Result<InfoResult> infoOfHdf5(const std::string& path, const JobContext& context)
{
    auto fisher = openFisherFile(path, context);
    if (fisher)
        return fromFisher(std::move(*fisher));
    if (fisher.error().code != ErrorCode::Unsupported)
        return fail(fisher.error());
    FL_TRY(Hdf5File file, openHdf5(path, context));
    InfoResult result;
    result.format = "hdf5";
    result.tensors = std::move(file.tensors);
    return result;
}

Result<InfoResult> open(const OpenOptions& options, const JobContext& context)
{
    FL_TRY(const auto source, ByteSource::open(options.path));
    if (looksLikeHdf5(*source))
        return infoOfHdf5(options.path, context);
    FL_TRY(Checkpoint checkpoint, openCheckpoint(options, context));
    if (checkpoint.metadata.contains("fisherlens.format")) {
        FL_TRY(FisherFile fisher, openFisherFile(options.path, context));
        return fromFisher(std::move(fisher));
    }
    InfoResult result;
    result.format = std::move(checkpoint.format);
    result.key = std::move(checkpoint.key);
    result.tensors = std::move(checkpoint.tensors);
    result.optimizer = std::move(checkpoint.optimizer);
    result.metadata = std::move(checkpoint.metadata);
    return result;
}

}  // namespace

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

Result<InfoResult> info(const InfoRequest& request, const JobContext& context)
{
    Findings findings;
    JobContext inner = context;
    inner.findings = &findings;
    FL_TRY(InfoResult result, open(request.open, inner));
    result.parameters = countParameters(result.tensors);
    result.findings = findings.list();
    return result;
}

}  // namespace fisherlens
