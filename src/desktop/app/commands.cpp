// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/app/commands.h"

#include "base/sha256.h"
#include "desktop/app/example.h"
#include "desktop/app/figures.h"
#include "desktop/app/writing.h"
#include "desktop/document/plan.h"
#include "desktop/document/session.h"
#include "desktop/views/dialogs.h"
#include "desktop/views/export_dialog.h"
#include "desktop/views/figure_menu.h"
#include "desktop/views/mapping_dialog.h"
#include "desktop/views/words.h"
#include "operations/recycle_log.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QSettings>
#include <QWidget>

#include <algorithm>

namespace fisherlens::desktop {
namespace {

constexpr int kRecentFiles = 10;

/// The batch size that a training script left beside the state; where it was found is kept with it.
void readBatchSize(SourceSettings& source, const SourceData& data)
{
    if (source.batchSize)
        return;
    if (data.opened->log && data.opened->log->meta.batchSize) {
        source.batchSize = data.opened->log->meta.batchSize;
        source.batchOrigin = "meta.json";
        source.sumReduction = data.opened->log->meta.reduction == "sum";
        source.reductionAssumed = data.opened->log->meta.reduction.empty();
        return;
    }
    if (!data.opened->checkpoint)
        return;
    const TrainingRun& recorded = data.opened->checkpoint->run;
    if (recorded.batchSize) {
        source.batchSize = recorded.batchSize;
        source.batchOrigin = QString::fromStdString(recorded.batchOrigin);
        return;
    }
    if (!data.opened->checkpoint->layout.empty())
        return;  // a trainer that is known, and a factor that it does not record
    for (const char* key : {"args.batch_size", "args.train_batch_size", "hyper_parameters.batch_size",
                            "config.batch_size", "batch_size"}) {
        const auto at = data.opened->checkpoint->metadata.find(key);
        bool number = false;
        const double value =
            at == data.opened->checkpoint->metadata.end() ? 0 : QString::fromStdString(at->second).toDouble(&number);
        if (number && value >= 1) {
            source.batchSize = value;
            source.batchOrigin = key;
            return;
        }
    }
}

}  // namespace

Commands::Commands(Analyses& analyses, QWidget* window)
    : QObject(window), analyses_(analyses), window_(window), writing_(new Writing(analyses, window))
{
    connect(writing_, &Writing::said, this, &Commands::said);
    connect(writing_, &Writing::refused, this, &Commands::failed);
    connect(writing_, &Writing::failed, this, &Commands::report);
    setFigureJobs(*window, analyses.runner());
    connect(&analyses, &Analyses::sourceChanged, this, [this](int id) {
        const auto& data = analyses_.source(id).value;
        Settings next = analyses_.document().settings();
        SourceSettings* source = next.source(id);
        if (!data || !source || analyses_.source(id).state != Analysis<SourceData>::Ready
            || !source->batchOrigin.isEmpty() || source->batchSize)
            return;
        readBatchSize(*source, *data);
        analyses_.document().adopt(next);
    });
}

void Commands::report(const Error& error)
{
    if (error.code != ErrorCode::Cancelled)
        emit failed(errorText(error));
}

QStringList Commands::recentFiles()
{
    return QSettings().value("files/recent").toStringList();
}

void Commands::remember(const QString& path)
{
    QStringList recent = recentFiles();
    recent.removeAll(path);
    recent.prepend(path);
    QSettings().setValue("files/recent", recent.mid(0, kRecentFiles));
    emit recentFilesChanged();
}

void Commands::open(const QStringList& paths)
{
    for (const QString& path : paths) {
        const QFileInfo info(path);
        if (info.fileName().endsWith(".session.json")) {
            openSession(info.absoluteFilePath());
            continue;
        }
        SourceSettings source;
        source.path = info.absoluteFilePath();
        source.name = info.completeBaseName();
        std::vector<int> used;
        for (const SourceSettings& other : analyses_.document().settings().sources)
            used.push_back(other.colour);
        while (std::find(used.begin(), used.end(), source.colour) != used.end()
               && source.colour < static_cast<int>(used.size()))
            ++source.colour;
        analyses_.document().addSource(source);
        remember(info.absoluteFilePath());
    }
}

void Commands::openWithDialog()
{
    const QString folder = recentFiles().isEmpty() ? QString() : QFileInfo(recentFiles().first()).path();
    open(QFileDialog::getOpenFileNames(window_, tr("Open checkpoints, Fisher files or a session"), folder));
}

void Commands::openFolderWithDialog()
{
    const QString folder = recentFiles().isEmpty() ? QString() : QFileInfo(recentFiles().first()).path();
    if (const QString path = QFileDialog::getExistingDirectory(window_, tr("Open a folder"), folder); !path.isEmpty())
        open({path});
}

void Commands::openExample()
{
    auto session = exampleSession();
    if (!session)
        return report(session.error());
    sessionPath_.clear();
    analyses_.document().reset(session->settings);
    analyses_.document().selectTensor("fc1.weight");
    (new ExampleReferences(analyses_, this))->start();
}

void Commands::openSession(const QString& path)
{
    auto session = readSession(path.toStdString());
    if (!session)
        return report(session.error());
    sessionPath_ = path;
    analyses_.document().reset(session->settings);
    analyses_.document().selectTensor(session->selectedTensor);
    analyses_.document().setFilter(session->filter);
    remember(path);
    emit said(tr("Opened %1.").arg(QFileInfo(path).fileName()));
}

void Commands::saveSession()
{
    sessionPath_.isEmpty() ? saveSessionAs() : writeSessionTo(sessionPath_);
}

void Commands::saveSessionAs()
{
    QString path =
        QFileDialog::getSaveFileName(window_, tr("Save session"), sessionPath_, tr("Sessions (*.session.json)"));
    if (path.isEmpty())
        return;
    if (!path.endsWith(".session.json"))
        path += ".session.json";
    writeSessionTo(path);
}

void Commands::writeSessionTo(const QString& path)
{
    Session session{
        analyses_.document().settings(), analyses_.document().selectedTensor(), analyses_.document().filter(), {}};
    analyses_.runner().start<bool>(
        Lane::Batch, tr("Save %1").arg(QFileInfo(path).fileName()), {},
        [session, path](const JobContext& context) mutable -> Result<bool> {
            for (const SourceSettings& source : session.settings.sources)
                if (auto hash = sha256OfFile(source.path.toStdString(), context))
                    session.sha256[source.id] = *hash;
            if (context.cancel.requested())
                return cancelled();
            FL_CHECK(writeSession(session, path.toStdString()));
            return true;
        },
        [this, path](Result<bool> result) {
            if (!result)
                return report(result.error());
            sessionPath_ = path;
            analyses_.document().undoStack().setClean();
            remember(path);
            emit said(tr("Saved %1.").arg(QFileInfo(path).fileName()));
        });
}

void Commands::recycle(SourceId id)
{
    const SourceSettings* source = analyses_.document().settings().source(id);
    const auto& data = analyses_.source(id).value;
    if (!source || !data || !(data->opened->checkpoint || data->opened->log))
        return void(
            emit failed(tr("Recycling needs a checkpoint with its optimizer state, or an optimizer log. Select one "
                           "among the sources.")));
    RecycleDialog dialog(analyses_, id, window_);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const SourceSettings chosen = dialog.settings();
    analyses_.document().change(tr("Recycling settings of %1").arg(chosen.name), [&](Settings& settings) {
        if (SourceSettings* target = settings.source(id))
            *target = chosen;
    });
    if (dialog.output().isEmpty())
        return;
    const QString path = dialog.output();
    const auto opened = data->opened;
    analyses_.runner().start<bool>(
        Lane::Batch, tr("Write %1").arg(QFileInfo(path).fileName()), {},
        [opened, chosen, path](const JobContext& context) -> Result<bool> {
            const RecycleSettings settings = recycleSettings(chosen);
            if (opened->log) {
                FL_TRY(const RecycledLog recycled, recycleSnapshots(opened->path, chosen.snapshots, settings, context));
                FL_CHECK(writeFisherFile(recycled.file, path.toStdString(), context));
                return true;
            }
            FL_TRY(const FisherFile fisher, fisherlens::recycle(*opened->checkpoint, settings, context));
            FL_CHECK(writeFisherFile(fisher, path.toStdString(), context));
            return true;
        },
        [this, path](Result<bool> result) {
            result ? void(emit said(tr("Wrote %1.").arg(path))) : report(result.error());
        });
}

void Commands::mapping(SourceId id)
{
    const auto& data = analyses_.source(id).value;
    if (!data || !data->opened->checkpoint)
        return void(emit failed(tr("The table of optimizer states needs a checkpoint. Select one among the sources.")));
    auto* dialog = new MappingDialog(analyses_, id, window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void Commands::reference(SourceId id)
{
    ReferenceDialog dialog(analyses_, id, window_);
    if (dialog.exec() == QDialog::Accepted)
        estimate(dialog.request(), dialog.weights());
}

void Commands::checkDecision()
{
    const Settings& settings = analyses_.document().settings();
    const SourceId id = settings.agreement.recycled;
    const auto& data = analyses_.source(id).value;
    if (!data || !data->fisher)
        return void(emit failed(tr("The check needs a recycled Fisher. Open a checkpoint with its optimizer state.")));
    ReferenceDialog dialog(analyses_, id, window_);
    dialog.askForBudget(data->fisher, settings.prune.sparsity);
    if (dialog.exec() == QDialog::Accepted)
        estimate(dialog.request(), dialog.weights());
}

void Commands::estimate(const ReferenceRequest& request, SourceId model)
{
    const SourceSettings* source = analyses_.document().settings().source(model);
    const QString name = source ? tr("%1 · reference").arg(source->name) : tr("reference");
    analyses_.runner().start<ReferenceResult>(
        Lane::Batch, tr("Reference Fisher: %1").arg(name), {},
        [request](const JobContext& context) { return estimateReference(request, context); },
        [this, name, model, kind = request.settings.labels.kind](Result<ReferenceResult> result) {
            if (!result)
                return report(result.error());
            SourceSettings added;
            added.path = QString::fromStdString(result->output);
            added.name = name;
            added.colour = 2;
            added.referenceOf = model;
            const SourceId id = analyses_.document().addSource(added);
            if (kind != FisherKind::Exact && model && model == analyses_.document().settings().agreement.recycled)
                analyses_.document().change(tr("Choose reference"),
                                            [id](Settings& settings) { settings.agreement.reference = id; });
            emit said(tr("Wrote %1.").arg(added.path));
            if (result->budget)
                emit answered(budgetWords(*result->budget));
        });
}

void Commands::evaluationData(SourceId id)
{
    const SourceSettings* source = analyses_.document().settings().source(id);
    if (!source)
        return;
    EvaluationDialog dialog(*source, window_);
    if (dialog.exec() != QDialog::Accepted)
        return;
    analyses_.document().change(tr("Evaluation data of %1").arg(source->name), [&](Settings& settings) {
        if (SourceSettings* target = settings.source(id))
            target->task = dialog.task();
    });
}

void Commands::exportAll()
{
    ExportDialog dialog(window_);
    if (dialog.exec() != QDialog::Accepted)
        return;
    startExport(analyses_, dialog.path(), dialog.options(),
                [this, folder = dialog.path()](Result<QStringList> written) {
                    if (!written)
                        return report(written.error());
                    emit said(tr("Wrote %n figure(s) to %1.", nullptr, static_cast<int>(written->size())).arg(folder));
                });
}

}  // namespace fisherlens::desktop
