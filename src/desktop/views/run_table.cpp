// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/run_table.h"

#include "desktop/views/core_words.h"
#include "desktop/views/style.h"

#include <QCoreApplication>
#include <QHeaderView>

#include <algorithm>
#include <array>

namespace fisherlens::desktop {
namespace {

/// Shown whether or not they are known: they decide the batch size or a finding.
constexpr std::array kAsked{"micro-batch", "accumulation", "world-size", "clip-norm", "precision", "data-set-size"};

constexpr std::pair<const char*, const char*> kWords[] = {
    {"micro-batch", QT_TRANSLATE_NOOP("RunTable", "Micro-batch")},
    {"accumulation", QT_TRANSLATE_NOOP("RunTable", "Accumulation steps")},
    {"world-size", QT_TRANSLATE_NOOP("RunTable", "Data-parallel ranks")},
    {"global-batch", QT_TRANSLATE_NOOP("RunTable", "Global batch")},
    {"clip-norm", QT_TRANSLATE_NOOP("RunTable", "Clipping at norm")},
    {"clip-value", QT_TRANSLATE_NOOP("RunTable", "Clipping of every entry")},
    {"clip-adaptive", QT_TRANSLATE_NOOP("RunTable", "Adaptive clipping")},
    {"clip-norm-of-each", QT_TRANSLATE_NOOP("RunTable", "Clipping of each parameter at norm")},
    {"loss-scale", QT_TRANSLATE_NOOP("RunTable", "Loss scale")},
    {"precision", QT_TRANSLATE_NOOP("RunTable", "Precision")},
    {"data-set-size", QT_TRANSLATE_NOOP("RunTable", "Training examples")},
    {"optimizer-steps", QT_TRANSLATE_NOOP("RunTable", "Optimizer steps")},
    {"epochs", QT_TRANSLATE_NOOP("RunTable", "Epochs")},
    {"learning-rate", QT_TRANSLATE_NOOP("RunTable", "Learning rate")},
    {"weight-decay", QT_TRANSLATE_NOOP("RunTable", "Weight decay")},
    {"warm-up-steps", QT_TRANSLATE_NOOP("RunTable", "Warm-up steps")},
    {"label-smoothing", QT_TRANSLATE_NOOP("RunTable", "Label smoothing")},
    {"reduction", QT_TRANSLATE_NOOP("RunTable", "Reduction")},
    {"loss", QT_TRANSLATE_NOOP("RunTable", "Loss")},
    {"seed", QT_TRANSLATE_NOOP("RunTable", "Seed")},
    {"trainer-version", QT_TRANSLATE_NOOP("RunTable", "Version of the trainer")},
    {"optimizer", QT_TRANSLATE_NOOP("RunTable", "Optimizer")},
};

}  // namespace

QString runValueWords(const std::string& name)
{
    for (const auto& [key, words] : kWords)
        if (name == key)
            return QCoreApplication::translate("RunTable", words);
    return QString::fromStdString(name);
}

RunTable::RunTable(QWidget* parent) : QTableWidget(0, ColumnCount, parent)
{
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(kRowHeight);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(Name, QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(Value, QHeaderView::Interactive);
    horizontalHeader()->setSectionResizeMode(Origin, QHeaderView::Stretch);
    setColumnWidth(Value, 120);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setAccessibleName(tr("Training run"));
    setToolTip(tr("A double click types another value; an empty one takes it away"));
    setHorizontalHeaderLabels({tr("Training run"), tr("Value"), tr("Where it was read")});
    const QString toolTips[] = {tr("What the scale of the recycled Fisher or a finding depends on"),
                                tr("As the files say it, or typed"), tr("File and entry that say it")};
    for (int column = 0; column < ColumnCount; ++column)
        horizontalHeaderItem(column)->setToolTip(toolTips[column]);
    connect(this, &QTableWidget::cellChanged, this, &RunTable::take);
}

void RunTable::setRun(const TrainingRun& run, Edits edits)
{
    run_ = run;
    edits_ = std::move(edits);
    fill();
}

void RunTable::fill()
{
    filling_ = true;
    std::vector<std::string> names(kAsked.begin(), kAsked.end());
    for (const RunValue& value : run_.values)
        if (std::find(names.begin(), names.end(), value.name) == names.end())
            names.push_back(value.name);
    setRowCount(static_cast<int>(names.size()));
    for (std::size_t i = 0; i < names.size(); ++i) {
        const RunValue* value = run_.find(names[i]);
        const bool typed = value && value->origin == "typed";
        auto* name = new QTableWidgetItem(runValueWords(names[i]));
        name->setData(Qt::UserRole, QString::fromStdString(names[i]));
        name->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        auto* text = new QTableWidgetItem(value ? QString::fromStdString(value->value) : QString());
        auto* origin = new QTableWidgetItem(!value  ? tr("not recorded")
                                            : typed ? tr("typed")
                                                    : coreSentence(value->origin));
        origin->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        origin->setForeground(Theme::of(palette()).muted);
        origin->setToolTip(origin->text());
        setItem(static_cast<int>(i), Name, name);
        setItem(static_cast<int>(i), Value, text);
        setItem(static_cast<int>(i), Origin, origin);
    }
    filling_ = false;
}

void RunTable::take(int row, int column)
{
    if (filling_ || column != Value)
        return;
    const QString name = item(row, Name)->data(Qt::UserRole).toString(), text = item(row, Value)->text().trimmed();
    const RunValue* before = run_.find(name.toStdString());
    if ((before ? QString::fromStdString(before->value) : QString()) == text)
        return fill();
    std::erase_if(edits_, [&](const auto& edit) { return edit.first == name; });
    edits_.emplace_back(name, text);
    run_.set(name.toStdString(), text.toStdString(), "typed");
    deriveBatch(run_);
    fill();
    emit edited();
}

}  // namespace fisherlens::desktop
