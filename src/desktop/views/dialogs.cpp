// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/dialogs.h"

#include "ui_evaluation_dialog.h"
#include "ui_recycle_dialog.h"

#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/run_table.h"
#include "desktop/views/style.h"
#include "desktop/views/words.h"
#include "fisher/recycle.h"

#include <QFileDialog>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>

#include <algorithm>

namespace fisherlens::desktop {
namespace {

void addLosses(QComboBox& box, const QString& chosen)
{
    box.addItem("cross-entropy", "cross-entropy");
    box.addItem("nll", "nll");
    box.addItem("mse", "mse");
    box.addItem("bce", "bce");
    box.setCurrentIndex(std::max(0, box.findData(chosen)));
}

void connectBrowse(QWidget* parent, QPushButton* button, QLineEdit* field, bool save, const QString& title)
{
    QObject::connect(button, &QPushButton::clicked, parent, [=] {
        const QString path = save ? QFileDialog::getSaveFileName(parent, title, field->text())
                                  : QFileDialog::getOpenFileName(parent, title, field->text());
        if (!path.isEmpty())
            field->setText(path);
    });
}

}  // namespace

RecycleDialog::RecycleDialog(Analyses& analyses, SourceId source, QWidget* parent)
    : QDialog(parent), analyses_(analyses), source_(*analyses.document().settings().source(source)),
      ui_(std::make_unique<Ui::RecycleDialog>())
{
    ui_->setupUi(this);
    setWindowTitle(tr("Recycling of %1").arg(source_.name));
    ui_->problem->hide();
    ui_->estimate->hide();
    for (QLabel* label : {ui_->snapshotsNote, ui_->intro, ui_->batchNote, ui_->reductionNote, ui_->factorNote,
                          ui_->stepNote, ui_->outputNote})
        label->setProperty("muted", true);
    ui_->batch->setSpecialValueText(tr("unknown"));
    ui_->batch->setValue(source_.batchSize.value_or(0));
    ui_->reduction->addItem(tr("mean, assumed"), "assumed");
    ui_->reduction->addItem(tr("mean"), "mean");
    ui_->reduction->addItem(tr("sum"), "sum");
    ui_->reduction->setCurrentIndex(source_.reductionAssumed ? 0 : source_.sumReduction ? 2 : 1);
    ui_->factor->setValue(source_.lossFactor);
    ui_->step->setSpecialValueText(tr("as recorded"));
    ui_->step->setValue(source_.step.value_or(0));
    QPushButton* ok = ui_->buttons->button(QDialogButtonBox::Ok);
    ok->setText(tr("Recycle"));
    makePrimary(*ok);
    connectBrowse(this, ui_->outputBrowse, ui_->output, true, tr("Save recycled Fisher"));
    const auto& data = analyses_.source(source).value;
    listSnapshots(data.get());
    const bool hasRun = data && data->opened->checkpoint;
    ui_->run->setVisible(hasRun);
    if (hasRun)
        ui_->run->setRun(data->opened->checkpoint->run, source_.run);
    connect(ui_->run, &RunTable::edited, this, [this] {
        // The factors decide the batch size, until another one is typed.
        const TrainingRun& run = ui_->run->run();
        source_.batchSize = run.batchSize;
        source_.batchOrigin = QString::fromStdString(run.batchOrigin);
        ui_->batch->setValue(run.batchSize.value_or(0));
        updateNotes();
    });
    connect(ui_->batch, &QDoubleSpinBox::valueChanged, this, &RecycleDialog::updateNotes);
    connect(ui_->reduction, &QComboBox::currentIndexChanged, this, &RecycleDialog::updateNotes);
    connect(ui_->step, &QDoubleSpinBox::valueChanged, this, &RecycleDialog::updateNotes);
    updateNotes();
}

RecycleDialog::~RecycleDialog() = default;

void RecycleDialog::listSnapshots(const SourceData* data)
{
    const bool isLog = data && data->opened->log && !data->opened->log->snapshots.empty();
    for (QWidget* widget : std::initializer_list<QWidget*>{ui_->snapshotsLabel, ui_->snapshots, ui_->snapshotsNote})
        widget->setVisible(isLog);
    if (!isLog)
        return;
    const auto& chosen = source_.snapshots;
    for (const LogSnapshot& snapshot : data->opened->log->snapshots) {
        auto* item = new QListWidgetItem(tr("step %1").arg(QLocale().toString(static_cast<qlonglong>(snapshot.step))),
                                         ui_->snapshots);
        item->setData(Qt::UserRole, static_cast<qlonglong>(snapshot.step));
        const bool on = std::find(chosen.begin(), chosen.end(), snapshot.step) != chosen.end()
                        || (chosen.empty() && &snapshot == &data->opened->log->snapshots.back());
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(on ? Qt::Checked : Qt::Unchecked);
    }
    ui_->snapshots->setCurrentRow(ui_->snapshots->count() - 1);
    ui_->snapshots->scrollToBottom();
    connect(ui_->snapshots, &QListWidget::itemChanged, this, &RecycleDialog::updateNotes);
}

std::vector<std::int64_t> RecycleDialog::chosenSnapshots() const
{
    std::vector<std::int64_t> steps;
    for (int row = 0; row < ui_->snapshots->count(); ++row)
        if (const QListWidgetItem* item = ui_->snapshots->item(row); item->checkState() == Qt::Checked)
            steps.push_back(item->data(Qt::UserRole).toLongLong());
    const int rows = ui_->snapshots->count();
    const bool last =
        steps.size() == 1 && steps.front() == ui_->snapshots->item(rows - 1)->data(Qt::UserRole).toLongLong();
    return last ? std::vector<std::int64_t>() : steps;  // the last one: also of a log that grows
}

void RecycleDialog::updateNotes()
{
    const bool unchanged = source_.batchSize && *source_.batchSize == ui_->batch->value();
    const auto atLeast = ui_->run->run().batchAtLeast;
    ui_->batchNote->setText(
        ui_->batch->value() == 0 && atLeast
            ? tr("at least %1; ranks are right, values are not").arg(QLocale().toString(*atLeast, 'f', 0))
        : ui_->batch->value() == 0 ? tr("ranks are right, values are not")
        : unchanged && !source_.batchOrigin.isEmpty()
            ? tr("from %1").arg(coreSentence(source_.batchOrigin.toStdString()))
            : tr("typed"));
    const auto recorded = recordedReduction(ui_->run->run());
    ui_->reduction->setItemText(0, !recorded                     ? tr("mean, assumed")
                                   : *recorded == Reduction::Sum ? tr("sum, recorded")
                                                                 : tr("mean, recorded"));
    ui_->reductionNote->setText(ui_->reduction->currentIndex() != 0 ? tr("chosen")
                                : !recorded                         ? tr("nobody said; a finding says so")
                                : ui_->run->run().find("reduction")->origin == "typed"
                                    ? tr("typed")
                                    : tr("from %1").arg(coreSentence(ui_->run->run().find("reduction")->origin)));
    ui_->factorNote->setText(tr("1 for cross-entropy"));
    QString step = tr("not recorded");
    if (const auto& data = analyses_.source(source_.id).value; data && data->optimizer())
        for (const ParameterState& state : data->optimizer()->mapped)
            if (state.step)
                step = tr("recorded: %1").arg(QLocale().toString(*state.step, 'f', 0));
    ui_->stepNote->setText(step);
    const auto snapshots = static_cast<int>(chosenSnapshots().size());
    ui_->snapshotsNote->setText(snapshots == 0 ? tr("the last one")
                                : snapshots == 1
                                    ? tr("one snapshot")
                                    : tr("mean of %n snapshot(s); they share memory, so the standard error "
                                         "is too small",
                                         nullptr, snapshots));
    ui_->outputNote->setText(tr("optional"));
}

SourceSettings RecycleDialog::settings() const
{
    SourceSettings settings = source_;
    const double batch = ui_->batch->value();
    if (batch == 0)
        settings.batchSize.reset();
    else if (!settings.batchSize || *settings.batchSize != batch) {
        settings.batchSize = batch;
        settings.batchOrigin.clear();
    }
    settings.reductionAssumed = ui_->reduction->currentIndex() == 0;
    settings.sumReduction = ui_->reduction->currentIndex() == 2;
    settings.lossFactor = ui_->factor->value();
    settings.run = ui_->run->edits();
    settings.snapshots = chosenSnapshots();
    settings.step = ui_->step->value() > 0 ? std::optional(ui_->step->value()) : std::nullopt;
    return settings;
}

QString RecycleDialog::output() const
{
    return ui_->output->text().trimmed();
}

EvaluationDialog::EvaluationDialog(const SourceSettings& source, QWidget* parent)
    : QDialog(parent), ui_(std::make_unique<Ui::EvaluationDialog>())
{
    ui_->setupUi(this);
    setWindowTitle(tr("Evaluation data of %1").arg(source.name));
    ui_->problem->hide();
    ui_->estimate->hide();
    ui_->intro->setProperty("muted", true);
    ui_->model->setText(source.task.module);
    ui_->data->setText(source.task.data);
    addLosses(*ui_->loss, source.task.loss);
    connectBrowse(this, ui_->modelBrowse, ui_->model, false, tr("Exported module"));
    connectBrowse(this, ui_->dataBrowse, ui_->data, false, tr("Data file"));
    QPushButton* ok = ui_->buttons->button(QDialogButtonBox::Ok);
    ok->setText(tr("Evaluate"));
    makePrimary(*ok);
}

EvaluationDialog::~EvaluationDialog() = default;

TaskSettings EvaluationDialog::task() const
{
    return {ui_->model->text().trimmed(), ui_->data->text().trimmed(), ui_->loss->currentData().toString()};
}

}  // namespace fisherlens::desktop
