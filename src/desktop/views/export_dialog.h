// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/jobs/runner.h"
#include "desktop/plots/export.h"

#include <QDialog>

#include <memory>
#include <optional>

namespace Ui {
class ExportDialog;
}

namespace fisherlens::desktop {

/// Format, size in millimetres and resolution of one figure, which is written to a file by a job while the dialog stays;
/// or of all, whose folder is asked for and which the caller writes.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    ExportDialog(NamedFigure figure, JobRunner& runner, QWidget* parent = nullptr);
    /// For all figures.
    explicit ExportDialog(QWidget* parent);
    ~ExportDialog() override;

    [[nodiscard]] ExportOptions options() const;
    /// The file, or the folder.
    [[nodiscard]] QString path() const;

    void accept() override;
    /// Stops the job where one is running.
    void done(int result) override;

private:
    ExportDialog(std::optional<NamedFigure> figure, JobRunner* runner, QWidget* parent);
    void setWriting(bool writing);
    void finish();
    void chooseFile();
    void say(const Error& error);

    std::unique_ptr<Ui::ExportDialog> ui_;
    std::optional<NamedFigure> figure_;  ///< unset: all
    JobRunner* runner_;                  ///< null: all
    JobId job_ = 0;
};

}  // namespace fisherlens::desktop
