// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/prune_view.h"

#include "desktop/document/plan.h"
#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/elided_combo_box.h"
#include "desktop/views/level_control.h"
#include "desktop/views/options_dialogs.h"
#include "desktop/views/painted_view.h"
#include "desktop/views/plot_view.h"
#include "desktop/views/prune_words.h"
#include "desktop/views/source_box.h"
#include "desktop/views/style.h"
#include "desktop/views/tile_readers.h"
#include "desktop/views/tile_view.h"
#include "desktop/views/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QSlider>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace fisherlens::desktop {
namespace {

constexpr int kSparsityKey = 2;  ///< merge key of the undo steps of the sparsity

QString whole(std::int64_t value)
{
    return QLocale().toString(static_cast<qlonglong>(value));
}

}  // namespace

PruneView::PruneView(Analyses& analyses, QWidget* parent) : ViewFrame(parent), analyses_(analyses)
{
    model_ = new ElidedComboBox(this);
    criterion_ = new ElidedComboBox(this);
    scope_ = new ElidedComboBox(this);
    small_ = new QCheckBox(this);
    small_->setContentsMargins(kPadding, 0, 0, 0);
    small_->setStyleSheet(QString("margin-left: %1px;").arg(kPadding));
    level_ = new LevelControl(100, 1, " %", this);
    sparsity_ = mutedLabel({}, this);
    chip_ = chipLabel(this);
    options_ = new QPushButton(this);
    data_ = new QPushButton(this);
    write_ = new QPushButton(this);
    makePrimary(*write_);
    for (QWidget* widget : std::initializer_list<QWidget*>{model_, criterion_, scope_, sparsity_, level_, chip_})
        bar()->addWidget(widget, qobject_cast<QComboBox*>(widget) ? 1 : 0);
    bar()->addStretch();
    bar()->addWidget(options_);
    bar()->addWidget(data_);
    bar()->addWidget(write_);

    curve_ = new PlotView(this);
    level_->follow(*curve_);
    bars_ = new BarsView(this);
    mask_ = new TileView(analyses.runner(), "mask tiles", this);
    counts_ = new QLabel(this);
    counts_->setTextFormat(Qt::RichText);
    counts_->setContentsMargins(kPadding, 8, kPadding, 8);
    counts_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    maskTitle_ = new ElidedLabel(this);
    maskTitle_->setContentsMargins(kPadding, 6, kPadding, 2);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(bars_);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* right = new QWidget(this);
    auto* rightLayout = new QVBoxLayout(right);
    rightLayout->setContentsMargins(0, 0, 0, 0);
    rightLayout->setSpacing(0);
    rightLayout->addWidget(scroll, 1);
    rightLayout->addWidget(small_);
    rightLayout->addWidget(counts_);
    auto* top = new QSplitter(Qt::Horizontal, this);
    top->addWidget(curve_);
    top->addWidget(right);
    top->setHandleWidth(1);
    top->setSizes({680, 520});
    auto* below = new QWidget(this);
    auto* belowLayout = new QVBoxLayout(below);
    belowLayout->setContentsMargins(0, 0, 0, 0);
    belowLayout->setSpacing(0);
    belowLayout->addWidget(maskTitle_);
    belowLayout->addWidget(mask_, 1);
    auto* all = new QSplitter(Qt::Vertical, this);
    all->addWidget(top);
    all->addWidget(below);
    all->setHandleWidth(1);
    all->setStretchFactor(0, 3);
    all->setStretchFactor(1, 2);
    setPicture(all);

    connect(level_, &LevelControl::changed, this, &PruneView::setSparsity);
    const auto change = [this](const QString& name, auto edit) {
        analyses_.document().change(name, [&](Settings& settings) { edit(settings.prune); });
    };
    connect(model_, &QComboBox::activated, this, [this, change] {
        change(tr("Choose model to prune"),
               [this](PruneChoice& choice) { choice.model = model_->currentData().toInt(); });
    });
    connect(criterion_, &QComboBox::activated, this, [this, change] {
        change(tr("Choose criterion"),
               [this](PruneChoice& choice) { choice.criterion = criterion_->currentData().toString(); });
    });
    connect(scope_, &QComboBox::activated, this, [this, change] {
        change(tr("Choose scope"), [this](PruneChoice& choice) { choice.perTensor = scope_->currentData().toBool(); });
    });
    connect(small_, &QCheckBox::clicked, this, [change](bool on) {
        change(tr("Leave out small tensors"), [on](PruneChoice& choice) { choice.leaveSmall = on; });
    });
    connect(options_, &QPushButton::clicked, this, &PruneView::editOptions);
    connect(this, &ViewFrame::verdictActionRequested, this, [change] {
        change(tr("Keep entries that are not finite"), [](PruneChoice& choice) { choice.fallback = true; });
    });
    connect(write_, &QPushButton::clicked, this, &PruneView::writeRequested);
    connect(data_, &QPushButton::clicked, this, &PruneView::evaluationDataRequested);
    connect(bars_, &BarsView::rowClicked, this, [this](int row) {
        analyses_.document().selectTensor(bars_->bars().rows[static_cast<std::size_t>(row)].label);
    });
    connect(mask_, &TileView::rectangleChanged, this, [this] {
        maskTitle_->setFullText(tr("Mask on %1 · %2 · empty = removed, grey = already zero")
                                    .arg(mask_->accessibleName(), mask_->description()));
    });
    connect(&analyses_.edits(), &EditAnalyses::prunePreviewChanged, this, &PruneView::refresh);
    connect(&analyses_.edits(), &EditAnalyses::pruneCurvesChanged, this, &PruneView::refresh);
    connect(&analyses_, &Analyses::sourceChanged, this, &PruneView::refresh);
    followSettings(analyses_.document(), [this] { refresh(); });
    connect(&analyses_.document(), &Document::selectionChanged, this, &PruneView::refresh);
    connect(&analyses_.document(), &Document::filterChanged, this, &PruneView::refresh);
    retranslate();
    refresh();
}

