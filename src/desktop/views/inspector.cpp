// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/inspector.h"

#include "desktop/itemmodels/mapping_model.h"
#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/plot_view.h"
#include "desktop/views/style.h"
#include "desktop/views/words.h"
#include "fisher/corrections.h"

#include <QEvent>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace fisherlens::desktop {
namespace {

QString whole(double value)
{
    return QLocale().toString(static_cast<qlonglong>(std::llround(value)));
}

const ParameterState* stateOf(const SourceData& data, const std::string& tensor)
{
    if (!data.optimizer())
        return nullptr;
    const auto& mapped = data.optimizer()->mapped;
    const auto at = std::find_if(mapped.begin(), mapped.end(),
                                 [&](const ParameterState& state) { return state.parameter == tensor; });
    return at == mapped.end() ? nullptr : &*at;
}

const TensorSummary* summaryOf(const SourceData& data, const std::string& tensor)
{
    if (!data.summary)
        return nullptr;
    const auto& tensors = data.summary->tensors;
    const auto at = std::find_if(tensors.begin(), tensors.end(),
                                 [&](const TensorSummary& summary) { return summary.name == tensor; });
    return at == tensors.end() ? nullptr : &*at;
}

}  // namespace

std::optional<NamedFigure> distributionFigure(const Analyses& analyses, const QString& name)
{
    const Settings& settings = analyses.document().settings();
    const auto& data = analyses.source(settings.current).value;
    const std::string tensor = name.toStdString();
    const TensorSummary* summary = data ? summaryOf(*data, tensor) : nullptr;
    if (!summary || !summary->minPositive)
        return std::nullopt;
    CurveSpec spec;
    spec.x.logarithmic = true;
    spec.x.ticks = 3;
    spec.y.low = 0;
    spec.y.hidden = true;
    spec.legend = false;
    const auto add = [&spec](const LogHistogram& histogram, Ink ink, bool filled) {
        SeriesSpec series;
        series.ink = ink;
        series.steps = true;
        series.filled = filled;
        const double width = (histogram.high - histogram.low) / static_cast<double>(histogram.bins.size());
        for (std::size_t i = 0; i < histogram.bins.size(); ++i) {
            series.x.push_back(std::pow(10, histogram.low + width * (static_cast<double>(i) + 0.5)));
            // Bins of different widths are compared as densities over log10.
            series.y.push_back(static_cast<double>(histogram.bins[i]) / std::max(width, 1e-9));
        }
        spec.series.push_back(std::move(series));
    };
    const SourceSettings* source = settings.source(settings.current);
    add(summary->histogram, {Ink::Source, source ? std::max(source->colour, 0) : 0}, true);
    const auto& agreement = analyses.agreement().value;
    const auto& reference = analyses.source(settings.agreement.reference).value;
    if (agreement && reference && agreement->recycled == data->fisher)
        if (const TensorSummary* other = summaryOf(*reference, tensor); other && other->minPositive)
            add(other->histogram, {Ink::Text, 0}, false);
    return NamedFigure{"distribution", Inspector::tr("Distribution of %1").arg(name), spec,
                       provenanceLine(source ? source->name : QString())};
}

Inspector::Inspector(Analyses& analyses, QWidget* parent) : QScrollArea(parent), analyses_(analyses)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget(this);
    content->setProperty("panel", true);
    content->setAttribute(Qt::WA_StyledBackground);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(10, 4, 10, 8);
    layout->setSpacing(4);
    upper_ = new QLabel(content);
    lower_ = new QLabel(content);
    for (QLabel* label : {upper_, lower_}) {
        label->setTextFormat(Qt::RichText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    }
    histogramTitle_ = headingLabel({}, content);
    histogram_ = new PlotView(content);
    histogram_->setFixedHeight(110);
    histogram_->setProperty("panel", true);
    layout->addWidget(upper_);
    layout->addWidget(histogramTitle_);
    layout->addWidget(histogram_);
    layout->addWidget(lower_);
    layout->addStretch();
    setWidget(content);
    connect(&analyses_, &Analyses::sourceChanged, this, &Inspector::refresh);
    connect(&analyses_, &Analyses::agreementChanged, this, &Inspector::refresh);
    connect(&analyses_.document(), &Document::settingsChanged, this, &Inspector::refresh);
    connect(&analyses_.document(), &Document::selectionChanged, this, &Inspector::refresh);
    refresh();
}

