// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"
#include "operations/timeline.h"

#include <QFileSystemWatcher>
#include <QTimer>

namespace fisherlens::desktop {

/// The timeline of the log that the document chose, kept up to date while training writes it: the folder is watched
/// (and looked at every few seconds, for file systems that do not tell), and only what is new is read.
class TimelineAnalysis : public QObject {
    Q_OBJECT
public:
    explicit TimelineAnalysis(Analyses& analyses);

    [[nodiscard]] const Analysis<Timeline>& timeline() const { return timeline_; }
    [[nodiscard]] bool watching() const { return !path_.isEmpty(); }

signals:
    void changed();

private:
    void refresh();
    void read();
    void look();
    [[nodiscard]] QString state() const;

    Analyses& analyses_;
    Analysis<Timeline> timeline_;
    QFileSystemWatcher watcher_;
    QTimer soon_, poll_;
    QString path_, seen_;
    bool again_ = false;
};

}  // namespace fisherlens::desktop
