// SPDX-License-Identifier: GPL-3.0-or-later
// The dialogs, filled in and accepted as a person would: recycling, reference, a check within a budget, and the table of
// optimizer states.
#include "gui/window_fixture.h"

#include "desktop/document/session.h"
#include "desktop/itemmodels/mapping_model.h"
#include "desktop/views/agreement_view.h"
#include "desktop/views/dialogs.h"
#include "desktop/views/mapping_dialog.h"
#include "desktop/views/run_table.h"
#include "desktop/views/words.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTimer>

#include <algorithm>

namespace fisherlens::desktop {
namespace {

class Dialogs : public WindowFixture {
protected:
    static Document& document() { return window_->document(); }

    /// The recycled diagonal of A as the window has it, in a file.
    static QString recycledFile()
    {
        const QString path = folder_->filePath("a-recycled.fisher.h5");
        EXPECT_TRUE(writeFisherFile(*window_->analyses().source(1).value->fisher, path.toStdString(), {}));
        return path;
    }
    static void type(QWidget* field, const QString& text)
    {
        field->setFocus();
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Tab);
    }
};

TEST_F(Dialogs, RecyclingTakesTheBatchSizeThatIsTyped)
{
    document().change("", [](Settings& settings) { settings.current = 1; });
    const QString output = folder_->filePath("recycled.fisher.h5");
    accepting([] { trigger("Recycle"); },
            [&](QDialog& dialog) {
                type(dialog.findChild<QDoubleSpinBox*>("batch"), "64");
                type(dialog.findChild<QLineEdit*>("output"), output);
            });
    settle();
    EXPECT_EQ(document().settings().source(1)->batchSize, 64);
    const auto data = window_->analyses().source(1).value;
    EXPECT_EQ(data->fisher->attributes.batchSize, 64);
    const QJsonObject cli =
        runCli({"recycle", FL_EXAMPLE_DIR "/a.pt", "--batch-size", "64", "-o", folder_->filePath("cli.fisher.h5")});
    EXPECT_EQ(cli["corrections"].toObject()["batch"].toDouble(), 64);
    const auto written = openFisherFile(output.toStdString(), {});
    ASSERT_TRUE(written);
    EXPECT_EQ(written->attributes.batchSize, 64);
    document().undoStack().undo();
    settle();
    EXPECT_NE(document().settings().source(1)->batchSize, 64);
}

TEST_F(Dialogs, SnapshotsOfALogAreChosenAndTheirMeanIsThatOfTheCommandLine)
{
    constexpr SourceId kLog = 4;
    document().change("select", [](Settings& settings) { settings.current = kLog; });
    const auto before = window_->analyses().source(kLog).value;
    ASSERT_TRUE(before && before->opened->log);
    const auto& snapshots = before->opened->log->snapshots;
    ASSERT_GE(snapshots.size(), 3U);
    const QString output = folder_->filePath("log.fisher.h5");
    accepting([] { trigger("Recycle"); },
            [&](QDialog& dialog) {
                auto* list = dialog.findChild<QListWidget*>("snapshots");
                ASSERT_EQ(static_cast<std::size_t>(list->count()), snapshots.size());
                EXPECT_EQ(list->item(list->count() - 1)->checkState(), Qt::Checked)
                    << "the last one, until others are chosen";
                list->setCurrentRow(0);
                QTest::keyClick(list, Qt::Key_Space);
                EXPECT_EQ(list->item(0)->checkState(), Qt::Checked);
                EXPECT_TRUE(dialog.findChild<QLabel*>("snapshotsNote")->text().contains("mean of 2"));
                dialog.findChild<QLineEdit*>("output")->setText(output);
            });
    settle();
    const std::vector<std::int64_t> chosen{snapshots.front().step, snapshots.back().step};
    EXPECT_EQ(document().settings().source(kLog)->snapshots, chosen);
    const QString cli = folder_->filePath("log-cli.fisher.h5");
    runCli({"recycle", FL_EXAMPLE_DIR "/run.optlog", "--snapshot",
            QString::number(chosen[0]) + ',' + QString::number(chosen[1]), "--batch-size", "32", "--reduction", "mean",
            "-o", cli});
    const auto expected = openFisherFile(cli.toStdString(), {}), written = openFisherFile(output.toStdString(), {});
    ASSERT_TRUE(expected && written);
    const auto& shown = window_->analyses().source(kLog).value->fisher;
    for (const Tensor& tensor : expected->diagonal.tensors()) {
        const auto values = [&](const Tensor& of) {
            std::vector<double> result(static_cast<std::size_t>(of.info.count));
            EXPECT_TRUE(of.source->read(0, std::span<double>(result)));
            return result;
        };
        const Tensor* inWindow = shown->diagonal.find(tensor.info.name);
        const Tensor* inFile = written->diagonal.find(tensor.info.name);
        ASSERT_TRUE(inWindow && inFile);
        EXPECT_EQ(values(*inFile), values(tensor)) << tensor.info.name;
        const std::vector<double> a = values(*inWindow), b = values(tensor);
        for (std::size_t i = 0; i < a.size(); ++i)
            ASSERT_EQ(static_cast<float>(a[i]), static_cast<float>(b[i])) << tensor.info.name;
    }
    const QString session = folder_->filePath("log.session.json");
    ASSERT_TRUE(writeSession({document().settings(), {}, {}, {}}, session.toStdString()));
    const auto read = readSession(session.toStdString());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->settings.source(kLog)->snapshots, chosen);
    document().undoStack().undo();
    settle();
    EXPECT_TRUE(document().settings().source(kLog)->snapshots.empty());
    document().undoStack().undo();
}

