// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/tensor_pane.h"

#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/style.h"
#include "desktop/views/tile_readers.h"
#include "desktop/views/tile_view.h"
#include "desktop/views/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace fisherlens::desktop {

TensorPane::TensorPane(Analyses& analyses, QWidget* parent)
    : QWidget(parent), analyses_(analyses), name_(new QLabel(this)), rowMeansTitle_(mutedLabel({}, this)),
      text_(new ElidedLabel(this)), tiles_(new TileView(analyses.runner(), "heatmap tiles", this))
{
    name_->setFont(headingFont(name_->font()));
    rowMeansTitle_->setFixedWidth(64);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(kPadding, 0, kPadding, 0);
    head->addWidget(name_);
    head->addSpacing(8);
    head->addWidget(text_, 1);
    head->addWidget(rowMeansTitle_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(tiles_, 1);
    connect(tiles_, &TileView::rectangleChanged, this, [this] { text_->setFullText(tiles_->description()); });
}

void TensorPane::showTensor(const NamedFigure& matrix)
{
    showsRatio(analyses_) ? showRatio(matrix) : showDiagonal();
}

void TensorPane::showNone()
{
    name_->setText({});
    text_->setFullText({});
    rowMeansTitle_->setText({});
    tiles_->clear();
}

void TensorPane::showWords(const Tensor& tensor, const QString& rowMeans)
{
    name_->setText(QString::fromStdString(tensor.info.name));
    rowMeansTitle_->setText(rowMeans);
    text_->setFullText(shapeLabel(tensor.info.shape) + QStringLiteral(" \u00b7 ") + tiles_->description());
}

void TensorPane::showDiagonal()
{
    const Settings& settings = analyses_.document().settings();
    const auto data = analyses_.source(settings.heatmap.source).value;
    const Tensor* tensor =
        data ? data->fisher->diagonal.findMatching(analyses_.document().selectedTensor().toStdString()) : nullptr;
    if (!tensor)
        return showNone();
    const auto [low, high] = heatmapRange(*data->summary, settings.heatmap);
    const SourceSettings* source = settings.source(settings.heatmap.source);
    tiles_->setRowMeans(source ? std::max(source->colour, 0) : 0);
    const QString words = source ? source->name : QString();
    tiles_->setFigureWords("tiles", tr("Fisher diagonal of %1").arg(words), scaleWords(data->fisher->attributes),
                           provenanceLine(words + QStringLiteral(" \u00b7 ") + fisherWords(data->fisher->attributes)));
    tiles_->setTensor(QString::fromStdString(tensor->info.name), matrixView(tensor->info.shape),
                      fisherTiles(data, *tensor), colourMapFromName(settings.heatmap.map), low, high);
    showWords(*tensor, tr("row mean"));
}

void TensorPane::showRatio(const NamedFigure& matrix)
{
    const auto both = ratioPair(analyses_);
    const std::string name = analyses_.document().selectedTensor().toStdString();
    const Tensor* a = both->first->fisher->diagonal.findMatching(name);
    const Tensor* b = both->second->fisher->diagonal.findMatching(name);
    const auto* spec = std::get_if<MatrixSpec>(&matrix.spec);
    if (!spec || !a || !b || a->info.shape != b->info.shape)
        return showNone();
    tiles_->setRowMeans(std::nullopt);
    tiles_->setFigureWords("ratio-tiles", matrix.title, spec->barLabel, matrix.provenance);
    tiles_->setTensor(QString::fromStdString(a->info.name), matrixView(a->info.shape),
                      ratioTiles(both->first, *a, both->second, *b), spec->map, spec->low, spec->high);
    showWords(*a, {});
}

}  // namespace fisherlens::desktop
