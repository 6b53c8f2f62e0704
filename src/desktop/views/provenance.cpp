// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/provenance.h"

#include "desktop/views/words.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace fisherlens::desktop {
namespace {

/// File, kind and scale; without a diagonal the file.
QString fileWords(const Analyses& analyses, SourceId id)
{
    const SourceSettings* source = analyses.document().settings().source(id);
    if (!source)
        return {};
    QStringList words(QFileInfo(source->path).fileName());
    if (const auto& data = analyses.source(id).value; data && data->fisher)
        words << fisherWords(data->fisher->attributes) << scaleWords(data->fisher->attributes);
    return words.join(QStringLiteral(" \u00b7 "));
}

}  // namespace

QString sourceProvenance(const Analyses& analyses, SourceId source)
{
    return provenanceLine(fileWords(analyses, source));
}

QString comparisonProvenance(const Analyses& analyses)
{
    const AgreementChoice& choice = analyses.document().settings().agreement;
    return provenanceLine(QCoreApplication::translate("Words", "%1, compared with %2")
                              .arg(fileWords(analyses, choice.recycled), fileWords(analyses, choice.reference)));
}

QString filesProvenance(const Analyses& analyses)
{
    QStringList files;
    for (const SourceSettings& source : analyses.document().settings().sources)
        files << QFileInfo(source.path).fileName();
    return provenanceLine(files.join(", "));
}

}  // namespace fisherlens::desktop
