// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/curves.h"

#include "fisher/recycle.h"
#include "formats/checkpoint.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>

namespace fisherlens {
namespace {

const std::string kExample = FL_EXAMPLE_DIR;

/// The bundled example and what PyTorch found about it (tests/data/example_expectations.py).
class ExampleCurves : public testing::Test {
protected:
    void SetUp() override
    {
        std::ifstream(std::string(FL_TEST_DATA) + "/example_expectations.json") >> expected;
        for (auto* side : {&a, &b}) {
            OpenOptions options;
            options.path = kExample + (side == &a ? "/a.pt" : "/b.pt");
            auto checkpoint = openCheckpoint(options, {});
            ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
            side->checkpoint = std::move(*checkpoint);
            RecycleSettings settings;
            settings.batchSize = 32;
            settings.reduction = Reduction::Mean;
            auto fisher = recycle(side->checkpoint, settings, {});
            ASSERT_TRUE(fisher) << describe(fisher.error());
            side->fisher = std::move(*fisher);
        }
    }
    static CurveTask task(const std::string& data)
    {
        return {data, kExample + "/model.ts", kExample + "/" + data + ".h5", {}};
    }
    MergeCurveRequest mergeRequest()
    {
        MergeCurveRequest request;
        request.a = {"a", &a.checkpoint.tensors, &a.fisher, nullptr};
        request.b = {"b", &b.checkpoint.tensors, &b.fisher, nullptr};
        request.tasks = {task("upright-test"), task("rotated-test")};
        return request;
    }

