// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves the window: tables as files and on the clipboard, all figures at once.
#include "gui/window_fixture.h"

#include "desktop/app/figures.h"
#include "desktop/views/agreement_view.h"
#include "desktop/views/heatmap_view.h"
#include "desktop/views/mapping_dialog.h"
#include "desktop/views/overview_view.h"
#include "desktop/views/panels.h"
#include "desktop/views/prune_view.h"
#include "desktop/views/table_actions.h"
#include "desktop/views/tile_view.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QImage>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>
#include <QTimer>
#include <QTreeView>

#include <algorithm>

namespace fisherlens::desktop {
namespace {

class ExportsWindow : public WindowFixture {
protected:
    void TearDown() override
    {
        window_->filter()->clear();
        window_->overview()->table()->sortByColumn(-1, Qt::AscendingOrder);
    }
    /// Export table… from the menu, into a file; returns its content.
    static QByteArray exported(const QString& name)
    {
        const QString path = folder_->filePath(name);
        answering([] { trigger(QStringLiteral("Export table\u2026")); },
                  [&](QDialog& dialog) {
                      auto* field = dialog.findChild<QLineEdit*>("fileNameEdit");
                      ASSERT_NE(field, nullptr);
                      field->setText(path);
                      QTest::keyClick(field, Qt::Key_Return);
                  });
        return content(path);
    }
    static QStringList copied(QWidget* table)
    {
        QApplication::clipboard()->setText("nothing");
        table->window()->activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(table->window()));
        EXPECT_TRUE(QTest::qWaitFor([table] {
            table->setFocus();
            return QApplication::focusWidget() == table;
        }));
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        return QApplication::clipboard()->text().split('\n', Qt::SkipEmptyParts);
    }
    static const TensorSummary& summary(const QString& tensor)
    {
        const auto& all = window_->analyses().source(1).value->summary->tensors;
        return *std::find_if(all.begin(), all.end(),
                             [&](const TensorSummary& one) { return one.name == tensor.toStdString(); });
    }
};

TEST_F(ExportsWindow, TheWholeTableIsExportedAsNumbers)
{
    window_->tabs()->setCurrentWidget(window_->overview());
    window_->document().selectTensor("fc1.weight");
    window_->overview()->table()->setFocus();
    const QJsonObject json = QJsonDocument::fromJson(exported("table.json")).object();
    const QJsonArray rows = json["rows"].toArray();
    ASSERT_EQ(rows.size(), 8) << "all tensors, with one selected";
    const auto& agreement = window_->analyses().agreement().value;
    for (const QJsonValue& value : rows) {
        const QJsonObject row = value.toObject();
        const QString name = row["tensor"].toString();
        const TensorSummary& tensor = summary(name);
        EXPECT_TRUE(row["shape"].isString());
        EXPECT_EQ(row["parameters"].toInteger(), tensor.count());
        EXPECT_EQ(row["zeros"].toInteger(), tensor.histogram.zeros);
        EXPECT_EQ(row["median"].toDouble(), tensor.median().value()) << "all digits";
        EXPECT_EQ(row["q100"].toDouble(), tensor.quantiles.back().value());
        for (std::size_t i = 0; i < agreement->report.tensors.size(); ++i)
            if (agreement->report.tensors[i].name == tensor.name) {
                const auto& spearman = agreement->report.tensors[i].agreement.spearman;
                EXPECT_EQ(row["spearman"].isNull(), !spearman);
                EXPECT_EQ(row["spearman"].toDouble(), spearman.value_or(0));
                EXPECT_EQ(row["attainable"].isNull(), !agreement->attainable[i]);
                EXPECT_EQ(row["attainable"].toDouble(), agreement->attainable[i].value_or(0));
            }
    }
    const QString provenance = json["provenance"].toString();
    for (const char* part :
         {"FisherLens ", "a.pt", "a.fisher.h5", "recycled", "empirical, 200 examples", "mean per example"})
        EXPECT_TRUE(provenance.contains(part)) << part << " in " << provenance.toStdString();
}

TEST_F(ExportsWindow, ACsvIsFilteredSortedAndHasTheShownColumns)
{
    window_->tabs()->setCurrentWidget(window_->overview());
    QTreeView* table = window_->overview()->table();
    table->setFocus();
    table->setColumnHidden(OverviewModel::Quantiles, true);
    table->sortByColumn(OverviewModel::Parameters, Qt::DescendingOrder);
    window_->filter()->setText("fc1");
    const QStringList lines = QString::fromUtf8(exported("table.csv")).split('\n', Qt::SkipEmptyParts);
    table->setColumnHidden(OverviewModel::Quantiles, false);
    ASSERT_EQ(lines.size(), 4) << "provenance, header, weight and bias";
    EXPECT_TRUE(lines[0].startsWith("# a.pt"));
    EXPECT_EQ(lines[1], QStringLiteral("Tensor,Shape,Parameters,Median,Zeros (entries),Spearman \u03c1,Attainable,"
                                       "Scale (trace ratio)"));
    EXPECT_TRUE(lines[2].startsWith("fc1.weight,"));
    EXPECT_EQ(lines[2].section(',', 2, 2).toLongLong(), summary("fc1.weight").count());
    EXPECT_EQ(lines[2].section(',', 3, 3).toDouble(), summary("fc1.weight").median().value());
    EXPECT_TRUE(lines[3].startsWith("fc1.bias,"));
}

TEST_F(ExportsWindow, CopyTakesTheSelectedRowsOrTheWholeTable)
{
    window_->tabs()->setCurrentWidget(window_->overview());
    QTreeView* table = window_->overview()->table();
    window_->document().selectTensor("fc1.weight");
    QStringList lines = copied(table);
    ASSERT_EQ(lines.size(), 10) << lines[0].toStdString() << "the selection shared by all views is no choice of rows";
    EXPECT_TRUE(lines[0].startsWith("# a.pt"));
    const QModelIndex first = table->currentIndex(), second = first.siblingAtRow(1 - first.row());
    table->selectionModel()->select(second, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    lines = copied(table);
    ASSERT_EQ(lines.size(), 4);
    EXPECT_TRUE(lines[2].startsWith("fc1."));
    QApplication::clipboard()->clear();
    trigger("Copy table");
    EXPECT_EQ(QApplication::clipboard()->text().count('\n'), 10);
    window_->document().selectTensor({});
}

TEST_F(ExportsWindow, EveryTableCopiesItsRows)
{
    QTableView* findings = window_->findings()->table();
    const auto& rows = window_->findings()->model().rows();
    ASSERT_GE(rows.size(), 2U);
    findings->selectRow(1);
    QStringList lines = copied(findings);
    ASSERT_EQ(lines.size(), 3);
    EXPECT_TRUE(lines[0].contains("a.pt, b.pt"));
    EXPECT_EQ(lines[2].section('\t', 1, 1), rows[1].id);
    EXPECT_FALSE(lines[2].section('\t', 0, 0).isEmpty()) << "the mark as a word";
    findings->setFocus();
    const QJsonArray exportedRows = QJsonDocument::fromJson(exported("findings.json")).object()["rows"].toArray();
    ASSERT_EQ(static_cast<std::size_t>(exportedRows.size()), rows.size()) << "the table that has the focus";
    EXPECT_EQ(exportedRows[0].toObject()["id"].toString(), rows[0].id);
    findings->clearFocus();

    window_->tabs()->setCurrentWidget(window_->agreement());
    QTableWidget* coefficients = window_->agreement()->table();
    coefficients->clearSelection();
    lines = copied(coefficients);
    ASSERT_EQ(lines.size(), coefficients->rowCount() + 2);
    EXPECT_EQ(lines[2].section('\t', 1, 1).toDouble(),
              window_->analyses().agreement().value->report.global.spearman.value());
    EXPECT_EQ(lines[2].section('\t', 3, 3).toDouble(), *window_->analyses().agreement().value->attainableAll);

    MappingDialog mapping(window_->analyses(), 1, window_);
    mapping.show();
    lines = copied(mapping.table());
    EXPECT_EQ(lines.size(), mapping.model().rowCount() + 2);
    EXPECT_EQ(lines[1], "Parameter\tShape\tState\tHow it was decided");
    mapping.close();

    auto* jobs = window_->findChild<JobsPanel*>();
    jobs->table()->clearSelection();
    EXPECT_GE(TableActions::of(jobs->table())->chosen().rows.size(), 2U);
}

TEST_F(ExportsWindow, AFolderThatIsMissingIsSaid)
{
    window_->overview()->table()->setFocus();
    exported("no-such-folder/table.csv");
    auto* box = window_->findChild<QMessageBox*>();
    ASSERT_NE(box, nullptr);
    box->close();
}

TEST_F(ExportsWindow, AllFiguresAreExportedAsChosenInAJob)
{
    window_->document().selectTensor("fc1.weight");
    const QString target = folder_->filePath("all figures");
    answering([] { trigger(QStringLiteral("Export all figures\u2026")); },
              [&](QDialog& dialog) {
                  auto* format = dialog.findChild<QComboBox*>("format");
                  format->setCurrentIndex(format->findData("png"));
                  dialog.findChild<QDoubleSpinBox*>("width")->setValue(120);
                  dialog.findChild<QDoubleSpinBox*>("height")->setValue(80);
                  dialog.findChild<QSpinBox*>("dpi")->setValue(127);  // five dots per millimetre
                  dialog.findChild<QLineEdit*>("file")->setText(target);
                  QTest::mouseClick(dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save),
                                    Qt::LeftButton);
              });
    EXPECT_FALSE(window_->runner().isIdle()) << "figures are not drawn in the click";
    EXPECT_EQ(window_->runner().jobs().back().name, "Export all figures");
    settle();
    for (const char* name : {"overview", "treemap", "heatmap", "profile", "heatmap-ratio", "profile-ratio", "tiles",
                             "ratio-tiles", "mask", "distribution", "agreement", "ladder", "merge", "prune"}) {
        const QImage image(target + '/' + name + ".png");
        ASSERT_FALSE(image.isNull()) << name;
        EXPECT_NEAR(image.width(), 600, 3) << name;
        EXPECT_NEAR(image.dotsPerMeterX(), 5000, 2) << name;
        EXPECT_NEAR(image.height(), 400, 3) << name << ": the size that was typed, also of bars and the ladder";
    }
}

TEST_F(ExportsWindow, AFigureIsExportedByAJobWhileTheDialogWaits)
{
    window_->tabs()->setCurrentWidget(window_->heatmap());
    settle();
    const QString target = folder_->filePath("one.png");
    const auto save = [](QDialog& dialog) {
        QTest::mouseClick(dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save), Qt::LeftButton);
    };
    answering([] { trigger(QStringLiteral("Export figure\u2026")); },
              [&](QDialog& dialog) {
                  auto* format = dialog.findChild<QComboBox*>("format");
                  format->setCurrentIndex(format->findData("png"));
                  dialog.findChild<QDoubleSpinBox*>("width")->setValue(100);
                  dialog.findChild<QDoubleSpinBox*>("height")->setValue(50);
                  dialog.findChild<QSpinBox*>("dpi")->setValue(127);
                  // What fails is said in the dialog, which stays.
                  dialog.findChild<QLineEdit*>("file")->setText("/proc/no/such/one.png");
                  save(dialog);
                  EXPECT_FALSE(window_->runner().isIdle()) << "nothing is drawn in the click";
                  EXPECT_FALSE(dialog.findChild<QDoubleSpinBox*>("width")->isEnabled());
                  EXPECT_TRUE(QTest::qWaitFor([] { return window_->runner().isIdle(); }, kPatience));
                  auto* problem = dialog.findChild<QLabel*>("problem");
                  EXPECT_TRUE(QTest::qWaitFor([&] { return problem->isVisible(); }, kPatience));
                  EXPECT_TRUE(dialog.isVisible());
                  dialog.findChild<QLineEdit*>("file")->setText(target);
                  save(dialog);
                  EXPECT_TRUE(QTest::qWaitFor([&] { return !dialog.isVisible(); }, kPatience));
              });
    const QImage image(target);
    EXPECT_NEAR(image.width(), 500, 3);
    EXPECT_NEAR(image.height(), 250, 3);
}

