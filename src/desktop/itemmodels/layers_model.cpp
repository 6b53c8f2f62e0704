// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/itemmodels/layers_model.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace fisherlens::desktop {

QString shortCount(std::int64_t count)
{
    const QLocale locale;
    const auto scaled = [&](double divisor, const char* unit) {
        const double value = static_cast<double>(count) / divisor;
        return locale.toString(value, 'f', value < 10 ? 1 : 0) + ' ' + unit;
    };
    if (count >= 1'000'000'000)
        return scaled(1e9, "G");
    if (count >= 1'000'000)
        return scaled(1e6, "M");
    if (count >= 10'000)
        return scaled(1e3, "k");
    return locale.toString(static_cast<qlonglong>(count));
}

void LayersModel::setTensors(std::span<const LayerEntry> tensors)
{
    beginResetModel();
    root_.children.clear();
    for (const LayerEntry& tensor : tensors) {
        Node* at = &root_;
        const QStringList parts = tensor.name.split('.');
        for (qsizetype i = 0; i < parts.size(); ++i) {
            const bool leaf = i + 1 == parts.size();
            const auto existing = std::find_if(at->children.begin(), at->children.end(), [&](const auto& child) {
                return child->payload.label == parts[i] && child->payload.tensor.isEmpty() == !leaf;
            });
            at = existing != at->children.end() && !leaf ? existing->get()
                                                         : at->add({parts[i], leaf ? tensor.name : QString(), 0});
            at->payload.count += tensor.count;
        }
    }
    endResetModel();
}

const LayersModel::Node* LayersModel::node(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<const Node*>(index.internalPointer()) : &root_;
}

QModelIndex LayersModel::indexOf(const QString& tensor) const
{
    std::vector<const Node*> open{&root_};
    while (!open.empty()) {
        const Node* at = open.back();
        open.pop_back();
        if (at != &root_ && at->payload.tensor == tensor)
            return createIndex(at->row, 0, at);
        for (const auto& child : at->children)
            open.push_back(child.get());
    }
    return {};
}

QModelIndex LayersModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, node(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex LayersModel::parent(const QModelIndex& child) const
{
    if (!child.isValid())
        return {};
    const Node* parent = node(child)->parent;
    return parent == &root_ || !parent ? QModelIndex() : createIndex(parent->row, 0, parent);
}

int LayersModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(node(parent)->children.size());
}

int LayersModel::columnCount(const QModelIndex&) const
{
    return 2;
}

QVariant LayersModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Layer& layer = node(index)->payload;
    if (role == Qt::DisplayRole)
        return index.column() == 0 ? layer.label : shortCount(layer.count);
    if (role == Qt::TextAlignmentRole && index.column() == 1)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return tr("%1: %2 parameters")
            .arg(layer.tensor.isEmpty() ? layer.label : layer.tensor,
                 QLocale().toString(static_cast<qlonglong>(layer.count)));
    if (role == NameRole)
        return layer.tensor;
    return {};
}

QVariant LayersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    return section == 0 ? tr("Layer") : tr("Parameters");
}

}  // namespace fisherlens::desktop