TEST_F(Dialogs, TheFactorsOfTheTrainingRunGiveTheBatchSize)
{
    RecycleDialog dialog(window_->analyses(), 1, window_);
    dialog.show();
    auto* run = dialog.findChild<RunTable*>();
    ASSERT_NE(run, nullptr);
    const auto set = [&](const QString& name, const QString& text) {
        for (int row = 0; row < run->rowCount(); ++row)
            if (run->item(row, RunTable::Name)->data(Qt::UserRole).toString() == name)
                run->item(row, RunTable::Value)->setText(text);
    };
    auto* batch = dialog.findChild<QDoubleSpinBox*>("batch");
    set("micro-batch", "8");
    EXPECT_EQ(batch->value(), 0) << "the other factors are not known";
    set("accumulation", "4");
    set("world-size", "3");
    EXPECT_EQ(batch->value(), 96);
    set("clip-norm", "1");
    const SourceSettings settings = dialog.settings();
    EXPECT_EQ(settings.batchSize, 96);
    EXPECT_EQ(settings.run.size(), 4U);
    dialog.close();

    document().change("run", [&](Settings& all) { *all.source(1) = settings; });
    settle();
    const auto& opened = window_->analyses().source(1).value->opened;
    EXPECT_EQ(opened->checkpoint->run.batchSize, 96);
    EXPECT_EQ(opened->checkpoint->run.find("clip-norm")->origin, "typed");
    const QString session = folder_->filePath("run.session.json");
    ASSERT_TRUE(writeSession({document().settings(), {}, {}, {}}, session.toStdString()));
    const auto read = readSession(session.toStdString());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->settings.source(1)->run.size(), 4U);
    EXPECT_EQ(read->settings.source(1)->batchSize, 96);
    document().undoStack().undo();
    settle();
    EXPECT_EQ(window_->analyses().source(1).value->opened->checkpoint->run.find("clip-norm"), nullptr);
}

