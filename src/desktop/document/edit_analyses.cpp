// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/document/edit_analyses.h"

#include "desktop/document/compute.h"

namespace fisherlens::desktop {
namespace {

QString taskKey(const TaskSettings& task)
{
    return task.module + '|' + task.data + '|' + task.loss;
}

/// Rules only: at another λ of the tensors without a rule the curves are the same.
QString ruleKey(const MergeChoice& choice)
{
    QStringList rules;
    for (const ShareRule& rule : choice.rules)
        rules << rule.pattern + '=' + QString::number(rule.share, 'g', 17);
    return rules.join('\n');
}

bool isTaskArithmetic(const MergeTuning& tuning)
{
    return tuning.method == "task-arithmetic";
}

std::optional<Normalization> chosenNormalization(const MergeChoice& choice)
{
    return normalizationFromName(choice.normalization.toStdString());
}

}  // namespace

EditAnalyses::EditAnalyses(Analyses& analyses) : QObject(&analyses), analyses_(analyses)
{
    connect(&analyses.document(), &Document::gestureEnded, this, &EditAnalyses::refreshMerge);
}

void EditAnalyses::refresh()
{
    refreshMerge();
    refreshPrune();
}

void EditAnalyses::noteStopped(JobId id)
{
    if (mergePreview_.stop(id))
        emit mergePreviewChanged();
    if (mergeCurves_.stop(id))
        emit mergeCurvesChanged();
    if (prunePreview_.stop(id))
        emit prunePreviewChanged();
    if (pruneCurves_.stop(id))
        emit pruneCurvesChanged();
}

const SourceData* EditAnalyses::ready(SourceId id) const
{
    return analyses_.source(id).value.get();
}

Normalization EditAnalyses::normalization() const
{
    const MergeChoice& choice = analyses_.document().settings().merge;
    return chosenNormalization(choice).value_or(normalizationOfScales());
}

Normalization EditAnalyses::normalizationOfScales() const
{
    const MergeChoice& choice = analyses_.document().settings().merge;
    std::vector<FisherAttributes> attributes;
    for (const SourceId id : {choice.a, choice.b})
        if (const SourceData* data = ready(id); data && data->fisher)
            attributes.push_back(data->fisher->attributes);
    return defaultNormalization(attributes);
}

void EditAnalyses::refreshMerge()
{
    const Settings& settings = analyses_.document().settings();
    const MergeChoice& choice = settings.merge;
    const auto previewChanged = [this] { emit mergePreviewChanged(); };
    const auto curvesChanged = [this] { emit mergeCurvesChanged(); };
    const SourceSettings* a = settings.source(choice.a);
    const SourceSettings* b = settings.source(choice.b);
    const auto isModel = [this](SourceId id) { return ready(id) && ready(id)->opened->checkpoint; };
    if (!a || !b || !isModel(choice.a) || !isModel(choice.b)) {
        drop(mergePreview_, ErrorCode::Missing, tr("A merge needs two models."), previewChanged);
        return drop(mergeCurves_, ErrorCode::Missing, tr("A merge needs two models."), curvesChanged);
    }
    MergeInput input;
    input.a = analyses_.source(choice.a).value;
    input.b = analyses_.source(choice.b).value;
    input.nameA = "A";
    input.nameB = "B";
    input.taskA = a->task;
    input.taskB = b->task;
    input.floor = choice.floor;
    input.scale = choice.scale;
    input.fallback = choice.fallback;
    input.normalization = chosenNormalization(choice);
    MergeTuning unscaled = choice;
    unscaled.method = "linear";
    input.rules = mergeRules(unscaled);
    const bool needsBase = isTaskArithmetic(choice) || (choice.other && isTaskArithmetic(*choice.other));
    if (needsBase && isModel(choice.base))
        input.base = analyses_.source(choice.base).value;
    const QString key =
        analyses_.fisherKey(choice.a) + "//" + analyses_.fisherKey(choice.b) + "//" + QString::number(choice.floor, 'g', 17);
    compute<MergePreview>(
        analyses_.runner(), mergePreview_, key, Lane::Batch, tr("Look at all entries of both models"),
        [input](const JobContext& context) { return computeMergePreview(input, context); }, previewChanged);
    if (!a->task.complete() || !b->task.complete())
        return drop(mergeCurves_, ErrorCode::Missing, tr("No evaluation data are set for the two models."),
                    curvesChanged);
    const SourceId referenceA = analyses_.referenceOf(choice.a, FisherKind::Empirical),
                   referenceB = analyses_.referenceOf(choice.b, FisherKind::Empirical);
    if (referenceA && referenceB) {
        input.referenceA = analyses_.source(referenceA).value;
        input.referenceB = analyses_.source(referenceB).value;
    }
    const QString curveKey =
        key + "//" + choice.normalization + "//" + taskKey(a->task) + "//" + taskKey(b->task) + "//"
        + (referenceA && referenceB ? analyses_.fisherKey(referenceA) + analyses_.fisherKey(referenceB) : QString()) + "//"
        + ruleKey(choice) + "//" + (choice.fallback ? "fallback" : "")
        + (input.base ? analyses_.fisherKey(choice.base) + "//" + QString::number(choice.scale, 'g', 17) : QString());
    if (analyses_.document().inGesture() && mergeCurves_.value && mergeCurves_.key != curveKey) {
        mergeCurves_.outdated = true;
        return;
    }
    compute<MergeCurves>(
        analyses_.runner(), mergeCurves_, curveKey, Lane::Batch, tr("Evaluate merges"),
        [input](const JobContext& context) { return computeMergeCurves(input, context); }, curvesChanged);
}

void EditAnalyses::refreshPrune()
{
    const Settings& settings = analyses_.document().settings();
    const PruneChoice& choice = settings.prune;
    const auto previewChanged = [this] { emit prunePreviewChanged(); };
    const auto curvesChanged = [this] { emit pruneCurvesChanged(); };
    const SourceSettings* model = settings.source(choice.model);
    const SourceData* data = ready(choice.model);
    if (!model || !data || !data->opened->checkpoint) {
        drop(prunePreview_, ErrorCode::Missing, tr("Pruning needs a model."), previewChanged);
        return drop(pruneCurves_, ErrorCode::Missing, tr("Pruning needs a model."), curvesChanged);
    }
    PruneInput input{analyses_.source(choice.model).value, nullptr, model->task, choice};
    const QString key = QStringList{analyses_.fisherKey(choice.model), choice.leaveSmall ? "small" : "",
                                    choice.include.join('\n'), choice.exclude.join('\n')}
                            .join("//");
    compute<PrunePreview>(
        analyses_.runner(), prunePreview_, key, Lane::Batch, tr("Score all entries"),
        [input](const JobContext& context) { return computePrunePreview(input, context); }, previewChanged);
    if (!model->task.complete())
        return drop(pruneCurves_, ErrorCode::Missing, tr("No evaluation data are set for this model."), curvesChanged);
    if (const SourceId reference = analyses_.referenceOf(choice.model, FisherKind::Empirical))
        input.reference = analyses_.source(reference).value;
    const QString curveKey =
        QStringList{key,
                    taskKey(model->task),
                    choice.perTensor ? "tensor" : "global",
                    choice.keepZeroFisher ? "keep" : "",
                    choice.fallback ? "fallback" : "",
                    input.reference ? QString::fromStdString(input.reference->opened->path) : QString()}
            .join("//");
    compute<PruneCurves>(
        analyses_.runner(), pruneCurves_, curveKey, Lane::Batch, tr("Evaluate pruned models"),
        [input](const JobContext& context) { return computePruneCurves(input, context); }, curvesChanged);
}

}  // namespace fisherlens::desktop