    struct Side {
        Checkpoint checkpoint;
        FisherFile fisher;
    };
    Side a, b;
    nlohmann::json expected;
};

void expectEvaluation(const EvaluatedTask& found, const nlohmann::json& expected)
{
    ASSERT_TRUE(found.accuracy);
    EXPECT_NEAR(*found.accuracy, expected["accuracy"].get<double>(), 1e-12);
    EXPECT_NEAR(found.loss, expected["loss"].get<double>(), 1e-5 * expected["loss"].get<double>());
}

TEST_F(ExampleCurves, EvaluateMergesAsPyTorchDoes)
{
    MergeCurveRequest request = mergeRequest();
    request.methods = {CurveMethod::FisherRecycled, CurveMethod::Linear};
    request.shares = {0, 0.5, 0.65, 1};
    Findings findings;
    std::vector<double> progress;
    Progress receiver([&](const ProgressReport& report) { progress.push_back(report.share); });
    const auto curves = evaluatedMergeCurves(request, {{}, &receiver, &findings});
    ASSERT_TRUE(curves) << describe(curves.error());
    expectEvaluation(curves->parentA[0], expected["evaluate"]["a on upright-test"]);
    expectEvaluation(curves->parentA[1], expected["evaluate"]["a on rotated-test"]);
    expectEvaluation(curves->parentB[0], expected["evaluate"]["b on upright-test"]);
    expectEvaluation(curves->parentB[1], expected["evaluate"]["b on rotated-test"]);
    ASSERT_EQ(curves->curves.size(), 2U);
    for (const MergeCurve& curve : curves->curves) {
        const std::string method = curve.method == CurveMethod::Linear ? "linear" : "fisher";
        SCOPED_TRACE(method);
        ASSERT_EQ(curve.points.size(), 4U);
        for (const std::size_t i : {1, 2}) {
            const auto& entry = expected["merge"][i == 1 ? "0.5" : "0.65"][method];
            expectEvaluation(curve.points[i].tasks[0], entry["evaluate"]["upright-test"]);
            expectEvaluation(curve.points[i].tasks[1], entry["evaluate"]["rotated-test"]);
            for (const std::size_t t : {0, 1})
                EXPECT_NEAR(*curve.points[i].tasks[t].predicted, entry["predicted_cost"][t].get<double>(),
                            1e-4 * entry["predicted_cost"][t].get<double>());
        }
        expectEvaluation(curve.points[0].tasks[0], expected["evaluate"]["a on upright-test"]);
        expectEvaluation(curve.points[3].tasks[1], expected["evaluate"]["b on rotated-test"]);
        EXPECT_EQ(curve.points[0].tasks[0].predicted, 0.0);
        ASSERT_EQ(curve.fits.size(), 2U);
        // Merges are far outside the range of the quadratic (UI.md 7): it does worse than the mean.
        ASSERT_TRUE(curve.fits[0] && curve.fits[0]->predictionR2);
        EXPECT_LT(*curve.fits[0]->predictionR2, 0);
        EXPECT_LE(*curve.fits[0]->predictionR2, *curve.fits[0]->fitR2);
    }
    EXPECT_EQ(progress.back(), 1);
    EXPECT_TRUE(std::is_sorted(progress.begin(), progress.end()));
}

TEST_F(ExampleCurves, ReferencesAddTheRegret)
{
    MergeCurveRequest request = mergeRequest();
    request.methods = {CurveMethod::FisherRecycled, CurveMethod::FisherReference, CurveMethod::Linear};
    request.shares = {0.5};
    request.a.reference = &a.fisher;  // as its own reference a merge has nothing to regret
    request.b.reference = &b.fisher;
    const auto curves = evaluatedMergeCurves(request, {});
    ASSERT_TRUE(curves) << describe(curves.error());
    for (const std::size_t own : {0, 1}) {
        ASSERT_TRUE(curves->curves[own].points[0].regret);
        EXPECT_NEAR(*curves->curves[own].points[0].regret, 1, 1e-5);
    }
    ASSERT_TRUE(curves->curves[2].points[0].regret);
    EXPECT_GT(*curves->curves[2].points[0].regret, 1.01) << "a linear merge is not the best under a Fisher";
    request.methods = {CurveMethod::Linear};
    request.a.reference = nullptr;
    const auto without = evaluatedMergeCurves(request, {});
    ASSERT_TRUE(without);
    EXPECT_FALSE(without->curves[0].points[0].regret);
}

TEST_F(ExampleCurves, RulesHoldTheirTensorsAtEveryShare)
{
    MergeCurveRequest request = mergeRequest();
    request.methods = {CurveMethod::FisherRecycled};
    request.shares = {0, 0.5};
    request.rules = {{"*", {0.5, 0.5}}};
    const auto all = evaluatedMergeCurves(request, {});
    ASSERT_TRUE(all) << describe(all.error());
    for (const MergeCurvePoint& point : all->curves[0].points)
        expectEvaluation(point.tasks[0], expected["merge"]["0.5"]["fisher"]["evaluate"]["upright-test"]);
    request.rules = {{"conv*", {0.35, 0.65}}, {"fc*", {0.35, 0.65}}};
    const auto same = evaluatedMergeCurves(request, {});
    ASSERT_TRUE(same);
    expectEvaluation(same->curves[0].points[0].tasks[1],
                     expected["merge"]["0.65"]["fisher"]["evaluate"]["rotated-test"]);
}

TEST_F(ExampleCurves, EvaluatePrunedModelsAsPyTorchDoes)
{
    PruneCurveRequest request;
    request.tensors = &a.checkpoint.tensors;
    request.recycled = &a.fisher;
    request.task = task("upright-test");
    request.choices = {
        {PruneCriterion::Fisher, false}, {PruneCriterion::Magnitude, false}, {PruneCriterion::FisherOnly, false}};
    request.sparsities = {0, 0.5, 0.75, 0.9};
    const auto curves = evaluatedPruneCurves(request, {});
    ASSERT_TRUE(curves) << describe(curves.error());
    expectEvaluation(curves->unpruned, expected["evaluate"]["a on upright-test"]);
    ASSERT_EQ(curves->curves.size(), 3U);
    for (const PruneCurve& curve : curves->curves) {
        const auto& pruned = expected["a"]["pruned_75"];
        ASSERT_EQ(curve.points.size(), 4U);
        EXPECT_EQ(curve.points[2].pruned, pruned["count"].get<std::int64_t>());
        EXPECT_EQ(curve.points[2].prunable, expected["parameters"].get<std::int64_t>());
        EXPECT_NEAR(*curve.points[2].task.accuracy,
                    pruned["accuracy"][std::string(name(curve.choice.criterion))].get<double>(), 1e-12);
        expectEvaluation(curve.points[0].task, expected["evaluate"]["a on upright-test"]);
        ASSERT_TRUE(curve.fit);
        EXPECT_EQ(curve.fit->points, 4U);
        for (std::size_t i = 1; i < 4; ++i)
            EXPECT_GE(*curve.points[i].task.predicted, *curve.points[i - 1].task.predicted);
    }
    // Among equal counts the Fisher criterion removes what costs least under the Fisher.
    EXPECT_LE(*curves->curves[0].points[2].task.predicted, *curves->curves[1].points[2].task.predicted);
}

TEST_F(ExampleCurves, RefuseWhatTheyCannotDraw)
{
    MergeCurveRequest request = mergeRequest();
    request.methods = {CurveMethod::FisherReference};
    request.shares = {0.5};
    EXPECT_EQ(evaluatedMergeCurves(request, {}).error().code, ErrorCode::Usage);
    request.methods = {CurveMethod::Linear};
    request.shares = {1.5};
    EXPECT_EQ(evaluatedMergeCurves(request, {}).error().code, ErrorCode::Usage);
    request.shares = {0.5};
    request.memoryLimit = 1000;
    const auto tooLarge = evaluatedMergeCurves(request, {});
    ASSERT_FALSE(tooLarge);
    EXPECT_EQ(tooLarge.error().code, ErrorCode::Unsupported);
    request.memoryLimit = 0;
    request.tasks.pop_back();
    EXPECT_EQ(evaluatedMergeCurves(request, {}).error().code, ErrorCode::Usage);
    JobContext context;
    context.cancel.request();
    request = mergeRequest();
    request.methods = {CurveMethod::Linear};
    request.shares = {0.5};
    EXPECT_EQ(evaluatedMergeCurves(request, context).error().code, ErrorCode::Cancelled);
}

TEST(FitPredictedCost, IsLeastSquares)
{
    // y = 2 + 3x + (−1, 1, 1, −1)·½ on x = 0..3: the residuals are orthogonal to 1 and x.
    const std::vector<double> x{0, 1, 2, 3}, y{1.5, 5.5, 8.5, 10.5};
    const auto fit = fitPredictedCost(x, y, 1);
    ASSERT_TRUE(fit);
    EXPECT_DOUBLE_EQ(fit->slope, 3);
    EXPECT_DOUBLE_EQ(fit->intercept, 2);
    EXPECT_EQ(fit->points, 4U);
    // Σ(y − mean)² = 46, residuals of the line 4·¼ = 1, of 1 + x: 0.5, 3.5, 5.5, 6.5.
    EXPECT_DOUBLE_EQ(*fit->fitR2, 1 - 1.0 / 46);
    EXPECT_DOUBLE_EQ(*fit->predictionR2, 1 - (0.25 + 12.25 + 30.25 + 42.25) / 46);
}

TEST(FitPredictedCost, IsPerfectForATruePredictionAndUndefinedWithoutSpread)
{
    const std::vector<double> x{0, 1, 4, 9}, y{2, 3, 6, 11}, flat{5, 5, 5, 5};
    EXPECT_DOUBLE_EQ(*fitPredictedCost(x, y, 2)->predictionR2, 1);
    const auto level = fitPredictedCost(x, flat, 5);
    ASSERT_TRUE(level);
    EXPECT_FALSE(level->fitR2 || level->predictionR2);
    EXPECT_EQ(fitPredictedCost(flat, y, 0)->fitR2, 0.0);
    EXPECT_FALSE(fitPredictedCost(std::span(x).first(3), std::span(y).first(3), 0));
}

}  // namespace
}  // namespace fisherlens
