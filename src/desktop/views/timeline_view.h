// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/timeline_analysis.h"
#include "desktop/plots/figure.h"
#include "desktop/views/view_frame.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace fisherlens::desktop {

class PlotView;

/// How the accumulator develops: quantile bands of one tensor, rank correlation between consecutive snapshots, loss,
/// gradient norm and learning rate over steps or time, with one cursor through all of them (UI.md 3).
class TimelineView : public ViewFrame {
    Q_OBJECT
public:
    explicit TimelineView(Analyses& analyses, QWidget* parent = nullptr);

    [[nodiscard]] PlotView* plot() const { return plot_; }
    [[nodiscard]] QComboBox* tensors() const { return tensor_; }
    [[nodiscard]] QPushButton* timeButton() const { return time_; }
    [[nodiscard]] QString chip() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void fillBoxes(const Timeline* timeline);
    void retranslate();
    void dragTo(double x, bool finished);

    Analyses& analyses_;
    QComboBox *log_, *tensor_;
    QLabel* watching_;
    QPushButton *steps_, *time_;
    PlotView* plot_;
};

/// What a timeline shows: pure functions of its numbers.
struct TimelineInput {
    const Timeline* timeline = nullptr;
    QString tensor;  ///< "": the largest one
    bool byTime = false;
    std::optional<double> cursor;  ///< step
    int colour = 0;                ///< of the source
    QString filter = {};           ///< which tensors the strip has
};
[[nodiscard]] TimelineSpec timelinePicture(const TimelineInput& input);
/// The tensor that is drawn for a selection: itself when the log has it, else the one with most entries.
[[nodiscard]] const TimelineTensor* shownTensor(const Timeline& timeline, const QString& selected);
/// Where a step lies on the axis of the picture, and back; time is in the unit of the axis.
[[nodiscard]] double timelinePosition(const Timeline& timeline, double step, bool byTime);
[[nodiscard]] double timelineStep(const Timeline& timeline, double position, bool byTime);
/// True when the rows say when they were written.
[[nodiscard]] bool hasTimes(const Timeline& timeline);

/// Bold conclusion and reason, from the numbers.
[[nodiscard]] QString timelineConclusion(const Timeline& timeline);
[[nodiscard]] QString timelineReason(const Timeline& timeline);

}  // namespace fisherlens::desktop
