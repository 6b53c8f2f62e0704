// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/merge_view.h"

#include "desktop/document/plan.h"
#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/elided_combo_box.h"
#include "desktop/views/level_control.h"
#include "desktop/views/merge_words.h"
#include "desktop/views/options_dialogs.h"
#include "desktop/views/painted_view.h"
#include "desktop/views/plot_view.h"
#include "desktop/views/rules_panel.h"
#include "desktop/views/source_box.h"
#include "desktop/views/style.h"
#include "desktop/views/words.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSlider>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fisherlens::desktop {
namespace {

constexpr int kShareKey = 1;  ///< merge key of the undo steps of λ

bool isModel(const SourceData& data)
{
    return data.opened->checkpoint.has_value();
}

}  // namespace

MergeView::MergeView(Analyses& analyses, QWidget* parent) : ViewFrame(parent), analyses_(analyses)
{
    a_ = new ElidedComboBox(this);
    b_ = new ElidedComboBox(this);
    method_ = new ElidedComboBox(this);
    level_ = new LevelControl(1, 3, {}, this);
    curveChip_ = chipLabel(this);
    options_ = new QPushButton(this);
    suggest_ = new QPushButton(this);
    data_ = new QPushButton(this);
    flip_ = new QPushButton(this);
    flip_->setCheckable(true);
    write_ = new QPushButton(this);
    makePrimary(*write_);
    for (QWidget* widget : std::initializer_list<QWidget*>{a_, b_, method_, mutedLabel(QStringLiteral("\u03bb"), this),
                                                           level_, curveChip_})
        bar()->addWidget(widget, qobject_cast<QComboBox*>(widget) ? 1 : 0);
    bar()->addStretch();
    for (QWidget* widget : {options_, data_, suggest_, flip_, write_})
        bar()->addWidget(widget);

    curve_ = new PlotView(this);
    level_->follow(*curve_);
    front_ = new PlotView(this);
    front_->setPointDraggable(true);
    rules_ = new RulesPanel(analyses.document(), this);
    bars_ = new BarsView(this);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(bars_);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    distanceTitle_ = headingLabel({}, this);
    distanceTitle_->setContentsMargins(kPadding, 8, kPadding, 2);
    auto* below = new QWidget(this);
    auto* belowLayout = new QVBoxLayout(below);
    belowLayout->setContentsMargins(0, 0, 0, 0);
    belowLayout->setSpacing(0);
    belowLayout->addWidget(distanceTitle_);
    belowLayout->addWidget(scroll, 1);
    auto* right = new QSplitter(Qt::Vertical, this);
    right->addWidget(rules_);
    right->addWidget(below);
    right->setHandleWidth(1);
    right->setSizes({210, 380});
    auto* left = new QSplitter(Qt::Vertical, this);
    left->addWidget(curve_);
    left->addWidget(front_);
    left->setHandleWidth(1);
    auto* all = new QSplitter(Qt::Horizontal, this);
    all->addWidget(left);
    all->addWidget(right);
    all->setHandleWidth(1);
    all->setSizes({680, 520});
    setPicture(all);

    connect(level_, &LevelControl::changed, this, &MergeView::setShare);
    connect(front_, &PlotView::pointDragged, this, &MergeView::dragFront);
    connect(front_, &PlotView::pointDragCancelled, this, [this] {
        if (const auto before = std::exchange(beforeDrag_, std::nullopt))
            setShare(*before, true);
    });
    connect(front_, &PlotView::pointStepped, this,
            [this](double steps) { setShare(analyses_.document().settings().merge.share + 0.01 * steps, true); });
    connect(flip_, &QPushButton::clicked, this, &MergeView::flip);
    const auto change = [this](const QString& name, auto edit) {
        analyses_.document().change(name, [&](Settings& settings) { edit(settings.merge); });
    };
    connect(a_, &QComboBox::activated, this, [this, change] {
        change(tr("Choose model A"), [this](MergeChoice& choice) { choice.a = a_->currentData().toInt(); });
    });
    connect(b_, &QComboBox::activated, this, [this, change] {
        change(tr("Choose model B"), [this](MergeChoice& choice) { choice.b = b_->currentData().toInt(); });
    });
    connect(method_, &QComboBox::activated, this, [this, change] {
        change(tr("Choose merge method"),
               [this](MergeChoice& choice) { choice.method = method_->currentData().toString(); });
    });
    connect(options_, &QPushButton::clicked, this, &MergeView::editOptions);
    connect(this, &ViewFrame::verdictActionRequested, this, [change] {
        change(tr("Average entries that are not finite"), [](MergeChoice& choice) { choice.fallback = true; });
    });
    connect(suggest_, &QPushButton::clicked, this, [this] {
        if (const auto share = suggestion())
            setShare(*share, true);
    });
    connect(write_, &QPushButton::clicked, this, &MergeView::writeRequested);
    connect(data_, &QPushButton::clicked, this, &MergeView::evaluationDataRequested);
    connect(bars_, &BarsView::rowClicked, this, [this](int row) {
        analyses_.document().selectTensor(bars_->bars().rows[static_cast<std::size_t>(row)].label);
    });
    connect(&analyses_.edits(), &EditAnalyses::mergePreviewChanged, this, &MergeView::refresh);
    connect(&analyses_.edits(), &EditAnalyses::mergeCurvesChanged, this, &MergeView::refresh);
    connect(&analyses_, &Analyses::sourceChanged, this, &MergeView::refresh);
    followSettings(analyses_.document(), [this] { refresh(); });
    connect(&analyses_.document(), &Document::selectionChanged, this, &MergeView::showNumbers);
    connect(&analyses_.document(), &Document::filterChanged, this, &MergeView::showNumbers);
    retranslate();
    refresh();
}

