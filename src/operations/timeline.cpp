// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/timeline.h"

#include "base/sha256.h"
#include "stats/agreement.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace fisherlens {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

std::optional<double> beta2Of(const StateValues& group)
{
    const StateValue* betas = findValue(group, "betas");
    const auto* list = betas ? std::get_if<std::vector<double>>(betas) : nullptr;
    if (!list || list->size() < 2 || !((*list)[1] > 0 && (*list)[1] < 1))
        return std::nullopt;
    return (*list)[1];
}

std::map<std::string, std::optional<double>> beta2ByName(const LogMeta& meta)
{
    std::map<std::string, std::optional<double>> result;
    for (const LogMeta::Parameter& parameter : meta.parameters)
        if (parameter.group < meta.groups.size())
            result[parameter.name] = beta2Of(meta.groups[parameter.group]);
    return result;
}

/// What v is multiplied by at step t. Quantiles are values of entries, so one factor scales them all.
double factorOf(const Timeline& timeline, const TimelineTensor& tensor, double step)
{
    double factor = timeline.scaled ? *timeline.batchSize : 1;
    if (tensor.beta2 && step > 0)
        factor /= memoryFilled(*tensor.beta2, step);
    return factor;
}

void addRows(Timeline& timeline, const OptimizerLog& log)
{
    timeline.step.assign(log.rows.step.begin(), log.rows.step.end());
    timeline.time = log.rows.time;
    timeline.loss = log.rows.loss;
    timeline.learningRate = log.rows.learningRate;
    timeline.gradientNorm = log.rows.gradientNorm;
    timeline.batchSize = log.meta.batchSize;
    timeline.scaled = log.meta.batchSize.has_value() && log.meta.reduction != "sum";
    const auto beta2 = beta2ByName(log.meta);
    const std::optional<double> common = log.meta.groups.empty() ? std::nullopt : beta2Of(log.meta.groups.front());
    for (const LogSummary& summary : log.summaries) {
        TimelineTensor tensor;
        tensor.name = summary.name;
        const auto own = beta2.find(summary.name);
        tensor.beta2 = own == beta2.end() ? common : own->second;
        tensor.quantiles = summary.rows;
        for (std::size_t row = 0; row < tensor.quantiles.size(); ++row) {
            const double factor = factorOf(timeline, tensor, timeline.step[row]);
            for (float& value : tensor.quantiles[row])
                value = static_cast<float>(static_cast<double>(value) * factor);
        }
        timeline.tensors.push_back(std::move(tensor));
    }
}

TimelineTensor& tensorNamed(Timeline& timeline, const std::string& name)
{
    const auto at = std::find_if(timeline.tensors.begin(), timeline.tensors.end(),
                                 [&](const TimelineTensor& tensor) { return tensor.name == name; });
    if (at != timeline.tensors.end())
        return *at;
    LogQuantiles none{};
    none.fill(std::numeric_limits<float>::quiet_NaN());
    TimelineTensor tensor;
    tensor.name = name;
    tensor.quantiles.assign(timeline.step.size(), none);
    timeline.tensors.push_back(std::move(tensor));
    return timeline.tensors.back();
}

/// Accumulators of a snapshot by name.
Result<std::vector<Tensor>> accumulatorsOf(const OptimizerLog& log, std::int64_t step, const JobContext& context)
{
    FL_TRY(const Checkpoint checkpoint, checkpointOfSnapshot(log, step, context));
    std::vector<Tensor> tensors;
    if (checkpoint.optimizer)
        for (const ParameterState& state : checkpoint.optimizer->mapped)
            tensors.push_back(state.accumulator);
    return tensors;
}

