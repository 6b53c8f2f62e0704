// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/app/writing.h"

#include "desktop/document/compute.h"
#include "desktop/document/edit_analyses.h"
#include "desktop/document/plan.h"
#include "operations/merge.h"
#include "operations/prune.h"

#include <QFileDialog>
#include <QFileInfo>

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

Result<std::string> writePreviewedMerge(const MergeWriting& merge, const std::string& output, const JobContext& context)
{
    const MergeChoice& choice = merge.choice;
    MergeRequest request;
    request.models = {merge.a->opened->path, merge.b->opened->path};
    request.method = choice.method.toStdString();
    request.output = output;
    request.coefficients = mergeCoefficients(choice, choice.share);
    request.rules = mergeRules(choice);
    request.fallback = choice.fallback;
    if (merge.base)
        request.base = merge.base->opened->path;
    if (merge.a->fisher && merge.b->fisher) {
        FL_TRY(const std::string fisherA, fisherPath(*merge.a, output, ".a.fisher.h5", context));
        FL_TRY(const std::string fisherB, fisherPath(*merge.b, output, ".b.fisher.h5", context));
        request.fishers = {fisherA, fisherB};
    }
    if (request.method == "fisher") {
        request.normalization = merge.normalization;
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

Writing::Writing(Analyses& analyses, QWidget* window) : QObject(window), analyses_(analyses), window_(window) {}

void Writing::merge()
{
    if (const QString obstacle = mergeObstacle(analyses_); !obstacle.isEmpty())
        return void(emit refused(obstacle));
    const QString path = QFileDialog::getSaveFileName(window_, tr("Write merged model"), "merged.safetensors",
                                                      tr("safetensors (*.safetensors)"));
    if (!path.isEmpty())
        mergeTo(path);
}

void Writing::prune()
{
    if (const QString obstacle = pruneObstacle(analyses_); !obstacle.isEmpty())
        return void(emit refused(obstacle));
    const QString path = QFileDialog::getSaveFileName(window_, tr("Write pruned model"), "pruned.safetensors",
                                                      tr("safetensors (*.safetensors)"));
    if (!path.isEmpty())
        pruneTo(path);
}

void Writing::start(const QString& path, std::function<Result<std::string>(const JobContext&)> work)
{
    analyses_.runner().start<std::string>(
        Lane::Batch, tr("Write %1").arg(QFileInfo(path).fileName()), {}, std::move(work),
        [this](Result<std::string> result) {
            result ? void(emit said(tr("Wrote %1 with its recipe beside it.").arg(QString::fromStdString(*result))))
                   : emit failed(result.error());
        });
}

void Writing::mergeTo(const QString& path)
{
    if (const QString obstacle = mergeObstacle(analyses_); !obstacle.isEmpty())
        return void(emit refused(obstacle));
    MergeWriting merge{effectiveMerge(analyses_), analyses_.edits().normalization(), {}, {}, {}};
    merge.a = analyses_.source(merge.choice.a).value;
    merge.b = analyses_.source(merge.choice.b).value;
    if (merge.choice.method == "task-arithmetic")
        merge.base = analyses_.source(merge.choice.base).value;
    start(path, [merge, output = path.toStdString()](const JobContext& context) {
        return writePreviewedMerge(merge, output, context);
    });
}

void Writing::pruneTo(const QString& path)
{
    if (const QString obstacle = pruneObstacle(analyses_); !obstacle.isEmpty())
        return void(emit refused(obstacle));
    const PruneChoice choice = effectivePrune(analyses_);
    start(path, [choice, data = analyses_.source(choice.model).value, output = path.toStdString()](
                    const JobContext& context) { return writePreviewedPrune(choice, data, output, context); });
}

}  // namespace fisherlens::desktop
