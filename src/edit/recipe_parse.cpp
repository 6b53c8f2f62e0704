// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/recipe.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <set>

namespace fisherlens {
namespace {

using Json = nlohmann::json;

constexpr int kMaxDepth = 8;
constexpr std::size_t kMaxText = std::size_t{16} << 20U;
constexpr std::size_t kMaxInputs = 4096;

/// Reads members of one object, each at most once; the first thing that is wrong is kept as `problem`.
class Reader {
public:
    Reader(const Json& object, std::string place, std::string& problem)
        : object_(object), place_(std::move(place)), problem_(problem)
    {
        if (!object_.is_object())
            complain("is not an object");
    }

    /// A number within [low, high].
    double number(const char* key, double low, double high)
    {
        const Json* value = member(key);
        if (!value)
            return 0;
        const double result = value->is_number() ? value->get<double>() : std::nan("");
        if (!(result >= low && result <= high))
            complain(std::string("has no valid ") + key);
        return result;
    }
    std::uint64_t integer(const char* key)
    {
        const Json* value = member(key);
        if (value && !value->is_number_unsigned())
            complain(std::string("has no valid ") + key);
        return value && value->is_number_unsigned() ? value->get<std::uint64_t>() : 0;
    }
    std::string text(const char* key)
    {
        const Json* value = member(key);
        if (value && !value->is_string())
            complain(std::string("has no valid ") + key);
        return value && value->is_string() ? value->get<std::string>() : "";
    }
    /// One of two words; true for the second.
    bool choice(const char* key, std::string_view no, std::string_view yes)
    {
        const std::string word = text(key);
        if (word != no && word != yes)
            complain(std::string("has no valid ") + key);
        return word == yes;
    }
    const Json& array(const char* key)
    {
        static const Json empty = Json::array();
        const Json* value = member(key);
        if (value && (!value->is_array() || value->size() > kMaxInputs))
            complain(std::string("has no valid ") + key);
        return value && value->is_array() ? *value : empty;
    }
    const Json& object(const char* key)
    {
        static const Json empty = Json::object();
        const Json* value = member(key);
        return value ? *value : empty;
    }
    [[nodiscard]] bool has(const char* key) const { return object_.is_object() && object_.contains(key); }
    /// Complains about members that nobody asked for: a setting that is not understood must not be dropped.
    void finish()
    {
        if (!object_.is_object())
            return;
        for (const auto& [key, value] : object_.items())
            if (!asked_.contains(key))
                complain("has the unknown member " + key);
    }
    void complain(const std::string& what)
    {
        if (problem_.empty())
            problem_ = place_ + " " + what;
    }

private:
    const Json* member(const char* key)
    {
        asked_.insert(key);
        if (!object_.is_object())
            return nullptr;
        const auto at = object_.find(key);
        if (at == object_.end()) {
            complain(std::string("has no ") + key);
            return nullptr;
        }
        return &*at;
    }

