// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/json_file.h"
#include "formats/layouts/trainers.h"
#include "formats/layouts/yaml_file.h"
#include "formats/training_series.h"

#include <filesystem>
#include <limits>

namespace fisherlens::detail {
namespace {

using nlohmann::json;

/// "batch_size.value" of config.yaml is the setting "batch_size".
void readConfig(const std::string& path, TrainingRun& run)
{
    const auto values = readYamlFile(path);
    if (!values)
        return;
    std::map<std::string, std::string> settings;
    for (const auto& [key, value] : *values) {
        const std::size_t dot = key.find('.');
        if (dot != std::string::npos && key.substr(dot) == ".value")
            settings.emplace(key.substr(0, dot), value);
    }
    addUsualSettings(settings, "config.yaml: ", run);
    deriveBatch(run);
}

void addValues(const json& object, const std::string& prefix, double step, double time, SeriesBuilder& series)
{
    for (const auto& [key, value] : object.items()) {
        if (key.starts_with("_"))
            continue;
        const std::string name = prefix + key;
        if (value.is_number() || value.is_null())
            series.add(name, step, value.is_number() ? value.get<double>() : std::numeric_limits<double>::quiet_NaN(),
                       time);
        else if (value.is_object() && prefix.size() < 256 && !value.contains("_type"))
            addValues(value, name + ".", step, time, series);
    }
}

}  // namespace

Result<void> readWandb(const std::string& path, SeriesBuilder& series, TrainingRun& run)
{
    FL_TRY(const json summary, readJsonFile(path));
    if (!summary.is_object())
        return fail(ErrorCode::Damaged, "The file holds no JSON object.", {path, {}, {}});
    const auto number = [&](const char* key, double fallback) {
        const auto at = summary.find(key);
        return at != summary.end() && at->is_number() ? at->get<double>() : fallback;
    };
    addValues(summary, {}, number("_step", 0), number("_timestamp", kNoTime), series);
    readConfig((std::filesystem::path(path).parent_path() / "config.yaml").string(), run);
    return {};
}

}  // namespace fisherlens::detail
