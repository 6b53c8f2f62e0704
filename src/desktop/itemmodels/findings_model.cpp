// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/itemmodels/findings_model.h"

#include "desktop/itemmodels/export_role.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace fisherlens::desktop {

void FindingsModel::setRows(std::vector<FindingRow> rows)
{
    std::stable_sort(rows.begin(), rows.end(),
                     [](const FindingRow& a, const FindingRow& b) { return a.severity > b.severity; });
    beginResetModel();
    rows_ = std::move(rows);
    endResetModel();
}

int FindingsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int FindingsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FindingRow& row = rows_[static_cast<std::size_t>(index.row())];
    if (role == SeverityRole)
        return static_cast<int>(row.severity);
    if (role == Qt::ToolTipRole)
        return QStringList{row.sentence, row.hint, row.detail}.filter(QRegularExpression(".")).join('\n');
    if ((role == Qt::AccessibleTextRole || role == ExportValueRole) && index.column() == Mark)
        return row.severity == Severity::Error     ? tr("Error")
               : row.severity == Severity::Warning ? tr("Warning")
                                                   : tr("Information");
    if (role != Qt::DisplayRole && role != ExportValueRole)
        return {};
    switch (index.column()) {
    case Id: return row.id;
    case Place: return row.place;
    case Sentence:  // Japanese sentences follow each other without a space
        return row.hint.isEmpty() || row.sentence.endsWith(QChar(0x3002)) ? row.sentence + row.hint
                                                                          : row.sentence + ' ' + row.hint;
    case Action: return row.tensor.isEmpty() ? QString() : tr("Show in heatmap");
    default: return {};
    }
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == ExportKeysRole)  // the action is a link of the window
        return section == Action ? QStringList()
                                 : QStringList(QStringList{"severity", "id", "place", "text"}.value(section));
    if (role != Qt::DisplayRole && role != ExportNamesRole)
        return {};
    switch (section) {
    case Mark: return tr("Severity");
    case Id: return tr("Finding");
    case Place: return tr("Place");
    case Sentence: return tr("What it says");
    case Action: return tr("Action");
    default: return {};
    }
}

}  // namespace fisherlens::desktop
