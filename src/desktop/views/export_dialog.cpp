// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/export_dialog.h"

#include "ui_export_dialog.h"

#include "desktop/plots/theme.h"
#include "desktop/views/style.h"
#include "desktop/views/words.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>

namespace fisherlens::desktop {

ExportDialog::ExportDialog(NamedFigure figure, JobRunner& runner, QWidget* parent)
    : ExportDialog(std::optional<NamedFigure>(std::move(figure)), &runner, parent)
{}

ExportDialog::ExportDialog(QWidget* parent) : ExportDialog(std::optional<NamedFigure>(), nullptr, parent) {}

ExportDialog::ExportDialog(std::optional<NamedFigure> figure, JobRunner* runner, QWidget* parent)
    : QDialog(parent), ui_(std::make_unique<Ui::ExportDialog>()), figure_(std::move(figure)), runner_(runner)
{
    ui_->setupUi(this);
    ui_->problem->hide();
    ui_->format->addItem("PDF", "pdf");
    ui_->format->addItem("SVG", "svg");
    ui_->format->addItem("PNG", "png");
    QSettings settings;
    ui_->format->setCurrentIndex(std::max(0, ui_->format->findData(settings.value("export/format", "pdf"))));
    ui_->width->setValue(settings.value("export/width", 160).toDouble());
    ui_->height->setValue(settings.value("export/height", 100).toDouble());
    ui_->dpi->setValue(settings.value("export/dpi", 300).toInt());
    const QString folder =
        settings.value("export/folder", QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)).toString();
    const auto suffix = [this] { return ui_->format->currentData().toString(); };
    ui_->file->setText(figure_ ? QDir(folder).filePath(figure_->name + "." + suffix())
                               : QDir(folder).filePath("figures"));
    if (!figure_) {
        setWindowTitle(tr("Export all figures"));
        ui_->fileLabel->setText(tr("F&older"));
        ui_->file->setToolTip(tr("Where all figures are written; existing files are replaced"));
        ui_->browse->setToolTip(tr("Chooses the folder in a dialog"));
        ui_->height->setToolTip(tr("Of every figure; rows become smaller where they do not fit"));
    }
    const auto updateFormat = [this, suffix] {
        ui_->dpi->setEnabled(suffix() == "png");
        if (!figure_)
            return;
        const QFileInfo info(ui_->file->text());
        ui_->file->setText(info.dir().filePath(info.completeBaseName() + "." + suffix()));
    };
    connect(ui_->format, &QComboBox::currentIndexChanged, this, updateFormat);
    updateFormat();
    connect(ui_->browse, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    QPushButton* ok = ui_->buttons->button(QDialogButtonBox::Save);
    ok->setText(tr("Export"));
    makePrimary(*ok);
}

ExportDialog::~ExportDialog() = default;

void ExportDialog::chooseFile()
{
    const QString path = figure_ ? QFileDialog::getSaveFileName(this, tr("Export figure"), ui_->file->text())
                                 : QFileDialog::getExistingDirectory(this, tr("Export all figures to a folder"),
                                                                     QFileInfo(ui_->file->text()).path());
    if (!path.isEmpty())
        ui_->file->setText(path);
}

ExportOptions ExportDialog::options() const
{
    ExportOptions options;
    options.format = exportFormatFromName(ui_->format->currentData().toString()).value_or(ExportFormat::Pdf);
    options.widthMm = ui_->width->value();
    options.heightMm = ui_->height->value();
    options.dpi = ui_->dpi->value();
    options.font = font();
    return options;
}

QString ExportDialog::path() const
{
    return ui_->file->text();
}

void ExportDialog::say(const Error& error)
{
    ui_->problem->setText(errorLine(error));
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, Theme::of(palette()).error);
    ui_->problem->setPalette(colours);
    ui_->problem->show();
}

void ExportDialog::setWriting(bool writing)
{
    for (QWidget* widget : std::initializer_list<QWidget*>{ui_->format, ui_->width, ui_->height, ui_->file, ui_->browse,
                                                           ui_->buttons->button(QDialogButtonBox::Save)})
        widget->setEnabled(!writing);
    ui_->dpi->setEnabled(!writing && ui_->format->currentData() == "png");
    if (!writing)
        job_ = 0;
}

void ExportDialog::accept()
{
    if (job_)
        return;
    if (!figure_) {
        if (path().isEmpty() || !QDir().mkpath(path()))
            return say({ErrorCode::NotWritten,
                        "The folder cannot be made.",
                        {path().toStdString(), {}, {}},
                        "Choose another folder.",
                        nullptr});
        return finish();
    }
    ui_->problem->hide();
    setWriting(true);
    job_ = runner_->start<bool>(
        Lane::Interactive, tr("Export %1").arg(QFileInfo(path()).fileName()), {},
        [figure = *figure_, path = path(), options = options()](const JobContext& context) -> Result<bool> {
            FL_CHECK(exportInTurn(figure, path, options, context));
            return true;
        },
        [dialog = QPointer<ExportDialog>(this)](Result<bool> written) {
            if (!dialog)
                return;
            dialog->setWriting(false);
            written ? dialog->finish() : dialog->say(written.error());
        });
}

void ExportDialog::finish()
{
    QSettings settings;
    settings.setValue("export/format", ui_->format->currentData());
    settings.setValue("export/width", ui_->width->value());
    settings.setValue("export/height", ui_->height->value());
    settings.setValue("export/dpi", ui_->dpi->value());
    settings.setValue("export/folder", QFileInfo(ui_->file->text()).path());
    QDialog::accept();
}

void ExportDialog::done(int result)
{
    if (job_)
        runner_->cancel(job_);
    QDialog::done(result);
}

}  // namespace fisherlens::desktop
