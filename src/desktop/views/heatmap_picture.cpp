// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/heatmap_picture.h"

#include "desktop/document/tensor_filter.h"
#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace fisherlens::desktop {
namespace {

constexpr double kEmpty = std::numeric_limits<double>::infinity();

double quantile(const TensorSummary& tensor, std::size_t i)
{
    return tensor.quantiles[i].value_or(kUnset);
}

void byQuantiles(HeatmapPicture& picture, const DiagonalSummary& summary)
{
    for (std::size_t i = 0; i < kSummaryQuantiles; i += 2)
        picture.matrix.columns << (i == 0                       ? QCoreApplication::translate("HeatmapView", "min")
                                   : i + 1 == kSummaryQuantiles ? QCoreApplication::translate("HeatmapView", "max")
                                                                : QString::number(static_cast<int>(i) * 5) + " %");
    for (const TensorSummary& tensor : summary.tensors) {
        const QString name = QString::fromStdString(tensor.name);
        picture.matrix.rows << name;
        for (std::size_t i = 0; i < kSummaryQuantiles; i += 2) {
            picture.matrix.values.push_back(quantile(tensor, i));
            picture.cellTensors << name;
        }
    }
}

/// Numbered layers as rows; what follows the number is the column. Tensors outside numbered layers have a row each with
/// the parts of their name.
void byRole(HeatmapPicture& picture, const DiagonalSummary& summary)
{
    QStringList rows, columns;
    std::vector<std::pair<QString, QString>> places;
    for (const TensorSummary& tensor : summary.tensors) {
        const QString name = QString::fromStdString(tensor.name), layer = layerOf(name);
        const QString role = layer.isEmpty() ? name : name.mid(layer.size() + 1);
        if (!rows.contains(layer))
            rows << layer;
        if (!columns.contains(role))
            columns << role;
        places.emplace_back(layer, role);
    }
    picture.matrix.rows = rows;
    picture.matrix.columns = columns;
    picture.matrix.values.assign(static_cast<std::size_t>(rows.size() * columns.size()), kEmpty);
    for (qsizetype i = 0; i < rows.size() * columns.size(); ++i)
        picture.cellTensors << QString();
    for (std::size_t i = 0; i < places.size(); ++i) {
        const qsizetype cell = rows.indexOf(places[i].first) * columns.size() + columns.indexOf(places[i].second);
        picture.matrix.values[static_cast<std::size_t>(cell)] = summary.tensors[i].median().value_or(kUnset);
        picture.cellTensors[cell] = QString::fromStdString(summary.tensors[i].name);
    }
}

CurveSpec profileOf(const HeatmapPicture& picture, const DiagonalSummary& summary, int colour)
{
    SeriesSpec band, line;
    band.ink = line.ink = {Ink::Source, std::max(colour, 0)};
    const qsizetype rows = picture.matrix.rows.size(), columns = picture.matrix.columns.size();
    for (qsizetype row = 0; row < rows; ++row) {
        double low = kUnset, high = kUnset, middle = kUnset;
        int tensors = 0;
        for (const TensorSummary& tensor : summary.tensors) {
            const QString name = QString::fromStdString(tensor.name);
            const auto begin = picture.cellTensors.begin() + row * columns;
            if (std::find(begin, begin + columns, name) == begin + columns)
                continue;
            const double q10 = quantile(tensor, 2), q90 = quantile(tensor, 18), median = quantile(tensor, 10);
            if (median > 0) {
                low = tensors ? std::min(low, q10) : q10;
                high = tensors ? std::max(high, q90) : q90;
                middle = tensors ? middle + std::log10(median) : std::log10(median);
                ++tensors;
            }
        }
        if (!tensors)
            continue;
        middle = std::pow(10, middle / tensors);
        line.x.push_back(static_cast<double>(row));
        line.y.push_back(middle);
        band.x.push_back(static_cast<double>(row));
        band.y.push_back(high);
        band.lower.push_back(low > 0 ? low : middle);
    }
    line.name = QCoreApplication::translate("HeatmapView", "median");
    band.name = QCoreApplication::translate("HeatmapView", "10 % to 90 %");
    CurveSpec spec;
    // The rows of the matrix beside it: half a row above the first and below the last one.
    spec.x = {{}, false, -0.5, static_cast<double>(std::max<qsizetype>(rows, 1)) - 0.5};
    spec.y = {{}, true, kUnset, kUnset};
    spec.note = picture.matrix.rows.size() == static_cast<qsizetype>(summary.tensors.size())
                    ? QCoreApplication::translate("HeatmapView", "median · band 10–90 %")
                    : QCoreApplication::translate("HeatmapView", "median by layer · 10–90 %");
    spec.sideways = true;
    spec.legend = false;
    spec.series = {band, line};
    return spec;
}

}  // namespace

DiagonalSummary filteredSummary(DiagonalSummary summary, const QString& text)
{
    const TensorFilter filter(text);
    std::erase_if(summary.tensors, [&](const TensorSummary& tensor) {
        return !filter.matches(QString::fromStdString(tensor.name), tensor.shape, tensor.count(), tensor.dtype);
    });
    return summary;
}

std::pair<double, double> heatmapRange(const DiagonalSummary& summary, const HeatmapChoice& choice)
{
    if (choice.low && choice.high && *choice.low > 0 && *choice.low < *choice.high)
        return {*choice.low, *choice.high};
    return colourRange(summary);
}

HeatmapPicture heatmapPicture(const DiagonalSummary& summary, const HeatmapChoice& choice, int colour)
{
    HeatmapPicture picture;
    choice.byRole ? byRole(picture, summary) : byQuantiles(picture, summary);
    picture.matrix.map = colourMapFromName(choice.map);
    const auto [low, high] = heatmapRange(summary, choice);
    picture.matrix.low = low > 0 ? low : kUnset;
    picture.matrix.high = high > 0 ? high : kUnset;
    picture.profile = profileOf(picture, summary, colour);
    return picture;
}

}  // namespace fisherlens::desktop
