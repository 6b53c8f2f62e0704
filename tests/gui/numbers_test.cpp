// SPDX-License-Identifier: GPL-3.0-or-later
// Every number of the window is that of the command line: compare, ladder, evaluate, merge, prune.
#include "gui/window_fixture.h"

#include "desktop/document/compute.h"
#include "desktop/document/edit_analyses.h"
#include "desktop/document/plan.h"
#include "desktop/views/agreement_view.h"
#include "desktop/views/merge_view.h"
#include "desktop/views/prune_view.h"

#include <QJsonArray>

#include <cmath>

namespace fisherlens::desktop {
namespace {

using Number = std::optional<double>;

/// null of the command line is undefined in the window.
void expectSame(const Number& shown, const QJsonValue& expected, const std::string& what, double relative = 0)
{
    EXPECT_FALSE(expected.isUndefined()) << what << " is not in the JSON";
    EXPECT_EQ(shown.has_value(), !expected.isNull()) << what;
    if (!shown || !expected.isDouble())
        return;
    if (relative > 0) {
        EXPECT_NEAR(*shown, expected.toDouble(), relative * std::abs(expected.toDouble())) << what;
    } else {
        EXPECT_DOUBLE_EQ(*shown, expected.toDouble()) << what;
    }
}

void expectSame(const Agreement& shown, const QJsonObject& expected, const std::string& what)
{
    expectSame(static_cast<double>(shown.n), expected["n"], what + " n");
    expectSame(static_cast<double>(shown.zerosA), expected["zeros_a"], what + " zeros_a");
    expectSame(static_cast<double>(shown.zerosB), expected["zeros_b"], what + " zeros_b");
    expectSame(static_cast<double>(shown.nonfinite), expected["nonfinite"], what + " nonfinite");
    expectSame(shown.spearman, expected["spearman"], what + " spearman");
    expectSame(shown.kendall, expected["kendall"], what + " kendall");
    expectSame(shown.kendallError, expected["kendall_error"], what + " kendall_error");
    EXPECT_EQ(shown.kendallSampled, expected["kendall_sampled"].toBool()) << what;
    expectSame(shown.pearsonLog, expected["pearson_log"], what + " pearson_log");
    expectSame(shown.cosine, expected["cosine"], what + " cosine");
    expectSame(shown.fit, expected["fit"], what + " fit");
    expectSame(shown.traceRatio, expected["trace_ratio"], what + " trace_ratio");
    expectSame(shown.medianLog10Ratio, expected["median_log10_ratio"], what + " median_log10_ratio");
    expectSame(shown.lowerQuartileLog10Ratio, expected["lower_quartile_log10_ratio"], what + " lower quartile");
    expectSame(shown.upperQuartileLog10Ratio, expected["upper_quartile_log10_ratio"], what + " upper quartile");
    expectSame(shown.logLogSlope, expected["log_log_slope"], what + " log_log_slope");
    const char* shares[] = {"0.001", "0.01", "0.1", "0.5"};
    static_assert(std::size(shares) == kTopShares.size());
    for (std::size_t i = 0; i < kTopShares.size(); ++i)
        expectSame(shown.topOverlap[i], expected["top_overlap"].toObject()[shares[i]], what + " top " + shares[i]);
}

class Numbers : public WindowFixture {
protected:
    static void SetUpTestSuite()
    {
        WindowFixture::SetUpTestSuite();
        recycled_ = recycled("a");
        recycledB_ = recycled("b");
        referenceA_ = folder_->filePath("a.fisher.h5");
        // A reference of B as well: what judges a merge.
        makeReference("b", "rotated", 2);
        referenceB_ = folder_->filePath("b.fisher.h5");
    }
    static QString recycled(const QString& name)
    {
        const QString path = folder_->filePath(name + ".recycled.fisher.h5");
        runCli({"recycle", QString(FL_EXAMPLE_DIR "/") + name + ".pt", "--batch-size", "32", "--reduction", "mean",
                "-o", path});
        return path;
    }
    static QJsonObject merged(const QString& method, double share)
    {
        return runCli({"merge", FL_EXAMPLE_DIR "/a.pt", FL_EXAMPLE_DIR "/b.pt", "--method", method, "--fisher",
                       recycled_, recycledB_, "--reference", referenceA_, referenceB_, "--coefficients",
                       QString::number(1 - share) + ',' + QString::number(share), "-o",
                       folder_->filePath("numbers.safetensors")});
    }
    static void setShare(double share)
    {
        window_->document().change("", [share](Settings& settings) { settings.merge.share = share; });
    }

