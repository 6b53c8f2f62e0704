// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/plots/export.h"

#include <QDialog>

#include <memory>
#include <optional>

namespace Ui {
class ExportDialog;
}

namespace fisherlens::desktop {

/// Format, size in millimetres and resolution of one figure, which is written to a file; or of all, whose folder is asked
/// for and which the caller writes.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    explicit ExportDialog(NamedFigure figure, QWidget* parent = nullptr);
    /// For all figures.
    explicit ExportDialog(QWidget* parent);
    ~ExportDialog() override;

    [[nodiscard]] ExportOptions options() const;
    /// The file, or the folder.
    [[nodiscard]] QString path() const;

    void accept() override;

private:
    ExportDialog(std::optional<NamedFigure> figure, QWidget* parent);
    void chooseFile();
    void say(const Error& error);

    std::unique_ptr<Ui::ExportDialog> ui_;
    std::optional<NamedFigure> figure_;  ///< unset: all
};

}  // namespace fisherlens::desktop
