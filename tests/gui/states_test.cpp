// SPDX-License-Identifier: GPL-3.0-or-later
// What all views share: the filter, progress and stopping, the focus that is seen, the language of everything.
#include "gui/window_fixture.h"

#include "desktop/views/agreement_view.h"
#include "desktop/views/heatmap_view.h"
#include "desktop/views/merge_view.h"
#include "desktop/views/overview_view.h"
#include "desktop/views/painted_view.h"
#include "desktop/views/panels.h"
#include "desktop/views/prune_view.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QTabWidget>
#include <QTableView>
#include <QTreeView>

#include <atomic>
#include <chrono>
#include <thread>

namespace fisherlens::desktop {
namespace {

class States : public WindowFixture {
protected:
    static void open(QWidget* view)
    {
        window_->tabs()->setCurrentWidget(view);
        QTest::qWait(50);
    }
    static QStringList labels(const BarsView& view)
    {
        QStringList names;
        for (const BarRow& row : view.bars().rows)
            names << row.label;
        return names;
    }
    static QString stateText(const QWidget& view)
    {
        for (const QLabel* label : view.findChildren<QLabel*>())
            if (label->isVisible() && label->alignment().testFlag(Qt::AlignHCenter) && !label->text().isEmpty())
                return label->text();
        return {};
    }
};

TEST_F(States, TheFilterReachesEveryList)
{
    window_->document().selectTensor("fc1.weight");
    for (QWidget* view : std::initializer_list<QWidget*>{window_->agreement(), window_->merge(), window_->prune()})
        open(view);
    const auto* agreement = window_->agreement()->findChild<BarsView*>();
    const auto* merge = window_->merge()->findChild<BarsView*>();
    const auto* prune = window_->prune()->bars();
    const int findings = window_->findings()->model().rowCount();
    EXPECT_EQ(labels(*agreement).size(), 8);
    window_->document().setFilter("fc role:bias");
    EXPECT_EQ(labels(*agreement), (QStringList{"fc1.bias", "fc2.bias"}));
    EXPECT_EQ(labels(*merge), (QStringList{"fc1.bias", "fc2.bias"}));
    EXPECT_EQ(agreement->bars().selected, -1);
    window_->document().setFilter("fc1.w");
    EXPECT_EQ(labels(*prune), QStringList{"fc1.weight"});
    EXPECT_EQ(agreement->bars().selected, 0) << "the selected tensor is the only row";
    EXPECT_LT(window_->findings()->model().rowCount(), findings);
    window_->document().setFilter({});
    EXPECT_EQ(labels(*merge).size(), 8);
    EXPECT_EQ(window_->findings()->model().rowCount(), findings);
}

TEST_F(States, AStoppedJobLeavesASentenceAndReadingAgainTheResult)
{
    open(window_->overview());
    const SourceId id = window_->document().settings().sources.front().id;
    window_->document().change("", [id](Settings& settings) { settings.current = id; });
    std::atomic<bool> go = false;  // the lane is busy, so that the reading has not ended before it is stopped
    window_->runner().start<int>(
        Lane::Batch, "wait", "",
        [&go](const JobContext&) -> Result<int> {
            while (!go)
                std::this_thread::yield();
            return 0;
        },
        [](Result<int>) {});
    window_->analyses().reload(id);
    ASSERT_NE(window_->analyses().source(id).running(), 0U);
    QTest::keyClick(window_->overview(), Qt::Key_Escape);
    go = true;
    settle();
    const auto& analysis = window_->analyses().source(id);
    ASSERT_EQ(analysis.state, Analysis<SourceData>::Failed);
    EXPECT_EQ(analysis.error->code, ErrorCode::Cancelled);
    EXPECT_TRUE(stateText(*window_->overview()).contains("cannot be opened"))
        << stateText(*window_->overview()).toStdString();
    open(window_->heatmap());
    window_->document().change("", [id](Settings& settings) { settings.heatmap.source = id; });
    EXPECT_TRUE(stateText(*window_->heatmap()).contains("cannot be opened"))
        << stateText(*window_->heatmap()).toStdString();
    window_->analyses().reload(id);
    settle();
    EXPECT_EQ(window_->analyses().source(id).state, Analysis<SourceData>::Ready);
}

TEST_F(States, TextsThatWereSetOnceFollowTheLanguage)
{
    window_->document().change(QCoreApplication::translate("MergeView", "Share of B"),
                               [](Settings& settings) { settings.merge.share = 0.4; });
    QAction* undo = nullptr;
    for (QAction* action : window_->findChildren<QAction*>())
        if (action->shortcut() == QKeySequence(QKeySequence::Undo))
            undo = action;
    ASSERT_NE(undo, nullptr);
    EXPECT_EQ(undo->text(), "Undo Share of B");
    const QString filter = window_->filter()->toolTip();
    EXPECT_FALSE(filter.isEmpty());
    preferences_->setLanguage("ja");
    QTest::qWait(50);
    EXPECT_NE(window_->filter()->toolTip(), filter);
    EXPECT_FALSE(undo->text().startsWith("Undo"));
    EXPECT_NE(window_->layers()->tree()->accessibleName(), "Layers");
    preferences_->setLanguage("en");
    QTest::qWait(50);
    EXPECT_EQ(window_->filter()->toolTip(), filter);
    window_->document().undoStack().undo();
}

TEST(HeatmapVerdict, SaysOfZerosWhatTheFindingSays)
{
    Preferences preferences(*qApp);
    preferences.setLanguage("en");
    MainWindow window(preferences);
    window.resize(1600, 960);
    window.show();
    const auto verdictOf = [&](const QString& path) {
        window.commands().open({path});
        EXPECT_TRUE(QTest::qWaitFor([&] { return window.runner().isIdle(); }, kPatience));
        const SourceId id = window.document().settings().sources.back().id;
        window.document().change("", [id](Settings& settings) { settings.heatmap.source = id; });
        window.tabs()->setCurrentWidget(window.heatmap());
        QTest::qWait(50);
        return window.heatmap()->verdict();
    };
    const QString whole = verdictOf(FL_EXAMPLE_DIR "/a.pt");
    EXPECT_TRUE(whole.contains("these parameters had no gradient.")) << whole.toStdString();
    const QString half = verdictOf(FL_TEST_DATA "/libraries/optimizers/torchao-adamw8bit.pt");
    EXPECT_TRUE(half.contains("too small for the type")) << half.toStdString();
    EXPECT_FALSE(half.contains("had no gradient")) << half.toStdString();
}

TEST(ViewFrames, ShowTheShareOfTheirJobAndStopItByEscape)
{
    JobRunner runner;
    ViewFrame frame;
    frame.setPicture(new QWidget);
    frame.showPicture();
    frame.show();
    const JobId job = runner.start<int>(
        Lane::Batch, "wait", "",
        [](const JobContext& context) -> Result<int> {
            while (!context.cancel.requested()) {
                context.report("half", 0.5);
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
            }
            return fail(ErrorCode::Cancelled, "Stopped on request.");
        },
        [](Result<int>) {});
    frame.setComputing(runner, job);
    auto* line = frame.findChild<QProgressBar*>();
    EXPECT_FALSE(line->isVisible()) << "nothing flashes";
    EXPECT_TRUE(QTest::qWaitFor([&] { return line->isVisible() && line->value() == 500; }, 10'000));
    QTest::keyClick(&frame, Qt::Key_Escape);
    EXPECT_TRUE(QTest::qWaitFor([&] { return runner.isIdle(); }, kPatience));
    EXPECT_EQ(runner.jobs().back().state, JobState::Cancelled);
    frame.setComputing(runner, 0);
    EXPECT_FALSE(line->isVisible());
}

TEST(PlotViews, ShowTheFocusThatCameByKey)
{
    PlotView view;
    view.resize(200, 150);
    view.show();
    const QColor accent = Theme::of(view.palette()).accent;
    EXPECT_NE(view.grab().toImage().pixelColor(0, 75), accent);
    QFocusEvent in(QEvent::FocusIn, Qt::TabFocusReason), out(QEvent::FocusOut, Qt::TabFocusReason);
    QApplication::sendEvent(&view, &in);
    EXPECT_EQ(view.grab().toImage().pixelColor(0, 75), accent);
    QApplication::sendEvent(&view, &out);
    EXPECT_NE(view.grab().toImage().pixelColor(0, 75), accent);
}

}  // namespace
}  // namespace fisherlens::desktop
