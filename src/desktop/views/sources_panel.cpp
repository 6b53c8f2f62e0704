// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/panels.h"

#include "desktop/views/source_box.h"
#include "desktop/views/style.h"
#include "desktop/views/words.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace fisherlens::desktop {

void SourceDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = Theme::of(option.palette);
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme.selection);
    const int colour = index.data(SourcesModel::ColourRole).toInt();
    const QRect area = option.rect.adjusted(10, 4, -8, -4);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour < 0 ? theme.neutral : theme.source(colour));
    painter->drawRoundedRect(QRectF(area.left(), area.center().y() - 5, 10, 10), 2, 2);
    const bool failed = index.data(SourcesModel::FailedRole).toBool(),
               mapped = index.data(SourcesModel::MappedRole).toBool();
    const QRect text = area.adjusted(18, 0, -20, 0);
    painter->setFont(option.font);
    painter->setPen(theme.text);
    const QFontMetrics metrics(option.font);
    painter->drawText(QRect(text.left(), text.top(), text.width(), area.height() / 2), Qt::AlignLeft | Qt::AlignVCenter,
                      metrics.elidedText(index.data().toString(), Qt::ElideRight, text.width()));
    painter->setFont(secondaryFont(option.font));
    painter->setPen(failed ? theme.error : theme.muted);
    const QFontMetrics small(painter->font());
    painter->drawText(
        QRect(text.left(), area.center().y(), text.width(), area.height() / 2), Qt::AlignLeft | Qt::AlignVCenter,
        small.elidedText(index.data(SourcesModel::SubtitleRole).toString(), Qt::ElideRight, text.width()));
    if (mapped || failed) {
        painter->setPen(failed ? theme.error : theme.good);
        painter->setFont(option.font);
        painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter,
                          failed ? QStringLiteral("!") : QStringLiteral("\u2713"));
    }
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(theme.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

QSize SourceDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {120, 44};
}

void SourceDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex&) const
{
    editor->setGeometry(option.rect.adjusted(24, 2, -4, -option.rect.height() / 2 + 6));
}

SourcesPanel::SourcesPanel(Analyses& analyses, QWidget* parent)
    : QWidget(parent), analyses_(analyses), list_(new QListView(this))
{
    setAttribute(Qt::WA_StyledBackground);
    list_->setObjectName("panel");
    list_->setModel(&model_);
    list_->setItemDelegate(new SourceDelegate(list_));
    list_->setContextMenuPolicy(Qt::CustomContextMenu);
    list_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    retranslate();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(list_);
    connect(list_, &QWidget::customContextMenuRequested, this, &SourcesPanel::showMenu);
    connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& current) {
        const int id = current.data(SourcesModel::IdRole).toInt();
        if (id && id != analyses_.document().settings().current)
            analyses_.document().change(tr("Select source"), [this, id](Settings& settings) {
                settings.current = id;
                if (const auto& data = analyses_.source(id).value; data && data->fisher)
                    settings.heatmap.source = id;
            });
    });
    connect(&model_, &SourcesModel::renamed, this, [this](int id, const QString& name) {
        analyses_.document().change(tr("Rename source"), [id, name](Settings& settings) {
            if (SourceSettings* source = settings.source(id))
                source->name = name;
        });
    });
    auto* remove = new QAction(list_);
    remove->setShortcut(QKeySequence::Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    list_->addAction(remove);
    connect(remove, &QAction::triggered, this,
            [this] { analyses_.document().removeSource(list_->currentIndex().data(SourcesModel::IdRole).toInt()); });
    connect(&analyses_, &Analyses::sourceChanged, this, &SourcesPanel::refresh);
    connect(&analyses_.document(), &Document::settingsChanged, this, &SourcesPanel::refresh);
    refresh();
}

void SourcesPanel::retranslate()
{
    list_->setAccessibleName(tr("Sources"));
    list_->setToolTip(tr("What is open; F2 renames, Delete closes, the right button has more"));
}

void SourcesPanel::refresh()
{
    std::vector<SourceRow> rows;
    for (const SourceSettings& source : analyses_.document().settings().sources) {
        const auto& analysis = analyses_.source(source.id);
        SourceRow row;
        row.id = source.id;
        row.name = source.name;
        row.colour = source.colour;
        row.toolTip = source.path;
        if (analysis.state == Analysis<SourceData>::Failed) {
            row.failed = true;
            row.subtitle = tr("cannot be opened");
            row.toolTip += "\n" + errorText(*analysis.error);
        } else if (analysis.value) {
            row.subtitle = sourceWords(*analysis.value);
            row.mapped = analysis.value->fisher != nullptr;
        } else {
            row.subtitle = tr("opening…");
        }
        rows.push_back(row);
    }
    model_.setRows(std::move(rows));
    const int row = model_.rowOf(analyses_.document().settings().current);
    if (row >= 0 && list_->currentIndex().row() != row)
        list_->setCurrentIndex(model_.index(row));
}

void SourcesPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
    }
}

void SourcesPanel::showMenu(const QPoint& position)
{
    QMenu menu(this);
    const QModelIndex index = list_->indexAt(position);
    QAction* add = menu.addAction(tr("Open…"));
    connect(add, &QAction::triggered, this, &SourcesPanel::addRequested);
    if (const int id = index.data(SourcesModel::IdRole).toInt()) {
        menu.addSeparator();
        connect(menu.addAction(tr("Recycling settings…")), &QAction::triggered, this,
                [this, id] { emit recycleRequested(id); });
        connect(menu.addAction(tr("Compute a reference…")), &QAction::triggered, this,
                [this, id] { emit referenceRequested(id); });
        connect(menu.addAction(tr("Evaluation data…")), &QAction::triggered, this,
                [this, id] { emit evaluationRequested(id); });
        connect(menu.addAction(tr("Rename")), &QAction::triggered, this, [this, index] { list_->edit(index); });
        connect(menu.addAction(tr("Read again")), &QAction::triggered, this, [this, id] { analyses_.reload(id); });
        connect(menu.addAction(tr("Close")), &QAction::triggered, this,
                [this, id] { analyses_.document().removeSource(id); });
    }
    menu.exec(list_->mapToGlobal(position));
}

}  // namespace fisherlens::desktop
