// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/overview_view.h"

#include "desktop/plots/figure.h"
#include "desktop/views/legend_bar.h"
#include "desktop/views/overview_delegate.h"
#include "desktop/views/style.h"
#include "desktop/views/words.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QTreeView>

#include <cmath>

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

OverviewView::OverviewView(Analyses& analyses, QWidget* parent) : ViewFrame(parent), analyses_(analyses)
{
    legend_ = new LegendBar(this);
    map_ = new QComboBox(this);
    bar()->addWidget(mutedLabel({}, this));
    bar()->addWidget(map_);
    bar()->addWidget(legend_);
    bar()->addStretch();

    proxy_.setSourceModel(&model_);
    table_ = new QTreeView(this);
    delegate_ = new OverviewDelegate(table_);
    table_->setModel(&proxy_);
    table_->setItemDelegate(delegate_);
    table_->setUniformRowHeights(true);
    table_->setSortingEnabled(true);
    table_->sortByColumn(-1, Qt::AscendingOrder);
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->setAllColumnsShowFocus(true);
    table_->setIndentation(14);
    table_->header()->setStretchLastSection(false);
    table_->header()->setSectionResizeMode(OverviewModel::Quantiles, QHeaderView::Stretch);
    table_->header()->setContextMenuPolicy(Qt::CustomContextMenu);
    const std::pair<int, int> widths[] = {{OverviewModel::Tensor, 150},    {OverviewModel::ShapeColumn, 124},
                                          {OverviewModel::Parameters, 96}, {OverviewModel::Distribution, 110},
                                          {OverviewModel::Median, 66},     {OverviewModel::Zeros, 68},
                                          {OverviewModel::Spearman, 184},  {OverviewModel::Scale, 64}};
    for (const auto& [column, width] : widths)
        table_->setColumnWidth(column, width);
    connect(table_->header(), &QWidget::customContextMenuRequested, this, [this](const QPoint& position) {
        QMenu menu(this);
        for (int column = 1; column < OverviewModel::ColumnCount; ++column) {
            QAction* action = menu.addAction(model_.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
            action->setCheckable(true);
            action->setChecked(!table_->isColumnHidden(column));
            connect(action, &QAction::toggled, table_,
                    [this, column](bool shown) { table_->setColumnHidden(column, !shown); });
        }
        menu.exec(table_->header()->mapToGlobal(position));
    });
    auto* copy = new QAction(table_);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    table_->addAction(copy);
    connect(copy, &QAction::triggered, this, [this] { QApplication::clipboard()->setText(selectedText()); });
    setPicture(table_);

    connect(table_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& current) {
        const QString name = current.data(OverviewModel::NameRole).toString();
        if (!name.isEmpty() && !selecting_)
            analyses_.document().selectTensor(name);
    });
    connect(map_, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index >= 0)
            analyses_.document().change(tr("Choose colours"), [this](Settings& settings) {
                settings.heatmap.map = map_->currentData().toString();
            });
    });
    connect(&analyses_, &Analyses::sourceChanged, this, &OverviewView::refresh);
    connect(&analyses_, &Analyses::agreementChanged, this, &OverviewView::refresh);
    connect(&analyses_.document(), &Document::settingsChanged, this, &OverviewView::refresh);
    connect(&analyses_.document(), &Document::selectionChanged, this, &OverviewView::showSelection);
    connect(&analyses_.document(), &Document::filterChanged, this, [this] {
        selecting_ = true;  // a hidden row moves the current index, not what the user selected
        proxy_.setTensorFilter(TensorFilter(analyses_.document().filter()));
        selecting_ = false;
        table_->expandAll();
        showSelection();
    });
    retranslate();
    refresh();
}

void OverviewView::retranslate()
{
    const QSignalBlocker quiet(map_);
    const QVariant chosen = map_->currentData();
    map_->clear();
    map_->addItem("viridis", "viridis");
    map_->addItem("cividis", "cividis");
    map_->addItem("magma", "magma");
    map_->setCurrentIndex(std::max(0, map_->findData(chosen)));
    map_->setToolTip(tr("Colours of the quantiles; the scale is logarithmic and common to all tensors"));
    map_->setAccessibleName(tr("Colours"));
    table_->setAccessibleName(tr("Overview of all tensors"));
    if (auto* label = qobject_cast<QLabel*>(bar()->itemAt(0)->widget()))
        label->setText(tr("Colour"));
}

