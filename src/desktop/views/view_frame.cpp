// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/view_frame.h"

#include "desktop/document/document.h"
#include "desktop/views/style.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPixmap>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <cmath>
#include <utility>

namespace fisherlens::desktop {

ViewFrame::ViewFrame(QWidget* parent) : QWidget(parent)
{
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);

    auto* controls = controls_ = new QWidget(this);
    controls->setProperty("bar", true);
    controls->setAttribute(Qt::WA_StyledBackground);
    controls->setFixedHeight(kBarHeight);
    controls->setMinimumWidth(1);  // the window may be narrower than all controls together
    auto* controlsLayout = new QHBoxLayout(controls);
    controlsLayout->setContentsMargins(kPadding, 0, kPadding, 0);
    controlsLayout->setSpacing(8);
    controlsLayout->setSizeConstraint(QLayout::SetNoConstraint);  // a narrow window clips controls, it does not grow
    bar_ = new QHBoxLayout;
    bar_->setSpacing(6);
    stale_ = chipLabel(controls);
    controlsLayout->addLayout(bar_, 1);
    controlsLayout->addWidget(stale_);

    progress_ = new QProgressBar(this);
    progress_->setTextVisible(false);
    progress_->setRange(0, 1000);
    progress_->setFixedHeight(2);
    progress_->setStyleSheet("QProgressBar { max-height: 2px; min-height: 2px; background: transparent; }");
    QSizePolicy keep = progress_->sizePolicy();
    keep.setRetainSizeWhenHidden(true);
    progress_->setSizePolicy(keep);
    progress_->hide();

    stack_ = new QStackedWidget(this);
    stack_->setProperty("picture", true);
    stack_->setAttribute(Qt::WA_StyledBackground);
    state_ = new QWidget(stack_);
    auto* stateLayout = new QVBoxLayout(state_);
    stateLayout->setSpacing(8);
    emblem_ = new QLabel(state_);
    emblem_->setAlignment(Qt::AlignCenter);
    emblem_->hide();
    sentence_ = new QLabel(state_);
    sentence_->setFont(headingFont(sentence_->font()));
    sentence_->setAlignment(Qt::AlignCenter);
    sentence_->setWordWrap(true);
    reason_ = mutedLabel({}, state_);
    reason_->setAlignment(Qt::AlignCenter);
    reason_->setWordWrap(true);
    first_ = new QPushButton(state_);
    first_->setProperty("primary", true);
    second_ = new QPushButton(state_);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(first_);
    buttons->addWidget(second_);
    buttons->addStretch();
    stateLayout->addStretch(2);
    stateLayout->addWidget(emblem_);
    stateLayout->addWidget(sentence_);
    auto* reasonRow = new QHBoxLayout;
    reasonRow->addStretch(1);
    reasonRow->addWidget(reason_, 4);
    reasonRow->addStretch(1);
    stateLayout->addLayout(reasonRow);
    stateLayout->addSpacing(4);
    stateLayout->addLayout(buttons);
    stateLayout->addStretch(3);
    stack_->addWidget(state_);
    connect(first_, &QPushButton::clicked, this, &ViewFrame::actionRequested);
    connect(second_, &QPushButton::clicked, this, &ViewFrame::secondActionRequested);

    verdictLine_ = new QWidget(this);
    verdictLine_->setProperty("verdict", true);
    verdictLine_->setAttribute(Qt::WA_StyledBackground);
    verdict_ = new QLabel(verdictLine_);
    verdict_->setTextFormat(Qt::RichText);
    verdict_->setWordWrap(true);
    verdict_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    verdict_->setContentsMargins(kPadding + 2, 8, kPadding, 8);
    verdict_->setMinimumHeight(50);
    verdict_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    verdictAction_ = new QPushButton(verdictLine_);
    verdictAction_->hide();
    connect(verdictAction_, &QPushButton::clicked, this, &ViewFrame::verdictActionRequested);
    auto* line = new QHBoxLayout(verdictLine_);
    line->setContentsMargins(0, 0, kPadding, 0);
    line->addWidget(verdict_, 1);
    line->addWidget(verdictAction_);
    verdictLine_->hide();
    retranslateFrame();

    all->addWidget(controls);
    all->addWidget(progress_);
    all->addWidget(stack_, 1);
    all->addWidget(verdictLine_);
}

void ViewFrame::setPicture(QWidget* picture)
{
    stack_->addWidget(picture);
}

void ViewFrame::showPicture()
{
    controls_->show();
    if (stack_->count() > 1)
        stack_->setCurrentIndex(1);
}

void ViewFrame::showState(const QString& sentence, const QString& reason, const QString& button, const QString& second)
{
    sentence_->setText(sentence);
    reason_->setText(reason);
    first_->setText(button);
    first_->setVisible(!button.isEmpty());
    second_->setText(second);
    second_->setVisible(!second.isEmpty());
    emblem_->hide();
    controls_->show();
    sentence_->setFont(headingFont(font()));
    stack_->setCurrentWidget(state_);
    setVerdict({}, {});
}

