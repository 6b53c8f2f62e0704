// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/legend_bar.h"
#include "desktop/views/overview_view.h"
#include "desktop/views/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <map>

namespace fisherlens::desktop {
namespace {

constexpr std::size_t kBins = 24;

/// The positive entries of a histogram, redistributed onto equal bins of the common range.
std::vector<double> onCommonRange(const LogHistogram& histogram, double low, double high)
{
    std::vector<double> bins(kBins, 0.0);
    const double own =
        (histogram.high - histogram.low) / static_cast<double>(std::max<std::size_t>(histogram.bins.size(), 1));
    for (std::size_t i = 0; i < histogram.bins.size(); ++i) {
        const double centre = histogram.low + own * (static_cast<double>(i) + 0.5);
        const double position = high > low ? (centre - low) / (high - low) : 0.5;
        if (position < 0 || position > 1)
            continue;  // beyond the common range: a pile at its end would look like a mode
        const auto bin = static_cast<std::size_t>(std::clamp(position * kBins, 0.0, kBins - 1.0));
        bins[bin] += static_cast<double>(histogram.bins[i]);
    }
    return bins;
}

std::pair<double, double> commonRange(const DiagonalSummary& a, const DiagonalSummary* b)
{
    auto [low, high] = colourRange(a);
    if (b) {
        const auto [otherLow, otherHigh] = colourRange(*b);
        low = otherLow > 0 && (low == 0 || otherLow < low) ? otherLow : low;
        high = std::max(high, otherHigh);
    }
    return low > 0 ? std::pair(std::log10(low) - 0.3, std::log10(high) + 0.3) : std::pair(0.0, 0.0);
}

}  // namespace

std::vector<OverviewRow> overviewRows(const SourceData& data, const DiagonalSummary* reference,
                                      const AgreementData* agreement)
{
    std::vector<OverviewRow> rows;
    const auto [low, high] = commonRange(*data.summary, reference);
    const bool compared = agreement && agreement->recycled == data.fisher;
    for (const TensorSummary& tensor : data.summary->tensors) {
        OverviewRow row;
        row.name = QString::fromStdString(tensor.name);
        row.shape = tensor.shape;
        row.count = tensor.count();
        row.dtype = tensor.dtype;
        for (const auto& quantile : tensor.quantiles)
            row.quantiles.push_back(quantile.value_or(kUnset));
        row.histogram = onCommonRange(tensor.histogram, low, high);
        row.median = tensor.median();
        row.zeros = tensor.histogram.zeros;
        row.nonfinite = tensor.histogram.nonfinite;
        if (reference)
            for (const TensorSummary& other : reference->tensors)
                if (other.name == tensor.name)
                    row.referenceHistogram = onCommonRange(other.histogram, low, high);
        if (compared)
            for (std::size_t i = 0; i < agreement->report.tensors.size(); ++i)
                if (const TensorAgreement& entry = agreement->report.tensors[i]; entry.name == tensor.name) {
                    row.spearman = entry.agreement.spearman;
                    row.traceRatio = entry.agreement.traceRatio;
                    row.attainable = agreement->attainable[i];
                }
        rows.push_back(std::move(row));
    }
    return rows;
}

TreemapSpec overviewTreemap(const std::vector<OverviewRow>& rows, std::pair<double, double> range,
                            const OverviewChoice& choice, const QString& map, const TensorFilter& filter,
                            const QString& selected)
{
    TreemapSpec spec;
    spec.selected = selected;
    spec.map = colourMapFromName(map);
    spec.missingText = QCoreApplication::translate("OverviewView", "undefined");
    const bool scale = choice.quantity == "scale", zeros = choice.quantity == "zeros",
               spearman = choice.quantity == "spearman";
    spec.logarithmic = !zeros && !spearman;
    if (scale) {
        // Symmetrical about 1, where the values are those of the reference.
        spec.map = ColourMap::Diverging;
        double most = 0.3;
        for (const OverviewRow& row : rows)
            if (row.traceRatio && *row.traceRatio > 0)
                most = std::max(most, std::abs(std::log10(*row.traceRatio)));
        spec.low = std::pow(10, -most);
        spec.high = std::pow(10, most);
        spec.valueLabel = QCoreApplication::translate("OverviewView", "Scale (trace ratio)");
        spec.lowText = shortNumber(spec.low);
        spec.highText = shortNumber(spec.high);
    } else if (spec.logarithmic) {
        spec.low = std::pow(10, range.first);
        spec.high = std::pow(10, range.second);
        spec.valueLabel = QCoreApplication::translate("OverviewView", "Median");
        spec.lowText = powerOfTen(static_cast<int>(std::floor(range.first)));
        spec.highText = powerOfTen(static_cast<int>(std::ceil(range.second)));
    } else {
        spec.valueLabel = zeros ? QCoreApplication::translate("OverviewView", "Share of zeros")
                                : QCoreApplication::translate("OverviewView", "Spearman ρ");
        spec.lowText = "0";
        spec.highText = "1";
    }
    std::map<QString, std::size_t> places;
    for (const OverviewRow& row : rows) {
        if (!filter.matches(row.name, row.shape, row.count, row.dtype))
            continue;
        const QString layer = layerOf(row.name);
        const auto [at, fresh] = places.emplace(layer, spec.groups.size());
        if (fresh)
            spec.groups.push_back({layer, {}});
        TreemapCell cell;
        cell.tensor = row.name;
        cell.label = layer.isEmpty() ? row.name : row.name.mid(layer.size() + 1);
        cell.size = static_cast<double>(row.count);
        const double share = row.count > 0 ? static_cast<double>(row.zeros) / static_cast<double>(row.count) : kUnset;
        cell.value = zeros      ? share
                     : spearman ? row.spearman.value_or(kUnset)
                     : scale    ? row.traceRatio.value_or(kUnset)
                                : row.median.value_or(kUnset);
        cell.text = std::isnan(cell.value) ? fixedNumber({}, 0)
                    : zeros                ? QLocale().toString(100 * share, 'f', 1) + " %"
                    : spearman             ? fixedNumber(cell.value, 3)
                    : scale                ? shortNumber(cell.value, 3) + QStringLiteral(" \u00d7")
                                           : shortNumber(cell.value);
        cell.detail = QCoreApplication::translate("OverviewView", "%1 · %2 parameters")
                          .arg(shapeLabel(row.shape), QLocale().toString(static_cast<qlonglong>(row.count)))
                      + '\n' + spec.valueLabel + ' ' + cell.text;
        spec.groups[at->second].cells.push_back(std::move(cell));
    }
    return spec;
}

}  // namespace fisherlens::desktop
