// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/settings.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace fisherlens::desktop {

/// The coefficients of a merge as text, one rule per line; says what is wrong while it is typed.
class RulesDialog : public QDialog {
    Q_OBJECT
public:
    explicit RulesDialog(const MergeTuning& tuning, QWidget* parent = nullptr);

    /// The setting with the rules of the text.
    [[nodiscard]] const MergeTuning& tuning() const { return tuning_; }
    [[nodiscard]] QPlainTextEdit* text() const { return text_; }
    [[nodiscard]] QPushButton* ok() const { return ok_; }

private:
    void check();

    MergeTuning tuning_;
    QPlainTextEdit* text_;
    QLabel* problem_;
    QPushButton* ok_;
};

}  // namespace fisherlens::desktop
