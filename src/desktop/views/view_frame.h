// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/jobs/runner.h"

#include <QWidget>

#include <functional>

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace fisherlens::desktop {

class Document;

/// Bold conclusion, reason with its numbers, and what can be done about it; "" where there is none.
struct Verdict {
    QString conclusion, reason, action, actionToolTip;
};

/// The frame that all views share (UI.md 1, 3, 4): one bar of controls, a thin progress line, the picture, and the
/// verdict line. Instead of the picture it can show a state: what is missing and a button that gets it, a failure, or
/// why the view does not apply.
class ViewFrame : public QWidget {
    Q_OBJECT
public:
    explicit ViewFrame(QWidget* parent = nullptr);

    /// Left to right; addStretch() of the layout separates the right group.
    [[nodiscard]] QHBoxLayout* bar() const { return bar_; }
    /// The picture; owned by the frame.
    void setPicture(QWidget* picture);

    void showPicture();
    /// A state in place of the picture: a bold sentence, a reason, and up to two buttons (empty text: none).
    void showState(const QString& sentence, const QString& reason, const QString& button = {},
                   const QString& second = {});

    /// The state before anything is open: the picture of the program, what can be opened, and two buttons.
    void showNothingOpen();

    /// A thin line at the top with the job's share; the old picture stays. Shown only after 200 ms, so that nothing
    /// flashes. Escape in the view stops the job. 0: nothing is computed.
    void setComputing(JobRunner& runner, JobId job);
    /// The chip "parameters changed".
    void setStale(bool stale);

    /// Bold conclusion, reason with its numbers, and what it means. Empty: no line.
    void setVerdict(const QString& conclusion, const QString& reason);
    /// The line with its button.
    void setVerdict(const Verdict& verdict);
    [[nodiscard]] QString verdict() const;
    /// A button at the right of the verdict line; empty text: none.
    void setVerdictAction(const QString& text, const QString& toolTip = {});
    [[nodiscard]] QPushButton* verdictButton() const { return verdictAction_; }

    /// Calls `refresh` after every change of the settings; while another view is dragged, a hidden one waits until that
    /// ends or it is shown.
    void followSettings(const Document& document, std::function<void()> refresh);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

signals:
    void actionRequested();        ///< first button of the state
    void secondActionRequested();  ///< second button of the state
    void verdictActionRequested();

private:
    void drawEmblem();
    void catchUp();
    void updateProgress();
    void retranslateFrame();

    QHBoxLayout* bar_;
    QStackedWidget* stack_;
    QWidget *state_, *controls_, *verdictLine_;
    QLabel *emblem_, *sentence_, *reason_, *verdict_, *stale_;
    QPushButton *first_, *second_, *verdictAction_;
    QProgressBar* progress_;
    QString conclusion_, why_;
    std::function<void()> refresh_;
    bool behind_ = false;  ///< the settings changed while this view was hidden and another one dragged
    JobRunner* runner_ = nullptr;
    JobId job_ = 0;
};

}  // namespace fisherlens::desktop
