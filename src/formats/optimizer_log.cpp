// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/optimizer_log.h"

#include "formats/containers/hdf5.h"
#include "formats/hdf5_writer.h"
#include "formats/layouts/layout.h"
#include "formats/mapping.h"
#include "formats/optimizer_log_meta.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <limits>
#include <map>
#include <set>
#include <system_error>

namespace fisherlens {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSummary = "summary/";
constexpr std::string_view kSnapshot = "snapshot/";
constexpr std::uint64_t kMaxSummaryBytes = std::uint64_t{1} << 30U;
constexpr std::int64_t kMaxRows = 50'000'000;
constexpr std::uint64_t kMaxSegments = 10'000'000;

std::string segmentFile(const std::string& folder, std::uint64_t number)
{
    const std::string digits = std::to_string(number);
    return folder + "/seg-" + std::string(8 - std::min<std::size_t>(8, digits.size()), '0') + digits + ".h5";
}

/// The largest number of a segment in the folder; 0 when there is none.
std::uint64_t lastSegment(const std::string& folder)
{
    std::uint64_t last = 0;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        if (const auto number = segmentNumber(at->path().filename().string()))
            last = std::max(last, *number);
    return std::min(last, kMaxSegments);
}

/// "snapshot/400/fc1.weight" → (400, "fc1.weight").
std::optional<std::pair<std::int64_t, std::string>> snapshotTensor(std::string_view path)
{
    if (!path.starts_with(kSnapshot))
        return std::nullopt;
    path.remove_prefix(kSnapshot.size());
    std::int64_t step = -1;
    const auto [end, error] = std::from_chars(path.data(), path.data() + path.size(), step);
    if (error != std::errc() || step < 0 || end == path.data() + path.size() || *end != '/')
        return std::nullopt;
    return std::pair(step, tensorNameOfHdf5(path.substr(static_cast<std::size_t>(end - path.data()) + 1)));
}

std::string textAttribute(const Hdf5File& file, const std::string& path, const std::string& name)
{
    const Hdf5Attribute* value = file.attribute(path, name);
    const auto* text = value ? std::get_if<std::string>(value) : nullptr;
    return text ? *text : std::string();
}

std::optional<double> numberAttribute(const Hdf5File& file, const std::string& path, const std::string& name)
{
    const Hdf5Attribute* value = file.attribute(path, name);
    if (!value)
        return std::nullopt;
    if (const auto* real = std::get_if<double>(value))
        return *real;
    if (const auto* integer = std::get_if<std::int64_t>(value))
        return static_cast<double>(*integer);
    return std::nullopt;
}

/// What one segment holds.
struct SegmentContent {
    LogSegment segment;
    LogRows rows;
    std::vector<LogSummary> summaries;
    std::optional<std::int64_t> snapshot;
};

class SegmentReader {
public:
    SegmentReader(const Hdf5File& file, std::string path) : file_(file), path_(std::move(path)) {}

    Result<SegmentContent> read()
    {
        SegmentContent content;
        content.segment.previousSha256 = textAttribute(file_, "", "previous_sha256");
        content.segment.metaSha256 = textAttribute(file_, "", "meta_sha256");
        FL_CHECK(readRows(content.rows));
        for (const Tensor& tensor : file_.tensors.tensors()) {
            const std::string& name = tensor.info.name;
            if (name.starts_with(kSummary)) {
                FL_TRY(LogSummary summary, readSummary(tensor));
                content.summaries.push_back(std::move(summary));
            } else if (const auto snapshot = snapshotTensor(name)) {
                content.snapshot = std::max(content.snapshot.value_or(0), snapshot->first);
            }
        }
        return content;
    }

private:
    Failure odd(const std::string& name, std::string detail) const
    {
        return fail(ErrorCode::Damaged, std::move(detail), {path_, name, {}},
                    "Copy the log again from where it is whole.");
    }

