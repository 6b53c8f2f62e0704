// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/recipe.h"

#include <nlohmann/json.hpp>

namespace fisherlens {
namespace {

using Json = nlohmann::json;  // its objects are sorted by key

Json settingsOf(const MergeSettings& settings, bool recycled)
{
    Json json{{"method", settings.method->name},
              {"coefficients", settings.coefficients},
              {"nonfinite", settings.fallback ? "fallback" : "refuse"}};
    if (!settings.rules.empty())
        json["rules"] = Json::array();
    for (const MergeRule& rule : settings.rules)
        json["rules"].push_back({{"pattern", rule.pattern}, {"coefficients", rule.coefficients}});
    if (settings.method->needsFisher) {
        json["fisher"] = recycled ? "recycled" : "files";
        json["normalize"] = name(settings.normalization);
        json["floor"] = settings.floor;
    }
    return json;
}

Json settingsOf(const PruneSettings& settings, bool recycled)
{
    Json json{{"criterion", name(settings.criterion)},
              {"sparsity", settings.sparsity},
              {"scope", settings.perTensor ? "tensor" : "global"},
              {"include", settings.include},
              {"exclude", settings.exclude},
              {"nonfinite", settings.fallback ? "fallback" : "refuse"}};
    if (usesFisher(settings.criterion)) {
        json["fisher"] = recycled ? "recycled" : "files";
        json["zero_fisher"] = settings.keepZeroFisher ? "keep" : "prune";
    }
    if (settings.criterion == PruneCriterion::Random)
        json["seed"] = settings.seed;
    return json;
}

}  // namespace

std::string canonicalJson(const Recipe& recipe)
{
    Json inputs = Json::array();
    for (const RecipeInput& input : recipe.inputs)
        inputs.push_back({{"role", input.role}, {"file", input.file}, {"sha256", input.sha256}});
    const Json json{{"format", kRecipeKey},
                    {"version", 1},
                    {"verb", recipe.merge ? "merge" : "prune"},
                    {"inputs", inputs},
                    {"settings", recipe.merge ? settingsOf(*recipe.merge, recipe.recycled)
                                              : settingsOf(*recipe.prune, recipe.recycled)}};
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace fisherlens
