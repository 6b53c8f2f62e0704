// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/itemmodels/overview_model.h"

#include "desktop/itemmodels/export_role.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <map>

namespace fisherlens::desktop {
namespace {

const QString kMinus = QStringLiteral("\u2212");
const QString kNone = QStringLiteral("\u2013");

}  // namespace

QString layerOf(const QString& tensor)
{
    const QStringList parts = tensor.split('.');
    for (qsizetype i = 0; i + 1 < parts.size(); ++i) {
        bool number = false;
        parts[i].toInt(&number);
        if (number)
            return parts.mid(0, i + 1).join('.');
    }
    return parts.mid(0, parts.size() - 1).join('.');
}

QString shapeLabel(const Shape& shape)
{
    if (shape.empty())
        return OverviewModel::tr("scalar");
    QStringList sizes;
    for (const std::int64_t size : shape)
        sizes << QString::number(size);
    return sizes.join(QStringLiteral(" \u00d7 "));
}

QString shortNumber(std::optional<double> value, int digits)
{
    if (!value || !std::isfinite(*value))
        return kNone;
    if (*value == 0)
        return "0";
    const QLocale locale;
    const double magnitude = std::abs(*value);
    QString text;
    if (magnitude >= 1e-3 && magnitude < 1e5) {
        const int decimals = std::clamp(digits - 1 - static_cast<int>(std::floor(std::log10(magnitude))), 0, 6);
        text = locale.toString(*value, 'f', decimals);
    } else {
        const QString scientific = QString::number(*value, 'e', digits - 1);
        const qsizetype e = scientific.indexOf('e');
        text = locale.toString(scientific.left(e).toDouble(), 'f', digits - 1) + 'e'
               + QString::number(scientific.mid(e + 1).toInt());
    }
    return text.replace('-', kMinus);
}

QString fixedNumber(std::optional<double> value, int decimals)
{
    if (!value || !std::isfinite(*value))
        return kNone;
    return QLocale().toString(*value, 'f', decimals).replace('-', kMinus);
}

void OverviewModel::setRows(std::vector<OverviewRow> rows, std::pair<double, double> range)
{
    beginResetModel();
    rows_ = std::move(rows);
    root_.children.clear();
    std::map<QString, Node*> layers;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const QString layer = layerOf(rows_[i].name);
        Node*& group = layers[layer];
        if (!group)
            group = root_.add({layer, -1, 0, 0});
        group->add({layer, static_cast<int>(i), rows_[i].count, 1});
        group->payload.count += rows_[i].count;
        ++group->payload.tensors;
    }
    range_ = range;
    endResetModel();
}

const OverviewModel::Node* OverviewModel::node(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<const Node*>(index.internalPointer()) : &root_;
}

const OverviewRow* OverviewModel::row(const QModelIndex& index) const
{
    if (!index.isValid())
        return nullptr;
    const int row = node(index)->payload.row;
    return row < 0 ? nullptr : &rows_[static_cast<std::size_t>(row)];
}

QModelIndex OverviewModel::indexOf(const QString& tensor) const
{
    for (const auto& layer : root_.children)
        for (const auto& leaf : layer->children)
            if (rows_[static_cast<std::size_t>(leaf->payload.row)].name == tensor)
                return createIndex(leaf->row, 0, leaf.get());
    return {};
}

QModelIndex OverviewModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, node(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex OverviewModel::parent(const QModelIndex& child) const
{
    if (!child.isValid())
        return {};
    const Node* parent = node(child)->parent;
    return parent == &root_ || !parent ? QModelIndex() : createIndex(parent->row, 0, parent);
}

int OverviewModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(node(parent)->children.size());
}

int OverviewModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QVariant OverviewModel::text(const OverviewRow& row, const Entry& entry, int column) const
{
    const QLocale locale;
    switch (column) {
    case Tensor: return entry.layer.isEmpty() ? row.name : row.name.mid(entry.layer.size() + 1);
    case ShapeColumn: return shapeLabel(row.shape);
    case Parameters: return locale.toString(static_cast<qlonglong>(row.count));
    case Median: return shortNumber(row.median);
    case Zeros:
        return row.zeros == 0 || row.count == 0
                   ? QString("0")
                   : locale.toString(100.0 * static_cast<double>(row.zeros) / static_cast<double>(row.count), 'f', 1)
                         + " %";
    case Spearman: return fixedNumber(row.spearman, 2);
    case Scale: return row.traceRatio ? shortNumber(row.traceRatio) + QStringLiteral(" \u00d7") : kNone;
    default: return {};
    }
}

QVariant OverviewModel::sortKey(const OverviewRow& row, int column)
{
    const auto number = [](const std::optional<double>& value) { return value ? QVariant(*value) : QVariant(-1e300); };
    switch (column) {
    case Tensor: return row.name;
    case ShapeColumn:
    case Parameters: return QVariant::fromValue(static_cast<qlonglong>(row.count));
    case Quantiles:
    case Distribution:
    case Median: return number(row.median);
    case Zeros: return row.count ? static_cast<double>(row.zeros) / static_cast<double>(row.count) : 0.0;
    case Spearman: return number(row.spearman);
    case Scale: return number(row.traceRatio);
    default: return {};
    }
}

QVariant OverviewModel::exported(const OverviewRow& row, int column)
{
    const auto number = [](const std::optional<double>& value) { return value ? QVariant(*value) : QVariant(); };
    switch (column) {
    case Tensor: return row.name;
    case ShapeColumn: return shapeLabel(row.shape);
    case Parameters: return static_cast<qlonglong>(row.count);
    case Quantiles: {
        QVariantList quantiles;
        for (const double value : row.quantiles)
            quantiles << value;
        return quantiles;
    }
    case Median: return number(row.median);
    case Zeros: return static_cast<qlonglong>(row.zeros);
    case Spearman: return QVariantList{number(row.spearman), number(row.attainable)};
    case Scale: return number(row.traceRatio);
    default: return {};
    }
}

