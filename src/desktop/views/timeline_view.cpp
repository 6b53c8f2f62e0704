// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/timeline_view.h"

#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/elided_combo_box.h"
#include "desktop/views/plot_view.h"
#include "desktop/views/source_box.h"
#include "desktop/views/style.h"
#include "desktop/views/words.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

#include <algorithm>
#include <cmath>

namespace fisherlens::desktop {
namespace {

constexpr int kCursorGesture = 0x71ae;

QString whole(double value)
{
    return QLocale().toString(static_cast<qlonglong>(std::llround(value)));
}

}  // namespace

TimelineView::TimelineView(Analyses& analyses, QWidget* parent) : ViewFrame(parent), analyses_(analyses)
{
    log_ = new ElidedComboBox(this);
    tensor_ = new ElidedComboBox(this);
    log_->setMinimumWidth(330);
    watching_ = chipLabel(this);
    steps_ = new QPushButton(this);
    time_ = new QPushButton(this);
    auto* segments = new QHBoxLayout;
    segments->setSpacing(0);
    for (QPushButton* button : {steps_, time_}) {
        button->setProperty("segment", true);
        button->setCheckable(true);
        button->setAutoExclusive(true);
        segments->addWidget(button);
    }
    bar()->addWidget(mutedLabel({}, this));
    bar()->addWidget(log_, 1);
    bar()->addWidget(mutedLabel({}, this));
    bar()->addWidget(tensor_, 1);
    bar()->addWidget(watching_);
    bar()->addStretch();
    bar()->addLayout(segments);
    plot_ = new PlotView(this);
    plot_->setDraggable(true);
    setPicture(plot_);

    connect(log_, &QComboBox::activated, this, [this] {
        analyses_.document().change(tr("Choose log"), [this](Settings& settings) {
            settings.timeline.source = log_->currentData().toInt();
            settings.timeline.cursor.reset();
        });
    });
    connect(tensor_, &QComboBox::activated, this,
            [this] { analyses_.document().selectTensor(tensor_->currentData().toString()); });
    const auto setByTime = [this](const QString& name, bool byTime) {
        analyses_.document().change(name, [byTime](Settings& settings) { settings.timeline.byTime = byTime; });
    };
    connect(steps_, &QPushButton::clicked, this, [this, setByTime] { setByTime(tr("Show steps"), false); });
    connect(time_, &QPushButton::clicked, this, [this, setByTime] { setByTime(tr("Show time"), true); });
    connect(plot_, &PlotView::dragged, this, &TimelineView::dragTo);
    connect(plot_, &PlotView::cellClicked, this, [this](int row) {
        if (const auto* spec = std::get_if<TimelineSpec>(&plot_->figure().spec); spec && spec->strip)
            analyses_.document().selectTensor(spec->strip->rows.value(row));
    });
    connect(&analyses_.timeline(), &TimelineAnalysis::changed, this, &TimelineView::refresh);
    connect(&analyses_, &Analyses::sourceChanged, this, &TimelineView::refresh);
    followSettings(analyses_.document(), [this] { refresh(); });
    connect(&analyses_.document(), &Document::selectionChanged, this, &TimelineView::refresh);
    connect(&analyses_.document(), &Document::filterChanged, this, &TimelineView::refresh);
    retranslate();
    refresh();
}

QString TimelineView::chip() const
{
    return watching_->isHidden() ? QString() : watching_->text();
}

void TimelineView::dragTo(double x, bool finished)
{
    const auto timeline = analyses_.timeline().timeline().value;
    if (!timeline)
        return;
    const bool byTime = analyses_.document().settings().timeline.byTime && hasTimes(*timeline);
    const double step = std::max(0.0, std::round(timelineStep(*timeline, x, byTime)));
    analyses_.document().change(
        tr("Move the cursor"), [step](Settings& settings) { settings.timeline.cursor = step; }, kCursorGesture);
    if (finished)
        analyses_.document().endGesture();
}

void TimelineView::retranslate()
{
    qobject_cast<QLabel*>(bar()->itemAt(0)->widget())->setText(tr("Log"));
    qobject_cast<QLabel*>(bar()->itemAt(2)->widget())->setText(tr("Tensor"));
    log_->setAccessibleName(tr("Log"));
    tensor_->setAccessibleName(tr("Tensor"));
    log_->setToolTip(tr("Which optimizer log or training log is drawn"));
    tensor_->setToolTip(tr("Whose accumulator is drawn: its median, and bands from the 25th to the 75th and the 5th to the 95th "
                           "percentile"));
    steps_->setText(tr("Steps"));
    time_->setText(tr("Time"));
    steps_->setToolTip(tr("Optimizer steps on the axis"));
    time_->setToolTip(tr("Time since the first row on the axis"));
    watching_->setToolTip(tr("The folder is watched while training runs; new segments appear by themselves"));
    plot_->setToolTip(tr("Snapshots differ when the median over the tensors of their rank correlation is below %1; a "
                         "change counts while more than %2 % of the average's memory is from before it.")
                          .arg(QLocale().toString(kSameRanks), QLocale().toString(100 * kForgotten)));
}

void TimelineView::changeEvent(QEvent* event)
{
    ViewFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
}

void TimelineView::fillBoxes(const Timeline* timeline)
{
    const TimelineChoice& choice = analyses_.document().settings().timeline;
    fillSources(*log_, analyses_, choice.source, [](const SourceData& data) { return data.isLog(); });
    if (timeline && timeline->log && log_->currentIndex() >= 0)
        log_->setItemText(log_->currentIndex(),
                          log_->currentText() + QStringLiteral(" \u00b7 ")
                              + tr("%n snapshot(s)", nullptr, static_cast<int>(timeline->snapshots.size())) + ", "
                              + (timeline->chainIntact ? tr("chain intact") : tr("chain broken")));
    const QSignalBlocker quiet(tensor_);
    tensor_->clear();
    if (timeline)
        for (const TimelineTensor& tensor : timeline->tensors)
            tensor_->addItem(QString::fromStdString(tensor.name), QString::fromStdString(tensor.name));
    tensor_->setEnabled(tensor_->count() > 0);
    if (const TimelineTensor* shown =
            timeline ? shownTensor(*timeline, analyses_.document().selectedTensor()) : nullptr)
        tensor_->setCurrentIndex(tensor_->findData(QString::fromStdString(shown->name)));
}

void TimelineView::refresh()
{
    const Settings& settings = analyses_.document().settings();
    const Analysis<Timeline>& analysis = analyses_.timeline().timeline();
    const Timeline* timeline = analysis.value.get();
    fillBoxes(timeline);
    setComputing(analyses_.runner(), analysis.running());
    setStale(analysis.stale());
    const std::optional<double> last = timeline ? timeline->lastStep() : std::nullopt;
    watching_->setVisible(analyses_.timeline().watching() && last);
    if (last)
        watching_->setText(timeline->epochs ? tr("watching, last epoch %1").arg(whole(*last))
                                            : tr("watching, last step %1").arg(whole(*last)));
    const bool times = timeline && hasTimes(*timeline), byTime = settings.timeline.byTime && times;
    time_->setEnabled(times);
    (byTime ? time_ : steps_)->setChecked(true);
    setVerdict({}, {});
    if (settings.sources.empty())
        return showNothingOpen();
    if (analysis.state == Analysis<Timeline>::Failed)
        return showState(tr("The log cannot be read."), errorText(*analysis.error));
    if (!timeline) {
        if (analysis.state == Analysis<Timeline>::Computing)
            return showState(tr("Reading the log…"), {});
        return showState(
            tr("There is no log among the sources."),
            tr("The hook writes one beside a training script: fisherlens-cli hook prints it. Training logs "
               "of the usual trainers show loss and learning rate."),
            tr("Open a log folder…"));
    }
    if (timeline->step.empty() && timeline->snapshots.size() < 2)
        return showState(tr("The log has no rows yet."),
                         tr("The first ones appear here as soon as the training run has written them."));
    const SourceSettings* source = settings.source(settings.timeline.source);
    TimelineInput input{timeline, analyses_.document().selectedTensor(), byTime, settings.timeline.cursor,
                        source ? std::max(source->colour, 0) : 0, analyses_.document().filter()};
    plot_->setFigure({"timeline", tr("Timeline of %1").arg(source ? source->name : QString()), timelinePicture(input),
                      provenanceLine(source ? source->name : QString())});
    showPicture();
    setVerdict(timelineConclusion(*timeline), timelineReason(*timeline));
}

}  // namespace fisherlens::desktop
