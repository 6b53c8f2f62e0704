// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/training_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace fisherlens {

const RunValue* TrainingRun::find(std::string_view name) const
{
    const auto at = std::find_if(values.begin(), values.end(), [name](const RunValue& v) { return v.name == name; });
    return at == values.end() ? nullptr : &*at;
}

std::optional<double> TrainingRun::number(std::string_view name) const
{
    const RunValue* value = find(name);
    return value ? value->number : std::nullopt;
}

void TrainingRun::add(RunValue value)
{
    if (!find(value.name))
        values.push_back(std::move(value));
}

void TrainingRun::add(std::string name, double number, std::string origin)
{
    add({std::move(name), fmt::format("{}", number), number, std::move(origin)});
}

void TrainingRun::add(std::string name, std::string text, std::string origin)
{
    add({std::move(name), std::move(text), std::nullopt, std::move(origin)});
}

void TrainingRun::set(const std::string& name, const std::string& text, std::string origin)
{
    std::erase_if(values, [&](const RunValue& value) { return value.name == name; });
    if (text.empty())
        return;
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size() && std::isfinite(number);
    values.push_back({name, text, whole ? std::optional(number) : std::nullopt, std::move(origin)});
}

void deriveBatch(TrainingRun& run)
{
    const auto counts = [](const RunValue* value) {
        return value && value->number && *value->number >= 1 && std::isfinite(*value->number);
    };
    run.batchSize.reset();
    run.batchAtLeast.reset();
    run.batchOrigin.clear();
    if (const RunValue* whole = run.find("global-batch"); counts(whole)) {
        run.batchSize = whole->number;
        run.batchOrigin = whole->value + " (" + whole->origin + ")";
        return;
    }
    if (!counts(run.find("micro-batch")))
        return;
    double product = 1;
    std::string unknown;
    for (const std::string_view name : {"micro-batch", "accumulation", "world-size"}) {
        const RunValue* factor = run.find(name);
        if (!counts(factor)) {
            unknown += (unknown.empty() ? "" : ", ") + std::string(name);
            continue;
        }
        product *= *factor->number;
        run.batchOrigin += (run.batchOrigin.empty() ? "" : " × ") + factor->value + " (" + factor->origin + ")";
    }
    if (unknown.empty()) {
        run.batchSize = product;
    } else {
        run.batchAtLeast = product;
        run.batchOrigin += "; " + unknown + " unknown";
    }
}

}  // namespace fisherlens
