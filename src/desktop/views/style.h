// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/plots/theme.h"

#include <QLabel>
#include <QString>

class QApplication;
class QPushButton;
class QWidget;

namespace fisherlens::desktop {

/// Sizes of UI.md 1 and 2, in logical pixels.
inline constexpr int kRowHeight = 25, kControlHeight = 26, kBarHeight = 38, kPadding = 12;

/// Palette, style sheet and font of the whole program.
void applyTheme(QApplication& application, const Theme& theme);

/// Secondary text: 11.5 px, muted.
[[nodiscard]] QFont secondaryFont(const QFont& font);
/// Headings: weight 600.
[[nodiscard]] QFont headingFont(const QFont& font);

/// A label in the muted, small font; `text` may be empty.
[[nodiscard]] QLabel* mutedLabel(const QString& text, QWidget* parent);
/// Muted text on one line that is cut with an ellipsis where there is no room; the tool tip has all of it.
class ElidedLabel : public QLabel {
public:
    explicit ElidedLabel(QWidget* parent);
    void setFullText(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void elide();
    QString full_;
};

/// A heading over a group of rows.
[[nodiscard]] QLabel* headingLabel(const QString& text, QWidget* parent);
/// The one filled button of a view or dialog.
void makePrimary(QPushButton& button);
/// A rounded chip that says what a picture shows ("evaluated on 597 examples").
[[nodiscard]] QLabel* chipLabel(QWidget* parent);

}  // namespace fisherlens::desktop
