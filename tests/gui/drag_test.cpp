// SPDX-License-Identifier: GPL-3.0-or-later
// What a drag computes: only what the view that is dragged shows.
#include "gui/window_fixture.h"

#include "desktop/views/merge_view.h"
#include "desktop/views/overview_view.h"

#include <QSignalSpy>
#include <QTabWidget>
#include <QTreeView>

namespace fisherlens::desktop {
namespace {

class Drags : public WindowFixture {
protected:
    static void show(QWidget* view)
    {
        window_->tabs()->setCurrentWidget(view);
        QTest::qWait(50);
    }
};

TEST_F(Drags, ADragInOneViewLeavesTheHiddenOnesAlone)
{
    OverviewView* overview = window_->overview();
    show(overview);
    QTreeView* table = overview->table();
    const QModelIndex layer = table->model()->index(1, 0);
    table->collapse(layer);
    QSignalSpy resets(&overview->model(), &QAbstractItemModel::modelReset);
    show(window_->merge());
    PlotView* plot = window_->merge()->curve();
    plot->replot();
    QTest::mousePress(plot, Qt::LeftButton, {}, plot->pixelAt(0.3));
    for (double share = 0.3; share < 0.7; share += 0.05)
        QTest::mouseMove(plot, plot->pixelAt(share));
    QTest::mouseRelease(plot, Qt::LeftButton, {}, plot->pixelAt(0.7));
    settle();
    show(overview);
    EXPECT_EQ(resets.count(), 0);
    EXPECT_FALSE(table->isExpanded(table->model()->index(1, 0)));
    window_->analyses().reload(1);  // other results: the rows are new ones
    settle();
    EXPECT_GT(resets.count(), 0);
    EXPECT_FALSE(table->isExpanded(table->model()->index(1, 0)));
    EXPECT_TRUE(table->isExpanded(table->model()->index(0, 0)));
    table->expandAll();
}

TEST(Views, WaitWhileHiddenForTheEndOfADrag)
{
    Document document;
    ViewFrame frame;
    int calls = 0;
    frame.followSettings(document, [&] { ++calls; });
    const auto drag = [&](double to) {
        document.change(
            "", [to](Settings& settings) { settings.merge.share = to; }, 1);
    };
    drag(0.1);
    drag(0.2);
    EXPECT_EQ(calls, 0);
    document.endGesture();
    EXPECT_EQ(calls, 1);
    drag(0.3);
    frame.show();
    EXPECT_EQ(calls, 2) << "shown meanwhile";
    drag(0.4);
    EXPECT_EQ(calls, 3);
    document.endGesture();
    frame.hide();
    document.change("", [](Settings& settings) { settings.merge.share = 0.9; });
    EXPECT_EQ(calls, 4) << "no drag";
}

}  // namespace
}  // namespace fisherlens::desktop
