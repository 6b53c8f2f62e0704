// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"
#include "desktop/itemmodels/mapping_model.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTableView;

namespace fisherlens::desktop {

/// The mapping of a checkpoint as a table: parameter, shape, state, how it was decided. What cannot be decided is
/// assigned by hand and saved as a small file that opens the checkpoint again, here and with --mapping.
class MappingDialog : public QDialog {
    Q_OBJECT
public:
    MappingDialog(Analyses& analyses, SourceId source, QWidget* parent = nullptr);

    [[nodiscard]] MappingModel& model() { return model_; }
    [[nodiscard]] QTableView* table() const { return table_; }
    [[nodiscard]] QString note() const;
    /// Writes the mapping file and opens the checkpoint with it. What failed is said in the dialog.
    bool saveTo(const QString& path);
    /// The program's own mapping again.
    void useNone();

private:
    void refresh();
    void save();

    Analyses& analyses_;
    SourceId source_;
    MappingModel model_;
    QTableView* table_;
    QLabel *note_, *problem_;
    QPushButton *inOrder_, *none_, *save_;
};

}  // namespace fisherlens::desktop
