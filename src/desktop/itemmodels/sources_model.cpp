// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/itemmodels/sources_model.h"

#include <algorithm>

namespace fisherlens::desktop {

void SourcesModel::setRows(std::vector<SourceRow> rows)
{
    const auto sameIds = [](const SourceRow& a, const SourceRow& b) { return a.id == b.id; };
    if (std::equal(rows.begin(), rows.end(), rows_.begin(), rows_.end(), sameIds)) {
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (rows[i] != rows_[i]) {
                rows_[i] = std::move(rows[i]);
                const QModelIndex changed = index(static_cast<int>(i));
                emit dataChanged(changed, changed);
            }
        return;
    }
    beginResetModel();
    rows_ = std::move(rows);
    endResetModel();
}

int SourcesModel::rowOf(int id) const
{
    const auto at = std::find_if(rows_.begin(), rows_.end(), [id](const SourceRow& row) { return row.id == id; });
    return at == rows_.end() ? -1 : static_cast<int>(at - rows_.begin());
}

int SourcesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant SourcesModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SourceRow& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole: return row.name;
    case Qt::ToolTipRole: return row.toolTip;
    case Qt::AccessibleTextRole: return row.name + ", " + row.subtitle;
    case IdRole: return row.id;
    case SubtitleRole: return row.subtitle;
    case ColourRole: return row.colour;
    case MappedRole: return row.mapped;
    case FailedRole: return row.failed;
    default: return {};
    }
}

bool SourcesModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    const QString name = value.toString().trimmed();
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid) || name.isEmpty())
        return false;
    emit renamed(rows_[static_cast<std::size_t>(index.row())].id, name);
    return true;
}

Qt::ItemFlags SourcesModel::flags(const QModelIndex& index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable | Qt::ItemNeverHasChildren
                           : Qt::NoItemFlags;
}

}  // namespace fisherlens::desktop
