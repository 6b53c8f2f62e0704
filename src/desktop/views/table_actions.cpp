// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/table_actions.h"

#include "base/atomic_file.h"
#include "desktop/itemmodels/export_role.h"
#include "desktop/views/words.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QMenu>
#include <QMessageBox>
#include <QSettings>
#include <QStandardPaths>
#include <QTableView>
#include <QTreeView>

namespace fisherlens::desktop {
namespace {

const QHeaderView* headerOf(const QAbstractItemView& view)
{
    if (const auto* tree = qobject_cast<const QTreeView*>(&view))
        return tree->header();
    return qobject_cast<const QTableView*>(&view)->horizontalHeader();
}

/// A shown column: its section, whether its cells are data, and how many columns are written for it.
struct Column {
    int section = 0;
    bool data = false;
    qsizetype count = 1;
};

std::vector<Column> columnsOf(const QAbstractItemView& view, TableData& table)
{
    std::vector<Column> columns;
    const QHeaderView* header = headerOf(view);
    const QAbstractItemModel& model = *view.model();
    for (int visual = 0; visual < model.columnCount(); ++visual) {
        const int section = header->logicalIndex(visual);
        if (header->isSectionHidden(section))
            continue;
        const QVariant keys = model.headerData(section, Qt::Horizontal, ExportKeysRole);
        const QString words = model.headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
        const QStringList written = keys.isValid() ? keys.toStringList() : QStringList(words);
        QStringList names = model.headerData(section, Qt::Horizontal, ExportNamesRole).toStringList();
        if (names.size() != written.size())
            names = written.size() == 1 ? QStringList(words) : written;
        table.keys << written;
        table.names << names;
        if (!written.isEmpty())
            columns.push_back({section, keys.isValid(), written.size()});
    }
    return columns;
}

void addRows(const QAbstractItemView& view, const QModelIndex& parent, const std::vector<Column>& columns,
             bool selectedOnly, TableData& table)
{
    const QAbstractItemModel& model = *view.model();
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex first = model.index(row, 0, parent);
        if (model.hasChildren(first)) {
            addRows(view, first, columns, selectedOnly, table);
            continue;
        }
        bool selected = !selectedOnly;
        for (int column = 0; column < model.columnCount(parent) && !selected; ++column)
            selected = view.selectionModel()->isSelected(first.siblingAtColumn(column));
        if (!selected)
            continue;
        QVariantList& cells = table.rows.emplace_back();
        for (const Column& column : columns) {
            const QModelIndex cell = first.siblingAtColumn(column.section);
            const QVariant value = cell.data(column.data ? int(ExportValueRole) : int(Qt::DisplayRole));
            if (column.count == 1) {
                cells << (value.typeId() == QMetaType::QVariantList ? value.toList().value(0) : value);
                continue;
            }
            const QVariantList several = value.toList();
            for (qsizetype i = 0; i < column.count; ++i)
                cells << several.value(i);
        }
    }
}

void toClipboard(const TableData& table)
{
    QApplication::clipboard()->setText(tableText(table, "tsv"));
}

}  // namespace

TableActions::TableActions(QAbstractItemView& view, const QString& fileName, std::function<QString()> provenance,
                           int least)
    : QObject(&view), view_(view), fileName_(fileName), provenance_(std::move(provenance)), least_(least),
      copy_(new QAction(&view)), export_(new QAction(&view))
{
    view.setSelectionMode(QAbstractItemView::ExtendedSelection);
    copy_->setShortcut(QKeySequence::Copy);
    copy_->setShortcutContext(Qt::WidgetShortcut);
    view.addActions({copy_, export_});
    view.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(copy_, &QAction::triggered, this, [this] { toClipboard(chosen()); });
    connect(export_, &QAction::triggered, this, &TableActions::exportWhole);
    connect(&view, &QWidget::customContextMenuRequested, this, &TableActions::showMenu);
}

TableActions* TableActions::of(const QWidget* view)
{
    return view ? view->findChild<TableActions*>(QString(), Qt::FindDirectChildrenOnly) : nullptr;
}

