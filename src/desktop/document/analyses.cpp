// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/document/analyses.h"

#include "desktop/document/compute.h"
#include "desktop/document/timeline_analysis.h"

#include <QFileInfo>

#include <algorithm>

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

Analyses::Analyses(Document& document, JobRunner& runner, QObject* parent)
    : QObject(parent), document_(document), runner_(runner)
{
    connect(&document, &Document::settingsChanged, this, &Analyses::refresh);
    connect(&document, &Document::selectionChanged, this, &Analyses::refreshDensity);
    timeline_ = new TimelineAnalysis(*this);
    connect(&document, &Document::gestureEnded, this, &Analyses::refreshMerge);
    connect(&runner, &JobRunner::changed, this, &Analyses::noteStopped);
    refresh();
}

/// The views show what they had, and that it is not up to date.
void Analyses::noteStopped(JobId id)
{
    const auto& jobs = runner_.jobs();
    const auto job = std::find_if(jobs.begin(), jobs.end(), [id](const JobStatus& status) { return status.id == id; });
    if (job == jobs.end() || job->state != JobState::Cancelled)
        return;
    for (auto& [source, analysis] : sources_)
        if (analysis.stop(id))
            emit sourceChanged(source);
    if (agreement_.stop(id))
        emit agreementChanged();
    if (density_.stop(id))
        emit densityChanged();
    if (mergePreview_.stop(id))
        emit mergePreviewChanged();
    if (mergeCurves_.stop(id))
        emit mergeCurvesChanged();
    if (prunePreview_.stop(id))
        emit prunePreviewChanged();
    if (pruneCurves_.stop(id))
        emit pruneCurvesChanged();
}

/// Starts the job for `key` unless its result is there or under way. The lane's key is the analysis itself, so a newer
/// request replaces an older one.
template <class T>
void Analyses::compute(Analysis<T>& analysis, const QString& key, Lane lane, const QString& name,
                       std::function<Result<std::shared_ptr<const T>>(const JobContext&)> work,
                       std::function<void()> changed, std::function<Analysis<T>*()> locate)
{
    analysis.outdated = false;
    if (analysis.key == key && analysis.state != Analysis<T>::Missing)
        return;
    analysis.stopped = false;
    analysis.job = 0;
    analysis.key = key;
    analysis.state = Analysis<T>::Computing;
    analysis.error.reset();
    if (!locate)
        locate = [&analysis] { return &analysis; };
    analysis.job = runner_.start<std::shared_ptr<const T>>(lane, name, QString::number(reinterpret_cast<quintptr>(&analysis)),
                                            std::move(work),
                                            [key, changed, locate](Result<std::shared_ptr<const T>> result) {
                                                Analysis<T>* target = locate();
                                                if (!target || target->key != key)
                                                    return;  // the settings moved on while it was computed
                                                if (result) {
                                                    target->value = std::move(*result);
                                                    target->state = Analysis<T>::Ready;
                                                } else {
                                                    target->error = result.error();
                                                    target->state = Analysis<T>::Failed;
                                                    target->value.reset();
                                                }
                                                changed();
                                            });
    changed();
}

template <class T>
void Analyses::drop(Analysis<T>& analysis, ErrorCode code, const QString& reason, const std::function<void()>& changed)
{
    const bool same =
        analysis.state == Analysis<T>::Missing && analysis.error && analysis.error->detail == reason.toStdString();
    if (same)
        return;
    analysis = {};
    analysis.error = Error{code, reason.toStdString(), {}, {}, nullptr};
    changed();
}

const Analysis<SourceData>& Analyses::source(SourceId id) const
{
    static const Analysis<SourceData> none;
    const auto at = sources_.find(id);
    return at == sources_.end() ? none : at->second;
}

const SourceData* Analyses::ready(SourceId id) const
{
    return source(id).value.get();
}

QString Analyses::fisherKey(SourceId id) const
{
    return QString::number(id) + ':' + source(id).key;
}

SourceId Analyses::referenceOf(SourceId model, std::optional<FisherKind> kind) const
{
    SourceId found = 0;
    for (const SourceSettings& candidate : document_.settings().sources) {
        const SourceData* data = ready(candidate.id);
        if (candidate.referenceOf != model || model == 0 || !data || !data->opened->fisher)
            continue;
        if (!kind || data->fisher->attributes.kind == *kind)
            return candidate.id;
    }
    return found;
}

Normalization Analyses::normalization() const
{
    const MergeChoice& choice = document_.settings().merge;
    return chosenNormalization(choice).value_or(normalizationOfScales());
}

Normalization Analyses::normalizationOfScales() const
{
    const MergeChoice& choice = document_.settings().merge;
    std::vector<FisherAttributes> attributes;
    for (const SourceId id : {choice.a, choice.b})
        if (const SourceData* data = ready(id); data && data->fisher)
            attributes.push_back(data->fisher->attributes);
    return defaultNormalization(attributes);
}

