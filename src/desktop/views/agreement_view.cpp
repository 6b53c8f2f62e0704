// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/agreement_view.h"

#include "desktop/itemmodels/export_role.h"
#include "desktop/views/elided_combo_box.h"
#include "desktop/views/painted_view.h"
#include "desktop/views/plot_view.h"
#include "desktop/views/provenance.h"
#include "desktop/views/source_box.h"
#include "desktop/views/style.h"
#include "desktop/views/table_actions.h"
#include "desktop/views/words.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>

namespace fisherlens::desktop {

AgreementView::AgreementView(Analyses& analyses, QWidget* parent) : ViewFrame(parent), analyses_(analyses)
{
    recycled_ = new ElidedComboBox(this);
    reference_ = new ElidedComboBox(this);
    values_ = new QPushButton(this);
    ranks_ = new QPushButton(this);
    for (QPushButton* button : {values_, ranks_}) {
        button->setProperty("segment", true);
        button->setCheckable(true);
        button->setAutoExclusive(true);
    }
    auto* segments = new QHBoxLayout;
    segments->setSpacing(0);
    segments->addWidget(values_);
    segments->addWidget(ranks_);
    zeros_ = chipLabel(this);
    bar()->addWidget(mutedLabel({}, this));
    bar()->addWidget(recycled_, 1);
    bar()->addWidget(mutedLabel({}, this));
    bar()->addWidget(reference_, 1);
    bar()->addLayout(segments);
    bar()->addStretch();
    bar()->addWidget(zeros_);
    outliers_ = new QPushButton(this);
    bar()->addWidget(outliers_);

    density_ = new PlotView(this);
    bars_ = new BarsView(this);
    ladder_ = new LadderView(this);
    noLadder_ = mutedLabel({}, this);
    noLadder_->setWordWrap(true);
    noLadder_->setContentsMargins(kPadding + 2, 8, kPadding, 8);
    table_ = new QTableWidget(this);
    table_->setColumnCount(3);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(24);
    table_->setShowGrid(false);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    tableActions_ = new TableActions(*table_, "agreement", [this] { return comparisonProvenance(analyses_); });
    table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table_->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setSectionResizeMode(2, QHeaderView::ResizeToContents);

    auto* scroll = new QScrollArea(this);
    scroll->setWidget(bars_);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* right = new QSplitter(Qt::Vertical, this);
    right->addWidget(scroll);
    right->addWidget(table_);
    right->setHandleWidth(1);
    right->setSizes({250, 380});
    auto* top = new QSplitter(Qt::Horizontal, this);
    top->addWidget(density_);
    top->addWidget(right);
    top->setHandleWidth(1);
    top->setSizes({620, 560});
    auto* picture = new QWidget(this);
    auto* layout = new QVBoxLayout(picture);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(top, 1);
    auto* line = new QFrame(picture);
    line->setFrameShape(QFrame::NoFrame);
    line->setFixedHeight(1);
    line->setStyleSheet("background: palette(mid);");
    layout->addWidget(line);
    layout->addWidget(ladder_);
    layout->addWidget(noLadder_);
    setPicture(picture);

    connect(outliers_, &QPushButton::clicked, this, &AgreementView::outliersRequested);
    connect(this, &ViewFrame::verdictActionRequested, this, &AgreementView::decisionCheckRequested);
    const auto change = [this](const QString& name, auto edit) {
        analyses_.document().change(name, [&](Settings& settings) { edit(settings.agreement); });
    };
    connect(recycled_, &QComboBox::activated, this, [this, change] {
        change(tr("Choose what is compared"), [this](AgreementChoice& choice) {
            choice.recycled = recycled_->currentData().toInt();
            choice.reference = analyses_.referenceOf(choice.recycled, FisherKind::Empirical);
            choice.exact = analyses_.referenceOf(choice.recycled, FisherKind::Exact);
        });
    });
    connect(reference_, &QComboBox::activated, this, [this, change] {
        change(tr("Choose reference"),
               [this](AgreementChoice& choice) { choice.reference = reference_->currentData().toInt(); });
    });
    connect(values_, &QPushButton::clicked, this,
            [change] { change(tr("Show values"), [](AgreementChoice& choice) { choice.ranks = false; }); });
    connect(ranks_, &QPushButton::clicked, this,
            [change] { change(tr("Show ranks"), [](AgreementChoice& choice) { choice.ranks = true; }); });
    connect(bars_, &BarsView::rowClicked, this, [this](int row) {
        const QString name = bars_->bars().rows[static_cast<std::size_t>(row)].label;
        analyses_.document().selectTensor(analyses_.document().selectedTensor() == name ? QString() : name);
    });
    connect(this, &ViewFrame::actionRequested, this, [this] {
        if (!analyses_.document().settings().sources.empty())
            needsRecycled() ? emit openRequested() : emit referenceRequested();
    });
    connect(&analyses_, &Analyses::agreementChanged, this, &AgreementView::refresh);
    connect(&analyses_, &Analyses::sourceChanged, this, &AgreementView::refresh);
    connect(&analyses_, &Analyses::densityChanged, this, &AgreementView::showDensity);
    followSettings(analyses_.document(), [this] { refresh(); });
    connect(&analyses_.document(), &Document::selectionChanged, this, &AgreementView::refresh);
    connect(&analyses_.document(), &Document::filterChanged, this, &AgreementView::refresh);
    retranslate();
    refresh();
}

void AgreementView::retranslate()
{
    qobject_cast<QLabel*>(bar()->itemAt(0)->widget())->setText(tr("Compare"));
    qobject_cast<QLabel*>(bar()->itemAt(2)->widget())->setText(tr("with"));
    values_->setText(tr("Values"));
    ranks_->setText(tr("Ranks"));
    values_->setToolTip(tr("Both axes logarithmic; entries that are zero on either side are counted, not drawn"));
    ranks_->setToolTip(tr("Relative mid-ranks on both axes; zeros are ties"));
    setVerdictAction(tr("Check the decision…"),
                     tr("Adds examples to a reference until the regret of pruning is known well enough, or the time is "
                        "spent: Σ F_ref θ² of what the recycled Fisher removes ÷ of what the reference removes"));
    outliers_->setText(tr("Outliers…"));
    outliers_->setToolTip(tr("The entries with the largest |log10 of recycled / reference|"));
    recycled_->setAccessibleName(tr("Recycled Fisher"));
    reference_->setAccessibleName(tr("Reference Fisher"));
    recycled_->setToolTip(tr("The estimate that is judged: B·v/(1−β₂^t)/c² of an accumulator"));
    reference_->setToolTip(tr("What it is judged by: means of squared per-example gradients, (1/N)Σ g²"));
    density_->setToolTip(tr("How many entries lie where; the dashed line is A = fit·B with fit = ΣAB/ΣB²"));
    ladder_->setToolTip(tr("exact → empirical (labels) → joint = F_emp + (B−1)μ² (batch) → recycled (history); every "
                           "arrow has its ratio of traces and its Spearman ρ"));
    table_->setToolTip(tableActions_->hint());
    table_->setHorizontalHeaderLabels({tr("All tensors"), tr("value"), tr("between halves")});
    table_->horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const QString toolTips[] = {tr("A recycled, B reference, over all entries that both have"),
                                tr("Between the recycled Fisher and the reference"),
                                tr("The same between two halves of the reference: what its own noise allows")};
    for (int column = 0; column < 3; ++column)
        table_->horizontalHeaderItem(column)->setToolTip(toolTips[column]);
    const QStringList keys[] = {{"coefficient"}, {"value"}, {"between_halves", "attainable", "magnitude"}};
    for (int column = 0; column < 3; ++column)
        table_->horizontalHeaderItem(column)->setData(ExportKeysRole, keys[column]);
    table_->horizontalHeaderItem(2)->setData(ExportNamesRole,
                                             QStringList{tr("between halves"), tr("attainable"), tr("magnitude")});
    table_->setAccessibleName(tr("Coefficients of agreement"));
}

void AgreementView::changeEvent(QEvent* event)
{
    ViewFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
}

bool AgreementView::needsRecycled() const
{
    const auto& data = analyses_.source(analyses_.document().settings().agreement.recycled).value;
    return !data || !data->fisher;
}

void AgreementView::refresh()
{
    const Settings& settings = analyses_.document().settings();
    fillSources(*recycled_, analyses_, settings.agreement.recycled, [](const SourceData& data) {
        return data.fisher && data.fisher->attributes.kind == FisherKind::Recycled;
    });
    fillSources(*reference_, analyses_, settings.agreement.reference,
                [](const SourceData& data) { return data.opened->fisher.has_value(); });
    (settings.agreement.ranks ? ranks_ : values_)->setChecked(true);
    const Analysis<AgreementData>& analysis = analyses_.agreement();
    setComputing(analyses_.runner(), analysis.running());
    setStale(analysis.stale());
    zeros_->setVisible(analysis.value != nullptr);
    outliers_->setEnabled(analysis.value != nullptr);
    if (settings.sources.empty())
        return showNothingOpen();
    if (analysis.state == Analysis<AgreementData>::Failed)
        return showState(tr("The comparison failed."), errorText(*analysis.error));
    if (!analysis.value) {
        if (analysis.state == Analysis<AgreementData>::Computing)
            return showState(tr("Comparing…"), {});
        if (needsRecycled())
            return showState(tr("There is no recycled Fisher to compare."),
                             tr("It comes from a checkpoint with its optimizer state, from an optimizer log, or from a "
                                "Fisher file."),
                             tr("Open…"));
        return showState(tr("There is nothing to compare with yet."),
                         tr("A reference Fisher comes from per-example gradients: it needs the exported model and some "
                            "of its data."),
                         tr("Compute a reference…"));
    }
    const AgreementData& data = *analysis.value;
    const SourceSettings* source = settings.source(settings.agreement.recycled);
    const int colour = source ? source->colour : 0;
    const QString provenance = provenanceLine(fisherWords(data.recycled->attributes) + QStringLiteral(" \u00b7 ")
                                              + fisherWords(data.reference->attributes));
    const QLocale locale;
    const auto whole = [&locale](std::int64_t value) { return locale.toString(static_cast<qlonglong>(value)); };
    zeros_->setText(tr("zeros: %1 recycled · %2 reference")
                        .arg(whole(data.report.global.zerosA), whole(data.report.global.zerosB)));
    zeros_->setToolTip(tr("Exact zeros among the %1 entries that both have: parameters without a gradient")
                           .arg(whole(data.report.global.n)));
    bars_->setFigure({"agreement-by-tensor", tr("Rank correlation by tensor"),
                      shownBars(agreementBars(data, colour, analyses_.document().selectedTensor()), analyses_,
                                settings.agreement.recycled),
                      provenance});
    ladder_->setVisible(data.ladder.has_value());
    noLadder_->setVisible(!data.ladder);
    if (data.ladder)
        ladder_->setFigure({"ladder", tr("Where the difference comes from"), ladderPicture(*data.ladder), provenance});
    else if (data.ladderError)
        noLadder_->setText(
            tr("Where the difference comes from cannot be said: %1").arg(coreSentence(data.ladderError->detail)));
    fillTable(data);
    showPicture();
    showDensity();
    setVerdict(overviewConclusion(data), overviewReason(data));
}

void AgreementView::showDensity()
{
    const auto density = analyses_.density().value;
    const auto agreement = analyses_.agreement().value;
    if (!density || !agreement)
        return;
    const SourceSettings* source =
        analyses_.document().settings().source(analyses_.document().settings().agreement.recycled);
    const QString what = density->tensor.isEmpty() ? tr("all tensors") : density->tensor;
    density_->setFigure({"agreement", tr("Recycled against reference: %1").arg(what),
                         densityPicture(*density, *agreement, source ? source->colour : 0),
                         provenanceLine(fisherWords(agreement->recycled->attributes) + QStringLiteral(" \u00b7 ")
                                        + fisherWords(agreement->reference->attributes))});
}

void AgreementView::fillTable(const AgreementData& data)
{
    const std::vector<CoefficientRow> rows = coefficientRows(data);
    table_->setRowCount(static_cast<int>(rows.size()));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto set = [&](int column, const QString& text, const QVariant& data) {
            auto* item = new QTableWidgetItem(text);
            item->setData(ExportValueRole, data);
            item->setTextAlignment((column ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
            item->setToolTip(rows[i].toolTip);
            if (column == 1)
                item->setFont(headingFont(table_->font()));
            if (column == 2)
                item->setForeground(Theme::of(palette()).muted);
            table_->setItem(static_cast<int>(i), column, item);
        };
        const auto number = [](const std::optional<double>& value) { return value ? QVariant(*value) : QVariant(); };
        set(0, rows[i].name, rows[i].name);
        set(1, rows[i].value, number(rows[i].number));
        set(2, rows[i].halves,
            QVariantList{number(rows[i].betweenHalves), number(rows[i].attainable), number(rows[i].magnitude)});
    }
}

}  // namespace fisherlens::desktop