    static inline QString recycled_, recycledB_, referenceA_, referenceB_;
};

TEST_F(Numbers, OfTheComparison)
{
    const QJsonObject compare = runCli({"compare", recycled_, referenceA_, "--weights", FL_EXAMPLE_DIR "/a.pt"});
    const auto& data = window_->analyses().agreement().value;
    ASSERT_NE(data, nullptr);
    expectSame(data->report.global, compare["global"].toObject(), "global");
    expectSame(data->report.withinSpearman, compare["within"].toObject()["spearman"], "within");
    const QJsonObject attainable = compare["attainable"].toObject();
    expectSame(data->attainableAll, attainable["attainable_spearman"], "attainable");
    ASSERT_TRUE(data->halves);
    expectSame(data->halves->global.spearman, attainable["split_half_spearman"], "between halves");
    const QJsonArray tensors = compare["tensors"].toArray();
    ASSERT_EQ(static_cast<std::size_t>(tensors.size()), data->report.tensors.size());
    for (qsizetype i = 0; i < tensors.size(); ++i) {
        const auto& shown = data->report.tensors[static_cast<std::size_t>(i)];
        const QJsonObject expected = tensors[i].toObject();
        EXPECT_EQ(shown.name, expected["name"].toString().toStdString());
        expectSame(shown.agreement, expected, shown.name);
        expectSame(data->attainable[static_cast<std::size_t>(i)], expected["attainable_spearman"], shown.name);
    }
    std::size_t compared = 0;
    const QJsonArray regrets = compare["regret"].toObject()["prune"].toArray();
    for (const QJsonValue& value : regrets)
        for (const PruneRegret& regret : data->regret)
            if (std::abs(regret.sparsity - value["sparsity"].toDouble()) < 1e-12) {
                ++compared;
                expectSame(regret.regret, value["regret"], "regret");
                expectSame(regret.magnitude, value["magnitude"], "regret of magnitude");
                expectSame(regret.random, value["random"], "regret of random");
            }
    EXPECT_GE(compared, 4U);
    EXPECT_EQ(compared, data->regret.size()) << "every sparsity that the window shows";
}

/// The rows of the table are the numbers above, so that what is read is what was compared.
TEST_F(Numbers, OfTheTableOfCoefficients)
{
    const QJsonObject compare = runCli({"compare", recycled_, referenceA_, "--weights", FL_EXAMPLE_DIR "/a.pt"});
    const QJsonObject global = compare["global"].toObject(), overlap = global["top_overlap"].toObject();
    const auto rows = coefficientRows(*window_->analyses().agreement().value);
    const QJsonValue expected[] = {global["spearman"], compare["within"].toObject()["spearman"],
                                   global["kendall"],  global["pearson_log"],
                                   global["cosine"],   overlap["0.001"],
                                   overlap["0.01"],    overlap["0.1"],
                                   overlap["0.5"],     global["trace_ratio"]};
    ASSERT_GE(rows.size(), std::size(expected));
    for (std::size_t i = 0; i < std::size(expected); ++i)
        expectSame(rows[i].number, expected[i], rows[i].name.toStdString());
}

TEST_F(Numbers, OfTheLadder)
{
    const QJsonObject json = runCli({"ladder", recycled_, "--empirical", referenceA_});
    const auto& data = window_->analyses().agreement().value;
    ASSERT_TRUE(data && data->ladder);
    const auto compare = [](const std::vector<Rung>& shown, const QJsonArray& expected, const std::string& what) {
        ASSERT_EQ(static_cast<std::size_t>(expected.size()), shown.size()) << what;
        for (std::size_t i = 0; i < shown.size(); ++i) {
            const QJsonObject rung = expected[static_cast<qsizetype>(i)].toObject();
            EXPECT_EQ(shown[i].from, rung["from"].toString().toStdString());
            EXPECT_EQ(shown[i].to, rung["to"].toString().toStdString());
            expectSame(shown[i].traceRatio, rung["trace_ratio"], what + " trace ratio");
            expectSame(shown[i].spearman, rung["spearman"], what + " spearman");
        }
    };
    compare(data->ladder->global, json["global"].toArray(), "all");
    const QJsonArray tensors = json["tensors"].toArray();
    ASSERT_EQ(static_cast<std::size_t>(tensors.size()), data->ladder->tensors.size());
    for (std::size_t i = 0; i < data->ladder->tensors.size(); ++i)
        compare(data->ladder->tensors[i].rungs, tensors[static_cast<qsizetype>(i)].toObject()["rungs"].toArray(),
                data->ladder->tensors[i].name);
    const LadderSpec picture = ladderPicture(*data->ladder);
    for (std::size_t i = 0; i < picture.arrows.size(); ++i)
        EXPECT_TRUE(picture.arrows[i].below.contains(QString::number(*data->ladder->global[i].spearman, 'f', 3)));
}

TEST_F(Numbers, OfTheEvaluation)
{
    const auto& curves = window_->analyses().edits().mergeCurves().value;
    const auto& pruned = window_->analyses().edits().pruneCurves().value;
    ASSERT_TRUE(curves && pruned);
    const auto evaluate = [](const QString& weights, const QString& data) {
        return runCli({"evaluate", "--model", FL_EXAMPLE_DIR "/model.ts", "--weights", FL_EXAMPLE_DIR "/" + weights,
                       "--data", FL_EXAMPLE_DIR "/" + data, "--loss", "cross-entropy"});
    };
    const auto compare = [&](const EvaluatedTask& shown, const QString& weights, const QString& data) {
        const QJsonObject expected = evaluate(weights, data);
        expectSame(shown.loss, expected["loss"], (weights + " on " + data).toStdString());
        expectSame(shown.accuracy, expected["accuracy"], (weights + " on " + data).toStdString());
    };
    compare(curves->parentA[0], "a.pt", "upright-test.h5");
    compare(curves->parentA[1], "a.pt", "rotated-test.h5");
    compare(curves->parentB[0], "b.pt", "upright-test.h5");
    compare(curves->parentB[1], "b.pt", "rotated-test.h5");
    compare(pruned->unpruned, "a.pt", "upright-test.h5");
}

TEST_F(Numbers, OfTheMerge)
{
    const auto& curves = window_->analyses().edits().mergeCurves().value;
    const auto& preview = window_->analyses().edits().mergePreview().value;
    ASSERT_TRUE(curves && preview);
    for (const auto& [method, name] : {std::pair(CurveMethod::FisherRecycled, QString("fisher")),
                                       std::pair(CurveMethod::Linear, QString("linear"))}) {
        const double share = 0.65;  // an evaluated point
        const QJsonObject json = merged(name, share);
        const auto at = evaluatedAt(*curves, method, share);
        ASSERT_TRUE(at && at->exact);
        const std::string what = name.toStdString();
        // The files that the command line reads hold the diagonals as float32; the window has not rounded them.
        const double rounded = 1e-6;
        expectSame(at->regret, json["regret"], what + " regret", rounded);
        EXPECT_GE(at->regret, 1 - 1e-6);
        const QJsonArray costs = json["predicted_cost"].toArray();
        ASSERT_EQ(costs.size(), 2);
        expectSame(at->predictedA, costs[0].toObject()["value"], what + " cost on A", rounded);
        expectSame(at->predictedB, costs[1].toObject()["value"], what + " cost on B", rounded);
        // The preview adds up bins of log r; its error is stated in DESIGN.md 5.
        MergeTuning tuning = window_->document().settings().merge;
        tuning.method = name;
        TensorShares shares(tuning, preview->tensors());
        const MergePrediction predicted =
            preview->evaluateTotal(shares.at(share), previewRule(tuning), window_->analyses().edits().normalization());
        expectSame(predicted.costA, costs[0].toObject()["value"], what + " preview on A", 2e-3);
        expectSame(predicted.costB, costs[1].toObject()["value"], what + " preview on B", 2e-3);
    }
    setShare(0.65);
    const QString verdict = window_->merge()->verdict();
    EXPECT_TRUE(verdict.contains("Under the references it costs")) << verdict.toStdString();
    window_->document().undoStack().undo();
}

TEST_F(Numbers, OfPruning)
{
    const auto& preview = window_->analyses().edits().prunePreview().value;
    ASSERT_NE(preview, nullptr);
    PruneChoice choice = effectivePrune(window_->analyses());
    const auto& model = window_->analyses().source(choice.model).value;
    for (const bool perTensor : {false, true})
        for (const auto& [criterion, name] : {std::pair(PruneCriterion::Fisher, QString("fisher")),
                                              std::pair(PruneCriterion::Magnitude, QString("magnitude"))}) {
            choice.perTensor = perTensor;
            choice.criterion = name;
            QStringList arguments{"prune",       FL_EXAMPLE_DIR "/a.pt",
                                  "--criterion", name,
                                  "--sparsity",  "0.75",
                                  "--fisher",    recycled_,
                                  "--scope",     perTensor ? "tensor" : "global",
                                  "-o",          folder_->filePath("pruned.safetensors")};
            for (const std::string& glob : pruneSettings(choice, model->opened->checkpoint->tensors).exclude)
                arguments << "--exclude" << QString::fromStdString(glob);
            const QJsonObject json = runCli(arguments);
            const PrunePrediction at = preview->evaluate(criterion, 0.75, perTensor, choice.keepZeroFisher);
            const std::string what = name.toStdString() + (perTensor ? " per tensor" : "");
            expectSame(static_cast<double>(at.total.pruned), json["pruned"], what + " removed");
            expectSame(static_cast<double>(at.total.pruned) / static_cast<double>(at.total.entries), json["sparsity"],
                       what + " sparsity");
            const QJsonArray costs = json["predicted_cost"].toArray();
            if (!costs.isEmpty())
                expectSame(at.total.cost, costs[0].toObject()["value"], what + " cost", 2e-2);
            const QJsonArray tensors = json["tensors"].toArray();
            for (const QJsonValue& tensor : tensors)
                for (std::size_t i = 0; i < at.tensors.size(); ++i)
                    if (preview->names()[i] == tensor["name"].toString().toStdString()) {
                        EXPECT_NEAR(static_cast<double>(at.tensors[i].pruned), tensor["pruned"].toDouble(),
                                    static_cast<double>(at.unresolved))
                            << what << " of " << preview->names()[i];
                    }
        }
}

}  // namespace
}  // namespace fisherlens::desktop