void Inspector::changeEvent(QEvent* event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
}

Inspector::Section Inspector::corrections(const SourceData& data, const std::string& tensor) const
{
    Section section{tr("Corrections"), {}};
    const ParameterState* state = stateOf(data, tensor);
    const SourceSettings* source = analyses_.document().settings().source(analyses_.document().settings().current);
    if (!state || !data.fisher || data.fisher->attributes.kind != FisherKind::Recycled || !source)
        return section;
    const auto& groups = data.optimizer()->groups;
    const std::optional<double> beta2 = state->group < groups.size() ? groups[state->group].beta2 : std::nullopt;
    const std::optional<double> step = source->step ? source->step : state->step;
    if (beta2 && step)
        section.rows.emplace_back(
            tr("Bias"),
            tr("÷ (1 − β₂<sup>%1</sup>) = ÷ %2").arg(whole(*step), shortNumber(1 / biasCorrection(*beta2, *step), 3)));
    else
        section.rows.emplace_back(tr("Bias"), tr("none: the step is unknown"));
    if (const double batch = data.fisher->attributes.batchSize; batch > 0)
        section.rows.emplace_back(tr("Batch"), (data.fisher->attributes.reduction == "sum" ? tr("÷ %1, sum reduction")
                                                                                           : tr("× %1, mean reduction"))
                                                   .arg(whole(batch)));
    else
        section.rows.emplace_back(tr("Batch"), tr("unknown: ranks are right, values are not"));
    if (source->lossFactor != 1)
        section.rows.emplace_back(tr("Loss factor"), tr("÷ %1²").arg(shortNumber(source->lossFactor, 3)));
    return section;
}

std::vector<Inspector::Section> Inspector::sections() const
{
    const Settings& settings = analyses_.document().settings();
    const auto& data = analyses_.source(settings.current).value;
    const std::string name = analyses_.document().selectedTensor().toStdString();
    std::vector<Section> all;
    if (!data || name.empty())
        return all;
    const Tensor* tensor = data->tensors() ? data->tensors()->findMatching(name) : nullptr;
    if (!tensor)
        return all;
    const QLocale locale;
    Section head{{}, {}};
    head.rows.emplace_back(tr("Tensor"), "<b>" + QString::fromStdString(tensor->info.name).toHtmlEscaped() + "</b>");
    head.rows.emplace_back(tr("Shape"), shapeLabel(tensor->info.shape));
    head.rows.emplace_back(tr("Type"), QString::fromLatin1(dtypeName(tensor->info.dtype).data(),
                                                           static_cast<qsizetype>(dtypeName(tensor->info.dtype).size()))
                                           + QStringLiteral(" \u00b7 ")
                                           + locale.formattedDataSize(static_cast<qint64>(tensor->info.bytes()), 0));
    const QString file = QFileInfo(QString::fromStdString(tensor->info.file)).fileName();
    head.rows.emplace_back(
        tr("In file"),
        tensor->info.offset
            ? tr("%1, offset %2").arg(file, locale.toString(static_cast<qulonglong>(*tensor->info.offset)))
            : file);
    all.push_back(head);
    if (const ParameterState* state = stateOf(*data, tensor->info.name)) {
        Section optimizer{tr("Optimizer state"), {}};
        optimizer.rows.emplace_back(tr("State"), QString::fromStdString(state->state));
        optimizer.rows.emplace_back(tr("Accumulator"), QString::fromStdString(data->optimizer()->accumulator));
        if (state->step)
            optimizer.rows.emplace_back(tr("Step"), whole(*state->step));
        const auto& groups = data->optimizer()->groups;
        if (state->group < groups.size() && groups[state->group].beta2) {
            const double beta2 = *groups[state->group].beta2;
            QString text = QString::number(beta2, 'g', 6);
            if (state->step)
                text +=
                    QStringLiteral(" \u00b7 ")
                    + tr("memory %1 % filled").arg(locale.toString(100 * (1 - std::pow(beta2, *state->step)), 'f', 0));
            optimizer.rows.emplace_back(QStringLiteral("\u03b2\u2082"), text);
        }
        optimizer.rows.emplace_back(tr("Mapped by"), howWords(state->how));
        all.push_back(optimizer);
    }
    if (Section section = corrections(*data, tensor->info.name); !section.rows.empty())
        all.push_back(section);
    Section numbers{{}, {}};
    if (const TensorSummary* summary = summaryOf(*data, tensor->info.name)) {
        numbers.rows.emplace_back(tr("Median"), shortNumber(summary->median()));
        numbers.rows.emplace_back(
            tr("Zeros"),
            tr("%1 (%2 %)")
                .arg(locale.toString(static_cast<qlonglong>(summary->histogram.zeros)),
                     locale.toString(100.0 * static_cast<double>(summary->histogram.zeros)
                                         / static_cast<double>(std::max<std::int64_t>(summary->count(), 1)),
                                     'f', 0)));
    }
    if (const auto& agreement = analyses_.agreement().value; agreement && agreement->recycled == data->fisher)
        for (std::size_t i = 0; i < agreement->report.tensors.size(); ++i)
            if (agreement->report.tensors[i].name == tensor->info.name) {
                numbers.rows.emplace_back(QStringLiteral("Spearman \u03c1"),
                                          tr("%1 · attainable %2")
                                              .arg(fixedNumber(agreement->report.tensors[i].agreement.spearman, 3),
                                                   fixedNumber(agreement->attainable[i], 3)));
                numbers.rows.emplace_back(tr("Scale"), shortNumber(agreement->report.tensors[i].agreement.traceRatio, 3)
                                                           + QStringLiteral(" \u00d7"));
            }
    all.push_back(numbers);
    return all;
}