/// Correlations of pairs that `earlier` has are taken over; the others are ranked.
Result<void> addSnapshots(Timeline& timeline, const Timeline* earlier, const JobContext& context)
{
    const OptimizerLog& log = *timeline.log;
    for (const LogSnapshot& snapshot : log.snapshots)
        timeline.snapshots.push_back(snapshot.step);
    std::size_t known = 0;
    if (earlier)
        while (known < earlier->snapshots.size() && known < timeline.snapshots.size()
               && earlier->snapshots[known] == timeline.snapshots[known])
            ++known;
    if (known > 0)
        for (const TimelineTensor& old : earlier->tensors) {
            TimelineTensor& tensor = tensorNamed(timeline, old.name);
            tensor.entries = old.entries;
            tensor.correlation.assign(old.correlation.begin(),
                                      old.correlation.begin()
                                          + static_cast<std::ptrdiff_t>(std::min(known - 1, old.correlation.size())));
        }
    std::vector<Tensor> before;
    const std::size_t first = known > 0 ? known - 1 : 0;
    for (std::size_t i = first; i < timeline.snapshots.size(); ++i) {
        if (i == first && known > 0 && known == timeline.snapshots.size())
            break;  // nothing new
        context.report("rank the snapshots", static_cast<double>(i) / static_cast<double>(timeline.snapshots.size()));
        FL_TRY(std::vector<Tensor> now, accumulatorsOf(log, timeline.snapshots[i], context));
        for (const Tensor& tensor : now) {
            TimelineTensor& entry = tensorNamed(timeline, tensor.info.name);
            entry.entries = tensor.info.count;
            if (i == first)
                continue;
            const auto same = std::find_if(before.begin(), before.end(), [&](const Tensor& other) {
                return other.info.name == tensor.info.name && other.info.shape == tensor.info.shape;
            });
            entry.correlation.resize(i - 1);
            if (same == before.end()) {
                entry.correlation.emplace_back();
                continue;
            }
            const std::vector<TensorPair> pairs{{tensor.info.name, *same, tensor}};
            FL_TRY(const std::optional<double> rho, spearman(pairs, context));
            entry.correlation.push_back(rho);
        }
        before = std::move(now);
    }
    for (TimelineTensor& tensor : timeline.tensors)
        tensor.correlation.resize(timeline.snapshots.empty() ? 0 : timeline.snapshots.size() - 1);
    return {};
}

/// Every segment is hashed once; its successor has to name that hash, and each the hash of meta.json.
Result<void> checkChain(Timeline& timeline, const Timeline* earlier, const JobContext& context)
{
    const OptimizerLog& log = *timeline.log;
    if (earlier) {
        timeline.hashes = earlier->hashes;
        timeline.chainIntact = earlier->chainIntact;
    }
    for (std::size_t i = timeline.hashes.size(); i < log.segments.size(); ++i) {
        const std::string& previous = log.segments[i].previousSha256;
        timeline.chainIntact = timeline.chainIntact && log.segments[i].metaSha256 == log.meta.sha256
                               && previous == (i == 0 ? std::string(64, '0') : timeline.hashes[i - 1]);
        FL_TRY(std::string hash, sha256OfFile(log.segments[i].file, context));
        timeline.hashes.push_back(std::move(hash));
    }
    timeline.chainIntact = timeline.chainIntact && !log.damage;
    return {};
}

void addTraining(Timeline& timeline, const TrainingLog& log)
{
    timeline.epochs = log.epochs;
    std::map<double, std::size_t> rows;  // step → row
    const auto each = [&](std::optional<std::size_t> index, const auto& visit) {
        if (!index)
            return;
        const TrainingSeries& series = log.series[*index];
        for (std::size_t i = 0; i < series.step.size(); ++i)
            visit(series.step[i], series.value[i], series.time[i]);
    };
    for (const auto index : {log.loss, log.learningRate, log.gradientNorm})
        each(index, [&](double step, double, double) { rows.emplace(step, 0); });
    for (auto& [step, row] : rows) {
        row = timeline.step.size();
        timeline.step.push_back(step);
    }
    for (auto* column : {&timeline.loss, &timeline.learningRate, &timeline.gradientNorm, &timeline.time})
        column->assign(timeline.step.size(), kNone);
    const auto fill = [&](std::optional<std::size_t> index, std::vector<double>& column) {
        each(index, [&](double step, double value, double time) {
            column[rows[step]] = value;
            timeline.time[rows[step]] = time;
        });
    };
    fill(log.loss, timeline.loss);
    fill(log.learningRate, timeline.learningRate);
    fill(log.gradientNorm, timeline.gradientNorm);
}

double median(std::vector<double> values)
{
    const std::size_t middle = values.size() / 2;
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(middle), values.end());
    const double upper = values[middle];
    if (values.size() % 2 == 1)
        return upper;
    return (upper + *std::max_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(middle))) / 2;
}

/// Median over the tensors of the correlation of pair k; nullopt when it is undefined for all.
std::optional<double> medianOfPair(const Timeline& timeline, std::size_t k)
{
    std::vector<double> values;
    for (const TimelineTensor& tensor : timeline.tensors)
        if (k < tensor.correlation.size() && tensor.correlation[k])
            values.push_back(*tensor.correlation[k]);
    return values.empty() ? std::nullopt : std::optional(median(std::move(values)));
}

/// The largest tensor whose ranks differ between snapshots k and k + 1: ranks of a few entries change easily.
const TimelineTensor* largestChanged(const Timeline& timeline, std::size_t k)
{
    const TimelineTensor* largest = nullptr;
    for (const TimelineTensor& tensor : timeline.tensors)
        if (k < tensor.correlation.size() && tensor.correlation[k] && *tensor.correlation[k] < kSameRanks
            && (!largest || tensor.entries > largest->entries))
            largest = &tensor;
    return largest;
}

}  // namespace

