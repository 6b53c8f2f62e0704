// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/plots/export.h"

#include <QDialog>

#include <memory>

namespace Ui {
class ExportDialog;
}

namespace fisherlens::desktop {

/// Format, size in millimetres, resolution and file of one exported figure.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    explicit ExportDialog(NamedFigure figure, QWidget* parent = nullptr);
    ~ExportDialog() override;

    void accept() override;

private:
    void chooseFile();
    [[nodiscard]] ExportOptions options() const;

    std::unique_ptr<Ui::ExportDialog> ui_;
    NamedFigure figure_;
};

}  // namespace fisherlens::desktop
