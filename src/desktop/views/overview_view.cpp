// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/overview_view.h"

#include "desktop/plots/figure.h"
#include "desktop/views/legend_bar.h"
#include "desktop/views/overview_delegate.h"
#include "desktop/views/provenance.h"
#include "desktop/views/style.h"
#include "desktop/views/table_actions.h"
#include "desktop/views/treemap_view.h"
#include "desktop/views/words.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeView>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fisherlens::desktop {
namespace {

constexpr int kWidest = 180;  ///< of a column by its content; what is longer is elided
/// Least widths of the columns; that of the quantiles takes what is left.
constexpr int kWidths[] = {150, 90, 80, 0, 96, 62, 56, 180, 56};
/// The strip of quantiles and the bar of the rank correlation give way first when the window is narrow.
constexpr int kNarrowestStrip = 84, kNarrowestBar = 106, kNarrowestName = 90;

}  // namespace

OverviewView::OverviewView(Analyses& analyses, QWidget* parent) : ViewFrame(parent), analyses_(analyses)
{
    legend_ = new LegendBar(this);
    map_ = new QComboBox(this);
    quantity_ = new QComboBox(this);
    colourLabel_ = mutedLabel({}, this);
    asTable_ = new QPushButton(this);
    asTreemap_ = new QPushButton(this);
    auto* segments = new QHBoxLayout;
    segments->setSpacing(0);
    for (QPushButton* button : {asTable_, asTreemap_}) {
        button->setProperty("segment", true);
        button->setCheckable(true);
        button->setAutoExclusive(true);
        segments->addWidget(button);
    }
    for (QWidget* widget : std::initializer_list<QWidget*>{colourLabel_, quantity_, map_, legend_})
        bar()->addWidget(widget);
    bar()->addStretch();
    bar()->addLayout(segments);

    proxy_.setSourceModel(&model_);
    table_ = new QTreeView(this);
    delegate_ = new OverviewDelegate(table_);
    table_->setModel(&proxy_);
    table_->setItemDelegate(delegate_);
    table_->setUniformRowHeights(true);
    table_->setSortingEnabled(true);
    table_->sortByColumn(-1, Qt::AscendingOrder);
    table_->setAllColumnsShowFocus(true);
    table_->setIndentation(14);
    table_->header()->setStretchLastSection(false);
    table_->header()->setTextElideMode(Qt::ElideRight);
    table_->viewport()->installEventFilter(this);
    fitColumns();
    tableActions_ = new TableActions(
        *table_, "overview",
        [this] {
            return compared_ ? comparisonProvenance(analyses_)
                             : sourceProvenance(analyses_, analyses_.document().settings().current);
        },
        2);  // the shared selection is always one row
    tableActions_->offerColumns();
    connect(tableActions_, &TableActions::columnsChanged, this, &OverviewView::fitStrip);
    treemap_ = new TreemapView(this);
    pages_ = new QStackedWidget(this);
    pages_->addWidget(table_);
    pages_->addWidget(treemap_);
    setPicture(pages_);
    const auto change = [this](const QString& name, auto edit) {
        analyses_.document().change(name, [&](Settings& settings) { edit(settings.overview); });
    };
    connect(asTable_, &QPushButton::clicked, this,
            [change] { change(tr("Show the table"), [](OverviewChoice& choice) { choice.treemap = false; }); });
    connect(asTreemap_, &QPushButton::clicked, this,
            [change] { change(tr("Show the treemap"), [](OverviewChoice& choice) { choice.treemap = true; }); });
    connect(quantity_, &QComboBox::activated, this, [this, change] {
        change(tr("Choose quantity"),
               [this](OverviewChoice& choice) { choice.quantity = quantity_->currentData().toString(); });
    });
    connect(treemap_, &TreemapView::tensorClicked, this,
            [this](const QString& tensor) { analyses_.document().selectTensor(tensor); });

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
    followSettings(analyses_.document(), [this] { refresh(); });
    connect(&analyses_.document(), &Document::selectionChanged, this, &OverviewView::showSelection);
    connect(&analyses_.document(), &Document::filterChanged, this, [this] {
        selecting_ = true;  // a hidden row moves the current index, not what the user selected
        proxy_.setTensorFilter(TensorFilter(analyses_.document().filter()));
        selecting_ = false;
        table_->expandAll();
        showSelection();
        showTreemap();
    });
    retranslate();
    refresh();
}

