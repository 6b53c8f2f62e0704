// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/heatmap_view.h"

#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/colour_bar.h"
#include "desktop/views/elided_combo_box.h"
#include "desktop/views/figure_menu.h"
#include "desktop/views/finding_words.h"
#include "desktop/views/plot_view.h"
#include "desktop/views/style.h"
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

/// Why entries are exactly zero, in the words of the findings: no gradient, or squares too small for their type.
QString zerosWords(const SourceData& data)
{
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

constexpr int kRangeKey = 4;  ///< merge key of the undo steps of the colour range

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
    rangeChip_ = chipLabel(this);
    bar()->addWidget(rangeChip_);
    bar()->addStretch();
    auto* which = new QHBoxLayout;
    which->setSpacing(0);
    for (QPushButton* button : {a_, b_, ratio_})
        which->addWidget(button);
    bar()->addLayout(which);

    matrix_ = new PlotView(this);
    matrix_->setBarShown(false);
    colourBar_ = new ColourBar(this);
    profile_ = new PlotView(this);
    tiles_ = new TileView(analyses.runner(), "heatmap tiles", this);
    tensorName_ = new QLabel(this);
    tensorName_->setFont(headingFont(tensorName_->font()));
    tensorText_ = new ElidedLabel(this);
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
    aboveLayout->addWidget(colourBar_);
    auto* below = new QWidget(this);
    auto* belowLayout = new QVBoxLayout(below);
    belowLayout->setContentsMargins(0, 6, 0, 0);
    belowLayout->setSpacing(4);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(kPadding, 0, kPadding, 0);
    head->addWidget(tensorName_);
    head->addSpacing(8);
    head->addWidget(tensorText_, 1);
    rowMeansTitle_ = mutedLabel({}, this);
    rowMeansTitle_->setFixedWidth(64);
    head->addWidget(rowMeansTitle_);
    belowLayout->addLayout(head);
    belowLayout->addWidget(tiles_, 1);
    auto* both = new QSplitter(Qt::Vertical, this);
    both->addWidget(above);
    both->addWidget(below);
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
    const FigureAction reset{[] { return tr("Reset range"); }, [this] { resetRange(); }};
    installFigureMenu(colourBar_, [this] { return matrix_->figure(); }, {reset});
    installFigureMenu(matrix_, [this] { return matrix_->figure(); }, {reset});
    installFigureMenu(tiles_, [this] { return tiles_->figure(); }, {reset});
    connect(colourBar_, &ColourBar::rangeChanged, this, [this](double low, double high, bool finished) {
        if (!showsRatio())
            return setRange(std::pow(10, low), std::pow(10, high), finished);
        // One end was moved; the other follows, so that the middle stays at one.
        const double span = colourBar_->range().high;
        setSpan(std::abs(low + span) > std::abs(high - span) ? -low : high, finished);
    });
    connect(colourBar_, &ColourBar::cancelled, this, [this] {
        if (const auto span = std::exchange(spanBeforeDrag_, std::nullopt))
            setSpan(*span, true);
        if (const auto before = std::exchange(beforeDrag_, std::nullopt))
            setRange(before->first, before->second, true);
    });
    connect(matrix_, &PlotView::cellClicked, this, &HeatmapView::cellClicked);
    connect(tiles_, &TileView::rectangleChanged, this, [this] { tensorText_->setFullText(tiles_->description()); });
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
    source_->setToolTip(tr("Whose Fisher diagonal is shown"));
    byQuantile_->setToolTip(tr("One row per tensor, one column per quantile of its entries"));
    colourBar_->setAccessibleName(tr("Colour range"));
    colourBar_->setToolTip(tr("Drag an end to spread the colours over other values; the right button resets"));
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
    const auto both = pair();
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
    const SourceSettings* source = settings.source(settings.heatmap.source);
    HeatmapPicture picture = heatmapPicture(filteredSummary(*analysis.value->summary, analyses_.document().filter()),
                                            settings.heatmap, source->colour);
    picture.matrix.barLabel = scaleWords(analysis.value->fisher->attributes);
    showRange(*analysis.value->summary, picture.matrix.barLabel);
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
            document.settings().heatmap.byRole ? static_cast<int>(cell % picture.matrix.columns.size()) : 5;
    }
    matrix_->setFigure({"heatmap", title, picture.matrix, provenance});
    profile_->setFigure({"profile", profile, picture.profile, provenance});
    cellTensors_ = std::move(picture.cellTensors);
    showPicture();
    showTensor();
}

