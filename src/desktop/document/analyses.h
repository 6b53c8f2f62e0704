// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analysis.h"
#include "desktop/document/document.h"
#include "edit/regret.h"
#include "fisher/ladder.h"
#include "operations/density.h"
#include "operations/open.h"
#include "operations/summary.h"
#include "stats/agreement.h"

#include <QObject>

#include <map>
#include <memory>
#include <optional>

namespace fisherlens::desktop {

/// One source, opened. `fisher` is the file's, or recycled from the checkpoint with the settings of the source.
struct SourceData {
    std::shared_ptr<const Opened> opened;
    QString openedAs;  ///< openingKey() of the settings it was opened with
    std::shared_ptr<const FisherFile> fisher;
    std::shared_ptr<const DiagonalSummary> summary;
    std::vector<Finding> findings;     ///< of opening and recycling
    std::optional<Error> fisherError;  ///< why there is no Fisher

    [[nodiscard]] bool isLog() const { return opened->log || opened->training; }
    /// The tensors that are listed: of the model, the Fisher file, or the last snapshot of a log. nullptr: none.
    [[nodiscard]] const Catalogue* tensors() const
    {
        return opened->checkpoint ? &opened->checkpoint->tensors : fisher ? &fisher->diagonal : nullptr;
    }
    /// What holds the optimizer state: the checkpoint, or the last snapshot of a log. nullptr: nothing.
    [[nodiscard]] const Optimizer* optimizer() const
    {
        const auto& holder = opened->log ? opened->snapshot : opened->checkpoint;
        return holder && holder->optimizer ? &*holder->optimizer : nullptr;
    }
};

class EditAnalyses;
class TimelineAnalysis;

struct AgreementData {
    AgreementReport report;                         ///< A recycled, B reference
    std::optional<AgreementReport> halves;          ///< half 0 against half 1 of the reference
    std::vector<std::optional<double>> attainable;  ///< per tensor of `report`
    std::optional<double> attainableAll;
    std::optional<Ladder> ladder;
    std::optional<Error> ladderError;  ///< why there is none
    std::vector<PruneRegret> regret;   ///< of pruning, recycled against reference; empty without the model's weights
    Density density;                   ///< of log10 values, all entries; reference on x
    std::shared_ptr<const FisherFile> recycled, reference;
};

struct DensityData {
    QString tensor;  ///< "" for all
    bool ranks = false;
    Density density;
};

/// Everything that the views draw, kept up to date with the document in the worker threads. It adds no number of its own:
/// each is a result of the core. Signals say which part changed; parts are immutable.
class Analyses : public QObject {
    Q_OBJECT
public:
    Analyses(Document& document, JobRunner& runner, QObject* parent = nullptr);

    [[nodiscard]] Document& document() const { return document_; }
    [[nodiscard]] JobRunner& runner() const { return runner_; }

    [[nodiscard]] const Analysis<SourceData>& source(SourceId id) const;
    [[nodiscard]] const Analysis<AgreementData>& agreement() const { return agreement_; }
    [[nodiscard]] const Analysis<DensityData>& density() const { return density_; }
    [[nodiscard]] EditAnalyses& edits() const { return *edits_; }
    [[nodiscard]] TimelineAnalysis& timeline() const { return *timeline_; }

    /// A reference of a model among the sources: of the given kind, else the first. 0: none.
    [[nodiscard]] SourceId referenceOf(SourceId model, std::optional<FisherKind> kind = std::nullopt) const;
    /// What identifies the Fisher of a source: changes with its file and settings.
    [[nodiscard]] QString fisherKey(SourceId id) const;

    /// Reads the file of a source again with the same settings.
    void reload(SourceId id);

signals:
    void sourceChanged(int id);
    void agreementChanged();
    void densityChanged();

private:
    void refresh();
    void noteStopped(JobId id);
    void refreshSource(const SourceSettings& source);
    void refreshAgreement();
    void refreshDensity();
    void assignRoles(SourceId id);
    [[nodiscard]] const SourceData* ready(SourceId id) const;

    Document& document_;
    JobRunner& runner_;
    std::map<SourceId, Analysis<SourceData>> sources_;
    Analysis<AgreementData> agreement_;
    Analysis<DensityData> density_;
    EditAnalyses* edits_;
    TimelineAnalysis* timeline_;
};

}  // namespace fisherlens::desktop
