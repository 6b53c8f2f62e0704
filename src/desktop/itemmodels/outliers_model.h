// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QString>

#include <vector>

namespace fisherlens::desktop {

/// An entry at which recycled and reference differ much.
struct OutlierRow {
    QString tensor, place;  ///< "fc1.weight", "[31, 44]"
    qint64 index = 0;       ///< flat
    double recycled = 0, reference = 0, logRatio = 0;
};

/// The table of outliers, in the order they are given.
class OutliersModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Tensor, Index, Recycled, Reference, Ratio, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<OutlierRow> rows);
    [[nodiscard]] const std::vector<OutlierRow>& rows() const { return rows_; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<OutlierRow> rows_;
};

}  // namespace fisherlens::desktop
