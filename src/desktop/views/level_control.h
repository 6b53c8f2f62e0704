// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

class QDoubleSpinBox;
class QSlider;

namespace fisherlens::desktop {

class PlotView;

/// A value from 0 to 1 as a slider with its number beside it: λ, the share of a rule, the sparsity. Whoever owns it sets
/// the value that the document has; what the user does comes out as changed().
class LevelControl : public QWidget {
    Q_OBJECT
public:
    /// The number shows `scale` times the value.
    LevelControl(double scale, int decimals, const QString& suffix, QWidget* parent = nullptr);

    /// Shows a value, rounded to thousandths; emits nothing.
    void setValue(double value);
    /// Texts for the slider; the number is called "… as a number".
    void setWords(const QString& name, const QString& numberName, const QString& toolTip);
    /// The cursor of a plot moves this value, and a double click in it types the number.
    void follow(PlotView& plot);

    [[nodiscard]] QSlider* slider() const { return slider_; }
    [[nodiscard]] QDoubleSpinBox* number() const { return number_; }
    /// The slider is being dragged: what takes long can wait.
    [[nodiscard]] bool isDragged() const;

signals:
    /// `finished`: the gesture is over, and with it the undo step.
    void changed(double value, bool finished);

private:
    void move(double value, bool finished);

    double scale_;
    QSlider* slider_;
    QDoubleSpinBox* number_;
};

}  // namespace fisherlens::desktop
