// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/app/status_line.h"

#include "desktop/itemmodels/jobs_model.h"
#include "desktop/views/style.h"
#include "desktop/views/words.h"
#include "operations/info.h"

#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QStatusBar>
#include <QTimer>

namespace fisherlens::desktop {

StatusLine::StatusLine(Analyses& analyses, QStatusBar& bar)
    : QObject(&bar), analyses_(analyses), counts_(new QLabel(&bar)), scale_(new QLabel(&bar)), job_(new QLabel(&bar)),
      progress_(new QProgressBar(&bar))
{
    progress_->setFixedWidth(120);
    progress_->setTextVisible(false);
    progress_->setRange(0, 1000);
    bar.addWidget(counts_);
    bar.addWidget(scale_);
    bar.addPermanentWidget(job_);
    bar.addPermanentWidget(progress_);
    bar.setSizeGripEnabled(false);
    for (QLabel* label : {counts_, scale_, job_}) {
        label->setProperty("muted", true);
        label->setFont(secondaryFont(label->font()));
        label->setContentsMargins(6, 0, 10, 0);
    }
    connect(&analyses_.document(), &Document::settingsChanged, this, &StatusLine::update);
    connect(&analyses_.document(), &Document::selectionChanged, this, &StatusLine::update);
    connect(&analyses_, &Analyses::sourceChanged, this, &StatusLine::update);
    connect(&analyses_.runner(), &JobRunner::changed, this, &StatusLine::showJob);
}

void StatusLine::update()
{
    const Document& document = analyses_.document();
    const auto& data = analyses_.source(document.settings().current).value;
    if (data && data->tensors()) {
        const Catalogue& tensors = *data->tensors();
        QString text = tr("%1 parameters · %n tensor(s)", nullptr, static_cast<int>(tensors.size()))
                           .arg(QLocale().toString(static_cast<qlonglong>(countParameters(tensors))));
        if (!document.selectedTensor().isEmpty())
            text += QStringLiteral(" \u00b7 ") + tr("selected: %1").arg(document.selectedTensor());
        counts_->setText(text);
        scale_->setText(data->fisher ? tr("scale: %1").arg(scaleWords(data->fisher->attributes)) : QString());
    } else {
        counts_->setText(document.settings().sources.empty() ? tr("Nothing is open.") : QString());
        scale_->clear();
    }
    showJob();
}

void StatusLine::showJob()
{
    const JobStatus* running = nullptr;
    for (const JobStatus& job : analyses_.runner().jobs())
        if (job.state == JobState::Running)
            running = &job;
    if (running && shown_ != running->id && job_->isHidden()) {
        const JobId id = running->id;
        if (waiting_ != id) {
            waiting_ = id;
            QTimer::singleShot(200, this, [this, id] {
                shown_ = id;
                showJob();
            });
        }
        running = nullptr;
    }
    job_->setVisible(running);
    progress_->setVisible(running);
    if (!running)
        return;
    QString text = running->name + ' ' + QLocale().toString(100 * running->share, 'f', 0) + " %";
    if (running->secondsLeft)
        text += QStringLiteral(" \u00b7 ") + tr("%1 left").arg(durationText(*running->secondsLeft));
    job_->setText(text);
    progress_->setValue(static_cast<int>(1000 * running->share));
}

}  // namespace fisherlens::desktop