void HeatmapView::showRange(const DiagonalSummary& summary, const QString& label)
{
    const HeatmapChoice& choice = analyses_.document().settings().heatmap;
    const auto [low, high] = heatmapRange(summary, choice);
    const auto usual = colourRange(summary);
    const bool own = std::pair(low, high) != usual;
    rangeChip_->setVisible(low > 0);
    if (!(low > 0))
        return colourBar_->setScale({0, 0}, {0, 0}, colourMapFromName(choice.map), label);
    rangeChip_->setText(own ? tr("range %1 – %2").arg(shortNumber(low), shortNumber(high)) : tr("range 1 % – 99 %"));
    rangeChip_->setToolTip(own ? tr("The colours are spread over the range chosen on the colour bar")
                               : tr("From the 1st to the 99th percentile of the positive entries, which count by F^¼: "
                                    "%1 to %2")
                                     .arg(shortNumber(low), shortNumber(high)));
    // A power of ten beyond the range at both ends, so that a handle can always be drawn further out.
    const ColourBar::Range range{std::log10(low), std::log10(std::max(high, low * 1.3))};
    const ColourBar::Range scale{std::floor(std::min(range.low, std::log10(usual.first))) - 1,
                                 std::ceil(std::max(range.high, std::log10(usual.second))) + 1};
    colourBar_->setScale(scale, range, colourMapFromName(choice.map), label);
}

void HeatmapView::setRange(std::optional<double> low, std::optional<double> high, bool finished)
{
    Document& document = analyses_.document();
    if (!beforeDrag_)
        beforeDrag_.emplace(document.settings().heatmap.low, document.settings().heatmap.high);
    document.change(
        tr("Colour range"),
        [&](Settings& settings) {
            settings.heatmap.low = low;
            settings.heatmap.high = high;
        },
        kRangeKey);
    if (!finished)
        return;
    document.endGesture();
    beforeDrag_.reset();
    refresh();  // the scale of the bar follows now
}

void HeatmapView::resetRange()
{
    if (showsRatio())
        return setSpan(std::nullopt, true);
    setRange(std::nullopt, std::nullopt, true);
}

QString HeatmapView::rangeText() const
{
    return rangeChip_->text();
}

void HeatmapView::showEntry(const QString& tensor, std::int64_t index)
{
    analyses_.document().selectTensor(tensor);
    showTensor();
    tiles_->showEntry(index);
}

void HeatmapView::showNoTensor()
{
    tensorName_->setText({});
    tensorText_->setFullText({});
    rowMeansTitle_->setText({});
    tiles_->clear();
}

void HeatmapView::showTensor()
{
    if (showsRatio())
        return showTensorRatio();
    const Settings& settings = analyses_.document().settings();
    const auto data = analyses_.source(settings.heatmap.source).value;
    const Tensor* tensor =
        data ? data->fisher->diagonal.findMatching(analyses_.document().selectedTensor().toStdString()) : nullptr;
    if (!tensor)
        return showNoTensor();
    const auto [low, high] = heatmapRange(*data->summary, settings.heatmap);
    tensorName_->setText(QString::fromStdString(tensor->info.name));
    const SourceSettings* source = settings.source(settings.heatmap.source);
    tiles_->setRowMeans(source ? std::max(source->colour, 0) : 0);
    rowMeansTitle_->setText(tr("row mean"));
    const QString words = source ? source->name : QString();
    tiles_->setFigureWords("tiles", tr("Fisher diagonal of %1").arg(words), scaleWords(data->fisher->attributes),
                           provenanceLine(words + QStringLiteral(" \u00b7 ") + fisherWords(data->fisher->attributes)));
    tiles_->setTensor(QString::fromStdString(tensor->info.name), matrixView(tensor->info.shape),
                      fisherTiles(data, *tensor), colourMapFromName(settings.heatmap.map), low, high);
    tensorText_->setFullText(shapeLabel(tensor->info.shape) + QStringLiteral(" \u00b7 ") + tiles_->description());
}

void HeatmapView::cellClicked(int row, int column)
{
    const auto& spec = std::get<MatrixSpec>(matrix_->figure().spec);
    const QString name = cellTensors_.value(row * spec.columns.size() + column);
    if (!name.isEmpty())
        analyses_.document().selectTensor(name);
}

}  // namespace fisherlens::desktop