TEST_F(ExportsWindow, TheExportStopsWhenItIsCancelled)
{
    const QString target = folder_->filePath("cancelled");
    bool called = false;
    const JobId id = startExport(window_->analyses(), target, {}, [&](Result<QStringList>) { called = true; });
    window_->runner().cancel(id);
    settle();
    EXPECT_FALSE(called);
    EXPECT_LT(QDir(target).entryList(QDir::Files).size(), 3);
}

TEST_F(ExportsWindow, AMaskIsExportedAsAMask)
{
    window_->document().selectTensor("fc1.weight");
    window_->tabs()->setCurrentWidget(window_->prune());
    QTest::qWait(50);
    settle();
    const NamedFigure mask = window_->prune()->mask()->figure();
    EXPECT_TRUE(mask.title.startsWith("Mask of")) << mask.title.toStdString();
    EXPECT_EQ(mask.name, "mask");
    const auto spec = std::get<TilesSpec>(mask.spec);
    ASSERT_EQ(spec.states.size(), spec.values.size());
    const auto removed = std::count(spec.states.begin(), spec.states.end(), TilesSpec::Removed);
    EXPECT_GT(removed, 0);
    TilesSpec plain = spec;
    plain.states.clear();
    EXPECT_NE(tilesImage(spec, Theme::paper()), tilesImage(plain, Theme::paper()));

    // The same figure in the export of all: the whole tensor, entry by entry.
    for (const PendingFigure& pending : allFigures(window_->analyses())) {
        if (pending.name != "mask" && pending.name != "tiles")
            continue;
        const auto figure = pending.make({});
        ASSERT_TRUE(figure);
        const auto whole = std::get<TilesSpec>(figure->spec);
        EXPECT_EQ(whole.states.empty(), pending.name == "tiles");
        EXPECT_EQ(whole.rowMeans.has_value(), pending.name == "tiles");
        EXPECT_TRUE(figure->title.endsWith("fc1.weight"));
        EXPECT_TRUE(figure->provenance.contains("FisherLens"));
    }
}

