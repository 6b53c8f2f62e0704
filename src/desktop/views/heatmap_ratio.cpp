// SPDX-License-Identifier: GPL-3.0-or-later
// A ÷ B in the heatmap: the same pictures with a scale of their own, blue below one and orange above.
#include "desktop/views/heatmap_picture.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fisherlens::desktop {
namespace {

/// 0 where A is zero, also where both are: neither has a gradient there.
std::optional<double> ratio(const std::optional<double>& a, const std::optional<double>& b)
{
    if (a && b && *a == 0)
        return 0;
    return a && b && *b != 0 ? std::optional(*a / *b) : std::nullopt;
}

}  // namespace

DiagonalSummary ratioSummary(const SourceData& a, const SourceData& b)
{
    DiagonalSummary result;
    for (const TensorSummary& tensor : a.summary->tensors) {
        const Tensor* other = b.fisher->diagonal.findMatching(tensor.name);
        if (!other || other->info.shape != tensor.shape)
            continue;
        const auto& those = b.summary->tensors;
        const auto match = std::find_if(those.begin(), those.end(), [&](const TensorSummary& candidate) {
            return candidate.name == other->info.name;
        });
        if (match == those.end())
            continue;
        TensorSummary& made = result.tensors.emplace_back(tensor);
        for (std::size_t i = 0; i < kSummaryQuantiles; ++i)
            made.quantiles[i] = ratio(tensor.quantiles[i], match->quantiles[i]);
        made.mean = ratio(tensor.mean, match->mean);
    }
    return result;
}

double ratioSpan(const DiagonalSummary& ratios, const HeatmapChoice& choice)
{
    if (choice.span)
        return *choice.span;
    double span = 0.1;  // 10^0.1: a quarter more or less
    for (const TensorSummary& tensor : ratios.tensors)
        for (std::size_t i = 2; i + 2 < kSummaryQuantiles; ++i)
            if (const auto& value = tensor.quantiles[i]; value && *value > 0)
                span = std::max(span, std::abs(std::log10(*value)));
    return std::min(span, kLargestRatioSpan);
}

HeatmapPicture ratioPicture(const DiagonalSummary& ratios, const HeatmapChoice& choice)
{
    const double span = ratioSpan(ratios, choice);
    HeatmapPicture picture = heatmapPicture(ratios, choice, -1);
    picture.matrix.map = ColourMap::Diverging;
    picture.matrix.low = std::pow(10, -span);
    picture.matrix.high = std::pow(10, span);
    picture.matrix.barLabel = QCoreApplication::translate("HeatmapView", "A ÷ B");
    for (double& value : picture.matrix.values)
        if (value < 0)
            value = kUnset;  // a quantile of only one of them is negative: no ratio of sizes
    picture.profile.series.erase(picture.profile.series.begin());  // quotients of quantiles are no band
    picture.profile.series.front().ink = {Ink::Text, 0};
    picture.profile.note = QCoreApplication::translate("HeatmapView", "median of A ÷ median of B");
    return picture;
}

std::optional<SourcePair> ratioPair(const Analyses& analyses)
{
    const MergeChoice& merge = analyses.document().settings().merge;
    const auto a = analyses.source(merge.a).value, b = analyses.source(merge.b).value;
    if (merge.a == merge.b || !a || !b || !a->summary || !b->summary)
        return std::nullopt;
    return std::pair(a, b);
}

bool showsRatio(const Analyses& analyses)
{
    return analyses.document().settings().heatmap.ratio && ratioPair(analyses);
}

}  // namespace fisherlens::desktop
