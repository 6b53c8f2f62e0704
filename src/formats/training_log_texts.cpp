// SPDX-License-Identifier: GPL-3.0-or-later
// The training logs that are texts: trainer_state.json, metrics.csv and results.csv, MLflow's metric files.
#include "formats/training_series.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <system_error>

namespace fisherlens::detail {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr int kMaxDepth = 64;
constexpr std::size_t kMaxColumns = 20'000;

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

/// "0.5", "1e-3", "nan", "inf"; nullopt for what is no number.
std::optional<double> parsed(std::string_view text)
{
    text = trimmed(text);
    if (text.starts_with('+'))
        text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && !text.empty() && end == text.data() + text.size() ? std::optional(value)
                                                                                     : std::nullopt;
}

/// Python's json writes NaN, Infinity and -Infinity, which are no JSON: they become null. Strings stay as they are.
std::string withoutPythonNumbers(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    bool inString = false;
    for (std::size_t i = 0; i < text.size();) {
        if (inString && text[i] == '\\' && i + 1 < text.size()) {
            result.append(text.substr(i, 2));
            i += 2;
            continue;
        }
        if (text[i] == '"')
            inString = !inString;
        std::size_t skip = 0;
        if (!inString)
            for (const std::string_view word : {"NaN", "Infinity", "-Infinity"})
                if (text.substr(i, word.size()) == word)
                    skip = word.size();
        if (skip > 0)
            result += "null";
        else
            result += text[i];
        i += std::max<std::size_t>(skip, 1);
    }
    return result;
}

/// The cells of a line of comma-separated values; quotes around a cell are taken off. Moves `text` behind the line.
std::vector<std::string> nextLine(std::string_view& text)
{
    std::vector<std::string> cells(1);
    bool quoted = false;
    std::size_t i = 0;
    for (; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '"' && i + 1 < text.size() && text[i + 1] == '"')
                cells.back() += text[i++];
            else if (c == '"')
                quoted = false;
            else
                cells.back() += c;
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',' && cells.size() < kMaxColumns) {
            cells.emplace_back();
        } else if (c == '\n') {
            ++i;
            break;
        } else {
            cells.back() += c;
        }
    }
    text.remove_prefix(i);
    for (std::string& cell : cells)
        cell = std::string(trimmed(cell));
    return cells;
}

/// One metric file of MLflow: lines "milliseconds value step"; old ones lack the step and count on.
void readMetric(const std::string& name, std::string_view text, SeriesBuilder& series)
{
    for (double line = 0; !text.empty(); ++line) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view rest = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        std::vector<std::optional<double>> numbers;
        while (!rest.empty() && numbers.size() < 3) {
            const std::size_t space = std::min(rest.find(' '), rest.size());
            numbers.push_back(parsed(rest.substr(0, space)));
            rest = trimmed(rest.substr(space));
        }
        if (numbers.size() >= 2 && numbers[0] && numbers[1])
            series.add(name, numbers.size() > 2 && numbers[2] ? *numbers[2] : line, *numbers[1], *numbers[0] / 1000);
    }
}

}  // namespace

Result<void> readTrainerState(const std::string& path, SeriesBuilder& series, const JobContext& context)
{
    const Where where{path, {}, {}};
    FL_TRY(const std::string text, readText(path));
    bool shallow = true;
    const Json json = Json::parse(
        withoutPythonNumbers(text),
        [&](int depth, Json::parse_event_t, Json&) { return shallow = shallow && depth < kMaxDepth; }, false);
    if (!shallow || !json.is_object())
        return fail(ErrorCode::Damaged, "The file is no JSON object.", where,
                    "It was probably not written to the end.");
    const auto history = json.find("log_history");
    if (history == json.end() || !history->is_array())
        return fail(ErrorCode::Unsupported, "The file holds no log_history, which the Trainer writes.", where);
    for (const Json& entry : *history) {
        if (context.cancel.requested())
            return cancelled();
        if (!entry.is_object())
            continue;
        const auto step = entry.find("step");
        if (step == entry.end() || !step->is_number())
            continue;
        for (const auto& [name, value] : entry.items())
            if (name != "step" && (value.is_number() || value.is_null()))
                series.add(name, step->get<double>(),
                           value.is_number() ? value.get<double>() : std::numeric_limits<double>::quiet_NaN());
    }
    return {};
}

Result<void> readCsv(const std::string& path, SeriesBuilder& series, bool& epochs, const JobContext& context)
{
    FL_TRY(const std::string content, readText(path));
    std::string_view text = content;
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    const std::vector<std::string> header = nextLine(text);
    const auto column = [&header](std::string_view name) -> std::optional<std::size_t> {
        const auto at = std::find(header.begin(), header.end(), name);
        return at == header.end() ? std::nullopt : std::optional(static_cast<std::size_t>(at - header.begin()));
    };
    const auto stepColumn = column("step"), epochColumn = column("epoch");
    epochs = !stepColumn && epochColumn;
    const auto counter = stepColumn ? stepColumn : epochColumn;
    if (!counter)
        return fail(ErrorCode::Unsupported, "The table has neither a column \"step\" nor \"epoch\".", {path, {}, {}});
    while (!text.empty()) {
        if (context.cancel.requested())
            return cancelled();
        const std::vector<std::string> cells = nextLine(text);
        const auto step = *counter < cells.size() ? parsed(cells[*counter]) : std::nullopt;
        if (!step)
            continue;
        for (std::size_t i = 0; i < std::min(cells.size(), header.size()); ++i)
            if (i != stepColumn && i != epochColumn)
                if (const auto value = parsed(cells[i]))
                    series.add(header[i], *step, *value);
    }
    return {};
}

Result<void> readMlflow(const std::string& folder, SeriesBuilder& series, const JobContext& context)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end && files.size() < 20'000;
         at.increment(error))
        if (at->is_regular_file(error))
            files.push_back(at->path());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
        if (context.cancel.requested())
            return cancelled();
        FL_TRY(const std::string text, readText(file.string()));
        readMetric(file.lexically_relative(folder).string(), text, series);
    }
    return {};
}

}  // namespace fisherlens::detail
