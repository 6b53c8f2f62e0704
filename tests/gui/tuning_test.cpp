// SPDX-License-Identifier: GPL-3.0-or-later
// Direct manipulation in the views: colour bar, Pareto front, settings A and B, coefficient rules, treemap, outliers.
#include "gui/window_fixture.h"

#include "desktop/app/writing.h"
#include "desktop/views/agreement_view.h"
#include "desktop/views/colour_bar.h"
#include "desktop/views/heatmap_view.h"
#include "desktop/views/level_control.h"
#include "desktop/views/merge_view.h"
#include "desktop/views/outliers_dialog.h"
#include "desktop/views/overview_view.h"
#include "desktop/views/painted_view.h"
#include "desktop/views/rules_dialog.h"
#include "desktop/views/rules_panel.h"
#include "desktop/views/table_actions.h"
#include "desktop/views/tile_view.h"
#include "desktop/views/treemap_view.h"
#include "desktop/views/words.h"
#include "operations/density.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSlider>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QTreeView>

#include <algorithm>
#include <cmath>

namespace fisherlens::desktop {
namespace {

class Tuning : public WindowFixture {
protected:
    static Document& document() { return window_->document(); }
    static void open(QWidget* view)
    {
        window_->tabs()->setCurrentWidget(view);
        QTest::qWait(50);
    }
    static std::size_t rowOf(const QString& pattern)
    {
        const auto& rows = window_->merge()->rules()->rows();
        const auto at = std::find_if(rows.begin(), rows.end(),
                                     [&](const CoefficientRule& rule) { return rule.pattern == pattern; });
        EXPECT_NE(at, rows.end()) << pattern.toStdString();
        return static_cast<std::size_t>(at - rows.begin());
    }
};

TEST_F(Tuning, AnEndOfTheColourBarIsDraggedInOneUndoStep)
{
    open(window_->heatmap());
    document().selectTensor("fc1.weight");
    ColourBar* bar = window_->heatmap()->colourBar();
    EXPECT_EQ(window_->heatmap()->rangeText(), QStringLiteral("range 1 % \u2013 99 %"));
    const int steps = document().undoStack().index();
    const ColourBar::Range before = bar->range();
    const QPoint start = bar->lowHandle().toPoint();
    QTest::mousePress(bar, Qt::LeftButton, {}, start);
    QTest::mouseMove(bar, start - QPoint(0, 10));
    QTest::mouseMove(bar, start - QPoint(0, 30));
    QTest::mouseRelease(bar, Qt::LeftButton, {}, start - QPoint(0, 30));
    const HeatmapChoice& choice = document().settings().heatmap;
    ASSERT_TRUE(choice.low && choice.high);
    EXPECT_GT(std::log10(*choice.low), before.low + 0.2);
    EXPECT_NEAR(std::log10(*choice.high), before.high, 1e-9);
    EXPECT_EQ(document().undoStack().index(), steps + 1);
    EXPECT_EQ(document().undoStack().undoText(), "Colour range");
    EXPECT_FALSE(window_->heatmap()->rangeText().contains('%'));
    EXPECT_DOUBLE_EQ(std::get<MatrixSpec>(window_->heatmap()->matrix()->figure().spec).low, *choice.low);
    EXPECT_DOUBLE_EQ(std::get<TilesSpec>(window_->heatmap()->tiles()->figure().spec).low, *choice.low)
        << "the tiles take the same range";

    QTest::mousePress(bar, Qt::LeftButton, {}, bar->highHandle().toPoint());
    QTest::mouseMove(bar, bar->highHandle().toPoint() + QPoint(0, 25));
    EXPECT_LT(std::log10(*document().settings().heatmap.high), before.high - 0.1);
    QTest::keyClick(bar, Qt::Key_Escape);
    QTest::mouseRelease(bar, Qt::LeftButton, {}, bar->highHandle().toPoint());
    EXPECT_NEAR(std::log10(*document().settings().heatmap.high), before.high, 1e-9);
    EXPECT_EQ(document().undoStack().index(), steps + 1) << "a drag that Escape gives back leaves no step";

    window_->heatmap()->resetRange();
    EXPECT_FALSE(document().settings().heatmap.low);
    EXPECT_EQ(window_->heatmap()->rangeText(), QStringLiteral("range 1 % \u2013 99 %"));
    document().undoStack().undo();
    document().undoStack().undo();
    EXPECT_EQ(document().undoStack().index(), steps);
}

TEST_F(Tuning, TheColourBarIsMovedByKeysAndItsEndsDoNotCross)
{
    open(window_->heatmap());
    ColourBar* bar = window_->heatmap()->colourBar();
    const ColourBar::Range before = bar->range();
    bar->setFocus();
    QTest::keyClick(bar, Qt::Key_Left);
    QTest::keyClick(bar, Qt::Key_Up);
    EXPECT_NEAR(bar->range().low, before.low + 0.1, 1e-6);
    QTest::keyClick(bar, Qt::Key_Right);
    for (int i = 0; i < 200; ++i)
        QTest::keyClick(bar, Qt::Key_Down);
    EXPECT_GT(bar->range().high, bar->range().low);
    while (document().undoStack().canUndo() && document().settings().heatmap.low)
        document().undoStack().undo();
    EXPECT_NEAR(bar->range().low, before.low, 1e-6);
}

TEST_F(Tuning, TheHeatmapSwitchesBetweenAAndBAndTheirRatio)
{
    open(window_->heatmap());
    HeatmapView* view = window_->heatmap();
    const auto segment = [&](const QString& text) -> QPushButton* {
        for (QPushButton* button : view->findChildren<QPushButton*>())
            if (button->text() == text)
                return button;
        return nullptr;
    };
    const MergeChoice& merge = document().settings().merge;
    ASSERT_TRUE(merge.a && merge.b);
    QTest::mouseClick(segment("B"), Qt::LeftButton);
    EXPECT_EQ(document().settings().heatmap.source, merge.b);
    EXPECT_TRUE(segment("B")->isChecked());
    QTest::mouseClick(segment("B"), Qt::LeftButton);
    EXPECT_TRUE(segment("B")->isChecked()) << "a second click changes nothing";
    QTest::mouseClick(segment("A"), Qt::LeftButton);
    EXPECT_EQ(document().settings().heatmap.source, merge.a);
    document().selectTensor("fc1.weight");

    const int steps = document().undoStack().index();
    QTest::mouseClick(segment(QStringLiteral("A \u00f7 B")), Qt::LeftButton);
    settle();
    ASSERT_TRUE(document().settings().heatmap.ratio);
    const auto a = window_->analyses().source(merge.a).value, b = window_->analyses().source(merge.b).value;
    const auto spec = std::get<MatrixSpec>(view->matrix()->figure().spec);
    EXPECT_EQ(spec.map, ColourMap::Diverging);
    EXPECT_NEAR(std::log10(spec.low), -std::log10(spec.high), 1e-12) << "white is one";
    ASSERT_EQ(spec.rows.size(), static_cast<qsizetype>(a->summary->tensors.size()));
    const auto row = spec.rows.indexOf("fc1.weight");
    const auto median = [](const SourceData& data) {
        for (const TensorSummary& tensor : data.summary->tensors)
            if (tensor.name == "fc1.weight")
                return tensor.median().value();
        return 0.0;
    };
    EXPECT_DOUBLE_EQ(spec.values[static_cast<std::size_t>(row * spec.columns.size() + 5)], median(*a) / median(*b));
    const auto tiles = std::get<TilesSpec>(view->tiles()->figure().spec);
    EXPECT_EQ(tiles.map, ColourMap::Diverging);
    EXPECT_FALSE(view->verdict().isEmpty());

    ColourBar* bar = view->colourBar();
    const double span = bar->range().high;
    bar->setFocus();
    QTest::keyClick(bar, Qt::Key_Down);  // whichever end has the focus, the other follows
    EXPECT_NE(bar->range().high, span);
    EXPECT_NEAR(bar->range().high, -bar->range().low, 1e-9);
    EXPECT_FALSE(document().settings().heatmap.low) << "the range of the values is another one";
    view->resetRange();
    EXPECT_NEAR(bar->range().high, span, 1e-9);

    while (document().undoStack().index() > steps)
        document().undoStack().undo();
    EXPECT_FALSE(document().settings().heatmap.ratio);
    EXPECT_TRUE(segment("A")->isChecked());
}

TEST_F(Tuning, ThePointOnTheFrontIsDraggedAlongItsCurve)
{
    open(window_->merge());
    PlotView* front = window_->merge()->front();
    front->replot();
    const auto& curves = window_->analyses().edits().mergeCurves().value;
    ASSERT_NE(curves, nullptr);
    const auto pixel = [&](double share) {
        const auto at = evaluatedAt(*curves, CurveMethod::FisherRecycled, share);
        return front->pixelOf(at->lossA, at->lossB).toPoint();
    };
    const double before = document().settings().merge.share;
    const int steps = document().undoStack().index();
    QTest::mousePress(front, Qt::LeftButton, {}, pixel(before));
    QTest::mouseMove(front, pixel(0.7));
    QTest::mouseRelease(front, Qt::LeftButton, {}, pixel(0.8));
    EXPECT_NEAR(document().settings().merge.share, 0.8, 0.02);
    EXPECT_EQ(document().undoStack().index(), steps + 1);
    const double moved = document().settings().merge.share;
    QTest::mousePress(front, Qt::LeftButton, {}, pixel(0.3));
    EXPECT_NEAR(document().settings().merge.share, 0.3, 0.02);
    QTest::keyClick(front, Qt::Key_Escape);
    QTest::mouseRelease(front, Qt::LeftButton, {}, pixel(0.3));
    EXPECT_DOUBLE_EQ(document().settings().merge.share, moved);
    EXPECT_EQ(document().undoStack().index(), steps + 1);
    QTest::keyClick(front, Qt::Key_Right);
    EXPECT_NEAR(document().settings().merge.share, moved + 0.01, 1e-9);
    document().undoStack().undo();
    document().undoStack().undo();
    EXPECT_DOUBLE_EQ(document().settings().merge.share, before);
}

TEST_F(Tuning, TheButtonABFlipsBetweenTwoSettings)
{
    open(window_->merge());
    QPushButton* flip = window_->merge()->flipButton();
    const double share = document().settings().merge.share;
    const int steps = document().undoStack().index();
    QTest::mouseClick(flip, Qt::LeftButton);
    EXPECT_TRUE(document().settings().merge.second);
    EXPECT_DOUBLE_EQ(document().settings().merge.share, share) << "B begins as a copy of A";
    window_->merge()->number()->setValue(0.9);
    document().change("Choose merge method", [](Settings& settings) { settings.merge.method = "linear"; });
    const auto& curve = std::get<CurveSpec>(window_->merge()->curve()->figure().spec);
    ASSERT_EQ(curve.marks.size(), 1U) << "the other setting stands in the same picture";
    EXPECT_EQ(curve.marks[0].text, "A");
    EXPECT_DOUBLE_EQ(curve.marks[0].x, share);
    QTest::mouseClick(flip, Qt::LeftButton);
    EXPECT_FALSE(document().settings().merge.second);
    EXPECT_DOUBLE_EQ(document().settings().merge.share, share);
    EXPECT_EQ(document().settings().merge.method, "fisher");
    EXPECT_DOUBLE_EQ(window_->merge()->number()->value(), share);
    EXPECT_EQ(std::get<CurveSpec>(window_->merge()->front()->figure().spec).marks[0].text, "B");
    QTest::mouseClick(flip, Qt::LeftButton);
    EXPECT_DOUBLE_EQ(document().settings().merge.share, 0.9);
    EXPECT_EQ(document().settings().merge.method, "linear");
    while (document().undoStack().index() > steps)
        document().undoStack().undo();
    EXPECT_FALSE(document().settings().merge.other);
}

TEST_F(Tuning, ALayerGetsARuleWhenItsSliderMovesAndTheWrittenModelFollows)
{
    open(window_->merge());
    const int steps = document().undoStack().index();
    RulesPanel* rules = window_->merge()->rules();
    ASSERT_EQ(rules->rows().size(), 5U) << "all, conv1.*, conv2.*, fc1.*, fc2.*";
    EXPECT_EQ(rules->rows()[rowOf("fc1.*")].origin, CoefficientRule::Follows);
    QSlider* slider = rules->level(rowOf("fc1.*"))->slider();
    QTest::keyClick(slider, Qt::Key_PageUp);
    QTest::keyClick(slider, Qt::Key_PageUp);
    ASSERT_EQ(document().settings().merge.rules.size(), 1U);
    EXPECT_EQ(document().settings().merge.rules[0].pattern, "fc1.*");
    EXPECT_NEAR(document().settings().merge.rules[0].share, 0.6, 1e-9);
    EXPECT_EQ(rules->rows()[rowOf("fc1.*")].origin, CoefficientRule::SetHere);
    EXPECT_EQ(rules->rows()[rowOf("fc1.*")].tensors, 2);
    EXPECT_EQ(document().undoStack().undoText(), "Share of B of fc1.*");

    // Distances by tensor are those of the core at λ = 0.6 for fc1 and 0.5 for the others.
    settle();
    const auto& preview = window_->analyses().edits().mergePreview().value;
    const double half = 0.5, more = 0.6;
    const Normalization normalization = window_->analyses().edits().normalization();
    const auto atHalf = preview->evaluate({&half, 1}, PreviewRule::Fisher, normalization);
    const auto atMore = preview->evaluate({&more, 1}, PreviewRule::Fisher, normalization);
    const auto& bars = window_->merge()->bars()->bars().rows;
    for (std::size_t i = 0; i < bars.size(); ++i)
        EXPECT_DOUBLE_EQ(bars[i].value, *(bars[i].label.startsWith("fc1") ? atMore : atHalf).tensors[i].distanceA)
            << bars[i].label.toStdString();

    const QString path = folder_->filePath("ruled.safetensors");
    window_->commands().writing().mergeTo(path);
    settle();
    const QJsonObject again =
        runCli({"merge", "--recipe", path + ".recipe.json", "-o", folder_->filePath("ruled-again.safetensors")});
    EXPECT_EQ(content(path), content(folder_->filePath("ruled-again.safetensors")));
    const QJsonArray used = again["rules"].toArray();
    ASSERT_EQ(used.size(), 1);
    EXPECT_EQ(used[0].toObject()["pattern"].toString(), "fc1.*");
    EXPECT_EQ(used[0].toObject()["tensors"].toArray().size(), 2);

    // The evaluated curve holds fc1 at 0.6; at 0.5 it is the model that was written.
    const QJsonObject evaluated = runCli({"evaluate", "--model", FL_EXAMPLE_DIR "/model.ts", "--weights", path,
                                          "--data", FL_EXAMPLE_DIR "/upright-test.h5", "--loss", "cross-entropy"});
    const auto at = evaluatedAt(*window_->analyses().edits().mergeCurves().value, CurveMethod::FisherRecycled, 0.5);
    ASSERT_TRUE(at && at->exact);
    EXPECT_NEAR(at->lossA, evaluated["loss"].toDouble(), 1e-5);

    QTest::mouseClick(rules->removeButton(rowOf("fc1.*")), Qt::LeftButton);
    EXPECT_TRUE(document().settings().merge.rules.empty());
    while (document().undoStack().index() > steps)
        document().undoStack().undo();
    settle();
    EXPECT_EQ(rules->rows()[rowOf("fc1.*")].origin, CoefficientRule::Follows);
}

TEST_F(Tuning, CurvesWaitForTheEndOfAGestureOnARule)
{
    open(window_->merge());
    const int steps = document().undoStack().index();
    document().change(
        "Share of B of conv*", [](Settings& settings) { setRule(settings.merge, "conv*", 0.9); }, 3);
    EXPECT_TRUE(document().inGesture());
    EXPECT_TRUE(window_->analyses().edits().mergeCurves().stale());
    EXPECT_EQ(window_->analyses().edits().mergeCurves().state, Analysis<MergeCurves>::Ready) << "nothing is started yet";
    document().endGesture();
    EXPECT_EQ(window_->analyses().edits().mergeCurves().state, Analysis<MergeCurves>::Computing);
    settle();
    EXPECT_FALSE(window_->analyses().edits().mergeCurves().stale());
    while (document().undoStack().index() > steps)
        document().undoStack().undo();
    settle();
}

TEST_F(Tuning, TheTreemapSharesSelectionAndFilter)
{
    open(window_->overview());
    const int steps = document().undoStack().index();
    QTest::mouseClick(window_->overview()->treemapButton(), Qt::LeftButton);
    QTest::qWait(30);
    TreemapView* map = window_->overview()->treemap();
    EXPECT_TRUE(map->isVisible());
    EXPECT_FALSE(window_->overview()->table()->isVisible());
    QTest::mouseClick(map, Qt::LeftButton, {}, map->centreOf("conv2.weight").toPoint());
    EXPECT_EQ(document().selectedTensor(), "conv2.weight");
    EXPECT_EQ(map->spec().selected, "conv2.weight");
    QTest::keyClick(map, Qt::Key_Right);
    EXPECT_EQ(document().selectedTensor(), "conv2.bias");
    window_->filter()->setText("fc1");
    ASSERT_EQ(map->spec().groups.size(), 1U);
    EXPECT_EQ(map->spec().groups[0].cells.size(), 2U);
    window_->filter()->clear();
    EXPECT_EQ(map->spec().groups.size(), 4U);
    QComboBox* quantity = window_->overview()->quantity();
    quantity->setCurrentIndex(quantity->findData("zeros"));
    emit quantity->activated(quantity->currentIndex());
    EXPECT_FALSE(map->spec().logarithmic);
    for (const OverviewRow& row : window_->overview()->model().rows())
        for (const TreemapGroup& group : map->spec().groups)
            for (const TreemapCell& cell : group.cells)
                if (cell.tensor == row.name) {
                    EXPECT_DOUBLE_EQ(cell.value, static_cast<double>(row.zeros) / static_cast<double>(row.count));
                    EXPECT_EQ(cell.size, static_cast<double>(row.count));
                }
    while (document().undoStack().index() > steps)
        document().undoStack().undo();
    EXPECT_TRUE(window_->overview()->table()->isVisible());
}

TEST_F(Tuning, OutliersAreTheLargestRatiosAndADoubleClickShowsTheEntry)
{
    open(window_->agreement());
    QTest::mouseClick(window_->agreement()->outliersButton(), Qt::LeftButton);
    settle();
    auto* dialog = window_->findChild<OutliersDialog*>();
    ASSERT_NE(dialog, nullptr);
    const auto& rows = dialog->model().rows();
    ASSERT_EQ(rows.size(), 200U);
    const auto& agreement = window_->analyses().agreement().value;
    double worst = 0;
    const auto pairs = pairDiagonals(agreement->recycled->diagonal, agreement->reference->diagonal);
    ASSERT_TRUE(pairs);
    for (const TensorPair& pair : *pairs) {
        const auto a = readAll(pair.a), b = readAll(pair.b);
        for (std::size_t i = 0; i < a->size(); ++i)
            if ((*a)[i] > 0 && (*b)[i] > 0)
                worst = std::max(worst, std::fabs(std::log10((*a)[i] / (*b)[i])));
    }
    EXPECT_NEAR(std::fabs(rows[0].logRatio), worst, 1e-6);
    for (std::size_t i = 1; i < rows.size(); ++i)
        EXPECT_LE(std::fabs(rows[i].logRatio), std::fabs(rows[i - 1].logRatio));
    const TableData table200 = dialog->tableActions().whole();
    ASSERT_EQ(table200.rows.size(), 200U);
    EXPECT_EQ(table200.rows[0][2].toDouble(), rows[0].recycled) << "all digits, not what is shown";

    const QModelIndex third = dialog->model().index(2, OutliersModel::Ratio);
    QTableView* table = dialog->table();
    table->scrollTo(third);
    const QPoint place = table->visualRect(third).center();
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, place);
    QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, place);
    EXPECT_EQ(window_->tabs()->currentWidget(), static_cast<QWidget*>(window_->heatmap()));
    EXPECT_EQ(document().selectedTensor(), rows[2].tensor);
    const TileView* tiles = window_->heatmap()->tiles();
    EXPECT_EQ(tiles->markedEntry(), rows[2].index);
    dialog->close();
    settle();
}

TEST_F(Tuning, RulesAsTextSayWhatIsWrongWhileTheyAreTyped)
{
    RulesDialog dialog(document().settings().merge);
    EXPECT_EQ(dialog.text()->toPlainText(), "all = 0.5\n");
    dialog.text()->setPlainText("all = 0.62\n# a remark\nconv* = 0.4\n\nfc1.weight=0.7");
    EXPECT_TRUE(dialog.ok()->isEnabled());
    EXPECT_DOUBLE_EQ(dialog.tuning().share, 0.62);
    ASSERT_EQ(dialog.tuning().rules.size(), 2U);
    EXPECT_EQ(dialog.tuning().rules[1].pattern, "fc1.weight");
    dialog.text()->setPlainText("conv* = 2");
    EXPECT_FALSE(dialog.ok()->isEnabled());
}

}  // namespace
}  // namespace fisherlens::desktop
