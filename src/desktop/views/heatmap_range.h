// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/heatmap_picture.h"

#include <QObject>

class QLabel;

namespace fisherlens::desktop {

class ColourBar;

/// The range of the heatmap's colours: of a diagonal from a low to a high end, of A ÷ B the same span below and above
/// one. A drag on the bar changes it as one undo step and can be given back; a chip says what holds.
class HeatmapRange : public QObject {
    Q_OBJECT
public:
    HeatmapRange(Analyses& analyses, QWidget* parent);

    [[nodiscard]] ColourBar* bar() const { return bar_; }
    [[nodiscard]] QLabel* chip() const { return chip_; }
    void showDiagonal(const DiagonalSummary& summary, const QString& label);
    /// The colours of `picture`, which reach from 10^-span to 10^span.
    void showRatio(const MatrixSpec& picture, double span);
    /// Shows the default range again.
    void reset();
    void retranslate();

signals:
    void finished();  ///< a gesture ended: the scale of the bar follows now

private:
    void drag(double low, double high, bool finished);
    void giveBack();
    void setRange(std::optional<double> low, std::optional<double> high, bool finished);
    void setSpan(std::optional<double> span, bool finished);

    Analyses& analyses_;
    ColourBar* bar_;
    QLabel* chip_;
    std::optional<std::pair<std::optional<double>, std::optional<double>>> beforeDrag_;  ///< range when it began
    std::optional<std::optional<double>> spanBeforeDrag_;
};

}  // namespace fisherlens::desktop
