// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/heatmap_view.h"

#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/colour_bar.h"
#include "desktop/views/elided_combo_box.h"
#include "desktop/views/figure_menu.h"
#include "desktop/views/finding_words.h"
#include "desktop/views/heatmap_range.h"
#include "desktop/views/plot_view.h"
#include "desktop/views/style.h"
#include "desktop/views/tensor_pane.h"
#include "desktop/views/tile_view.h"
#include "desktop/views/words.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fisherlens::desktop {
namespace {

/// Name and ratio of the medians of every tensor that has one.
std::vector<std::pair<double, QString>> medians(const DiagonalSummary& ratios)
{
    std::vector<std::pair<double, QString>> result;
    for (const TensorSummary& tensor : ratios.tensors)
        if (const auto median = tensor.median(); median && *median > 0)
            result.emplace_back(*median, QString::fromStdString(tensor.name));
    std::sort(result.begin(), result.end());
    return result;
}

/// Why entries are exactly zero, in the words of the findings: no gradient, or squares too small for their type.
QString zerosWords(const SourceData& data)
{
    if (data.summary->zeros == 0)
        return QCoreApplication::translate("HeatmapView", "No entry is exactly zero.");
    QString said;
    for (const Finding& finding : data.findings)
        if (finding.id == "exact-zeros")
            said = said.isEmpty() ? findingText(finding) : joinedSentences(said, findingText(finding));
    if (!said.isEmpty())
        return joinedSentences(said,
                               QCoreApplication::translate("HeatmapView", "This is no proof that they do not matter."));
    return QCoreApplication::translate("HeatmapView",
                                       "%1 of %2 entries are exactly zero, which is no proof that they do not matter.")
        .arg(QLocale().toString(static_cast<qlonglong>(data.summary->zeros)),
             QLocale().toString(static_cast<qlonglong>(data.summary->entries)));
}

}  // namespace

HeatmapView::HeatmapView(Analyses& analyses, QWidget* parent) : ViewFrame(parent), analyses_(analyses)
{
    source_ = new ElidedComboBox(this);
    map_ = new ElidedComboBox(this);
    byQuantile_ = new QPushButton(this);
    byRole_ = new QPushButton(this);
    a_ = new QPushButton("A", this);
    b_ = new QPushButton("B", this);
    ratio_ = new QPushButton("A ÷ B", this);
    for (QPushButton* button : {byQuantile_, byRole_, a_, b_, ratio_}) {
        button->setProperty("segment", true);
        button->setCheckable(true);
    }
    auto* layouts = new QButtonGroup(this);
    for (QPushButton* button : {byQuantile_, byRole_})
        layouts->addButton(button);
    auto* segments = new QHBoxLayout;
    segments->setSpacing(0);
    segments->addWidget(byQuantile_);
    segments->addWidget(byRole_);
    bar()->addWidget(mutedLabel({}, this));
    bar()->addWidget(source_, 1);
    bar()->addLayout(segments);
    bar()->addWidget(mutedLabel({}, this));
    bar()->addWidget(map_, 1);
    range_ = new HeatmapRange(analyses, this);
    bar()->addWidget(range_->chip());
    bar()->addStretch();
    auto* which = new QHBoxLayout;
    which->setSpacing(0);
    for (QPushButton* button : {a_, b_, ratio_})
        which->addWidget(button);
    bar()->addLayout(which);

    matrix_ = new PlotView(this);
    matrix_->setBarShown(false);
    profile_ = new PlotView(this);
    tensor_ = new TensorPane(analyses, this);
    auto* top = new QSplitter(Qt::Horizontal, this);
    top->addWidget(matrix_);
    top->addWidget(profile_);
    top->setSizes({760, 440});
    top->setHandleWidth(1);
    auto* above = new QWidget(this);
    auto* aboveLayout = new QHBoxLayout(above);
    aboveLayout->setContentsMargins(0, 0, 0, 0);
    aboveLayout->setSpacing(0);
    aboveLayout->addWidget(top, 1);
    aboveLayout->addWidget(range_->bar());
    auto* both = new QSplitter(Qt::Vertical, this);
    both->addWidget(above);
    both->addWidget(tensor_);
    both->setHandleWidth(1);
    both->setSizes({330, 270});
    setPicture(both);

    const auto change = [this](const QString& name, auto edit) {
        analyses_.document().change(name, [&](Settings& settings) { edit(settings.heatmap); });
    };
    connect(source_, &QComboBox::activated, this, [this, change] {
        change(tr("Choose source"), [this](HeatmapChoice& choice) {
            choice.source = source_->currentData().toInt();
            choice.ratio = false;
        });
    });
    for (QPushButton* button : {a_, b_})
        connect(button, &QPushButton::clicked, this, [this, button] {
            analyses_.document().change(tr("Choose source"), [&](Settings& settings) {
                settings.heatmap.source = button == a_ ? settings.merge.a : settings.merge.b;
                settings.heatmap.ratio = false;
            });
            refresh();  // a click on the checked one has unchecked it
        });
    connect(ratio_, &QPushButton::clicked, this, [this, change] {
        change(tr("A ÷ B"), [](HeatmapChoice& choice) { choice.ratio = true; });
        refresh();
    });
    connect(map_, &QComboBox::activated, this, [this, change] {
        change(tr("Choose colours"), [this](HeatmapChoice& choice) { choice.map = map_->currentData().toString(); });
    });
    connect(byRole_, &QPushButton::clicked, this,
            [change] { change(tr("Depth × role"), [](HeatmapChoice& choice) { choice.byRole = true; }); });
    connect(byQuantile_, &QPushButton::clicked, this,
            [change] { change(tr("Layers × quantiles"), [](HeatmapChoice& choice) { choice.byRole = false; }); });
    const FigureAction reset{[] { return tr("Reset range"); }, [this] { range_->reset(); }};
    installFigureMenu(range_->bar(), [this] { return matrix_->figure(); }, {reset});
    installFigureMenu(matrix_, [this] { return matrix_->figure(); }, {reset});
    installFigureMenu(tiles(), [this] { return tiles()->figure(); }, {reset});
    connect(range_, &HeatmapRange::finished, this, &HeatmapView::refresh);
    connect(matrix_, &PlotView::cellClicked, this, &HeatmapView::cellClicked);
    connect(&analyses_, &Analyses::sourceChanged, this, &HeatmapView::refresh);
    followSettings(analyses_.document(), [this] { refresh(); });
    connect(&analyses_.document(), &Document::selectionChanged, this, &HeatmapView::refresh);
    connect(&analyses_.document(), &Document::filterChanged, this, &HeatmapView::refresh);
    retranslate();
    refresh();
}