TEST_F(Dialogs, AReductionThatTheRunRecordsIsUsedUntilAnotherIsChosen)
{
    document().change("run", [](Settings& all) {
        all.current = 1;
        all.source(1)->batchSize = 32;
        all.source(1)->reductionAssumed = true;
        all.source(1)->run.emplace_back("reduction", "sum");
    });
    settle();
    const auto recycled = [] { return window_->analyses().source(1).value->fisher; };
    ASSERT_TRUE(recycled());
    EXPECT_EQ(recycled()->attributes.reduction, "sum");
    const auto summed = readAll(recycled()->diagonal.tensors().front());
    const auto words = [](const QDialog& dialog) {
        return std::pair(dialog.findChild<QComboBox*>("reduction")->currentText(),
                         dialog.findChild<QLabel*>("reductionNote")->text());
    };
    accepting([] { trigger("Recycle"); },
            [&](QDialog& dialog) {
                EXPECT_EQ(words(dialog), std::pair(QStringLiteral("sum, recorded"), QStringLiteral("typed")));
                dialog.findChild<QComboBox*>("reduction")->setFocus();
                QTest::keyClick(dialog.findChild<QComboBox*>("reduction"), Qt::Key_Down);
                EXPECT_EQ(words(dialog), std::pair(QStringLiteral("mean"), QStringLiteral("chosen")));
            });
    settle();
    EXPECT_EQ(recycled()->attributes.reduction, "mean");
    const auto mean = readAll(recycled()->diagonal.tensors().front());
    ASSERT_TRUE(summed && mean);
    for (std::size_t i = 0; i < mean->size(); ++i)
        EXPECT_NEAR((*summed)[i] * 32 * 32, (*mean)[i], 1e-6 * (*mean)[i]);
    document().undoStack().undo();
    document().undoStack().undo();
    settle();
    EXPECT_EQ(recycled()->attributes.reduction, "mean") << "as it was opened";
}

TEST_F(Dialogs, AReferenceIsComputedAndOpened)
{
    document().change("", [](Settings& settings) { settings.current = 1; });
    const std::size_t sources = document().settings().sources.size();
    const QString output = folder_->filePath("by-dialog.fisher.h5");
    accepting([] { trigger(QStringLiteral("Reference\u2026")); },
            [&](QDialog& dialog) {
                EXPECT_FALSE(dialog.findChild<QDoubleSpinBox*>("sparsity")->isVisible());
                auto* estimate = dialog.findChild<QLabel*>("estimate");
                ASSERT_TRUE(QTest::qWaitFor([&] { return estimate->text().contains("597"); }, kPatience));
                type(dialog.findChild<QSpinBox*>("examples"), "40");
                EXPECT_TRUE(estimate->text().contains("40 examples")) << estimate->text().toStdString();
                auto* kind = dialog.findChild<QComboBox*>("kind");
                auto* file = dialog.findChild<QLineEdit*>("output");
                EXPECT_TRUE(file->text().endsWith("-empirical.fisher.h5"));
                kind->setCurrentIndex(kind->findData("exact"));
                EXPECT_TRUE(file->text().endsWith("-exact.fisher.h5"));
                kind->setCurrentIndex(kind->findData("empirical"));
                type(file, output);
            });
    settle();
    ASSERT_EQ(document().settings().sources.size(), sources + 1);
    EXPECT_EQ(document().settings().sources.back().path, output);
    EXPECT_EQ(openFisherFile(output.toStdString(), {})->attributes.examples, 40);
}

