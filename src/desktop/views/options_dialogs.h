// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"

#include <QDialog>

#include <memory>

namespace Ui {
class MergeOptionsDialog;
class PruneOptionsDialog;
}  // namespace Ui

namespace fisherlens::desktop {

/// What a merge has beside its method and λ: base model and scale, normalization, floor, entries that are not finite.
class MergeOptionsDialog : public QDialog {
    Q_OBJECT
public:
    explicit MergeOptionsDialog(const Analyses& analyses, QWidget* parent = nullptr);
    ~MergeOptionsDialog() override;

    /// The choice of the document with what the form says.
    [[nodiscard]] MergeChoice choice() const;

private:
    void check();
    [[nodiscard]] std::optional<double> floor() const;

    const Analyses& analyses_;
    std::unique_ptr<Ui::MergeOptionsDialog> ui_;
};

/// What pruning has beside criterion, scope and sparsity: patterns, entries without evidence, entries that are not finite.
class PruneOptionsDialog : public QDialog {
    Q_OBJECT
public:
    explicit PruneOptionsDialog(const Analyses& analyses, QWidget* parent = nullptr);
    ~PruneOptionsDialog() override;

    /// The choice of the document with what the form says.
    [[nodiscard]] PruneChoice choice() const;

private:
    void check();
    [[nodiscard]] QString matches(const QStringList& patterns, const QString& none) const;

    const Analyses& analyses_;
    std::unique_ptr<Ui::PruneOptionsDialog> ui_;
};

}  // namespace fisherlens::desktop
