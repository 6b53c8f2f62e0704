// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/mapping_file.h"

#include <QAbstractTableModel>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace fisherlens::desktop {

/// Which optimizer state belongs to which parameter, and how that was decided; the state of a row can be chosen among
/// those of its shape.
class MappingModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Parameter, ParameterShape, State, How, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    /// The floating tensors of the checkpoint in its order, with the states that they have.
    void setCheckpoint(const Checkpoint& checkpoint);
    /// Keys of the states that have the shape of a row, in the order of the file.
    [[nodiscard]] QStringList choices(int row) const;
    /// Gives every parameter without a state the next free state of its shape, in order. Returns how many were given.
    int assignInOrder();
    [[nodiscard]] HandMapping mapping() const;
    [[nodiscard]] int assigned() const;
    /// States that belong to no parameter.
    [[nodiscard]] int freeStates() const;
    [[nodiscard]] bool isEdited() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        QString parameter;
        Shape shape;
        QString state;  ///< "" none
        std::optional<MappingHow> how;
        bool edited = false;
    };
    struct Candidate {
        QString key;
        Shape shape;
    };
    [[nodiscard]] bool isUsed(const QString& key) const;

    std::vector<Row> rows_;
    std::vector<Candidate> states_;
};

/// How a mapping was decided, in the user's language.
[[nodiscard]] QString howWords(MappingHow how);

}  // namespace fisherlens::desktop
