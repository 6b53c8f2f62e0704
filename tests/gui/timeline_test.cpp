// SPDX-License-Identifier: GPL-3.0-or-later
// The Timeline in the window, offscreen, with real events and a log that grows while it is watched.
#include "desktop/app/main_window.h"
#include "desktop/app/preferences.h"
#include "desktop/document/timeline_analysis.h"
#include "desktop/views/plot_view.h"
#include "desktop/views/timeline_view.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

namespace fisherlens::desktop {
namespace {

constexpr int kPatience = 120'000;

class TimelineWindow : public testing::Test {
protected:
    void SetUp() override
    {
        preferences_.setLanguage("en");
        window_.resize(1600, 960);
        window_.show();
        window_.tabs()->setCurrentWidget(window_.timeline());
    }
    void settle()
    {
        ASSERT_TRUE(QTest::qWaitFor([this] { return window_.runner().isIdle(); }, kPatience));
    }
    void addSegment(int number)
    {
        const QString name = QString("/seg-%1.h5").arg(number, 8, 10, QChar('0'));
        ASSERT_TRUE(QFile::copy(FL_TEST_DATA "/logs/adamw.optlog" + name, log_ + ".part"));
        ASSERT_TRUE(QFile::rename(log_ + ".part", log_ + name));
    }
    void startLog()
    {
        log_ = folder_.filePath("run.optlog");
        ASSERT_TRUE(QDir().mkpath(log_));
        ASSERT_TRUE(QFile::copy(FL_TEST_DATA "/logs/adamw.optlog/meta.json", log_ + "/meta.json"));
    }
    [[nodiscard]] const TimelineSpec& spec()
    {
        return std::get<TimelineSpec>(window_.timeline()->plot()->figure().spec);
    }

    QTemporaryDir folder_;
    QString log_;
    Preferences preferences_{*qApp};
    MainWindow window_{preferences_};
};

TEST_F(TimelineWindow, ALogThatGrowsIsFollowed)
{
    startLog();
    addSegment(1);
    addSegment(2);
    window_.commands().open({log_});
    settle();
    TimelineView* view = window_.timeline();
    EXPECT_EQ(view->chip(), "watching, last step 40");
    EXPECT_EQ(view->tensors()->count(), 4);
    ASSERT_TRUE(spec().strip);
    EXPECT_EQ(spec().strip->edges, (std::vector<double>{20, 40}));
    EXPECT_EQ(spec().panels.front().series.size(), 3U);
    EXPECT_EQ(spec().panels.front().series.back().x.size(), 8U);
    EXPECT_TRUE(view->verdict().contains("Still changing at step 40")) << view->verdict().toStdString();
    addSegment(3);
    addSegment(4);
    ASSERT_TRUE(QTest::qWaitFor([&] { return view->chip() == "watching, last step 80"; }, kPatience))
        << view->chip().toStdString();
    settle();
    EXPECT_EQ(spec().strip->edges, (std::vector<double>{20, 40, 60, 80}));
    EXPECT_EQ(spec().panels.front().series.back().x.size(), 16U);
    const auto& timeline = window_.analyses().timeline().timeline().value;
    ASSERT_TRUE(timeline);
    for (std::size_t row = 0; row < timeline->tensors.size(); ++row)
        for (std::size_t pair = 0; pair < 3; ++pair)
            EXPECT_EQ(spec().strip->values[3 * row + pair], *timeline->tensors[row].correlation[pair]);
}

TEST_F(TimelineWindow, TheCursorIsOneUndoStepAndTheAxisSwitches)
{
    window_.commands().open({FL_TEST_DATA "/logs/adamw.optlog"});
    settle();
    PlotView* plot = window_.timeline()->plot();
    QTest::qWait(50);
    const auto at = [&](double step) { return plot->pixelAt(step); };
    QTest::mousePress(plot, Qt::LeftButton, {}, at(20));
    QTest::mouseMove(plot, at(40));
    QTest::mouseRelease(plot, Qt::LeftButton, {}, at(50));
    const auto& cursor = window_.document().settings().timeline.cursor;
    ASSERT_TRUE(cursor);
    EXPECT_NEAR(*cursor, 50, 1);
    EXPECT_NEAR(spec().cursor, 50, 1);
    window_.document().undoStack().undo();
    EXPECT_FALSE(window_.document().settings().timeline.cursor);

    window_.timeline()->timeButton()->click();
    EXPECT_TRUE(window_.document().settings().timeline.byTime);
    EXPECT_TRUE(spec().x.label.contains("time")) << spec().x.label.toStdString();
    const Timeline& timeline = *window_.analyses().timeline().timeline().value;
    for (const double step : {5.0, 33.0, 80.0})
        EXPECT_NEAR(timelineStep(timeline, timelinePosition(timeline, step, true), true), step, 1e-6);

    window_.timeline()->tensors()->setCurrentIndex(3);
    emit window_.timeline()->tensors()->activated(3);
    EXPECT_EQ(window_.document().selectedTensor(), "2.bias");
    EXPECT_TRUE(spec().panels.front().note.contains("2.bias"));
    EXPECT_EQ(spec().strip->selected, 3);
}

TEST_F(TimelineWindow, TrainingLogsShowLossAndLearningRate)
{
    window_.commands().open({FL_TEST_DATA "/training/tensorboard"});
    settle();
    ASSERT_EQ(spec().panels.size(), 3U);
    EXPECT_FALSE(spec().strip);
    EXPECT_EQ(spec().panels[0].series.front().x.size(), 10U);
    EXPECT_TRUE(window_.timeline()->verdict().contains("cannot be judged"));
}

TEST_F(TimelineWindow, EveryStateHasASentence)
{
    EXPECT_TRUE(window_.timeline()->verdict().isEmpty());
    window_.commands().open({FL_EXAMPLE_DIR "/a.pt"});
    settle();
    EXPECT_TRUE(window_.timeline()->chip().isEmpty());
    startLog();
    window_.commands().open({log_});  // nothing is written yet
    settle();
    addSegment(1);
    ASSERT_TRUE(QTest::qWaitFor([&] { return window_.timeline()->chip() == "watching, last step 20"; }, kPatience));
    EXPECT_TRUE(window_.timeline()->verdict().contains("cannot be judged"));
    // A source that is closed is watched no longer.
    window_.document().removeSource(window_.document().settings().timeline.source);
    settle();
    EXPECT_FALSE(window_.analyses().timeline().watching());
    EXPECT_TRUE(window_.timeline()->verdict().isEmpty());
}

}  // namespace
}  // namespace fisherlens::desktop
