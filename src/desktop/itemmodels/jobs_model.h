// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/jobs/runner.h"

#include <QAbstractTableModel>

#include <functional>

namespace fisherlens::desktop {

/// The Jobs panel over a JobRunner, newest first.
class JobsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, State, Share, Left, ColumnCount };
    enum Role { IdRole = Qt::UserRole, ShareRole, RunningRole };
    /// `words` says an error in one line of the user's language.
    JobsModel(JobRunner& runner, std::function<QString(const Error&)> words, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void refresh(JobId id);

    JobRunner& runner_;
    std::function<QString(const Error&)> words_;
    std::vector<JobStatus> jobs_;
};

/// "0:14", "1:02:03".
[[nodiscard]] QString durationText(double seconds);

}  // namespace fisherlens::desktop
