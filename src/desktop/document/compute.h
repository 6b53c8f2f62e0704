// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The work of the jobs that Analyses starts: functions of immutable inputs, on a worker thread.

#include "desktop/document/edit_analyses.h"

namespace fisherlens::desktop {

/// What decides how a file is opened: path, mapping file, what the user says of the run, and the snapshots of a log.
[[nodiscard]] QString openingKey(const SourceSettings& settings);

/// Opens the file (unless `opened` is given) and recycles or reads its Fisher; the summary of the diagonal.
Result<std::shared_ptr<const SourceData>>
computeSource(const SourceSettings& settings, std::shared_ptr<const Opened> opened, const JobContext& context);

struct AgreementInput {
    std::shared_ptr<const SourceData> recycled, reference, exact;  ///< exact may be null
};
Result<std::shared_ptr<const AgreementData>> computeAgreement(const AgreementInput& input, const JobContext& context);

Result<std::shared_ptr<const DensityData>> computeDensity(std::shared_ptr<const AgreementData> agreement,
                                                          const QString& tensor, bool ranks, const JobContext& context);

struct MergeInput {
    std::shared_ptr<const SourceData> a, b;
    std::shared_ptr<const SourceData> referenceA, referenceB;  ///< both or none
    QString nameA, nameB;
    TaskSettings taskA, taskB;
    std::shared_ptr<const SourceData> base;  ///< null: no curve of task arithmetic
    double floor = 1e-6, scale = 2;
    bool fallback = false;
    std::optional<Normalization> normalization;
    std::vector<MergeRule> rules;  ///< coefficients without the scale
};
Result<std::shared_ptr<const MergePreview>> computeMergePreview(const MergeInput& input, const JobContext& context);
/// At 21 shares from 0 to 1, Fisher recycled, Fisher reference where there is one, linear, and task arithmetic where there
/// is a base.
Result<std::shared_ptr<const MergeCurves>> computeMergeCurves(const MergeInput& input, const JobContext& context);

struct PruneInput {
    std::shared_ptr<const SourceData> model, reference;  ///< reference may be null
    TaskSettings task;
    PruneChoice choice;
};
Result<std::shared_ptr<const PrunePreview>> computePrunePreview(const PruneInput& input, const JobContext& context);
Result<std::shared_ptr<const PruneCurves>> computePruneCurves(const PruneInput& input, const JobContext& context);

/// The settings of the core for what the Prune view chose.
[[nodiscard]] PruneSettings pruneSettings(const PruneChoice& choice, const Catalogue& tensors);

}  // namespace fisherlens::desktop
