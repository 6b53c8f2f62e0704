// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"
#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/view_frame.h"

class QComboBox;
class QTreeView;

namespace fisherlens::desktop {

class LegendBar;
class OverviewDelegate;

/// The dense table of all tensors, grouped by layer.
class OverviewView : public ViewFrame {
    Q_OBJECT
public:
    explicit OverviewView(Analyses& analyses, QWidget* parent = nullptr);

    [[nodiscard]] QTreeView* table() const { return table_; }
    [[nodiscard]] const OverviewModel& model() const { return model_; }
    /// The selected rows (all when none is selected) with a header, tab-separated, as shown.
    [[nodiscard]] QString selectedText() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void showSelection();
    void retranslate();

    Analyses& analyses_;
    OverviewModel model_;
    OverviewProxy proxy_;
    OverviewDelegate* delegate_;
    QTreeView* table_;
    LegendBar* legend_;
    QComboBox* map_;
    bool selecting_ = false;
};

/// The rows of the Overview: a summary, and what the comparison says where it belongs to the same diagonal.
[[nodiscard]] std::vector<OverviewRow> overviewRows(const SourceData& data, const DiagonalSummary* reference,
                                                    const AgreementData* agreement);

}  // namespace fisherlens::desktop