    const Json& object_;
    std::string place_;
    std::string& problem_;
    std::set<std::string> asked_;
};

bool isFileName(const std::string& name)
{
    return !name.empty() && name.size() < 256 && name != "." && name != ".." && name.find('/') == std::string::npos
           && name.find('\0') == std::string::npos;
}

bool isSha256(const std::string& text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

std::vector<RecipeInput> inputsOf(const Json& list, std::string& problem)
{
    std::vector<RecipeInput> inputs;
    for (const Json& item : list) {
        Reader reader(item, "an input of the recipe", problem);
        RecipeInput input{reader.text("role"), reader.text("file"), reader.text("sha256")};
        if (input.role != "model" && input.role != "base" && input.role != "fisher")
            reader.complain("has no valid role");
        if (!isFileName(input.file))
            reader.complain("has no valid file name");
        if (!isSha256(input.sha256))
            reader.complain("has no valid sha256");
        reader.finish();
        inputs.push_back(std::move(input));
    }
    return inputs;
}

std::vector<std::string> textsOf(const Json& list, Reader& reader)
{
    std::vector<std::string> texts;
    for (const Json& item : list) {
        if (!item.is_string())
            reader.complain("has a pattern that is no text");
        else
            texts.push_back(item.get<std::string>());
    }
    return texts;
}

std::vector<double> coefficientsOf(Reader& reader)
{
    std::vector<double> coefficients;
    for (const Json& value : reader.array("coefficients")) {
        if (!value.is_number() || !std::isfinite(value.get<double>()))
            reader.complain("have a coefficient that is no number");
        else
            coefficients.push_back(value.get<double>());
    }
    return coefficients;
}

std::vector<MergeRule> rulesOf(const Json& list, std::size_t models, std::string& problem)
{
    std::vector<MergeRule> rules;
    for (const Json& item : list) {
        Reader reader(item, "a rule of the recipe", problem);
        MergeRule rule{reader.text("pattern"), coefficientsOf(reader)};
        if (rule.pattern.empty() || rule.coefficients.size() != models)
            reader.complain("has no pattern or not one coefficient per model");
        reader.finish();
        rules.push_back(std::move(rule));
    }
    return rules;
}

/// `method` is known to be built.
MergeSettings mergeSettingsOf(const Json& json, bool& recycled, std::string& problem)
{
    Reader reader(json, "the settings of the recipe", problem);
    MergeSettings settings;
    settings.method = findMergeMethod(reader.text("method"));
    settings.coefficients = coefficientsOf(reader);
    if (reader.has("rules"))  // left out where there are none
        settings.rules = rulesOf(reader.array("rules"), settings.coefficients.size(), problem);
    settings.fallback = reader.choice("nonfinite", "refuse", "fallback");
    if (settings.method->needsFisher) {
        recycled = reader.choice("fisher", "files", "recycled");
        const auto normalization = normalizationFromName(reader.text("normalize"));
        if (!normalization)
            reader.complain("have no valid normalize");
        settings.normalization = normalization.value_or(Normalization::None);
        settings.floor = reader.number("floor", 0, 1e300);
    }
    reader.finish();
    return settings;
}

PruneSettings pruneSettingsOf(const Json& json, bool& recycled, std::string& problem)
{
    Reader reader(json, "the settings of the recipe", problem);
    PruneSettings settings;
    const auto criterion = pruneCriterionFromName(reader.text("criterion"));
    if (!criterion)
        reader.complain("have no valid criterion");
    settings.criterion = criterion.value_or(PruneCriterion::Magnitude);
    settings.sparsity = reader.number("sparsity", 0, 1);
    settings.perTensor = reader.choice("scope", "global", "tensor");
    settings.include = textsOf(reader.array("include"), reader);
    settings.exclude = textsOf(reader.array("exclude"), reader);
    settings.fallback = reader.choice("nonfinite", "refuse", "fallback");
    if (usesFisher(settings.criterion)) {
        recycled = reader.choice("fisher", "files", "recycled");
        settings.keepZeroFisher = reader.choice("zero_fisher", "prune", "keep");
    }
    if (settings.criterion == PruneCriterion::Random)
        settings.seed = reader.integer("seed");
    reader.finish();
    return settings;
}

/// The inputs that the settings ask for are there, and no others.
void checkInputs(const Recipe& recipe, std::string& problem)
{
    const auto count = [&](std::string_view role) {
        return static_cast<std::size_t>(std::count_if(recipe.inputs.begin(), recipe.inputs.end(),
                                                      [&](const RecipeInput& input) { return input.role == role; }));
    };
    const std::size_t models = count("model");
    bool fishers = false, base = false, right = true;
    if (const MergeSettings* merge = recipe.merge.get()) {
        fishers = merge->method->needsFisher && !recipe.recycled;
        base = merge->method->needsBase;
        right = models >= 2 && merge->coefficients.size() == models;
    } else {
        fishers = usesFisher(recipe.prune->criterion) && !recipe.recycled;
        right = models == 1;
    }
    right = right && count("fisher") == (fishers ? models : 0) && count("base") == (base ? 1U : 0U);
    if (!right && problem.empty())
        problem = "the inputs of the recipe do not fit its settings";
}

/// The recorded paths of an OUT.recipe.json; unset where there are none.
std::vector<std::optional<std::string>> pathsOf(const Json& document, const Recipe& recipe)
{
    std::vector<std::optional<std::string>> paths(recipe.inputs.size());
    const auto list = document.find("inputs");
    if (list == document.end() || !list->is_array() || list->size() != paths.size())
        return paths;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const Json& item = (*list)[i];
        if (!item.is_object() || !item.contains("path") || !item["path"].is_string())
            continue;
        const std::string path = item["path"].get<std::string>();
        if (!path.empty() && path.front() != '/' && path.size() < 4096 && path.find('\0') == std::string::npos)
            paths[i] = path;
    }
    return paths;
}

}  // namespace

Result<FoundRecipe> parseRecipe(std::string_view text, const std::string& file)
{
    const Where where{file, {}, {}};
    const auto damaged = [&](const std::string& what) {
        return fail(ErrorCode::Damaged, "This is not a valid recipe: " + what + ".", where,
                    "Use a recipe that FisherLens wrote.");
    };
    if (text.size() > kMaxText)
        return damaged("it is larger than 16 MiB");
    bool deep = false;
    const Json document = Json::parse(
        text.begin(), text.end(),
        [&](int depth, Json::parse_event_t, Json&) {
            deep = deep || depth > kMaxDepth;
            return depth <= kMaxDepth;
        },
        false);
    if (deep)
        return damaged("it is nested too deeply");
    if (document.is_discarded() || !document.is_object())
        return damaged("it is not a JSON object");

    const bool wrapped = document.contains("recipe");
    const Json& json = wrapped ? document["recipe"] : document;
    std::string problem;
    Reader reader(json, "the recipe", problem);
    if (reader.text("format") != kRecipeKey)
        reader.complain("has another format");
    const std::uint64_t version = reader.integer("version");
    if (problem.empty() && version != 1)
        return fail(ErrorCode::Unsupported,
                    "The recipe has version " + std::to_string(version) + ", but this program reads version 1.", where,
                    "Use the version of FisherLens that wrote it.");
    FoundRecipe found;
    found.recipe.inputs = inputsOf(reader.array("inputs"), problem);
    const bool prune = reader.choice("verb", "merge", "prune");
    const Json& settings = reader.object("settings");
    reader.finish();
    if (!problem.empty())
        return damaged(problem);
    if (prune) {
        found.recipe.prune =
            std::make_shared<const PruneSettings>(pruneSettingsOf(settings, found.recipe.recycled, problem));
    } else {
        const std::string method = settings.is_object() && settings.contains("method") && settings["method"].is_string()
                                       ? settings["method"].get<std::string>()
                                       : "";
        if (!findMergeMethod(method)) {
            if (!isMergeMethodName(method))
                return damaged("its settings have no valid method");
            return fail(ErrorCode::Unsupported,
                        "The method " + method + " is not built into this version; these are: " + builtMergeMethods()
                            + ".",
                        where);
        }
        found.recipe.merge =
            std::make_shared<const MergeSettings>(mergeSettingsOf(settings, found.recipe.recycled, problem));
    }
    if (problem.empty())
        checkInputs(found.recipe, problem);
    if (!problem.empty())
        return damaged(problem);
    found.paths =
        wrapped ? pathsOf(document, found.recipe) : std::vector<std::optional<std::string>>(found.recipe.inputs.size());
    return found;
}

}  // namespace fisherlens
