// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/panels.h"

#include "desktop/document/tensor_filter.h"
#include "desktop/views/finding_words.h"
#include "desktop/views/provenance.h"
#include "desktop/views/style.h"
#include "desktop/views/table_actions.h"
#include "desktop/views/words.h"
#include "operations/info.h"

#include <QAction>
#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <QPainterPath>
#include <QTableView>
#include <QTreeView>
#include <QVBoxLayout>

namespace fisherlens::desktop {
namespace {

/// Severity as a shape and a colour: triangle, octagon, dot (UI.md 2).
class MarkDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const Theme& theme = Theme::of(option.palette);
        const QPointF centre = QRectF(option.rect).center();
        const auto severity = static_cast<Severity>(index.data(FindingsModel::SeverityRole).toInt());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        QPainterPath path;
        if (severity == Severity::Information) {
            painter->setBrush(theme.accent);
            path.addEllipse(centre, 4.5, 4.5);
        } else if (severity == Severity::Warning) {
            painter->setBrush(theme.warning);
            path.addPolygon(QPolygonF({centre + QPointF(0, -5), centre + QPointF(6, 5), centre + QPointF(-6, 5)}));
        } else {
            painter->setBrush(theme.error);
            const double r = 5.5, c = 2.3;
            path.addPolygon(QPolygonF({centre + QPointF(-c, -r), centre + QPointF(c, -r), centre + QPointF(r, -c),
                                       centre + QPointF(r, c), centre + QPointF(c, r), centre + QPointF(-c, r),
                                       centre + QPointF(-r, c), centre + QPointF(-r, -c)}));
        }
        path.closeSubpath();
        painter->drawPath(path);
        painter->restore();
    }
};

/// Findings whose action is the table of optimizer states.
bool isAboutMapping(const QString& id)
{
    return QStringList{"mapping-ambiguous",       "mapping-by-rule",         "foreign-optimizer-state",
                       "parameter-without-state", "state-without-parameter", "tied-parameters"}
        .contains(id);
}

void styleTable(QTableView& table)
{
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(kRowHeight);
    table.horizontalHeader()->hide();
    table.setShowGrid(false);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setWordWrap(false);
}

}  // namespace

LayersPanel::LayersPanel(Analyses& analyses, QWidget* parent)
    : QWidget(parent), analyses_(analyses), tree_(new QTreeView(this))
{
    setAttribute(Qt::WA_StyledBackground);
    tree_->setObjectName("panel");
    tree_->setModel(&model_);
    tree_->header()->hide();
    tree_->header()->setStretchLastSection(false);
    tree_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    tree_->setUniformRowHeights(true);
    tree_->setIndentation(14);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(tree_);
    retranslate();
    connect(tree_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& current) {
        const QString name = current.data(LayersModel::NameRole).toString();
        if (!name.isEmpty() && !selecting_)
            analyses_.document().selectTensor(name);
    });
    connect(&analyses_, &Analyses::sourceChanged, this, &LayersPanel::refresh);
    connect(&analyses_.document(), &Document::settingsChanged, this, &LayersPanel::refresh);
    connect(&analyses_.document(), &Document::filterChanged, this, &LayersPanel::refresh);
    connect(&analyses_.document(), &Document::selectionChanged, this, &LayersPanel::showSelection);
    refresh();
}

void LayersPanel::retranslate()
{
    tree_->setAccessibleName(tr("Layers"));
    tree_->setToolTip(tr("Layers and tensors of the selected source; what is selected here is selected in all views"));
}

void LayersPanel::refresh()
{
    const auto& data = analyses_.source(analyses_.document().settings().current).value;
    const Catalogue* tensors = data ? data->tensors() : nullptr;
    const TensorFilter filter(analyses_.document().filter());
    std::vector<LayerEntry> entries;
    QStringList names;
    if (tensors)
        for (const Tensor& tensor : tensors->tensors())
            if (const QString name = QString::fromStdString(tensor.info.name);
                filter.matches(name, tensor.info.shape, tensor.info.count, tensor.info.dtype)) {
                entries.push_back({name, tensor.info.count});
                names << name;
            }
    if (names == shown_)
        return;
    shown_ = names;
    model_.setTensors(entries);
    if (entries.size() <= 200)
        tree_->expandAll();
    else
        tree_->expandToDepth(0);
    showSelection();
}

void LayersPanel::showSelection()
{
    const QModelIndex index = model_.indexOf(analyses_.document().selectedTensor());
    if (!index.isValid() || index == tree_->currentIndex())
        return;
    selecting_ = true;
    tree_->setCurrentIndex(index);
    tree_->scrollTo(index);
    selecting_ = false;
}

