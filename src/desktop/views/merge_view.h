// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/edit_analyses.h"
#include "desktop/plots/figure.h"
#include "desktop/views/view_frame.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSlider;

namespace fisherlens::desktop {

class BarsView;
class LevelControl;
class PlotView;
class RulesPanel;

/// What is predicted at equally spaced λ from 0 to 1; the same for every λ that is chosen.
struct PredictedCurves {
    struct Line {
        CurveMethod method = CurveMethod::Linear;
        std::vector<double> share, costA, costB;
    };
    std::vector<Line> lines;
};
[[nodiscard]] PredictedCurves predictedCurves(const MergePreview& preview, const MergeTuning& tuning,
                                              Normalization normalization);

/// λ by hand: evaluated curves where there are data, else predicted ones; the Pareto front; distances by tensor.
class MergeView : public ViewFrame {
    Q_OBJECT
public:
    explicit MergeView(Analyses& analyses, QWidget* parent = nullptr);

    [[nodiscard]] PlotView* curve() const { return curve_; }
    [[nodiscard]] PlotView* front() const { return front_; }
    [[nodiscard]] BarsView* bars() const { return bars_; }
    [[nodiscard]] QSlider* slider() const;
    [[nodiscard]] QDoubleSpinBox* number() const;
    [[nodiscard]] RulesPanel* rules() const { return rules_; }
    [[nodiscard]] QPushButton* flipButton() const { return flip_; }
    [[nodiscard]] QPushButton* optionsButton() const { return options_; }
    [[nodiscard]] QPushButton* writeButton() const { return write_; }
    [[nodiscard]] QComboBox* methodBox() const { return method_; }
    /// The chip that says what is drawn.
    [[nodiscard]] QString chipText() const;
    /// Shows the other of the two settings A and B.
    void flip();
    /// The share with the best evaluated mean of the two tasks under the chosen method; unset without evaluation.
    [[nodiscard]] std::optional<double> suggestion() const;

signals:
    void writeRequested();
    void evaluationDataRequested();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void showNumbers();
    void setShare(double share, bool finished);
    void dragFront(const QPointF& position, bool finished);
    void editOptions();
    void retranslate();
    void fitBar();

    Analyses& analyses_;
    QComboBox *a_, *b_, *method_;
    LevelControl* level_;
    QLabel *curveChip_, *distanceTitle_;
    QPushButton *options_, *suggest_, *data_, *flip_, *write_;
    PlotView *curve_, *front_;
    RulesPanel* rules_;
    BarsView* bars_;
    std::optional<double> beforeDrag_;  ///< λ when the point on the front was taken
    /// Predictions of the preview and setting in `key`.
    struct {
        std::shared_ptr<const MergePreview> preview;
        MergeTuning tuning;
        Normalization normalization = Normalization::None;
        PredictedCurves curves;
    } predicted_;
};

/// What the curves say at one share, interpolated between evaluated points.
struct EvaluatedAt {
    double accuracy = kUnset;  ///< mean of the two tasks
    double lossA = kUnset, lossB = kUnset;
    double predictedA = kUnset, predictedB = kUnset;  ///< ½ΣFδ² of the models that were evaluated
    double regret = kUnset;                           ///< of the merge under the references; unset without them
    bool exact = false;                               ///< the share is an evaluated point
};
[[nodiscard]] std::optional<EvaluatedAt> evaluatedAt(const MergeCurves& curves, CurveMethod method, double share);

/// Pictures of a merge, as pure functions of the results.
struct MergePictureInput {
    const MergePreview* preview = nullptr;       ///< never null
    const MergeCurves* curves = nullptr;         ///< null without evaluation
    const PredictedCurves* predicted = nullptr;  ///< never null without evaluation
    MergeChoice choice;                          ///< as it is followed (plan.h)
    Normalization normalization = Normalization::None;
    int colourA = 0, colourB = 1;
    QString selected;
};
[[nodiscard]] CurveSpec mergeCurvePicture(const MergePictureInput& input);
[[nodiscard]] CurveSpec mergeFrontPicture(const MergePictureInput& input);
[[nodiscard]] BarsSpec mergeDistancePicture(const MergePictureInput& input);

/// The line of the chosen method in the picture of the front, with the λ of its points.
struct FrontTrack {
    std::vector<double> share, x, y;
};
[[nodiscard]] FrontTrack frontTrack(const MergePictureInput& input);
/// λ at the place of a polyline that is nearest to a point; `points` are in pixels, as many as `shares` and at least one.
[[nodiscard]] double nearestShare(const std::vector<QPointF>& points, const std::vector<double>& shares,
                                  const QPointF& position);
[[nodiscard]] CurveMethod curveMethod(const MergeTuning& tuning);
[[nodiscard]] PreviewRule previewRule(const MergeTuning& tuning);
/// Whether costs and distances of a method follow from the look at all entries; of others there are evaluated curves only.
[[nodiscard]] bool isPredicted(const MergeTuning& tuning);
/// "Fisher", "Linear", …
[[nodiscard]] QString methodWords(const QString& method);

}  // namespace fisherlens::desktop