void OverviewView::retranslate()
{
    const QSignalBlocker quiet(map_), quietQuantity(quantity_);
    const QVariant chosen = map_->currentData();
    map_->clear();
    map_->addItem("viridis", "viridis");
    map_->addItem("cividis", "cividis");
    map_->addItem("magma", "magma");
    map_->setCurrentIndex(std::max(0, map_->findData(chosen)));
    map_->setToolTip(tr("Colours of the quantiles; the scale is logarithmic and common to all tensors"));
    map_->setAccessibleName(tr("Colours"));
    table_->setAccessibleName(tr("Overview of all tensors"));
    table_->setToolTip(tableActions_->hint());
    fitColumns();
    colourLabel_->setText(tr("Colour"));
    asTable_->setText(tr("Table"));
    asTreemap_->setText(tr("Treemap"));
    asTable_->setToolTip(tr("One row per tensor, grouped by layer"));
    asTreemap_->setToolTip(tr("One area per tensor, as large as its number of parameters, grouped by layer"));
    quantity_->clear();
    quantity_->addItem(tr("Median"), "median");
    quantity_->addItem(tr("Share of zeros"), "zeros");
    quantity_->addItem(tr("Spearman ρ"), "spearman");
    quantity_->addItem(tr("Scale (trace ratio)"), "scale");
    quantity_->setToolTip(tr("What the colours of the treemap mean"));
    quantity_->setAccessibleName(tr("Quantity"));
}

/// Width of the longest text of a column, of the tensors.
int OverviewView::widestText(int column) const
{
    const QFontMetrics metrics = table_->fontMetrics();
    int widest = 0;
    for (int layer = 0; layer < model_.rowCount(); ++layer) {
        const QModelIndex parent = model_.index(layer, 0);
        for (int row = 0; row < model_.rowCount(parent); ++row)
            widest = std::max(widest, metrics.horizontalAdvance(model_.index(row, column, parent).data().toString()));
    }
    return widest;
}

/// No column is narrower than the words over it, and numbers and shapes are not cut.
void OverviewView::fitColumns()
{
    taken_ = 0;
    const QFontMetrics metrics(headingFont(table_->header()->font()));
    for (int column = 0; column < OverviewModel::ColumnCount; ++column) {
        const QString words = model_.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        const int least = metrics.horizontalAdvance(words) + 20;  // with its padding
        const int content = column == OverviewModel::Tensor ? 0 : widestText(column) + 16;
        if (column != OverviewModel::Quantiles)
            table_->setColumnWidth(column, std::max({kWidths[column], least, std::min(content, kWidest)}));
    }
    fitStrip();
}

/// The strip of quantiles takes what the other columns leave.
void OverviewView::fitStrip()
{
    int others = 0;
    for (int column = 0; column < OverviewModel::ColumnCount; ++column)
        if (column != OverviewModel::Quantiles && column != OverviewModel::Spearman && !table_->isColumnHidden(column))
            others += table_->columnWidth(column);
    int left = table_->viewport()->width() - others;
    // The name gives way where there is no room, and takes it back; a width that the user chose stays.
    const int name = table_->columnWidth(OverviewModel::Tensor);
    const int change = std::clamp(left - kNarrowestStrip - kNarrowestBar, std::min(kNarrowestName - name, 0), taken_);
    table_->setColumnWidth(OverviewModel::Tensor, name + change);
    taken_ -= change;
    left -= change;
    if (!table_->isColumnHidden(OverviewModel::Spearman)) {
        const QString words = model_.headerData(OverviewModel::Spearman, Qt::Horizontal, Qt::DisplayRole).toString();
        const int wide = QFontMetrics(headingFont(table_->header()->font())).horizontalAdvance(words) + 20;
        const int bar =
            std::clamp(left - kNarrowestStrip, kNarrowestBar, std::max(wide, kWidths[OverviewModel::Spearman]));
        table_->setColumnWidth(OverviewModel::Spearman, bar);
        left -= bar;
    }
    table_->setColumnWidth(OverviewModel::Quantiles, std::max(left, kNarrowestStrip));
}

bool OverviewView::eventFilter(QObject* object, QEvent* event)
{
    if (object == table_->viewport() && event->type() == QEvent::Resize)
        fitStrip();
    return ViewFrame::eventFilter(object, event);
}