void OverviewView::changeEvent(QEvent* event)
{
    ViewFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
}

void OverviewView::refresh()
{
    const Settings& settings = analyses_.document().settings();
    const SourceSettings* source = settings.source(settings.current);
    if (!source)
        return showState(tr("Nothing is open."),
                         tr("Open a checkpoint with its optimizer state to see what recycling makes of it."),
                         tr("Open…"), tr("Open the example"));
    const auto& analysis = analyses_.source(settings.current);
    setComputing(analysis.state == Analysis<SourceData>::Computing);
    setStale(analysis.stale());
    if (analysis.state == Analysis<SourceData>::Failed)
        return showState(tr("%1 cannot be opened.").arg(source->name), errorText(*analysis.error));
    if (!analysis.value)
        return showState(tr("Opening %1…").arg(source->name), {});
    if (!analysis.value->summary)
        return showState(tr("%1 has no Fisher diagonal.").arg(source->name),
                         analysis.value->fisherError ? errorText(*analysis.value->fisherError) : QString());
    const Analysis<AgreementData>& agreement = analyses_.agreement();
    const SourceData* reference = analyses_.source(settings.agreement.reference).value.get();
    const bool compared = agreement.value && agreement.value->recycled == analysis.value->fisher && reference;
    std::vector<OverviewRow> rows =
        overviewRows(*analysis.value, compared ? reference->summary.get() : nullptr, agreement.value.get());
    const ColourMap map = colourMapFromName(settings.heatmap.map);
    delegate_->setColourMap(map);
    delegate_->setSourceColour(source->colour);
    {
        const QSignalBlocker quiet(map_);
        map_->setCurrentIndex(std::max(0, map_->findData(settings.heatmap.map)));
    }
    const auto [low, high] = colourRange(*analysis.value->summary);
    model_.setRows(std::move(rows), low > 0 ? std::pair(std::log10(low), std::log10(high)) : std::pair(0.0, 0.0));
    table_->expandAll();
    for (int i = 0; i < proxy_.rowCount(); ++i)
        table_->setFirstColumnSpanned(i, {}, true);
    legend_->setRange(model_.range().first, model_.range().second, map);
    showPicture();
    showSelection();
    if (compared && agreement.value->report.global.spearman)
        setVerdict(overviewConclusion(*agreement.value), overviewReason(*agreement.value));
    else
        setVerdict(tr("Agreement cannot be judged."),
                   tr("There is no reference for %1. Compute one to see whether ranks and values can be used.")
                       .arg(source->name));
}

void OverviewView::showSelection()
{
    const QModelIndex index = proxy_.mapFromSource(model_.indexOf(analyses_.document().selectedTensor()));
    if (!index.isValid() || table_->currentIndex() == index)
        return;
    selecting_ = true;
    table_->setCurrentIndex(index);
    table_->scrollTo(index);
    selecting_ = false;
}

QString OverviewView::selectedText() const
{
    QStringList header;
    QList<int> columns;
    for (int visual = 0; visual < OverviewModel::ColumnCount; ++visual) {
        const int column = table_->header()->logicalIndex(visual);
        if (table_->isColumnHidden(column) || column == OverviewModel::Quantiles
            || column == OverviewModel::Distribution)
            continue;
        columns << column;
        header << model_.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    }
    QString text = header.join('\t') + '\n';
    QModelIndexList rows = table_->selectionModel()->selectedRows();
    if (rows.isEmpty())
        for (int layer = 0; layer < proxy_.rowCount(); ++layer)
            for (int i = 0; i < proxy_.rowCount(proxy_.index(layer, 0)); ++i)
                rows << proxy_.index(i, 0, proxy_.index(layer, 0));
    for (const QModelIndex& row : rows) {
        const QString name = row.data(OverviewModel::NameRole).toString();
        if (name.isEmpty())
            continue;
        QStringList cells;
        for (const int column : columns)
            cells << (column == OverviewModel::Tensor ? name : row.siblingAtColumn(column).data().toString());
        text += cells.join('\t') + '\n';
    }
    return text;
}

}  // namespace fisherlens::desktop
