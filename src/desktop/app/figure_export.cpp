// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/app/figures.h"

#include <QCoreApplication>
#include <QDir>

namespace fisherlens::desktop {
namespace {

using Export = std::function<Result<void>(const NamedFigure&, const QString&, const ExportOptions&, const JobContext&)>;

QString pathOf(const QString& folder, const QString& name, ExportFormat format)
{
    const char* suffix = format == ExportFormat::Pdf ? ".pdf" : format == ExportFormat::Svg ? ".svg" : ".png";
    return QDir(folder).filePath(name + suffix);
}

Result<QStringList> exportTo(const QString& folder, const std::vector<PendingFigure>& figures,
                             const ExportOptions& options, const JobContext& context, const Export& write)
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
        const QString path = pathOf(folder, figure.name, options.format);
        FL_CHECK(write(figure, path, options, context));
        written << path;
    }
    return written;
}

}  // namespace

Result<QStringList> exportAllFigures(const Analyses& analyses, const QString& folder, const ExportOptions& options)
{
    return exportTo(folder, allFigures(analyses), options, {},
                    [](const NamedFigure& figure, const QString& path, const ExportOptions& own, const JobContext&) {
                        return exportFigure(figure, path, own);
                    });
}

JobId startExport(const Analyses& analyses, const QString& folder, const ExportOptions& options,
                  std::function<void(Result<QStringList>)> done)
{
    return analyses.runner().start<QStringList>(
        Lane::Interactive, QCoreApplication::translate("Figures", "Export all figures"), {},
        [figures = allFigures(analyses), folder, options](const JobContext& context) {
            return exportTo(folder, figures, options, context, exportInTurn);
        },
        std::move(done));
}

}  // namespace fisherlens::desktop
