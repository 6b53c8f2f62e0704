// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/app/headless.h"

#include "desktop/app/figures.h"
#include "desktop/document/edit_analyses.h"

#include <QEventLoop>
#include <QTextStream>
#include <QTimer>

namespace fisherlens::desktop {

int exportFiguresHeadless(const Settings& settings, const QString& folder, const ExportOptions& options)
{
    JobRunner runner;
    Document document;
    Analyses analyses(document, runner);
    document.reset(settings);
    // Jobs start jobs: all is done when nothing runs after the queued deliveries were handled.
    QEventLoop loop;
    QTimer idle;
    idle.setInterval(20);
    QObject::connect(&idle, &QTimer::timeout, &loop, [&] {
        if (runner.isIdle())
            loop.quit();
    });
    idle.start();
    loop.exec();

    QTextStream errors(stderr);
    int status = 0;
    for (const SourceSettings& source : document.settings().sources)
        if (const auto& analysis = analyses.source(source.id); analysis.error) {
            errors << "fisherlens: " << QString::fromStdString(describe(*analysis.error)) << '\n';
            status = exitStatus(analysis.error->code);
        }
    if (status != 0)
        return status;
    for (const auto* error :
         {&analyses.agreement().error, &analyses.edits().mergePreview().error, &analyses.edits().mergeCurves().error,
          &analyses.edits().prunePreview().error, &analyses.edits().pruneCurves().error})
        if (*error)
            errors << "fisherlens: " << QString::fromStdString(describe(**error)) << '\n';
    ExportOptions own = options;
    own.ownHeight = true;  // nobody has typed a size
    const auto written = exportAllFigures(analyses, folder, own);
    if (!written) {
        errors << "fisherlens: " << QString::fromStdString(describe(written.error())) << '\n';
        return exitStatus(written.error().code);
    }
    QTextStream out(stdout);
    for (const QString& path : *written)
        out << path << '\n';
    return 0;
}

}  // namespace fisherlens::desktop
