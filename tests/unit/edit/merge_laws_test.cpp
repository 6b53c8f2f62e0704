// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of merging as properties, over random models of random number, values and Fishers.
#include "edit/merge.h"

#include "unit/edit/model_data.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numeric>

namespace fisherlens {
namespace {

using test::catalogue;
using test::fisherFile;
using test::valuesOf;
using test::vectorTensor;

/// A float from few and from many orders of magnitude, zero included.
rc::Gen<float> anyWeight()
{
    return rc::gen::map(rc::gen::pair(rc::gen::inRange(-1000, 1001), rc::gen::inRange(-20, 3)),
                        [](const auto& pair) { return std::ldexp(static_cast<float>(pair.first) / 7, pair.second); });
}
rc::Gen<float> anyFisher()
{
    return rc::gen::map(rc::gen::pair(rc::gen::inRange(0, 1001), rc::gen::inRange(-80, 10)),
                        [](const auto& pair) { return std::ldexp(static_cast<float>(pair.first) / 3, pair.second); });
}

struct Model {
    std::vector<float> weights, fisher;
    double coefficient = 1;
};

constexpr std::size_t kSize = 12;

std::vector<Model> anyModels()
{
    std::vector<Model> models(*rc::gen::inRange<std::size_t>(2, 6));
    for (Model& model : models) {
        model.weights = *rc::gen::container<std::vector<float>>(kSize, anyWeight());
        model.fisher = *rc::gen::container<std::vector<float>>(kSize, anyFisher());
        model.coefficient = *rc::gen::inRange(1, 20) / 8.0;
    }
    return models;
}

struct How {
    Normalization normalization = Normalization::None;
    double floor = 1e-6;
};

How anyHow()
{
    return {*rc::gen::element(Normalization::None, Normalization::Mean, Normalization::L2), *rc::gen::element(0.0, 1e-6, 0.1)};
}

std::vector<double> merged(const std::vector<Model>& list, const char* method, const How& how = {})
{
    std::vector<Catalogue> tensors(list.size());
    std::vector<FisherFile> fishers;
    MergeSettings settings;
    settings.method = findMergeMethod(method);
    settings.normalization = how.normalization;
    settings.floor = how.floor;
    for (std::size_t m = 0; m < list.size(); ++m) {
        tensors[m] = catalogue({vectorTensor("w", list[m].weights)});
        fishers.push_back(fisherFile({vectorTensor("w", list[m].fisher)}));
        settings.coefficients.push_back(list[m].coefficient);
    }
    const Catalogue base = catalogue({vectorTensor("w", std::vector<float>(kSize, 0.25F))});
    std::vector<MergeModel> models;
    for (std::size_t m = 0; m < list.size(); ++m)
        models.push_back({std::to_string(m), &tensors[m], &fishers[m], nullptr});
    const auto merge = ModelMerge::prepare(models, &base, settings, {});
    if (!merge)
        throw std::runtime_error(merge.error().detail);
    return valuesOf((*merge)->outputs())->at("w");
}

RC_GTEST_PROP(MergeLaws, EqualFishersGiveTheAverage, ())
{
    auto models = anyModels();
    for (Model& model : models) {
        model.fisher = models.front().fisher;
        model.coefficient = 1;
    }
    const How how = anyHow();
    const auto fisher = merged(models, "fisher", how);
    const auto average = merged(models, "linear");
    for (std::size_t i = 0; i < kSize; ++i) {
        if (models.size() == 2)
            RC_ASSERT(fisher[i] == average[i]);  // halves are exact
        // One rounding to float apart at most; the sums themselves are in float64.
        RC_ASSERT(std::fabs(fisher[i] - average[i]) <= std::fabs(average[i]) * 0x1p-23);
    }
}

RC_GTEST_PROP(MergeLaws, ACommonScaleOfTheFishersDoesNotMatter, ())
{
    auto models = anyModels();
    const How how = anyHow();
    const auto before = merged(models, "fisher", how);
    const float scale = std::ldexp(1.0F, *rc::gen::inRange(-30, 30));  // exact, so the result must be the same to the bit
    for (Model& model : models)
        for (float& value : model.fisher)
            value *= scale;
    RC_ASSERT(merged(models, "fisher", how) == before);
}

RC_GTEST_PROP(MergeLaws, WithNormalizationNoScaleMatters, ())
{
    auto models = anyModels();
    const How how{*rc::gen::element(Normalization::Mean, Normalization::L2), *rc::gen::element(0.0, 1e-6)};
    const auto before = merged(models, "fisher", how);
    for (Model& model : models)
        for (const float scale = std::ldexp(1.0F, *rc::gen::inRange(-30, 30)); float& value : model.fisher)
            value *= scale;
    RC_ASSERT(merged(models, "fisher", how) == before);
}

RC_GTEST_PROP(MergeLaws, ResultsLieWithinTheInputs, ())
{
    const auto models = anyModels();
    const How how = anyHow();
    for (const char* method : {"fisher", "linear"}) {
        const auto result = merged(models, method, how);
        for (std::size_t i = 0; i < kSize; ++i) {
            const auto [low, high] = std::minmax_element(models.begin(), models.end(), [i](const Model& a, const Model& b) {
                return a.weights[i] < b.weights[i];
            });
            RC_ASSERT(result[i] >= static_cast<double>(low->weights[i]));
            RC_ASSERT(result[i] <= static_cast<double>(high->weights[i]));
        }
    }
}

RC_GTEST_PROP(MergeLaws, TheOrderOfTheModelsDoesNotMatter, ())
{
    auto models = anyModels();
    const How how = anyHow();
    std::vector<std::vector<double>> before;
    for (const char* method : {"fisher", "linear", "task-arithmetic"})
        before.push_back(merged(models, method, how));
    const auto turn = *rc::gen::inRange<std::ptrdiff_t>(1, static_cast<std::ptrdiff_t>(models.size()));
    std::rotate(models.begin(), models.begin() + turn, models.end());
    std::swap(models.front(), models[*rc::gen::inRange<std::size_t>(0, models.size())]);
    std::size_t k = 0;
    for (const char* method : {"fisher", "linear", "task-arithmetic"})
        RC_ASSERT(merged(models, method, how) == before[k++]);
}

RC_GTEST_PROP(MergeLaws, AFisherThatDwarfsTheOthersTakesItsModel, ())
{
    auto models = anyModels();
    const auto winner = *rc::gen::inRange<std::size_t>(0, models.size());
    for (std::size_t m = 0; m < models.size(); ++m)
        for (float& value : models[m].fisher)
            value = m == winner ? 1e10F : std::min(value, 1e-15F);
    const auto result = merged(models, "fisher");
    for (std::size_t i = 0; i < kSize; ++i)  // the largest weight is 572, times a share of 20 · 1e-25 for four others
        RC_ASSERT(std::fabs(result[i] - static_cast<double>(models[winner].weights[i])) <= 1e-19);
}

RC_GTEST_PROP(MergeLaws, EqualModelsStayAsTheyAre, ())
{
    auto models = anyModels();
    for (Model& model : models)
        model.weights = models.front().weights;
    const std::vector<double> weights(models.front().weights.begin(), models.front().weights.end());
    RC_ASSERT(merged(models, "fisher", anyHow()) == weights);
    RC_ASSERT(merged(models, "linear") == weights);
}

RC_GTEST_PROP(MergeLaws, WithoutFloorAndNormalizationTheFisherMergeCostsLeast, ())
{
    // Σλ_i·½ΣF_i(θ−θ_i)² is smallest at the Fisher merge: no other point nearby is cheaper.
    const auto models = anyModels();
    const auto best = merged(models, "fisher", {Normalization::None, 0});
    const auto other = merged(models, "linear");
    const auto cost = [&](const std::vector<double>& point, std::size_t i) {
        double sum = 0;
        for (const Model& model : models)
            sum += model.coefficient * static_cast<double>(model.fisher[i]) * std::pow(point[i] - static_cast<double>(model.weights[i]), 2);
        return sum;
    };
    for (std::size_t i = 0; i < kSize; ++i) {
        double weight = 0;
        for (const Model& model : models)
            weight += model.coefficient * static_cast<double>(model.fisher[i]);
        const double rounding = std::fabs(best[i]) * 0x1p-23;
        RC_ASSERT(cost(best, i) <= cost(other, i) * (1 + 1e-9) + weight * rounding * rounding);
    }
}

}  // namespace
}  // namespace fisherlens