void PruneView::retranslate()
{
    const QSignalBlocker quietCriterion(criterion_), quietScope(scope_);
    criterion_->clear();
    criterion_->addItem(tr("Fisher ½Fθ²"), "fisher");
    criterion_->addItem(tr("Magnitude |θ|"), "magnitude");
    criterion_->addItem(tr("Fisher alone F"), "fisher-only");
    criterion_->addItem(tr("Random"), "random");
    scope_->clear();
    scope_->addItem(tr("over all"), false);
    scope_->addItem(tr("per tensor"), true);
    small_->setText(tr("leave out small"));
    small_->setToolTip(tr("Tensors of one dimension and embeddings are not pruned"));
    sparsity_->setText(tr("Sparsity"));
    options_->setText(tr("Options…"));
    options_->setToolTip(tr("Patterns of tensors, entries without evidence, entries that are not finite"));
    chip_->setToolTip(tr("Counts, shares and predicted costs follow from all entries of the model"));
    data_->setText(tr("Evaluation data…"));
    write_->setText(tr("Write pruned model…"));
    model_->setAccessibleName(tr("Model to prune"));
    model_->setToolTip(tr("Which checkpoint is pruned"));
    data_->setToolTip(tr("The exported module and examples by which the model is judged"));
    curve_->setToolTip(tr("Drag or ← → moves the sparsity; a double click types it"));
    criterion_->setAccessibleName(tr("Criterion"));
    criterion_->setToolTip(tr("What an entry is worth: ½Fθ², |θ|, F or a random number; the lowest are removed"));
    scope_->setAccessibleName(tr("Scope"));
    scope_->setToolTip(tr("The sparsity holds over all prunable entries, or in every tensor"));
    level_->setWords(tr("Sparsity"), tr("Sparsity as a number"), tr("Share of the prunable entries that is removed"));
}

void PruneView::changeEvent(QEvent* event)
{
    ViewFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
}