void Analyses::reload(SourceId id)
{
    sources_.erase(id);
    refresh();
}

void Analyses::refresh()
{
    std::erase_if(sources_, [this](const auto& entry) { return !document_.settings().source(entry.first); });
    const std::vector<SourceSettings> sources = document_.settings().sources;
    for (const SourceSettings& source : sources)
        refreshSource(source);
    refreshAgreement();
    refreshMerge();
    refreshPrune();
}

void Analyses::refreshSource(const SourceSettings& source)
{
    Analysis<SourceData>& analysis = sources_[source.id];
    const auto number = [](const std::optional<double>& value) {
        return value ? QString::number(*value, 'g', 17) : QString();
    };
    const QString opening = openingKey(source);
    const QString key =
        QStringList{opening, number(source.batchSize), QString::number(source.lossFactor, 'g', 17), number(source.step),
                    source.reductionAssumed ? "assumed"
                    : source.sumReduction   ? "sum"
                                            : "mean"}
            .join('|');
    // Other settings of the same file need no second opening.
    const bool sameFile = analysis.value && analysis.value->openedAs == opening;
    std::shared_ptr<const Opened> opened = sameFile ? analysis.value->opened : nullptr;
    compute<SourceData>(
        analysis, key, Lane::Batch, tr("Open %1").arg(source.name),
        [source, opened](const JobContext& context) { return computeSource(source, opened, context); },
        [this, id = source.id] {
            if (this->source(id).state == Analysis<SourceData>::Ready)
                assignRoles(id);
            emit sourceChanged(id);
            refreshAgreement();
            refreshMerge();
            refreshPrune();
        },
        [this, id = source.id] {
            const auto at = sources_.find(id);
            return at == sources_.end() ? nullptr : &at->second;
        });
}

/// Gives a source that was just opened the roles that are still free: the first model is A, the second B, a reference is
/// compared with its model. Not an undo step of its own: it is part of opening.
void Analyses::assignRoles(SourceId id)
{
    const SourceData& data = *ready(id);
    Settings next = document_.settings();
    if (data.opened->checkpoint) {
        const bool recycles = data.fisher != nullptr;
        if (recycles && !next.merge.a)
            next.merge.a = id;
        else if (recycles && !next.merge.b && next.merge.a != id && next.merge.base != id)
            next.merge.b = id;
        if (!next.prune.model)
            next.prune.model = id;
        if (recycles && !next.agreement.recycled)
            next.agreement.recycled = id;
    } else if (data.isLog()) {
        if (!next.timeline.source)
            next.timeline.source = id;
        if (data.fisher && !next.agreement.recycled)
            next.agreement.recycled = id;
    } else if (data.fisher->attributes.kind == FisherKind::Exact
               || data.fisher->attributes.kind == FisherKind::Sampled) {
        const SourceSettings* settings = next.source(id);
        if (!next.agreement.exact && settings->referenceOf && settings->referenceOf == next.agreement.recycled)
            next.agreement.exact = id;
    } else if (data.fisher->attributes.kind == FisherKind::Empirical) {
        const SourceSettings* settings = next.source(id);
        if (!next.agreement.reference && (!settings->referenceOf || settings->referenceOf == next.agreement.recycled))
            next.agreement.reference = id;
    } else if (!next.agreement.recycled) {
        next.agreement.recycled = id;
    }
    if (!next.heatmap.source && data.fisher)
        next.heatmap.source = id;
    document_.adopt(next);
}

void Analyses::refreshAgreement()
{
    const AgreementChoice& choice = document_.settings().agreement;
    const auto changed = [this] {
        emit agreementChanged();
        refreshDensity();
    };
    const Analysis<SourceData>& recycled = source(choice.recycled);
    const Analysis<SourceData>& reference = source(choice.reference);
    if (!recycled.value || !recycled.value->fisher)
        return drop(agreement_, ErrorCode::Missing, tr("There is no recycled Fisher to compare."), changed);
    if (!reference.value || !reference.value->fisher)
        return drop(agreement_, ErrorCode::Missing, tr("There is no reference Fisher to compare with."), changed);
    const Analysis<SourceData>& exact = source(choice.exact);
    const AgreementInput input{recycled.value, reference.value,
                               exact.value && exact.value->fisher ? exact.value : nullptr};
    const QString key = fisherKey(choice.recycled) + "//" + fisherKey(choice.reference) + "//"
                        + (input.exact ? fisherKey(choice.exact) : QString());
    compute<AgreementData>(
        agreement_, key, Lane::Batch, tr("Compare recycled with reference"),
        [input](const JobContext& context) { return computeAgreement(input, context); }, changed);
}

