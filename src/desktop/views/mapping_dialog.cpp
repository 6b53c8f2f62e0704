// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/mapping_dialog.h"

#include "desktop/views/provenance.h"
#include "desktop/views/style.h"
#include "desktop/views/table_actions.h"
#include "desktop/views/words.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace fisherlens::desktop {
namespace {

/// A list of the states that fit the row.
class StateDelegate : public QStyledItemDelegate {
public:
    StateDelegate(const MappingModel& model, QObject* parent) : QStyledItemDelegate(parent), model_(model) {}

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        auto* box = new QComboBox(parent);
        box->addItem(MappingDialog::tr("none"), QString());
        for (const QString& key : model_.choices(index.row()))
            box->addItem(key, key);
        return box;
    }
    void setEditorData(QWidget* editor, const QModelIndex& index) const override
    {
        auto* box = static_cast<QComboBox*>(editor);
        box->setCurrentIndex(std::max(0, box->findData(index.data(Qt::EditRole))));
    }
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override
    {
        model->setData(index, static_cast<QComboBox*>(editor)->currentData(), Qt::EditRole);
    }

private:
    const MappingModel& model_;
};

}  // namespace

MappingDialog::MappingDialog(Analyses& analyses, SourceId source, QWidget* parent)
    : QDialog(parent), analyses_(analyses), source_(source)
{
    const SourceSettings* settings = analyses_.document().settings().source(source_);
    setWindowTitle(tr("Optimizer states of %1").arg(settings ? settings->name : QString()));
    note_ = mutedLabel({}, this);
    note_->setWordWrap(true);
    problem_ = new QLabel(this);
    problem_->setWordWrap(true);
    problem_->hide();
    table_ = new QTableView(this);
    table_->setModel(&model_);
    table_->setItemDelegateForColumn(MappingModel::State, new StateDelegate(model_, table_));
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(kRowHeight);
    table_->setShowGrid(false);
    table_->setAlternatingRowColors(true);
    table_->setAccessibleName(tr("Parameters and their optimizer states"));
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setSectionResizeMode(MappingModel::Parameter, QHeaderView::Stretch);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto* actions = new TableActions(
        *table_, "mapping", [this] { return sourceProvenance(analyses_, source_); }, 2);
    table_->setToolTip(actions->hint());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    inOrder_ = buttons->addButton(tr("Assign the rest in order"), QDialogButtonBox::ActionRole);
    inOrder_->setToolTip(tr("Every parameter without a state gets the next free state of its shape"));
    none_ = buttons->addButton(tr("Decide automatically"), QDialogButtonBox::ActionRole);
    none_->setToolTip(tr("Leaves the mapping file out and opens the checkpoint again"));
    save_ = buttons->addButton(tr("Save and use…"), QDialogButtonBox::ActionRole);
    save_->setToolTip(
        tr("Writes a small file that says which state belongs to which parameter; --mapping reads it too"));
    makePrimary(*save_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPadding, kPadding, kPadding, kPadding);
    layout->setSpacing(8);
    layout->addWidget(note_);
    layout->addWidget(table_, 1);
    layout->addWidget(problem_);
    layout->addWidget(buttons);
    if (const auto& data = analyses_.source(source_).value; data && data->opened->checkpoint)
        model_.setCheckpoint(*data->opened->checkpoint);
    resize(760, 150 + kRowHeight * std::clamp(model_.rowCount(), 6, 22));
    connect(&model_, &QAbstractItemModel::dataChanged, this, &MappingDialog::refresh);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(inOrder_, &QPushButton::clicked, this, [this] { model_.assignInOrder(); });
    connect(none_, &QPushButton::clicked, this, &MappingDialog::useNone);
    connect(save_, &QPushButton::clicked, this, &MappingDialog::save);
    refresh();
}

void MappingDialog::refresh()
{
    const auto& data = analyses_.source(source_).value;
    const SourceSettings* settings = analyses_.document().settings().source(source_);
    const Optimizer* optimizer = data && data->opened->checkpoint && data->opened->checkpoint->optimizer
                                     ? &*data->opened->checkpoint->optimizer
                                     : nullptr;
    none_->setVisible(settings && !settings->mapping.isEmpty());
    save_->setEnabled(optimizer && model_.isEdited());
    inOrder_->setEnabled(optimizer && model_.freeStates() > 0 && model_.assigned() < model_.rowCount());
    if (!optimizer)
        return note_->setText(tr("The file holds no optimizer state."));
    QString text = tr("%1 of %2 parameters have a state; %3 states belong to no parameter.")
                       .arg(model_.assigned())
                       .arg(model_.rowCount())
                       .arg(model_.freeStates());
    if (model_.isEdited())
        text += ' ' + tr("Edited by hand, not saved yet.");
    else if (settings && !settings->mapping.isEmpty())
        text += ' ' + tr("The mapping comes from %1.").arg(QFileInfo(settings->mapping).fileName());
    else if (optimizer->unusable)
        text += '\n' + errorText(*optimizer->unusable);
    note_->setText(text);
}

void MappingDialog::save()
{
    const SourceSettings* settings = analyses_.document().settings().source(source_);
    if (!settings)
        return;
    const QFileInfo info(settings->path);
    const QString suggested = settings->mapping.isEmpty()
                                  ? info.dir().filePath(info.completeBaseName() + ".mapping.json")
                                  : settings->mapping;
    const QString path = QFileDialog::getSaveFileName(this, tr("Save mapping"), suggested, tr("Mappings (*.json)"));
    if (!path.isEmpty() && saveTo(path))
        accept();
}

bool MappingDialog::saveTo(const QString& path)
{
    const auto& data = analyses_.source(source_).value;
    if (!data || !data->opened->checkpoint)
        return false;
    const auto written = writeMappingFile(*data->opened->checkpoint, model_.mapping(), path.toStdString());
    problem_->setVisible(!written);
    if (!written) {
        problem_->setText(errorText(written.error()));
        return false;
    }
    analyses_.document().change(tr("Assign optimizer states"), [&](Settings& settings) {
        if (SourceSettings* source = settings.source(source_))
            source->mapping = path;
    });
    analyses_.reload(source_);  // the file may have been used before with other contents
    return true;
}

void MappingDialog::useNone()
{
    analyses_.document().change(tr("Decide the mapping automatically"), [&](Settings& settings) {
        if (SourceSettings* source = settings.source(source_))
            source->mapping.clear();
    });
    accept();
}

QString MappingDialog::note() const
{
    return note_->text();
}

}  // namespace fisherlens::desktop