    Result<void> readRows(LogRows& rows)
    {
        const Tensor* steps = file_.tensors.find("step");
        if (steps) {
            if (steps->info.shape.size() != 1 || steps->info.count > kMaxRows || isComplex(steps->info.dtype))
                return odd("step", "The steps of the segment are no list of numbers.");
            FL_TRY(const auto values, readAll(*steps));
            for (const double value : values) {
                if (!(value >= 0 && value < 0x1p53) || value != std::floor(value)
                    || (!rows.step.empty() && static_cast<std::int64_t>(value) <= rows.step.back()))
                    return odd("step", "The steps of the segment do not increase.");
                rows.step.push_back(static_cast<std::int64_t>(value));
            }
        }
        count_ = static_cast<std::int64_t>(rows.step.size());
        FL_TRY(rows.loss, column("loss"));
        FL_TRY(rows.learningRate, column("lr"));
        FL_TRY(rows.gradientNorm, column("grad_norm"));
        FL_TRY(rows.time, column("time"));
        return {};
    }

    Result<std::vector<double>> column(const std::string& name)
    {
        const Tensor* tensor = file_.tensors.find(name);
        if (!tensor)
            return std::vector<double>(static_cast<std::size_t>(count_), std::numeric_limits<double>::quiet_NaN());
        if (tensor->info.shape != Shape{count_} || isComplex(tensor->info.dtype))
            return odd(name, "The segment has " + std::to_string(count_) + " steps, but this column has the shape "
                                 + shapeText(tensor->info.shape) + ".");
        return readAll(*tensor);
    }

    Result<LogSummary> readSummary(const Tensor& tensor)
    {
        LogSummary summary;
        summary.name = tensorNameOfHdf5(std::string_view(tensor.info.name).substr(kSummary.size()));
        if (tensor.info.shape != Shape{count_, static_cast<std::int64_t>(kLogQuantiles.size())}
            || !isFloating(tensor.info.dtype))
            return odd(tensor.info.name, "The summary has the shape " + shapeText(tensor.info.shape) + " instead of "
                                             + shapeText({count_, static_cast<std::int64_t>(kLogQuantiles.size())})
                                             + ".");
        FL_TRY(const auto values, readAll(tensor));
        summary.rows.resize(static_cast<std::size_t>(count_));
        for (std::size_t i = 0; i < values.size(); ++i)
            summary.rows[i / kLogQuantiles.size()][i % kLogQuantiles.size()] = static_cast<float>(values[i]);
        return summary;
    }

