// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/options_dialogs.h"

#include "ui_merge_options_dialog.h"
#include "ui_prune_options_dialog.h"

#include "base/names.h"
#include "desktop/document/edit_analyses.h"
#include "desktop/document/plan.h"
#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/source_box.h"
#include "desktop/views/style.h"

#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>

#include <algorithm>

namespace fisherlens::desktop {
namespace {

QStringList patternsOf(const QString& text)
{
    static const QRegularExpression separators("[\\s,]+");
    return text.split(separators, Qt::SkipEmptyParts);
}

QString normalizationWords(Normalization normalization)
{
    switch (normalization) {
    case Normalization::Mean: return MergeOptionsDialog::tr("mean");
    case Normalization::L2: return MergeOptionsDialog::tr("L2 norm");
    case Normalization::None: break;
    }
    return MergeOptionsDialog::tr("none");
}

void makeOk(QDialogButtonBox& buttons)
{
    QPushButton* ok = buttons.button(QDialogButtonBox::Ok);
    ok->setText(MergeOptionsDialog::tr("Apply"));
    makePrimary(*ok);
}

}  // namespace

MergeOptionsDialog::MergeOptionsDialog(const Analyses& analyses, QWidget* parent)
    : QDialog(parent), analyses_(analyses), ui_(std::make_unique<Ui::MergeOptionsDialog>())
{
    ui_->setupUi(this);
    const MergeChoice& choice = analyses.document().settings().merge;
    for (QLabel* label :
         {ui_->intro, ui_->baseNote, ui_->scaleNote, ui_->normalizationNote, ui_->floorNote, ui_->nonfiniteNote})
        label->setProperty("muted", true);
    fillSources(*ui_->base, analyses, choice.base,
                [](const SourceData& data) { return data.opened->checkpoint.has_value(); });
    ui_->base->insertItem(0, tr("none"), 0);
    ui_->base->setCurrentIndex(std::max(0, ui_->base->findData(choice.base)));
    ui_->scale->setMaximum(kLargestScale);
    ui_->scale->setValue(choice.scale);
    ui_->normalization->addItem(tr("as the scales ask"), "");
    for (const Normalization one : {Normalization::None, Normalization::Mean, Normalization::L2})
        ui_->normalization->addItem(normalizationWords(one), QString::fromLatin1(fisherlens::name(one).data()));
    ui_->normalization->setCurrentIndex(std::max(0, ui_->normalization->findData(choice.normalization)));
    ui_->floor->setText(QLocale().toString(choice.floor, 'g', 6));
    ui_->nonfinite->addItem(tr("refuse to merge"), false);
    ui_->nonfinite->addItem(tr("average"), true);
    ui_->nonfinite->setCurrentIndex(choice.fallback ? 1 : 0);
    makeOk(*ui_->buttons);
    connect(ui_->floor, &QLineEdit::textChanged, this, &MergeOptionsDialog::check);
    connect(ui_->normalization, &QComboBox::currentIndexChanged, this, &MergeOptionsDialog::check);
    connect(ui_->nonfinite, &QComboBox::currentIndexChanged, this, &MergeOptionsDialog::check);
    check();
}

MergeOptionsDialog::~MergeOptionsDialog() = default;

std::optional<double> MergeOptionsDialog::floor() const
{
    bool number = false;
    double value = QLocale().toDouble(ui_->floor->text().trimmed(), &number);
    if (!number)
        value = ui_->floor->text().trimmed().toDouble(&number);
    return number && value >= 0 && value <= 1 ? std::optional(value) : std::nullopt;
}

void MergeOptionsDialog::check()
{
    ui_->baseNote->setText(tr("for task arithmetic"));
    ui_->scaleNote->setText(tr("for task arithmetic; 2 by default"));
    ui_->normalizationNote->setText(
        ui_->normalization->currentIndex() == 0
            ? tr("these Fishers: %1").arg(normalizationWords(analyses_.edits().normalizationOfScales()))
            : tr("for Fisher merges"));
    ui_->floorNote->setText(floor() ? tr("for Fisher merges; 1e−6 by default") : tr("A number between 0 and 1."));
    const std::int64_t entries = nonfiniteInMerge(analyses_);
    ui_->nonfiniteNote->setText(tr("here: %1").arg(QLocale().toString(static_cast<qlonglong>(entries))));
    ui_->buttons->button(QDialogButtonBox::Ok)->setEnabled(floor().has_value());
}

MergeChoice MergeOptionsDialog::choice() const
{
    MergeChoice choice = analyses_.document().settings().merge;
    choice.base = ui_->base->currentData().toInt();
    choice.scale = ui_->scale->value();
    choice.normalization = ui_->normalization->currentData().toString();
    choice.floor = floor().value_or(choice.floor);
    choice.fallback = ui_->nonfinite->currentData().toBool();
    return choice;
}

PruneOptionsDialog::PruneOptionsDialog(const Analyses& analyses, QWidget* parent)
    : QDialog(parent), analyses_(analyses), ui_(std::make_unique<Ui::PruneOptionsDialog>())
{
    ui_->setupUi(this);
    const PruneChoice& choice = analyses.document().settings().prune;
    for (QLabel* label : {ui_->intro, ui_->includeNote, ui_->excludeNote, ui_->zeroFisherNote, ui_->nonfiniteNote})
        label->setProperty("muted", true);
    ui_->include->setText(choice.include.join(' '));
    ui_->include->setPlaceholderText(tr("all tensors"));
    ui_->exclude->setText(choice.exclude.join(' '));
    ui_->exclude->setPlaceholderText(tr("none"));
    ui_->zeroFisher->addItem(tr("prune"), false);
    ui_->zeroFisher->addItem(tr("keep"), true);
    ui_->zeroFisher->setCurrentIndex(choice.keepZeroFisher ? 1 : 0);
    ui_->nonfinite->addItem(tr("refuse to prune"), false);
    ui_->nonfinite->addItem(tr("keep"), true);
    ui_->nonfinite->setCurrentIndex(choice.fallback ? 1 : 0);
    makeOk(*ui_->buttons);
    connect(ui_->include, &QLineEdit::textChanged, this, &PruneOptionsDialog::check);
    connect(ui_->exclude, &QLineEdit::textChanged, this, &PruneOptionsDialog::check);
    check();
}

PruneOptionsDialog::~PruneOptionsDialog() = default;

/// How many tensors the patterns match; the first one that matches none is named.
QString PruneOptionsDialog::matches(const QStringList& patterns, const QString& none) const
{
    const auto& data = analyses_.source(analyses_.document().settings().prune.model).value;
    if (patterns.isEmpty() || !data || !data->opened->checkpoint)
        return none;
    const auto& tensors = data->opened->checkpoint->tensors.tensors();
    const auto hits = [&](const QString& pattern, const Tensor& tensor) {
        return globMatches(pattern.toStdString(), tensor.info.name);
    };
    for (const QString& pattern : patterns)
        if (std::none_of(tensors.begin(), tensors.end(), [&](const Tensor& tensor) { return hits(pattern, tensor); }))
            return tr("No tensor matches %1.").arg(pattern);
    const auto count = std::count_if(tensors.begin(), tensors.end(), [&](const Tensor& tensor) {
        return std::any_of(patterns.begin(), patterns.end(), [&](const QString& p) { return hits(p, tensor); });
    });
    return tr("%n tensor(s)", nullptr, static_cast<int>(count));
}

void PruneOptionsDialog::check()
{
    const auto entries = [this](std::int64_t count) {
        return tr("here: %1").arg(QLocale().toString(static_cast<qlonglong>(count)));
    };
    const auto& preview = analyses_.edits().prunePreview().value;
    ui_->includeNote->setText(matches(patternsOf(ui_->include->text()), tr("all tensors")));
    ui_->excludeNote->setText(matches(patternsOf(ui_->exclude->text()), analyses_.document().settings().prune.leaveSmall
                                                                            ? tr("beside the small ones")
                                                                            : QString()));
    ui_->zeroFisherNote->setText(entries(preview ? preview->zeroFisher() : 0));
    ui_->nonfiniteNote->setText(entries(nonfiniteInPrune(analyses_)));
}

PruneChoice PruneOptionsDialog::choice() const
{
    PruneChoice choice = analyses_.document().settings().prune;
    choice.include = patternsOf(ui_->include->text());
    choice.exclude = patternsOf(ui_->exclude->text());
    choice.keepZeroFisher = ui_->zeroFisher->currentData().toBool();
    choice.fallback = ui_->nonfinite->currentData().toBool();
    return choice;
}

}  // namespace fisherlens::desktop
