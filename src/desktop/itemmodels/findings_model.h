// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"

#include <QAbstractTableModel>
#include <QString>

#include <vector>

namespace fisherlens::desktop {

/// A finding as the window shows it: its place by source, and what its action does.
struct FindingRow {
    Severity severity = Severity::Information;
    QString id, place, sentence, hint;
    QString detail;  ///< more for the tool tip: what to do on the command line, where `hint` is about the window
    QString tensor;  ///< the action shows it; "" when there is none
    int source = 0;
};

/// The Findings panel: severity mark, id, place, sentence, action.
class FindingsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Mark, Id, Place, Sentence, Action, ColumnCount };
    enum Role { SeverityRole = Qt::UserRole };
    using QAbstractTableModel::QAbstractTableModel;

    /// Errors first, then warnings, then information; the order within is kept.
    void setRows(std::vector<FindingRow> rows);
    [[nodiscard]] const std::vector<FindingRow>& rows() const { return rows_; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<FindingRow> rows_;
};

}  // namespace fisherlens::desktop
