// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"
#include "desktop/plots/figure.h"

#include <QScrollArea>

class QLabel;
class QVBoxLayout;

namespace fisherlens::desktop {

class PlotView;

/// Everything about the selected tensor: where it lies, its optimizer state and how it was mapped, corrections with the
/// factor of each, distribution, agreement.
class Inspector : public QScrollArea {
    Q_OBJECT
public:
    explicit Inspector(Analyses& analyses, QWidget* parent = nullptr);
    /// "name: value" lines, for tests and for the clipboard.
    [[nodiscard]] QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Section {
        QString title;
        std::vector<std::pair<QString, QString>> rows;
    };
    void refresh();
    [[nodiscard]] std::vector<Section> sections() const;
    [[nodiscard]] Section corrections(const SourceData& data, const std::string& tensor) const;
    void showHistogram(const SourceData* data, const std::string& tensor);

    Analyses& analyses_;
    QLabel *upper_, *lower_;
    PlotView* histogram_;
    QLabel* histogramTitle_;
};

/// The histogram of a tensor of the current source, with that of the reference as a line; unset without positive entries.
[[nodiscard]] std::optional<NamedFigure> distributionFigure(const Analyses& analyses, const QString& tensor);

}  // namespace fisherlens::desktop
