// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/document.h"

#include <QStringList>
#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace fisherlens::desktop {

class LevelControl;

/// One row of the coefficients: all tensors, a rule, or a layer that follows another row until its slider is moved.
struct CoefficientRule {
    enum Origin { Default, SetHere, Follows };
    QString pattern;  ///< "" for all
    double share = 0;
    Origin origin = Default;
    QString from;         ///< pattern of the rule that a layer follows; "" for all
    int tensors = 0;      ///< that take their share from this row
    bool chosen = false;  ///< it holds for the selected tensor
};

/// The rows of the panel in the order of the tensors, general patterns before special ones; layers without a rule of
/// their own are listed where there are few.
[[nodiscard]] std::vector<CoefficientRule> coefficientRules(const MergeTuning& tuning, const QStringList& tensors,
                                                            const QString& selected);

/// The share of B by tensor name: "all", rules as globs, layers; each a slider with its number.
class RulesPanel : public QWidget {
    Q_OBJECT
public:
    explicit RulesPanel(Document& document, QWidget* parent = nullptr);

    /// The tensors that are merged.
    void setTensors(const QStringList& tensors);
    void refresh();
    void retranslate();

    [[nodiscard]] const std::vector<CoefficientRule>& rows() const { return rows_; }
    /// The slider and number of a row.
    [[nodiscard]] LevelControl* level(std::size_t row) const { return widgets_[row].level; }
    [[nodiscard]] QPushButton* removeButton(std::size_t row) const { return widgets_[row].remove; }
    [[nodiscard]] QPushButton* textButton() const { return asText_; }
    [[nodiscard]] QPushButton* addButton() const { return add_; }

private:
    struct RowWidgets {
        QWidget* row;
        QLabel* name;
        LevelControl* level;
        QLabel* origin;
        QPushButton* remove;
    };
    void rebuild();
    void show(std::size_t row);
    void set(const QString& pattern, double share, bool finished);
    void remove(const QString& pattern);
    void addRule();
    void editAsText();

    Document& document_;
    QStringList tensors_;
    std::vector<CoefficientRule> rows_;
    std::vector<RowWidgets> widgets_;
    QVBoxLayout* list_;
    QLabel* title_;
    QPushButton *add_, *asText_;
};

}  // namespace fisherlens::desktop
