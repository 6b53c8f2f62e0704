// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"
#include "desktop/itemmodels/overview_model.h"
#include "desktop/plots/figure.h"
#include "desktop/views/view_frame.h"

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace fisherlens::desktop {

class LegendBar;
class OverviewDelegate;
class TableActions;
class TreemapView;

/// The dense table of all tensors, grouped by layer; or the same as a treemap.
class OverviewView : public ViewFrame {
    Q_OBJECT
public:
    explicit OverviewView(Analyses& analyses, QWidget* parent = nullptr);

    [[nodiscard]] QTreeView* table() const { return table_; }
    [[nodiscard]] const OverviewModel& model() const { return model_; }
    [[nodiscard]] TreemapView* treemap() const { return treemap_; }
    [[nodiscard]] QPushButton* tableButton() const { return asTable_; }
    [[nodiscard]] QPushButton* treemapButton() const { return asTreemap_; }
    [[nodiscard]] QComboBox* quantity() const { return quantity_; }
    [[nodiscard]] TableActions& tableActions() const { return *tableActions_; }

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    /// What the rows of the table are made of.
    struct RowInputs {
        std::shared_ptr<const SourceData> data;
        std::shared_ptr<const DiagonalSummary> reference;
        std::shared_ptr<const AgreementData> agreement;
        bool operator==(const RowInputs&) const = default;
    };
    void refresh();
    void showRows(RowInputs inputs);
    void showSelection();
    void showTreemap();
    void fitColumns();
    void fitStrip();
    [[nodiscard]] int widestText(int column) const;
    void retranslate();

    Analyses& analyses_;
    OverviewModel model_;
    OverviewProxy proxy_;
    OverviewDelegate* delegate_;
    QTreeView* table_;
    TableActions* tableActions_;
    TreemapView* treemap_;
    QStackedWidget* pages_;
    LegendBar* legend_;
    QLabel* colourLabel_;
    QComboBox *map_, *quantity_;
    QPushButton *asTable_, *asTreemap_;
    RowInputs rowsOf_;
    SourceId fitted_ = 0;  ///< whose texts the columns were fitted to
    int taken_ = 0;        ///< pixels that the column of names has given to the others
    bool selecting_ = false;
    bool compared_ = false;  ///< the rows hold what a comparison says
};

/// The rows that match the filter as a treemap: area parameters, colour the chosen quantity.
[[nodiscard]] TreemapSpec overviewTreemap(const std::vector<OverviewRow>& rows, std::pair<double, double> range,
                                          const OverviewChoice& choice, const QString& map, const TensorFilter& filter,
                                          const QString& selected);

/// The rows of the Overview: a summary, and what the comparison says where it belongs to the same diagonal.
[[nodiscard]] std::vector<OverviewRow> overviewRows(const SourceData& data, const DiagonalSummary* reference,
                                                    const AgreementData* agreement);

}  // namespace fisherlens::desktop