void Inspector::refresh()
{
    const Theme& theme = Theme::of(palette());
    const auto html = [&](const Section& section) {
        QString text;
        if (!section.title.isEmpty())
            text += QString("<tr><td colspan='2' style='padding-top:8px'><b style='color:%1'>%2</b></td></tr>")
                        .arg(theme.muted.name(), section.title);
        for (const auto& [name, value] : section.rows)
            text += QString("<tr><td style='color:%1; padding-right:12px; white-space:nowrap' "
                            "width='92'>%2</td><td>%3</td></tr>")
                        .arg(theme.muted.name(), name, value);
        return text;
    };
    const std::vector<Section> all = sections();
    if (all.empty()) {
        upper_->setText(QString("<span style='color:%1'>%2</span>")
                            .arg(theme.muted.name(), tr("Select a tensor to see everything about it.")));
        lower_->clear();
        histogramTitle_->hide();
        histogram_->hide();
        return;
    }
    QString upper = "<table cellspacing='3' width='100%'>";
    for (std::size_t i = 0; i + 1 < all.size(); ++i)
        upper += html(all[i]);
    upper_->setText(upper + "</table>");
    lower_->setText("<table cellspacing='3' width='100%'>" + html(all.back()) + "</table>");
    const auto& data = analyses_.source(analyses_.document().settings().current).value;
    showHistogram(data.get(), analyses_.document().selectedTensor().toStdString());
}

void Inspector::showHistogram(const SourceData* data, const std::string& tensor)
{
    const TensorSummary* summary = data ? summaryOf(*data, tensor) : nullptr;
    const bool drawable = summary && summary->minPositive;
    histogramTitle_->setVisible(drawable);
    histogram_->setVisible(drawable);
    if (!drawable)
        return;
    histogramTitle_->setText(tr("Distribution"));
    histogram_->setToolTip(tr("Counts over log10 of the entries: recycled filled, reference as outline"));
    if (const auto figure = distributionFigure(analyses_, QString::fromStdString(tensor)))
        histogram_->setFigure(*figure);
}

QString Inspector::text() const
{
    QString text;
    for (const Section& section : sections())
        for (const auto& [name, value] : section.rows)
            text +=
                name + ": " + QString(value).remove("<b>").remove("</b>").replace("<sup>", "^").remove("</sup>") + '\n';
    return text;
}

}  // namespace fisherlens::desktop