    const Hdf5File& file_;
    std::string path_;
    std::int64_t count_ = 0;
};

Result<SegmentContent> readSegment(const std::string& path, std::uint64_t number, const JobContext& context)
{
    FL_TRY(const auto source, ByteSource::open(path));
    if (!looksLikeHdf5(*source))
        return fail(ErrorCode::Damaged, "The segment is no HDF5 file: it is damaged or cut off.", {path, {}, {}});
    FL_TRY(const Hdf5File file, openHdf5(source, context));
    FL_TRY(SegmentContent content, SegmentReader(file, path).read());
    FL_CHECK(source->checkUnchanged());
    content.segment.number = number;
    content.segment.file = path;
    return content;
}

/// Rows from index `keep` on go.
void cutRows(OptimizerLog& log, std::size_t keep)
{
    log.rows.step.resize(keep);
    for (auto* column : {&log.rows.loss, &log.rows.learningRate, &log.rows.gradientNorm, &log.rows.time})
        column->resize(keep);
    for (LogSummary& summary : log.summaries)
        summary.rows.resize(keep);
}

void findRestart(OptimizerLog& log, const SegmentContent& content, const JobContext& context)
{
    const std::int64_t first = !content.rows.step.empty() ? content.rows.step.front() : content.snapshot.value_or(-1);
    const std::int64_t last = std::max(log.rows.step.empty() ? -1 : log.rows.step.back(),
                                       log.snapshots.empty() ? -1 : log.snapshots.back().step);
    // A segment with nothing but a snapshot may repeat the step of the row before it.
    const bool again = !content.rows.step.empty() ? first <= last : first < last;
    if (first < 0 || !again)
        return;
    cutRows(log, static_cast<std::size_t>(std::lower_bound(log.rows.step.begin(), log.rows.step.end(), first)
                                          - log.rows.step.begin()));
    std::erase_if(log.snapshots, [first](const LogSnapshot& snapshot) { return snapshot.step >= first; });
    context.find({Severity::Information,
                  "log-restarted",
                  {content.segment.file, {}, {}},
                  "The run was continued from step " + std::to_string(first) + " after it had reached step "
                      + std::to_string(last) + "; what it did again replaces what was there.",
                  ""});
}

Result<void> append(OptimizerLog& log, SegmentContent content, const JobContext& context)
{
    findRestart(log, content, context);
    const std::size_t before = log.rows.size(), added = content.rows.size();
    log.rows.step.insert(log.rows.step.end(), content.rows.step.begin(), content.rows.step.end());
    const auto extend = [](std::vector<double>& to, const std::vector<double>& from) {
        to.insert(to.end(), from.begin(), from.end());
    };
    extend(log.rows.loss, content.rows.loss);
    extend(log.rows.learningRate, content.rows.learningRate);
    extend(log.rows.gradientNorm, content.rows.gradientNorm);
    extend(log.rows.time, content.rows.time);
    LogQuantiles none{};
    none.fill(std::numeric_limits<float>::quiet_NaN());
    std::map<std::string_view, LogSummary*> byName;
    for (LogSummary& summary : log.summaries)
        byName[summary.name] = &summary;
    std::vector<LogSummary> fresh;
    for (LogSummary& summary : content.summaries) {
        if (const auto at = byName.find(summary.name); at != byName.end()) {
            at->second->rows.insert(at->second->rows.end(), summary.rows.begin(), summary.rows.end());
        } else {
            LogSummary padded{summary.name, std::vector<LogQuantiles>(before, none)};
            padded.rows.insert(padded.rows.end(), summary.rows.begin(), summary.rows.end());
            fresh.push_back(std::move(padded));
        }
    }
    for (LogSummary& summary : fresh)
        log.summaries.push_back(std::move(summary));
    for (LogSummary& summary : log.summaries)
        summary.rows.resize(before + added, none);
    if (log.rows.size() * std::max<std::size_t>(log.summaries.size(), 1) * sizeof(LogQuantiles) > kMaxSummaryBytes)
        return fail(ErrorCode::Unsupported, "The log has more rows than fit 1 GiB of memory.", {log.path, {}, {}},
                    "Log fewer rows: a larger `every` of the hook.");
    if (content.snapshot)
        log.snapshots.push_back({*content.snapshot, log.segments.size()});
    log.segments.push_back(std::move(content.segment));
    return {};
}

/// Parameters first, in the model's order; others as they came.
void sortSummaries(OptimizerLog& log)
{
    std::map<std::string_view, std::size_t> place;
    for (std::size_t i = 0; i < log.meta.parameters.size(); ++i)
        place.emplace(log.meta.parameters[i].name, i);
    const auto key = [&](const LogSummary& summary) {
        const auto at = place.find(summary.name);
        return at == place.end() ? log.meta.parameters.size() : at->second;
    };
    std::stable_sort(log.summaries.begin(), log.summaries.end(),
                     [&](const LogSummary& a, const LogSummary& b) { return key(a) < key(b); });
}

std::string listOf(const std::vector<LogSnapshot>& snapshots)
{
    std::string text;
    const std::size_t shown = std::min<std::size_t>(snapshots.size(), 20);
    for (std::size_t i = 0; i < shown; ++i)
        text += (i ? ", " : "") + std::to_string(snapshots[i].step);
    if (shown < snapshots.size())
        text += ", ... " + std::to_string(snapshots.back().step);
    return text;
}

Result<LogSnapshot> chooseSnapshot(const OptimizerLog& log, std::optional<std::int64_t> step)
{
    const Where where{log.path, {}, {}};
    if (log.snapshots.empty())
        return fail(ErrorCode::Unsupported,
                    "The log holds no snapshot of the accumulator, so there is nothing to recycle.", where,
                    "Set snapshot_every of the hook.");
    if (!step)
        return log.snapshots.back();
    const auto at = std::find_if(log.snapshots.begin(), log.snapshots.end(),
                                 [step](const LogSnapshot& snapshot) { return snapshot.step == *step; });
    if (at == log.snapshots.end())
        return fail(ErrorCode::Unsupported,
                    "The log holds no snapshot at step " + std::to_string(*step) + "; it has " + listOf(log.snapshots)
                        + ".",
                    where, "Choose one of these with --snapshot.");
    return *at;
}

/// The state as PyTorch would have saved it with names, so that the one table of optimizers says what it means.
OptimizerRecord recordOf(const OptimizerLog& log, const Hdf5File& file, std::int64_t step)
{
    const std::string group = std::string(kSnapshot) + std::to_string(step);
    std::string key = textAttribute(file, group, "accumulator");
    if (key.empty())
        key = "exp_avg_sq";
    const double steps = numberAttribute(file, group, "optimizer_step").value_or(static_cast<double>(step));
    std::map<std::string, std::pair<std::size_t, std::size_t>> place;  // name → order, group
    for (std::size_t i = 0; i < log.meta.parameters.size(); ++i)
        place[log.meta.parameters[i].name] = {i, log.meta.parameters[i].group};
    std::vector<std::pair<std::size_t, OptimizerRecord::Entry>> entries;
    OptimizerRecord record;
    for (const StateValues& options : log.meta.groups)
        record.groups.push_back({options, {}, {}});
    if (record.groups.empty())
        record.groups.emplace_back();
    for (const Tensor& stored : file.tensors.tensors()) {
        auto named = snapshotTensor(stored.info.name);
        if (!named || named->first != step)
            continue;
        Tensor tensor = stored;
        tensor.info.name = named->second;
        const double own = numberAttribute(file, stored.info.name, "optimizer_step").value_or(steps);
        const auto at = place.find(named->second);
        const std::size_t order = at == place.end() ? place.size() : at->second.first;
        entries.push_back({order, {named->second, true, {{"step", own}, {key, std::move(tensor)}}}});
    }
    std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [order, entry] : entries) {
        const auto at = place.find(entry.key);
        auto& parameters = record.groups[at == place.end() ? 0 : at->second.second];
        parameters.parameters.push_back(entry.key);
        parameters.names.push_back(entry.key);
        record.states.push_back(std::move(entry));
    }
    return record;
}

