// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/optimizer_log.h"

#include "formats/optimizer_log_meta.h"
#include "formats/optimizer_log_segment.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <limits>
#include <map>
#include <system_error>

namespace fisherlens {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMaxSummaryBytes = std::uint64_t{1} << 30U;
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

/// Rows from index `keep` on go.
void cutRows(OptimizerLog& log, std::size_t keep)
{
    log.rows.step.resize(keep);
    for (auto* column : {&log.rows.loss, &log.rows.learningRate, &log.rows.gradientNorm, &log.rows.time})
        column->resize(keep);
    for (LogSummary& summary : log.summaries)
        summary.rows.resize(keep);
}

void findRestart(OptimizerLog& log, const detail::SegmentContent& content, const JobContext& context)
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

Result<void> append(OptimizerLog& log, detail::SegmentContent content, const JobContext& context)
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

/// Segment `number` of `last` cannot be read: the log ends before it. Error: it is the first one, or the work must end.
Result<void> endBefore(OptimizerLog& log, std::uint64_t number, std::uint64_t last, const Error& error,
                       const JobContext& context)
{
    if (number == 1 || error.code == ErrorCode::Cancelled || error.code == ErrorCode::Environment)
        return fail(error);
    log.damage = error;
    context.find({Severity::Error,
                  "log-damaged",
                  {segmentFile(log.path, number), {}, {}},
                  "Segment " + std::to_string(number) + " of " + std::to_string(last)
                      + " is missing or cannot be read; the log is shown up to there.",
                  "Run fisherlens-cli verify on the log."});
    return {};
}

/// The next segments, as many as one child process catalogues.
Result<void> readBatch(OptimizerLog& log, std::uint64_t last, const JobContext& context)
{
    const std::uint64_t first = log.segments.size() + 1;
    std::vector<std::shared_ptr<const ByteSource>> sources;
    std::optional<Error> missing;
    while (sources.size() < kHdf5Batch && first + sources.size() <= last && !missing) {
        auto source = detail::openSegment(segmentFile(log.path, first + sources.size()));
        if (source)
            sources.push_back(std::move(*source));
        else
            missing = source.error();
    }
    std::optional<Error> unreadable;
    const auto take = [&](std::size_t index, const Result<Hdf5File>& file) -> Result<void> {
        const std::uint64_t number = first + index;
        context.report("read the log", static_cast<double>(number - 1) / static_cast<double>(last));
        auto content = file ? detail::readSegment(*sources[index], *file, number)
                            : Result<detail::SegmentContent>(fail(file.error()));
        if (content)
            return append(log, std::move(*content), context);
        unreadable = content.error();
        return fail(content.error());
    };
    const auto done = openHdf5Files(sources, context, take);
    if (unreadable)
        return endBefore(log, log.segments.size() + 1, last, *unreadable, context);
    FL_CHECK(done);
    return missing ? endBefore(log, log.segments.size() + 1, last, *missing, context) : Result<void>();
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
    while (!log.damage && log.segments.size() < last)
        FL_CHECK(readBatch(log, last, context));
    context.report("read the log", 1);
    sortSummaries(log);
    return log;
}

}  // namespace fisherlens
