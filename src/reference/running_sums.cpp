// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/running_sums.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fisherlens {
namespace {

constexpr std::array kNames{"squares_0",     "squares_1",           "gradient",
                            "group_squares", "group_squares_total", "group_squares_weighted"};

/// Behind the counts.
constexpr std::size_t kOwnNumbers = 3;

bool sameSizes(const ParameterArrays& a, const ParameterArrays& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const auto& x, const auto& y) { return x.size() == y.size(); });
}

}  // namespace

RunningSums::RunningSums(const ReferenceModel& model, bool gradient, bool standardError) : total(model, gradient)
{
    if (standardError)
        errors.emplace(model);
}

std::vector<ParameterArrays*> RunningSums::arrays()
{
    std::vector<ParameterArrays*> all{&total.sums.squares[0], &total.sums.squares[1], &total.sums.gradient};
    if (errors)
        for (ParameterArrays* array : errors->arrays())
            all.push_back(array);
    return all;
}

std::vector<double> RunningSums::counts() const
{
    std::vector<double> counts{static_cast<double>(total.units[0]), static_cast<double>(total.units[1]),
                               static_cast<double>(astray), static_cast<double>(resumed)};
    if (errors)
        for (const double count : errors->counts())
            counts.push_back(count);
    return counts;
}

void RunningSums::setCounts(const std::vector<double>& counts)
{
    total.units[0] = std::llround(counts[0]);
    total.units[1] = std::llround(counts[1]);
    astray = std::llround(counts[2]);
    resumed = std::llround(counts[3]);
    if (errors)
        errors->setCounts({counts.begin() + 4, counts.end()});
}

SumsView RunningSums::view()
{
    SumsView view;
    const auto all = arrays();
    for (std::size_t i = 0; i < all.size(); ++i)
        view.arrays.emplace_back(kNames[i], all[i]);
    view.numbers = counts();
    view.numbers.insert(view.numbers.end(), {static_cast<double>(blocks), seconds, processorSeconds});
    return view;
}

bool RunningSums::take(KeptSums kept)
{
    const auto own = arrays();
    if (kept.numbers.size() != counts().size() + kOwnNumbers)
        return false;
    for (std::size_t i = 0; i < own.size(); ++i) {
        const auto found = kept.arrays.find(kNames[i]);
        if (found == kept.arrays.end() ? !own[i]->empty() : !sameSizes(found->second, *own[i]))
            return false;
    }
    for (std::size_t i = 0; i < own.size(); ++i)
        if (const auto found = kept.arrays.find(kNames[i]); found != kept.arrays.end())
            *own[i] = std::move(found->second);
    const double* const last = kept.numbers.data() + kept.numbers.size() - kOwnNumbers;
    blocks = std::llround(last[0]);
    seconds = last[1];
    processorSeconds = last[2];
    kept.numbers.resize(kept.numbers.size() - kOwnNumbers);
    setCounts(kept.numbers);
    return true;
}

}  // namespace fisherlens
