// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/document/analyses.h"

#include "desktop/document/compute.h"
#include "desktop/document/edit_analyses.h"
#include "desktop/document/timeline_analysis.h"

#include <algorithm>

namespace fisherlens::desktop {
Analyses::Analyses(Document& document, JobRunner& runner, QObject* parent)
    : QObject(parent), document_(document), runner_(runner)
{
    connect(&document, &Document::settingsChanged, this, &Analyses::refresh);
    connect(&document, &Document::selectionChanged, this, &Analyses::refreshDensity);
    edits_ = new EditAnalyses(*this);
    timeline_ = new TimelineAnalysis(*this);
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
    edits_->noteStopped(id);
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
    edits_->refresh();
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
        runner_, analysis, key, Lane::Batch, tr("Open %1").arg(source.name),
        [source, opened](const JobContext& context) { return computeSource(source, opened, context); },
        [this, id = source.id] {
            if (this->source(id).state == Analysis<SourceData>::Ready)
                assignRoles(id);
            emit sourceChanged(id);
            refreshAgreement();
            edits_->refresh();
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
        runner_, agreement_, key, Lane::Batch, tr("Compare recycled with reference"),
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
        runner_, density_, key, Lane::Interactive, tr("Draw density"),
        [agreement, tensor, ranks](const JobContext& context) {
            return computeDensity(agreement, tensor, ranks, context);
        },
        changed);
}

}  // namespace fisherlens::desktop