TEST_F(Dialogs, ADecisionIsCheckedWithinABudget)
{
    window_->tabs()->setCurrentWidget(window_->agreement());
    QTest::qWait(50);
    QPushButton* button = window_->agreement()->verdictButton();
    ASSERT_TRUE(button->isVisible());
    const QString output = folder_->filePath("check.fisher.h5");
    accepting([&] { QTest::mouseClick(button, Qt::LeftButton); },
            [&](QDialog& dialog) {
                auto* sparsity = dialog.findChild<QDoubleSpinBox*>("sparsity");
                EXPECT_TRUE(sparsity->isVisible());
                EXPECT_EQ(sparsity->value(), 100 * document().settings().prune.sparsity);
                type(dialog.findChild<QDoubleSpinBox*>("until"), "50");
                type(dialog.findChild<QLineEdit*>("output"), output);
            });
    settle();
    ASSERT_TRUE(QTest::qWaitFor([] { return window_->findChild<QMessageBox*>() != nullptr; }, 5000));
    auto* box = window_->findChild<QMessageBox*>();
    // A regret of 50 is far away, so few examples tell; the CLI says the same number.
    const TaskSettings task = document().settings().source(1)->task;
    const QJsonObject cli = runCli({"reference", "--model", task.module, "--data", task.data, "--loss", task.loss,
                                    "--weights", FL_EXAMPLE_DIR "/a.pt", "--until-regret", "50", "--sparsity", "0.75",
                                    "--recycled", recycledFile(), "-o", folder_->filePath("cli-check.fisher.h5")});
    const double regret = cli["until_regret"].toObject()["regret"].toDouble();
    ASSERT_GT(regret, 0);
    EXPECT_TRUE(box->text().contains(QString::number(regret, 'f', 3))) << box->text().toStdString();
    EXPECT_TRUE(box->text().contains("can be used")) << box->text().toStdString();
    box->close();
}

TEST_F(Dialogs, StatesAreAssignedByHandAndOpenTheCheckpointAgain)
{
    const auto howOf = [](const QString& name) {
        for (const ParameterState& state : window_->analyses().source(1).value->optimizer()->mapped)
            if (state.parameter == name.toStdString())
                return state.how;
        return MappingHow::RecordedName;
    };
    MappingDialog dialog(window_->analyses(), 1, window_);
    dialog.show();
    MappingModel& model = dialog.model();
    const QAbstractItemModelTester tester(&model);
    ASSERT_EQ(model.rowCount(), model.assigned());
    EXPECT_FALSE(model.isEdited());
    const auto match = model.match(model.index(0, 0), Qt::DisplayRole, "fc1.bias", 1, Qt::MatchExactly);
    ASSERT_EQ(match.size(), 1);
    const QModelIndex state = match.front().siblingAtColumn(MappingModel::State);
    const QString key = state.data(Qt::EditRole).toString();
    EXPECT_FALSE(model.setData(state, "no such state", Qt::EditRole));
    EXPECT_TRUE(model.choices(state.row()).contains(key));

    dialog.table()->edit(state);  // the list of what fits
    auto* box = dialog.table()->findChild<QComboBox*>();
    ASSERT_NE(box, nullptr);
    EXPECT_EQ(box->count(), 1 + model.choices(state.row()).size());
    box->setCurrentIndex(0);
    QTest::keyClick(box, Qt::Key_Return);
    ASSERT_TRUE(model.setData(state, QString(), Qt::EditRole));
    EXPECT_EQ(model.freeStates(), 1);
    EXPECT_TRUE(dialog.note().contains("not saved"));
    EXPECT_EQ(model.assignInOrder(), 1);
    EXPECT_EQ(state.data(Qt::EditRole).toString(), key);

    const MappingHow before = howOf("fc1.bias");
    const QString path = folder_->filePath("a.mapping.json");
    EXPECT_FALSE(dialog.saveTo(folder_->filePath("no-such-folder/a.mapping.json")));
    ASSERT_TRUE(dialog.saveTo(path));
    settle();
    EXPECT_EQ(howOf("fc1.bias"), MappingHow::ByHand);
    EXPECT_EQ(window_->analyses().source(1).value->fisher->diagonal.size(), static_cast<std::size_t>(model.rowCount()));
    const QJsonObject info = runCli({"info", FL_EXAMPLE_DIR "/a.pt", "--mapping", path});
    EXPECT_EQ(info["optimizer"].toObject()["mapped"].toInt(), model.assigned());
    document().undoStack().undo();
    settle();
    EXPECT_EQ(howOf("fc1.bias"), before);
    EXPECT_TRUE(document().settings().source(1)->mapping.isEmpty());
}

}  // namespace
}  // namespace fisherlens::desktop
