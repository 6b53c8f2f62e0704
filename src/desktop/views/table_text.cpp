// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/table_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <cmath>

namespace fisherlens::desktop {
namespace {

bool isWhole(const QVariant& cell)
{
    const int type = cell.typeId();
    return type == QMetaType::Int || type == QMetaType::UInt || type == QMetaType::LongLong
           || type == QMetaType::ULongLong;
}

QString plain(const QVariant& cell)
{
    if (cell.typeId() == QMetaType::Double)
        return std::isfinite(cell.toDouble()) ? QString::number(cell.toDouble(), 'g', QLocale::FloatingPointShortest)
                                              : QString();
    return cell.toString();  // whole numbers too: without separators
}

QJsonValue json(const QVariant& cell)
{
    if (isWhole(cell))
        return cell.toLongLong();
    if (cell.typeId() == QMetaType::Double)
        return std::isfinite(cell.toDouble()) ? QJsonValue(cell.toDouble()) : QJsonValue();
    return cell.isValid() ? QJsonValue(cell.toString()) : QJsonValue();
}

QString csvCell(QString cell)
{
    if (!cell.contains(',') && !cell.contains('"') && !cell.contains('\n') && !cell.contains('\r'))
        return cell;
    return '"' + cell.replace('"', "\"\"") + '"';
}

QString tsvCell(QString cell)
{
    return cell.replace('\t', ' ').replace('\n', ' ').replace('\r', ' ');
}

QString markdownCell(QString cell)
{
    return tsvCell(cell.replace('|', "\\|"));
}

template <class Cell>
QString line(const QStringList& cells, Cell cell, const QString& separator)
{
    QStringList written;
    for (const QString& text : cells)
        written << cell(text);
    return written.join(separator);
}

}  // namespace

QString tableText(const TableData& table, const QString& suffix)
{
    if (suffix == "json") {
        QJsonArray rows;
        for (const QVariantList& row : table.rows) {
            QJsonObject object;
            for (qsizetype i = 0; i < table.keys.size(); ++i)
                object[table.keys[i]] = json(row.value(i));
            rows << object;
        }
        const QJsonObject all{
            {"provenance", table.provenance}, {"columns", QJsonArray::fromStringList(table.keys)}, {"rows", rows}};
        return QString::fromUtf8(QJsonDocument(all).toJson());
    }
    std::vector<QStringList> lines{table.names};
    for (const QVariantList& row : table.rows) {
        QStringList& cells = lines.emplace_back();
        for (const QVariant& cell : row)
            cells << plain(cell);
    }
    QString text;
    if (suffix == "md") {
        for (const QStringList& cells : lines) {
            text += "| " + line(cells, markdownCell, " | ") + " |\n";
            if (&cells == &lines.front())
                text += '|' + QString(" --- |").repeated(cells.size()) + '\n';
        }
        return text + '\n' + table.provenance + '\n';
    }
    text = "# " + table.provenance + '\n';
    for (const QStringList& cells : lines)
        text += (suffix == "csv" ? line(cells, csvCell, ",") : line(cells, tsvCell, "\t")) + '\n';
    return text;
}

}  // namespace fisherlens::desktop
