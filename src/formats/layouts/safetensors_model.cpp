// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/containers/safetensors.h"
#include "formats/layouts/layout.h"
#include "formats/layouts/safetensors_layouts.h"

namespace fisherlens {
namespace {

/// A model and no optimizer state.
class SafetensorsModel final : public SafetensorsTensors {
public:
    using SafetensorsTensors::SafetensorsTensors;
    [[nodiscard]] std::vector<std::string> optimizers() const override { return {}; }
    [[nodiscard]] TrainingRun run() const override { return kohyaRun(file_.metadata); }
    [[nodiscard]] std::string layout() const override { return run().values.empty() ? "" : "kohya"; }

    Result<OptimizerRecord> readOptimizer(std::size_t, const JobContext&) override
    {
        return fail(ErrorCode::Unsupported, "A safetensors file holds no optimizer state.", {path_, {}, {}});
    }
};

}  // namespace

Result<StateDict> SafetensorsTensors::readStateDict(const std::string& path, const JobContext&)
{
    if (!path.empty())
        return fail(ErrorCode::Incompatible, "A safetensors file has no state dict at \"" + path + "\".",
                    {path_, {}, {}}, "It holds one set of tensors; leave out --key.");
    StateDict dict;
    dict.tensors = file_.tensors;
    dict.identity.assign(dict.tensors.size(), std::string());
    dict.ordered = false;
    return dict;
}

Result<std::unique_ptr<ModelFile>> openSafetensorsModel(std::shared_ptr<const ByteSource> file,
                                                        const JobContext& context)
{
    const std::string path = file->path();
    FL_TRY(SafetensorsFile opened, openSafetensors(std::move(file), context));
    if (opened.tensors.empty())
        return fail(ErrorCode::Unsupported, "The file holds no tensors.", {path, {}, {}});
    // Its tensors are pieces, but look like whole ones.
    if (opened.metadata.contains("DCP_SHARDING_INFO"))
        return fail(
            ErrorCode::Unsupported,
            "The file holds one rank's pieces of a model that torch.distributed.checkpoint cut into safetensors.",
            {path, {}, {}},
            "Consolidate the shards with torch.distributed.checkpoint's HuggingFace storage writer, "
            "and open the result.");
    if (isOlmo(opened))
        return openOlmo(path, std::move(opened), context);
    if (isAccumulatorFile(path))
        return openAccumulatorFile(path, std::move(opened), context);
    return std::make_unique<SafetensorsModel>(path, std::move(opened));
}

}  // namespace fisherlens
