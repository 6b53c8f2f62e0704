// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/document/compute.h"

#include "fisher/accumulator_scan.h"
#include "fisher/recycle.h"
#include "operations/recycle_log.h"
#include "stats/ranks.h"

#include <QFileInfo>

namespace fisherlens::desktop {
namespace {

constexpr int kCurvePoints = 21;

CurveTask curveTask(const QString& name, const TaskSettings& task, Loss loss)
{
    return {name.toStdString(), task.module.toStdString(), task.data.toStdString(), LossSettings{loss, 1}};
}

/// Recycles what can be recycled; a checkpoint without usable state is still a model, so its reason is kept, not raised.
Result<void> addFisher(SourceData& data, const SourceSettings& settings, const JobContext& context)
{
    if (data.opened->fisher) {
        data.fisher = std::make_shared<FisherFile>(*data.opened->fisher);
        return {};
    }
    if (data.opened->training)
        return {};
    if (data.opened->log) {
        auto recycled = recycleSnapshots(data.opened->path, settings.snapshots, recycleSettings(settings), context);
        if (!recycled) {
            data.fisherError = recycled.error();
            return {};
        }
        recycled->file.path = data.opened->path;
        data.fisher = std::make_shared<FisherFile>(std::move(recycled->file));
        return {};
    }
    const Checkpoint& checkpoint = *data.opened->checkpoint;
    auto recycled = recycle(checkpoint, recycleSettings(settings), context);
    if (!recycled) {
        data.fisherError = recycled.error();
        return {};
    }
    FL_CHECK(scanAccumulators(checkpoint, recycleSettings(settings), context));
    recycled->path = data.opened->path;
    data.fisher = std::make_shared<FisherFile>(std::move(*recycled));
    return {};
}

/// Agreement between the halves of a reference, and what √(2r/(1+r)) makes of it per tensor.
Result<void> addAttainable(AgreementData& data, const JobContext& context)
{
    const FisherFile& reference = *data.reference;
    data.attainable.resize(data.report.tensors.size());
    if (reference.half0.empty() || reference.half1.empty())
        return {};
    std::vector<TensorPair> pairs;
    for (const Tensor& tensor : reference.half0.tensors())
        if (const Tensor* other = reference.half1.find(tensor.info.name))
            pairs.push_back({tensor.info.name, tensor, *other});
    FL_TRY(data.halves, measureAgreement(pairs, {}, context));
    data.attainableAll = attainable(data.halves->global.spearman);
    for (std::size_t i = 0; i < data.report.tensors.size(); ++i)
        for (const TensorAgreement& half : data.halves->tensors)
            if (const Tensor* own = reference.diagonal.findMatching(data.report.tensors[i].name);
                own && own->info.name == half.name)
                data.attainable[i] = attainable(half.agreement.spearman);
    return {};
}

Result<void> addRegret(AgreementData& data, const AgreementInput& input, const JobContext& context)
{
    if (!input.recycled->opened->checkpoint)
        return {};
    std::vector<RegretTensor> tensors;
    for (const Tensor& tensor : data.recycled->diagonal.tensors()) {
        const Tensor* weights = input.recycled->opened->checkpoint->tensors.findMatching(tensor.info.name);
        const Tensor* reference = data.reference->diagonal.findMatching(tensor.info.name);
        if (weights && reference)
            tensors.push_back({tensor.info.name, *weights, tensor, *reference});
    }
    const std::vector<double> sparsities{0.25, 0.5, 0.75, 0.9};
    FL_TRY(data.regret, pruneRegret(tensors, sparsities, context));
    return {};
}

DensityOptions densityOptions()
{
    DensityOptions options;
    options.columns = options.rows = 72;
    return options;
}

}  // namespace

QString openingKey(const SourceSettings& settings)
{
    QStringList parts{settings.path, settings.mapping};
    for (const auto& [name, value] : settings.run)
        parts << name << value;
    for (const std::int64_t step : settings.snapshots)
        parts << QString::number(step);
    return parts.join('\n');
}

Result<std::shared_ptr<const SourceData>> computeSource(const SourceSettings& settings,
                                                        std::shared_ptr<const Opened> opened, const JobContext& context)
{
    auto data = std::make_shared<SourceData>();
    Findings findings;
    JobContext inner = context;
    inner.findings = &findings;
    if (!opened) {
        OpenOptions options;
        options.path = settings.path.toStdString();
        options.mappingPath = settings.mapping.toStdString();
        FL_TRY(Opened fresh, open(options, inner));
        if (fresh.checkpoint && !settings.run.empty()) {
            TrainingRun& run = fresh.checkpoint->run;
            for (const auto& [name, value] : settings.run)
                run.set(name.toStdString(), value.toStdString(), "typed");
            deriveBatch(run);
        }
        opened = std::make_shared<const Opened>(std::move(fresh));
    }
    data->opened = std::move(opened);
    data->openedAs = openingKey(settings);
    if (!data->opened->checkpoint && !data->opened->fisher && !data->isLog())
        return fail(ErrorCode::Unsupported, "This file holds arrays but no model and no Fisher diagonal.",
                    {data->opened->path, {}, {}}, "Choose it as the data file of a reference or an evaluation.");
    FL_CHECK(addFisher(*data, settings, inner));
    if (data->fisher) {
        FL_TRY(DiagonalSummary summary, summarise(*data->fisher, inner));
        data->summary = std::make_shared<const DiagonalSummary>(std::move(summary));
    }
    data->findings = data->opened->findings;
    for (Finding& finding : findings.list())
        data->findings.push_back(std::move(finding));
    return std::shared_ptr<const SourceData>(std::move(data));
}

Result<std::shared_ptr<const AgreementData>> computeAgreement(const AgreementInput& input, const JobContext& context)
{
    auto data = std::make_shared<AgreementData>();
    data->recycled = input.recycled->fisher;
    data->reference = input.reference->fisher;
    FL_TRY(const auto pairs, pairDiagonals(data->recycled->diagonal, data->reference->diagonal));
    // The picture has the reference on x and the recycled estimate on y; the passes of the ranks count it as they go.
    FL_TRY(LogDensityCounter density, LogDensityCounter::of(pairs, densityOptions(), true));
    AgreementOptions options;
    options.visitor = &density;
    FL_TRY(data->report, measureAgreement(pairs, options, context));
    data->density = density.density();
    FL_CHECK(addAttainable(*data, context));
    auto ladder =
        measureLadder(*data->recycled, *data->reference, input.exact ? input.exact->fisher.get() : nullptr, context);
    if (ladder)
        data->ladder = std::move(*ladder);
    else if (ladder.error().code == ErrorCode::Cancelled)
        return fail(ladder.error());
    else
        data->ladderError = ladder.error();
    FL_CHECK(addRegret(*data, input, context));
    return std::shared_ptr<const AgreementData>(std::move(data));
}

Result<std::shared_ptr<const DensityData>> computeDensity(std::shared_ptr<const AgreementData> agreement,
                                                          const QString& tensor, bool ranks, const JobContext& context)
{
    auto data = std::make_shared<DensityData>();
    data->tensor = tensor;
    data->ranks = ranks;
    if (tensor.isEmpty() && !ranks) {
        data->density = agreement->density;
        return std::shared_ptr<const DensityData>(std::move(data));
    }
    FL_TRY(auto pairs,
           pairDiagonals(agreement->recycled->diagonal, agreement->reference->diagonal, tensor.toStdString()));
    for (TensorPair& pair : pairs)
        std::swap(pair.a, pair.b);
    FL_TRY(data->density,
           ranks ? rankDensity(pairs, densityOptions(), context) : logDensity(pairs, densityOptions(), context));
    return std::shared_ptr<const DensityData>(std::move(data));
}

Result<std::shared_ptr<const MergePreview>> computeMergePreview(const MergeInput& input, const JobContext& context)
{
    const MergeModel a{"A", &input.a->opened->checkpoint->tensors, input.a->fisher.get(), nullptr};
    const MergeModel b{"B", &input.b->opened->checkpoint->tensors, input.b->fisher.get(), nullptr};
    MergePreviewSettings settings;
    settings.floor = input.floor;
    return MergePreview::measure(a, b, settings, context);
}

Result<std::shared_ptr<const MergeCurves>> computeMergeCurves(const MergeInput& input, const JobContext& context)
{
    FL_TRY(const Loss lossA, lossFromName(input.taskA.loss.toStdString()));
    FL_TRY(const Loss lossB, lossFromName(input.taskB.loss.toStdString()));
    MergeCurveRequest request;
    const auto model = [](const QString& name, const SourceData& data, const SourceData* reference) {
        return CurveModel{name.toStdString(), &data.opened->checkpoint->tensors, data.fisher.get(),
                          reference ? reference->fisher.get() : nullptr};
    };
    request.a = model(input.nameA, *input.a, input.referenceA.get());
    request.b = model(input.nameB, *input.b, input.referenceB.get());
    request.tasks = {curveTask(input.nameA, input.taskA, lossA), curveTask(input.nameB, input.taskB, lossB)};
    if (input.a->fisher && input.b->fisher)
        request.methods.push_back(CurveMethod::FisherRecycled);
    if (input.referenceA && input.referenceB)
        request.methods.push_back(CurveMethod::FisherReference);
    request.methods.push_back(CurveMethod::Linear);
    if (input.base) {
        request.methods.push_back(CurveMethod::TaskArithmetic);
        request.base = &input.base->opened->checkpoint->tensors;
    }
    for (int i = 0; i < kCurvePoints; ++i)
        request.shares.push_back(static_cast<double>(i) / (kCurvePoints - 1));
    request.normalization = input.normalization;
    request.floor = input.floor;
    request.scale = input.scale;
    request.fallback = input.fallback;
    request.rules = input.rules;
    FL_TRY(MergeCurves curves, evaluatedMergeCurves(request, context));
    return std::make_shared<const MergeCurves>(std::move(curves));
}

PruneSettings pruneSettings(const PruneChoice& choice, const Catalogue& tensors)
{
    PruneSettings settings;
    settings.criterion = pruneCriterionFromName(choice.criterion.toStdString()).value_or(PruneCriterion::Fisher);
    settings.sparsity = choice.sparsity;
    settings.perTensor = choice.perTensor;
    settings.keepZeroFisher = choice.keepZeroFisher;
    settings.fallback = choice.fallback;
    if (choice.leaveSmall)
        settings.exclude = smallAndEmbeddings(tensors);
    for (const QString& glob : choice.include)
        settings.include.push_back(glob.toStdString());
    for (const QString& glob : choice.exclude)
        settings.exclude.push_back(glob.toStdString());
    return settings;
}

Result<std::shared_ptr<const PrunePreview>> computePrunePreview(const PruneInput& input, const JobContext& context)
{
    const Catalogue& tensors = input.model->opened->checkpoint->tensors;
    return PrunePreview::measure(tensors, input.model->fisher.get(), pruneSettings(input.choice, tensors), context);
}

Result<std::shared_ptr<const PruneCurves>> computePruneCurves(const PruneInput& input, const JobContext& context)
{
    FL_TRY(const Loss loss, lossFromName(input.task.loss.toStdString()));
    PruneCurveRequest request;
    request.tensors = &input.model->opened->checkpoint->tensors;
    request.recycled = input.model->fisher.get();
    request.reference = input.reference ? input.reference->fisher.get() : nullptr;
    request.task = curveTask("task", input.task, loss);
    if (request.recycled)
        request.choices.push_back({PruneCriterion::Fisher, false});
    if (request.reference)
        request.choices.push_back({PruneCriterion::Fisher, true});
    request.choices.push_back({PruneCriterion::Magnitude, false});
    if (request.recycled)
        request.choices.push_back({PruneCriterion::FisherOnly, false});
    request.choices.push_back({PruneCriterion::Random, false});
    for (int i = 0; i < kCurvePoints; ++i)
        request.sparsities.push_back(i < kCurvePoints - 1 ? static_cast<double>(i) / (kCurvePoints - 1) : 0.98);
    request.settings = pruneSettings(input.choice, *request.tensors);
    FL_TRY(PruneCurves curves, evaluatedPruneCurves(request, context));
    return std::make_shared<const PruneCurves>(std::move(curves));
}

}  // namespace fisherlens::desktop
