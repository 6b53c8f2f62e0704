// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/folder_layouts.h"
#include "formats/layouts/joined_file.h"

#include <array>
#include <string_view>

namespace fisherlens {
namespace {

constexpr std::string_view kAccumulators = "exp_avg_sq.safetensors", kOlmoState = "optim.safetensors";
constexpr std::string_view kFullState = "optimizer_full.pt";  // beside the former: knows step and betas, too
constexpr std::array<std::string_view, 4> kModels{"model.safetensors", "model.safetensors.index.json",
                                                  "pytorch_model.bin", "pytorch_model.bin.index.json"};

}  // namespace

bool isAccumulatorFolder(const Folder& folder)
{
    return folder.hasFile(kAccumulators) || folder.hasFile(kOlmoState);
}

Result<std::unique_ptr<ModelFile>> openAccumulatorFolder(const Folder& folder, const JobContext& context)
{
    const std::string_view state = folder.hasFile(kFullState)      ? kFullState
                                   : folder.hasFile(kAccumulators) ? kAccumulators
                                                                   : kOlmoState;
    FL_TRY(std::unique_ptr<ModelFile> optimizer, openModelFile(folder.at(state), context));
    for (const std::string_view name : kModels) {
        if (!folder.hasFile(name))
            continue;
        FL_TRY(std::unique_ptr<ModelFile> model, openModelFile(folder.at(name), context));
        return joinFiles(std::move(model), std::move(optimizer));
    }
    return optimizer;
}

}  // namespace fisherlens