FindingsPanel::FindingsPanel(Analyses& analyses, QWidget* parent)
    : QWidget(parent), analyses_(analyses), table_(new QTableView(this))
{
    table_->setModel(&model_);
    table_->setItemDelegateForColumn(FindingsModel::Mark, new MarkDelegate(table_));
    styleTable(*table_);
    copy_ = new TableActions(*table_, "findings", [this] { return filesProvenance(analyses_); });
    retranslate();
    table_->horizontalHeader()->setSectionResizeMode(FindingsModel::Sentence, QHeaderView::Stretch);
    table_->setColumnWidth(FindingsModel::Mark, 28);
    table_->setColumnWidth(FindingsModel::Id, 176);
    table_->setColumnWidth(FindingsModel::Place, 170);
    table_->setColumnWidth(FindingsModel::Action, 150);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(table_);
    const auto act = [this](const QModelIndex& index) {
        const FindingRow& row = model_.rows()[static_cast<std::size_t>(index.row())];
        if (isAboutMapping(row.id))
            emit mappingRequested(row.source);
        else if (!row.tensor.isEmpty())
            emit tensorRequested(row.source, row.tensor);
    };
    connect(table_, &QTableView::activated, this, act);
    connect(table_, &QTableView::clicked, this, [act](const QModelIndex& index) {
        if (index.column() == FindingsModel::Action)
            act(index);
    });
    connect(&analyses_, &Analyses::sourceChanged, this, &FindingsPanel::refresh);
    connect(&analyses_.document(), &Document::settingsChanged, this, &FindingsPanel::refresh);
    connect(&analyses_.document(), &Document::filterChanged, this, &FindingsPanel::refresh);
    refresh();
}

void FindingsPanel::retranslate()
{
    table_->setAccessibleName(tr("Findings"));
    table_->setToolTip(tr("Return shows the place of a finding, or the table it is about") + '\n' + copy_->hint());
}

void FindingsPanel::refresh()
{
    std::vector<FindingRow> rows;
    const TensorFilter filter(analyses_.document().filter());
    for (const SourceSettings& source : analyses_.document().settings().sources) {
        const auto& analysis = analyses_.source(source.id);
        if (analysis.error)
            rows.push_back({Severity::Error, "open", source.name, errorLine(*analysis.error), {}, {}, {}, source.id});
        if (!analysis.value)
            continue;
        for (const Finding& finding : analysis.value->findings) {
            const QString tensor = QString::fromStdString(finding.where.tensor);
            const Catalogue* tensors = analysis.value->tensors();
            const Tensor* known = tensors && !tensor.isEmpty() ? tensors->find(finding.where.tensor) : nullptr;
            if (known && finding.severity != Severity::Error
                && !filter.matches(tensor, known->info.shape, known->info.count, known->info.dtype))
                continue;
            const bool mapping = isAboutMapping(QString::fromStdString(finding.id));
            const QString own = coreSentence(finding.hint), hint = mapping ? tr("Show table") : findingHint(finding);
            rows.push_back({finding.severity, QString::fromStdString(finding.id),
                            tensor.isEmpty() ? source.name : source.name + QStringLiteral(" \u00b7 ") + tensor,
                            findingText(finding), hint, hint == own ? QString() : own, tensor, source.id});
        }
    }
    const bool changed = rows.size() != model_.rows().size();
    model_.setRows(std::move(rows));
    if (changed)
        emit countChanged(static_cast<int>(model_.rows().size()));
}

void FindingsPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
    }
}

void LayersPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

JobsPanel::JobsPanel(JobRunner& runner, QWidget* parent)
    : QWidget(parent), runner_(runner), model_(runner, errorLine), table_(new QTableView(this))
{
    table_->setModel(&model_);
    styleTable(*table_);
    table_->horizontalHeader()->setSectionResizeMode(JobsModel::State, QHeaderView::Stretch);
    table_->setColumnWidth(JobsModel::Name, 320);
    stop_ = new QAction(table_);
    stop_->setShortcut(Qt::Key_Escape);
    stop_->setShortcutContext(Qt::WidgetShortcut);
    table_->addAction(stop_);
    copy_ = new TableActions(*table_, "jobs", [] { return provenanceLine(tr("Jobs")); });
    retranslate();
    connect(stop_, &QAction::triggered, this, [this] {
        for (const QModelIndex& index : table_->selectionModel()->selectedRows())
            runner_.cancel(index.data(JobsModel::IdRole).toULongLong());
    });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(table_);
}

void JobsPanel::retranslate()
{
    table_->setAccessibleName(tr("Jobs"));
    table_->setToolTip(tr("Escape stops the selected job") + '\n' + copy_->hint());
    stop_->setText(tr("Stop"));
}

void JobsPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

}  // namespace fisherlens::desktop
