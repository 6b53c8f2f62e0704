// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"
#include "desktop/plots/figure.h"
#include "desktop/views/view_frame.h"

class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace fisherlens::desktop {

class BarsView;
class LadderView;
class PlotView;
class TableActions;

/// Recycled against reference: density, bars by tensor, all coefficients, the ladder, and what a decision would cost.
class AgreementView : public ViewFrame {
    Q_OBJECT
public:
    explicit AgreementView(Analyses& analyses, QWidget* parent = nullptr);

    [[nodiscard]] PlotView* density() const { return density_; }
    [[nodiscard]] BarsView* bars() const { return bars_; }
    [[nodiscard]] LadderView* ladder() const { return ladder_; }
    [[nodiscard]] QTableWidget* table() const { return table_; }

    [[nodiscard]] QPushButton* outliersButton() const { return outliers_; }

signals:
    void referenceRequested();
    void openRequested();
    void outliersRequested();
    void decisionCheckRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void showDensity();
    void fillTable(const AgreementData& data);
    void retranslate();
    [[nodiscard]] bool needsRecycled() const;

    Analyses& analyses_;
    QComboBox *recycled_, *reference_;
    QPushButton *values_, *ranks_, *outliers_;
    QLabel *zeros_, *noLadder_;
    PlotView* density_;
    BarsView* bars_;
    LadderView* ladder_;
    QTableWidget* table_;
    TableActions* tableActions_;
};

/// Pictures of a comparison, as pure functions of its numbers.
[[nodiscard]] DensitySpec densityPicture(const DensityData& data, const AgreementData& agreement, int recycledColour);
[[nodiscard]] BarsSpec agreementBars(const AgreementData& data, int colour, const QString& selected);
[[nodiscard]] LadderSpec ladderPicture(const Ladder& ladder);

/// One row of the table of coefficients: name, value, and what is shown beside it: the same between the halves of the
/// reference, the attainable value, or the regret of magnitude.
struct CoefficientRow {
    QString name, value, halves, toolTip;
    std::optional<double> number, betweenHalves{}, attainable{}, magnitude{};
};
[[nodiscard]] std::vector<CoefficientRow> coefficientRows(const AgreementData& data);

}  // namespace fisherlens::desktop
