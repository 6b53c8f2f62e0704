// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/table_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

namespace fisherlens::desktop {
namespace {

QString csvCell(const QString& cell)
{
    if (!cell.contains(',') && !cell.contains('"') && !cell.contains('\n'))
        return cell;
    return '"' + QString(cell).replace('"', "\"\"") + '"';
}

}  // namespace

QString tableText(const QString& tabSeparated, const QString& suffix, const QString& provenance)
{
    QList<QStringList> rows;
    for (const QString& line : tabSeparated.split('\n', Qt::SkipEmptyParts))
        rows << line.split('\t');
    if (rows.isEmpty())
        return {};
    const QStringList header = rows.takeFirst();
    QString text;
    if (suffix == "json") {
        QJsonArray array;
        for (const QStringList& row : rows) {
            QJsonObject object;
            for (qsizetype i = 0; i < header.size() && i < row.size(); ++i)
                object[header[i]] = row[i];
            array << object;
        }
        return QString::fromUtf8(QJsonDocument(QJsonObject{{"provenance", provenance}, {"rows", array}}).toJson());
    }
    if (suffix == "md") {
        text = "| " + header.join(" | ") + " |\n|" + QString(" --- |").repeated(header.size()) + '\n';
        for (const QStringList& row : rows)
            text += "| " + row.join(" | ") + " |\n";
        return text + '\n' + provenance + '\n';
    }
    const bool csv = suffix == "csv";
    text = "# " + provenance + '\n';
    rows.prepend(header);
    for (const QStringList& row : rows) {
        QStringList cells = row;
        if (csv)
            for (QString& cell : cells)
                cell = csvCell(cell);
        text += cells.join(csv ? ',' : '\t') + '\n';
    }
    return text;
}

}  // namespace fisherlens::desktop