/// A log that says nothing of its optimizer: the squares are usable, their correction is not known.
std::optional<OptimizerReading> plainReading(const OptimizerLog& log, const OptimizerRecord& record)
{
    OptimizerReading reading;
    reading.kind = log.meta.optimizer.empty() ? "unknown optimizer" : log.meta.optimizer;
    reading.accumulator = "exp_avg_sq";
    reading.groups.resize(record.groups.size());
    for (const OptimizerRecord::Entry& entry : record.states) {
        OptimizerReading::State state;
        state.key = entry.key;
        state.named = true;
        const StateValue* value = findValue(entry.values, "exp_avg_sq");
        if (!value || !std::holds_alternative<Tensor>(*value))
            return std::nullopt;  // an accumulator that is corrected in another way
        state.accumulator = std::get<Tensor>(*value);
        if (const StateValue* step = findValue(entry.values, "step"); step && std::holds_alternative<double>(*step))
            state.step = std::get<double>(*step);
        reading.states.push_back(std::move(state));
    }
    return reading;
}

}  // namespace

std::optional<std::int64_t> OptimizerLog::lastStep() const
{
    std::optional<std::int64_t> last;
    if (!rows.step.empty())
        last = rows.step.back();
    if (!snapshots.empty())
        last = std::max(last.value_or(0), snapshots.back().step);
    return last;
}

