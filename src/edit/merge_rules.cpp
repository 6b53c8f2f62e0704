// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/merge_rules.h"

#include "base/names.h"

namespace fisherlens {

MergeLambda mergeLambda(const MergeMethod& method, std::span<const double> coefficients)
{
    MergeLambda lambda;
    lambda.used.assign(coefficients.begin(), coefficients.end());
    std::vector<double> terms = lambda.used;
    const std::size_t models = coefficients.size();
    lambda.mean = orderlessSum(terms) == 0 ? std::vector<double>(models, 1.0 / static_cast<double>(models))
                                           : normalizedCoefficients(coefficients);
    if (method.normalizesCoefficients)
        lambda.used = lambda.mean;
    return lambda;
}

std::optional<std::size_t> ruleFor(std::span<const MergeRule> rules, std::string_view name)
{
    for (std::size_t i = rules.size(); i-- > 0;)
        if (globMatches(rules[i].pattern, name))
            return i;
    return std::nullopt;
}

Result<void> checkRules(const MergeMethod& method, std::span<const MergeRule> rules, std::size_t models)
{
    for (const MergeRule& rule : rules) {
        if (rule.pattern.empty())
            return fail(ErrorCode::Usage, "A rule has no pattern.", {}, "Write for example 'conv*=0.4,0.6'.");
        auto checked = checkCoefficients(method, rule.coefficients, models);
        if (!checked) {
            Error error = checked.error();
            error.detail = "The rule '" + rule.pattern + "' cannot be used: " + error.detail;
            return fail(std::move(error));
        }
    }
    return {};
}

}  // namespace fisherlens