/// The names that the command line has for the same numbers.
QStringList OverviewModel::exportKeys(int column) const
{
    switch (column) {
    case Tensor: return {"tensor"};
    case ShapeColumn: return {"shape"};
    case Parameters: return {"parameters"};
    case Quantiles: {
        QStringList keys;
        const std::size_t count = rows_.empty() ? 0 : rows_.front().quantiles.size();
        for (std::size_t i = 0; i < count; ++i)
            keys << "q" + QString::number(100 * i / std::max<std::size_t>(count - 1, 1));
        return keys;
    }
    case Median: return {"median"};
    case Zeros: return {"zeros"};
    case Spearman: return {"spearman", "attainable"};
    case Scale: return {"trace_ratio"};
    default: return {};
    }
}

QStringList OverviewModel::exportNames(int column) const
{
    switch (column) {
    case Quantiles: return exportKeys(column);
    case Zeros: return {tr("Zeros (entries)")};
    case Spearman: return {tr("Spearman ρ"), tr("Attainable")};
    case Scale: return {tr("Scale (trace ratio)")};
    case Distribution: return {};
    default: return {headerData(column, Qt::Horizontal, Qt::DisplayRole).toString()};
    }
}

QVariant OverviewModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry& entry = node(index)->payload;
    const int column = index.column();
    if (role == Qt::TextAlignmentRole)
        return QVariant((column == Parameters || column == Median || column == Zeros || column == Scale ? Qt::AlignRight
                                                                                                        : Qt::AlignLeft)
                        | Qt::AlignVCenter);
    if (entry.row < 0) {
        if (role == Qt::DisplayRole && column == Tensor)
            return tr("%1 · %n tensor(s) · %2 parameters", nullptr, entry.tensors)
                .arg(entry.layer.isEmpty() ? tr("(top)") : entry.layer,
                     QLocale().toString(static_cast<qlonglong>(entry.count)));
        if (role == SortRole)
            return index.row();
        return {};
    }
    const OverviewRow& row = rows_[static_cast<std::size_t>(entry.row)];
    if (role == Qt::DisplayRole)
        return text(row, entry, column);
    if (role == SortRole)
        return sortKey(row, column);
    if (role == ExportValueRole)
        return exported(row, column);
    if (role == NameRole)
        return row.name;
    if (role == Qt::ToolTipRole && column == Tensor)
        return row.name;
    if (role == Qt::ToolTipRole && column == Spearman && row.spearman)
        return row.attainable
                   ? tr("Spearman ρ %1, attainable %2")
                         .arg(fixedNumber(row.spearman, 3), fixedNumber(row.attainable, 3))
                   : tr("Spearman ρ %1; the attainable value is undefined").arg(fixedNumber(row.spearman, 3));
    if (role == Qt::ToolTipRole && column == Zeros)
        return tr("%1 of %2 entries are exactly zero")
            .arg(QLocale().toString(static_cast<qlonglong>(row.zeros)),
                 QLocale().toString(static_cast<qlonglong>(row.count)));
    return {};
}

QVariant OverviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == ExportKeysRole)
        return exportKeys(section);
    if (role == ExportNamesRole)
        return exportNames(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant((section == Parameters || section == Median || section == Zeros || section == Scale
                             ? Qt::AlignRight
                             : Qt::AlignLeft)
                        | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        switch (section) {
        case Tensor: return tr("Name inside the state dict, below its layer");
        case ShapeColumn: return tr("Length of every dimension");
        case Parameters: return tr("Number of entries: the product of the shape");
        case Median: return tr("Median of the diagonal; zeros count");
        case Quantiles:
            return tr(
                "Quantiles of the diagonal from its smallest to its largest entry, on the common logarithmic scale");
        case Distribution: return tr("Histogram of log10: recycled filled, reference as outline");
        case Zeros:
            return tr("Share of entries that are exactly zero: no gradient, or squares too small for the type in which "
                      "the optimizer keeps them");
        case Spearman:
            return tr("Rank correlation of recycled with reference; the tick is the attainable value √(2r/(1+r)) from "
                      "two halves of the reference");
        case Scale: return tr("Trace ratio Σ recycled / Σ reference");
        default: return {};
        }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Tensor: return tr("Tensor");
    case ShapeColumn: return tr("Shape");
    case Parameters: return tr("Parameters");
    case Quantiles: return tr("Recycled, min → max");
    case Distribution: return tr("Distribution");
    case Median: return tr("Median");
    case Zeros: return tr("Zeros");
    case Spearman: return tr("Spearman ρ | attainable");
    case Scale: return tr("Scale");
    default: return {};
    }
}

OverviewProxy::OverviewProxy(QObject* parent) : QSortFilterProxyModel(parent)
{
    setSortRole(OverviewModel::SortRole);
    setRecursiveFilteringEnabled(true);
}

void OverviewProxy::setTensorFilter(const TensorFilter& filter)
{
    filter_ = filter;
    invalidateFilter();
}

bool OverviewProxy::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const auto* model = static_cast<const OverviewModel*>(sourceModel());
    const OverviewRow* tensor = model->row(model->index(row, 0, parent));
    return tensor && filter_.matches(tensor->name, tensor->shape, tensor->count, tensor->dtype);
}

}  // namespace fisherlens::desktop
