// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/document/session.h"

#include "base/atomic_file.h"
#include "base/byte_source.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <set>

namespace fisherlens::desktop {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = std::size_t{16} << 20U;
constexpr std::size_t kMostRules = 10'000;

QString absolute(const std::string& path, const std::string& folder)
{
    if (path.empty())
        return {};
    return QString::fromStdString((fs::path(folder) / path).lexically_normal().generic_string());
}

/// Reads members of one object; the first wrong one is remembered. Missing members keep their default.
class Reader {
public:
    Reader(const Json& object, std::string place, std::string& problem)
        : object_(object), place_(std::move(place)), problem_(problem)
    {
        if (!object_.is_object())
            complain("", "an object");
    }

    void read(const char* key, QString& out) const
    {
        if (const Json* value = find(key))
            value->is_string() ? void(out = QString::fromStdString(value->get<std::string>()))
                               : complain(key, "a text");
    }
    void read(const char* key, QStringList& out) const
    {
        const Json* value = find(key);
        if (!value)
            return;
        const bool texts = value->is_array() && value->size() <= kMostRules
                           && std::all_of(value->begin(), value->end(), [](const Json& item) {
                                  return item.is_string() && !item.get<std::string>().empty();
                              });
        if (!texts)
            return complain(key, "a list of texts");
        for (const Json& item : *value)
            out << QString::fromStdString(item.get<std::string>());
    }
    void read(const char* key, bool& out) const
    {
        if (const Json* value = find(key))
            value->is_boolean() ? void(out = value->get<bool>()) : complain(key, "true or false");
    }
    void read(const char* key, int& out) const
    {
        const Json* value = find(key);
        if (!value)
            return;
        if (value->is_number_integer() && value->get<std::int64_t>() >= -1 && value->get<std::int64_t>() < 1'000'000)
            out = value->get<int>();
        else
            complain(key, "a small whole number");
    }
    void read(const char* key, double& out, double low, double high) const
    {
        const Json* value = find(key);
        if (!value)
            return;
        if (value->is_number() && value->get<double>() >= low && value->get<double>() <= high)
            out = value->get<double>();
        else
            complain(key, "a number in its range");
    }
    void read(const char* key, std::optional<double>& out, double low, double high) const
    {
        double value = 0;
        if (const Json* json = find(key); json && !json->is_null()) {
            read(key, value, low, high);
            out = value;
        }
    }
    [[nodiscard]] const Json* find(const char* key) const
    {
        if (!object_.is_object())
            return nullptr;
        const auto at = object_.find(key);
        return at == object_.end() ? nullptr : &*at;
    }
    void complain(const std::string& key, const std::string& expected) const
    {
        if (problem_.empty())
            problem_ = "The entry '" + place_ + (key.empty() ? "" : (place_.empty() ? "" : ".") + key) + "' is not "
                       + expected + ".";
    }

private:
    const Json& object_;
    std::string place_;
    std::string& problem_;
};

constexpr double kLarge = 1e15;

SourceSettings readSource(const Json& json, const std::string& folder, std::string& problem)
{
    const Reader reader(json, "sources", problem);
    SourceSettings source;
    QString path, reduction = "assumed";
    reader.read("id", source.id);
    reader.read("path", path);
    reader.read("name", source.name);
    reader.read("colour", source.colour);
    reader.read("batch_size", source.batchSize, 1e-9, kLarge);
    reader.read("batch_origin", source.batchOrigin);
    reader.read("reduction", reduction);
    reader.read("loss_factor", source.lossFactor, 1e-300, kLarge);
    reader.read("step", source.step, 1e-9, kLarge);
    reader.read("reference_of", source.referenceOf);
    if (reduction != "assumed" && reduction != "mean" && reduction != "sum")
        reader.complain("reduction", "assumed, mean or sum");
    source.reductionAssumed = reduction == "assumed";
    source.sumReduction = reduction == "sum";
    if (source.id <= 0)
        reader.complain("id", "a positive whole number");
    if (path.isEmpty())
        reader.complain("path", "the path of a file");
    source.path = absolute(path.toStdString(), folder);
    QString mapping;
    reader.read("mapping", mapping);
    source.mapping = absolute(mapping.toStdString(), folder);
    if (const Json* snapshots = reader.find("snapshots")) {
        for (const Json& step : *snapshots)
            if (step.is_number_integer())
                source.snapshots.push_back(step.get<std::int64_t>());
        if (!snapshots->is_array() || source.snapshots.size() != snapshots->size())
            reader.complain("snapshots", "a list of steps");
    }
    if (const Json* run = reader.find("run")) {
        const Reader inner(*run, "sources.run", problem);
        for (const auto& [name, value] : run->items()) {
            QString text;
            inner.read(name.c_str(), text);
            source.run.emplace_back(QString::fromStdString(name), text);
        }
    }
    if (const Json* task = reader.find("task")) {
        const Reader inner(*task, "sources.task", problem);
        QString module, data;
        inner.read("module", module);
        inner.read("data", data);
        inner.read("loss", source.task.loss);
        source.task.module = absolute(module.toStdString(), folder);
        source.task.data = absolute(data.toStdString(), folder);
    }
    return source;
}

/// Members of a setting of the merge; in the first setting they stand beside the models.
void readTuning(const Reader& reader, MergeTuning& tuning, std::string& problem)
{
    reader.read("method", tuning.method);
    reader.read("share", tuning.share, 0, 1);
    reader.read("normalization", tuning.normalization);
    reader.read("floor", tuning.floor, 0, 1);
    reader.read("scale", tuning.scale, 0, kLargestScale);
    const Json* rules = reader.find("rules");
    if (!rules)
        return;
    if (!rules->is_array() || rules->size() > kMostRules)
        return reader.complain("rules", "a list");
    for (const Json& item : *rules) {
        const Reader inner(item, "merge.rules", problem);
        ShareRule rule;
        inner.read("pattern", rule.pattern);
        inner.read("share", rule.share, 0, 1);
        if (rule.pattern.isEmpty())
            inner.complain("pattern", "a text");
        tuning.rules.push_back(rule);
    }
}

void readChoices(const Reader& root, Settings& settings, std::string& problem)
{
    if (const Json* json = root.find("merge")) {
        const Reader reader(*json, "merge", problem);
        reader.read("a", settings.merge.a);
        reader.read("b", settings.merge.b);
        reader.read("base", settings.merge.base);
        reader.read("fallback", settings.merge.fallback);
        reader.read("second", settings.merge.second);
        readTuning(reader, settings.merge, problem);
        if (const Json* other = reader.find("other"); other && !other->is_null())
            readTuning(Reader(*other, "merge.other", problem), settings.merge.other.emplace(), problem);
    }
    if (const Json* json = root.find("prune")) {
        const Reader reader(*json, "prune", problem);
        reader.read("model", settings.prune.model);
        reader.read("criterion", settings.prune.criterion);
        reader.read("per_tensor", settings.prune.perTensor);
        reader.read("sparsity", settings.prune.sparsity, 0, 1);
        reader.read("leave_small", settings.prune.leaveSmall);
        reader.read("keep_zero_fisher", settings.prune.keepZeroFisher);
        reader.read("include", settings.prune.include);
        reader.read("exclude", settings.prune.exclude);
        reader.read("fallback", settings.prune.fallback);
    }
    if (const Json* json = root.find("agreement")) {
        const Reader reader(*json, "agreement", problem);
        reader.read("recycled", settings.agreement.recycled);
        reader.read("reference", settings.agreement.reference);
        reader.read("exact", settings.agreement.exact);
        reader.read("ranks", settings.agreement.ranks);
    }
    if (const Json* json = root.find("timeline")) {
        const Reader reader(*json, "timeline", problem);
        reader.read("source", settings.timeline.source);
        reader.read("by_time", settings.timeline.byTime);
        reader.read("cursor", settings.timeline.cursor, 0, kLarge);
    }
    if (const Json* json = root.find("overview")) {
        const Reader reader(*json, "overview", problem);
        reader.read("treemap", settings.overview.treemap);
        reader.read("quantity", settings.overview.quantity);
    }
    if (const Json* json = root.find("heatmap")) {
        const Reader reader(*json, "heatmap", problem);
        reader.read("source", settings.heatmap.source);
        reader.read("by_role", settings.heatmap.byRole);
        reader.read("map", settings.heatmap.map);
        reader.read("low", settings.heatmap.low, 0, kLarge);
        reader.read("high", settings.heatmap.high, 0, kLarge);
        reader.read("ratio", settings.heatmap.ratio);
        reader.read("span", settings.heatmap.span, kLeastRatioSpan, kLargestRatioSpan);
    }
}

/// Ids are unique, and every role points to a source that exists.
void checkReferences(const Settings& settings, const Reader& root)
{
    std::set<SourceId> ids{0};
    for (const SourceSettings& source : settings.sources)
        if (!ids.insert(source.id).second)
            root.complain("sources", "a list of sources with different ids");
    for (const SourceSettings& source : settings.sources)
        if (!ids.contains(source.referenceOf))
            root.complain("reference_of", "the id of a listed source");
    Settings copy = settings;
    for (const SourceId* role : roles(copy))
        if (!ids.contains(*role))
            root.complain("sources", "complete: source " + std::to_string(*role) + " is used but not listed");
}

}  // namespace

