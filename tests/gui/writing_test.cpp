// SPDX-License-Identifier: GPL-3.0-or-later
// What the Merge and Prune views preview is what they write: criteria and methods that cannot be used, entries that are
// not finite, options; and what says why nothing can be written.
#include "gui/window_fixture.h"

#include "desktop/app/writing.h"
#include "desktop/document/plan.h"
#include "desktop/views/merge_view.h"
#include "desktop/views/painted_view.h"
#include "desktop/views/prune_view.h"
#include "desktop/views/words.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTabWidget>
#include <QTimer>
#include <QtEndian>

#include <algorithm>
#include <cstring>
#include <limits>

namespace fisherlens::desktop {
namespace {

class Writing : public WindowFixture {
protected:
    void TearDown() override
    {
        while (document().undoStack().index() > 0)
            document().undoStack().undo();
        settle();
    }
    static Document& document() { return window_->document(); }
    static void show(QWidget* view)
    {
        window_->tabs()->setCurrentWidget(view);
        QTest::qWait(50);
    }
    static SourceId open(const QString& path, const QString& name)
    {
        SourceSettings source;
        source.path = path;
        source.name = name;
        const SourceId id = document().addSource(source);
        settle();
        return id;
    }
    static void choose(QComboBox* box, const QVariant& value)
    {
        box->setCurrentIndex(box->findData(value));
        emit box->activated(box->currentIndex());
    }
    static bool isOffered(QComboBox* box, const QVariant& value)
    {
        return qobject_cast<QStandardItemModel*>(box->model())->item(box->findData(value))->isEnabled();
    }
    static QString reason(QComboBox* box, const QVariant& value)
    {
        return box->itemData(box->findData(value), Qt::ToolTipRole).toString();
    }
    /// The weights of a model of the example without its optimizer state.
    static QString weights(const QString& model)
    {
        const QString path = folder_->filePath(model + "-weights.safetensors");
        runCli(
            {"prune", FL_EXAMPLE_DIR "/" + model + ".pt", "--criterion", "magnitude", "--sparsity", "0", "-o", path});
        return path;
    }
    /// The same with a NaN as the first entry of conv1.weight.
    static QString weightsWithNan(const QString& model)
    {
        QByteArray bytes = content(weights(model));
        const auto size = qFromLittleEndian<quint64>(bytes.constData());
        const QJsonObject header = QJsonDocument::fromJson(bytes.mid(8, static_cast<qsizetype>(size))).object();
        const auto offset = header["conv1.weight"].toObject()["data_offsets"].toArray()[0].toInteger();
        const float nan = std::numeric_limits<float>::quiet_NaN();
        std::memcpy(bytes.data() + 8 + size + offset, &nan, sizeof nan);
        const QString path = folder_->filePath(model + "-nan.safetensors");
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        return path;
    }
    static QStringList leftOut(SourceId model)
    {
        QStringList arguments;
        for (const std::string& name :
             smallAndEmbeddings(window_->analyses().source(model).value->opened->checkpoint->tensors))
            arguments << "--exclude" << QString::fromStdString(name);
        return arguments;
    }
    /// Writes through the window and on the command line, and compares the bytes.
    static void compare(bool merge, const QStringList& arguments)
    {
        const QString path = folder_->filePath("window.safetensors"), other = folder_->filePath("cli.safetensors");
        QFile::remove(path);
        QFile::remove(other);
        merge ? window_->commands().writing().mergeTo(path) : window_->commands().writing().pruneTo(path);
        settle();
        runCli(arguments + QStringList{"-o", other});
        EXPECT_FALSE(content(path).isEmpty());
        EXPECT_EQ(content(path), content(other));
    }
    /// Presses a button that opens a dialog, fills it in and accepts it.
    static void through(QPushButton* button, const std::function<void(QDialog&)>& fill)
    {
        accepting([button] { QTest::mouseClick(button, Qt::LeftButton); }, fill);
        settle();
    }
    static void type(QLineEdit* field, const QString& text)
    {
        field->selectAll();
        QTest::keyClicks(field, text);
    }
    static QAction* action(QWidget& window, const QString& text)
    {
        for (QAction* candidate : window.findChildren<QAction*>())
            if (candidate->text() == text)
                return candidate;
        return nullptr;
    }
};

TEST_F(Writing, WithoutAFisherMagnitudeIsShownDrawnAndWritten)
{
    PruneView* view = window_->prune();
    show(view);
    EXPECT_TRUE(isOffered(view->criterionBox(), "fisher"));
    const SourceId model = open(weights("a"), "weights");
    document().change("", [&](Settings& settings) { settings.prune.model = model; });
    settle();
    ASSERT_EQ(document().settings().prune.criterion, "fisher");
    EXPECT_EQ(view->criterionBox()->currentData(), "magnitude");
    EXPECT_FALSE(isOffered(view->criterionBox(), "fisher"));
    EXPECT_FALSE(isOffered(view->criterionBox(), "fisher-only"));
    EXPECT_TRUE(isOffered(view->criterionBox(), "random"));
    EXPECT_TRUE(reason(view->criterionBox(), "fisher").contains("has no Fisher"));
    const auto at = window_->analyses().edits().prunePreview().value->evaluate(PruneCriterion::Magnitude, 0.75, false, false);
    EXPECT_TRUE(view->countsText().contains(QLocale().toString(static_cast<qlonglong>(at.total.pruned))));
    EXPECT_TRUE(view->writeButton()->isEnabled());
    compare(false,
            QStringList{"prune", weights("a"), "--criterion", "magnitude", "--sparsity", "0.75"} + leftOut(model));
    document().change("", [](Settings& settings) { settings.prune.model = 1; });
    settle();
    EXPECT_EQ(view->criterionBox()->currentData(), "fisher") << "the choice comes back with a Fisher";
    EXPECT_TRUE(reason(view->criterionBox(), "fisher").isEmpty());
}

TEST_F(Writing, PruningAsksWhatBecomesOfEntriesThatAreNotFinite)
{
    PruneView* view = window_->prune();
    show(view);
    const QString path = weightsWithNan("a");
    const SourceId model = open(path, "nan");
    document().selectTensor("conv1.weight");
    document().change("", [&](Settings& settings) { settings.prune.model = model; });
    settle();
    EXPECT_TRUE(view->verdict().contains("refused"));
    EXPECT_TRUE(view->maskText().contains("refused"));
    EXPECT_FALSE(view->writeButton()->isEnabled());
    EXPECT_TRUE(view->writeButton()->toolTip().contains("Options"));
    EXPECT_FALSE(action(*window_, "Write pruned model\u2026")->isEnabled());
    QSignalSpy failed(&window_->commands(), &Commands::failed);
    window_->commands().writing().pruneTo(folder_->filePath("refused.safetensors"));
    ASSERT_EQ(failed.count(), 1) << "never silent";
    for (QWidget* box : QApplication::topLevelWidgets())
        if (box->inherits("QMessageBox"))
            box->close();

    QTest::mouseClick(view->verdictButton(), Qt::LeftButton);
    settle();
    EXPECT_EQ(document().undoStack().undoText(), "Keep entries that are not finite");
    EXPECT_FALSE(view->verdictButton()->isVisible());
    EXPECT_TRUE(view->writeButton()->isEnabled());
    EXPECT_TRUE(view->countsText().contains("1, kept"));
    EXPECT_TRUE(view->maskText().contains("conv1.weight"));
    compare(false,
            QStringList{"prune", path, "--criterion", "magnitude", "--sparsity", "0.75", "--nonfinite", "fallback"}
                + leftOut(model));
}

TEST_F(Writing, MergingAsksWhatBecomesOfEntriesThatAreNotFinite)
{
    MergeView* view = window_->merge();
    show(view);
    const QString pathA = weights("a"), pathB = weightsWithNan("b");
    const SourceId a = open(pathA, "plain"), b = open(pathB, "nan");
    document().change("", [&](Settings& settings) {
        settings.merge.a = a;
        settings.merge.b = b;
    });
    settle();
    EXPECT_EQ(view->methodBox()->currentData(), "linear") << "there is no Fisher";
    EXPECT_FALSE(isOffered(view->methodBox(), "fisher"));
    EXPECT_TRUE(reason(view->methodBox(), "fisher").contains("plain has no Fisher"));
    EXPECT_EQ(view->chipText(), "predicted from all entries");
    EXPECT_TRUE(view->verdict().contains("refused"));
    EXPECT_FALSE(view->writeButton()->isEnabled());
    EXPECT_FALSE(action(*window_, "Write merged model\u2026")->isEnabled());
    EXPECT_EQ(action(*window_, "Write merged model\u2026")->toolTip(), mergeObstacle(window_->analyses()));
    EXPECT_TRUE(mergeObstacle(window_->analyses()).contains("averaged"))
        << mergeObstacle(window_->analyses()).toStdString();
    QTest::mouseClick(view->verdictButton(), Qt::LeftButton);
    settle();
    EXPECT_EQ(document().undoStack().undoText(), "Average entries that are not finite");
    EXPECT_TRUE(view->writeButton()->isEnabled());
    compare(true,
            {"merge", pathA, pathB, "--method", "linear", "--coefficients", "0.5,0.5", "--nonfinite", "fallback"});
}

TEST_F(Writing, TheErrorOfEntriesThatAreNotFiniteSaysWhatToClick)
{
    const QString text = errorText(Error{ErrorCode::NonFinite,
                                         "The tensor has NaN or infinite entries.",
                                         {},
                                         "Prune with --nonfinite fallback to keep them.",
                                         nullptr});
    EXPECT_FALSE(text.contains("--"));
    EXPECT_TRUE(text.contains("Options"));
}

TEST_F(Writing, TaskArithmeticIsOfferedWithABaseModelAndEvaluated)
{
    MergeView* view = window_->merge();
    show(view);
    document().change("", [](Settings& settings) { settings.merge.base = 0; });
    EXPECT_FALSE(isOffered(view->methodBox(), "task-arithmetic"));
    EXPECT_TRUE(reason(view->methodBox(), "task-arithmetic").contains("base model"));
    const int steps = document().undoStack().index();
    const SourceId base = document().settings().sources[2].id;
    through(view->optionsButton(), [&](QDialog& dialog) {
        auto* box = dialog.findChild<QComboBox*>("base");
        box->setCurrentIndex(box->findData(base));
    });
    EXPECT_EQ(document().undoStack().index(), steps + 1);
    EXPECT_EQ(document().undoStack().undoText(), "Merge options");
    EXPECT_EQ(document().settings().merge.base, base);
    EXPECT_TRUE(isOffered(view->methodBox(), "task-arithmetic"));
    choose(view->methodBox(), "task-arithmetic");
    settle();
    const auto& curves = window_->analyses().edits().mergeCurves().value;
    ASSERT_NE(curves, nullptr);
    const auto at = evaluatedAt(*curves, CurveMethod::TaskArithmetic, 0.5);
    ASSERT_TRUE(at && at->exact);
    EXPECT_FALSE(view->verdict().contains("cannot be judged"));
    EXPECT_TRUE(view->bars()->bars().title.contains("not predicted"));
    compare(true, {"merge", FL_EXAMPLE_DIR "/a.pt", FL_EXAMPLE_DIR "/b.pt", "--method", "task-arithmetic", "--base",
                   FL_EXAMPLE_DIR "/base.pt", "--coefficients", "1,1"});
    const QJsonObject evaluated =
        runCli({"evaluate", "--model", FL_EXAMPLE_DIR "/model.ts", "--weights", folder_->filePath("window.safetensors"),
                "--data", FL_EXAMPLE_DIR "/upright-test.h5", "--loss", "cross-entropy"});
    EXPECT_NEAR(at->lossA, evaluated["loss"].toDouble(), 1e-5);

    document().removeSource(base);
    settle();
    EXPECT_EQ(view->methodBox()->currentData(), "linear");
}

TEST_F(Writing, OptionsOfAMergeHoldForThePreviewTheCurvesAndTheModel)
{
    MergeView* view = window_->merge();
    show(view);
    const auto distance = [&] { return view->bars()->bars().rows.front().value; };
    const double before = distance();
    const auto lossBefore = evaluatedAt(*window_->analyses().edits().mergeCurves().value, CurveMethod::FisherRecycled, 0.5);
    through(view->optionsButton(), [&](QDialog& dialog) {
        auto* normalization = dialog.findChild<QComboBox*>("normalization");
        normalization->setCurrentIndex(normalization->findData("l2"));
        auto* floor = dialog.findChild<QLineEdit*>("floor");
        type(floor, "7");
        EXPECT_FALSE(dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok)->isEnabled());
        type(floor, "0.5");
    });
    EXPECT_EQ(document().settings().merge.normalization, "l2");
    EXPECT_DOUBLE_EQ(document().settings().merge.floor, 0.5);
    EXPECT_NE(distance(), before);
    const auto at = evaluatedAt(*window_->analyses().edits().mergeCurves().value, CurveMethod::FisherRecycled, 0.5);
    EXPECT_NE(at->lossA, lossBefore->lossA);
    compare(true, {"merge", FL_EXAMPLE_DIR "/a.pt", FL_EXAMPLE_DIR "/b.pt", "--method", "fisher", "--fisher",
                   folder_->filePath("window.a.fisher.h5"), folder_->filePath("window.b.fisher.h5"), "--coefficients",
                   "0.5,0.5", "--normalize", "l2", "--floor", "0.5"});
}

TEST_F(Writing, OptionsOfPruningHoldForThePreviewAndTheModel)
{
    PruneView* view = window_->prune();
    show(view);
    EXPECT_EQ(view->chipText(), "evaluated at 21 sparsities");
    through(view->optionsButton(), [&](QDialog& dialog) {
        auto* include = dialog.findChild<QLineEdit*>("include");
        type(include, "fx*");
        EXPECT_EQ(dialog.findChild<QLabel*>("includeNote")->text(), "No tensor matches fx*.");
        type(include, "fc*, conv2.*");
        EXPECT_EQ(dialog.findChild<QLabel*>("includeNote")->text(), "6 tensors");
        type(dialog.findChild<QLineEdit*>("exclude"), "fc2.*");
        dialog.findChild<QComboBox*>("zeroFisher")->setCurrentIndex(1);
    });
    EXPECT_EQ(document().undoStack().undoText(), "Prune options");
    EXPECT_EQ(window_->analyses().edits().prunePreview().value->names(),
              (std::vector<std::string>{"conv2.weight", "fc1.weight"}));
    EXPECT_EQ(view->bars()->bars().rows.size(), 2U);
    QStringList arguments{"prune",         FL_EXAMPLE_DIR "/a.pt",
                          "--criterion",   "fisher",
                          "--sparsity",    "0.75",
                          "--include",     "fc*",
                          "--include",     "conv2.*",
                          "--zero-fisher", "keep",
                          "--fisher",      folder_->filePath("window.fisher.h5")};
    compare(false, arguments + leftOut(1) + QStringList{"--exclude", "fc2.*"});
}

TEST_F(Writing, WhatCannotBeWrittenIsDisabledAndSaysWhy)
{
    MainWindow empty(*preferences_);
    for (const char* text : {"Write merged model\u2026", "Write pruned model\u2026"}) {
        QAction* write = action(empty, text);
        ASSERT_NE(write, nullptr);
        EXPECT_FALSE(write->isEnabled());
        EXPECT_TRUE(write->toolTip().contains("Choose")) << write->toolTip().toStdString();
        EXPECT_EQ(write->statusTip(), write->toolTip());
        EXPECT_TRUE(action(*window_, text)->isEnabled());
    }
    QSignalSpy failed(&empty.commands(), &Commands::failed);
    empty.commands().writing().mergeTo(folder_->filePath("none.safetensors"));
    empty.commands().writing().pruneTo(folder_->filePath("none.safetensors"));
    EXPECT_EQ(failed.count(), 2);
}

TEST_F(Writing, PredictedPruningIsComputedOnceForAllSparsities)
{
    const auto& preview = window_->analyses().edits().prunePreview().value;
    const PruneChoice choice = document().settings().prune;
    const PredictedPruning predicted = predictedPruning(*preview, choice);
    ASSERT_EQ(predicted.lines.size(), 4U);
    for (std::size_t i = 0; i < predicted.lines[0].sparsity.size(); ++i)
        EXPECT_EQ(predicted.lines[0].cost[i],
                  preview->evaluate(PruneCriterion::Fisher, predicted.lines[0].sparsity[i], false, false).total.cost);
    PredictedPruning marked;
    marked.lines.push_back({PruneCriterion::Fisher, {0.5}, {42}});
    const CurveSpec spec = pruneCurvePicture({preview.get(), nullptr, &marked, choice, 0, {}});
    ASSERT_EQ(spec.series.size(), 1U) << "a picture draws what it is given";
    EXPECT_EQ(spec.series[0].y, std::vector<double>{42});
}

TEST_F(Writing, TheChipSaysWhatIsDrawn)
{
    show(window_->merge());
    EXPECT_EQ(window_->merge()->chipText(), "evaluated at 21 shares");
    show(window_->prune());
    EXPECT_EQ(window_->prune()->chipText(), "evaluated at 21 sparsities");
    document().change("", [](Settings& settings) { settings.source(1)->task = {}; });
    settle();
    EXPECT_EQ(window_->merge()->chipText(), "predicted from all entries");
    EXPECT_EQ(window_->prune()->chipText(), "predicted from all entries");
}

}  // namespace
}  // namespace fisherlens::desktop
