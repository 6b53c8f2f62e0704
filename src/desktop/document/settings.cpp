// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/document/settings.h"

#include "base/names.h"
#include "edit/merge_rules.h"

#include <algorithm>

namespace fisherlens::desktop {

const SourceSettings* Settings::source(SourceId id) const
{
    const auto at =
        std::find_if(sources.begin(), sources.end(), [id](const SourceSettings& source) { return source.id == id; });
    return at == sources.end() ? nullptr : &*at;
}

SourceSettings* Settings::source(SourceId id)
{
    return const_cast<SourceSettings*>(std::as_const(*this).source(id));
}

std::vector<SourceId*> roles(Settings& settings)
{
    return {&settings.current,
            &settings.merge.a,
            &settings.merge.b,
            &settings.merge.base,
            &settings.prune.model,
            &settings.agreement.recycled,
            &settings.agreement.reference,
            &settings.agreement.exact,
            &settings.heatmap.source,
            &settings.timeline.source};
}

std::vector<double> mergeCoefficients(const MergeTuning& tuning, double share)
{
    const double scale = tuning.method == "task-arithmetic" ? tuning.scale : 1;
    return {scale * (1 - share), scale * share};
}

std::vector<MergeRule> mergeRules(const MergeTuning& tuning)
{
    std::vector<MergeRule> rules;
    for (const ShareRule& rule : tuning.rules)
        rules.push_back({rule.pattern.toStdString(), mergeCoefficients(tuning, rule.share)});
    return rules;
}

TensorShares::TensorShares(const MergeTuning& tuning, const std::vector<PreviewTensor>& tensors)
{
    const std::vector<MergeRule> rules = mergeRules(tuning);
    for (const PreviewTensor& tensor : tensors) {
        rules_.push_back(ruleFor(rules, tensor.name));
        shares_.push_back(rules_.back() ? tuning.rules[*rules_.back()].share : tuning.share);
        any_ = any_ || rules_.back();
    }
    if (!any_)
        shares_.assign(1, tuning.share);
}

std::span<const double> TensorShares::at(double share)
{
    if (!any_)
        shares_.front() = share;
    for (std::size_t i = 0; any_ && i < shares_.size(); ++i)
        if (!rules_[i])
            shares_[i] = share;
    return shares_;
}

void flipSetting(MergeChoice& choice)
{
    const MergeTuning shown = choice;
    static_cast<MergeTuning&>(choice) = choice.other.value_or(shown);
    choice.other = shown;
    choice.second = !choice.second;
}

void setRule(MergeTuning& tuning, const QString& pattern, double share)
{
    for (ShareRule& rule : tuning.rules)
        if (rule.pattern == pattern) {
            rule.share = share;
            return;
        }
    const std::string glob = pattern.toStdString();
    const auto at = std::find_if(tuning.rules.begin(), tuning.rules.end(),
                                 [&](const ShareRule& rule) { return globMatches(glob, rule.pattern.toStdString()); });
    tuning.rules.insert(at, {pattern, share});
}

QString rulesText(const MergeTuning& tuning)
{
    QString text = QString("all = %1\n").arg(tuning.share);
    for (const ShareRule& rule : tuning.rules)
        text += QString("%1 = %2\n").arg(rule.pattern).arg(rule.share);
    return text;
}

Result<MergeTuning> parseRules(const QString& text, MergeTuning tuning)
{
    tuning.rules.clear();
    const QStringList lines = text.split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = lines[i].trimmed();
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const qsizetype equals = line.lastIndexOf('=');
        const QString pattern = line.left(equals).trimmed();
        bool number = false;
        const double share = line.mid(equals + 1).trimmed().toDouble(&number);
        if (equals < 1 || pattern.isEmpty() || !number || !(share >= 0 && share <= 1))
            return fail(ErrorCode::Usage,
                        "Line " + std::to_string(i + 1) + " is no pattern with a share between 0 and 1.", {},
                        "Write for example conv* = 0.6.");
        if (pattern == "all")
            tuning.share = share;
        else
            tuning.rules.push_back({pattern, share});
    }
    return tuning;
}

RecycleSettings recycleSettings(const SourceSettings& source)
{
    RecycleSettings settings;
    settings.batchSize = source.batchSize;
    if (!source.reductionAssumed)
        settings.reduction = source.sumReduction ? Reduction::Sum : Reduction::Mean;
    settings.lossFactor = source.lossFactor;
    settings.step = source.step;
    return settings;
}

}  // namespace fisherlens::desktop