void HeatmapView::retranslate()
{
    qobject_cast<QLabel*>(bar()->itemAt(0)->widget())->setText(tr("Show"));
    qobject_cast<QLabel*>(bar()->itemAt(3)->widget())->setText(tr("Colour"));
    byQuantile_->setText(tr("Layers × quantiles"));
    byRole_->setText(tr("Depth × role"));
    source_->setAccessibleName(tr("Source"));
    map_->setAccessibleName(tr("Colours"));
    map_->setToolTip(tr("Colours of the entries; the scale is log10 F, and zero and NaN have colours of their own"));
    profile_->setToolTip(tr("Median of every row and the band from the 10th to the 90th percentile"));
    source_->setToolTip(tr("Whose Fisher diagonal is shown"));
    byQuantile_->setToolTip(tr("One row per tensor, one column per quantile of its entries"));
    range_->retranslate();
    a_->setToolTip(tr("The diagonal of A, as chosen in the Merge view"));
    b_->setToolTip(tr("The diagonal of B, as chosen in the Merge view"));
    ratio_->setToolTip(tr("Each quantile of A divided by the same quantile of B; below, A ÷ B entry by entry"));
    byRole_->setToolTip(tr("One row per layer, one column per role in it; cells are medians"));
    map_->clear();
    for (const char* name : {"viridis", "cividis", "magma"})
        map_->addItem(tr("%1, logarithmic").arg(name), name);
}

void HeatmapView::changeEvent(QEvent* event)
{
    ViewFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
}

void HeatmapView::refresh()
{
    const Settings& settings = analyses_.document().settings();
    {
        const QSignalBlocker quiet(source_);
        source_->clear();
        for (const SourceSettings& source : settings.sources)
            if (const auto& data = analyses_.source(source.id).value; data && data->fisher)
                source_->addItem(source.name, source.id);
        source_->setCurrentIndex(source_->findData(settings.heatmap.source));
        map_->setCurrentIndex(std::max(0, map_->findData(settings.heatmap.map)));
        (settings.heatmap.byRole ? byRole_ : byQuantile_)->setChecked(true);
    }
    const auto both = ratioPair(analyses_);
    const bool ratio = both && settings.heatmap.ratio;
    for (QPushButton* button : {a_, b_, ratio_})
        button->setVisible(both.has_value());
    a_->setChecked(!ratio && settings.heatmap.source == settings.merge.a);
    b_->setChecked(!ratio && settings.heatmap.source == settings.merge.b);
    ratio_->setChecked(ratio);
    map_->setEnabled(!ratio);
    if (settings.sources.empty())
        return showNothingOpen();
    if (ratio)
        return showRatio(*both->first, *both->second);
    const auto& analysis = analyses_.source(settings.heatmap.source);
    setComputing(analyses_.runner(), analysis.running());
    setStale(analysis.stale());
    const SourceSettings* chosen =
        settings.source(settings.heatmap.source ? settings.heatmap.source : settings.current);
    const auto& shown = analyses_.source(chosen ? chosen->id : 0);
    if (chosen && shown.state == Analysis<SourceData>::Failed)
        return showState(tr("%1 cannot be opened.").arg(chosen->name), errorText(*shown.error));
    if (chosen && !shown.value)
        return showState(tr("Opening %1…").arg(chosen->name), {});
    if (!analysis.value || !analysis.value->summary)
        return showState(tr("No Fisher diagonal to show."),
                         tr("None of the opened files has a usable optimizer state or a Fisher diagonal."),
                         tr("Open…"));
    showDiagonal();
}

