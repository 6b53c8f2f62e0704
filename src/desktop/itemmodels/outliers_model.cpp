// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/itemmodels/outliers_model.h"

#include "desktop/itemmodels/export_role.h"
#include "desktop/itemmodels/overview_model.h"

#include <cmath>

namespace fisherlens::desktop {

void OutliersModel::setRows(std::vector<OutlierRow> rows)
{
    beginResetModel();
    rows_ = std::move(rows);
    endResetModel();
}

int OutliersModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int OutliersModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant OutliersModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const OutlierRow& row = rows_[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((index.column() >= Recycled ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == ExportValueRole)
        switch (index.column()) {
        case Tensor: return row.tensor;
        case Index: return row.place;
        case Recycled: return row.recycled;
        case Reference: return row.reference;
        case Ratio: return row.recycled / row.reference;
        default: return {};
        }
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Tensor: return row.tensor;
    case Index: return row.place;
    case Recycled: return shortNumber(row.recycled, 3);
    case Reference: return shortNumber(row.reference, 3);
    case Ratio: return shortNumber(std::pow(10, row.logRatio), 3) + QStringLiteral(" \u00d7");
    default: return {};
    }
}

QVariant OutliersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section >= Recycled ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == ExportKeysRole)
        return QStringList(QStringList{"tensor", "index", "recycled", "reference", "ratio"}.value(section));
    if (role == Qt::ToolTipRole)
        return QStringList{tr("Tensor that holds the entry"), tr("Place of the entry in every dimension"),
                           tr("Its value in the recycled diagonal"), tr("Its value in the reference"),
                           tr("Recycled / reference; the farther log10 of it from 0, the further up")}
            .value(section);
    if (role != Qt::DisplayRole && role != ExportNamesRole)
        return {};
    switch (section) {
    case Tensor: return tr("Tensor");
    case Index: return tr("Index");
    case Recycled: return tr("Recycled");
    case Reference: return tr("Reference");
    case Ratio: return tr("Ratio");
    default: return {};
    }
}

}  // namespace fisherlens::desktop
