// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/document.h"
#include "desktop/jobs/runner.h"
#include "edit/merge_preview.h"
#include "edit/prune_preview.h"
#include "edit/regret.h"
#include "fisher/ladder.h"
#include "operations/curves.h"
#include "operations/density.h"
#include "operations/open.h"
#include "operations/summary.h"
#include "stats/agreement.h"

#include <QObject>

#include <map>
#include <memory>
#include <optional>

namespace fisherlens::desktop {

/// A result that views draw, and how far it is. `value` stays while a newer one is computed (`stale`).
template <class T>
struct Analysis {
    enum State { Missing, Computing, Ready, Failed };
    State state = Missing;
    std::shared_ptr<const T> value;
    std::optional<Error> error;  ///< why it is missing or failed
    QString key;                 ///< what `value`, or the running job, belongs to
    bool outdated = false;       ///< the settings moved on; it is computed again when the gesture ends
    bool stopped = false;        ///< the user stopped the job for `key`; `value` is of earlier settings
    JobId job = 0;               ///< the last one started

    [[nodiscard]] bool stale() const { return (state == Computing || outdated || stopped) && value; }
    /// The job that is under way, 0: none.
    [[nodiscard]] JobId running() const { return state == Computing ? job : 0; }
    /// Takes note that the job was stopped: what there was before stays. False: it was another one.
    bool stop(JobId id)
    {
        if (id == 0 || running() != id)
            return false;
        stopped = true;
        state = value ? Ready : Failed;
        if (!value)
            error = Error{ErrorCode::Cancelled, "Stopped on request.", {}, {}, nullptr};
        return true;
    }
};

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

class TimelineAnalysis;

struct AgreementData {
    AgreementReport report;                         ///< A recycled, B reference
    std::optional<AgreementReport> halves;          ///< half 0 against half 1 of the reference
    std::vector<std::optional<double>> attainable;  ///< per tensor of `report`
    std::optional<double> attainableAll;
    std::optional<Ladder> ladder;
    std::optional<Error> ladderError;  ///< why there is none
    std::vector<PruneRegret> regret;   ///< of pruning, recycled against reference; empty without the model's weights
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
    [[nodiscard]] const Analysis<MergePreview>& mergePreview() const { return mergePreview_; }
    [[nodiscard]] const Analysis<MergeCurves>& mergeCurves() const { return mergeCurves_; }
    [[nodiscard]] const Analysis<PrunePreview>& prunePreview() const { return prunePreview_; }
    [[nodiscard]] const Analysis<PruneCurves>& pruneCurves() const { return pruneCurves_; }
    [[nodiscard]] TimelineAnalysis& timeline() const { return *timeline_; }

    /// A reference of a model among the sources: of the given kind, else the first. 0: none.
    [[nodiscard]] SourceId referenceOf(SourceId model, std::optional<FisherKind> kind = std::nullopt) const;
    /// The normalisation that the merge uses: chosen, or the default of the two files.
    [[nodiscard]] Normalization normalization() const;
    [[nodiscard]] Normalization normalizationOfScales() const;

    /// Reads the file of a source again with the same settings.
    void reload(SourceId id);

signals:
    void sourceChanged(int id);
    void agreementChanged();
    void densityChanged();
    void mergePreviewChanged();
    void mergeCurvesChanged();
    void prunePreviewChanged();
    void pruneCurvesChanged();

private:
    void refresh();
    void noteStopped(JobId id);
    void refreshSource(const SourceSettings& source);
    void refreshAgreement();
    void refreshDensity();
    void refreshMerge();
    void refreshPrune();
    void assignRoles(SourceId id);
    [[nodiscard]] QString fisherKey(SourceId id) const;
    [[nodiscard]] const SourceData* ready(SourceId id) const;

    /// `locate` finds the analysis again when the result arrives; nullptr where its source was closed meanwhile. Unset:
    /// the analysis is a member and stays.
    template <class T>
    void compute(Analysis<T>& analysis, const QString& key, Lane lane, const QString& name,
                 std::function<Result<std::shared_ptr<const T>>(const JobContext&)> work, std::function<void()> changed,
                 std::function<Analysis<T>*()> locate = {});
    template <class T>
    void drop(Analysis<T>& analysis, ErrorCode code, const QString& reason, const std::function<void()>& changed);

    Document& document_;
    JobRunner& runner_;
    std::map<SourceId, Analysis<SourceData>> sources_;
    Analysis<AgreementData> agreement_;
    Analysis<DensityData> density_;
    Analysis<MergePreview> mergePreview_;
    Analysis<MergeCurves> mergeCurves_;
    Analysis<PrunePreview> prunePreview_;
    Analysis<PruneCurves> pruneCurves_;
    TimelineAnalysis* timeline_;
};

}  // namespace fisherlens::desktop