/// In a narrow window the bar has short words, and what the menus have as well goes.
void MergeView::fitBar()
{
    constexpr int kNarrow = 900, kChip = 170;
    const bool chip = analyses_.edits().mergePreview().stale() || analyses_.edits().mergeCurves().stale();
    write_->setText(width() < kNarrow + (chip ? kChip : 0) ? tr("Write…") : tr("Write merged model…"));
    flip_->setVisible(width() >= kNarrow);
}

void MergeView::resizeEvent(QResizeEvent* event)
{
    ViewFrame::resizeEvent(event);
    fitBar();
}

void MergeView::retranslate()
{
    const QSignalBlocker quiet(method_);
    const QVariant chosen = method_->currentData();
    method_->clear();
    for (const char* method : kMergeMethods)
        method_->addItem(methodWords(method), method);
    method_->setCurrentIndex(std::max(0, method_->findData(chosen)));
    options_->setText(tr("Options…"));
    options_->setToolTip(tr("Base model, normalization, floor, entries that are not finite"));
    suggest_->setText(tr("Suggest"));
    suggest_->setToolTip(tr("Takes the share with the best evaluated result; the predicted cost is never searched"));
    curveChip_->setToolTip(tr("Distances and predicted costs follow from all entries of both models"));
    data_->setText(tr("Evaluation data…"));
    data_->setToolTip(tr("The exported module and examples by which each model is judged"));
    fitBar();
    a_->setAccessibleName(tr("Model A"));
    b_->setAccessibleName(tr("Model B"));
    a_->setToolTip(tr("Model A: λ = 0"));
    b_->setToolTip(tr("Model B: λ = 1"));
    method_->setAccessibleName(tr("Merge method"));
    method_->setToolTip(
        tr("Fisher: θ* = Σ λᵢFᵢθᵢ / Σ λᵢFᵢ. Linear: θ* = Σ λᵢθᵢ. Task arithmetic: θ* = θ₀ + Σ λᵢ(θᵢ − θ₀)"));
    level_->setWords(tr("Share of B"), tr("Share of B as a number"),
                     tr("λ, the share of B before the Fishers weigh; of the tensors without a rule"));
    distanceTitle_->setText(tr("Distance from each parent, by tensor"));
    curve_->setToolTip(tr("Drag or ← → moves λ; a double click types it"));
    front_->setHint(tr("drag the point"));
    front_->setToolTip(tr("Drag the point along the curve: λ follows"));
    rules_->retranslate();
}

void MergeView::changeEvent(QEvent* event)
{
    ViewFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
}

QSlider* MergeView::slider() const
{
    return level_->slider();
}

QString MergeView::chipText() const
{
    return curveChip_->text();
}

QDoubleSpinBox* MergeView::number() const
{
    return level_->number();
}

void MergeView::flip()
{
    analyses_.document().change(tr("Show the other setting"), [](Settings& settings) { flipSetting(settings.merge); });
}

void MergeView::dragFront(const QPointF& position, bool finished)
{
    const auto preview = analyses_.edits().mergePreview().value;
    const auto curves = analyses_.edits().mergeCurves().value;
    if (!preview)
        return;
    if (!beforeDrag_)
        beforeDrag_ = analyses_.document().settings().merge.share;
    MergePictureInput input;
    input.preview = preview.get();
    input.curves = curves.get();
    input.predicted = &predicted_.curves;
    input.choice = effectiveMerge(analyses_);
    const FrontTrack track = frontTrack(input);
    std::vector<QPointF> points;
    for (std::size_t i = 0; i < track.share.size(); ++i)
        points.push_back(front_->pixelOf(track.x[i], track.y[i]));
    if (!points.empty())
        setShare(nearestShare(points, track.share, position), finished);
    if (finished)
        beforeDrag_.reset();
}

void MergeView::editOptions()
{
    MergeOptionsDialog dialog(analyses_, this);
    if (dialog.exec() == QDialog::Accepted)
        analyses_.document().change(tr("Merge options"),
                                    [chosen = dialog.choice()](Settings& settings) { settings.merge = chosen; });
}

