// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/app/example.h"

#include "operations/reference.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

namespace fisherlens::desktop {
namespace {

QString cacheFolder()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::CacheLocation)).filePath("example");
}

/// A cached reference counts only while it is newer than the model that it belongs to.
bool isFresh(const QString& file, const QString& model)
{
    const QFileInfo cached(file), source(model);
    return cached.exists() && cached.lastModified() >= source.lastModified();
}

}  // namespace

QString exampleFolder()
{
    const QString program = QCoreApplication::applicationDirPath();
    for (const QString& folder : {program + "/../share/fisherlens/example", QStringLiteral(FL_SOURCE_EXAMPLE_DIR)})
        if (QFileInfo::exists(folder + "/example.session.json"))
            return QDir::cleanPath(folder);
    return {};
}

Result<Session> exampleSession()
{
    const QString folder = exampleFolder();
    if (folder.isEmpty())
        return fail(ErrorCode::Missing, "The bundled example is not installed.", {}, "Open a checkpoint of your own.");
    return readSession((folder + "/example.session.json").toStdString());
}

ExampleReferences::ExampleReferences(Analyses& analyses, QObject* parent) : QObject(parent), analyses_(analyses) {}

void ExampleReferences::start()
{
    const QString folder = exampleFolder();
    const auto& sources = analyses_.document().settings().sources;
    const auto idOf = [&](const char* file) {
        const auto at = std::find_if(sources.begin(), sources.end(), [&](const SourceSettings& source) {
            return QFileInfo(source.path).fileName() == file;
        });
        return at == sources.end() ? 0 : at->id;
    };
    wanted_ = {{tr("A · reference"), folder + "/a.pt", folder + "/upright-train.h5",
                cacheFolder() + "/a-empirical.fisher.h5", idOf("a.pt"), FisherKind::Empirical},
               {tr("B · reference"), folder + "/b.pt", folder + "/rotated-train.h5",
                cacheFolder() + "/b-empirical.fisher.h5", idOf("b.pt"), FisherKind::Empirical},
               {tr("A · exact"), folder + "/a.pt", folder + "/upright-train.h5", cacheFolder() + "/a-exact.fisher.h5",
                idOf("a.pt"), FisherKind::Exact}};
    QDir().mkpath(cacheFolder());
    next();
}

void ExampleReferences::next()
{
    if (wanted_.empty())
        return;
    const Wanted wanted = wanted_.front();
    wanted_.erase(wanted_.begin());
    const auto add = [this, wanted] {
        // The user may have closed the example meanwhile.
        if (!analyses_.document().settings().source(wanted.model))
            return;
        SourceSettings source;
        source.path = wanted.file;
        source.name = wanted.name;
        source.colour = wanted.kind == FisherKind::Exact ? 3 : wanted.name.startsWith('A') ? 2 : 4;
        source.referenceOf = wanted.model;
        analyses_.document().addBackground(source);
        next();
    };
    if (isFresh(wanted.file, wanted.weights))
        return add();
    ReferenceRequest request;
    request.model = (exampleFolder() + "/model.ts").toStdString();
    request.data = wanted.data.toStdString();
    request.weights = wanted.weights.toStdString();
    request.output = wanted.file.toStdString();
    request.split = "train";
    request.settings.labels.kind = wanted.kind;
    analyses_.runner().start<ReferenceResult>(
        Lane::Batch, tr("Reference Fisher of the example: %1").arg(wanted.name), {},
        [request](const JobContext& context) { return estimateReference(request, context); },
        [this, add](Result<ReferenceResult> result) {
            if (result)
                add();
            else
                next();  // the Jobs panel says why
        });
}

}  // namespace fisherlens::desktop
