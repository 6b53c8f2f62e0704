// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"
#include "desktop/itemmodels/outliers_model.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTableView;

namespace fisherlens::desktop {

class TableActions;

/// The entries at which the compared diagonals differ most, of all tensors or of the selected one. Stays beside the
/// window; a double click or Enter shows the entry in the heatmap.
class OutliersDialog : public QDialog {
    Q_OBJECT
public:
    explicit OutliersDialog(Analyses& analyses, QWidget* parent = nullptr);
    ~OutliersDialog() override;

    [[nodiscard]] QTableView* table() const { return table_; }
    [[nodiscard]] const OutliersModel& model() const { return model_; }
    [[nodiscard]] QString note() const;
    [[nodiscard]] TableActions& tableActions() const { return *tableActions_; }

signals:
    void entryRequested(const QString& tensor, qint64 index);

private:
    void compute();

    Analyses& analyses_;
    OutliersModel model_;
    QTableView* table_;
    TableActions* tableActions_;
    QLabel* note_;
    JobId job_ = 0;
};

}  // namespace fisherlens::desktop
