// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/edit_analyses.h"
#include "desktop/plots/figure.h"
#include "desktop/views/view_frame.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSlider;

namespace fisherlens::desktop {

class BarsView;
class ElidedLabel;
class LevelControl;
class PlotView;
class TileView;

/// Predicted costs at 1 % to 100 % of sparsity, of the criteria that have a Fisher to predict with; the same for every
/// sparsity that is chosen.
struct PredictedPruning {
    struct Line {
        PruneCriterion criterion = PruneCriterion::Fisher;
        std::vector<double> sparsity, cost;
    };
    std::vector<Line> lines;
};
[[nodiscard]] PredictedPruning predictedPruning(const PrunePreview& preview, const PruneChoice& choice);

/// Sparsity by hand: evaluated loss or accuracy against sparsity for all criteria, shares by tensor, counts, and the mask.
class PruneView : public ViewFrame {
    Q_OBJECT
public:
    explicit PruneView(Analyses& analyses, QWidget* parent = nullptr);

    [[nodiscard]] PlotView* curve() const { return curve_; }
    [[nodiscard]] BarsView* bars() const { return bars_; }
    [[nodiscard]] TileView* mask() const { return mask_; }
    [[nodiscard]] QSlider* slider() const;
    [[nodiscard]] QDoubleSpinBox* number() const;
    [[nodiscard]] QString countsText() const;
    [[nodiscard]] QComboBox* criterionBox() const { return criterion_; }
    [[nodiscard]] QPushButton* optionsButton() const { return options_; }
    [[nodiscard]] QPushButton* writeButton() const { return write_; }
    [[nodiscard]] QString maskText() const;
    /// The chip that says what is drawn.
    [[nodiscard]] QString chipText() const;

signals:
    void writeRequested();
    void evaluationDataRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void showNumbers();
    void showMask();
    void editOptions();
    void setSparsity(double sparsity, bool finished);
    void retranslate();

    Analyses& analyses_;
    QComboBox *model_, *criterion_, *scope_;
    QCheckBox* small_;
    LevelControl* level_;
    QPushButton *options_, *data_, *write_;
    QLabel *sparsity_, *chip_, *counts_;
    ElidedLabel* maskTitle_;
    PlotView* curve_;
    BarsView* bars_;
    TileView* mask_;
    /// Predictions of the preview and scope in it.
    struct {
        std::shared_ptr<const PrunePreview> preview;
        bool perTensor = false, keepZeroFisher = false;
        PredictedPruning curves;
    } predicted_;
};

/// Pictures of pruning, as pure functions of the results.
struct PrunePictureInput {
    const PrunePreview* preview = nullptr;        ///< never null
    const PruneCurves* curves = nullptr;          ///< null without evaluation
    const PredictedPruning* predicted = nullptr;  ///< never null without evaluation
    PruneChoice choice;
    int colour = 0;
    QString selected;
};
[[nodiscard]] PruneCriterion criterionOf(const PruneChoice& choice, const PrunePreview& preview);
[[nodiscard]] CurveSpec pruneCurvePicture(const PrunePictureInput& input);
[[nodiscard]] BarsSpec pruneSharePicture(const PrunePictureInput& input);
/// "Mask of A at 75 % sparsity".
[[nodiscard]] QString maskTitle(const Settings& settings);
/// Evaluated accuracy (loss without classes) of a criterion at a sparsity, interpolated; NaN where it was not evaluated.
[[nodiscard]] double evaluatedAt(const PruneCurves& curves, PruneCriterion criterion, double sparsity, bool accuracy);

}  // namespace fisherlens::desktop