void HeatmapView::showDiagonal()
{
    const Settings& settings = analyses_.document().settings();
    const auto& analysis = analyses_.source(settings.heatmap.source);
    const SourceSettings* source = settings.source(settings.heatmap.source);
    HeatmapPicture picture = heatmapPicture(filteredSummary(*analysis.value->summary, analyses_.document().filter()),
                                            settings.heatmap, source->colour);
    picture.matrix.barLabel = scaleWords(analysis.value->fisher->attributes);
    range_->showDiagonal(*analysis.value->summary, picture.matrix.barLabel);
    setFigures(
        std::move(picture), tr("Fisher diagonal of %1").arg(source->name), tr("Profile of %1").arg(source->name),
        provenanceLine(source->name + QStringLiteral(" \u00b7 ") + fisherWords(analysis.value->fisher->attributes)));
    const DiagonalSummary& summary = *analysis.value->summary;
    if (summary.minPositive && summary.maxPositive)
        setVerdict(tr("Entries span %1 powers of ten.")
                       .arg(fixedNumber(std::log10(*summary.maxPositive / *summary.minPositive), 1)),
                   zerosWords(*analysis.value));
    else
        setVerdict(tr("Importance cannot be judged."), tr("There is no positive entry."));
}

void HeatmapView::setFigures(HeatmapPicture picture, const QString& title, const QString& profile,
                             const QString& provenance)
{
    const Document& document = analyses_.document();
    const qsizetype cell = picture.cellTensors.indexOf(document.selectedTensor());
    if (cell >= 0 && picture.matrix.columns.size() > 0) {
        picture.matrix.selectedRow = static_cast<int>(cell / picture.matrix.columns.size());
        picture.matrix.selectedColumn =
            document.settings().heatmap.byRole ? static_cast<int>(cell % picture.matrix.columns.size()) : quantile_;
    }
    matrix_->setFigure({"heatmap", title, picture.matrix, provenance});
    profile_->setFigure({"profile", profile, picture.profile, provenance});
    cellTensors_ = std::move(picture.cellTensors);
    showPicture();
    tensor_->showTensor(matrix_->figure());
}

void HeatmapView::resetRange()
{
    range_->reset();
}

QString HeatmapView::rangeText() const
{
    return range_->chip()->text();
}

TileView* HeatmapView::tiles() const
{
    return tensor_->tiles();
}

ColourBar* HeatmapView::colourBar() const
{
    return range_->bar();
}

void HeatmapView::showEntry(const QString& tensor, std::int64_t index)
{
    analyses_.document().selectTensor(tensor);
    tensor_->showTensor(matrix_->figure());
    tiles()->showEntry(index);
}

void HeatmapView::showRatio(const SourceData& a, const SourceData& b)
{
    const Settings& settings = analyses_.document().settings();
    const HeatmapChoice& choice = settings.heatmap;
    const DiagonalSummary ratios = filteredSummary(ratioSummary(a, b), analyses_.document().filter());
    if (ratios.tensors.empty())
        return showState(tr("No tensor to compare."),
                         tr("A and B have no tensor of the same name and shape, or the filter hides all of them."));
    HeatmapPicture picture = ratioPicture(ratios, choice);
    range_->showRatio(picture.matrix, ratioSpan(ratios, choice));
    setComputing(analyses_.runner(), 0);
    setStale(analyses_.source(settings.merge.a).stale() || analyses_.source(settings.merge.b).stale());
    const QString nameA = settings.source(settings.merge.a)->name, nameB = settings.source(settings.merge.b)->name;
    setFigures(std::move(picture), tr("Fisher diagonal: %1 ÷ %2").arg(nameA, nameB),
               tr("Profile: %1 ÷ %2").arg(nameA, nameB), provenanceLine(nameA + QStringLiteral(" \u00f7 ") + nameB));

    const auto sorted = medians(ratios);
    if (sorted.empty())
        return setVerdict(tr("The ratio cannot be judged."), tr("No tensor has a positive median in both."));
    const auto larger = std::count_if(sorted.begin(), sorted.end(), [](const auto& entry) { return entry.first > 1; });
    QString reason = tr("A ÷ B of the medians lies between %1 (%2) and %3 (%4).")
                         .arg(shortNumber(sorted.front().first), sorted.front().second,
                              shortNumber(sorted.back().first), sorted.back().second);
    if (a.fisher->attributes.scale != b.fisher->attributes.scale)
        reason += ' ' + tr("Their scales differ, so only the pattern can be read, not the size.");
    setVerdict(tr("A is larger in %1 of %2 tensors.").arg(larger).arg(sorted.size()), reason);
}

void HeatmapView::cellClicked(int row, int column)
{
    const auto& spec = std::get<MatrixSpec>(matrix_->figure().spec);
    const QString name = cellTensors_.value(row * spec.columns.size() + column);
    if (name.isEmpty())
        return;
    const bool moved = !analyses_.document().settings().heatmap.byRole && std::exchange(quantile_, column) != column;
    if (analyses_.document().selectedTensor() != name)
        analyses_.document().selectTensor(name);
    else if (moved)
        refresh();
}

}  // namespace fisherlens::desktop
