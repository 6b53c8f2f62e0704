// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/document/tensor_filter.h"
#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/timeline_view.h"
#include "desktop/views/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fisherlens::desktop {
namespace {

constexpr std::size_t kMaxRows = 24, kMaxColumns = 160;

/// Unit of the time axis: seconds, minutes or hours, by how long the run took.
struct TimeUnit {
    double seconds;
    QString label;
};

double firstTime(const Timeline& timeline)
{
    for (const double time : timeline.time)
        if (std::isfinite(time))
            return time;
    return 0;
}

TimeUnit timeUnit(const Timeline& timeline)
{
    double last = firstTime(timeline);
    for (const double time : timeline.time)
        if (std::isfinite(time))
            last = std::max(last, time);
    const double length = last - firstTime(timeline);
    if (length > 2 * 3600)
        return {3600, QCoreApplication::translate("TimelineView", "time, hours")};
    if (length > 120)
        return {60, QCoreApplication::translate("TimelineView", "time, minutes")};
    return {1, QCoreApplication::translate("TimelineView", "time, seconds")};
}

/// y over x by linear interpolation; beyond the ends the last slope goes on.
double interpolated(const std::vector<double>& x, const std::vector<double>& y, double at)
{
    if (x.empty())
        return at;
    if (x.size() == 1)
        return y.front();
    const auto above = std::lower_bound(x.begin() + 1, x.end() - 1, at);
    const auto i = static_cast<std::size_t>(above - x.begin());
    const double span = x[i] - x[i - 1];
    return span > 0 ? y[i - 1] + (y[i] - y[i - 1]) * (at - x[i - 1]) / span : y[i];
}

/// Rows whose time is known: steps and times in the unit of the axis.
struct Clock {
    std::vector<double> step, position;
};

Clock clockOf(const Timeline& timeline)
{
    Clock clock;
    const double first = firstTime(timeline), unit = timeUnit(timeline).seconds;
    for (std::size_t i = 0; i < timeline.step.size(); ++i)
        if (std::isfinite(timeline.time[i])
            && (clock.position.empty() || (timeline.time[i] - first) / unit > clock.position.back())) {
            clock.step.push_back(timeline.step[i]);
            clock.position.push_back((timeline.time[i] - first) / unit);
        }
    return clock;
}

std::vector<double> positions(const Timeline& timeline, bool byTime)
{
    if (!byTime)
        return timeline.step;
    const Clock clock = clockOf(timeline);
    std::vector<double> result;
    for (const double step : timeline.step)
        result.push_back(interpolated(clock.step, clock.position, step));
    return result;
}

SeriesSpec column(const QString& name, const std::vector<double>& x, const std::vector<double>& y)
{
    SeriesSpec series;
    series.name = name;
    series.ink = {Ink::Muted, 0};
    for (std::size_t i = 0; i < y.size(); ++i)
        if (std::isfinite(y[i])) {
            series.x.push_back(x[i]);
            series.y.push_back(y[i]);
        }
    return series;
}

TimelineSpec::Panel bandPanel(const TimelineInput& input, const TimelineTensor& tensor, const std::vector<double>& x)
{
    TimelineSpec::Panel panel;
    panel.weight = 4;
    panel.y.logarithmic = true;
    const QString name = QString::fromStdString(tensor.name);
    panel.y.label = input.timeline->scaled && tensor.beta2 ? QCoreApplication::translate("TimelineView", "recycled")
                                                           : QCoreApplication::translate("TimelineView", "accumulator");
    panel.note = QCoreApplication::translate("TimelineView", "%1 · 5–95 %, 25–75 %, median").arg(name);
    // A logarithmic axis has no zero: entries without a gradient lie below everything else.
    float lowest = std::numeric_limits<float>::infinity();
    for (const LogQuantiles& row : tensor.quantiles)
        for (const float value : row)
            if (value > 0)
                lowest = std::min(lowest, value);
    const double floor = std::isfinite(lowest) ? static_cast<double>(lowest) / 10 : 1e-30;
    const auto band = [&](const QString& label, std::size_t low, std::size_t high) {
        SeriesSpec series;
        series.name = label;
        series.ink = {Ink::Source, input.colour};
        for (std::size_t i = 0; i < tensor.quantiles.size(); ++i) {
            const auto value = [&](std::size_t q) {
                return std::max(static_cast<double>(tensor.quantiles[i][q]), floor);
            };
            if (!std::isfinite(tensor.quantiles[i][low]) || !std::isfinite(tensor.quantiles[i][high]))
                continue;
            series.x.push_back(x[i]);
            series.y.push_back(value(high));
            if (low != high)
                series.lower.push_back(value(low));
        }
        panel.series.push_back(std::move(series));
    };
    band("5-95 %", 2, 6);
    band("25-75 %", 3, 5);
    band(QCoreApplication::translate("TimelineView", "median"), 4, 4);
    // The 1st to 99th percentiles bound the axis, so that a few extreme entries do not flatten the bands.
    double low = std::numeric_limits<double>::infinity();
    for (const SeriesSpec& series : panel.series)
        for (const double value : series.lower.empty() ? series.y : series.lower)
            if (value > floor)
                low = std::min(low, value);
    if (std::isfinite(low))
        panel.y.low = low / 2;
    return panel;
}

/// Tensors of the strip: all that the filter lets through, or those of them whose ranks changed most. A log has no shapes.
std::vector<const TimelineTensor*> stripTensors(const Timeline& timeline, const TimelineTensor* selected,
                                                const TensorFilter& filter)
{
    std::vector<const TimelineTensor*> all;
    for (const TimelineTensor& tensor : timeline.tensors)
        if (filter.matches(QString::fromStdString(tensor.name), {}, tensor.entries, DType::F32)
            && std::any_of(tensor.correlation.begin(), tensor.correlation.end(),
                           [](const auto& value) { return value.has_value(); }))
            all.push_back(&tensor);
    if (all.size() <= kMaxRows)
        return all;
    const auto lowest = [&](const TimelineTensor* tensor) {
        if (tensor == selected)
            return -2.0;
        double low = 1;
        for (const auto& value : tensor->correlation)
            low = std::min(low, value.value_or(1));
        return low;
    };
    std::vector<const TimelineTensor*> chosen = all;
    std::stable_sort(chosen.begin(), chosen.end(), [&](const auto* a, const auto* b) { return lowest(a) < lowest(b); });
    chosen.resize(kMaxRows);
    std::vector<const TimelineTensor*> ordered;
    for (const TimelineTensor* tensor : all)
        if (std::find(chosen.begin(), chosen.end(), tensor) != chosen.end())
            ordered.push_back(tensor);
    return ordered;
}

std::optional<TimelineSpec::Strip> strip(const TimelineInput& input, const TimelineTensor* shown)
{
    const Timeline& timeline = *input.timeline;
    const auto tensors = stripTensors(timeline, shown, TensorFilter(input.filter));
    if (tensors.empty())
        return std::nullopt;
    TimelineSpec::Strip result;
    const std::size_t pairs = timeline.snapshots.size() - 1, group = (pairs + kMaxColumns - 1) / kMaxColumns;
    for (std::size_t k = 0; k < pairs; k += group)
        result.edges.push_back(timelinePosition(timeline, static_cast<double>(timeline.snapshots[k]), input.byTime));
    result.edges.push_back(timelinePosition(timeline, static_cast<double>(timeline.snapshots.back()), input.byTime));
    double low = 1;
    for (const TimelineTensor* tensor : tensors) {
        if (tensor == shown)
            result.selected = static_cast<int>(result.rows.size());
        result.rows << QString::fromStdString(tensor->name);
        for (std::size_t k = 0; k < pairs; k += group) {
            double value = kUnset;  // of a group the lowest: a change is not hidden
            for (std::size_t i = k; i < std::min(k + group, pairs); ++i)
                if (tensor->correlation[i] && !(value <= *tensor->correlation[i]))
                    value = *tensor->correlation[i];
            result.values.push_back(value);
            if (!std::isnan(value))
                low = std::min(low, value);
        }
    }
    // At least down to 0.6 as drawn, so that small differences keep their quiet colours.
    result.low = std::clamp(std::floor(low * 10) / 10, -1.0, 0.6);
    result.weight = 3;
    result.title = QCoreApplication::translate("TimelineView", "rank correlation with the snapshot before · %1 to 1")
                       .arg(QLocale().toString(result.low, 'f', 1));
    return result;
}

QString stepText(double step)
{
    return QLocale().toString(static_cast<qlonglong>(std::llround(step)));
}

QString percent(double share)
{
    return QLocale().toString(100 * share, 'f', 0);
}

/// How full the memory of the average is at the last step; of the largest tensor.
QString memoryText(const Timeline& timeline)
{
    const TimelineTensor* tensor = shownTensor(timeline, {});
    const auto last = timeline.lastStep();
    if (!tensor || !tensor->beta2 || !last)
        return {};
    return QCoreApplication::translate("TimelineView", "The average has filled %1 % of its memory.")
        .arg(percent(memoryFilled(*tensor->beta2, *last)));
}

}  // namespace

