// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/jobs/runner.h"

#include <QAbstractTableModel>

namespace fisherlens::desktop {

/// The Jobs panel over a JobRunner, newest first.
class JobsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, State, Share, Left, ColumnCount };
    enum Role { IdRole = Qt::UserRole, ShareRole, RunningRole };
    explicit JobsModel(JobRunner& runner, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void refresh(JobId id);

    JobRunner& runner_;
    std::vector<JobStatus> jobs_;
};

/// "0:14", "1:02:03".
[[nodiscard]] QString durationText(double seconds);

}  // namespace fisherlens::desktop