void ViewFrame::showNothingOpen()
{
    showState(tr("Open a checkpoint"),
              tr("Drop a file or a folder here: PyTorch, safetensors, Hugging Face, Lightning, DeepSpeed, Keras, or a "
                 "FisherLens log. Nothing in it is executed and nothing leaves this machine."),
              tr("Open…"), tr("Open the example"));
    QFont large = headingFont(font());
    large.setPixelSize(15);
    sentence_->setFont(large);
    controls_->hide();
    drawEmblem();
    emblem_->show();
}

/// Cells of a heatmap with a bright middle, as in the icon of the program.
void ViewFrame::drawEmblem()
{
    constexpr int kColumns = 10, kRows = 6;
    constexpr double kCell = 12, kGap = 2;
    const double ratio = devicePixelRatioF();
    const QSizeF size(kColumns * (kCell + kGap) - kGap, kRows * (kCell + kGap) - kGap);
    QPixmap pixmap((size * ratio).toSize());
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (int row = 0; row < kRows; ++row)
        for (int column = 0; column < kColumns; ++column) {
            const double x = (column - 4.6) / 4.2, y = (row - 2.4) / 2.6;
            QColor colour = mapColour(ColourMap::Viridis, 0.15 + 0.85 * std::exp(-1.4 * (x * x + y * y)));
            colour.setAlphaF(0.88F);
            painter.setBrush(colour);
            painter.drawRoundedRect(QRectF(column * (kCell + kGap), row * (kCell + kGap), kCell, kCell), 2.5, 2.5);
        }
    painter.end();
    emblem_->setPixmap(pixmap);
}

void ViewFrame::setComputing(JobRunner& runner, JobId job)
{
    if (!runner_) {
        runner_ = &runner;
        connect(runner_, &JobRunner::changed, this, [this](quint64 id) {
            if (id == job_)
                updateProgress();
        });
    }
    const bool before = job_ != 0;
    job_ = job;
    updateProgress();
    if (!job_)
        progress_->hide();
    else if (!before)
        QTimer::singleShot(200, this, [this] { progress_->setVisible(job_ != 0); });
}

void ViewFrame::updateProgress()
{
    if (!job_)
        return;
    for (const JobStatus& job : runner_->jobs())
        if (job.id == job_) {
            progress_->setValue(static_cast<int>(1000 * job.share));
            progress_->setToolTip(job.name);
        }
}

void ViewFrame::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && job_)
        runner_->cancel(job_);
    else
        QWidget::keyPressEvent(event);
}

void ViewFrame::retranslateFrame()
{
    verdict_->setAccessibleName(tr("Verdict"));
    stale_->setText(tr("parameters changed"));
    stale_->setToolTip(tr("The picture belongs to earlier settings."));
}

void ViewFrame::setStale(bool stale)
{
    stale_->setVisible(stale);
}

void ViewFrame::setVerdict(const QString& conclusion, const QString& reason)
{
    conclusion_ = conclusion;
    why_ = reason;
    const QColor muted = Theme::of(palette()).muted;
    QString shown = conclusion.isEmpty() ? QString()
                                         : QString("<b>%1</b> <span style='color:%3'>%2</span>")
                                               .arg(conclusion.toHtmlEscaped(), reason.toHtmlEscaped(), muted.name());
    // A number and its sign stay on one line.
    for (const char* sign : {"\u00d7", "%"})
        shown.replace(QLatin1Char(' ') + QString::fromUtf8(sign), QChar(QChar::Nbsp) + QString::fromUtf8(sign));
    verdict_->setText(shown);
    verdictLine_->setVisible(!conclusion.isEmpty());
}

void ViewFrame::setVerdict(const Verdict& verdict)
{
    setVerdict(verdict.conclusion, verdict.reason);
    setVerdictAction(verdict.action, verdict.actionToolTip);
}

void ViewFrame::setVerdictAction(const QString& text, const QString& toolTip)
{
    verdictAction_->setText(text);
    verdictAction_->setToolTip(toolTip);
    verdictAction_->setVisible(!text.isEmpty());
}

void ViewFrame::followSettings(const Document& document, std::function<void()> refresh)
{
    refresh_ = std::move(refresh);
    connect(&document, &Document::settingsChanged, this, [this, &document] {
        behind_ = true;
        if (isVisible() || !document.inGesture())
            catchUp();
    });
    connect(&document, &Document::gestureEnded, this, &ViewFrame::catchUp);
}

void ViewFrame::catchUp()
{
    if (std::exchange(behind_, false))
        refresh_();
}

void ViewFrame::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    catchUp();
}

void ViewFrame::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        setVerdict(conclusion_, why_);
    if (event->type() == QEvent::LanguageChange)
        retranslateFrame();
}

QString ViewFrame::verdict() const
{
    return verdict_->text();
}

}  // namespace fisherlens::desktop
