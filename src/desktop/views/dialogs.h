// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"
#include "operations/reference.h"

#include <QDialog>

#include <memory>

namespace Ui {
class EvaluationDialog;
class RecycleDialog;
class ReferenceDialog;
}  // namespace Ui

namespace fisherlens::desktop {

struct ReferenceLook;

/// Everything that a reference needs, with an estimate of the time before it starts: a few examples are timed on a worker
/// thread.
class ReferenceDialog : public QDialog {
    Q_OBJECT
public:
    ReferenceDialog(Analyses& analyses, SourceId model, QWidget* parent = nullptr);
    ~ReferenceDialog() override;

    /// Asks for a budget as well: examples are added until the regret of pruning with `recycled` is known well enough.
    void askForBudget(std::shared_ptr<const FisherFile> recycled, double sparsity);
    [[nodiscard]] ReferenceRequest request() const;
    /// The model among the sources whose weights are used; 0 for the module's own.
    [[nodiscard]] SourceId weights() const;
    void accept() override;

private:
    void check();
    void showEstimate();
    void updateNotes();
    void showBudget(bool shown);
    [[nodiscard]] QString problem() const;

    Analyses& analyses_;
    std::shared_ptr<const FisherFile> recycled_;  ///< nullptr: no budget is asked for
    std::unique_ptr<Ui::ReferenceDialog> ui_;
    std::unique_ptr<ReferenceLook> look_;  ///< nullptr: not known yet
};

/// Batch size, reduction, loss factor and step of one source, with where each value came from; of a log also the
/// snapshots.
class RecycleDialog : public QDialog {
    Q_OBJECT
public:
    RecycleDialog(Analyses& analyses, SourceId source, QWidget* parent = nullptr);
    ~RecycleDialog() override;

    /// The settings of the source as the dialog has them.
    [[nodiscard]] SourceSettings settings() const;
    /// File to write the diagonal to; "" for none.
    [[nodiscard]] QString output() const;

private:
    void updateNotes();
    /// The snapshots of a log to check; nothing for other sources.
    void listSnapshots(const SourceData* data);
    [[nodiscard]] std::vector<std::int64_t> chosenSnapshots() const;

    Analyses& analyses_;
    SourceSettings source_;
    std::unique_ptr<Ui::RecycleDialog> ui_;
};

/// How one model is judged.
class EvaluationDialog : public QDialog {
    Q_OBJECT
public:
    explicit EvaluationDialog(const SourceSettings& source, QWidget* parent = nullptr);
    ~EvaluationDialog() override;
    [[nodiscard]] TaskSettings task() const;

private:
    std::unique_ptr<Ui::EvaluationDialog> ui_;
};

}  // namespace fisherlens::desktop
