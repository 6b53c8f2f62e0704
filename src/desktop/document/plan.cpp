// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/document/plan.h"

#include "desktop/document/edit_analyses.h"

#include <QCoreApplication>
#include <QLocale>

namespace fisherlens::desktop {
namespace {

const Settings& settingsOf(const Analyses& analyses)
{
    return analyses.document().settings();
}

QString nameOf(const Analyses& analyses, SourceId id)
{
    const SourceSettings* source = settingsOf(analyses).source(id);
    return source ? source->name : QString();
}

QString fisherProblem(const Analyses& analyses)
{
    const MergeChoice& choice = settingsOf(analyses).merge;
    for (const SourceId id : {choice.a, choice.b})
        if (const auto& data = analyses.source(id).value; data && !data->fisher)
            return QCoreApplication::translate("Plan", "%1 has no Fisher: nothing in it can be recycled.")
                .arg(nameOf(analyses, id));
    return QCoreApplication::translate("Plan", "The Fishers belong to none of the tensors that are merged.");
}

template <class T>
QString stateObstacle(const Analysis<T>& preview, const QString& missing, const QString& computing,
                      const QString& failed)
{
    if (preview.state == Analysis<T>::Failed)
        return failed;
    if (preview.state == Analysis<T>::Computing || preview.stale())
        return computing;
    return preview.value ? QString() : missing;
}

}  // namespace

QString methodProblem(const Analyses& analyses, const QString& method)
{
    const auto& preview = analyses.edits().mergePreview().value;
    if (method == "linear")
        return {};
    if (method == "fisher")
        return preview && !preview->weighs() ? fisherProblem(analyses) : QString();
    if (method != "task-arithmetic")
        return QCoreApplication::translate("Plan", "This method is not built yet.");
    const SourceId base = settingsOf(analyses).merge.base;
    if (!base)
        return QCoreApplication::translate("Plan", "Task arithmetic needs the base model. Choose it in Options….");
    const auto& data = analyses.source(base);
    if (data.state == Analysis<SourceData>::Failed || (data.value && !data.value->opened->checkpoint))
        return QCoreApplication::translate("Plan",
                                           "%1 cannot be the base model: it is no checkpoint that could be opened.")
            .arg(nameOf(analyses, base));
    return data.value ? QString() : QCoreApplication::translate("Plan", "The base model is being opened.");
}

QString criterionProblem(const Analyses& analyses, PruneCriterion criterion)
{
    const auto& preview = analyses.edits().prunePreview().value;
    if (!preview || preview->has(criterion))
        return {};
    const SourceId model = settingsOf(analyses).prune.model;
    const auto& data = analyses.source(model).value;
    return data && data->fisher
               ? QCoreApplication::translate("Plan", "The Fisher belongs to none of the tensors that are pruned.")
               : QCoreApplication::translate("Plan", "%1 has no Fisher: nothing in it can be recycled.")
                     .arg(nameOf(analyses, model));
}

MergeChoice effectiveMerge(const Analyses& analyses)
{
    MergeChoice choice = settingsOf(analyses).merge;
    if (!methodProblem(analyses, choice.method).isEmpty())
        choice.method = "linear";
    if (choice.other && !methodProblem(analyses, choice.other->method).isEmpty())
        choice.other->method = "linear";
    return choice;
}

PruneChoice effectivePrune(const Analyses& analyses)
{
    PruneChoice choice = settingsOf(analyses).prune;
    const auto criterion = pruneCriterionFromName(choice.criterion.toStdString());
    const PruneCriterion wanted = criterion.value_or(PruneCriterion::Fisher);
    const std::string_view used =
        name(criterionProblem(analyses, wanted).isEmpty() ? wanted : PruneCriterion::Magnitude);
    choice.criterion = QString::fromLatin1(used.data(), static_cast<qsizetype>(used.size()));
    return choice;
}

std::int64_t nonfiniteInMerge(const Analyses& analyses)
{
    const auto& preview = analyses.edits().mergePreview().value;
    if (!preview)
        return 0;
    std::int64_t sum = effectiveMerge(analyses).method == "fisher" ? preview->nonfiniteFishers() : 0;
    for (const PreviewTensor& tensor : preview->tensors())
        sum += tensor.nonfinite;
    return sum;
}

std::int64_t nonfiniteInPrune(const Analyses& analyses)
{
    const auto& preview = analyses.edits().prunePreview().value;
    const auto criterion = pruneCriterionFromName(effectivePrune(analyses).criterion.toStdString());
    return preview && criterion ? preview->nonfinite(*criterion) : 0;
}

QString mergeObstacle(const Analyses& analyses)
{
    const QString obstacle = stateObstacle(
        analyses.edits().mergePreview(),
        QCoreApplication::translate("Plan", "A merge needs two models. Choose A and B in the view Merge."),
        QCoreApplication::translate("Plan", "The entries of both models are being looked at."),
        QCoreApplication::translate("Plan", "These models cannot be merged. The view Merge says why."));
    if (!obstacle.isEmpty() || settingsOf(analyses).merge.fallback)
        return obstacle;
    const std::int64_t entries = nonfiniteInMerge(analyses);
    return entries == 0
               ? QString()
               : QCoreApplication::translate(
                     "Plan", "Entries that are not finite: %1. Let them be averaged: Options… in the view Merge.")
                     .arg(QLocale().toString(static_cast<qlonglong>(entries)));
}

QString pruneObstacle(const Analyses& analyses)
{
    const QString obstacle =
        stateObstacle(analyses.edits().prunePreview(),
                      QCoreApplication::translate("Plan", "Pruning needs a model. Choose one in the view Prune."),
                      QCoreApplication::translate("Plan", "The entries of the model are being scored."),
                      QCoreApplication::translate("Plan", "This model cannot be pruned. The view Prune says why."));
    if (!obstacle.isEmpty() || settingsOf(analyses).prune.fallback)
        return obstacle;
    const std::int64_t entries = nonfiniteInPrune(analyses);
    return entries == 0 ? QString()
                        : QCoreApplication::translate(
                              "Plan", "Entries that are not finite: %1. Let them be kept: Options… in the view Prune.")
                              .arg(QLocale().toString(static_cast<qlonglong>(entries)));
}

}  // namespace fisherlens::desktop
