// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edit/merge.h"
#include "edit/merge_preview.h"
#include "fisher/recycle.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace fisherlens::desktop {

/// Identifies a source for as long as the document lives; never reused. 0 is none.
using SourceId = int;

/// How a model is judged: its exported module and examples of its task. Empty paths: not known.
struct TaskSettings {
    QString module, data;
    QString loss = "cross-entropy";
    bool operator==(const TaskSettings&) const = default;
    [[nodiscard]] bool complete() const { return !module.isEmpty() && !data.isEmpty(); }
};

/// What the user says about one opened file.
struct SourceSettings {
    SourceId id = 0;
    QString path;
    QString name;
    int colour = 0;                   ///< index into Theme::sources; −1 neutral
    std::optional<double> batchSize;  ///< effective B of one optimizer step
    QString batchOrigin;              ///< where B was read: "args.batch_size"; "" when typed or unknown
    bool sumReduction = false;
    bool reductionAssumed = true;  ///< nobody said mean or sum: what the files record counts, else mean
    double lossFactor = 1;
    std::optional<double> step;                    ///< overrides t
    std::vector<std::int64_t> snapshots;           ///< of a log: the steps whose mean is recycled; empty: the last one
    QString mapping;                               ///< file that says which state belongs to which parameter; "" none
    std::vector<std::pair<QString, QString>> run;  ///< what the user says of the training run: name and value
    TaskSettings task;
    bool background = false;   ///< the program added it by itself: undo does not take it away
    SourceId referenceOf = 0;  ///< a Fisher file: the model that it belongs to
    bool operator==(const SourceSettings&) const = default;
};

/// The share of B of the tensors whose name a glob matches.
struct ShareRule {
    QString pattern;
    double share = 0.5;
    bool operator==(const ShareRule&) const = default;
};

inline constexpr double kLargestScale = 100;  ///< of MergeTuning::scale

/// What is tuned by hand in a merge.
struct MergeTuning {
    QString method = "fisher";
    double share = 0.5;     ///< λ: share of B of the tensors without a rule
    QString normalization;  ///< "", none, mean, l2; "" follows the scales
    double floor = 1e-6;
    double scale = 2;  ///< of task arithmetic: coefficients scale·(1 − λ), scale·λ; 2 makes both 1 in the middle
    std::vector<ShareRule> rules;  ///< of those that match a tensor, the last one holds
    bool operator==(const MergeTuning&) const = default;
};

struct MergeChoice : MergeTuning {
    SourceId a = 0, b = 0, base = 0;
    bool fallback = false;             ///< entries that are not finite: their weighted mean, instead of refusing
    std::optional<MergeTuning> other;  ///< the setting that is kept beside this one, to flip to
    bool second = false;               ///< this one is setting B, `other` is setting A
    bool operator==(const MergeChoice&) const = default;
};

struct PruneChoice {
    SourceId model = 0;
    QString criterion = "fisher";
    bool perTensor = false;
    double sparsity = 0.75;
    bool leaveSmall = true;  ///< 1-D tensors and embeddings are left out (UI default, said in the view)
    bool keepZeroFisher = false;
    QStringList include, exclude;  ///< globs over names; no `include` means all
    bool fallback = false;         ///< entries that are not finite are kept, instead of refusing
    bool operator==(const PruneChoice&) const = default;
};

struct AgreementChoice {
    SourceId recycled = 0, reference = 0, exact = 0;
    bool ranks = false;
    bool operator==(const AgreementChoice&) const = default;
};

struct OverviewChoice {
    bool treemap = false;
    QString quantity = "median";  ///< what colours the treemap: median, zeros, spearman, scale
    bool operator==(const OverviewChoice&) const = default;
};

/// Limits of HeatmapChoice::span.
inline constexpr double kLeastRatioSpan = 0.05, kLargestRatioSpan = 12;

struct HeatmapChoice {
    SourceId source = 0;
    bool byRole = false;  ///< depth × role instead of layers × quantiles
    QString map = "viridis";
    std::optional<double> low, high;  ///< of the colour range
    bool ratio = false;               ///< A ÷ B of the merge instead of `source`
    std::optional<double> span;       ///< of the colours of A ÷ B: from 10^-span to 10^span
    bool operator==(const HeatmapChoice&) const = default;
};

struct TimelineChoice {
    SourceId source = 0;  ///< an optimizer log or a training log
    bool byTime = false;
    std::optional<double> cursor;  ///< step under the linked cursor
    bool operator==(const TimelineChoice&) const = default;
};

/// Everything that undo restores and a session stores.
struct Settings {
    std::vector<SourceSettings> sources;
    SourceId current = 0;  ///< source selected in the list
    MergeChoice merge;
    PruneChoice prune;
    AgreementChoice agreement;
    HeatmapChoice heatmap;
    TimelineChoice timeline;
    OverviewChoice overview;
    bool operator==(const Settings&) const = default;

    [[nodiscard]] const SourceSettings* source(SourceId id) const;
    [[nodiscard]] SourceSettings* source(SourceId id);
};

/// Every role that a source can have, in a fixed order.
[[nodiscard]] std::vector<SourceId*> roles(Settings& settings);

/// Coefficients of A and B at a share of B: (1 − share, share), for task arithmetic times the scale.
[[nodiscard]] std::vector<double> mergeCoefficients(const MergeTuning& tuning, double share);
/// The rules of the core: mergeCoefficients() of each share.
[[nodiscard]] std::vector<MergeRule> mergeRules(const MergeTuning& tuning);

/// λ of every tensor of a preview, by the rules, at any λ of the tensors without one. Patterns are matched once.
class TensorShares {
public:
    TensorShares(const MergeTuning& tuning, const std::vector<PreviewTensor>& tensors);
    /// In the order of the tensors; one value when no rule holds anywhere. Valid until the next call.
    [[nodiscard]] std::span<const double> at(double share);
    /// Index of the rule that holds for a tensor.
    [[nodiscard]] std::optional<std::size_t> rule(std::size_t tensor) const { return rules_[tensor]; }

private:
    std::vector<std::optional<std::size_t>> rules_;
    std::vector<double> shares_;
    bool any_ = false;
};

/// Shows the other setting of the merge; the first time it begins as a copy of this one.
void flipSetting(MergeChoice& choice);

/// Sets the share of a pattern; a new rule stands before the first one whose pattern it covers, so that special rules
/// keep winning over general ones.
void setRule(MergeTuning& tuning, const QString& pattern, double share);

/// "all = 0.62" and one "PATTERN = SHARE" per rule, in their order.
[[nodiscard]] QString rulesText(const MergeTuning& tuning);
/// Reads such a text into `tuning`; empty lines and those that start with # do not count. Error Usage names the line.
Result<MergeTuning> parseRules(const QString& text, MergeTuning tuning);

/// The settings of the core for recycling this source.
[[nodiscard]] RecycleSettings recycleSettings(const SourceSettings& source);

}  // namespace fisherlens::desktop
