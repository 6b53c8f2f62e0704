// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/document/timeline_analysis.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

namespace fisherlens::desktop {
namespace {

constexpr int kSettleMilliseconds = 250;  // a segment appears by a rename, others may follow at once
constexpr int kLookMilliseconds = 5000;

}  // namespace

TimelineAnalysis::TimelineAnalysis(Analyses& analyses) : QObject(&analyses), analyses_(analyses)
{
    soon_.setSingleShot(true);
    soon_.setInterval(kSettleMilliseconds);
    poll_.setInterval(kLookMilliseconds);
    connect(&soon_, &QTimer::timeout, this, &TimelineAnalysis::look);
    connect(&poll_, &QTimer::timeout, this, &TimelineAnalysis::look);
    connect(&watcher_, &QFileSystemWatcher::directoryChanged, this, [this] { soon_.start(); });
    connect(&watcher_, &QFileSystemWatcher::fileChanged, this, [this] { soon_.start(); });
    connect(&analyses, &Analyses::sourceChanged, this, &TimelineAnalysis::refresh);
    connect(&analyses.document(), &Document::settingsChanged, this, &TimelineAnalysis::refresh);
}

/// Follows the choice of the document.
void TimelineAnalysis::refresh()
{
    const SourceId id = analyses_.document().settings().timeline.source;
    const auto& data = analyses_.source(id).value;
    const SourceSettings* source = analyses_.document().settings().source(id);
    const QString path = source && data && data->isLog() ? source->path : QString();
    // A source that is read again has no data for a moment; its timeline stays.
    const bool again = source && !data && source->path == path_;
    if (path == path_ || again)
        return;
    path_ = path;
    seen_.clear();
    again_ = false;
    timeline_ = {};
    const QStringList watched = watcher_.files() + watcher_.directories();
    if (!watched.isEmpty())
        watcher_.removePaths(watched);
    if (path_.isEmpty()) {
        poll_.stop();
        emit changed();
        return;
    }
    watcher_.addPath(path_);
    poll_.start();
    read();
}

/// What tells whether something was written: names, sizes and times.
QString TimelineAnalysis::state() const
{
    const QFileInfo info(path_);
    QString text = QString::number(info.size()) + '|' + QString::number(info.lastModified().toMSecsSinceEpoch());
    if (info.isDir())
        for (const QFileInfo& entry : QDir(path_).entryInfoList(QDir::Files, QDir::Name))
            if (!entry.fileName().startsWith('.'))
                text += '|' + entry.fileName() + QString::number(entry.size());
    return text;
}

void TimelineAnalysis::look()
{
    if (path_.isEmpty() || state() == seen_)
        return;
    // A reading that the user stopped delivers nothing; the next look begins anew.
    if (timeline_.state == Analysis<Timeline>::Computing && !analyses_.runner().isIdle())
        again_ = true;  // the reading that is under way may have missed it
    else
        read();
}

void TimelineAnalysis::read()
{
    seen_ = state();
    timeline_.key = path_;
    timeline_.state = Analysis<Timeline>::Computing;
    timeline_.stopped = false;
    timeline_.job = 0;
    timeline_.error.reset();
    const auto earlier = timeline_.value;
    // The first reading may be long; the few segments that are new are not kept waiting by other work.
    timeline_.job = analyses_.runner().start<std::shared_ptr<const Timeline>>(
        earlier ? Lane::Interactive : Lane::Batch, tr("Read the log %1").arg(QFileInfo(path_).fileName()),
        QStringLiteral("timeline"),
        [path = path_.toStdString(), earlier](const JobContext& context) {
            return readTimeline(path, earlier, context);
        },
        [this, path = path_](Result<std::shared_ptr<const Timeline>> result) {
            if (path != path_)
                return;
            if (result) {
                timeline_.value = std::move(*result);
                timeline_.state = Analysis<Timeline>::Ready;
                // The first snapshot of a log that was opened before it had one: now there is something to recycle.
                const SourceId id = analyses_.document().settings().timeline.source;
                const auto& data = analyses_.source(id).value;
                if (data && data->opened->log && data->opened->log->snapshots.empty()
                    && !timeline_.value->snapshots.empty())
                    analyses_.reload(id);
            } else {
                timeline_.error = result.error();
                timeline_.state = Analysis<Timeline>::Failed;
                timeline_.value.reset();
            }
            emit changed();
            if (again_) {
                again_ = false;
                soon_.start();
            }
        });
    emit changed();
}

}  // namespace fisherlens::desktop