void Analyses::refreshDensity()
{
    const auto changed = [this] { emit densityChanged(); };
    if (!agreement_.value)
        return drop(density_, ErrorCode::Missing, tr("There is no comparison."), changed);
    const auto agreement = agreement_.value;
    const bool ranks = document_.settings().agreement.ranks;
    const auto& tensors = agreement->report.tensors;
    const QString selected = document_.selectedTensor();
    const bool known = std::any_of(tensors.begin(), tensors.end(), [&](const TensorAgreement& tensor) {
        return tensor.name == selected.toStdString();
    });
    const QString tensor = known ? selected : QString();
    const QString key = agreement_.key + "//" + tensor + (ranks ? "//ranks" : "");
    compute<DensityData>(
        density_, key, Lane::Interactive, tr("Draw density"),
        [agreement, tensor, ranks](const JobContext& context) {
            return computeDensity(agreement, tensor, ranks, context);
        },
        changed);
}

void Analyses::refreshMerge()
{
    const Settings& settings = document_.settings();
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
    input.a = source(choice.a).value;
    input.b = source(choice.b).value;
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
        input.base = source(choice.base).value;
    const QString key =
        fisherKey(choice.a) + "//" + fisherKey(choice.b) + "//" + QString::number(choice.floor, 'g', 17);
    compute<MergePreview>(
        mergePreview_, key, Lane::Batch, tr("Look at all entries of both models"),
        [input](const JobContext& context) { return computeMergePreview(input, context); }, previewChanged);
    if (!a->task.complete() || !b->task.complete())
        return drop(mergeCurves_, ErrorCode::Missing, tr("No evaluation data are set for the two models."),
                    curvesChanged);
    const SourceId referenceA = referenceOf(choice.a, FisherKind::Empirical),
                   referenceB = referenceOf(choice.b, FisherKind::Empirical);
    if (referenceA && referenceB) {
        input.referenceA = source(referenceA).value;
        input.referenceB = source(referenceB).value;
    }
    const QString curveKey =
        key + "//" + choice.normalization + "//" + taskKey(a->task) + "//" + taskKey(b->task) + "//"
        + (referenceA && referenceB ? fisherKey(referenceA) + fisherKey(referenceB) : QString()) + "//"
        + ruleKey(choice) + "//" + (choice.fallback ? "fallback" : "")
        + (input.base ? fisherKey(choice.base) + "//" + QString::number(choice.scale, 'g', 17) : QString());
    if (document_.inGesture() && mergeCurves_.value && mergeCurves_.key != curveKey) {
        mergeCurves_.outdated = true;
        return;
    }
    compute<MergeCurves>(
        mergeCurves_, curveKey, Lane::Batch, tr("Evaluate merges"),
        [input](const JobContext& context) { return computeMergeCurves(input, context); }, curvesChanged);
}

void Analyses::refreshPrune()
{
    const Settings& settings = document_.settings();
    const PruneChoice& choice = settings.prune;
    const auto previewChanged = [this] { emit prunePreviewChanged(); };
    const auto curvesChanged = [this] { emit pruneCurvesChanged(); };
    const SourceSettings* model = settings.source(choice.model);
    const SourceData* data = ready(choice.model);
    if (!model || !data || !data->opened->checkpoint) {
        drop(prunePreview_, ErrorCode::Missing, tr("Pruning needs a model."), previewChanged);
        return drop(pruneCurves_, ErrorCode::Missing, tr("Pruning needs a model."), curvesChanged);
    }
    PruneInput input{source(choice.model).value, nullptr, model->task, choice};
    const QString key = QStringList{fisherKey(choice.model), choice.leaveSmall ? "small" : "",
                                    choice.include.join('\n'), choice.exclude.join('\n')}
                            .join("//");
    compute<PrunePreview>(
        prunePreview_, key, Lane::Batch, tr("Score all entries"),
        [input](const JobContext& context) { return computePrunePreview(input, context); }, previewChanged);
    if (!model->task.complete())
        return drop(pruneCurves_, ErrorCode::Missing, tr("No evaluation data are set for this model."), curvesChanged);
    if (const SourceId reference = referenceOf(choice.model, FisherKind::Empirical))
        input.reference = source(reference).value;
    const QString curveKey =
        QStringList{key,
                    taskKey(model->task),
                    choice.perTensor ? "tensor" : "global",
                    choice.keepZeroFisher ? "keep" : "",
                    choice.fallback ? "fallback" : "",
                    input.reference ? QString::fromStdString(input.reference->opened->path) : QString()}
            .join("//");
    compute<PruneCurves>(
        pruneCurves_, curveKey, Lane::Batch, tr("Evaluate pruned models"),
        [input](const JobContext& context) { return computePruneCurves(input, context); }, curvesChanged);
}

}  // namespace fisherlens::desktop
