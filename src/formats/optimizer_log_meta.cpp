// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/optimizer_log_meta.h"

#include "base/byte_source.h"
#include "base/sha256.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace fisherlens::detail {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kMaxBytes = std::uint64_t{64} << 20U;
constexpr int kMaxDepth = 32;

std::string textOf(const Json& object, const char* key)
{
    const auto at = object.find(key);
    return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
}

StateValue valueOf(const Json& json)
{
    if (json.is_null())
        return Nothing{};
    if (json.is_boolean())
        return json.get<bool>();
    if (json.is_number())
        return json.get<double>();
    if (json.is_string())
        return json.get<std::string>();
    if (json.is_array()) {
        std::vector<double> list;
        for (const Json& element : json) {
            if (!element.is_number())
                return std::monostate{};
            list.push_back(element.get<double>());
        }
        return list;
    }
    return std::monostate{};
}

/// A parameter group: its options one by one, or, in a log that has no groups, those that stand in the object itself.
StateValues optionsOf(const Json& object)
{
    StateValues options;
    for (const auto& [key, value] : object.items())
        options.emplace_back(key, valueOf(value));
    return options;
}

std::optional<LogMeta::Parameter> parameterOf(const Json& json, std::size_t groups)
{
    LogMeta::Parameter parameter;
    if (!json.is_object())
        return std::nullopt;
    parameter.name = textOf(json, "name");
    const auto shape = json.find("shape");
    if (parameter.name.empty() || shape == json.end() || !shape->is_array())
        return std::nullopt;
    for (const Json& size : *shape) {
        if (!size.is_number_integer())
            return std::nullopt;
        parameter.shape.push_back(size.get<std::int64_t>());
    }
    if (const auto group = json.find("group"); group != json.end() && group->is_number_unsigned())
        parameter.group = group->get<std::size_t>();
    return parameter.group < std::max<std::size_t>(groups, 1) && elementCount(parameter.shape)
               ? std::optional(parameter)
               : std::nullopt;
}

}  // namespace

Result<LogMeta> readLogMeta(const std::string& folder)
{
    const std::string path = folder + "/meta.json";
    const Where where{path, {}, {}};
    FL_TRY(const auto file, ByteSource::open(path));
    if (file->size() > kMaxBytes)
        return fail(ErrorCode::Damaged, "The file is larger than 64 MiB, which no log needs.", where);
    std::string text(static_cast<std::size_t>(file->size()), '\0');
    FL_CHECK(file->read(0, std::as_writable_bytes(std::span(text))));
    bool shallow = true;
    const Json json = Json::parse(
        text, [&](int depth, Json::parse_event_t, Json&) { return shallow = shallow && depth < kMaxDepth; }, false);
    if (!shallow || !json.is_object())
        return fail(ErrorCode::Damaged, "The description of the log is no JSON object.", where,
                    "Restore meta.json; the segments carry its hash.");
    if (const std::string format = textOf(json, "format"); !format.empty() && format != "fisherlens.optlog")
        return fail(ErrorCode::Unsupported, "This is not an optimizer log: its format is another one.", where);
    if (const auto version = json.find("version");
        version != json.end() && version->is_number() && version->get<double>() > 1)
        return fail(ErrorCode::Unsupported, "The log is of a newer version; this program reads version 1.", where,
                    "Use a newer FisherLens.");
    LogMeta meta;
    Sha256 hash;
    hash.update(text);
    meta.sha256 = hash.finish();
    meta.optimizer = textOf(json, "optimizer");
    meta.reduction = textOf(json, "reduction");
    if (meta.reduction != "mean" && meta.reduction != "sum")
        meta.reduction.clear();
    if (const auto batch = json.find("batch_size"); batch != json.end() && batch->is_number())
        if (const auto value = batch->get<double>(); std::isfinite(value) && value > 0)
            meta.batchSize = value;
    if (const auto groups = json.find("groups"); groups != json.end() && groups->is_array()) {
        for (const Json& group : *groups)
            if (group.is_object())
                meta.groups.push_back(optionsOf(group));
    }
    if (meta.groups.empty() && json.contains("betas"))
        meta.groups.push_back(optionsOf(json));
    if (const auto parameters = json.find("parameters"); parameters != json.end() && parameters->is_array())
        for (const Json& entry : *parameters)
            if (auto parameter = parameterOf(entry, meta.groups.size()))
                meta.parameters.push_back(std::move(*parameter));
    return meta;
}

}  // namespace fisherlens::detail