bool hasTimes(const Timeline& timeline)
{
    return clockOf(timeline).step.size() > 1;
}

double timelinePosition(const Timeline& timeline, double step, bool byTime)
{
    if (!byTime)
        return step;
    const Clock clock = clockOf(timeline);
    return interpolated(clock.step, clock.position, step);
}

double timelineStep(const Timeline& timeline, double position, bool byTime)
{
    if (!byTime)
        return position;
    const Clock clock = clockOf(timeline);
    return interpolated(clock.position, clock.step, position);
}

const TimelineTensor* shownTensor(const Timeline& timeline, const QString& selected)
{
    const TimelineTensor* largest = nullptr;
    for (const TimelineTensor& tensor : timeline.tensors) {
        if (QString::fromStdString(tensor.name) == selected)
            return &tensor;
        if (!largest || tensor.entries > largest->entries)
            largest = &tensor;
    }
    return largest;
}

TimelineSpec timelinePicture(const TimelineInput& input)
{
    const Timeline& timeline = *input.timeline;
    TimelineSpec spec;
    spec.x.label = input.byTime      ? timeUnit(timeline).label
                   : timeline.epochs ? QCoreApplication::translate("TimelineView", "epoch")
                                     : QCoreApplication::translate("TimelineView", "optimizer step");
    const std::vector<double> x = positions(timeline, input.byTime);
    const TimelineTensor* shown = shownTensor(timeline, input.tensor);
    if (shown)
        spec.panels.push_back(bandPanel(input, *shown, x));
    if (shown)
        spec.strip = strip(input, shown);
    const auto add = [&](const QString& name, const QString& label, const std::vector<double>& values, int weight,
                         bool logarithmic) {
        SeriesSpec series = column(name, x, values);
        if (series.x.empty())
            return;
        TimelineSpec::Panel panel;
        panel.y.label = label;
        // A logarithmic axis needs some powers to label.
        const auto [low, high] = std::minmax_element(series.y.begin(), series.y.end());
        panel.y.logarithmic = logarithmic && *low > 0 && *high > 30 * *low;
        if (!panel.y.logarithmic)
            panel.y.low = std::min(0.0, *std::min_element(series.y.begin(), series.y.end()));
        panel.weight = weight;
        panel.series.push_back(std::move(series));
        spec.panels.push_back(std::move(panel));
    };
    const QString loss = QCoreApplication::translate("TimelineView", "loss"),
                  rate = QCoreApplication::translate("TimelineView", "lr");
    add(loss, loss, timeline.loss, 2, true);
    add(QCoreApplication::translate("TimelineView", "gradient norm"), QStringLiteral("\u2016g\u2016"),
        timeline.gradientNorm, shown ? 1 : 2, true);
    add(rate, rate, timeline.learningRate, 1, false);
    if (input.cursor)
        spec.cursor = timelinePosition(timeline, *input.cursor, input.byTime);
    const TimelineJudgement judgement = judgeTimeline(timeline);
    if (judgement.kind == TimelineJudgement::NotStationary || judgement.kind == TimelineJudgement::StillChanging) {
        spec.mark = timelinePosition(timeline, static_cast<double>(judgement.step), input.byTime);
        spec.markText = QCoreApplication::translate("TimelineView", "ranks change");
    }
    return spec;
}