void MergeView::setShare(double share, bool finished)
{
    // Three decimals are what the number shows; a drag lands on them too.
    const double rounded = std::round(std::clamp(share, 0.0, 1.0) * 1000) / 1000;
    analyses_.document().change(
        tr("Share of B"), [rounded](Settings& settings) { settings.merge.share = rounded; }, kShareKey);
    if (finished)
        analyses_.document().endGesture();
}

std::optional<double> MergeView::suggestion() const
{
    const auto& curves = analyses_.edits().mergeCurves().value;
    if (!curves)
        return std::nullopt;
    const CurveMethod method = curveMethod(effectiveMerge(analyses_));
    std::optional<double> best;
    double bestLoss = 0;
    for (const MergeCurve& curve : curves->curves)
        if (curve.method == method)
            for (const MergeCurvePoint& point : curve.points)
                if (const double loss = point.tasks[0].loss + point.tasks[1].loss; !best || loss < bestLoss) {
                    best = point.share;
                    bestLoss = loss;
                }
    return best;
}

void MergeView::refresh()
{
    const Settings& settings = analyses_.document().settings();
    fillSources(*a_, analyses_, settings.merge.a, isModel);
    fillSources(*b_, analyses_, settings.merge.b, isModel);
    {
        const QSignalBlocker quiet(method_);
        method_->setCurrentIndex(std::max(0, method_->findData(effectiveMerge(analyses_).method)));
        for (int i = 0; i < method_->count(); ++i)
            setEntryProblem(*method_, i, methodProblem(analyses_, method_->itemData(i).toString()));
    }
    level_->setValue(settings.merge.share);
    rules_->refresh();
    {
        const MergeChoice choice = effectiveMerge(analyses_);
        const QSignalBlocker quiet(flip_);
        flip_->setChecked(choice.second);
        flip_->setText(flipText(choice));
        flip_->setToolTip(flipToolTip(choice));
    }
    const auto& preview = analyses_.edits().mergePreview();
    const auto& curves = analyses_.edits().mergeCurves();
    for (QWidget* widget : std::initializer_list<QWidget*>{level_, rules_, flip_, method_})
        widget->setEnabled(preview.value != nullptr);
    const QString obstacle = mergeObstacle(analyses_);
    write_->setEnabled(obstacle.isEmpty());
    write_->setToolTip(obstacle.isEmpty() ? tr("Writes the merge that is previewed, with its recipe beside it")
                                          : obstacle);
    curveChip_->setVisible(preview.value != nullptr);
    suggest_->setEnabled(curves.value != nullptr);
    data_->setVisible(!curves.value);
    setComputing(analyses_.runner(), preview.running() ? preview.running() : curves.running());
    setStale(preview.stale() || curves.stale());
    fitBar();
    if (settings.sources.empty())
        return showNothingOpen();
    if (preview.state == Analysis<MergePreview>::Failed)
        return showState(tr("These models cannot be merged."), errorText(*preview.error));
    if (!preview.value) {
        if (preview.state == Analysis<MergePreview>::Computing)
            return showState(tr("Looking at all entries of both models…"), {});
        return showState(tr("A merge needs two models."),
                         tr("Open a second checkpoint of the same architecture, or choose A and B above."),
                         tr("Open…"));
    }
    showPicture();
    showNumbers();
}

void MergeView::showNumbers()
{
    const Settings& settings = analyses_.document().settings();
    const auto preview = analyses_.edits().mergePreview().value;
    const auto curves = analyses_.edits().mergeCurves().value;
    const SourceSettings* a = settings.source(settings.merge.a);
    const SourceSettings* b = settings.source(settings.merge.b);
    if (!preview || !a || !b)
        return;
    const Normalization normalization = analyses_.edits().normalization();
    const MergeChoice choice = effectiveMerge(analyses_);
    MergeTuning fixed = choice;  // what the predicted curves depend on
    fixed.share = 0;
    fixed.method.clear();
    if (predicted_.preview != preview || !(predicted_.tuning == fixed) || predicted_.normalization != normalization)
        predicted_ = {preview, fixed, normalization, predictedCurves(*preview, choice, normalization)};
    MergePictureInput input{
        preview.get(), curves.get(),           &predicted_.curves,     choice,
        normalization, std::max(a->colour, 0), std::max(b->colour, 0), analyses_.document().selectedTensor()};
    const QString provenance = provenanceLine(a->name + " + " + b->name);
    curve_->setFigure({"merge", tr("Merge of %1 and %2").arg(a->name, b->name), mergeCurvePicture(input), provenance});
    front_->setFigure({"merge-front", tr("What A and B lose"), mergeFrontPicture(input), provenance});
    bars_->setFigure({"merge-distance", tr("Distance from each parent, by tensor"),
                      shownBars(mergeDistancePicture(input), analyses_, settings.merge.a), provenance});
    QStringList names;
    for (const PreviewTensor& tensor : preview->tensors())
        names << QString::fromStdString(tensor.name);
    rules_->setTensors(names);
    curveChip_->setText(mergeChip(analyses_));
    setVerdict(mergeVerdict(analyses_, choice));
}

}  // namespace fisherlens::desktop
