// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"
#include "edit/merge_preview.h"
#include "edit/prune_preview.h"
#include "operations/curves.h"

namespace fisherlens::desktop {

/// Previews and evaluated curves of merging and pruning, of the sources that Analyses keeps.
class EditAnalyses : public QObject {
    Q_OBJECT
public:
    explicit EditAnalyses(Analyses& analyses);

    [[nodiscard]] const Analysis<MergePreview>& mergePreview() const { return mergePreview_; }
    [[nodiscard]] const Analysis<MergeCurves>& mergeCurves() const { return mergeCurves_; }
    [[nodiscard]] const Analysis<PrunePreview>& prunePreview() const { return prunePreview_; }
    [[nodiscard]] const Analysis<PruneCurves>& pruneCurves() const { return pruneCurves_; }

    /// The normalisation that the merge uses: chosen, or the default of the two files.
    [[nodiscard]] Normalization normalization() const;
    [[nodiscard]] Normalization normalizationOfScales() const;

    /// Follows the document and the sources.
    void refresh();
    void noteStopped(JobId id);

signals:
    void mergePreviewChanged();
    void mergeCurvesChanged();
    void prunePreviewChanged();
    void pruneCurvesChanged();

private:
    void refreshMerge();
    void refreshPrune();
    [[nodiscard]] const SourceData* ready(SourceId id) const;

    Analyses& analyses_;
    Analysis<MergePreview> mergePreview_;
    Analysis<MergeCurves> mergeCurves_;
    Analysis<PrunePreview> prunePreview_;
    Analysis<PruneCurves> pruneCurves_;
};

}  // namespace fisherlens::desktop