void OverviewView::changeEvent(QEvent* event)
{
    ViewFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        rowsOf_ = {};
        retranslate();
    }
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
}

void OverviewView::refresh()
{
    const Settings& settings = analyses_.document().settings();
    const SourceSettings* source = settings.source(settings.current);
    if (!source)
        return showNothingOpen();
    const auto& analysis = analyses_.source(settings.current);
    setComputing(analyses_.runner(), analysis.running());
    setStale(analysis.stale());
    // What a table of nothing has no use for.
    const bool drawn = analysis.value && analysis.value->summary;
    for (QWidget* control : std::initializer_list<QWidget*>{colourLabel_, map_, asTable_, asTreemap_})
        control->setVisible(drawn);
    quantity_->setVisible(drawn && settings.overview.treemap);
    legend_->setVisible(drawn && !settings.overview.treemap);
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
    compared_ = compared;
    const ColourMap map = colourMapFromName(settings.heatmap.map);
    delegate_->setColourMap(map);
    delegate_->setSourceColour(source->colour);
    {
        const QSignalBlocker quiet(map_);
        map_->setCurrentIndex(std::max(0, map_->findData(settings.heatmap.map)));
    }
    showRows({analysis.value, compared ? reference->summary : nullptr, agreement.value});
    table_->viewport()->update();
    if (std::exchange(fitted_, settings.current) != settings.current)
        fitColumns();  // once per source: widths that the user chose stay
    legend_->setRange(model_.range().first, model_.range().second, map);
    showPicture();
    showSelection();
    showTreemap();
    if (compared && agreement.value->report.global.spearman)
        setVerdict(overviewConclusion(*agreement.value), overviewReason(*agreement.value));
    else
        setVerdict(tr("Agreement cannot be judged."),
                   tr("There is no reference for %1. Compute one to see whether ranks and values can be used.")
                       .arg(source->name));
}

/// Rows are made again only of other results; layers that the user closed stay closed.
void OverviewView::showRows(RowInputs inputs)
{
    if (inputs == rowsOf_)
        return;
    rowsOf_ = std::move(inputs);
    QStringList closed;
    for (int i = 0; i < proxy_.rowCount(); ++i)
        if (const QModelIndex layer = proxy_.index(i, 0); !table_->isExpanded(layer))
            closed << layer.data().toString();
    const auto [low, high] = colourRange(*rowsOf_.data->summary);
    model_.setRows(overviewRows(*rowsOf_.data, rowsOf_.reference.get(), rowsOf_.agreement.get()),
                   low > 0 ? std::pair(std::log10(low), std::log10(high)) : std::pair(0.0, 0.0));
    table_->expandAll();
    for (int i = 0; i < proxy_.rowCount(); ++i) {
        const QModelIndex layer = proxy_.index(i, 0);
        table_->setFirstColumnSpanned(i, {}, true);
        table_->setExpanded(layer, !closed.contains(layer.data().toString()));
    }
}

void OverviewView::showTreemap()
{
    const Settings& settings = analyses_.document().settings();
    const OverviewChoice& choice = settings.overview;
    (choice.treemap ? asTreemap_ : asTable_)->setChecked(true);
    quantity_->setVisible(choice.treemap);
    legend_->setVisible(!choice.treemap);
    pages_->setCurrentWidget(choice.treemap ? static_cast<QWidget*>(treemap_) : table_);
    const SourceSettings* source = settings.source(settings.current);
    if (!choice.treemap || !source)
        return;
    const QSignalBlocker quiet(quantity_);
    quantity_->setCurrentIndex(std::max(0, quantity_->findData(choice.quantity)));
    treemap_->setFigure(
        {"treemap", tr("Treemap of %1").arg(source->name),
         overviewTreemap(model_.rows(), model_.range(), choice, settings.heatmap.map,
                         TensorFilter(analyses_.document().filter()), analyses_.document().selectedTensor()),
         provenanceLine(source->name)});
}

void OverviewView::showSelection()
{
    if (analyses_.document().settings().overview.treemap)
        showTreemap();
    const QModelIndex index = proxy_.mapFromSource(model_.indexOf(analyses_.document().selectedTensor()));
    if (!index.isValid() || table_->currentIndex() == index)
        return;
    selecting_ = true;
    table_->setCurrentIndex(index);
    table_->scrollTo(index);
    selecting_ = false;
}

}  // namespace fisherlens::desktop
