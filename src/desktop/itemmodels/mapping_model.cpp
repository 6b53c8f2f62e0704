// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/itemmodels/mapping_model.h"

#include "desktop/itemmodels/export_role.h"
#include "desktop/itemmodels/overview_model.h"

#include <algorithm>

namespace fisherlens::desktop {

QString howWords(MappingHow how)
{
    switch (how) {
    case MappingHow::RecordedName: return MappingModel::tr("recorded name");
    case MappingHow::ByHand: return MappingModel::tr("assigned by hand");
    case MappingHow::ArchitectureOrder: return MappingModel::tr("order of the architecture, shapes verified");
    case MappingHow::OrderVerified: return MappingModel::tr("order, shapes verified");
    case MappingHow::UniqueShape: return MappingModel::tr("unique shape");
    }
    return {};
}

void MappingModel::setCheckpoint(const Checkpoint& checkpoint)
{
    beginResetModel();
    rows_.clear();
    states_.clear();
    const auto addState = [this](const std::string& key, const Shape& shape) {
        const QString name = QString::fromStdString(key);
        if (std::none_of(states_.begin(), states_.end(), [&](const Candidate& state) { return state.key == name; }))
            states_.push_back({name, shape});
    };
    if (checkpoint.optimizer) {
        for (const ParameterState& state : checkpoint.optimizer->mapped)
            addState(state.state, state.accumulator.info.shape);
        for (const UnassignedState& state : checkpoint.optimizer->unassigned)
            addState(state.key, state.shape);
    }
    for (const Tensor& tensor : checkpoint.tensors.tensors()) {
        if (!isFloating(tensor.info.dtype))
            continue;
        Row& row = rows_.emplace_back();
        row.parameter = QString::fromStdString(tensor.info.name);
        row.shape = tensor.info.shape;
        if (!checkpoint.optimizer)
            continue;
        for (const ParameterState& state : checkpoint.optimizer->mapped)
            if (state.parameter == tensor.info.name) {
                row.state = QString::fromStdString(state.state);
                row.how = state.how;
            }
    }
    endResetModel();
}

QStringList MappingModel::choices(int row) const
{
    QStringList keys;
    for (const Candidate& state : states_)
        if (state.shape == rows_[static_cast<std::size_t>(row)].shape)
            keys << state.key;
    return keys;
}

bool MappingModel::isUsed(const QString& key) const
{
    return std::any_of(rows_.begin(), rows_.end(), [&](const Row& row) { return row.state == key; });
}

int MappingModel::assignInOrder()
{
    int given = 0;
    for (int row = 0; row < rowCount(); ++row) {
        if (!rows_[static_cast<std::size_t>(row)].state.isEmpty())
            continue;
        for (const QString& key : choices(row))
            if (!isUsed(key)) {
                given += setData(index(row, State), key, Qt::EditRole);
                break;
            }
    }
    return given;
}

HandMapping MappingModel::mapping() const
{
    HandMapping mapping;
    for (const Row& row : rows_)
        if (!row.state.isEmpty())
            mapping.parameters.emplace_back(row.parameter.toStdString(), row.state.toStdString());
    return mapping;
}

int MappingModel::assigned() const
{
    return static_cast<int>(
        std::count_if(rows_.begin(), rows_.end(), [](const Row& row) { return !row.state.isEmpty(); }));
}

int MappingModel::freeStates() const
{
    return static_cast<int>(
        std::count_if(states_.begin(), states_.end(), [this](const Candidate& state) { return !isUsed(state.key); }));
}

bool MappingModel::isEdited() const
{
    return std::any_of(rows_.begin(), rows_.end(), [](const Row& row) { return row.edited; });
}

int MappingModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int MappingModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MappingModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    if (role == Qt::EditRole && index.column() == State)
        return row.state;
    if (role == ExportValueRole && (index.column() == State ? row.state.isEmpty() : index.column() == How && !row.how))
        return {};
    if (role == Qt::ToolTipRole && index.column() == State)
        return tr("A double click chooses among the states of this shape");
    if (role != Qt::DisplayRole && role != ExportValueRole)
        return {};
    switch (index.column()) {
    case Parameter: return row.parameter;
    case ParameterShape: return shapeLabel(row.shape);
    case State: return row.state.isEmpty() ? tr("none") : row.state;
    case How: return row.how ? howWords(*row.how) : QString();
    default: return {};
    }
}

bool MappingModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || index.column() != State
        || !checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return false;
    const QString key = value.toString();
    if (!key.isEmpty() && !choices(index.row()).contains(key))
        return false;
    Row& row = rows_[static_cast<std::size_t>(index.row())];
    if (row.state == key)
        return true;
    row.state = key;
    row.how = key.isEmpty() ? std::nullopt : std::optional(MappingHow::ByHand);
    row.edited = true;
    emit dataChanged(this->index(index.row(), State), this->index(index.row(), How));
    return true;
}

Qt::ItemFlags MappingModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == State && !choices(index.row()).isEmpty())
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant MappingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == ExportKeysRole)
        return QStringList(QStringList{"parameter", "shape", "state", "how"}.value(section));
    if (orientation == Qt::Horizontal && role == Qt::ToolTipRole)
        return QStringList{tr("Name inside the state dict"), tr("Length of every dimension"),
                           tr("Its entry in the optimizer state"), tr("By which rule or by whom the two were matched")}
            .value(section);
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != ExportNamesRole))
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case Parameter: return tr("Parameter");
    case ParameterShape: return tr("Shape");
    case State: return tr("State");
    case How: return tr("How it was decided");
    default: return {};
    }
}

}  // namespace fisherlens::desktop
