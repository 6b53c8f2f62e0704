// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/dialogs.h"

#include "ui_reference_dialog.h"

#include "desktop/itemmodels/jobs_model.h"
#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/source_box.h"
#include "desktop/views/style.h"
#include "desktop/views/words.h"
#include "reference/estimate.h"
#include "reference/reference.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QPointer>
#include <QPushButton>

#include <algorithm>

namespace fisherlens::desktop {

/// What a look at module and data says before the job starts.
struct ReferenceLook {
    std::int64_t examples = 0;
    Shape input;
    std::int64_t parameters = 0;
    double secondsPerExample = 0;
};

namespace {

constexpr std::int64_t kTimedExamples = 8;

Result<ReferenceLook> look(const ReferenceRequest& request, const JobContext& context)
{
    ReferenceLook look;
    FL_TRY(const DataFile data, openDataFile(request.data, context));
    look.examples = data.examples;
    look.input = data.inputs.front().info.shape;
    FL_TRY(const auto model, openReferenceModel(request.model, context));
    for (const ReferenceParameter& parameter : model->parameters())
        look.parameters += parameter.count;
    EstimateSettings settings = request.settings;
    settings.examples = std::min(kTimedExamples, data.examples);
    FL_TRY(const Estimate timed, estimate(*model, data, settings, context));
    look.secondsPerExample = timed.seconds / static_cast<double>(std::max<std::int64_t>(timed.examples, 1));
    return look;
}

}  // namespace

ReferenceDialog::ReferenceDialog(Analyses& analyses, SourceId model, QWidget* parent)
    : QDialog(parent), analyses_(analyses), ui_(std::make_unique<Ui::ReferenceDialog>())
{
    ui_->setupUi(this);
    ui_->problem->hide();
    for (QLabel* label : {ui_->intro, ui_->modelNote, ui_->weightsNote, ui_->dataNote, ui_->lossNote, ui_->kindNote,
                          ui_->samplesNote, ui_->examplesNote, ui_->splitNote, ui_->outputNote, ui_->sparsityNote,
                          ui_->untilNote, ui_->secondsNote, ui_->estimate})
        label->setProperty("muted", true);
    showBudget(false);
    fillSources(*ui_->weights, analyses, model,
                [](const SourceData& data) { return data.opened->checkpoint.has_value(); });
    ui_->weights->insertItem(0, tr("the module's own"), 0);
    if (ui_->weights->currentIndex() < 0)
        ui_->weights->setCurrentIndex(0);
    for (const char* loss : {"cross-entropy", "nll", "mse", "bce", "per-example", "causal-lm", "masked-lm"})
        ui_->loss->addItem(loss, loss);
    ui_->kind->addItem(tr("empirical"), "empirical");
    ui_->kind->addItem(tr("sampled"), "sampled");
    ui_->kind->addItem(tr("exact"), "exact");
    ui_->split->addItem(tr("unknown"), "unknown");
    ui_->split->addItem(tr("training"), "train");
    ui_->split->addItem(tr("held out"), "held-out");
    if (const SourceSettings* source = analyses.document().settings().source(model)) {
        ui_->model->setText(source->task.module);
        ui_->data->setText(source->task.data);
        ui_->loss->setCurrentIndex(std::max(0, ui_->loss->findData(source->task.loss)));
        const QFileInfo info(source->path);
        ui_->output->setText(info.dir().filePath(info.completeBaseName() + "-empirical.fisher.h5"));
    }
    ui_->examples->setSpecialValueText(tr("all"));
    ui_->examples->setMinimum(0);
    ui_->examples->setValue(0);
    QPushButton* ok = ui_->buttons->button(QDialogButtonBox::Ok);
    ok->setText(tr("Compute"));
    makePrimary(*ok);
    const auto browse = [this](QPushButton* button, QLineEdit* field, bool save) {
        connect(button, &QPushButton::clicked, this, [this, field, save] {
            const QString path = save ? QFileDialog::getSaveFileName(this, tr("Save reference Fisher"), field->text())
                                      : QFileDialog::getOpenFileName(this, tr("Open"), field->text());
            if (!path.isEmpty())
                field->setText(path);
        });
    };
    browse(ui_->modelBrowse, ui_->model, false);
    browse(ui_->dataBrowse, ui_->data, false);
    browse(ui_->outputBrowse, ui_->output, true);
    for (QLineEdit* field : {ui_->model, ui_->data})
        connect(field, &QLineEdit::textChanged, this, &ReferenceDialog::check);
    for (QComboBox* box : {ui_->loss, ui_->kind, ui_->weights})
        connect(box, &QComboBox::currentIndexChanged, this, &ReferenceDialog::check);
    for (QComboBox* box : {ui_->loss, ui_->kind})
        connect(box, &QComboBox::currentIndexChanged, this, &ReferenceDialog::updateNotes);
    connect(ui_->samples, &QSpinBox::valueChanged, this, &ReferenceDialog::check);
    connect(ui_->examples, &QSpinBox::valueChanged, this, &ReferenceDialog::showEstimate);
    connect(ui_->output, &QLineEdit::textChanged, this, &ReferenceDialog::updateNotes);
    // The file is named after the kind as long as nobody has given it another name.
    connect(ui_->kind, &QComboBox::currentIndexChanged, this, [this] {
        const QString kind = ui_->kind->currentData().toString(), text = ui_->output->text();
        for (const char* other : {"-empirical.fisher.h5", "-sampled.fisher.h5", "-exact.fisher.h5"})
            if (text.endsWith(other))
                ui_->output->setText(text.chopped(QString(other).size()) + '-' + kind + ".fisher.h5");
    });
    updateNotes();
    check();
}

ReferenceDialog::~ReferenceDialog() = default;

void ReferenceDialog::showBudget(bool shown)
{
    for (QWidget* widget :
         std::initializer_list<QWidget*>{ui_->sparsityLabel, ui_->sparsity, ui_->sparsityNote, ui_->untilLabel,
                                         ui_->until, ui_->untilNote, ui_->secondsLabel, ui_->seconds, ui_->secondsNote})
        widget->setVisible(shown);
}

void ReferenceDialog::askForBudget(std::shared_ptr<const FisherFile> recycled, double sparsity)
{
    recycled_ = std::move(recycled);
    setWindowTitle(tr("Check the decision"));
    ui_->intro->setText(tr("Examples are added until the regret of pruning with the recycled Fisher lies clearly below "
                           "or above a bound, or the time is spent."));
    ui_->sparsity->setValue(100 * sparsity);
    ui_->output->setText(ui_->output->text().replace("-empirical.fisher.h5", "-check.fisher.h5"));
    showBudget(true);
}

void ReferenceDialog::updateNotes()
{
    const QString kind = ui_->kind->currentData().toString();
    ui_->kindNote->setText(kind == "empirical" ? tr("labels of the data")
                           : kind == "sampled" ? tr("labels drawn from the model")
                                               : tr("expectation over all labels"));
    ui_->samples->setEnabled(kind == "sampled");
    const auto loss = lossFromName(ui_->loss->currentData().toString().toStdString());
    ui_->lossNote->setText(loss && isTokenLoss(*loss) ? tr("mean per sequence") : tr("mean per example"));
    ui_->weightsNote->setText(tr("replace the module's"));
    ui_->splitNote->setText(tr("training data share the noise of v"));
    const QString format = ui_->output->text().endsWith(".safetensors") ? tr("safetensors") : tr("HDF5");
    const bool replaces = QFileInfo(ui_->output->text().trimmed()).isFile();
    ui_->outputNote->setText(replaces ? tr("%1, replaces the file").arg(format) : format);
}

SourceId ReferenceDialog::weights() const
{
    return ui_->weights->currentData().toInt();
}

ReferenceRequest ReferenceDialog::request() const
{
    ReferenceRequest request;
    request.model = ui_->model->text().trimmed().toStdString();
    request.data = ui_->data->text().trimmed().toStdString();
    if (const SourceSettings* source = analyses_.document().settings().source(weights()))
        request.weights = source->path.toStdString();
    request.output = ui_->output->text().trimmed().toStdString();
    request.split = ui_->split->currentData().toString().toStdString();
    if (const auto loss = lossFromName(ui_->loss->currentData().toString().toStdString()))
        request.settings.loss = {*loss, 1, unitFor(*loss, "").value_or(FisherUnit::Example)};
    request.settings.labels.kind =
        fisherKindFromName(ui_->kind->currentData().toString().toStdString()).value_or(FisherKind::Empirical);
    request.settings.labels.samples = ui_->samples->value();
    request.settings.examples = ui_->examples->value();
    if (recycled_)
        request.budget = RegretBudget{{},
                                      ui_->until->value(),
                                      ui_->sparsity->value() / 100,
                                      static_cast<double>(ui_->seconds->value()),
                                      recycled_};
    return request;
}

/// Opens module and data and times a few examples on a worker thread, so that the time is known before starting.
void ReferenceDialog::check()
{
    const ReferenceRequest now = request();
    look_.reset();
    if (now.model.empty() || now.data.empty()) {
        ui_->estimate->setText(tr("Choose the exported module and some of its data."));
        return;
    }
    ui_->estimate->setText(tr("Looking at module and data…"));
    analyses_.runner().start<ReferenceLook>(
        Lane::Interactive, tr("Look at module and data"), "reference look",
        [now](const JobContext& context) { return look(now, context); },
        [guard = QPointer<ReferenceDialog>(this)](Result<ReferenceLook> result) {
            if (!guard)
                return;
            ReferenceDialog& self = *guard;
            if (!result) {
                self.ui_->estimate->clear();
                self.ui_->problem->setText(errorText(result.error()));
                self.ui_->problem->show();
                return;
            }
            self.ui_->problem->hide();
            const QLocale locale;
            self.ui_->dataNote->setText(shapeLabel(result->input));
            self.ui_->modelNote->setText(
                tr("TorchScript, %1 parameters").arg(locale.toString(static_cast<qlonglong>(result->parameters))));
            self.ui_->examples->setMaximum(static_cast<int>(std::min<std::int64_t>(result->examples, 1'000'000'000)));
            self.ui_->examplesNote->setText(tr("of %1").arg(locale.toString(static_cast<qlonglong>(result->examples))));
            self.look_ = std::make_unique<ReferenceLook>(*result);
            self.showEstimate();
        });
}

void ReferenceDialog::showEstimate()
{
    if (!look_)
        return;
    const std::int64_t examples = ui_->examples->value() ? ui_->examples->value() : look_->examples;
    ui_->estimate->setText(tr("About %1 for %2 examples")
                               .arg(durationText(look_->secondsPerExample * static_cast<double>(examples)),
                                    QLocale().toString(static_cast<qlonglong>(examples))));
}

QString ReferenceDialog::problem() const
{
    const ReferenceRequest now = request();
    if (now.model.empty())
        return tr("A reference needs the exported module.");
    if (now.data.empty())
        return tr("A reference needs a data file.");
    if (now.output.empty())
        return tr("Say where the reference is saved.");
    return {};
}

void ReferenceDialog::accept()
{
    if (const QString text = problem(); !text.isEmpty()) {
        ui_->problem->setText(text);
        ui_->problem->show();
        return;
    }
    QDialog::accept();
}

}  // namespace fisherlens::desktop