QString timelineConclusion(const Timeline& timeline)
{
    const TimelineJudgement judgement = judgeTimeline(timeline);
    const QString step = stepText(static_cast<double>(judgement.step));
    switch (judgement.kind) {
    case TimelineJudgement::StillChanging:
        return QCoreApplication::translate("TimelineView", "Still changing at step %1.")
            .arg(stepText(static_cast<double>(judgement.next)));
    case TimelineJudgement::NotStationary:
        return QCoreApplication::translate("TimelineView", "Not stationary after step %1.").arg(step);
    case TimelineJudgement::Stationary:
        return QCoreApplication::translate("TimelineView", "Stationary since step %1.").arg(step);
    case TimelineJudgement::CannotJudge: break;
    }
    return QCoreApplication::translate("TimelineView", "Stationarity cannot be judged.");
}

QString timelineReason(const Timeline& timeline)
{
    const TimelineJudgement judgement = judgeTimeline(timeline);
    const QString step = stepText(static_cast<double>(judgement.step)),
                  next = stepText(static_cast<double>(judgement.next)),
                  tensor = QString::fromStdString(judgement.tensor), rho = fixedNumber(judgement.correlation, 2);
    switch (judgement.kind) {
    case TimelineJudgement::StillChanging:
        return QCoreApplication::translate("TimelineView",
                                           "Ranks of %1 agree by %2 only between the snapshots at %3 and %4. Wait for "
                                           "snapshots that agree before recycling.")
            .arg(tensor, rho, step, next);
    case TimelineJudgement::NotStationary:
        if (judgement.memory)
            return QCoreApplication::translate("TimelineView",
                                               "Ranks of %1 fell to %2 between the snapshots at %3 and %4; %5 % of the "
                                               "average's memory is still from before. Recycle from the last "
                                               "snapshots, or wait.")
                .arg(tensor, rho, step, next, percent(*judgement.memory));
        return QCoreApplication::translate(
                   "TimelineView", "Ranks of %1 fell to %2 between the snapshots at %3 and %4. Recycle from the "
                                   "last snapshots, or wait.")
            .arg(tensor, rho, step, next);
    case TimelineJudgement::Stationary: {
        const QString reason =
            QCoreApplication::translate("TimelineView",
                                        "Ranks of consecutive snapshots agree by %1 or more (median over the tensors). "
                                        "Any snapshot since then can be recycled.")
                .arg(rho);
        const QString memory = memoryText(timeline);
        return memory.isEmpty() ? reason : reason + ' ' + memory;
    }
    case TimelineJudgement::CannotJudge: break;
    }
    if (!timeline.log)
        return QCoreApplication::translate("TimelineView",
                                           "A training log holds no accumulator: it shows loss, gradient norm and "
                                           "learning rate only. The hook writes a log with snapshots.");
    const QString memory = memoryText(timeline);
    const QString reason = QCoreApplication::translate(
        "TimelineView", "The log holds fewer than two snapshots of the accumulator, so there is nothing to compare.");
    return memory.isEmpty() ? reason : reason + ' ' + memory;
}

}  // namespace fisherlens::desktop