std::optional<std::uint64_t> segmentNumber(std::string_view fileName)
{
    constexpr std::string_view prefix = "seg-", suffix = ".h5";
    if (fileName.size() < prefix.size() + 8 + suffix.size() || !fileName.starts_with(prefix)
        || !fileName.ends_with(suffix))
        return std::nullopt;
    const std::string_view digits = fileName.substr(prefix.size(), fileName.size() - prefix.size() - suffix.size());
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc() && end == digits.data() + digits.size() && number > 0 ? std::optional(number)
                                                                                      : std::nullopt;
}

bool looksLikeOptimizerLog(const std::string& path)
{
    std::error_code error;
    if (!fs::is_directory(path, error))
        return false;
    std::string_view name = path;
    while (name.ends_with('/'))
        name.remove_suffix(1);
    return lastSegment(path) > 0 || (name.ends_with(".optlog") && fs::exists(fs::path(path) / "meta.json", error));
}

Result<OptimizerLog> openOptimizerLog(const std::string& path, const JobContext& context, const OptimizerLog* earlier)
{
    OptimizerLog log;
    FL_TRY(LogMeta meta, detail::readLogMeta(path));
    if (earlier && earlier->path == path && earlier->meta.sha256 == meta.sha256 && !earlier->damage)
        log = *earlier;
    log.path = path;
    log.meta = std::move(meta);
    const std::uint64_t last = lastSegment(path);
    for (std::uint64_t number = log.segments.size() + 1; number <= last; ++number) {
        if (context.cancel.requested())
            return cancelled();
        context.report("read the log", static_cast<double>(number - 1) / static_cast<double>(last));
        const std::string file = segmentFile(path, number);
        auto content = readSegment(file, number, context);
        if (!content) {
            const Error& error = content.error();
            if (number == 1 || error.code == ErrorCode::Cancelled || error.code == ErrorCode::Environment)
                return fail(error);
            log.damage = error;
            context.find({Severity::Error,
                          "log-damaged",
                          {file, {}, {}},
                          "Segment " + std::to_string(number) + " of " + std::to_string(last)
                              + " is missing or cannot be read; the log is shown up to there.",
                          "Run fisherlens-cli verify on the log."});
            break;
        }
        FL_CHECK(append(log, std::move(*content), context));
    }
    context.report("read the log", 1);
    sortSummaries(log);
    return log;
}

Result<Checkpoint> checkpointOfSnapshot(const OptimizerLog& log, std::optional<std::int64_t> step,
                                        const JobContext& context)
{
    FL_TRY(const LogSnapshot snapshot, chooseSnapshot(log, step));
    const std::string& path = log.segments[snapshot.segment].file;
    FL_TRY(const auto source, ByteSource::open(path));
    FL_TRY(const Hdf5File file, openHdf5(source, context));
    const OptimizerRecord record = recordOf(log, file, snapshot.step);
    StateDict model;
    for (const OptimizerRecord::Entry& entry : record.states)
        for (const auto& value : entry.values)
            if (const auto* tensor = std::get_if<Tensor>(&value.second)) {
                if (!isFloating(tensor->info.dtype))
                    return fail(ErrorCode::Damaged, "The snapshot does not hold floating numbers.",
                                {path, entry.key, {}});
                FL_CHECK(model.tensors.add(*tensor));
                model.identity.emplace_back();
            }
    FL_TRY(OptimizerReading reading, readOptimizerState(record, path, context));
    // The hook multiplies factors out and dequantises, so an optimizer without betas may hold plain averages.
    if (reading.unusable && (log.meta.groups.empty() || reading.kind == "unknown optimizer")) {
        if (auto plain = plainReading(log, record))
            reading = std::move(*plain);
    } else if (!log.meta.optimizer.empty() && !reading.unusable) {
        reading.kind = log.meta.optimizer;
    }
    Checkpoint checkpoint;
    checkpoint.path = log.path;
    checkpoint.format = "fisherlens.optlog";
    checkpoint.optimizer = mapOptimizer(record, std::move(reading), model, {}, path, context);
    return checkpoint;
}

}  // namespace fisherlens
