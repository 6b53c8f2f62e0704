// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"
#include "desktop/plots/figure.h"
#include "desktop/views/view_frame.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSlider;

namespace fisherlens::desktop {

class BarsView;
class PlotView;

/// λ by hand: evaluated curves where there are data, else predicted ones; the Pareto front; distances by tensor.
class MergeView : public ViewFrame {
    Q_OBJECT
public:
    explicit MergeView(Analyses& analyses, QWidget* parent = nullptr);

    [[nodiscard]] PlotView* curve() const { return curve_; }
    [[nodiscard]] PlotView* front() const { return front_; }
    [[nodiscard]] BarsView* bars() const { return bars_; }
    [[nodiscard]] QSlider* slider() const { return slider_; }
    [[nodiscard]] QDoubleSpinBox* number() const { return number_; }
    /// The share with the best evaluated mean of the two tasks under the chosen method; unset without evaluation.
    [[nodiscard]] std::optional<double> suggestion() const;

signals:
    void writeRequested();
    void evaluationDataRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void showNumbers();
    void setShare(double share, bool finished);
    void retranslate();

    Analyses& analyses_;
    QComboBox *a_, *b_, *method_;
    QSlider* slider_;
    QDoubleSpinBox* number_;
    QLabel* curveChip_;
    QPushButton *suggest_, *data_, *write_;
    PlotView *curve_, *front_;
    BarsView* bars_;
};

/// What the curves say at one share, interpolated between evaluated points.
struct EvaluatedAt {
    double accuracy = kUnset;  ///< mean of the two tasks
    double lossA = kUnset, lossB = kUnset;
    bool exact = false;  ///< the share is an evaluated point
};
[[nodiscard]] std::optional<EvaluatedAt> evaluatedAt(const MergeCurves& curves, CurveMethod method, double share);

/// Pictures of a merge, as pure functions of the results.
struct MergePictureInput {
    const MergePreview* preview = nullptr;  ///< never null
    const MergeCurves* curves = nullptr;    ///< null without evaluation
    MergeChoice choice;
    Normalization normalization = Normalization::None;
    int colourA = 0, colourB = 1;
    QString selected;
};
[[nodiscard]] CurveSpec mergeCurvePicture(const MergePictureInput& input);
[[nodiscard]] CurveSpec mergeFrontPicture(const MergePictureInput& input);
[[nodiscard]] BarsSpec mergeDistancePicture(const MergePictureInput& input);
[[nodiscard]] CurveMethod curveMethod(const MergeChoice& choice);

}  // namespace fisherlens::desktop
