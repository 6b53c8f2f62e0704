// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/methods/method.h"

#include "edit/methods/fisher.h"
#include "edit/methods/linear.h"
#include "edit/methods/task_arithmetic.h"

#include <algorithm>
#include <array>

namespace fisherlens {
namespace {

constexpr std::array<const MergeMethod*, 3> kBuilt{&kLinearMerge, &kFisherMerge, &kTaskArithmetic};

constexpr std::array<std::string_view, 10> kNames{"linear", "slerp",          "fisher", "task-arithmetic", "ties",
                                                  "ties-per-tensor", "dare", "dare-ties", "ubgm",           "ota"};

}  // namespace

const MergeMethod* findMergeMethod(std::string_view name)
{
    for (const MergeMethod* method : kBuilt)
        if (method->name == name)
            return method;
    return nullptr;
}

std::string builtMergeMethods()
{
    std::string text;
    for (const MergeMethod* method : kBuilt)
        text += (text.empty() ? "" : ", ") + std::string(method->name);
    return text;
}

bool isMergeMethodName(std::string_view name)
{
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::vector<double> normalizedCoefficients(std::span<const double> coefficients)
{
    std::vector<double> terms(coefficients.begin(), coefficients.end());
    const double sum = orderlessSum(terms);
    std::vector<double> normalized(coefficients.begin(), coefficients.end());
    for (double& value : normalized)
        value /= sum;
    return normalized;
}

double orderlessSum(std::span<double> terms)
{
    if (terms.size() == 2)
        return terms[0] + terms[1];  // commutative already
    if (terms.size() <= 16) {
        for (std::size_t i = 1; i < terms.size(); ++i)
            for (std::size_t j = i; j > 0 && terms[j] < terms[j - 1]; --j)
                std::swap(terms[j], terms[j - 1]);
    } else {
        std::sort(terms.begin(), terms.end());
    }
    double sum = 0;
    for (const double term : terms)
        sum += term;
    return sum;
}

}  // namespace fisherlens