QSlider* PruneView::slider() const
{
    return level_->slider();
}

QDoubleSpinBox* PruneView::number() const
{
    return level_->number();
}

void PruneView::setSparsity(double sparsity, bool finished)
{
    const double rounded = std::round(std::clamp(sparsity, 0.0, 1.0) * 1000) / 1000;
    analyses_.document().change(
        tr("Sparsity"), [rounded](Settings& settings) { settings.prune.sparsity = rounded; }, kSparsityKey);
    if (finished) {
        analyses_.document().endGesture();
        showMask();
    }
}

void PruneView::refresh()
{
    const Settings& settings = analyses_.document().settings();
    fillSources(*model_, analyses_, settings.prune.model,
                [](const SourceData& data) { return data.opened->checkpoint.has_value(); });
    {
        const QSignalBlocker a(criterion_), b(scope_), c(small_);
        // The criterion in effect: the one that is drawn and written.
        criterion_->setCurrentIndex(std::max(0, criterion_->findData(effectivePrune(analyses_).criterion)));
        for (int i = 0; i < criterion_->count(); ++i)
            if (const auto one = pruneCriterionFromName(criterion_->itemData(i).toString().toStdString()))
                setEntryProblem(*criterion_, i, criterionProblem(analyses_, *one));
        scope_->setCurrentIndex(settings.prune.perTensor ? 1 : 0);
        small_->setChecked(settings.prune.leaveSmall);
    }
    level_->setValue(settings.prune.sparsity);
    const auto& preview = analyses_.edits().prunePreview();
    const auto& curves = analyses_.edits().pruneCurves();
    for (QWidget* widget : std::initializer_list<QWidget*>{level_, criterion_, scope_, small_})
        widget->setEnabled(preview.value != nullptr);
    const QString obstacle = pruneObstacle(analyses_);
    write_->setEnabled(obstacle.isEmpty());
    write_->setToolTip(obstacle.isEmpty() ? tr("Writes the pruned model that is previewed, with its recipe")
                                          : obstacle);
    chip_->setVisible(preview.value != nullptr);
    data_->setVisible(!curves.value);
    setComputing(analyses_.runner(), preview.running() ? preview.running() : curves.running());
    setStale(preview.stale() || curves.stale());
    if (settings.sources.empty())
        return showNothingOpen();
    if (preview.state == Analysis<PrunePreview>::Failed)
        return showState(tr("This model cannot be pruned."), errorText(*preview.error));
    if (!preview.value) {
        if (preview.state == Analysis<PrunePreview>::Computing)
            return showState(tr("Scoring all entries…"), {});
        return showState(tr("Pruning needs a model."), tr("Open a checkpoint, or choose one above."), tr("Open…"));
    }
    showPicture();
    showNumbers();
    if (!level_->isDragged())
        showMask();
}

