// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/itemmodels/jobs_model.h"

#include "desktop/itemmodels/export_role.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fisherlens::desktop {

QString durationText(double seconds)
{
    const auto whole = static_cast<qlonglong>(std::ceil(std::max(seconds, 0.0)));
    const QString tail = QString("%1:%2").arg(whole / 60 % 60).arg(whole % 60, 2, 10, QChar('0'));
    return whole < 3600 ? tail
                        : QString("%1:%2:%3")
                              .arg(whole / 3600)
                              .arg(whole / 60 % 60, 2, 10, QChar('0'))
                              .arg(whole % 60, 2, 10, QChar('0'));
}

JobsModel::JobsModel(JobRunner& runner, std::function<QString(const Error&)> words, QObject* parent)
    : QAbstractTableModel(parent), runner_(runner), words_(std::move(words)), jobs_(runner.jobs())
{
    std::reverse(jobs_.begin(), jobs_.end());
    connect(&runner, &JobRunner::changed, this, &JobsModel::refresh);
}

void JobsModel::refresh(JobId id)
{
    std::vector<JobStatus> jobs = runner_.jobs();
    std::reverse(jobs.begin(), jobs.end());
    const bool sameRows = std::equal(jobs.begin(), jobs.end(), jobs_.begin(), jobs_.end(),
                                     [](const JobStatus& a, const JobStatus& b) { return a.id == b.id; });
    if (!sameRows) {
        beginResetModel();
        jobs_ = std::move(jobs);
        endResetModel();
        return;
    }
    jobs_ = std::move(jobs);
    const auto at = std::find_if(jobs_.begin(), jobs_.end(), [id](const JobStatus& job) { return job.id == id; });
    if (at == jobs_.end())
        return;
    const int row = static_cast<int>(at - jobs_.begin());
    emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

int JobsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(jobs_.size());
}

int JobsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JobsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const JobStatus& job = jobs_[static_cast<std::size_t>(index.row())];
    const bool running = job.state == JobState::Running;
    if (role == IdRole)
        return QVariant::fromValue(job.id);
    if (role == ShareRole)
        return job.share;
    if (role == ExportValueRole && index.column() == Share)
        return running ? QVariant(job.share) : QVariant();
    if (role == ExportValueRole && index.column() == Left)
        return running && job.secondsLeft ? QVariant(*job.secondsLeft) : QVariant();
    if (role == RunningRole)
        return running || job.state == JobState::Queued;
    if (role == Qt::ToolTipRole)
        return job.error ? words_(*job.error) : job.name;
    if (role != Qt::DisplayRole && role != ExportValueRole)
        return {};
    switch (index.column()) {
    case Name: return job.name;
    case State:
        switch (job.state) {
        case JobState::Queued: return tr("waiting");
        case JobState::Running: return tr("running");
        case JobState::Done: return tr("done");
        case JobState::Failed: return tr("failed: %1").arg(job.error ? words_(*job.error) : QString());
        case JobState::Cancelled: return tr("stopped");
        }
        return {};
    case Share: return running ? QLocale().toString(100 * job.share, 'f', 0) + " %" : QString();
    case Left: return running && job.secondsLeft ? tr("%1 left").arg(durationText(*job.secondsLeft)) : QString();
    default: return {};
    }
}

QVariant JobsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == ExportKeysRole)
        return QStringList(QStringList{"job", "state", "done", "seconds_left"}.value(section));
    if (role != Qt::DisplayRole && role != ExportNamesRole)
        return {};
    switch (section) {
    case Name: return tr("Job");
    case State: return tr("State");
    case Share: return tr("Done");
    case Left: return tr("Time left");
    default: return {};
    }
}

}  // namespace fisherlens::desktop