void TableActions::showMenu(const QPoint& position)
{
    copy_->setText(tr("Copy"));
    copy_->setToolTip(hint());
    export_->setText(tr("Export table…"));
    QMenu menu(&view_);
    menu.setToolTipsVisible(true);
    menu.addActions(view_.actions());
    menu.addSeparator();
    addSorting(menu);
    if (columns_)
        addColumns(*menu.addMenu(tr("Columns")));
    menu.exec(view_.viewport()->mapToGlobal(position));
}

/// Where the view sorts: by a column, the other way round when it is chosen again, or as in the file.
void TableActions::addSorting(QMenu& menu)
{
    auto* tree = qobject_cast<QTreeView*>(&view_);
    if (!tree || !tree->isSortingEnabled())
        return;
    QMenu* sorting = menu.addMenu(tr("Sort by"));
    const QHeaderView& header = *tree->header();
    const auto add = [&](int section, const QString& words) {
        QAction* action = sorting->addAction(words);
        const bool chosen = header.sortIndicatorSection() == section;
        action->setCheckable(true);
        action->setChecked(chosen);
        const Qt::SortOrder order = chosen && section >= 0 && header.sortIndicatorOrder() == Qt::AscendingOrder
                                        ? Qt::DescendingOrder
                                        : Qt::AscendingOrder;
        connect(action, &QAction::triggered, tree, [tree, section, order] { tree->sortByColumn(section, order); });
    };
    for (int visual = 0; visual < header.count(); ++visual)
        if (const int section = header.logicalIndex(visual); !header.isSectionHidden(section))
            add(section, view_.model()->headerData(section, Qt::Horizontal).toString());
    add(-1, tr("As in the file"));
}

void TableActions::addColumns(QMenu& menu)
{
    auto* tree = qobject_cast<QTreeView*>(&view_);
    for (int column = 1; tree && column < view_.model()->columnCount(); ++column) {
        QAction* action = menu.addAction(view_.model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!tree->isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, tree, column](bool shown) {
            tree->setColumnHidden(column, !shown);
            emit columnsChanged();
        });
    }
}

void TableActions::offerColumns()
{
    columns_ = true;
    QHeaderView* header = qobject_cast<QTreeView*>(&view_)->header();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint& position) {
        QMenu menu(&view_);
        addColumns(menu);
        menu.exec(header->mapToGlobal(position));
    });
}

QString TableActions::hint() const
{
    return least_ > 1 ? tr("Ctrl+C copies the selected rows; with one or none, the whole table as filtered and sorted")
                      : tr("Ctrl+C copies the selected rows; with none, the whole table");
}

TableData TableActions::table(bool selectedOnly) const
{
    TableData table;
    const std::vector<Column> columns = columnsOf(view_, table);
    addRows(view_, view_.rootIndex(), columns, selectedOnly, table);
    table.provenance = provenance_();
    return table;
}

TableData TableActions::whole() const
{
    return table(false);
}

TableData TableActions::chosen() const
{
    TableData selected = table(true);
    return static_cast<int>(selected.rows.size()) < least_ ? whole() : selected;
}

void TableActions::copyWhole() const
{
    toClipboard(whole());
}

void TableActions::exportWhole() const
{
    QSettings settings;
    const QString folder =
        settings.value("export/folder", QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)).toString();
    QString filter;
    QString path =
        QFileDialog::getSaveFileName(view_.window(), tr("Export table"), QDir(folder).filePath(fileName_ + ".csv"),
                                     "CSV (*.csv);;TSV (*.tsv);;Markdown (*.md);;JSON (*.json)", &filter);
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += filter.section('*', 1).chopped(1);  // "CSV (*.csv)"
    const auto written = writeFile(path.toStdString(), tableText(whole(), QFileInfo(path).suffix()).toStdString());
    if (written)
        return settings.setValue("export/folder", QFileInfo(path).path());
    auto* box = new QMessageBox(QMessageBox::Warning, "FisherLens", errorText(written.error()), QMessageBox::Ok,
                                view_.window());
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

}  // namespace fisherlens::desktop
