// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/edit_options.h"

namespace fisherlens::cli {

void refuseSettingsBesideRecipe(const CLI::App& verb, const std::set<std::string>& allowed)
{
    if (verb.get_option("--recipe")->count() == 0)
        return;
    for (const CLI::Option* option : verb.get_options())
        if (option->count() > 0 && option->get_name() != "--recipe" && !allowed.contains(option->get_name()))
            throw CLI::ValidationError(option->get_name() + " cannot stand beside --recipe, which holds all settings");
}

Json toJson(const std::vector<PredictedCost>& costs)
{
    Json json = Json::array();
    for (const PredictedCost& cost : costs)
        json.push_back({{"task", cost.task}, {"value", number(cost.value)}, {"unit", cost.unit}});
    return json;
}

}  // namespace fisherlens::cli
