// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions as text; they are read in session.cpp.
#include "desktop/document/session.h"

#include <nlohmann/json.hpp>

#include <filesystem>

namespace fisherlens::desktop {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

std::string relative(const QString& path, const std::string& folder)
{
    if (path.isEmpty())
        return {};
    const fs::path result = fs::path(path.toStdString()).lexically_relative(folder);
    return result.empty() ? path.toStdString() : result.generic_string();
}

Json optional(const std::optional<double>& value)
{
    return value ? Json(*value) : Json(nullptr);
}

Json listOf(const QStringList& texts)
{
    Json list = Json::array();
    for (const QString& text : texts)
        list.push_back(text.toStdString());
    return list;
}

Json toJson(const SourceSettings& source, const Session& session, const std::string& folder)
{
    Json run = Json::object();
    for (const auto& [name, value] : source.run)
        run[name.toStdString()] = value.toStdString();
    Json json{{"id", source.id},
              {"path", relative(source.path, folder)},
              {"name", source.name.toStdString()},
              {"colour", source.colour},
              {"batch_size", optional(source.batchSize)},
              {"batch_origin", source.batchOrigin.toStdString()},
              {"reduction", source.reductionAssumed ? "assumed"
                            : source.sumReduction   ? "sum"
                                                    : "mean"},
              {"loss_factor", source.lossFactor},
              {"step", optional(source.step)},
              {"snapshots", source.snapshots},
              {"reference_of", source.referenceOf},
              {"mapping", relative(source.mapping, folder)},
              {"run", run},
              {"task",
               {{"module", relative(source.task.module, folder)},
                {"data", relative(source.task.data, folder)},
                {"loss", source.task.loss.toStdString()}}}};
    if (const auto hash = session.sha256.find(source.id); hash != session.sha256.end())
        json["sha256"] = hash->second;
    return json;
}

Json toJson(const MergeTuning& tuning)
{
    Json rules = Json::array();
    for (const ShareRule& rule : tuning.rules)
        rules.push_back({{"pattern", rule.pattern.toStdString()}, {"share", rule.share}});
    return {{"method", tuning.method.toStdString()},
            {"share", tuning.share},
            {"normalization", tuning.normalization.toStdString()},
            {"floor", tuning.floor},
            {"scale", tuning.scale},
            {"rules", rules}};
}

Json toJson(const MergeChoice& choice)
{
    Json json = toJson(static_cast<const MergeTuning&>(choice));
    json["a"] = choice.a;
    json["b"] = choice.b;
    json["base"] = choice.base;
    json["fallback"] = choice.fallback;
    json["second"] = choice.second;
    json["other"] = choice.other ? toJson(*choice.other) : Json(nullptr);
    return json;
}

}  // namespace

std::string sessionText(const Session& session, const std::string& folder)
{
    const Settings& s = session.settings;
    Json sources = Json::array();
    for (const SourceSettings& source : s.sources)
        sources.push_back(toJson(source, session, folder));
    const Json json{
        {"format", "fisherlens.session"},
        {"version", 1},
        {"sources", sources},
        {"current", s.current},
        {"selected_tensor", session.selectedTensor.toStdString()},
        {"filter", session.filter.toStdString()},
        {"merge", toJson(s.merge)},
        {"overview", {{"treemap", s.overview.treemap}, {"quantity", s.overview.quantity.toStdString()}}},
        {"prune",
         {{"model", s.prune.model},
          {"criterion", s.prune.criterion.toStdString()},
          {"per_tensor", s.prune.perTensor},
          {"sparsity", s.prune.sparsity},
          {"leave_small", s.prune.leaveSmall},
          {"keep_zero_fisher", s.prune.keepZeroFisher},
          {"include", listOf(s.prune.include)},
          {"exclude", listOf(s.prune.exclude)},
          {"fallback", s.prune.fallback}}},
        {"agreement",
         {{"recycled", s.agreement.recycled},
          {"reference", s.agreement.reference},
          {"exact", s.agreement.exact},
          {"ranks", s.agreement.ranks}}},
        {"timeline",
         {{"source", s.timeline.source}, {"by_time", s.timeline.byTime}, {"cursor", optional(s.timeline.cursor)}}},
        {"heatmap",
         {{"source", s.heatmap.source},
          {"by_role", s.heatmap.byRole},
          {"map", s.heatmap.map.toStdString()},
          {"low", optional(s.heatmap.low)},
          {"high", optional(s.heatmap.high)},
          {"ratio", s.heatmap.ratio},
          {"span", optional(s.heatmap.span)}}}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace fisherlens::desktop