Result<Session> parseSession(std::string_view text, const std::string& folder)
{
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded() || !json.is_object())
        return fail(ErrorCode::Damaged, "This is no session file: it is not a JSON object.");
    if (json.value("format", Json()) != "fisherlens.session")
        return fail(ErrorCode::Unsupported, "This JSON file is no FisherLens session.");
    if (json.value("version", Json()) != 1)
        return fail(ErrorCode::Unsupported, "This session was written by a newer version of FisherLens.", {},
                    "Update FisherLens.");
    std::string problem;
    Session session;
    const Reader root(json, "", problem);
    if (const Json* sources = root.find("sources"); sources && sources->is_array()) {
        for (const Json& item : *sources) {
            session.settings.sources.push_back(readSource(item, folder, problem));
            if (const auto hash = item.find("sha256"); item.is_object() && hash != item.end() && hash->is_string())
                session.sha256[session.settings.sources.back().id] = hash->get<std::string>();
        }
    } else {
        root.complain("sources", "a list");
    }
    root.read("current", session.settings.current);
    root.read("selected_tensor", session.selectedTensor);
    root.read("filter", session.filter);
    readChoices(root, session.settings, problem);
    checkReferences(session.settings, root);
    if (!problem.empty())
        return fail(ErrorCode::Damaged, problem, {}, "Open the models one by one and save the session again.");
    return session;
}

Result<Session> readSession(const std::string& path)
{
    FL_TRY(const auto source, ByteSource::open(path));
    if (source->size() > kMostBytes)
        return fail(ErrorCode::Unsupported, "This file is too large for a session.", {path, {}, {}});
    std::string text(static_cast<std::size_t>(source->size()), '\0');
    FL_CHECK(source->read(0, std::as_writable_bytes(std::span(text))));
    auto session = parseSession(text, fs::absolute(path).parent_path().string());
    if (!session)
        session.error().where.file = path;
    return session;
}

Result<void> writeSession(const Session& session, const std::string& path)
{
    return writeFile(path, sessionText(session, fs::absolute(path).parent_path().string()));
}

}  // namespace fisherlens::desktop
