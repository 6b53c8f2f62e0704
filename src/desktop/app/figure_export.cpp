// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/app/figures.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace fisherlens::desktop {
namespace {

using Paint = std::function<Result<PaintedFigure>(const NamedFigure&, const ExportOptions&, const JobContext&)>;

QString pathOf(const QString& folder, const QString& name, ExportFormat format)
{
    const char* suffix = format == ExportFormat::Pdf ? ".pdf" : format == ExportFormat::Svg ? ".svg" : ".png";
    return QDir(folder).filePath(name + suffix);
}

ExportOptions fitting(const FigureSpec& spec, ExportOptions options)
{
    if (const auto* bars = std::get_if<BarsSpec>(&spec))
        options.heightMm = std::max(options.heightMm * 0.4, barsHeight(*bars) / 96 * 25.4 + 20);
    if (std::holds_alternative<LadderSpec>(spec))
        options.heightMm = 38;
    return options;
}

Result<QStringList> exportTo(const QString& folder, const std::vector<PendingFigure>& figures,
                             const ExportOptions& options, const JobContext& context, const Paint& paint)
{
    if (!QDir().mkpath(folder))
        return fail(ErrorCode::NotWritten, "The folder cannot be made.", {folder.toStdString(), {}, {}},
                    "Choose another folder.");
    QStringList written;
    for (const PendingFigure& pending : figures) {
        context.report("draw figures", static_cast<double>(written.size()) / static_cast<double>(figures.size()));
        if (context.cancel.requested())
            return cancelled();
        FL_TRY(const NamedFigure figure, pending.make(context));
        const ExportOptions own = fitting(figure.spec, options);
        const QString path = pathOf(folder, figure.name, own.format);
        FL_TRY(const PaintedFigure painted, paint(figure, own, context));
        FL_CHECK(writeFigure(painted, path, own));
        written << path;
    }
    return written;
}

/// What a turn of the event loop hands to the worker that waits for it.
struct Turn {
    std::mutex mutex;
    std::condition_variable done;
    std::optional<PaintedFigure> painted;
};

/// Closing joins the worker on the thread that would paint: so the worker never waits longer than for a cancel.
Result<PaintedFigure> paintInTurn(const NamedFigure& figure, const ExportOptions& options, const JobContext& context)
{
    if (!isPlot(figure.spec))
        return paintFigure(figure, options);
    const auto turn = std::make_shared<Turn>();
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [turn, figure, options, cancel = context.cancel] {
            if (cancel.requested())
                return;
            PaintedFigure painted = paintFigure(figure, options);
            const std::lock_guard lock(turn->mutex);
            turn->painted = std::move(painted);
            turn->done.notify_all();
        },
        Qt::QueuedConnection);
    std::unique_lock lock(turn->mutex);
    while (!turn->painted) {
        turn->done.wait_for(lock, std::chrono::milliseconds(20));
        if (context.cancel.requested())
            return cancelled();
    }
    return std::move(*turn->painted);
}

}  // namespace

Result<QStringList> exportAllFigures(const Analyses& analyses, const QString& folder, const ExportOptions& options)
{
    return exportTo(folder, allFigures(analyses), options, {},
                    [](const NamedFigure& figure, const ExportOptions& own,
                       const JobContext&) -> Result<PaintedFigure> { return paintFigure(figure, own); });
}

JobId startExport(const Analyses& analyses, const QString& folder, const ExportOptions& options,
                  std::function<void(Result<QStringList>)> done)
{
    return analyses.runner().start<QStringList>(
        Lane::Interactive, QCoreApplication::translate("Figures", "Export all figures"), {},
        [figures = allFigures(analyses), folder, options](const JobContext& context) {
            return exportTo(folder, figures, options, context, paintInTurn);
        },
        std::move(done));
}

}  // namespace fisherlens::desktop
