// SPDX-License-Identifier: GPL-3.0-or-later
// The whole job in the window, offscreen, with real events.
#include "gui/window_fixture.h"

#include "desktop/app/figures.h"
#include "desktop/app/writing.h"
#include "desktop/document/session.h"
#include "desktop/views/agreement_view.h"
#include "desktop/views/heatmap_view.h"
#include "desktop/views/inspector.h"
#include "desktop/views/merge_view.h"
#include "desktop/views/overview_view.h"
#include "desktop/views/painted_view.h"
#include "desktop/views/panels.h"
#include "desktop/views/plot_view.h"
#include "desktop/views/prune_view.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QDoubleSpinBox>
#include <QDropEvent>
#include <QFile>
#include <QJsonArray>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QSlider>
#include <QTableView>
#include <QTableWidget>
#include <QTreeView>

#include <cmath>

namespace fisherlens::desktop {
namespace {

class Window : public WindowFixture {};

TEST_F(Window, OpensTheExampleAndMapsItsOptimizerState)
{
    ASSERT_EQ(window_->document().settings().sources.size(), 5U);
    for (const SourceSettings& source : window_->document().settings().sources)
        EXPECT_EQ(window_->analyses().source(source.id).state, Analysis<SourceData>::Ready)
            << source.name.toStdString();
    EXPECT_EQ(window_->overview()->model().rowCount(), 4) << "conv1, conv2, fc1, fc2";
    const Settings& settings = window_->document().settings();
    EXPECT_EQ(settings.merge.a, 1);
    EXPECT_EQ(settings.merge.b, 2);
    EXPECT_EQ(settings.agreement.reference, 5);
    EXPECT_EQ(window_->sources()->list()->model()->index(0, 0).data(SourcesModel::SubtitleRole).toString(),
              QStringLiteral("AdamW \u00b7 step 400 \u00b7 B 32"));
}

TEST_F(Window, WhatItShowsIsWhatItComputed)
{
    const auto& data = window_->analyses().agreement().value;
    const QTableWidget* table = window_->agreement()->table();
    EXPECT_EQ(table->item(0, 1)->text(), QString::number(*data->report.global.spearman, 'f', 4));
    EXPECT_EQ(table->item(0, 2)->text(), QString::number(*data->attainableAll, 'f', 4));
    EXPECT_EQ(window_->agreement()->bars()->bars().rows.size(), 8U);
    EXPECT_TRUE(window_->agreement()->verdict().contains(QString::number(*data->report.global.spearman, 'f', 3)));
    window_->tabs()->setCurrentWidget(window_->merge());
    const auto& curves = window_->analyses().edits().mergeCurves().value;
    ASSERT_NE(curves, nullptr);
    const QJsonObject parent =
        runCli({"evaluate", "--model", FL_EXAMPLE_DIR "/model.ts", "--weights", FL_EXAMPLE_DIR "/a.pt", "--data",
                FL_EXAMPLE_DIR "/upright-test.h5", "--loss", "cross-entropy"});
    EXPECT_DOUBLE_EQ(curves->parentA[0].loss, parent["loss"].toDouble());
    EXPECT_DOUBLE_EQ(*curves->parentA[0].accuracy, parent["accuracy"].toDouble());
}

TEST_F(Window, DraggingTheCurveMovesTheShareInOneUndoStepAndEscapeGivesItBack)
{
    window_->tabs()->setCurrentWidget(window_->merge());
    QTest::qWait(50);
    PlotView* plot = window_->merge()->curve();
    plot->replot();
    const int steps = window_->document().undoStack().count();
    QTest::mousePress(plot, Qt::LeftButton, {}, plot->pixelAt(0.3));
    QTest::mouseMove(plot, plot->pixelAt(0.6));
    QTest::mouseRelease(plot, Qt::LeftButton, {}, plot->pixelAt(0.7));
    EXPECT_NEAR(window_->document().settings().merge.share, 0.7, 0.01);
    EXPECT_EQ(window_->document().undoStack().count(), steps + 1);
    EXPECT_EQ(window_->document().undoStack().undoText(), "Share of B");
    const double before = window_->document().settings().merge.share;
    QTest::mousePress(plot, Qt::LeftButton, {}, plot->pixelAt(0.1));
    EXPECT_NEAR(window_->document().settings().merge.share, 0.1, 0.01);
    QTest::keyClick(plot, Qt::Key_Escape);
    QTest::mouseRelease(plot, Qt::LeftButton, {}, plot->pixelAt(0.1));
    EXPECT_DOUBLE_EQ(window_->document().settings().merge.share, before);
    window_->document().undoStack().undo();
    EXPECT_DOUBLE_EQ(window_->document().settings().merge.share, 0.5);
}

TEST_F(Window, KeysMoveSlidersAndTheNumberFollows)
{
    window_->tabs()->setCurrentWidget(window_->merge());
    QSlider* slider = window_->merge()->slider();
    const double before = window_->document().settings().merge.share;
    QTest::keyClick(slider, Qt::Key_PageUp);
    EXPECT_NEAR(window_->document().settings().merge.share, before + 0.05, 1e-9);
    EXPECT_NEAR(window_->merge()->number()->value(), before + 0.05, 1e-9);
    QTest::keyClick(window_->merge()->curve(), Qt::Key_Left);
    EXPECT_NEAR(window_->document().settings().merge.share, before + 0.04, 1e-9);
    window_->document().undoStack().undo();
    window_->document().undoStack().undo();
    EXPECT_NEAR(window_->document().settings().merge.share, before, 1e-9);
}

TEST_F(Window, TheSuggestionIsTheBestEvaluatedShare)
{
    const auto& curves = window_->analyses().edits().mergeCurves().value;
    const auto share = window_->merge()->suggestion();
    ASSERT_TRUE(share);
    double best = 1e300, at = -1;
    for (const MergeCurvePoint& point : curves->curves[0].points)
        if (const double loss = point.tasks[0].loss + point.tasks[1].loss; loss < best) {
            best = loss;
            at = point.share;
        }
    EXPECT_DOUBLE_EQ(*share, at);
}

TEST_F(Window, SelectionAndFilterAreSharedByAllViews)
{
    QTreeView* tree = window_->layers()->tree();
    const auto* model = static_cast<const LayersModel*>(tree->model());
    tree->setCurrentIndex(model->indexOf("conv2.weight"));
    EXPECT_EQ(window_->document().selectedTensor(), "conv2.weight");
    EXPECT_EQ(window_->overview()->table()->currentIndex().data(OverviewModel::NameRole).toString(), "conv2.weight");
    EXPECT_TRUE(window_->inspector()->text().contains("conv2.weight"));
    EXPECT_TRUE(window_->inspector()->text().contains("order, shapes verified"));
    settle();
    EXPECT_EQ(window_->analyses().density().value->tensor, "conv2.weight");
    QTest::keyClicks(window_->filter(), "fc1");
    EXPECT_EQ(window_->overview()->table()->model()->rowCount(), 1);
    EXPECT_EQ(model->rowCount(), 1);
    window_->filter()->clear();
    EXPECT_EQ(window_->overview()->table()->model()->rowCount(), 4);
}

TEST_F(Window, PruningShowsExactCountsAndWritesWhatItShows)
{
    window_->tabs()->setCurrentWidget(window_->prune());
    window_->prune()->number()->setValue(80);
    EXPECT_NEAR(window_->document().settings().prune.sparsity, 0.8, 1e-12);
    const auto& preview = window_->analyses().edits().prunePreview().value;
    const auto at = preview->evaluate(PruneCriterion::Fisher, 0.8, false, false);
    EXPECT_TRUE(window_->prune()->countsText().contains(QLocale().toString(static_cast<qlonglong>(at.total.pruned))));
    const QString path = folder_->filePath("pruned.safetensors");
    window_->commands().writing().pruneTo(path);
    settle();
    const QJsonObject recipe = QJsonDocument::fromJson(content(path + ".recipe.json")).object();
    ASSERT_FALSE(recipe.isEmpty());
    const QJsonObject again =
        runCli({"prune", "--recipe", path + ".recipe.json", "-o", folder_->filePath("pruned-again.safetensors")});
    EXPECT_EQ(content(path), content(folder_->filePath("pruned-again.safetensors")));
    EXPECT_EQ(again["pruned"].toDouble(), static_cast<double>(at.total.pruned));
    window_->document().undoStack().undo();
    EXPECT_NEAR(window_->document().settings().prune.sparsity, 0.75, 1e-12);
}

TEST_F(Window, WritesTheMergeThatItPreviewed)
{
    const QString path = folder_->filePath("merged.safetensors");
    window_->document().change("Share of B", [](Settings& settings) { settings.merge.share = 0.65; });
    settle();
    window_->commands().writing().mergeTo(path);
    settle();
    runCli({"merge", "--recipe", path + ".recipe.json", "-o", folder_->filePath("merged-again.safetensors")});
    EXPECT_EQ(content(path), content(folder_->filePath("merged-again.safetensors")));
    const QJsonObject evaluated = runCli({"evaluate", "--model", FL_EXAMPLE_DIR "/model.ts", "--weights", path,
                                          "--data", FL_EXAMPLE_DIR "/upright-test.h5", "--loss", "cross-entropy"});
    const auto at = evaluatedAt(*window_->analyses().edits().mergeCurves().value, CurveMethod::FisherRecycled, 0.65);
    ASSERT_TRUE(at && at->exact);
    EXPECT_NEAR(at->lossA, evaluated["loss"].toDouble(), 1e-5) << "float32 rounding of the written model";
    window_->document().undoStack().undo();
}

TEST_F(Window, SpeaksJapaneseAndEnglishWithoutRestart)
{
    preferences_->setLanguage("ja");
    QTest::qWait(20);
    EXPECT_EQ(window_->tabs()->tabText(2), QStringLiteral("\u4e00\u81f4\u5ea6"));
    EXPECT_TRUE(window_->overview()->verdict().contains(QStringLiteral("\u9806\u4f4d")));
    preferences_->setLanguage("en");
    QTest::qWait(20);
    EXPECT_EQ(window_->tabs()->tabText(2), "Agreement");
}

TEST_F(Window, ExportsEveryFigure)
{
    ExportOptions options;
    options.format = ExportFormat::Svg;
    const auto written = exportAllFigures(window_->analyses(), folder_->filePath("figures"), options);
    ASSERT_TRUE(written) << describe(written.error());
    for (const char* name : {"overview.svg", "heatmap.svg", "profile.svg", "heatmap-ratio.svg", "profile-ratio.svg",
                             "tiles.svg", "ratio-tiles.svg", "mask.svg", "distribution.svg", "agreement.svg",
                             "ladder.svg", "timeline.svg", "merge.svg", "prune.svg"})
        EXPECT_TRUE(written->contains(folder_->filePath("figures/") + name)) << name;
}

TEST_F(Window, SessionsComeBack)
{
    const QString path = folder_->filePath("s.session.json");
    window_->commands().writeSessionTo(path);
    settle();
    const auto session = readSession(path.toStdString());
    ASSERT_TRUE(session) << describe(session.error());
    EXPECT_EQ(session->sha256.size(), 5U);
    EXPECT_EQ(session->settings.sources[0].path, QString(FL_EXAMPLE_DIR "/a.pt"));
}

TEST_F(Window, ADroppedFileThatIsNoCheckpointIsASentenceAmongTheFindings)
{
    const QString path = folder_->filePath("broken.pt");
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("PK\x03\x04 not a zip");
    file.close();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(100, 100), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window_, &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop(QPointF(100, 100), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window_, &drop);
    settle();
    const auto& analysis = window_->analyses().source(window_->document().settings().sources.back().id);
    EXPECT_EQ(analysis.state, Analysis<SourceData>::Failed);
    EXPECT_EQ(window_->findings()->model().rows().front().severity, Severity::Error);
    window_->document().undoStack().undo();
    EXPECT_EQ(window_->document().settings().sources.size(), 5U);
}

TEST(Closing, ASourceWhileItIsOpenedForgetsItsResult)
{
    JobRunner runner;
    Document document;
    Analyses analyses(document, runner);
    for (int round = 0; round < 5; ++round) {
        SourceSettings source;
        source.path = FL_EXAMPLE_DIR "/a.pt";
        source.name = "a";
        const SourceId id = document.addSource(source);
        analyses.reload(id);
        document.removeSource(id);
        EXPECT_TRUE(QTest::qWaitFor([&] { return runner.isIdle(); }, kPatience));
        EXPECT_EQ(analyses.source(id).value, nullptr);
    }
}

TEST(Closing, WhileJobsRunJoinsCleanly)
{
    Preferences preferences(*qApp);
    const int given = qEnvironmentVariableIntValue("FISHERLENS_CLOSE_ROUNDS");
    for (int round = 0; round < (given ? given : 8); ++round) {
        MainWindow window(preferences);
        window.show();
        window.commands().openSession(FL_EXAMPLE_DIR "/example.session.json");
        QTest::qWait(round * 25 % 400);
        window.close();
    }
}

}  // namespace
}  // namespace fisherlens::desktop