std::optional<double> Timeline::lastStep() const
{
    std::optional<double> last;
    if (!step.empty())
        last = step.back();
    if (!snapshots.empty())
        last = std::max(last.value_or(0), static_cast<double>(snapshots.back()));
    return last;
}

double memoryFilled(double beta2, double t)
{
    return t > 0 ? -std::expm1(t * std::log(beta2)) : 0;
}

double memoryFromBefore(double beta2, double s, double t)
{
    if (s <= 0 || t <= 0)
        return 0;
    if (s >= t)
        return 1;
    return std::pow(beta2, t - s) * memoryFilled(beta2, s) / memoryFilled(beta2, t);
}

Result<std::shared_ptr<const Timeline>>
readTimeline(const std::string& path, const std::shared_ptr<const Timeline>& earlier, const JobContext& context)
{
    Findings findings;
    JobContext inner = context;
    inner.findings = &findings;
    auto timeline = std::make_shared<Timeline>();
    timeline->path = path;
    const Timeline* old = earlier && earlier->path == path ? earlier.get() : nullptr;
    if (looksLikeOptimizerLog(path)) {
        FL_TRY(OptimizerLog log, openOptimizerLog(path, inner, old && old->log ? old->log.get() : nullptr));
        // A log that began anew under the same name shares nothing with the older reading.
        const bool continues = old && old->log && old->log->meta.sha256 == log.meta.sha256
                               && old->log->segments.size() <= log.segments.size() && !old->log->damage;
        timeline->log = std::make_shared<const OptimizerLog>(std::move(log));
        addRows(*timeline, *timeline->log);
        FL_CHECK(addSnapshots(*timeline, continues ? old : nullptr, inner));
        FL_CHECK(checkChain(*timeline, continues ? old : nullptr, inner));
    } else if (looksLikeTrainingLog(path)) {
        FL_TRY(TrainingLog log, openTrainingLog(path, inner));
        addTraining(*timeline, log);
        timeline->training = std::make_shared<const TrainingLog>(std::move(log));
    } else {
        return fail(ErrorCode::Unsupported, "This is neither an optimizer log nor a training log.", {path, {}, {}},
                    "Open the folder NAME.optlog that the hook wrote.");
    }
    context.report("rank the snapshots", 1);
    timeline->findings = findings.list();
    return std::shared_ptr<const Timeline>(std::move(timeline));
}

TimelineJudgement judgeTimeline(const Timeline& timeline)
{
    TimelineJudgement judgement;
    const std::size_t pairs = timeline.snapshots.empty() ? 0 : timeline.snapshots.size() - 1;
    std::vector<std::optional<double>> medians;
    for (std::size_t k = 0; k < pairs; ++k)
        medians.push_back(medianOfPair(timeline, k));
    if (std::none_of(medians.begin(), medians.end(), [](const auto& m) { return m.has_value(); }))
        return judgement;
    const auto differs = [&](std::size_t k) { return medians[k] && *medians[k] < kSameRanks; };
    std::optional<std::size_t> last, calm;  // the last pair that differs; the first that does not
    for (std::size_t k = 0; k < pairs; ++k) {
        if (differs(k))
            last = k;
        else if (medians[k] && !calm)
            calm = k;
    }
    const auto describe = [&](std::size_t k, TimelineJudgement::Kind kind) {
        judgement.kind = kind;
        judgement.step = timeline.snapshots[k];
        judgement.next = timeline.snapshots[k + 1];
        if (const TimelineTensor* tensor = largestChanged(timeline, k)) {
            judgement.tensor = tensor->name;
            judgement.correlation = *tensor->correlation[k];
            if (tensor->beta2)
                judgement.memory = memoryFromBefore(*tensor->beta2, static_cast<double>(judgement.step),
                                                    timeline.lastStep().value_or(0));
        }
        return judgement;
    };
    if (last && *last + 1 == pairs)
        return describe(*last, TimelineJudgement::StillChanging);
    if (last && calm && *calm < *last) {
        const TimelineJudgement changed = describe(*last, TimelineJudgement::NotStationary);
        if (!changed.memory || *changed.memory > kForgotten)
            return changed;
    }
    judgement = {};
    const std::size_t first = last ? *last + 1 : 0;
    judgement.kind = TimelineJudgement::Stationary;
    judgement.step = timeline.snapshots[first];
    judgement.next = timeline.snapshots.back();
    judgement.correlation = 1;
    for (std::size_t k = first; k < pairs; ++k)
        if (medians[k])
            judgement.correlation = std::min(judgement.correlation, *medians[k]);
    return judgement;
}

}  // namespace fisherlens
