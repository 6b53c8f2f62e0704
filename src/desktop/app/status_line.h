// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"

#include <QObject>

class QLabel;
class QProgressBar;
class QStatusBar;

namespace fisherlens::desktop {

/// The line at the bottom of the window: counts and scale of what is shown, and the running job with its share and the
/// time left. A job that is shorter than 200 ms is not shown.
class StatusLine : public QObject {
    Q_OBJECT
public:
    StatusLine(Analyses& analyses, QStatusBar& bar);
    void update();

private:
    void showJob();

    Analyses& analyses_;
    QLabel *counts_, *scale_, *job_;
    QProgressBar* progress_;
    JobId waiting_ = 0, shown_ = 0;  ///< which becomes visible after 200 ms, and which did
};

}  // namespace fisherlens::desktop