TEST(Program, DrawsTheSessionOfTheCommandLineWithoutADisplay)
{
    QTemporaryDir folder;
    for (const QStringList& session : {QStringList{"--session", FL_EXAMPLE_DIR "/example.session.json"},
                                       QStringList{"--session=" FL_EXAMPLE_DIR "/example.session.json"}}) {
        const QString out = folder.filePath(QString::number(session.size()));
        QProcess process;
        process.start(QCoreApplication::applicationDirPath() + "/fisherlens",
                      session + QStringList{"--export-figures", out, "--format", "svg"});
        ASSERT_TRUE(process.waitForFinished(kPatience));
        EXPECT_EQ(process.exitCode(), 0) << process.readAllStandardError().toStdString();
        for (const char* name : {"overview.svg", "heatmap.svg", "merge.svg", "prune.svg", "mask.svg"})
            EXPECT_TRUE(QFile::exists(out + '/' + name)) << name;
    }
    QProcess process;
    process.start(QCoreApplication::applicationDirPath() + "/fisherlens",
                  {"--session", folder.filePath("none.json"), "--export-figures", folder.filePath("none")});
    ASSERT_TRUE(process.waitForFinished(kPatience));
    EXPECT_EQ(process.exitCode(), 3);
}

}  // namespace
}  // namespace fisherlens::desktop
