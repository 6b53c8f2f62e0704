// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/training_run.h"

#include <QTableWidget>

#include <utility>
#include <vector>

namespace fisherlens::desktop {

/// What is known of the training run, with the place that says it; every value can be typed over, and an emptied one is
/// taken away.
class RunTable : public QTableWidget {
    Q_OBJECT
public:
    using Edits = std::vector<std::pair<QString, QString>>;
    enum Column { Name, Value, Origin, ColumnCount };

    explicit RunTable(QWidget* parent = nullptr);

    /// `run` with `edits` applied already.
    void setRun(const TrainingRun& run, Edits edits);
    /// Names and texts that a person typed.
    [[nodiscard]] const Edits& edits() const { return edits_; }
    /// The run with the edits, and its batch size.
    [[nodiscard]] const TrainingRun& run() const { return run_; }

signals:
    void edited();

private:
    void fill();
    void take(int row, int column);

    TrainingRun run_;
    Edits edits_;
    bool filling_ = false;
};

/// "clip-norm" → "Clipping at norm".
[[nodiscard]] QString runValueWords(const std::string& name);

}  // namespace fisherlens::desktop
