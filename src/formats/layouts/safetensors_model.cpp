// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/containers/safetensors.h"
#include "formats/layouts/layout.h"
#include "formats/layouts/safetensors_layouts.h"

namespace fisherlens {
namespace {

/// A safetensors file: one state dict at the root, sorted by its writer, and no optimizer state.
class SafetensorsModel final : public ModelFile {
public:
    SafetensorsModel(std::string path, SafetensorsFile file) : path_(std::move(path)), file_(std::move(file)) {}
    [[nodiscard]] std::string_view format() const override { return "safetensors"; }
    [[nodiscard]] std::vector<std::string> stateDicts() const override { return {""}; }
    [[nodiscard]] std::vector<std::string> optimizers() const override { return {}; }
    [[nodiscard]] std::map<std::string, std::string> metadata() const override { return file_.metadata; }

    Result<StateDict> readStateDict(const std::string& path, const JobContext&) override
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

    Result<OptimizerRecord> readOptimizer(std::size_t, const JobContext&) override
    {
        return fail(ErrorCode::Unsupported, "A safetensors file holds no optimizer state.", {path_, {}, {}});
    }

private:
    std::string path_;
    SafetensorsFile file_;
};

}  // namespace

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
