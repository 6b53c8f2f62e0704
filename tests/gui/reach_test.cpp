// SPDX-License-Identifier: GPL-3.0-or-later
// Everything can be reached by keyboard, has a name for those who do not see it, and says what it is.
#include "gui/window_fixture.h"

#include "desktop/views/agreement_view.h"
#include "desktop/views/colour_bar.h"
#include "desktop/views/dialogs.h"
#include "desktop/views/dock_title.h"
#include "desktop/views/export_dialog.h"
#include "desktop/views/heatmap_view.h"
#include "desktop/views/inspector.h"
#include "desktop/views/mapping_dialog.h"
#include "desktop/views/options_dialogs.h"
#include "desktop/views/outliers_dialog.h"
#include "desktop/views/overview_view.h"
#include "desktop/views/painted_view.h"
#include "desktop/views/panels.h"
#include "desktop/views/rules_dialog.h"
#include "desktop/views/tile_view.h"
#include "desktop/views/timeline_view.h"
#include "desktop/views/treemap_view.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAction>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSlider>
#include <QTabBar>
#include <QTableView>
#include <QTimer>
#include <QToolBar>
#include <QToolButton>
#include <QTreeView>

namespace fisherlens::desktop {
namespace {

bool isPicture(const QWidget& widget)
{
    return qobject_cast<const PlotView*>(&widget) || qobject_cast<const BarsView*>(&widget)
           || qobject_cast<const LadderView*>(&widget) || qobject_cast<const TileView*>(&widget)
           || qobject_cast<const TreemapView*>(&widget) || qobject_cast<const ColourBar*>(&widget);
}

/// Parts of a control that stand for the whole: the field of a spin box, the list of a box, the clear button of a field.
bool isPart(const QWidget& widget)
{
    for (const QWidget* above = widget.parentWidget(); above; above = above->parentWidget())
        if (qobject_cast<const QAbstractSpinBox*>(above) || qobject_cast<const QComboBox*>(above)
            || qobject_cast<const QLineEdit*>(above) || qobject_cast<const QAbstractItemView*>(above)
            || qobject_cast<const QTabBar*>(above) || above->inherits("QMenuBar") || above->inherits("QMenu"))
            return true;
    return false;
}

bool takesInput(const QWidget& widget)
{
    return qobject_cast<const QAbstractButton*>(&widget) || qobject_cast<const QComboBox*>(&widget)
           || qobject_cast<const QAbstractSpinBox*>(&widget) || qobject_cast<const QSlider*>(&widget)
           || qobject_cast<const QLineEdit*>(&widget) || qobject_cast<const QPlainTextEdit*>(&widget)
           || qobject_cast<const QAbstractItemView*>(&widget) || isPicture(widget);
}

QString nameOf(const QWidget& widget)
{
    if (!widget.accessibleName().isEmpty())
        return widget.accessibleName();
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        return button->text();
    for (const QLabel* label : widget.window()->findChildren<QLabel*>())
        if (label->buddy() == &widget)
            return label->text();
    return {};
}

/// What the buttons of a dialog do is what their words say.
bool isDialogButton(const QWidget& widget)
{
    return qobject_cast<const QDialogButtonBox*>(widget.parentWidget()) != nullptr;
}

const QHeaderView* headerOf(const QAbstractItemView& view)
{
    if (const auto* tree = qobject_cast<const QTreeView*>(&view))
        return tree->header();
    const auto* table = qobject_cast<const QTableView*>(&view);
    return table ? table->horizontalHeader() : nullptr;
}

QStringList problemsOf(const QWidget& root, const QString& where)
{
    QStringList problems;
    for (const QWidget* widget : root.findChildren<QWidget*>()) {
        if (!widget->isVisibleTo(&root) || !takesInput(*widget) || isPart(*widget))
            continue;
        const QString what = where + ": " + widget->metaObject()->className() + ' ' + widget->objectName() + " \""
                             + nameOf(*widget) + '"';
        if (nameOf(*widget).isEmpty())
            problems << what + " has no name";
        // Pictures say what lies under the pointer.
        if (widget->toolTip().isEmpty() && !isPicture(*widget) && !isDialogButton(*widget))
            problems << what + " has no tool tip";
        // What a toolbar has is in a menu, with a shortcut.
        const bool inMenu = qobject_cast<const QToolBar*>(widget->parentWidget());
        if (widget->isEnabled() && !inMenu && !(widget->focusPolicy() & Qt::TabFocus))
            problems << what + " is not reached by Tab";
        const auto* view = qobject_cast<const QAbstractItemView*>(widget);
        const QHeaderView* header = view ? headerOf(*view) : nullptr;
        if (header && header->isVisibleTo(&root))
            for (int section = 0; section < header->count(); ++section)
                if (!header->isSectionHidden(section)
                    && header->model()->headerData(section, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty())
                    problems << what + " has no tool tip over column " + QString::number(section);
    }
    return problems;
}

class Reach : public WindowFixture {
protected:
    static void SetUpTestSuite()
    {
        WindowFixture::SetUpTestSuite();
        window_->document().selectTensor("fc1.weight");
        window_->activateWindow();
    }
    /// Whether Tab comes by each of these, from the first to the last and round again.
    static bool tabReaches(QWidget* wanted)
    {
        QWidget* widget = window_->tabs();
        for (int i = 0; i < 2000; ++i, widget = widget->nextInFocusChain())
            if (widget == wanted)
                return (wanted->focusPolicy() & Qt::TabFocus) && wanted->isVisible();
        return false;
    }
    /// Opens the menu of a widget as Shift+F10 does and triggers the entry whose path of texts is given.
    static void choose(QWidget& widget, const QStringList& path)
    {
        bool found = false;
        QTimer::singleShot(50, window_, [&] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            ASSERT_NE(menu, nullptr);
            QMenu* inner = menu;
            for (const QString& text : path) {
                QAction* chosen = nullptr;
                for (QAction* action : inner->actions())
                    if (action->text() == text)
                        chosen = action;
                if (chosen && chosen->menu())
                    inner = chosen->menu();
                else if (chosen) {
                    chosen->trigger();
                    found = true;
                }
            }
            menu->close();
        });
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(10, 10), widget.mapToGlobal(QPoint(10, 10)));
        QApplication::sendEvent(&widget, &event);
        EXPECT_TRUE(found) << path.join(" > ").toStdString();
    }
};

TEST_F(Reach, EveryControlOfEveryViewHasANameAndSaysWhatItIs)
{
    QStringList problems;
    for (int page = 0; page < window_->tabs()->count(); ++page) {
        window_->tabs()->setCurrentIndex(page);
        settle();
        QTest::qWait(50);
        problems += problemsOf(*window_, window_->tabs()->tabText(page));
    }
    window_->document().change("", [](Settings& settings) {
        settings.overview.treemap = true;
        setRule(settings.merge, "fc1.*", 0.7);
    });
    for (const int page : {0, 4}) {
        window_->tabs()->setCurrentIndex(page);
        settle();
        problems += problemsOf(*window_, window_->tabs()->tabText(page) + ", other state");
    }
    window_->document().undoStack().undo();
    problems.removeDuplicates();
    EXPECT_TRUE(problems.isEmpty()) << problems.join('\n').toStdString();
}

TEST_F(Reach, EveryControlOfEveryDialogHasANameAndSaysWhatItIs)
{
    Analyses& analyses = window_->analyses();
    QStringList problems;
    const auto look = [&problems](QDialog& dialog) {
        dialog.show();
        QTest::qWait(20);
        problems += problemsOf(dialog, dialog.windowTitle());
        dialog.close();
    };
    RecycleDialog recycle(analyses, 1, window_), log(analyses, 4, window_);
    look(recycle);
    look(log);
    ReferenceDialog reference(analyses, 1, window_);
    reference.askForBudget(analyses.source(1).value->fisher, 0.75);
    look(reference);
    EvaluationDialog evaluation(*window_->document().settings().source(1), window_);
    look(evaluation);
    MergeOptionsDialog merge(analyses, window_);
    look(merge);
    PruneOptionsDialog prune(analyses, window_);
    look(prune);
    MappingDialog mapping(analyses, 1, window_);
    look(mapping);
    OutliersDialog outliers(analyses, window_);
    look(outliers);
    RulesDialog rules(window_->document().settings().merge, window_);
    look(rules);
    ExportDialog figure(NamedFigure{"curve", "Curve", CurveSpec(), "test"}, window_->runner(), window_);
    look(figure);
    ExportDialog all(window_);
    look(all);
    settle();
    EXPECT_TRUE(problems.isEmpty()) << problems.join('\n').toStdString();
}

TEST_F(Reach, ArrowKeysGoThroughTheCellsOfTheHeatmap)
{
    window_->tabs()->setCurrentWidget(window_->heatmap());
    QTest::qWait(50);
    PlotView* matrix = window_->heatmap()->matrix();
    EXPECT_TRUE(tabReaches(matrix));
    window_->document().selectTensor("conv1.weight");
    const auto spec = [&] { return std::get<MatrixSpec>(matrix->figure().spec); };
    const int column = spec().selectedColumn;
    EXPECT_EQ(spec().selectedRow, 0);
    QTest::keyClick(matrix, Qt::Key_Down);
    EXPECT_EQ(window_->document().selectedTensor(), "conv1.bias");
    QTest::keyClick(matrix, Qt::Key_Up);
    EXPECT_EQ(window_->document().selectedTensor(), "conv1.weight");
    QTest::keyClick(matrix, Qt::Key_Up);
    EXPECT_EQ(window_->document().selectedTensor(), "conv1.weight") << "the edge holds";
    QTest::keyClick(matrix, Qt::Key_Right);
    EXPECT_EQ(spec().selectedColumn, column + 1);
    const QString said = matrix->accessibleDescription();
    EXPECT_TRUE(said.startsWith("conv1.weight")) << said.toStdString();
    EXPECT_TRUE(said.contains(spec().columns[column + 1])) << said.toStdString();
    QTest::keyClick(matrix, Qt::Key_Left);
    EXPECT_EQ(spec().selectedColumn, column);
    // By layer and role some cells are empty: they are passed over.
    window_->document().change("", [](Settings& settings) { settings.heatmap.byRole = true; });
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(matrix, Qt::Key_Down);
    EXPECT_TRUE(window_->document().selectedTensor().startsWith("fc2"));
    window_->document().undoStack().undo();
}

TEST_F(Reach, ArrowKeysGoThroughTheTensorsOfTheTimeline)
{
    window_->tabs()->setCurrentWidget(window_->timeline());
    settle();
    PlotView* plot = window_->timeline()->plot();
    EXPECT_TRUE(tabReaches(plot));
    const auto* spec = std::get_if<TimelineSpec>(&plot->figure().spec);
    ASSERT_TRUE(spec && spec->strip && spec->strip->rows.size() > 2);
    window_->document().selectTensor(spec->strip->rows[0]);
    const QString second = std::get<TimelineSpec>(plot->figure().spec).strip->rows[1];
    QTest::keyClick(plot, Qt::Key_Down);
    EXPECT_EQ(window_->document().selectedTensor(), second);
}

TEST_F(Reach, ColumnsAndSortingOfATableByItsMenu)
{
    window_->tabs()->setCurrentWidget(window_->overview());
    QTest::qWait(20);
    QTreeView* table = window_->overview()->table();
    EXPECT_TRUE(tabReaches(table));
    choose(*table, {"Sort by", "Median"});
    EXPECT_EQ(table->header()->sortIndicatorSection(), OverviewModel::Median);
    EXPECT_EQ(table->header()->sortIndicatorOrder(), Qt::AscendingOrder);
    choose(*table, {"Sort by", "Median"});
    EXPECT_EQ(table->header()->sortIndicatorOrder(), Qt::DescendingOrder);
    choose(*table, {"Sort by", "As in the file"});
    EXPECT_EQ(table->header()->sortIndicatorSection(), -1);
    choose(*table, {"Columns", "Zeros"});
    EXPECT_TRUE(table->isColumnHidden(OverviewModel::Zeros));
    choose(*table, {"Columns", "Zeros"});
    EXPECT_FALSE(table->isColumnHidden(OverviewModel::Zeros));
}

TEST_F(Reach, TheLadderTakesTheFocus)
{
    window_->tabs()->setCurrentWidget(window_->agreement());
    settle();
    LadderView* ladder = window_->agreement()->ladder();
    EXPECT_TRUE(tabReaches(ladder));
    window_->activateWindow();
    EXPECT_TRUE(QTest::qWaitForWindowActive(window_));
    EXPECT_TRUE(QTest::qWaitFor([&] {
        ladder->setFocus(Qt::TabFocusReason);
        return ladder->hasFocus();
    }));
    EXPECT_EQ(ladder->grab().toImage().pixelColor(0, 40), Theme::of(ladder->palette()).accent);
}

TEST_F(Reach, DocksAreClosedByTheirButtonAndComeBack)
{
    for (QDockWidget* dock : window_->docks().widgets()) {
        ASSERT_TRUE(dock->isVisible());
        QToolButton* close = nullptr;
        for (QToolButton* button : dock->findChildren<QToolButton*>())
            if (button->text() == QStringLiteral("\u00d7"))
                close = button;
        ASSERT_NE(close, nullptr) << dock->windowTitle().toStdString();
        QTest::mouseClick(close, Qt::LeftButton);
        EXPECT_FALSE(dock->isVisible());
    }
    window_->resetLayout();
    for (const QDockWidget* dock : window_->docks().widgets())
        EXPECT_TRUE(dock->isVisible());
}

}  // namespace
}  // namespace fisherlens::desktop