void PruneView::showNumbers()
{
    const Settings& settings = analyses_.document().settings();
    const auto preview = analyses_.edits().prunePreview().value;
    const auto curves = analyses_.edits().pruneCurves().value;
    const SourceSettings* model = settings.source(settings.prune.model);
    if (!preview || !model)
        return;
    const PruneChoice choice = effectivePrune(analyses_);
    if (predicted_.preview != preview || predicted_.perTensor != choice.perTensor
        || predicted_.keepZeroFisher != choice.keepZeroFisher)
        predicted_ = {preview, choice.perTensor, choice.keepZeroFisher, predictedPruning(*preview, choice)};
    const PrunePictureInput input{preview.get(),
                                  curves.get(),
                                  &predicted_.curves,
                                  choice,
                                  std::max(model->colour, 0),
                                  analyses_.document().selectedTensor()};
    const QString provenance = provenanceLine(model->name);
    curve_->setFigure({"prune", tr("Pruning of %1").arg(model->name), pruneCurvePicture(input), provenance});
    bars_->setFigure({"prune-by-tensor", tr("Pruned share by tensor"),
                      shownBars(pruneSharePicture(input), analyses_, settings.prune.model), provenance});
    const PruneCriterion criterion = criterionOf(choice, *preview);
    const PrunePrediction at =
        preview->evaluate(criterion, settings.prune.sparsity, settings.prune.perTensor, settings.prune.keepZeroFisher);
    const auto line = [this](const QString& name, const QString& value) {
        return QString("<tr><td style='color:%1; padding-right:24px'>%2</td><td>%3</td></tr>")
            .arg(Theme::of(palette()).muted.name(), name, value);
    };
    QString text = "<table cellspacing='3'>";
    text += line(tr("Removed"), tr("%1 of %2").arg(whole(at.total.pruned), whole(at.total.entries)));
    text += line(tr("Threshold"), shortNumber(at.total.threshold, 3));
    const QString unit =
        QString::fromLatin1(preview->costUnit().data(), static_cast<qsizetype>(preview->costUnit().size()));
    text += line(tr("Predicted cost"), at.total.cost ? shortNumber(at.total.cost, 3) + ' '
                                                           + (unit == "relative" ? tr("relative") : tr("nats per unit"))
                                                     : fixedNumber({}, 0));
    if (curves)
        text += line(tr("Evaluated loss"),
                     fixedNumber(curves->unpruned.loss, 3) + QStringLiteral(" \u2192 ")
                         + fixedNumber(evaluatedAt(*curves, criterion, settings.prune.sparsity, false), 3));
    if (preview->zeroFisher() > 0)
        text += line(tr("No evidence"), tr("%1 entries with F = 0").arg(whole(preview->zeroFisher())));
    if (const std::int64_t entries = preview->nonfinite(criterion); entries > 0)
        text += line(tr("Not finite"), choice.fallback ? tr("%1, kept").arg(whole(entries)) : whole(entries));
    counts_->setText(text + "</table>");
    chip_->setText(pruneChip(analyses_));
    setVerdict(pruneVerdict(analyses_, criterion));
}

void PruneView::editOptions()
{
    PruneOptionsDialog dialog(analyses_, this);
    if (dialog.exec() == QDialog::Accepted)
        analyses_.document().change(tr("Prune options"),
                                    [chosen = dialog.choice()](Settings& settings) { settings.prune = chosen; });
}

void PruneView::showMask()
{
    const Settings& settings = analyses_.document().settings();
    const auto data = analyses_.source(settings.prune.model).value;
    const auto preview = analyses_.edits().prunePreview().value;
    if (!data || !preview)
        return;
    const std::string name = analyses_.document().selectedTensor().toStdString();
    const auto& names = preview->names();
    const Tensor* weights = data->opened->checkpoint->tensors.findMatching(name);
    if (!weights || std::find(names.begin(), names.end(), weights->info.name) == names.end()) {
        maskTitle_->setFullText(tr("Select a tensor that is pruned to see its mask."));
        return mask_->clear();
    }
    if (!settings.prune.fallback && nonfiniteInPrune(analyses_) > 0) {
        maskTitle_->setFullText(tr("No mask: pruning would be refused."));
        return mask_->clear();
    }
    const PruneChoice choice = effectivePrune(analyses_);
    const auto [low, high] = data->summary ? colourRange(*data->summary) : std::pair(1e-6, 1.0);
    const SourceSettings* model = settings.source(settings.prune.model);
    mask_->setFigureWords("mask", maskTitle(settings), data->fisher ? scaleWords(data->fisher->attributes) : QString(),
                          provenanceLine(model ? model->name : QString()));
    mask_->setTensor(QString::fromStdString(weights->info.name), matrixView(weights->info.shape),
                     maskTiles(data, choice, *weights), colourMapFromName(settings.heatmap.map), low, high);
}

QString PruneView::chipText() const
{
    return chip_->text();
}

QString PruneView::maskText() const
{
    return maskTitle_->toolTip().isEmpty() ? maskTitle_->text() : maskTitle_->toolTip();
}

QString PruneView::countsText() const
{
    return counts_->text();
}

}  // namespace fisherlens::desktop
