// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/folder_layouts.h"
#include "formats/layouts/joined_file.h"

#include <string_view>

namespace fisherlens {
namespace {

constexpr std::string_view kModel = "pytorch_model_fsdp_0", kOptimizer = "optimizer_0", kBoth = "model_and_optim";

Result<std::unique_ptr<ModelFile>> openPart(const Folder& folder, std::string_view name, const JobContext& context)
{
    FL_TRY(const Folder part, Folder::list(folder.at(name), context));
    return openDistributedCheckpoint(part, context);
}

}  // namespace

bool isDistributedPair(const Folder& folder)
{
    return folder.hasFolder(kModel) || folder.hasFolder(kBoth);
}

Result<std::unique_ptr<ModelFile>> openDistributedPair(const Folder& folder, const JobContext& context)
{
    if (!folder.hasFolder(kModel))
        return openPart(folder, kBoth, context);
    FL_TRY(std::unique_ptr<ModelFile> model, openPart(folder, kModel, context));
    if (!folder.hasFolder(kOptimizer))
        return model;
    FL_TRY(std::unique_ptr<ModelFile> optimizer, openPart(folder, kOptimizer, context));
    return joinFiles(std::move(model), std::move(optimizer));
}

}  // namespace fisherlens
