// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/app/commands.h"

#include "desktop/document/compute.h"
#include "operations/merge.h"
#include "operations/prune.h"

#include <filesystem>

namespace fisherlens::desktop {
namespace {

/// A path of a Fisher file for `data`: its own when it was opened from one, else a new file beside the output.
Result<std::string> fisherPath(const SourceData& data, const std::string& output, const char* suffix,
                               const JobContext& context)
{
    if (data.opened->fisher)
        return data.opened->path;
    const std::filesystem::path out(output);
    const std::string path = (out.parent_path() / (out.stem().string() + suffix)).string();
    FL_CHECK(writeFisherFile(*data.fisher, path, context));
    return path;
}

}  // namespace

Result<std::string> writePreviewedMerge(const MergeChoice& choice, Normalization normalization, const SourceSettings& a,
                                        const SourceSettings& b, std::shared_ptr<const SourceData> dataA,
                                        std::shared_ptr<const SourceData> dataB, const std::string& output,
                                        const JobContext& context)
{
    MergeRequest request;
    request.models = {a.path.toStdString(), b.path.toStdString()};
    request.method = choice.method.toStdString();
    request.output = output;
    request.coefficients = {1 - choice.share, choice.share};
    request.rules = mergeRules(choice);
    if (dataA->fisher && dataB->fisher) {
        FL_TRY(const std::string fisherA, fisherPath(*dataA, output, ".a.fisher.h5", context));
        FL_TRY(const std::string fisherB, fisherPath(*dataB, output, ".b.fisher.h5", context));
        request.fishers = {fisherA, fisherB};
    }
    if (request.method == "fisher") {
        request.normalization = normalization;
        request.floor = choice.floor;
    }
    FL_TRY(const MergeResult result, mergeModels(request, context));
    return result.output;
}

Result<std::string> writePreviewedPrune(const PruneChoice& choice, std::shared_ptr<const SourceData> model,
                                        const std::string& output, const JobContext& context)
{
    PruneRequest request;
    request.model = model->opened->path;
    request.settings = pruneSettings(choice, model->opened->checkpoint->tensors);
    request.output = output;
    if (model->fisher) {
        FL_TRY(request.fisher, fisherPath(*model, output, ".fisher.h5", context));
    }
    FL_TRY(const PruneResult result, pruneModel(request, context));
    return result.output;
}

}  // namespace fisherlens::desktop
