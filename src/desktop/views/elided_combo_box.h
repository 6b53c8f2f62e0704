// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace fisherlens::desktop {

/// A box in a bar of controls: it may become as narrow as a few letters, and ends a text that does not fit with "…".
class ElidedComboBox final : public QComboBox {
public:
    explicit ElidedComboBox(QWidget* parent);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace fisherlens::desktop
